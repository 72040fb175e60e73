"""Feeds: an article for each entry."""

import sys

import limited
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mails import DECLARED, rss

from factcheck.articles import read_all, read_bytes
from factcheck.errors import ArticleError


def entries(text, encoding="utf-8", **options):
    return read_bytes(text.encode(encoding), "a.xml", "a.xml", **options)


def refusal(data):
    with pytest.raises(ArticleError) as caught:
        read_bytes(data, "a.xml", "a.xml")
    message = str(caught.value)
    assert message.startswith("a.xml: ")
    assert "\n" not in message
    return message


def test_what_an_entry_says(tmp_path):
    (tmp_path / "news.rss").write_text(
        rss(
            "<title>Ships &amp; boats</title><link>https://news.example/1</link><guid>g1</guid>"
            "<pubDate>Tue, 05 Mar 2024 10:20:00 +0100</pubDate><author>desk@news.example (City desk)</author>"
            "<description>&lt;p&gt;It cost &lt;a href='/data'&gt;5 euros&lt;/a&gt;.&lt;/p&gt;</description>",
            "<title>&lt;b&gt;Two&lt;/b&gt; ships</title><guid isPermaLink='false'>g2</guid>",
            "<guid>empty</guid>",
            "<description>It cost 7 euros.</description>",
        )
    )
    first, second, third = read_all(tmp_path / "news.rss")
    assert (first.name, first.title, first.url) == ("news.rss/https://news.example/1", "Ships & boats", first.name[9:])
    assert (first.author, first.published) == ("City desk", "2024-03-05T09:20:00+00:00")
    assert first.text == "Ships & boats\n\nIt cost 5 euros."
    assert [link.url for link in first.links] == ["https://news.example/data"]
    assert first.parts[0].heading == "Ships & boats"
    assert (second.name, second.text, second.url) == ("news.rss/g2", "Two ships", None)
    assert (third.name, third.title, third.text) == ("news.rss/4", None, "It cost 7 euros.")


def test_two_entries_never_share_a_name():
    link = "<link>https://news.example/1</link>"
    found = entries(rss(f"<title>One 1</title>{link}", f"<title>Two 2</title>{link}"))
    assert [article.name for article in found] == ["a.xml/https://news.example/1", "a.xml/2"]


@pytest.mark.parametrize(
    ("description", "text"),
    [
        ("It cost 5.\n\nAnd 7.", "It cost 5.\n\nAnd 7."),
        ("5 &amp;lt; 7 &amp;amp; 8", "5 < 7 & 8"),
        ("&lt;p&gt;5&lt;/p&gt;&lt;script&gt;6&lt;/script&gt;&lt;p&gt;7&lt;/p&gt;", "5\n\n7"),
        ("<![CDATA[<p>3&nbsp;500&#8239;000</p>]]>", "3\u00a0500\u202f000"),
    ],
)
def test_descriptions_of_all_kinds(description, text):
    (article,) = entries(rss(f"<description>{description}</description>"))
    assert article.text == text


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("windows-1252", "windows-1252"), ("windows-1252", "iso-8859-1"), ("utf-16", "utf-16"), ("utf-8", "utf-16")],
)
def test_encodings(encoding, declared):
    (article,) = entries(DECLARED.format(declared) + rss("<title>Perché costò 5 €</title>"), encoding)
    assert article.text == "Perché costò 5 €"


def test_the_server_may_name_the_encoding():
    (article,) = entries(rss("<title>łódź 5</title>"), "iso-8859-2", declared="iso-8859-2")
    assert article.text == "łódź 5"


def test_a_short_entry_is_in_the_language_of_the_feed():
    assert [
        article.lang for article in entries(rss("<title>Diga 12%</title>", channel="<language>it-it</language>"))
    ] == ["it"]


def test_a_feed_that_is_not_well_formed():
    assert [
        article.text for article in entries("<rss><channel><item><title>A & B 5</title><item><title>7</title></item>")
    ] == [
        "A & B 5",
        "7",
    ]


LEVELS = "".join(f"<!ENTITY a{level} '{f'&a{level - 1};' * 10}'>" for level in range(1, 20))
BOMB = f"<!DOCTYPE rss [<!ENTITY a0 'aaaaaaaaaa'>{LEVELS}]>"
OUTSIDE = "<!DOCTYPE rss [<!ENTITY a19 SYSTEM 'file:///etc/hostname'>]>"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (BOMB + rss("<title>&a19; 5</title>"), "entities"),
        (OUTSIDE + rss("<title>&a19; 5</title>"), "entities"),
        (rss(), "no article"),
        (rss("<guid>5</guid>"), "no article"),
        (rss("<title>It cost 5 euros.</title>" * 200_000), "bytes"),
        (rss("<description>" + "&lt;div>" * 100_000 + "</description>"), "nested too deeply"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_what_is_no_feed(text, words, encoding):
    assert words in refusal(text.encode(encoding))


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited as Linux does")
def test_memory_is_bounded(tmp_path):
    path = tmp_path / "a.rss"
    path.write_text(BOMB + rss("<title>&a19; 5</title>"))
    assert "entities" in limited.told(path, 500)
    path.write_text("<rss>" + "<item>" * 100_000)
    assert "no article" in limited.told(path)


def test_a_document_type_without_entities_is_harmless():
    doctype = (
        '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/rss-0.91.dtd">'
    )
    (article,) = entries(doctype + rss("<title>It cost 5 euros.</title>"))
    assert article.text == "It cost 5 euros."


TAGS = st.sampled_from(["item", "title", "description", "link", "guid", "pubDate", "channel", "content:encoded", "p"])


@given(pieces=st.lists(st.one_of(st.text(), TAGS.map("<{}>".format), TAGS.map("</{}>".format)), max_size=40))
def test_any_feed_gives_articles_or_one_sentence(pieces):
    try:
        found = entries(rss("<title>It cost 5 euros.</title>") + "".join(pieces))
    except ArticleError as error:
        assert "\n" not in str(error)
    else:
        assert len({article.name for article in found}) == len(found)
