"""The page that `export` writes: well-formed, self-contained, every figure and claim marked, nothing but text."""

import io
import re
from html.parser import HTMLParser

import pytest
from export_samples import EN, IT, article, marked, review
from hypothesis import given
from hypothesis import strategies as st

import factcheck
from factcheck.export.formats import put_html
from factcheck.export.html import page
from factcheck.records import Article, Claim, Figure
from factcheck.review.records import Marks, Review, ReviewedArticle, ReviewedClaim
from factcheck.worksheet.layout import STATUS_COLOURS
from factcheck.worksheet.text import clean

VOID = {"meta", "br", "hr", "img", "input", "link"}
HOSTILE = (
    "<script>alert(12)</script> 5% <img src=x onerror=alert(1)> 'a' \"b\"",
    "</style></title></article><b>7</b> &amp; &#60; <!-- 30 -->",
    "‮12 عام\u202c 7 שנים 🏝️ 40%",
    "3 \ud800 \x1b\x07\x85 1\u2028 2",
    "$title ${body} $style 8",
)


class Page(HTMLParser):
    """A page that was read: its elements, its links, the text of the article and what is marked in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text, self.marks = "", list[str]()
        self.depth = 0  # where the article's text began
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        assert len(attrs) == len(dict(attrs))
        if tag not in VOID:
            assert tag not in self.open or tag in ("div", "section")
            self.open.append(tag)
        if dict(attrs).get("class") == "text":
            self.depth = len(self.open)
        if self.depth and tag == "mark":
            self.marks.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self.depth = self.depth if len(self.open) >= self.depth else 0

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.text += data
            if "mark" in self.open:
                self.marks[-1] += data

    def values(self, attribute: str, tag: str | None = None) -> list[str]:
        return [at[attribute] or "" for name, at in self.tags if attribute in at and tag in (None, name)]


def squeezed(text: str) -> str:
    return "".join(clean(text).split())


def checked(what: Review) -> Page:
    """The page of a review, after all that holds for every page."""
    read = Page(page(what))
    claims = [one.claim for one in what.claims]
    assert squeezed(read.text) == squeezed("".join(one.article.text for one in what.articles))
    assert squeezed("".join(read.marks)) == squeezed("".join(f.text for claim in claims for f in claim.figures))
    ids = read.values("id")
    assert len(ids) == len(set(ids))
    inside = [link[1:] for link in read.values("href") if link.startswith("#")]
    assert set(inside) <= set(ids)
    outside = [at for tag, at in read.tags if tag == "a" and not str(at["href"]).startswith("#")]
    assert all(re.match("https?://", str(at["href"])) and at["rel"] == "noopener nofollow" for at in outside)
    assert {tag for tag, _ in read.tags} <= {
        "html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "ul", "ol", "li", "nav", "article", "div",
        "p", "a", "mark", "b", "section", "header", "span", "dl", "dt", "dd", "footer",
    }  # fmt: skip
    assert not [name for _, at in read.tags for name in at if name.startswith("on") or name in ("src", "style")]
    return read


@pytest.mark.parametrize(("lang", "text"), [("en", EN), ("it", IT)])
def test_a_page(lang: str, text: str) -> None:
    read = checked(review(lang))
    assert read.marks == [figure.text for one in review(lang).claims for figure in one.claim.figures]
    classes = [one for one in read.values("class", "a") if one.startswith("claim ")]
    assert (
        classes
        == [f"claim {status}" for status in ("sourced", "disputed", "unsourced", "to_do", "not_a_claim", "to_do")][
            : len(classes)
        ]
    )
    assert read.values("lang")[:2] == [lang, lang]
    assert read.values("data-label")[1] == {"en": "C02 disputed", "it": "C02 contestata"}[lang]
    assert read.values("href", "a").count("https://example.org/a_(b)?x=1&y=2") == 1


def test_the_page_says_what_was_written() -> None:
    html = page(review())
    for text in ("javascript:alert(1)", "The table says 180.\nSee page 4.", "Correct value: 180", "2026-03-05"):
        assert text in html
    assert "javascript:" not in "".join(Page(html).values("href"))
    assert f"Made with factcheck {factcheck.__version__}." in html
    assert "<script" not in html
    assert not re.search(r"url\(|@import|src=", html)


def test_the_page_in_another_language() -> None:
    html = page(review("en", "it"))
    assert '<html lang="it">' in html
    assert "contestata" in html
    assert "Nel testo" in html
    assert '<article id="article-1" lang="en">' in html


def test_several_articles() -> None:
    several = Review([marked(article(EN)), marked(article(IT, "it", "porto.txt"))])
    read = checked(several)
    assert read.values("href")[:2] == ["#article-1", "#article-2"]
    assert "Fact-check: 2 " in page(several)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text(text: str) -> None:
    hostile = article(f"{text}\nIt cost 40 euros {text}\n{text}", name=text, title=text, url=f"https://a.org/{text}")
    marks: list[Marks] = [{"status": text, "notes": text, "source_link": f"javascript:{text}", text: text}] * 9
    checked(Review([marked(hostile, marks)]))
    stream = io.BytesIO()
    put_html(stream, Review([marked(hostile, marks)]))
    seen = stream.getvalue().decode("utf-8")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", seen)


LETTERS = st.text(st.sampled_from("ab 1<>&\"'\n\r\u2028é\u05d0🏝\ud800\x0b$"), max_size=6)


@given(st.lists(st.tuples(LETTERS, st.lists(st.tuples(LETTERS, LETTERS), min_size=1, max_size=3)), max_size=4), LETTERS)
def test_any_text_with_claims_and_figures_anywhere(parts: list[tuple[str, list[tuple[str, str]]]], end: str) -> None:
    text, spans = "", list[tuple[int, int, list[tuple[int, int]]]]()
    for before, sentence in parts:
        start = len(text := f"{text}{before}.")
        text += "x"  # a sentence begins with no space
        figures = []
        for words, figure in sentence:
            text += words
            figures.append((len(text), len(text) + len(figure) + 1))
            text += figure + "7"
        spans.append((start, len(text), figures))
    text += end
    claims = [
        ReviewedClaim(
            Claim(
                text[a:b], a, b, str(a), "a", 1, 1, "", "", tuple(Figure(text[c:d], c, d, "CARDINAL") for c, d in inner)
            )
        )
        for a, b, inner in spans
    ]
    checked(Review([ReviewedArticle(Article("a", text, "en"), "a", claims)]))


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast() -> None:
    """As WCAG 2 reckons it: 7 for the text of claims, 4.5 for what stands beside."""
    style = page(review()).partition("<style>")[2].partition("</style>")[0]
    for status in STATUS_COLOURS:
        fill, ink = re.findall(rf"^\.claim\.{status} {{ background: #(\w+); color: #(\w+)", style, re.MULTILINE)[0]
        assert contrast(fill, ink) >= 7
        fill, ink = re.findall(rf"\.tag\.{status} {{ background: #(\w+); color: #(\w+)", style)[0]
        assert contrast(fill, ink) >= 4.5
    themes = re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    assert len(themes) == 3
    for theme in themes:
        colours = dict(re.findall(r"--(\w+): #(\w+)", theme))
        for ink in ("ink", "grey", "link"):
            assert contrast(colours[ink], colours["paper"]) >= 4.5
            assert contrast(colours[ink], colours["card"]) >= 4.5


def test_each_status_has_a_line_of_its_own() -> None:
    style = page(review())
    lines = [*re.findall(r"border-bottom: (\w+ \w+); }", style), *re.findall(r"border-bottom-style: (\w+)", style)]
    assert len(lines) == len(set(lines)) == 4
