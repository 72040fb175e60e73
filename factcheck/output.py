"""Results into a file or standard output: which format, what must not be replaced, and nothing half written."""

import codecs
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO

from factcheck.errors import OutputError
from factcheck.records import Article, Claim, Mention
from factcheck.whole import replacing

STDOUT = "-"
STDOUT_NUMBER, STDERR_NUMBER = 1, 2  # as the system knows the standard streams
SCHEMA = 1  # of a JSON Lines object
FORMATS = ("xlsx", "csv", "jsonl")

Results = Sequence[tuple[Article, Sequence[Claim]]]


def format_of(target: str, asked: str | None = None) -> str:
    """The format of an output: the one asked for, the file's extension, JSON Lines on standard output.

    Raises OutputError for an unknown extension, or one that isn't what was asked for.
    """
    if target == STDOUT:
        return asked or "jsonl"
    if not target:
        raise OutputError(f"The name of the output is empty; give a file, or {STDOUT} for standard output.")
    extension = Path(target).suffix.lower().removeprefix(".")
    if extension not in FORMATS:
        raise OutputError(f"{target}: unknown extension; use .xlsx, .csv or .jsonl, or {STDOUT} for standard output.")
    if asked and asked != extension:
        raise OutputError(f"{target}: the extension does not fit --format {asked}; leave out --format.")
    return extension


def check(target: str, kind: str, *, force: bool = False, articles: Iterable[str] = ()) -> None:
    """Raises OutputError, one sentence, where `write` should not or could not write.

    With `force` an existing file may be replaced, but never one of the `articles` read, a worksheet that holds a
    reviewer's marks, or a workbook that is not ours.
    """
    if target == STDOUT:
        if sys.stdout is None:
            raise OutputError("Standard output is closed; give a file with -o.")
        if kind == "xlsx" and sys.stdout.isatty():
            raise OutputError("A workbook can't be shown on a terminal; give -o FILE.xlsx or --format jsonl.")
        return
    try:
        _check_file(Path(target), kind, force, articles)
    except OSError as error:
        raise OutputError(f"{target}: can't be written ({error.strerror or error}).") from None


def write(target: str, kind: str, results: Results) -> None:
    """Writes the results whole or not at all; OutputError if that fails. `check` says beforehand what is allowed.

    BrokenPipeError if nobody reads standard output any more.
    """
    try:
        with nullcontext(sys.stdout.buffer) if target == STDOUT else replacing(Path(target)) as stream:
            _put(stream, kind, results)
            stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        if target == STDOUT:
            silence(STDOUT_NUMBER)
        raise OutputError(f"{place(target)}: can't be written ({error.strerror or error}).") from None


def place(target: str) -> str:
    """What an output is called in messages."""
    return "standard output" if target == STDOUT else target


def silence(number: int) -> None:
    """Sends a standard stream that can't be written nowhere; else Python complains of what it still holds at its end.

    The stream is meant by its number (file descriptor).
    """
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123
        os.dup2(nowhere.fileno(), number)


def json_lines(results: Results) -> Iterator[str]:
    """A JSON object for each claim, with the names of the records' fields; amounts are strings in plain notation."""
    for _, claims in results:
        for claim in claims:
            yield json.dumps({"schema": SCHEMA, **_fields(claim)}, ensure_ascii=False, default=_plain)


def _plain(value: Decimal | Mention) -> object:
    """What json can't write by itself."""
    return format(value, "f") if isinstance(value, Decimal) else _fields(value)


def _fields(record: Mention) -> dict[str, object]:
    return {field.name: getattr(record, field.name) for field in fields(record)}


def _put(stream: BinaryIO, kind: str, results: Results) -> None:
    """Writes the results in a format into an open stream."""
    if kind == "xlsx":
        from factcheck.worksheet.write import write_xlsx

        write_xlsx(stream, results)
        return
    # a lone surrogate becomes an escape: in JSON that is the very same character
    text = codecs.getwriter("utf-8")(stream, "backslashreplace")
    if kind == "csv":
        from factcheck.worksheet.write import write_csv

        write_csv(text, results)
    else:
        for line in json_lines(results):
            text.write(line + "\n")


def _check_file(path: Path, kind: str, force: bool, articles: Iterable[str]) -> None:
    _check_folder(path)
    for lock in (path.with_name(f"~${path.name}"), path.with_name(f".~lock.{path.name}#")):
        if _is_there(lock):
            raise OutputError(f"{path}: is open in another program ({lock.name} lies beside it); close it there first.")
    try:
        path.stat()  # an endless link or a name that is too long raises what `check` tells
    except FileNotFoundError:
        return
    if any(Path(article).exists() and path.samefile(article) for article in articles):
        raise OutputError(f"{path}: this is the article itself; give another name with -o.")
    if not path.is_file():
        raise OutputError(f"{path}: is not a file that can be replaced; give another name with -o.")
    if not force:
        raise OutputError(f"{path}: exists already; give --force to replace it, or another name with -o.")
    if kind != "jsonl" and _has_marks(path):
        raise OutputError(
            f"{path}: holds a reviewer's marks or changes and is never replaced; give another name with -o."
        )


def _is_there(lock: Path) -> bool:
    """Whether a file exists whose name may be longer than names can be."""
    try:
        return lock.exists()
    except OSError:
        return False


def _check_folder(path: Path) -> None:
    folder = path.parent
    if not folder.exists():
        raise OutputError(f"{path}: the folder {folder} does not exist; make it first.")
    if not folder.is_dir():
        raise OutputError(f"{path}: {folder} is not a folder.")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise OutputError(f"{path}: the folder {folder} is read-only; write elsewhere with -o.")


def _has_marks(path: Path) -> bool:
    from factcheck.worksheet.read import has_marks

    return has_marks(path)
