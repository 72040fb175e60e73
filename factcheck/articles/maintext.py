"""What of a page is its article: headline, main text, captions; not what stands around it. trafilatura tells which.

It writes a page anew, which costs spaces, captions and lists in tables. So the text of each block is marked before, and
the blocks whose marks come through are taken as they are. A few rules add what it misses.
"""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

import trafilatura
from lxml.html import HtmlElement
from rapidfuzz import fuzz
from trafilatura.settings import Document, use_config

from factcheck.articles.blocks import Block
from factcheck.articles.markup import Piece

_MARKS = range(0xF0000, 0xFFFFE)  # characters for private use, which no page has
_MARK = re.compile("[\U000f0000-\U000ffffd]")
PIECES = len(_MARKS)  # that can be told apart

_ALIKE = 80  # percent
_FIRST = 4  # blocks, among which a headline stands
_LONG = 8  # words, which no line with an author or a date has
_SHORT = 30  # characters
_SOME = 2  # words
_BETWEEN = re.compile(r"\s+[-–—|·•:»/]+\s+|[:»|]\s+")
_WORD = re.compile(r"[^\W\d_]+")

_CONFIG = use_config()
_CONFIG.set("DEFAULT", "MIN_EXTRACTED_SIZE", "1")  # else short articles are taken with all that stands around them


def main_text(
    page: HtmlElement, found: Sequence[Piece], titles: Iterable[str | None], url: str | None
) -> tuple[str | None, list[Block]]:
    """The headline of a page, if it shows one, and the blocks of its article, the headline being the first of them.

    `found` are the pieces of the page, at most PIECES; `titles` what it is said to be called, `url` its address. The
    page is changed.
    """
    main = {number for number in _marked(page, found) if not _is_pointer(found[number], url)}
    if not main:
        return None, []
    first = sorted(main)[:_FIRST][-1]
    headline = _headline(found[: first + 1], [part for title in titles if title for part in _parts(title)])
    if headline is not None:
        main = {headline, *(number for number in main if number > headline)}
    _add_missed(found, main, headline)
    blocks = [
        found[number].block._replace(heading=found[number].heading != "" or number == headline)
        for number in sorted(main)
    ]
    return None if headline is None else found[headline].block.text, blocks


def _marked(page: HtmlElement, found: Sequence[Piece]) -> set[int]:
    """Which of the pieces come through trafilatura."""
    for mark, piece in zip(map(chr, _MARKS), found, strict=False):
        for element, behind, _ in piece.runs:
            if behind:
                element.tail = mark + (element.tail or "")
            else:
                element.text = mark + (element.text or "")
    for element in page.iter("figure", "figcaption"):  # which would be left out
        element.tag = "div" if element.tag == "figure" or element.find("p") is not None else "p"
    _in_article(page)
    result = trafilatura.bare_extraction(page, include_comments=False, include_links=True, config=_CONFIG)
    if not isinstance(result, Document):
        return set()
    return {ord(mark) - _MARKS[0] for text in result.body.itertext() for mark in _MARK.findall(text)}


_PLAIN = "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "blockquote", "pre"


def _in_article(page: HtmlElement) -> None:
    """Puts what a page holds in an article, where it is paragraphs and nothing around them: else lists are left out."""
    body = page.find("body")
    if body is None or body.find("p") is None:
        return
    plain = sum(len("".join(element.itertext())) for element in body.iterchildren(*_PLAIN))
    if plain > len("".join(body.itertext())) / 2:
        inner = body.makeelement("article")
        inner.extend(list(body))
        body.append(inner)


def _headline(found: Sequence[Piece], titles: Sequence[str]) -> int | None:
    """Which of the first pieces of a page is its headline: what its title says, best in a heading, else the last h1."""

    def rank(number: int) -> tuple[bool, bool, int, int]:
        text, tag = found[number].block.text, found[number].heading
        like = any(fuzz.ratio(text.casefold(), title) >= _ALIKE for title in titles)
        return like, tag != "" if like else tag == "h1", len(text) if like else 0, number

    best = max(range(len(found)), key=rank)
    return best if any(rank(best)[:2]) else None


def _parts(title: str) -> list[str]:
    """A title, and what it is made of, as the name of the site may stand there, too."""
    return [part.casefold() for part in (title, *_BETWEEN.split(title)) if len(part.split()) >= _SOME]


def _add_missed(found: Sequence[Piece], main: set[int], headline: int | None) -> None:
    """Adds to the main text rows and items below its own, headings above it, and the summary below the headline."""
    unlinked = [not any(run.linked for run in piece.runs) for piece in found]
    for number in range(min(main) + 1, len(found)):
        block = found[number].block
        summary = number - 1 == headline and (found[number].heading or len(_WORD.findall(block.text)) >= _LONG)
        if unlinked[number] and (summary or (block.below and number - 1 in main)):
            main.add(number)
    for number in range(max(main), min(main), -1):
        if unlinked[number] and found[number].heading and number + 1 in main:
            main.add(number)


def _is_pointer(piece: Piece, url: str | None) -> bool:
    """Whether a paragraph only points to another page of the same site: a word or two, and a link."""
    if not piece.runs[-1].linked or piece.runs[0].linked:
        return False
    sites = {urlsplit(link.url).hostname for link in piece.block.links}
    if sites - {urlsplit(url or "").hostname}:
        return False
    unlinked = "".join(run.element.tail if run.behind else run.element.text for run in piece.runs if not run.linked)
    in_list = next(piece.runs[0].element.iterancestors("li", "td"), None) is not None
    return not in_list and len(unlinked.strip()) <= _SHORT and 2 * len(unlinked) < len(piece.block.text)
