"""An article made of the blocks of a document: its text, and where each part of it stands."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from factcheck.records import Article, Link, Part

_BREAK = r"\t\n\r\f\v\u2028\u2029\x85"
_SPACE = re.compile(rf"[{_BREAK}][ {_BREAK}]*| [ {_BREAK}]+")  # but a single space, which most are
_APART = " | "  # between the lines of a cell: the reader of figures joins nothing over it
_STRUCK_OUT = "What is struck out in it was left out."
_STOPS, _ENDINGS = ".,;:!?…", "(%"


class Block(NamedTuple):
    """A paragraph, a heading, an item of a list or a row of a table (its cells parted by tabs), as one line of text.

    heading  whether it is one, of what follows
    pages    the pages on which it stands, counted from 1, each with the offset in `text` from which on
    links    where they go, with offsets in `text`
    below    whether it stands right below the block before it, as a row of a table does
    struck   whether something in it was struck out, which is no part of it
    """

    text: str
    heading: bool = False
    pages: Sequence[tuple[int, int]] = ()
    links: Sequence[Link] = ()
    below: bool = False
    struck: bool = False


class Line:
    """A block under way, made of runs of text: white space is collapsed, as pages and word processors show it.

    Spaces that don't break a line are kept.
    """

    def __init__(self) -> None:
        self._runs, self._links, self._pages = list[str](), list[Link](), list[tuple[int, int]]()
        self._length, self._cells, self._is_struck = 0, 0, False
        self._has_said = self._is_parted = False  # the cell under way anything; from what follows

    def add(self, text: str, url: str | None = None) -> None:
        """Adds a run, which may be a link."""
        text = _SPACE.sub(" ", text)
        said = text.strip()
        if self._is_parted:
            if not said:
                return
            self._trim()
            self._put(" " if _goes_on(self._runs[-1][-1], said[0]) else _APART)
            self._is_parted = False
        if not self._runs or self._runs[-1].endswith((" ", "\t")):
            text = text.removeprefix(" ")
        if not text:
            return
        if url and not text.isspace():
            self._link(self._length, self._length + len(text.rstrip(" ")), url)
        self._put(text)
        self._has_said = self._has_said or said != ""

    def _put(self, text: str) -> None:
        self._runs.append(text)
        self._length += len(text)

    def _trim(self) -> None:
        """Takes back a space at the end."""
        if self._runs and self._runs[-1].endswith(" "):
            last = self._runs.pop()[:-1]
            self._length -= len(last) + 1
            if last:
                self._put(last)

    def _link(self, start: int, end: int, url: str) -> None:
        """Adds a link; what goes to the address of the link right before it goes on with that."""
        if self._links and self._links[-1].url == url and start - self._links[-1].end <= 1:
            start = self._links.pop().start
        self._links.append(Link(start, end, url))

    def cell(self) -> None:
        """Begins a cell of a row; what was added so far is in the ones before."""
        if self._cells:
            self._trim()
            self._put("\t")
        self._cells += 1
        self._has_said = self._is_parted = False

    def part(self) -> None:
        """Ends a line within a cell, whose text goes on: "12 | 150" are two numbers, as the lines 12 and 150 are."""
        self._is_parted = self._has_said

    def strike(self) -> None:
        """Something is struck out here."""
        self._is_struck = True

    def page(self, number: int) -> None:
        """What is added from here on stands on this page."""
        self._pages.append((self._length, number))

    def block(self, heading: bool = False, below: bool = False) -> Block:
        """The block; it has no text where nothing was added but white space."""
        text = "".join(self._runs).rstrip(" \t")
        return Block(text, heading, self._pages, self._links, below, self._is_struck)


def _goes_on(last: str, first: str) -> bool:
    """Whether a line goes on with the one before, which ends with the sign `last`: with a small letter, or a bracket.

    A stop parts them, too.
    """
    return last in _STOPS or first.islower() or first in _ENDINGS


def article(blocks: Iterable[Block], notes: Iterable[str] = (), **known: Any) -> Article:
    """The article of these blocks, a line each, with a blank line between those that don't stand right below another.

    `notes` are its own and `known` are other fields of Article: its title, author, url … Blocks without text are left
    out. A note is added where something was struck out.
    """
    pieces, parts, links, struck = list[str](), list[Part](), list[Link](), tuple[str, ...]()
    at, page, heading = 0, None, None
    for block in blocks:
        if block.struck:
            struck = (_STRUCK_OUT,)
        if not block.text:
            continue
        if pieces:
            pieces.append("\n" if block.below else "\n\n")
            at += len(pieces[-1])
        if block.heading:
            heading = block.text
        for offset, number in block.pages or ((0, page),):
            page = number
            if (page, heading) != (parts[-1][1:] if parts else (None, None)):
                parts.append(Part(at + offset, page, heading))
        links += [Link(at + link.start, at + link.end, link.url) for link in block.links]
        pieces.append(block.text)
        at += len(block.text)
    told = (*notes, *struck)
    return Article("", "".join(pieces), parts=tuple(parts), links=tuple(links), notes=told, **known)


def lines(text: str) -> list[Block]:
    """The blocks of a plain text: its lines, as rows where they hold tabs."""
    blocks = list[Block]()
    below = False
    for typed in text.splitlines():
        line = Line()
        for cell in typed.split("\t"):
            line.cell()
            line.add(cell)
        blocks.append(line.block(below=below))
        below = blocks[-1].text != ""
    return [block for block in blocks if block.text]
