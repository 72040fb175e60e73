"""The text of a word processor's document, made into blocks as its reader meets it."""

from collections.abc import Iterator
from contextlib import contextmanager

from factcheck.articles.blocks import Block, Line

CHANGES = "It holds tracked changes, which were read as if all of them were accepted."


class Flow:
    """Takes paragraphs and rows of tables one after the other; `blocks` are those that were ended.

    Within a row, whatever stands in a cell is one line of text: of paragraphs, and of tables in it.
    """

    def __init__(self) -> None:
        self.blocks = list[Block]()
        self._line = _line()
        self._is_empty, self._is_heading, self._is_item, self._is_below = True, False, False, False
        self._rows, self._is_row_below = 0, False

    def paragraph(self, heading: bool = False, item: bool = False) -> None:
        """Begins a paragraph, or goes on with one that was not ended. Items of a list stand right below each other."""
        if self._is_empty and not self._rows:
            self._is_below = item and self._is_item
            self._is_heading, self._is_item = heading, item

    def mark(self, mark: str) -> None:
        """The mark of a note, in front of its text."""
        self._line.add(f"{mark} ")

    def text(self, text: str, url: str | None = None) -> None:
        """A run of text, which may be a link."""
        self._line.add(text, url)
        self._is_empty = self._is_empty and not text.strip()

    def tab(self) -> None:
        """What parts columns; in front of a paragraph it is no more than white space."""
        if self._rows:
            self._line.part()
        elif self._is_empty:
            self._line.add(" ")
        else:
            self._line.cell()

    def line_break(self) -> None:
        """Ends a line; what follows stands right below it."""
        if self._rows:
            self._line.part()
        elif self._is_heading:
            self._line.add(" ")
        elif not self._is_empty:
            self._put()
            self._is_below = True

    def end(self) -> None:
        """Ends the paragraph."""
        if self._rows:
            self._line.part()
        else:
            self._put()

    @contextmanager
    def table(self) -> Iterator[None]:
        """Whose rows stand right below each other."""
        outer, self._is_row_below = self._is_row_below, False
        yield
        self._is_row_below = outer

    @contextmanager
    def row(self, cells: int) -> Iterator[None]:
        """A line; but a row of one cell is a frame round its paragraphs, where it is in no other row."""
        if cells == 1 and not self._rows:
            yield
            return
        self.begin_row(self._is_row_below)
        yield
        self.end_row()
        self._is_row_below = True

    def begin_row(self, below: bool) -> None:
        """Begins a row of a table, perhaps right below another one; `cell` begins each of its cells."""
        if not self._rows:
            self._put()
            self._line = Line()
            self._is_below, self._is_item = below, False
        self._rows += 1

    def end_row(self) -> None:
        """Ends the row that was begun last."""
        self._rows -= 1
        if not self._rows:
            self._put()

    def cell(self) -> None:
        """Begins a cell."""
        if self._rows == 1:
            self._line.cell()
        elif self._rows:
            self._line.part()

    def _put(self) -> None:
        """Ends the block under way."""
        block = self._line.block(self._is_heading, self._is_below)
        if block.text:
            self.blocks.append(block)
        self._line = _line()
        self._is_empty, self._is_heading, self._is_below = True, False, False


def _line() -> Line:
    """A line under way whose first column has begun, so that a tab begins the second."""
    line = Line()
    line.cell()
    return line
