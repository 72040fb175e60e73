"""openpyxl's reader, less all that cells don't need: what other programs write there could stop it."""

from openpyxl import Workbook
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet


class LenientReader(ExcelReader):
    """Reads the cells of a workbook, row by row: no properties, themes, defined names, chart sheets, nor pictures."""

    def read(self) -> None:
        """Reads all but the rows, which are read when they are asked for."""
        self.read_manifest()
        self.read_strings()
        self.read_workbook()
        apply_stylesheet(self.archive, self.wb)  # number formats tell dates from numbers
        self.read_worksheets()

    def read_chartsheet(self, *_: object) -> None:
        """Leaves it out: it has no cells."""


def load(path: str, computed: bool) -> Workbook:
    """The workbook, to be closed; where wanted with the `computed` values of formulas instead of the formulas."""
    reader = LenientReader(path, read_only=True, keep_links=False, data_only=computed)
    reader.read()
    return reader.wb
