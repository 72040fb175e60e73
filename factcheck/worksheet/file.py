"""Opening a worksheet's file as grids of cells. Files come from anywhere: nothing in them is trusted."""

import csv
import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from factcheck.delimited import long_cells
from factcheck.errors import FactcheckError, WorksheetError
from factcheck.locks import locks
from factcheck.review.records import Problem, Written
from factcheck.storage import opened_here
from factcheck.worksheet.grid import Cells, Grid, Opened, Spot
from factcheck.worksheet.layout import MAX_ROWS
from factcheck.worksheet.text import unguarded

if TYPE_CHECKING:
    from openpyxl import Workbook

MAX_SIZE = 1_000_000_000  # bytes of a file, unpacked; a hundred thousand claims take half of it
_SMALL = 10_000_000  # bytes, unpacked, of a workbook that may be packed as tightly as it will
_TIGHT = 150  # times smaller when packed; worksheets are 5 to 30
_MAX_SHEETS = 1_000
_WHOLE = "the file"  # where a problem stands that concerns no sheet
PASSWORD = b"\xd0\xcf\x11\xe0"  # how a file begins that has a password, or is in the format of the last century


@contextmanager
def opened(path: Path) -> Iterator[Opened]:
    """The sheets of a workbook (.xlsx) or a table (.csv); WorksheetError, one sentence, if it can't be read."""
    try:
        with opened_here(path) as file:
            start = file.read(8)
        if path.suffix.lower() == ".csv":
            yield Opened([Grid(path.stem, _csv_rows(path))], tuple(_lock(path)))
            return
        if start.startswith(PASSWORD):
            raise WorksheetError(
                f"{path}: has a password, or is in an old format; open it, take the password away and save it as .xlsx."
            )
        with ZipFile(path) as archive, workbook(path, archive) as book:
            yield Opened(
                [_grid(archive, sheet) for sheet in book.worksheets],
                (*_lock(path), *_oddities(archive)),
                lambda title: _computed(path, title),
            )
    except FactcheckError:
        raise
    except FileNotFoundError:
        raise WorksheetError(f"{path}: there is no such file; check the name and the folder.") from None
    except Exception as error:  # a broken or hostile file may raise anything in the libraries that read it
        if isinstance(error, OSError) and error.strerror:
            raise WorksheetError(f"{path}: can't be read ({error.strerror}).") from None
        raise WorksheetError(
            f"{path}: can't be read as a worksheet: it is no .xlsx workbook, or it is damaged; "
            "save it again as .xlsx or .csv."
        ) from error


def check_size(path: Path | str, size: int) -> None:
    """WorksheetError for a file that would be larger, unpacked, than any worksheet is."""
    if size > MAX_SIZE:
        raise WorksheetError(f"{path}: it would take {size // 1_000_000:,} MB unpacked, which no worksheet does.")


def _check_parts(path: Path | str, archive: ZipFile) -> None:
    """WorksheetError for a workbook made to take all time and memory: too large, too tight, too many sheets."""
    parts = archive.infolist()
    size = sum(part.file_size for part in parts)
    check_size(path, size)
    tight = size > _SMALL and size > _TIGHT * sum(part.compress_size for part in parts)
    sheets = sum(archive.read(part).count(b"sheet ") for part in parts if part.filename.endswith("workbook.xml"))
    if tight or sheets > _MAX_SHEETS:
        what = "is packed more tightly" if tight else "has more sheets"
        raise WorksheetError(f"{path}: {what} than any worksheet, so it is not opened; take the file as it was made.")


def _lock(path: Path) -> Iterator[Problem]:
    for lock in locks(path):
        yield Problem(_WHOLE, f"is open in another program ({lock.name} lies beside it): what isn't saved isn't seen.")


def _oddities(archive: ZipFile) -> Iterator[Problem]:
    """What a worksheet of ours does not have, and what is not read from it."""
    names = archive.namelist()
    if any("vbaproject" in name.lower() for name in names):
        yield Problem(_WHOLE, "holds macros; they are not run and not carried over.")
    if any("externallinks/" in name.lower() for name in names):
        yield Problem(_WHOLE, "holds links to other workbooks; they are not followed and not carried over.")
    if any(name.startswith("xl/chartsheets/") for name in names):
        yield Problem(_WHOLE, "holds sheets that are charts; they are not carried over.")
    if any(name.startswith("xl/media/") for name in names):
        yield Problem(_WHOLE, "holds pictures; they are not carried over.")


@contextmanager
def workbook(path: Path | str, archive: ZipFile, computed: bool = False) -> "Iterator[Workbook]":
    """A workbook whose sheets are read row by row; WorksheetError, which begins with `path`, for one made to harm."""
    from factcheck.worksheet.lenient import load  # openpyxl

    _check_parts(path, archive)
    with warnings.catch_warnings():  # openpyxl warns of whatever another program added
        warnings.simplefilter("ignore")
        book = load(archive, computed)
        try:
            yield book
        finally:
            book.close()


def _grid(archive: ZipFile, sheet: Any) -> Grid:
    """A sheet (openpyxl's ReadOnlyWorksheet), to be read while its workbook is open."""
    from factcheck.worksheet.comments import comments  # openpyxl

    part = sheet._worksheet_path
    related = _related(archive, part)
    return Grid(sheet.title, rows_of(sheet), comments(archive, related), _links(archive, part, related))


def rows_of(sheet: Any) -> Iterator[tuple[int, Cells]]:
    """The rows of a sheet that are not empty, as values up to the last cell."""
    from factcheck.worksheet.lenient import rows  # openpyxl

    return ((number, row) for number, row in rows(sheet) if number <= MAX_ROWS and row.count(None) < len(row))


def _related(archive: ZipFile, part: str) -> list[tuple[str, str, str]]:
    """What a part of the workbook refers to: id, type, and target."""
    from openpyxl.xml.functions import fromstring

    folder, _, file = part.rpartition("/")
    name = f"{folder}/_rels/{file}.rels"
    if name not in archive.namelist():
        return []
    found = fromstring(archive.read(name))
    return [(rel.get("Id", ""), rel.get("Type", ""), rel.get("Target", "")) for rel in found]


_HYPERLINK = re.compile(rb"<(?:\w+:)?hyperlink\s([^>]*)>")
_ATTRIBUTE = re.compile(rb'(?:\w+:)?(\w+)="([^"]*)"')


def _links(archive: ZipFile, part: str, related: list[tuple[str, str, str]]) -> dict[Spot, str]:
    """The addresses to which a sheet's cells lead. openpyxl leaves them out when it reads row by row."""
    from openpyxl.utils.cell import coordinate_to_tuple

    targets = {name: target for name, kind, target in related if kind.endswith("/hyperlink")}
    out: dict[Spot, str] = {}
    if not targets:
        return out
    data = archive.read(part)
    for found in _HYPERLINK.finditer(data, max(data.rfind(b"</sheetData>"), 0)):
        said = {name.decode(): value.decode("utf-8", "replace") for name, value in _ATTRIBUTE.findall(found[1])}
        target = targets.get(said.get("id", ""))
        if target and (first := said.get("ref", "").partition(":")[0]):
            out[coordinate_to_tuple(first)] = target
    return out


def _computed(path: Path, title: str) -> dict[Spot, Written]:
    """The values in the cells of a sheet, those of formulas as the program that saved it left them."""
    with ZipFile(path) as archive, workbook(path, archive, computed=True) as book:
        rows = rows_of(book[title])
        return {(number, place): cell for number, row in rows for place, cell in enumerate(row, 1) if cell is not None}


def _csv_rows(path: Path) -> list[tuple[int, Cells]]:
    """The rows of a CSV file, whatever encoding and delimiter a spreadsheet gave it.

    Texts are as they were before they were `guarded`; empty cells are None.
    """
    check_size(path, path.stat().st_size)
    data = path.read_bytes()
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    with long_cells():
        return [
            (number, [unguarded(cell) or None for cell in row])
            for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)), 1)
            if any(row) and not (number == 1 and row[0].startswith("sep="))
        ]


def _delimiter(text: str) -> str:
    """What parts the cells: the most frequent on the first line that holds several."""
    for line in islice(text[:10_000].splitlines(), 20):
        if line.startswith("sep=") and len(line) == 5:  # Excel's own way to say it
            return line[4]
        best = max(",;\t", key=line.count)
        if line.count(best) > 1:
            return best
    return ","
