"""Results into a file or standard output: which format, what must not be replaced, and nothing half written."""

import io
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO

from factcheck.errors import OutputError
from factcheck.records import Article, Claim, Mention

STDOUT = "-"
SCHEMA = 1  # of a JSON Lines object
FORMATS = ("xlsx", "csv", "jsonl")

Results = Sequence[tuple[Article, Sequence[Claim]]]


def format_of(target: str, asked: str | None = None) -> str:
    """The format of an output: the one asked for, the file's extension, JSON Lines on standard output.

    Raises OutputError for an unknown extension, or one that isn't what was asked for.
    """
    if target == STDOUT:
        return asked or "jsonl"
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
        if kind == "xlsx" and sys.stdout.isatty():
            raise OutputError("A workbook can't be shown on a terminal; give -o FILE.xlsx or --format jsonl.")
        return
    try:
        _check_file(Path(target), kind, force, articles)
    except OSError as error:
        raise OutputError(f"{target}: can't be written ({error.strerror or error}).") from None


def write(target: str, kind: str, results: Results) -> None:
    """Writes the results whole or not at all; OutputError if that fails. `check` says beforehand what is allowed."""
    try:
        with nullcontext(sys.stdout.buffer) if target == STDOUT else _replacing(Path(target)) as stream:
            _put(stream, kind, results)
            stream.flush()
    except BrokenPipeError:
        raise  # whoever reads has seen enough; click exits quietly
    except OSError as error:
        raise OutputError(f"{target}: can't be written ({error.strerror or error}).") from None


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
    text = io.TextIOWrapper(stream, encoding="utf-8", errors="backslashreplace", newline="")
    if kind == "csv":
        from factcheck.worksheet.write import write_csv

        write_csv(text, results)
    else:
        text.writelines(line + "\n" for line in json_lines(results))
    text.flush()
    text.detach()


def _check_file(path: Path, kind: str, force: bool, articles: Iterable[str]) -> None:
    _check_folder(path)
    for lock in (path.with_name(f"~${path.name}"), path.with_name(f".~lock.{path.name}#")):
        if lock.exists():
            raise OutputError(f"{path}: is open in another program ({lock.name} lies beside it); close it there first.")
    if not path.exists():
        return
    if any(Path(article).exists() and path.samefile(article) for article in articles):
        raise OutputError(f"{path}: this is the article itself; give another name with -o.")
    if not path.is_file():
        raise OutputError(f"{path}: is not a file that can be replaced; give another name with -o.")
    if not force:
        raise OutputError(f"{path}: exists already; give --force to replace it, or another name with -o.")
    if kind != "jsonl" and _has_marks(path):
        raise OutputError(f"{path}: holds a reviewer's marks and is never replaced; give another name with -o.")


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


@contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    """A file beside `path` that takes its place when all went well, and is removed when anything went wrong."""
    path = path.resolve()  # through a link, not over it
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as stream:
            yield stream
            os.fsync(stream.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
