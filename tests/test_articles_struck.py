"""What is struck out is left out, and told: a correction is no number of its own, and no part of one."""

from collections.abc import Callable

import pytest
from mails import letter, rss
from spacy.language import Language

from factcheck.articles import read_bytes
from factcheck.claims import claims

NOTE = "What is struck out in it was left out."
TEXT = "The police say that 450 people were hurt in the storm, and 18 of them are in hospital."
STRUCK = {
    "del": "<p>The police say that <del>300</del> <ins>450</ins> people were hurt in the storm, "
    "and <del>17</del>18 of them are in hospital.</p>",
    "s": "<p>The police say that <s>300 dogs <b>and</b></s> 450 people were hurt in the storm, "
    "and <S>17</S> 18 of them are in hospital.</p>",
    "strike": "<p>The police say that <strike>300</strike> 450 people were hurt in the storm, "
    "and 18 of them are in hospital.</p>",
    "a style": "<p>The police say that <span style='color: red; text-decoration: Line-Through'>300</span> 450 people "
    "were hurt in the storm, and 18 of them are in hospital.</p>",
    "a paragraph": "<p><del>The police say that nobody was hurt but 3 dogs.</del></p><p>The police say that 450 people "
    "were hurt in the storm, and 18 of them are in hospital.</p>",
}


def page(html: str) -> bytes:
    return f"<html><body><article>{html}</article></body></html>".encode()


def mail(html: str) -> bytes:
    made = letter("")
    made.set_content(f"<html><body>{html}</body></html>", subtype="html")
    return made.as_bytes()


def feed(html: str) -> bytes:
    return rss(f"<item><description><![CDATA[{html}]]></description></item>").encode()


def markdown(html: str) -> bytes:
    return html.replace("<p>", "").replace("</p>", "\n\n").encode()


@pytest.mark.parametrize(("extension", "write"), [("html", page), ("eml", mail), ("xml", feed)])
@pytest.mark.parametrize("kind", STRUCK)
def test_what_is_struck_out_in_html(kind: str, extension: str, write: Callable[[str], bytes], en: Language) -> None:
    (article,) = read_bytes(write(STRUCK[kind]), f"a.{extension}", "a")
    assert (article.text, article.notes) == (TEXT, (NOTE,))
    assert [figure.text for claim in claims(article, en) for figure in claim.figures] == ["450", "18"]


@pytest.mark.parametrize(
    "typed",
    [
        *(markdown(STRUCK[kind]).decode() for kind in ("del", "s", "strike", "a paragraph")),
        "The police say that ~~300 dogs **and**~~ 450 people were hurt in the storm, and ~~17~~18 of them are in "
        "hospital.",
    ],
)
def test_what_is_struck_out_in_markdown(typed: str) -> None:
    (article,) = read_bytes(typed.encode(), "a.md", "a")
    assert (article.text, article.notes) == (TEXT, (NOTE,))


def test_nothing_is_told_where_nothing_is_struck_out() -> None:
    html = f"<p style='text-decoration: none; --mark: line-through'>{TEXT}</p><p><del> </del>It was 3 pm.</p>"
    (article,) = read_bytes(feed(html), "a.xml", "a")
    assert (article.text, article.notes) == (f"{TEXT}\n\nIt was 3 pm.", ())
