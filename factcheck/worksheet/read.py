"""Reading a worksheet that a reviewer may have filled in. Files come from anywhere: nothing in them is trusted."""

import csv
import io
import warnings
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from zipfile import ZipFile

from factcheck.errors import OutputError
from factcheck.worksheet.layout import FIGURES, MAX_ROWS, REVIEW, Sheet

MAX_SIZE = 500_000_000  # bytes of a file, unpacked
_MAX_COLUMNS = 100  # that are looked at
_HEAD_ROWS = 20  # in which the headings must lie

# Headings by which a sheet is known, whatever it is called and wherever its columns stand
_REVIEW_HEADS = {"id", "claim", "status"}
_FIGURES_HEADS = {"figure id", "figure status"}


def has_marks(path: Path) -> bool:
    """Whether a worksheet (.xlsx or .csv) holds anything that is not ours: a reviewer's marks, columns or comments.

    Columns are known by their headings; everything below a heading that the program doesn't fill in counts, so a
    column that the reviewer renamed or added counts too. OutputError if the file can't be read or is no worksheet.
    """
    try:
        if path.suffix.lower() == ".csv":
            return _is_marked([_csv_rows(path)], path)
        with ZipFile(path) as archive:
            _check_size(path, sum(part.file_size for part in archive.infolist()))
            if any("comments" in name.lower() for name in archive.namelist()):
                return True
        return _is_marked(_xlsx_sheets(path), path)
    except OutputError:
        raise
    except FileNotFoundError:
        raise OutputError(f"{path}: there is no such file.") from None
    except Exception as error:  # a broken or hostile file may raise anything in the libraries that read it
        raise OutputError(
            f"{path}: it can't be read as a worksheet, so it is not written over; move it away or choose another name."
        ) from error


def _is_marked(sheets: Iterable[Iterable[Sequence[object]]], path: Path) -> bool:
    """Whether one of the sheets holds marks; OutputError if none is a review sheet."""
    known = marked = False
    for rows in sheets:
        kind, ours, cells = _recognize(iter(rows))
        known |= kind is REVIEW
        marked |= kind is not None and any(_text(cell) for row in cells for cell in _others(row, ours))
    if not known:
        raise OutputError(
            f"{path}: it is not a worksheet of factcheck (no sheet has the headings ID, Claim and Status), "
            "so it is not written over; move it away or choose another name."
        )
    return marked


def _recognize(rows: Iterator[Sequence[object]]) -> tuple[Sheet | None, set[int], Iterator[Sequence[object]]]:
    """Which sheet this is, the places of the columns that the program fills in, and the rows below the headings."""
    for _, row in zip(range(_HEAD_ROWS), rows, strict=False):
        heads = [_text(cell).casefold() for cell in row]
        for sheet, wanted in ((REVIEW, _REVIEW_HEADS), (FIGURES, _FIGURES_HEADS)):
            if wanted <= set(heads):
                ours = {column.name.casefold() for column in sheet.columns if column.look != "reviewer"}
                return sheet, {place for place, head in enumerate(heads) if head in ours}, rows
    return None, set(), rows


def _others(row: Sequence[object], ours: set[int]) -> Iterator[object]:
    return (cell for place, cell in enumerate(row) if place not in ours)


def _text(cell: object) -> str:
    """A cell as text on one line, without white space around it."""
    return "" if cell is None else " ".join(str(cell).split())


def _xlsx_sheets(path: Path) -> Iterator[Iterator[Sequence[object]]]:
    """The rows of each sheet that are not empty, as values."""
    from openpyxl import load_workbook

    with warnings.catch_warnings():  # openpyxl warns of whatever another program added
        warnings.simplefilter("ignore")
        book = load_workbook(path, read_only=True, keep_links=False)
        try:
            for sheet in book.worksheets:
                sheet.reset_dimensions()  # the file may say anything
                rows = sheet.iter_rows(max_row=MAX_ROWS, max_col=_MAX_COLUMNS, values_only=True)
                yield (row for row in rows if row.count(None) < len(row))
        finally:
            book.close()


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
