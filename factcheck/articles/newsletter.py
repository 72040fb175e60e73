"""Newsletters: what they tell, without what stands around it.

The layout of a mail says little of what is what, and its words are those of any language. What tells is where links
lead: to leave a list, to the address that the header List-Unsubscribe (RFC 2369) names; and, alone in their paragraph,
to other pages.
"""

import re
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from factcheck.articles.blocks import Block
from factcheck.articles.markup import Piece, pieces
from factcheck.articles.missed import words

_ADDRESS = re.compile(r"<\s*([^>]*?)\s*>")
_HEADINGS = ("h1", "h2", "h3")
_LONG = 8  # words, which no button and no entry of a menu has
_SHORT = 30  # characters beside a link that only point to it
_MOST = 1 / 3  # of the text is below it, where the link to leave the list is that of the end


def blocks(page: HtmlElement, leave: str) -> list[Block]:
    """The blocks of a newsletter; `leave` is its header List-Unsubscribe.

    Left out are the part that holds the link by which one leaves the list, with the little that stands below it, and
    paragraphs that are links alone.
    """
    footer = _footer(page, leave)
    inside = set() if footer is None else set(footer.iter())
    found = pieces(page)
    begin = next((number for number, piece in enumerate(found) if piece.runs[0].element in inside), len(found))
    sizes = [len(piece.block.text) for piece in found]
    end = begin if sum(sizes[begin:]) <= _MOST * sum(sizes) else len(found)
    kept = (piece for piece in found[:end] if piece.runs[0].element not in inside)
    return [piece.block for piece in kept if not _only_leads(piece)]


def _footer(page: HtmlElement, leave: str) -> HtmlElement | None:
    """The largest element around the last link that leaves the list that has no heading, and little of the text."""
    known = {_target(address) for address in _ADDRESS.findall(leave)}
    link = next((link for link in reversed(page.findall(".//a[@href]")) if _target(link.get("href")) in known), None)
    most, found = _MOST * _size(page), None
    for element in () if link is None else (link, *link.iterancestors()):
        if _size(element) > most or next(element.iter(*_HEADINGS), None) is not None:
            break
        found = element
    return found


def _target(address: str) -> tuple[str, str, str]:
    """Where an address leads, whatever it tells of the reader."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:  # a broken one
        return "", "", address
    return parts.scheme.replace("https", "http"), parts.netloc.lower(), parts.path


def _size(element: HtmlElement) -> int:
    """How many characters the text of an element has."""
    return sum(len(text.strip()) for text in element.itertext())


def _only_leads(piece: Piece) -> bool:
    """Whether a paragraph only leads to other pages: a button, a menu, a word or two beside a link."""
    if piece.heading or not piece.linked or "\t" in piece.block.text:
        return False
    unlinked = "".join(piece.texts(linked=False)).strip()
    labels = piece.texts(linked=True)
    return (
        len(unlinked) <= _SHORT
        and 2 * len(unlinked) < len(piece.block.text)
        and all(words(label) < _LONG for label in labels)
    )
