"""One sheet of the workbook, written row by row: openpyxl's write-only mode, which keeps memory flat."""

from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.xml.functions import Element, SubElement

from factcheck.worksheet import layout, styles
from factcheck.worksheet.digest import Digest
from factcheck.worksheet.hyperlinks import Links, LinkWriter, sheet_name
from factcheck.worksheet.layout import Column
from factcheck.worksheet.rows import Place, Row, Text, Value
from factcheck.worksheet.text import clean, height, in_cell, is_formula_like
from factcheck.worksheet.wording import Wording


class FreeRow(RowDimension):
    """A row's height that programs may change when the text grows; openpyxl's own is fixed for good."""

    customHeight = False  # noqa: N815


class _NumbersAsText:
    """Tells Excel that text like "2020" is meant as text: no green corners. openpyxl has no word for it."""

    def __init__(self, cells: str) -> None:
        self.cells = cells

    def to_tree(self) -> Element:
        """The XML; it stands right after the column breaks, where the sheet writes it."""
        element = Element("ignoredErrors")
        SubElement(element, "ignoredError", sqref=self.cells, numberStoredAsText="1")
        return element


class SheetWriter:
    """Writes a sheet: first its heading, then `add` for every row, then `close`.

    Rows that are too many for a sheet go on in a second one, "Review (2)", and so on.
    """

    def __init__(
        self, book: Workbook, sheet: layout.Sheet, columns: Sequence[Column], words: Wording, protect: bool
    ) -> None:
        self.sheet, self.columns, self.words, self.protect = sheet, columns, words, protect
        self.letters = {column.id: get_column_letter(place) for place, column in enumerate(columns, 1)}
        self.titles = [layout.title(sheet, words)]
        self.digests: dict[str, Digest] = {}  # by title
        self.links: dict[str, Links] = {}  # by title
        self._book = book
        self._begin()

    def ranges(self) -> dict[str, tuple[str, ...]]:
        """The cells of each column below its heading, as formulas write them: sheet by sheet, by the column's id.

        Empty where there are no rows.
        """
        if self.row == 1:
            return {}
        last = [layout.MAX_ROWS] * (len(self.titles) - 1) + [self.row]
        sheets = [(sheet_name(title), row) for title, row in zip(self.titles, last, strict=True)]
        return {id: tuple(f"{name}!${at}$2:${at}${row}" for name, row in sheets) for id, at in self.letters.items()}

    def ahead(self, count: int = 0) -> Place:
        """Where the next row will stand, or one that comes so many rows later."""
        further, row = divmod(self.row - 1 + count, layout.MAX_ROWS - 1)
        return Place(self._title(len(self.titles) + further), row + 2)

    def add(self, row: Row) -> Place:
        """Writes a row and says where; columns that it lacks stay empty."""
        if self.row >= layout.MAX_ROWS:
            self.close()
            self.titles.append(self._title(len(self.titles) + 1))
            self._begin()
        cells = [self._fill(column, row.get(column.id)) for column in self.columns]
        texts = (
            (str(cell.value), column.width)
            for cell, column in zip(cells, self.columns, strict=True)
            if cell and cell.data_type == "s" and not column.hidden
        )
        self._append(cells, height(texts))
        return Place(self.titles[-1], self.row)

    def close(self) -> None:
        """Adds what goes with all rows: filter, dropdowns, colours, protection."""
        sheet, last = self._worksheet, max(self.row, 2)
        cells = f"A1:{get_column_letter(len(self.columns))}{last}"
        sheet.auto_filter.ref = cells
        sheet.col_breaks = _NumbersAsText(cells)
        for column in self.columns:
            if column.choices:
                sheet.data_validations.append(
                    _dropdown(column, f"{self.letters[column.id]}2", last, self.words.values.refused)
                )
        for highlight in self.sheet.highlights:
            if set(highlight.columns) | set(highlight.rule) <= self.letters.keys():
                areas = (f"{self.letters[name]}2:{self.letters[name]}{last}" for name in highlight.columns)
                sheet.conditional_formatting.add(" ".join(areas), styles.rule(highlight, self.letters, self.words))
        if self.protect or self.sheet.hidden:
            protect(sheet)
        sheet.close()

    def _title(self, number: int) -> str:
        """What the first, second … sheet of these rows is called."""
        return self.titles[0] if number == 1 else f"{self.titles[0]} ({number})"

    def _begin(self) -> None:
        """A new sheet, its heading written."""
        titles = self._book.sheetnames
        place = titles.index(self.titles[-2]) + 1 if len(self.titles) > 1 else None
        self._worksheet: Any = self._book.create_sheet(
            self.titles[-1], place
        )  # a WriteOnlyWorksheet, whose types say little
        self.digests[self.titles[-1]] = Digest()
        self.row = 0  # the last one written
        self._links = self.links[self.titles[-1]] = Links()
        self._styles: dict[tuple[str, str, bool, bool], StyleArray] = {}
        self._height = FreeRow(self._worksheet)
        self._set_up()
        self._worksheet._writer = LinkWriter(self._worksheet, self._links)
        self._worksheet._writer.write_top()
        empty = {column.id: self._cell(column, False, False) for column in self.columns}
        self._empty = dict.fromkeys(empty) if self.sheet.sparse else empty
        headings = height((column.heading, column.width) for column in self.columns if not column.hidden)
        self._append([self._heading(column) for column in self.columns], headings + 6)

    def _set_up(self) -> None:
        """What openpyxl must know before the first row, and how the sheet prints."""
        sheet = self._worksheet
        sheet.sheet_state = "hidden" if self.sheet.hidden else "visible"
        sheet.freeze_panes = self.sheet.scrolls
        lay_out(sheet, self.sheet.tab)
        sheet.print_title_rows = "1:1"
        for column in self.columns:
            dimension = sheet.column_dimensions[self.letters[column.id]]
            dimension.width, dimension.hidden = column.width, column.hidden
            if self.sheet.sparse:
                dimension._style = styles.cell_style(sheet, column, column.format, False, False)

    def _append(self, cells: Sequence[Cell | None], points: float) -> None:
        self.row += 1
        self._height.height = points
        self._worksheet.row_dimensions[self.row] = self._height
        self._worksheet.append(cells)
        self.digests[self.titles[-1]].add(cell and cell.value for cell in cells)
        del self._worksheet.row_dimensions[self.row]

    def _heading(self, column: Column) -> Cell:
        style = styles.head_style(self._worksheet, column)
        cell = Cell(self._worksheet, 1, 1, None, style)
        cell.value = clean(column.heading)
        cell.data_type = "s"
        return cell

    def _fill(self, column: Column, value: Value) -> Cell | None:
        """The cell of a column with a value in it; None for one that is not written."""
        if value is None:
            return self._empty[column.id]
        if isinstance(value, str):
            return self._text(column, value)
        if isinstance(value, Text):
            return self._rich(column, value)
        cell = self._cell(column, False, False, "" if isinstance(value, bool) else value.format)
        cell.value = value if isinstance(value, bool) else value.value
        return cell

    def _rich(self, column: Column, text: Text) -> Cell | None:
        """A cell with a link, or with figures in bold where the text is not near the limit of a cell."""
        linked = text.link is not None and len(self._links) < layout.MAX_LINKS
        cell = self._text(column, text.text, linked)
        if cell is None or cell.value is None:
            return cell
        if linked and text.link is not None:
            self._link(column, text.link)
        if (
            text.bold
            and len(text.text) <= layout.MAX_TEXT // 2
            and (runs := styles.rich(text.text, text.bold, column.look))
        ):
            cell.value = runs
        return cell

    def _text(self, column: Column, text: str, linked: bool = False) -> Cell | None:
        """A cell of text, never a formula nor an error value."""
        text = in_cell(text, self.words.values.cut)
        if not text:
            return self._empty[column.id]
        cell = self._cell(column, is_formula_like(text), linked)
        cell.value = text
        cell.data_type = "s"
        return cell

    def _link(self, column: Column, link: str | Place) -> None:
        """Links the cell of a column in the row that comes next to an address or to a row of this workbook."""
        self._links.add(f"{self.letters[column.id]}{self.row + 1}", link)

    def _cell(self, column: Column, quoted: bool, linked: bool, number_format: str = "") -> Cell:
        key = (column.id, number_format or column.format, quoted, linked)
        style = self._styles.get(key)
        if style is None:
            style = self._styles[key] = styles.cell_style(self._worksheet, column, *key[1:])
        return Cell(self._worksheet, 1, 1, None, style)


def lay_out(sheet: Any, tab: str) -> None:
    """A sheet without lines between cells; `tab` is its tab's colour. Its columns print on one page."""
    sheet.sheet_view.showGridLines = False
    sheet.sheet_properties.tabColor = f"FF{tab}"
    set_up_print(sheet)


def set_up_print(sheet: Any) -> None:
    """Has a sheet printed on A4, all its columns on a page, the pages numbered."""
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.6
    sheet.HeaderFooter.oddFooter.center.text = "&P / &N"


def protect(sheet: Any) -> None:
    """Locks what is not a reviewer's, without a password; filters, widths and links stay allowed."""
    protection = sheet.protection
    protection.enable()
    protection.autoFilter = protection.sort = False  # False: allowed
    protection.formatColumns = protection.formatRows = protection.insertHyperlinks = False


def _dropdown(column: Column, first: str, last: int, refused: str) -> DataValidation:
    """A list of the only words that a column takes; it may stay empty."""
    return DataValidation(
        type="list",
        formula1='"{}"'.format(",".join(column.choices)),
        sqref=f"{first}:{first[:-1]}{last}",
        allow_blank=True,
        showErrorMessage=True,
        errorStyle="stop",
        errorTitle=column.heading[:32],
        error=refused.format(choices=", ".join(column.choices))[:255],
    )
