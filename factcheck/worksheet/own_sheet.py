"""A sheet that is not ours, written to be read: text never as a formula, wrapped, in columns that fit it."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, TypeAlias

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter

from factcheck.review.records import OwnSheet, Written
from factcheck.worksheet import layout, styles
from factcheck.worksheet.digest import Digest
from factcheck.worksheet.sheet import FreeRow, set_up_print
from factcheck.worksheet.text import height, in_cell, is_formula_like
from factcheck.worksheet.wording import Wording

Row: TypeAlias = Sequence[Written | None]

_NARROWEST, _WIDEST = 8, 50  # columns


def write(book: Workbook, title: str, own: OwnSheet, words: Wording) -> Digest:
    """Writes the sheet under this title, its cells where they were; gives the digest of them.

    A first row that looks like headings is dressed as one, and stays in sight.
    """
    sheet: Any = book.create_sheet(title)
    set_up_print(sheet)
    widths = [_width(column) for column in _columns(own.rows)]
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    headed = _has_headings(own.rows)
    if headed:
        sheet.freeze_panes = "A2"
        sheet.print_title_rows = "1:1"
    digest = Digest()
    for number, row in enumerate(own.rows, 1):
        digest.add(row)
        style = styles.head_style(sheet, layout.Column("", 0)) if headed and number == 1 else None
        sheet.row_dimensions[number] = FreeRow(sheet, ht=height(_texts(row, widths)))
        sheet.append([_cell(sheet, value, words, style) for value in row])
    return digest


def _cell(sheet: Any, value: Written | None, words: Wording, style: StyleArray | None) -> Cell:
    if style is not None:
        cell = Cell(sheet, 1, 1, None, style)
    else:
        cell = WriteOnlyCell(sheet, None)
        cell.alignment = Alignment(horizontal="left", vertical="top", wrap_text=True)
        cell.quotePrefix = isinstance(value, str) and is_formula_like(value)
    if isinstance(value, str):
        cell.value, cell.data_type = in_cell(value, words.values.cut), "s"
    else:
        cell.value = value
    return cell


def _has_headings(rows: Sequence[Row]) -> bool:
    """Whether the first row is text in every column, each different, and others follow."""
    first = rows[0]
    texts = {cell for cell in first if isinstance(cell, str) and cell.strip()}
    return len(rows) > 1 and len(texts) == len(first) == max(map(len, rows))


def _columns(rows: Sequence[Row]) -> Iterable[list[Written]]:
    """The cells of each column."""
    for place in range(max(map(len, rows), default=0)):
        yield [cell for row in rows if place < len(row) and (cell := row[place]) is not None]


def _width(cells: Iterable[Written]) -> float:
    """A width that most of the cells fit in, within reason."""
    longest = max((len(line) for cell in cells for line in _shown(cell).splitlines()), default=0)
    return min(max(longest + 3, _NARROWEST), _WIDEST)


def _texts(row: Row, widths: Sequence[float]) -> Iterable[tuple[str, float]]:
    return ((_shown(cell), width) for cell, width in zip(row, widths, strict=False) if cell is not None)


def _shown(cell: Written) -> str:
    return f"{cell:%Y-%m-%d}" if isinstance(cell, date) else str(cell)
