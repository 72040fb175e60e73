"""Reading a worksheet that a reviewer may have filled in. Files come from anywhere: nothing in them is trusted."""

import csv
import io
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from factcheck.errors import OutputError
from factcheck.worksheet.digest import Digest
from factcheck.worksheet.layout import FIGURES, MAX_ROWS, RECORD, REVIEW, Sheet

if TYPE_CHECKING:
    from openpyxl import Workbook

MAX_SIZE = 1_000_000_000  # bytes of a file, unpacked; a hundred thousand claims take half of it
_HEAD_ROWS = 20  # in which the headings must lie

# Headings by which a sheet is known, whatever it is called and wherever its columns stand
_REVIEW_HEADS = {"id", "claim", "status"}
_FIGURES_HEADS = {"figure id", "figure status"}


def has_marks(path: Path) -> bool:
    """Whether a worksheet (.xlsx or .csv) holds anything that is not ours. OutputError if it is no worksheet.

    A workbook carries a digest of its cells: any value, row, column, sheet, comment or picture that was added, changed,
    moved or removed counts as a mark. Fills, links, widths, blank rows and white space don't. A CSV, and a workbook
    without a digest, is known by its headings: whatever stands above them, beside them or below a heading that the
    program doesn't fill in is a mark, but a change in our own cells isn't seen.
    """
    try:
        if path.suffix.lower() == ".csv":
            return _is_marked([_csv_rows(path)], path)
        with ZipFile(path) as archive:
            _check_size(path, sum(part.file_size for part in archive.infolist()))
            if any(_is_addition(archive, name) for name in archive.namelist()):
                return True
        with _opened(path) as book:
            digest = _digest_written(book)
            if digest is None:
                return _is_marked(map(_rows, book.worksheets), path)
            return digest != _digest_read(book)
    except OutputError:
        raise
    except FileNotFoundError:
        raise OutputError(f"{path}: there is no such file.") from None
    except Exception as error:  # a broken or hostile file may raise anything in the libraries that read it
        raise OutputError(
            f"{path}: it can't be read as a worksheet, so it is not written over; move it away or choose another name."
        ) from error


def _is_addition(archive: ZipFile, part: str) -> bool:
    """Whether a part of a workbook holds comments, a chart, or a drawing that is not empty: a picture, a text box."""
    if not part.startswith("xl/drawings/"):
        return "comment" in part.lower() or "chart" in part.lower()
    with archive.open(part) as drawing:
        return b"Anchor" in drawing.read(10_000)


def _digest_written(book: "Workbook") -> str | None:
    """The digest that the program wrote into a workbook, or None."""
    if RECORD.title not in book.sheetnames:
        return None
    heads, first = [*islice(_rows(book[RECORD.title]), 2), (), ()][:2]
    return dict(zip(map(_text, heads), map(_text, first), strict=False)).get("Digest")


def _digest_read(book: "Workbook") -> str:
    """The digest of a workbook as it is now."""
    whole = Digest()
    for title in book.sheetnames:
        if title != RECORD.title:
            sheet = Digest()
            for row in _rows(book[title]):
                sheet.add(row)
            whole.add([title, sheet])
    return str(whole)


def _is_marked(sheets: Iterable[Iterable[Sequence[object]]], path: Path) -> bool:
    """Whether one of the sheets holds marks; OutputError if none is a review sheet."""
    known = marked = False
    for rows in sheets:
        kind, added, ours, cells = _recognize(iter(rows))
        known |= kind is REVIEW
        marked |= kind is not None and (added or any(_text(cell) for row in cells for cell in _others(row, ours)))
    if not known:
        raise OutputError(
            f"{path}: it is not a worksheet of factcheck (no sheet has the headings ID, Claim and Status), "
            "so it is not written over; move it away or choose another name."
        )
    return marked


def _recognize(
    rows: Iterator[Sequence[object]],
) -> tuple[Sheet | None, bool, set[int], Iterator[Sequence[object]]]:
    """Which sheet this is, and whether anything stands above its headings or beside them.

    Then the places of the columns that the program fills in, and the rows below the headings.
    """
    above = False
    for _, row in zip(range(_HEAD_ROWS), rows, strict=False):
        heads = [_text(cell).casefold() for cell in row]
        for sheet, wanted in ((REVIEW, _REVIEW_HEADS), (FIGURES, _FIGURES_HEADS)):
            if wanted <= set(heads):
                looks = {column.name.casefold(): column.look for column in sheet.columns}
                ours = {place for place, head in enumerate(heads) if looks.get(head, "reviewer") != "reviewer"}
                return sheet, above or any(head not in looks for head in heads if head), ours, rows
        above |= any(heads)
    return None, above, set(), rows


def _others(row: Sequence[object], ours: set[int]) -> Iterator[object]:
    return (cell for place, cell in enumerate(row) if place not in ours)


def _text(cell: object) -> str:
    """A cell as text on one line, without white space around it."""
    return "" if cell is None else " ".join(str(cell).split())


@contextmanager
def _opened(path: Path) -> "Iterator[Workbook]":
    """A workbook whose sheets are read row by row."""
    from openpyxl import load_workbook

    with warnings.catch_warnings():  # openpyxl warns of whatever another program added
        warnings.simplefilter("ignore")
        book = load_workbook(path, read_only=True, keep_links=False)
        try:
            yield book
        finally:
            book.close()


def _rows(sheet: Any) -> Iterator[Sequence[object]]:
    """The rows of a sheet (openpyxl's ReadOnlyWorksheet) that are not empty, as values up to the last cell."""
    sheet.reset_dimensions()  # the file may say anything
    rows = sheet.iter_rows(max_row=MAX_ROWS, values_only=True)
    return (row for row in rows if row.count(None) < len(row))


def _csv_rows(path: Path) -> list[list[str]]:
    """The rows of a CSV file, whatever encoding and delimiter a spreadsheet gave it."""
    _check_size(path, path.stat().st_size)
    data = path.read_bytes()
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    head = text[:10_000].splitlines()[0] if text.strip() else ""
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count)))


def _check_size(path: Path, size: int) -> None:
    if size > MAX_SIZE:
        raise OutputError(f"{path}: it would take {size // 1_000_000:,} MB unpacked, which no worksheet does.")
