"""A page as a sheet of the workbook."""

from functools import partial
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from factcheck.worksheet.chart import chart
from factcheck.worksheet.digest import Digest
from factcheck.worksheet.figures import Number
from factcheck.worksheet.layout import ATTENTION, FAINT, FONT, GREY, HEAD, INK, SIZE, STATUS_COLOURS
from factcheck.worksheet.page import Cell, Formula, Page
from factcheck.worksheet.sheet import FreeRow, lay_out, protect
from factcheck.worksheet.styles import color, once
from factcheck.worksheet.text import height, in_cell, is_formula_like

_TITLE_SIZE, _TITLE_HEIGHT = 15, 26
_WHOLE = "#,##0;-#,##0;–"  # 0 as a dash
_FORMATS = {"number": _WHOLE, "total": "#,##0", "attention": "#,##0", "share": "0%"}
_ONE_SHEET = 50  # lines that can be read when they are printed on one sheet of paper
_SPILLS = ("title", "muted")  # over the cells to its right
_LINE = Border(bottom=Side(style="thin", color=color(FAINT)))


def draw(book: Workbook, page: Page, locked: bool) -> Digest:
    """Adds a page to the workbook; gives the digest of its cells."""
    sheet: Any = book.create_sheet(page.title)
    lay_out(sheet, page.tab)
    sheet.page_setup.fitToHeight = 1 if len(page.lines) <= _ONE_SHEET else 0
    for place, width in enumerate(page.widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    digest = Digest()
    for row, line in enumerate(page.lines, 1):
        texts = [(cell, width) for cell, width in zip(line, page.widths, strict=False) if cell.look not in _SPILLS]
        free = sheet.row_dimensions[row] = FreeRow(sheet, row)
        free.height = height((str(cell.value), width) for cell, width in texts if isinstance(cell.value, str)) + 3
        if line and line[0].look == "title":
            free.height = _TITLE_HEIGHT
        cells = [_cell(sheet, cell) for cell in line]
        sheet.append(cells)
        digest.add(cell.value for cell in cells)
        for place, cell in enumerate(line, 1):
            if cell.look == "attention":
                font = Font(color=color(ATTENTION), bold=True)
                at = f"{get_column_letter(place)}{row}"
                sheet.conditional_formatting.add(at, CellIsRule("greaterThan", ["0"], font=font))  # type: ignore[no-untyped-call]
    if page.chart:
        sheet.add_chart(chart(page, page.chart))
    if locked:
        protect(sheet)
    return digest


def _cell(sheet: Any, cell: Cell) -> SheetCell:
    value, look = cell.value, cell.look
    usual = _FORMATS.get(look, "General") if isinstance(value, Formula) else "General"
    shown = value.format if isinstance(value, Number) else usual
    quoted = isinstance(value, str) and is_formula_like(value)
    style = once(sheet, ("page", look, shown, quoted), partial(_dress, look=look, shown=shown, quoted=quoted))
    made = SheetCell(sheet, 1, 1, None, style)
    if isinstance(value, Formula):
        made.value = value.text
    elif isinstance(value, Number):
        made.value = value.value
    elif value:
        made.value, made.data_type = in_cell(value, " …"), "s"
    return made


def _dress(cell: SheetCell, look: str, shown: str, quoted: bool) -> None:
    cell.number_format, cell.quotePrefix = shown, quoted
    cell.font = _FONTS[look]
    if look in _SPILLS:
        return
    right = look == "head_number" or look in _FORMATS
    cell.alignment = Alignment("right" if right else "left", "center", wrap_text=True, indent=1)
    cell.border = _LINE
    if look in STATUS_COLOURS:
        cell.fill = PatternFill("solid", fgColor=color(STATUS_COLOURS[look][0]))
    elif look in ("head", "head_number"):
        cell.fill = PatternFill("solid", fgColor=color(HEAD))


def _font(ink: str = INK, bold: bool = False, size: float = SIZE) -> Font:
    return Font(FONT, size, bold=bold, color=color(ink))


_FONTS = {
    "title": _font(HEAD, bold=True, size=_TITLE_SIZE),
    "muted": _font(GREY),
    **dict.fromkeys(("head", "head_number"), _font("FFFFFF", bold=True)),
    **dict.fromkeys(("label", "number", "share", "attention"), _font()),
    **dict.fromkeys(("strong", "total"), _font(bold=True)),
    **{status: _font(ink, bold=True) for status, (_, ink, _) in STATUS_COLOURS.items()},
}
