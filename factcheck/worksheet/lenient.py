"""openpyxl's reader, less all that cells don't need: what other programs write there could stop it."""

import re
from collections.abc import Iterator
from datetime import datetime, time
from typing import Any
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.cell.text import Text
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils.datetime import from_excel
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet._reader import WorkSheetParser
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

from factcheck.worksheet.text import clean

_STRING = f"{{{SHEET_MAIN_NS}}}si"
_ESCAPED = re.compile("_x(005[Ff](?=_x[0-9A-Fa-f]{4}_)|00[01][0-9A-Fa-f])_")


class _Sheet(ReadOnlyWorksheet):
    """A sheet to be read row by row; openpyxl's own is read once before, to see how large it is."""

    def _get_size(self) -> None:
        """Leaves it out: the rows tell."""


class LenientReader(ExcelReader):
    """Reads the cells of a workbook, row by row: no properties, themes, defined names, chart sheets, nor pictures."""

    def read(self) -> None:
        """Reads all but the rows, which are read when they are asked for."""
        self.read_manifest()
        self.read_strings()
        self.read_workbook()
        apply_stylesheet(self.archive, self.wb)  # number formats tell dates from numbers
        self.read_worksheets()

    def read_strings(self) -> None:
        """Reads the texts that cells share as they stand; openpyxl undoes a part of their escapes."""
        package: Any = self.package
        part = package.find(SHARED_STRINGS)
        if part is not None:
            with self.archive.open(part.PartName[1:]) as source:
                for _, node in iterparse(source):
                    if node.tag == _STRING:
                        text: Any = Text.from_tree(node)
                        self.shared_strings.append(text.content)
                        node.clear()

    def read_worksheets(self) -> None:
        """Finds the sheets that have cells."""
        for sheet, part in self.parser.find_sheets():
            if part.target in self.valid_files and "chartsheet" not in part.Type:
                self.wb._sheets.append(  # type: ignore[attr-defined]
                    _Sheet(self.wb, sheet.name, part.target, self.shared_strings)
                )


def rows(sheet: Any) -> Iterator[tuple[int, list[Any]]]:
    """The rows of a sheet (openpyxl's ReadOnlyWorksheet) with their numbers, as values up to the last cell.

    Midnight is a day; a number that is shown as a day but is none stays a number; a span of time is text.
    """
    book = sheet.parent
    with sheet._get_source() as source:
        parser = WorkSheetParser(source, sheet._shared_strings, data_only=book.data_only, epoch=book.epoch)
        for number, cells in parser.parse():
            row: list[Any] = [None] * max((cell["column"] for cell in cells), default=0)
            for cell in cells:
                value = cell["value"]
                if cell["style_id"] in book._date_formats and cell["data_type"] == "n" and value is not None:
                    value = _moment(value, book.epoch, cell["style_id"] in book._timedelta_formats)
                elif isinstance(value, str) and "_x" in value:
                    value = _unescaped(value)
                is_day = isinstance(value, datetime) and value.time() == time()
                row[cell["column"] - 1] = value.date() if is_day else value
            yield number, row


def _unescaped(text: str) -> str:
    """Text with the format's escapes undone, but those of letters: not every program escapes a plain "_x0041_"."""
    return clean(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), text))


def _moment(number: float, epoch: Any, is_span: bool) -> Any:
    try:
        return str(from_excel(number, epoch, timedelta=True)) if is_span else from_excel(number, epoch)
    except (OverflowError, ValueError):
        return number


def load(archive: ZipFile, computed: bool) -> Workbook:
    """The workbook in an archive, to be closed; where wanted with the `computed` values of formulas instead of them."""
    file: Any = archive.fp
    reader = LenientReader(file, read_only=True, keep_links=False, data_only=computed)
    reader.read()
    return reader.wb
