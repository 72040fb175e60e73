"""Rows of a file: JSON Lines, CSV, Parquet, workbooks. One row after the other, so that memory stays flat.

A row is its place in the file, and its cells by the columns' names, or a sentence that says why it has none.
"""

import csv
import io
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import Any, BinaryIO, Protocol, TypeAlias

from factcheck.articles.encoding import BOM, encoding_within, is_utf16
from factcheck.articles.formats import PLAIN, XLSX, format_of
from factcheck.delimited import long_cells
from factcheck.errors import ArticleError
from factcheck.storage import is_remote, opened, reason

Cells: TypeAlias = Mapping[str, object]
Record: TypeAlias = tuple[str, Cells | str]

_START = 1 << 16  # bytes that tell the format
_LOOK = 10_000_000  # bytes of JSON Lines in which a key must stand once
_DELIMITERS = ",;\t"
_SAID = re.compile(r"^sep=([,;|\t])\r?\n", re.IGNORECASE)
_BATCH = 32  # rows of a Parquet file in memory
_BUFFER = 1 << 20  # bytes of a column read at once


class Table(Protocol):
    """A file of rows. What can't be read at all raises ArticleError, OSError or what the libraries raise."""

    def __init__(self, path: str) -> None: ...

    def names(self) -> list[str]:
        """What the columns are called; none where the file is empty."""

    def records(self, wanted: Collection[str]) -> Iterator[Record]:
        """The rows; columns that aren't wanted may be left out."""

    def count(self) -> int | None:
        """How many rows there are, where that is cheap to know."""


class JsonLines:
    """A JSON object a line; its keys are the columns."""

    def __init__(self, path: str) -> None:
        self._path = path

    def names(self) -> list[str]:
        """All keys in the first 10 MB; a row may lack some, and have others."""
        names, size, problem = dict[str, None](), 0, ""
        with _checked(self._path) as stream:
            if is_utf16(stream.read(_START)):
                raise ArticleError(f"{self._path}: this is in UTF-16; save it as UTF-8.")
        with opened(self._path) as stream:
            for number, line in enumerate(stream, 1):
                if not isinstance(cells := _object(line), str):
                    names.update(dict.fromkeys(cells))
                elif line.strip():
                    problem = problem or f"line {number}: {cells}"
                size += len(line)
                if size > _LOOK:
                    break
        if problem and not names:
            raise ArticleError(f"{self._path}, {problem}")
        return list(names)

    def records(self, wanted: Collection[str]) -> Iterator[Record]:
        """The lines that aren't blank."""
        with opened(self._path) as stream:
            for number, line in enumerate(stream, 1):
                if line.strip():
                    yield f"line {number}", _object(line)

    def count(self) -> int | None:
        """The lines that aren't blank; None for an address, which would be fetched twice."""
        if is_remote(self._path):
            return None
        with opened(self._path) as stream:
            return sum(not line.isspace() for line in stream)


def _object(line: bytes) -> Cells | str:
    """The object in a line, or why there is none."""
    try:
        cells = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return f"byte {error.start} of the line (0x{line[error.start]:02x}) is not UTF-8; save the file as UTF-8."
    except json.JSONDecodeError as error:
        return f"this is no JSON ({error.msg}, character {error.colno}); give one object a line."
    except (ValueError, RecursionError):  # a number of thousands of digits, lists in lists in lists
        return "this is JSON that nobody can read; give one object a line."
    return cells if isinstance(cells, dict) else "this is JSON, but no object; give one object a line."


class Delimited:
    """CSV with a heading, in any encoding that can be told, parted by commas, semicolons or tabs.

    A first line such as "sep=;" is Excel's: it says what parts the cells.
    """

    def __init__(self, path: str) -> None:
        self._path = path

    def names(self) -> list[str]:
        """The heading's cells."""
        return self._heading()[2]

    def records(self, wanted: Collection[str]) -> Iterator[Record]:
        """The rows that hold anything, each with the line in which it begins."""
        encoding, mark, names = self._heading()
        with opened(self._path) as stream, long_cells():
            # Bytes that are no characters become lone surrogates, which no text holds: only their own row is refused.
            lines = io.TextIOWrapper(stream, encoding, "surrogateescape", newline="")
            unmarked = chain((_SAID.sub("", next(lines, "").removeprefix(BOM)),), lines)
            rows = filter(lambda row: isinstance(row[1], str) or any(row[1]), _rows(unmarked, mark))
            next(rows, None)  # the heading
            for place, row in rows:
                yield place, row if isinstance(row, str) else _cells(names, row, mark)

    def count(self) -> int | None:
        """Unknown: a row may have many lines."""
        return None

    def _heading(self) -> tuple[str, str, list[str]]:
        """The encoding; what parts the cells, and the heading: whatever gives the most cells."""
        with _checked(self._path) as stream:
            encoding = encoding_within(stream, self._path)
        with opened(self._path) as stream:
            start = stream.read(_START).decode(encoding, "replace").removeprefix(BOM)
        said = _SAID.match(start)
        marks, start = (said[1], start[said.end() :]) if said else (_DELIMITERS, start)
        return max(((encoding, mark, _first_row(start, mark)) for mark in marks), key=lambda found: len(found[2]))


def _first_row(text: str, mark: str) -> list[str]:
    """The cells of the first row that is not empty."""
    found = (row for _, row in _rows(io.StringIO(text, newline=""), mark) if not isinstance(row, str) and any(row))
    return [cell.strip() for cell in next(found, [])]


def _rows(lines: Iterable[str], mark: str) -> Iterator[tuple[str, list[str] | str]]:
    """The rows with their places, or why there is none: what follows a broken one goes on."""
    rows = csv.reader(lines, delimiter=mark, strict=True)
    while True:
        place = f"line {rows.line_num + 1}"
        try:
            yield place, next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield place, f"this is no row of a table ({error}); check its quotes."


def _cells(names: Sequence[str], row: Sequence[str], mark: str) -> Cells | str:
    if any(row[len(names) :]):
        return f"there are {len(row)} cells, and {len(names)} in the heading; put cells that hold a {mark!r} in quotes."
    return dict(zip(names, row, strict=False))


class Parquet:
    """A Parquet file; of its columns only those are read that are wanted."""

    def __init__(self, path: str) -> None:
        self._path = path

    def names(self) -> list[str]:
        """The columns of the schema."""
        with self._file() as file:
            return list(file.schema_arrow.names)

    def records(self, wanted: Collection[str]) -> Iterator[Record]:
        """The rows."""
        number = 0
        with self._file() as file:
            for batch in file.iter_batches(_BATCH, columns=list(wanted), use_threads=False):
                columns = [(name, _plain(column)) for name, column in zip(batch.schema.names, batch, strict=True)]
                for place in range(batch.num_rows):
                    number += 1
                    yield f"row {number}", _values(columns, place)

    def count(self) -> int | None:
        """The rows that the file's end tells of."""
        with self._file() as file:
            return int(file.metadata.num_rows)

    @contextmanager
    def _file(self) -> Iterator[Any]:
        """The file (pyarrow's ParquetFile); ArticleError without pyarrow."""
        try:
            from pyarrow.parquet import ParquetFile
        except ImportError:
            raise ArticleError(f"{self._path}: Parquet needs pyarrow; pip install 'factcheck[parquet]'.") from None
        with opened(self._path) as stream:
            yield ParquetFile(stream, buffer_size=_BUFFER, pre_buffer=False)


class Workbook:
    """A workbook (.xlsx): the first sheet that holds anything, below a heading. Its bytes may be given, too."""

    def __init__(self, path: str, data: bytes | None = None) -> None:
        self._path, self._data = path, data

    def names(self) -> list[str]:
        """The heading's cells."""
        with self._rows() as rows:
            return [name for name in _heading(rows) if name]

    def records(self, wanted: Collection[str]) -> Iterator[Record]:
        """The rows that hold anything."""
        with self._rows() as rows:
            names = _heading(rows)
            for number, row in rows:
                yield f"row {number}", {**dict.fromkeys(names), **dict(zip(names, row, strict=False))}

    def count(self) -> int | None:
        """Unknown: the rows would have to be read."""
        return None

    @contextmanager
    def _rows(self) -> Iterator[Iterator[tuple[int, Sequence[Any]]]]:
        """The rows with their numbers."""
        from factcheck.worksheet import foreign  # openpyxl

        with opened(self._path) if self._data is None else io.BytesIO(self._data) as stream:
            data = stream.read()
            if not data:
                yield iter(())
                return
            if (format := format_of(data, self._path)) is not XLSX:
                raise ArticleError(f"{self._path}: this is {format.kind}, not a workbook; give it its own extension.")
            with foreign.rows(stream, self._path) as rows:
                yield rows


def _heading(rows: Iterator[tuple[int, Sequence[Any]]]) -> list[str]:
    """The names of columns in the first row; "" for a column that has none."""
    _, cells = next(rows, (0, ()))
    return ["" if cell is None else str(cell).strip() for cell in cells]


def _plain(column: Any) -> Any:
    """A column (pyarrow) whose moments have microseconds: for nanoseconds it would load pandas."""
    import pyarrow

    if not pyarrow.types.is_timestamp(column.type):
        return column
    zone = "UTC" if column.type.tz else None
    return column.cast(pyarrow.timestamp("us", zone), safe=False)


def _values(columns: Iterable[tuple[str, Any]], place: int) -> Cells | str:
    try:
        return {name: column[place].as_py() for name, column in columns}
    except (ValueError, OverflowError) as error:  # text that is not UTF-8, days that no calendar has
        return f"this can't be read ({reason(error)}); write the row again."


@contextmanager
def _checked(path: str) -> Iterator[BinaryIO]:
    """A file of text, open at its start; ArticleError where it is of another format."""
    with opened(path) as stream:
        start = stream.read(_START)
    if (format := format_of(start, path)) is not PLAIN:
        raise ArticleError(f"{path}: this is {format.kind}, not a table; save it as .csv (UTF-8) first.")
    with opened(path) as stream:
        yield stream


FORMATS: Mapping[str, type[Table]] = {
    ".jsonl": JsonLines,
    ".ndjson": JsonLines,
    ".csv": Delimited,
    ".tsv": Delimited,
    ".parquet": Parquet,
    ".xlsx": Workbook,
    ".xlsm": Workbook,
}
