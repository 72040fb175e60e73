"""What trafilatura leaves out of an article: text in boxes between its paragraphs, and all posts but the first."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from lxml.html import HtmlElement

from factcheck.articles.markup import Piece

LONG = 8  # words, which no line with an author or a date has
_WORD = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\d+")
_TEXTS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "pre"}  # whose children are no blocks

# What stands in an article and is no part of it, as HTML calls it: elements, roles (WAI-ARIA), and names of classes
# and ids that makers of pages use for that all over the world.
_APART = {"dialog", "footer", "form", "menu", "nav"}
_ROLES = {"banner", "complementary", "contentinfo", "dialog", "form", "menu", "navigation", "search", "toolbar"}
_NAMES = re.compile(
    r"(?<![a-z])(?:ad|ads|adslot|advert|advertisement|advertising|author|authors|banner|bio|breadcrumbs?|byline"
    r"|comments?|consent|cookies?|date|dateline|disqus|donate|donation|footer|login|menu|meta|metadata|nav|navbar"
    r"|navigation|newsletter|noprint|outbrain|pager|pagination|popular|popup|promo|promoted|readmore|recirc"
    r"|recommended|recommendations|related|replies|reply|respond|share|shares|sharing|signup|sponsor|sponsored"
    r"|subscribe|subscription|taboola|tags|teasers?|timestamp|toc|toolbar|trending)(?![a-z])"
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


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
        if post is not None and _is_named(post) and not _is_beside(post, above) and not _is_apart(piece, post):
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


def apart(found: Sequence[Piece], main: set[int], headline: int) -> set[int]:
    """The pieces of the main text that say that they are no part of it; none where that would be most of the text."""
    above = set(_around(found[headline]))
    left = set[int]()
    for number in main:
        box = _below(found[number], above)
        if number > headline and box is not None and _is_apart(found[number], box):
            left.add(number)
    lengths = {number: len(found[number].block.text) for number in main}
    return left if 2 * sum(lengths[number] for number in left) < sum(lengths.values()) else set()


def beside(found: Sequence[Piece], main: set[int], headline: int | None) -> list[int]:
    """The pieces outside the main text in the elements that hold its paragraphs, but for what is apart there.

    What stands above the first paragraph is left out; of what stands below the last one, what has few words.
    """
    text = [number for number in main if number != headline and not found[number].heading]
    if not text:
        return []
    columns = {one for number in text for one in _columns(found[number])}
    missed, is_linked = list[int](), cache(_is_linked)  # a box may hold very many pieces
    for number in range(min(text) + 1, len(found)):
        piece = found[number]
        if number in main or all(run.linked for run in piece.runs):
            continue
        box = _below(piece, columns)
        if box is None or _is_apart(piece, box) or is_linked(box):
            continue
        if number < max(text) or words(piece.block.text) >= LONG:
            missed.append(number)
    return missed


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


def _columns(piece: Piece) -> Iterator[HtmlElement]:
    """The elements that hold a paragraph."""
    if piece.box.tag not in _TEXTS:
        yield piece.box
    if piece.box.tag != "body":
        yield piece.box.getparent()


def _is_apart(piece: Piece, box: HtmlElement) -> bool:
    """Whether a piece, or what is around it up to a box, says that it is no part of the text."""
    if all(run.element.tag == "time" and not run.behind for run in piece.runs):
        return True
    for element in _around(piece):
        names = _CAMEL.sub(" ", f"{element.get('class', '')} {element.get('id', '')}").lower()
        quoted = element.tag == "footer" and element.getparent().tag == "blockquote"  # who says it
        if (element.tag in _APART and not quoted) or element.get("role") in _ROLES or _NAMES.search(names):
            return True
        if element is box:
            break
    return False


def _is_linked(box: HtmlElement) -> bool:
    """Whether more than half of the text of a box is links."""
    linked = sum(len("".join(link.itertext())) for link in box.iter("a"))
    return linked > 0 and 2 * linked > len("".join(box.itertext()))
