"""A text of its own in an RTF document: the main one, a note, or a box beside another one."""

from factcheck.articles.blocks import Block
from factcheck.articles.flow import Flow


class Story:
    """Paragraphs and rows one after the other, as RTF tells of them: first what a paragraph is, at last where it ends.

    is_heading, is_item, in_table  what the paragraph under way is
    cells                          how many its row has
    """

    def __init__(self, beside: "Story | None" = None) -> None:
        self.flow = Flow()
        self.is_heading = self.is_item = self.in_table = False
        self.cells = 0
        self._beside, self._boxes = beside, list[Block]()
        self._is_begun = self._in_row = self._is_below = self._is_cell_due = False

    def text(self, text: str, url: str | None) -> None:
        """A run of text, which may be a link."""
        self._begin()
        self.flow.text(text, url)

    def tab(self) -> None:
        """What parts columns."""
        self._begin()
        self.flow.tab()

    def line_break(self) -> None:
        """The end of a line within a paragraph."""
        self._begin()
        self.flow.line_break()

    def end(self) -> None:
        """The end of a paragraph."""
        self._begin()
        self.flow.end()
        self._is_begun = self.is_item = False
        if not self._in_row:
            self._is_below = False
            self._add_boxes()

    def end_cell(self) -> None:
        """The end of a cell."""
        self.end()
        self._is_cell_due = self._in_row

    def end_row(self) -> None:
        """The end of a row."""
        if self._in_row:
            self.flow.end_row()
            self._in_row, self._is_cell_due, self._is_begun, self._is_below = False, False, False, True
            self._add_boxes()

    def close(self) -> None:
        """The end of the story."""
        self.end_row()
        self.end()
        if self._beside:
            self._beside._boxes += self.flow.blocks

    def _begin(self) -> None:
        """Begins what is not begun yet: a row, unless its one cell is a frame round paragraphs; a cell, a paragraph."""
        if self.in_table and self.cells != 1 and not self._in_row:
            self.flow.begin_row(self._is_below)
            self._in_row = self._is_cell_due = True
        if self._is_cell_due:
            self.flow.cell()
            self._is_cell_due = False
        if not self._is_begun:
            self.flow.paragraph(self.is_heading, self.is_item and not self.is_heading)
            self._is_begun = True

    def _add_boxes(self) -> None:
        """Adds what stands beside what was ended."""
        self.flow.blocks += self._boxes
        self._boxes.clear()
