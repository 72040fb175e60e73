"""One sheet of the workbook, written row by row: openpyxl's write-only mode, which keeps memory flat."""

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.xml.functions import Element, SubElement

from factcheck.errors import OutputError
from factcheck.worksheet import layout, styles
from factcheck.worksheet.digest import Digest
from factcheck.worksheet.layout import Column
from factcheck.worksheet.rows import Row, Text, Value
from factcheck.worksheet.text import clean, cut, escape, height, is_formula_like


class _Row(RowDimension):
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
    """Writes a sheet: first its heading, then `add` for every row, then `close`."""

    def __init__(self, book: Workbook, sheet: layout.Sheet, several: bool) -> None:
        self.sheet = sheet
        self.columns = sheet.shown(several)
        self.letters = {column.name: get_column_letter(place) for place, column in enumerate(self.columns, 1)}
        self.row = 0  # the last one written
        self.digest = Digest()
        self._links = 0
        self._styles: dict[tuple[str, str, bool, bool], StyleArray] = {}
        self._worksheet = book.create_sheet(sheet.title)
        assert isinstance(self._worksheet, WriteOnlyWorksheet)
        self._height = _Row(self._worksheet)  # type: ignore[arg-type]
        self._set_up()
        self._empty = {column.name: self._cell(column, False, False) for column in self.columns}
        headings = height((column.name, column.width) for column in self.columns if not column.hidden)
        self._append([self._heading(column) for column in self.columns], headings + 6)

    def add(self, row: Row) -> int:
        """Writes a row and gives its number; columns that it lacks stay empty. OutputError when the sheet is full."""
        cells = [self._fill(column, row.get(column.name)) for column in self.columns]
        texts = (
            (str(cell.value), column.width)
            for cell, column in zip(cells, self.columns, strict=True)
            if cell.data_type == "s" and not column.hidden
        )
        self._append(cells, height(texts))
        return self.row

    def close(self) -> None:
        """Adds what goes with all rows: filter, dropdowns, colours, protection."""
        sheet, last = self._worksheet, max(self.row, 2)
        cells = f"A1:{get_column_letter(len(self.columns))}{last}"
        sheet.auto_filter.ref = cells
        sheet.col_breaks = _NumbersAsText(cells)
        for column in self.columns:
            if column.choices:
                sheet.data_validations.append(_dropdown(column, f"{self.letters[column.name]}2", last))
        for mark in self.sheet.marks:
            areas = (f"{self.letters[name]}2:{self.letters[name]}{last}" for name in mark.columns)
            sheet.conditional_formatting.add(" ".join(areas), styles.rule(mark, self.letters))
        protection = sheet.protection
        protection.enable()
        protection.autoFilter = protection.sort = False  # False: allowed
        protection.formatColumns = protection.formatRows = protection.insertHyperlinks = False
        sheet.close()

    def abandon(self) -> None:
        """Closes a sheet that will not be saved."""
        if not self._worksheet.closed:
            self._worksheet.close()

    def _set_up(self) -> None:
        """What openpyxl must know before the first row, and how the sheet prints."""
        sheet = self._worksheet
        sheet.sheet_state = "hidden" if self.sheet.hidden else "visible"
        sheet.freeze_panes = self.sheet.scrolls
        sheet.sheet_view.showGridLines = False
        sheet.sheet_properties.tabColor = f"FF{self.sheet.tab}"
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = 9  # A4
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.page_margins.left = sheet.page_margins.right = 0.4
        sheet.page_margins.top = sheet.page_margins.bottom = 0.6
        sheet.HeaderFooter.oddFooter.center.text = "&P / &N"
        sheet.print_title_rows = "1:1"
        for column in self.columns:
            dimension = sheet.column_dimensions[self.letters[column.name]]
            dimension.width, dimension.hidden = column.width, column.hidden

    def _append(self, cells: list[Cell], points: float) -> None:
        if self.row >= layout.MAX_ROWS:
            raise OutputError(
                f"The sheet {self.sheet.title} would need more than {layout.MAX_ROWS:,} rows; "
                "write fewer articles to one worksheet, or write .jsonl."
            )
        self.row += 1
        self._height.height = points
        self._worksheet.row_dimensions[self.row] = self._height
        self._worksheet.append(cells)
        self.digest.add(cell.value for cell in cells)
        del self._worksheet.row_dimensions[self.row]

    def _heading(self, column: Column) -> Cell:
        style = styles.head_style(self._worksheet, column)
        return Cell(self._worksheet, 1, 1, column.name, style)

    def _fill(self, column: Column, value: Value) -> Cell:
        """The cell of a column with a value in it."""
        if value is None:
            return self._empty[column.name]
        if isinstance(value, str):
            return self._text(column, value)
        if isinstance(value, Text):
            return self._rich(column, value)
        cell = self._cell(column, False, False, value.format)
        cell.value = value.value
        return cell

    def _rich(self, column: Column, text: Text) -> Cell:
        """A cell with a link, or with figures in bold where the text is not near the limit of a cell."""
        link = self._link(text.link)
        cell = self._text(column, text.text, linked=link is not None)
        if cell.value is None:
            return cell
        cell.hyperlink = link
        if (
            text.bold
            and len(text.text) <= layout.MAX_TEXT // 2
            and (runs := styles.rich(text.text, text.bold, column.look))
        ):
            cell.value = runs
        return cell

    def _text(self, column: Column, text: str, linked: bool = False) -> Cell:
        """A cell of text, never a formula nor an error value."""
        text = cut(escape(clean(text)))
        if not text:
            return self._empty[column.name]
        cell = self._cell(column, is_formula_like(text), linked)
        cell.value = text
        cell.data_type = "s"
        return cell

    def _link(self, link: str | tuple[str, int] | None) -> Hyperlink | None:
        """A link to an address or to a row of this workbook; None when the sheet has as many as it can hold."""
        if link is None or self._links >= layout.MAX_LINKS:
            return None
        self._links += 1
        return (
            Hyperlink(ref="", target=link)
            if isinstance(link, str)
            else Hyperlink(ref="", location="{}!A{}".format(*link))
        )

    def _cell(self, column: Column, quoted: bool, linked: bool, number_format: str = "") -> Cell:
        key = (column.name, number_format or column.format, quoted, linked)
        style = self._styles.get(key)
        if style is None:
            style = self._styles[key] = styles.cell_style(self._worksheet, column, *key[1:])
        return Cell(self._worksheet, 1, 1, None, style)


def _dropdown(column: Column, first: str, last: int) -> DataValidation:
    """A list of the only words that a column takes; it may stay empty."""
    return DataValidation(
        type="list",
        formula1='"{}"'.format(",".join(column.choices)),
        sqref=f"{first}:{first[:-1]}{last}",
        allow_blank=True,
        showErrorMessage=True,
        errorStyle="stop",
        errorTitle=column.name,
        error=f"Choose from the list ({', '.join(column.choices)}) or leave the cell empty.",
    )
