"""What of a page is its article: headline, main text, captions; not what stands around it. trafilatura tells which.

It writes a page anew, which costs spaces, captions and lists in tables. So the text of each block is marked before, and
the blocks whose marks come through are taken as they are. A few rules add what it misses.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import compress
from typing import NamedTuple
from urllib.parse import urlsplit

import trafilatura
from lxml.html import HtmlElement
from rapidfuzz import fuzz
from trafilatura.settings import Document, use_config

from factcheck.articles.blocks import Block
from factcheck.articles.markup import Piece
from factcheck.articles.missed import LONG, apart, beside, others, posts, words

_MARKS = range(0xF0000, 0xFFFFE)  # characters for private use, which no page has
_MARK = re.compile("[\U000f0000-\U000ffffd]")
PIECES = len(_MARKS)  # that can be told apart

_ALIKE = 80  # percent
_FIRST = 4  # blocks, among which a headline stands
_NEARLY = 0.8
_SHORT = 30  # characters
_SOME = 2  # words
_TITLE = 1_000  # characters; what is longer is none
_BETWEEN = re.compile(r"\s+[-–—|·•:»/]+\s+|[:»|]\s+")

_CONFIG = use_config()
_CONFIG.set("DEFAULT", "MIN_EXTRACTED_SIZE", "1")  # else short articles are taken with all that stands around them


class MainText(NamedTuple):
    """The headline of a page, if it shows one, the blocks of its article, the headline being the first, and notes."""

    headline: str | None
    blocks: list[Block]
    notes: list[str]


def main_text(page: HtmlElement, found: Sequence[Piece], titles: Iterable[str | None], url: str | None) -> MainText:
    """What of a page is its article.

    `found` are the pieces of the page, at most PIECES; `titles` what it is said to be called, `url` its address. The
    page is changed.
    """
    headings = [part for title in titles if title and len(title) <= _TITLE for part in _parts(title)]
    _mark(page, found)
    main = _kept(page, found, url)
    headline = _headline(found, main, headings)
    if _lacks_lists(found, main, headline):
        _make_article(found[min(main) if headline is None else headline], found[max(main)])
        main = _kept(page, found, url) or main
        headline = _headline(found, main, headings)
    if headline is not None:
        main = {headline, *_beside(found, main, headline)}
    notes = list[str]()
    if headline is not None:
        notes = _leave_others(found, main, headline)
        main -= apart(found, main, headline)
        main.update(posts(found, main, headline))
    main.update(beside(found, main, headline))
    _add_missed(found, main, headline)
    blocks = [
        found[number].block._replace(heading=found[number].heading != "" or number == headline)
        for number in sorted(main)
    ]
    return MainText(None if headline is None else found[headline].block.text, blocks, notes)


def _mark(page: HtmlElement, found: Sequence[Piece]) -> None:
    """Marks the text of each piece, and renames captions, and boxes without links, which would be left out."""
    for mark, piece in zip(map(chr, _MARKS), found, strict=False):
        for element, behind, _ in piece.runs:
            if behind:
                element.tail = mark + (element.tail or "")
            else:
                element.text = mark + (element.text or "")
    for element in page.iter("aside"):
        if next(element.iterdescendants("a", "form", "button"), None) is None:
            element.tag = "div"
    for element in page.iter("figure", "figcaption"):
        element.tag = "div" if element.tag == "figure" or element.find("p") is not None else "p"


def _kept(page: HtmlElement, found: Sequence[Piece], url: str | None) -> set[int]:
    """Which of the pieces come through trafilatura, but for those that only point to another page."""
    result = trafilatura.bare_extraction(page, include_comments=False, include_links=True, config=_CONFIG)
    if not isinstance(result, Document):
        return set()
    kept = {ord(mark) - _MARKS[0] for text in result.body.itertext() for mark in _MARK.findall(text)}
    return {number for number in kept if not _is_pointer(found[number], url)}


def _lacks_lists(found: Sequence[Piece], main: set[int], headline: int | None) -> bool:
    """Whether a list without links was left out of the main text: trafilatura does so outside an article."""
    if not main:
        return False
    inside = range(min(main) if headline is None else headline, max(main))
    return any(found[number].in_list and number not in main and not found[number].linked for number in inside)


def _make_article(first: Piece, last: Piece) -> None:
    """Makes an article of the element that holds all from a piece to another."""
    around = set(last.runs[0].element.iterancestors())
    holder = next((element for element in first.runs[0].element.iterancestors() if element in around), None)
    if holder is not None and holder.tag == "body":
        inner = holder.makeelement("article")
        inner.extend(list(holder))
        holder.append(inner)
    elif holder is not None and holder.tag != "html":
        holder.tag = "article"


def _headline(found: Sequence[Piece], main: set[int], titles: Sequence[str]) -> int | None:
    """Which of the first pieces of a page is its headline: what its title says, best in a heading, else the last h1."""
    if not main:
        return None

    def rank(number: int) -> tuple[bool, bool, int, int]:
        text, tag = found[number].block.text, found[number].heading
        like = any(fuzz.ratio(text.casefold(), title) >= _ALIKE for title in titles)
        return like, tag != "" if like else tag == "h1", len(text) if like else 0, number

    best = max(range(sorted(main)[:_FIRST][-1] + 1), key=rank)
    return best if any(rank(best)[:2]) else None


def _beside(found: Sequence[Piece], main: set[int], headline: int) -> list[int]:
    """What of the main text is below its headline, and in the element around the headline that holds nearly all of it.

    What else there is stands around the article: readers' opinions, what one could subscribe to.
    """
    first = found[headline].runs[0].element
    levels = {element: level for level, element in enumerate((first, *first.iterancestors()))}
    below = sorted(number for number in main if number > headline)
    at = [_level(found[number].runs[0].element, levels) for number in below]
    sizes = [len(found[number].block.text) for number in below]
    nearly = _NEARLY * sum(sizes)
    enough = next(
        (level for level in sorted(set(at)) if sum(compress(sizes, (one <= level for one in at))) >= nearly), 0
    )
    return [number for number, level in zip(below, at, strict=True) if level <= enough]


def _leave_others(found: Sequence[Piece], main: set[int], headline: int) -> list[str]:
    """Takes other articles out of the main text; notes that tell of those that are not in it."""
    held = others(found, headline)
    inside = defaultdict[HtmlElement, set[int]](set)
    for number in main if held else ():
        for element in found[number].box.iterancestors():
            if element in held:
                inside[element].add(number)
    left = [element for element in held if element.tag == "article" or not inside[element]]
    for element in left:
        main -= inside[element]
    if not left:
        return []
    title = f"“{held[left[0]]}”"
    if len(left) == 1:
        return [f"the page goes on with another article, {title}, which was not read."]
    return [f"the page goes on with {len(left):,} other articles, {title} and so on, which were not read."]


def _level(element: HtmlElement, levels: dict[HtmlElement, int]) -> int:
    """The first of the `levels` around an element; it and all between are added to them."""
    between = list[HtmlElement]()
    while element not in levels:
        between.append(element)
        element = element.getparent()
    levels.update(dict.fromkeys(between, levels[element]))
    return levels[element]


def _parts(title: str) -> list[str]:
    """A title, and what it is made of, as the name of the site may stand there, too."""
    return [part.casefold() for part in (title, *_BETWEEN.split(title)) if len(part.split()) >= _SOME]


def _add_missed(found: Sequence[Piece], main: set[int], headline: int | None) -> None:
    """Adds to the main text rows and items below its own, headings above it, and the summary below the headline."""
    if not main:
        return
    for number in range(min(main) + 1, len(found)):
        block = found[number].block
        summary = number - 1 == headline and (found[number].heading or words(block.text) >= LONG)
        if (summary or (block.below and number - 1 in main)) and not found[number].linked:
            main.add(number)
    for number in range(max(main), min(main), -1):
        if found[number].heading and number + 1 in main and not found[number].linked:
            main.add(number)


def _is_pointer(piece: Piece, url: str | None) -> bool:
    """Whether a paragraph only points to another page of the same site: a word or two, and a link."""
    text = piece.block.text
    if piece.in_list or "\t" in text or not piece.runs[-1].linked or piece.runs[0].linked:
        return False
    sites = {urlsplit(link.url).hostname for link in piece.block.links}
    if sites - {urlsplit(url or "").hostname}:
        return False
    unlinked = "".join(piece.texts(linked=False))
    return len(unlinked.strip()) <= _SHORT and 2 * len(unlinked) < len(text)
