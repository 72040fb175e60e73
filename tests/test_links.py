"""Links in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.links import closing, found
from factcheck.paragraphs import paragraphs


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("", []),
        ("Nothing here: http, https:, ://", []),
        ("See https://a.org.", ["https://a.org"]),
        ("See https://a.org/x?y=1&z=2#t, and HTTP://B.org!", ["https://a.org/x?y=1&z=2#t", "HTTP://B.org"]),
        ("(https://a.org/x)", ["https://a.org/x"]),
        ("(https://a.org/x_(y))", ["https://a.org/x_(y)"]),
        ("[https://a.org/x]", ["https://a.org/x"]),
        ("<https://a.org/x>", ["https://a.org/x"]),
        ("“https://a.org/x”", ["https://a.org/x"]),
        ("end.https://a.org/1https://a.org/1", ["https://a.org/1"]),
        ("https://a.org/1https://b.org/2", ["https://a.org/1", "https://b.org/2"]),
        ("https://a.org/https://a.org/", ["https://a.org/"]),
        ("https://web.org/2020/https://a.org/1", ["https://web.org/2020/https://a.org/1"]),
        ("https://a.org/?u=https://b.org", ["https://a.org/?u=https://b.org"]),
        ("https://a.org and https://a.org", ["https://a.org"]),
        ("https://", []),
        ("javascript:alert(1)", []),
    ],
)
def test_links_in_a_text(text, links):
    assert found(text) == links


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("One. Two. https://a.org", ["https://a.org"]),
        ("One. Two.https://a.org", ["https://a.org"]),
        ("One. Two (https://a.org, https://b.org).", ["https://a.org", "https://b.org"]),
        ("https://a.org says one.", []),
        ("One.\nhttps://a.org\nhttps://b.org https://c.org\nTwo.", ["https://a.org", "https://b.org", "https://c.org"]),
        ("One.\n\nhttps://a.org", []),
        ("One.\nhttps://a.org says two.", []),
        ("One.\nTwo. https://a.org", []),
    ],
)
def test_links_that_close_the_first_paragraph(text, links):
    assert closing(text, list(paragraphs(text)), 0) == links


@given(text=st.lists(st.sampled_from(["https://", "a.org", "/", "=", ")", "(", ".", " ", "\n", "x"])).map("".join))
def test_every_link_stands_in_the_text(text):
    links = found(text)
    assert len(set(links)) == len(links)
    assert all(link in text and link.startswith("https://") and len(link) > 8 for link in links)
    for index, _ in enumerate(list(paragraphs(text))):
        assert set(closing(text, list(paragraphs(text)), index)) <= set(links)
