"""A page as a sheet of the workbook."""

from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from factcheck.worksheet.chart import chart
from factcheck.worksheet.digest import Digest
from factcheck.worksheet.figures import Number
from factcheck.worksheet.layout import ATTENTION, FAINT, FONT, GREY, HEAD, INK, SIZE, STATUS_COLOURS
from factcheck.worksheet.page import Cell, Formula, Page
from factcheck.worksheet.sheet import FreeRow, lay_out, protect
from factcheck.worksheet.styles import color
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
    digest, fonts = Digest(), _fonts()
    for row, line in enumerate(page.lines, 1):
        texts = [(cell, width) for cell, width in zip(line, page.widths, strict=False) if cell.look not in _SPILLS]
        free = sheet.row_dimensions[row] = FreeRow(sheet, row)
        free.height = height((str(cell.value), width) for cell, width in texts if isinstance(cell.value, str)) + 3
        if line and line[0].look == "title":
            free.height = _TITLE_HEIGHT
        cells = [_cell(sheet, cell, fonts) for cell in line]
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


def _cell(sheet: Any, cell: Cell, fonts: dict[str, Font]) -> SheetCell:
    made, look = WriteOnlyCell(sheet), cell.look
    if isinstance(cell.value, Formula):
        made.value = cell.value.text
        made.number_format = _FORMATS.get(look, "General")
    elif isinstance(cell.value, Number):
        made.value, made.number_format = cell.value
    elif cell.value:
        made.value, made.data_type = in_cell(cell.value, " …"), "s"
        made.quotePrefix = is_formula_like(cell.value)
    made.font = fonts[look]
    if look in _SPILLS:
        return made
    right = look == "head_number" or look in _FORMATS
    made.alignment = Alignment("right" if right else "left", "center", wrap_text=True, indent=1)
    made.border = _LINE
    if look in STATUS_COLOURS:
        made.fill = PatternFill("solid", fgColor=color(STATUS_COLOURS[look][0]))
    elif look in ("head", "head_number"):
        made.fill = PatternFill("solid", fgColor=color(HEAD))
    return made


def _fonts() -> dict[str, Font]:
    def font(ink: str = INK, bold: bool = False, size: float = SIZE) -> Font:
        return Font(FONT, size, bold=bold, color=color(ink))

    return {
        "title": font(HEAD, bold=True, size=_TITLE_SIZE),
        "muted": font(GREY),
        **dict.fromkeys(("head", "head_number"), font("FFFFFF", bold=True)),
        **dict.fromkeys(("label", "number", "share", "attention"), font()),
        **dict.fromkeys(("strong", "total"), font(bold=True)),
        **{status: font(ink, bold=True) for status, (_, ink, _) in STATUS_COLOURS.items()},
    }
