"""How openpyxl dresses a cell: fonts, fills, borders and protection, made from the layout."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from copy import copy
from weakref import WeakKeyDictionary

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Color, Font, PatternFill, Protection, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.workbook.child import _WorkbookChild
from openpyxl.xml.functions import Element, SubElement, whitespace

from factcheck.review.records import STATUSES
from factcheck.review.rules import ANY, EMPTY, UNKNOWN
from factcheck.worksheet import layout
from factcheck.worksheet.layout import FONT, SIZE, Column, Highlight
from factcheck.worksheet.rows import Spans
from factcheck.worksheet.text import clean, escape
from factcheck.worksheet.wording import Wording


def color(rgb: str) -> Color:
    """A colour (RRGGBB), opaque."""
    return Color(rgb=f"FF{rgb}")


_LINES = Side(style="thin", color=color(layout.FAINT))
_BORDER = Border(bottom=_LINES, left=_LINES, right=_LINES)
_FONTS = {
    "text": Font(FONT, SIZE, color=color(layout.INK)),
    "number": Font(FONT, SIZE, color=color(layout.INK)),
    "reviewer": Font(FONT, SIZE, color=color(layout.INK)),
    "muted": Font(FONT, SIZE, color=color(layout.GREY)),
    "strong": Font(FONT, SIZE, color=color(layout.FIGURE), bold=True),
    "earlier": Font(FONT, SIZE, color=color(layout.GREY), italic=True),
    "link": Font(FONT, SIZE, color=color(layout.LINK), underline="single"),
}


class _Run(TextBlock):
    """A run of rich text; its font is put in XML once, not for every run, which took a sixth of all the time."""

    def __init__(self, dress: tuple[InlineFont, Element], text: str) -> None:
        super().__init__(dress[0], text)
        self._font_xml = dress[1]

    def to_tree(self) -> Element:
        """The XML of the run."""
        run = Element("r")
        run.append(copy(self._font_xml))
        text = SubElement(run, "t")
        text.text = self.text
        whitespace(text)  # type: ignore[arg-type]
        return run


def _dress(ink: str, bold: bool = False) -> tuple[InlineFont, Element]:
    font = InlineFont(rFont=FONT, sz=SIZE, color=color(ink), b=bold or None)
    return font, font.to_tree(tagname="rPr")


_FIGURE = _dress(layout.FIGURE, bold=True)
_PLAIN = {"text": _dress(layout.INK), "muted": _dress(layout.GREY)}


_made: WeakKeyDictionary[Workbook, dict[Hashable, StyleArray]] = WeakKeyDictionary()


def once(sheet: _WorkbookChild, look: Hashable, dress: Callable[[Cell], object]) -> StyleArray:
    """The style that `dress` gives a cell, made once in a workbook for the same `look`: openpyxl takes long over it."""
    assert sheet.parent is not None  # until a workbook is closed
    made = _made.setdefault(sheet.parent, {})
    if look not in made:
        cell = WriteOnlyCell(sheet)
        dress(cell)
        made[look] = cell._style  # type: ignore[attr-defined]
    return made[look]


def cell_style(sheet: _WorkbookChild, column: Column, number_format: str, quoted: bool, linked: bool) -> StyleArray:
    """The style of a column's cells; `quoted` where the text might be taken for a formula."""
    look = "link" if linked else "text" if column.look == "link" else column.look

    def dress(cell: Cell) -> None:
        cell.font = _FONTS[look]
        cell.border = _BORDER
        cell.alignment = _alignment(column, "top")
        cell.number_format = number_format
        cell.quotePrefix = quoted
        if not column.ours:
            cell.protection = Protection(locked=False)
        if column.look == "reviewer":
            cell.fill = PatternFill("solid", fgColor=color(layout.PAPER_REVIEWER))

    return once(sheet, (look, column.look, column.ours, column.align, number_format, quoted), dress)


def head_style(sheet: _WorkbookChild, column: Column) -> StyleArray:
    """The style of a column's heading."""
    fill = layout.HEAD_REVIEWER if column.look == "reviewer" else layout.HEAD

    def dress(cell: Cell) -> None:
        cell.font = Font(FONT, SIZE, bold=True, color=color("FFFFFF"))
        cell.fill = PatternFill("solid", fgColor=color(fill))
        cell.alignment = _alignment(column, "center")
        cell.border = Border(right=Side(style="thin", color=color("FFFFFF")))

    return once(sheet, ("head", fill, column.align), dress)


def rule(highlight: Highlight, letters: Mapping[str, str], words: Wording) -> Rule:
    """A highlight as a conditional format whose first row is 2; `letters` are the columns' letters by id."""
    tests = [_test(f"TRIM(${letters[column]}2)", wanted, words) for column, wanted in highlight.rule.items()]
    formula = tests[0] if len(tests) == 1 else f"AND({','.join(tests)})"
    ink = highlight.ink
    font = Font(color=color(ink), bold=highlight.bold or None, strike=highlight.strike or None) if ink else None
    style = DifferentialStyle(font=font, fill=PatternFill("solid", bgColor=color(highlight.fill)))
    return Rule("expression", formula=[formula], stopIfTrue=highlight.strike, dxf=style)


def _test(cell: str, wanted: str, words: Wording) -> str:
    """A formula that holds where a cell is as a rule wants it; a status may stand in English, too."""
    if wanted in (EMPTY, ANY):
        return f'{cell}{"=" if wanted == EMPTY else "<>"}""'
    if wanted == UNKNOWN:
        return f'AND({cell}<>"",NOT({_either(cell, STATUSES, words)}))'
    return _either(cell, (wanted,), words)


def _either(cell: str, statuses: Sequence[str], words: Wording) -> str:
    """A formula that holds where a cell has one of these statuses."""
    tests = [f'{cell}="{word}"' for status in statuses for word in words.status(status)]
    return tests[0] if len(tests) == 1 else f"OR({','.join(tests)})"


def rich(text: str, bold: Spans, look: str) -> CellRichText | None:
    """The text with these pieces in bold, each run with its own font; None if there is nothing to make bold."""
    runs: list[tuple[bool, str]] = []
    done = 0
    for start, end in bold:
        runs += (False, text[done:start]), (True, text[max(done, start) : end])
        done = max(done, end)
    runs.append((False, text[done:]))
    blocks: list[TextBlock] = []
    for is_bold, piece in runs:
        piece = escape(clean(piece))
        if piece.isspace() and blocks:  # a run of white space alone would get lost
            blocks[-1].text += piece
        elif piece:
            blocks.append(_Run(_FIGURE if is_bold else _PLAIN[look], piece))
    return CellRichText(blocks) if any(block.font.b for block in blocks) else None


def _alignment(column: Column, vertical: str) -> Alignment:
    indent = 0 if column.align == "center" else 1
    return Alignment(horizontal=column.align, vertical=vertical, wrap_text=True, indent=indent)
