"""What trafilatura leaves out of an article: all posts of a live blog but the first."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml.html import HtmlElement

from factcheck.articles.markup import Piece

LONG = 8  # words, which no line with an author or a date has
_WORD = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\d+")


class _Box(NamedTuple):
    """What an element is called: its tag, and its first class without digits, which number elements of a kind."""

    tag: str
    name: str


def words(text: str) -> int:
    """How many words there are in a text."""
    return len(_WORD.findall(text))


def posts(found: Sequence[Piece], main: set[int], headline: int) -> list[int]:
    """The pieces outside the main text that stand in boxes just as pieces of it do: the other posts of a live blog.

    Where the headline itself is in such a box, the others are no posts of its article.
    """
    around = {one for number in main for one in _around(found[number])}
    above = set(_around(found[headline]))
    ways = {_way(found[number]) for number in main if number > headline}
    missed = list[int]()
    for number in range(headline + 1, len(found)):
        piece = found[number]
        if number in main or piece.linked or _way(piece) not in ways:
            continue
        post = _below(piece, around)
        if post is not None and _is_named(post) and not _is_beside(post, above):
            missed.append(number)
    return missed


def others(found: Sequence[Piece], headline: int) -> dict[HtmlElement, str]:
    """The elements that hold other articles, as pages do that never end, each with the headline of it."""
    above, way, tag = set(_around(found[headline])), _way(found[headline]), found[headline].heading
    held = dict[HtmlElement, str]()
    for piece in found[headline + 1 :]:
        if tag and piece.heading == tag and _way(piece) == way:
            post = _below(piece, above)
            if post is not None and _is_named(post) and _is_beside(post, above):
                held.setdefault(post, piece.block.text)
    return held


def _around(piece: Piece) -> Iterator[HtmlElement]:
    """The block of a piece, and the elements around it, the innermost first."""
    yield piece.box
    yield from piece.box.iterancestors()


def _way(piece: Piece) -> tuple[_Box, ...]:
    """The way from the page to a piece."""
    return tuple(map(_box, _around(piece)))


def _box(element: HtmlElement) -> _Box:
    name, *_ = element.get("class", "").split() or [""]
    return _Box(element.tag, _DIGITS.sub("", name))


def _is_named(element: HtmlElement) -> bool:
    """Whether the page says what an element holds: it is an article, or has a class."""
    return bool(element.tag == "article" or element.get("class"))


def _is_beside(post: HtmlElement, above: set[HtmlElement]) -> bool:
    """Whether a box beside this one, and like it, is among the elements `above` the headline."""
    return any(one in above and _box(one) == _box(post) for one in post.getparent())


def _below(piece: Piece, elements: set[HtmlElement]) -> HtmlElement | None:
    """The element around a piece that is right below the first of `elements` around it."""
    below = piece.box
    for element in _around(piece):
        if element in elements:
            return below
        below = element
    return None
