"""The paragraphs of a PDF, which knows lines only: where one ends is told by gaps, indents, type and wording."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from factcheck.articles.blocks import Block
from factcheck.articles.pdf_letters import HYPHEN
from factcheck.articles.pdf_lines import Printed
from factcheck.articles.pdf_pages import Sheet
from factcheck.articles.pdf_text import compounds, joined
from factcheck.articles.raised import DIGITS
from factcheck.sentences import BULLETS

_BULLETS = BULLETS + "\uf0b7\uf0a7\x88"  # in fonts of Word and TeX
_NUMBER = re.compile(r"(?:\d{1,3}|[a-z])[.)]\s")
_MARK = re.compile(f"[{DIGITS}]")  # of a note
_STOPS = '.!?:;…»”")'

# In sizes of the type
_LEADING = 1.45  # from line to line, where nothing tells it
_MORE = 0.25  # than that is between paragraphs; marks may need that room, too
_INDENT = 0.8
_COLUMN = 4.0  # no line of the same column begins so far to the side, or below the last
_INDENTS = 5  # steps of 10 points by which a list is indented at most
_FLUSH = 0.1
_FULL = 4.0  # a line that ends so near the margin is full

_LARGER = 1.12  # headings, than the text
_HEADING = 200  # characters at most


def blocks(sheets: Sequence[Sheet], size: float) -> Iterator[Block]:
    """The paragraphs, headings, rows of tables and footnotes; these stand behind the paragraph that ends their page.

    `size` is the usual one of the type.
    """
    reading = _Reading(sheets, size)
    rows, notes = list[Printed](), list[list[Printed]]()
    for sheet in sheets:
        reading.turn(sheet)
        for row in sheet.rows:
            if rows and reading.begins(rows, row):
                yield reading.block(rows)
                yield from map(reading.block, notes)
                rows, notes = [], []
            rows.append(row)
        notes += sheet.notes
    yield from map(reading.block, filter(None, [rows, *notes]))


class _Reading:
    """What is known of the document while it is read."""

    def __init__(self, sheets: Sequence[Sheet], size: float) -> None:
        self._size, self._compounds = size, compounds(row for sheet in sheets for row in sheet.rows)
        self._leadings = dict[float, float]()  # by size of type
        self._margins = dict[tuple[int, int, int], float]()  # of the lines that begin at about the same place
        self._kind = ""  # of the last block: "row" of a table, "item" of a list

    def turn(self, sheet: Sheet) -> None:
        """Turns to a page: from line to line its gaps, and where its columns end."""
        gaps, margins = defaultdict[float, list[float]](list), self._margins
        for row in sheet.rows:
            start = _start(row)
            if row.right > margins.get(start, -1.0):
                margins[start] = row.right
        for above, row in pairwise(sheet.rows):
            down = above.y - row.y
            if 0 < down < _COLUMN * row.size and row.text[0].islower() and not _ends(above.text):
                gaps[row.size].append(down)
        self._leadings.update((size, median(each)) for size, each in gaps.items())

    def begins(self, rows: Sequence[Printed], row: Printed) -> bool:
        """Whether a row begins a new block, given those of the block before it."""
        above, first = rows[-1], row.text[0]
        if "\t" in row.text or "\t" in above.text or abs(row.size - above.size) > 0.5 or first in _BULLETS:
            return True
        down, reach = above.y - row.y, _COLUMN * row.size
        follows = 0 < down < reach and above.page == row.page and abs(row.left - above.left) < reach  # in its column
        if follows and self._is_gap(down, row):
            return True
        if above.text.endswith((HYPHEN, "-")):
            return False
        ends, goes_on = _ends(above.text), first.islower()
        if goes_on and not ends:
            return False
        if follows and self._breaks_off(above, row, ends):
            return True
        if goes_on:
            return follows and row.left - above.left > _INDENT * row.size
        if (above.bold and not row.bold) or (row.bold and not above.bold and not self._is_full(above)):
            return True
        if not follows:
            return not (self._is_flush(rows) if ends else self._is_full(above))
        return self._is_indented(rows, row)

    def _is_gap(self, down: float, row: Printed) -> bool:
        """Whether there is more between two rows than between the lines of a paragraph."""
        room = down - (self._leadings.get(row.size) or _LEADING * row.size)
        return room > _MORE * row.size and (room > 2 * _MORE * row.size or not _MARK.search(row.text))

    def _is_indented(self, rows: Sequence[Printed], row: Printed) -> bool:
        """Whether a row begins further to the right as a paragraph does, or to the left as what follows a list."""
        by = row.left - rows[-1].left
        if len(rows) == 1 and (rows[0].text[0] in _BULLETS or _NUMBER.match(rows[0].text)):
            return by < -_INDENT * row.size
        return by > _INDENT * row.size or (len(rows) > 1 and by < -_INDENT * row.size)

    def _breaks_off(self, above: Printed, row: Printed, ends: bool) -> bool:
        """Whether a line had room for the word that follows; or for two, where no sentence ended, as in a heading."""
        if not ends and not row.text[0].isupper():
            return False
        words = " ".join(row.text.split(" ", 2)[: 1 if ends else 2])
        return self._margin(above) - above.right > (0.6 * len(words) + 1) * row.size

    def _is_full(self, row: Printed) -> bool:
        """Whether a row ends near the margin."""
        return row.right > self._margin(row) - _FULL * row.size

    def _is_flush(self, rows: Sequence[Printed]) -> bool:
        """Whether the last row was made as long as the others, which the last one of a paragraph hardly ever is."""
        return len(rows) > 1 and all(self._margin(row) - row.right < _FLUSH * row.size for row in rows[-2:])

    def _margin(self, row: Printed) -> float:
        """Where the longest line ends that begins where a row does, or a little to the left."""
        page, size, start = _start(row)
        return max(self._margins.get((page, size, start - by), 0.0) for by in range(_INDENTS))

    def block(self, rows: Sequence[Printed]) -> Block:
        """The block of these rows."""
        kind = "row" if "\t" in rows[0].text else "item" if rows[0].text[0] in _BULLETS else ""
        below, self._kind = bool(kind) and kind == self._kind, kind
        if kind == "item":
            rows = [rows[0]._replace(text=rows[0].text[1:].lstrip()), *rows[1:]]
        text, pages = joined(rows, self._compounds)
        return Block(text, not kind and self._is_heading(rows, text), pages, below=below)

    def _is_heading(self, rows: Sequence[Printed], text: str) -> bool:
        """Whether a block is a heading: larger than the text, or bold."""
        stands_out = rows[0].size > _LARGER * self._size or rows[0].bold
        return stands_out and len(text) < _HEADING and not text.endswith((".", ",", ";", ":"))


def _start(row: Printed) -> tuple[int, int, int]:
    """The page, the type and about where a row begins, as others do that stand in its column."""
    return row.page, int(row.size), int(row.left / 10)


def _ends(text: str) -> bool:
    """Whether a sentence may end with a line."""
    return text[-1] in _STOPS or (text[-1] in DIGITS and text.rstrip(DIGITS)[-1:] in _STOPS)
