"""The rows of a workbook that is not ours, read as carefully as a worksheet."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO
from zipfile import ZipFile

from factcheck.errors import ArticleError, FactcheckError
from factcheck.worksheet.file import rows_of, workbook
from factcheck.worksheet.grid import Cells, Grid
from factcheck.worksheet.headings import Table, table
from factcheck.worksheet.layout import RECORD, REVIEW


@contextmanager
def rows(file: BinaryIO, place: str) -> Iterator[Iterator[tuple[int, Cells]]]:
    """The rows with their numbers of the first sheet that has any; of formulas, the values as they were saved.

    Raises ArticleError, one sentence that begins with `place`, for a worksheet of ours, and what can't be read.
    """
    try:
        with ZipFile(file) as archive, workbook(place, archive, computed=True) as book:
            if any(_is_ours(table(Grid(sheet.title, rows_of(sheet)))) for sheet in book.worksheets):
                raise ArticleError(
                    f"{place}: this is a worksheet of factcheck, not a table of articles; give the articles themselves."
                )
            sheets = (rows_of(sheet) for sheet in book.worksheets if any(rows_of(sheet)))
            yield next(sheets, iter(()))
    except ArticleError:
        raise
    except FactcheckError as error:
        raise ArticleError(str(error)) from None
    except Exception as error:  # a broken or hostile file may raise anything in the libraries that read it
        raise ArticleError(f"{place}: can't be read as a workbook; it may be damaged: save it once more.") from error


def _is_ours(found: Table | Grid) -> bool:
    return isinstance(found, Table) and found.sheet in (REVIEW, RECORD) and not found.missing
