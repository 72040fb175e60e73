"""Into a file or standard output: which format, what must not be replaced, and nothing half written."""

import os
import sys
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import BinaryIO

from factcheck.errors import OutputError, WorksheetError
from factcheck.locks import locks
from factcheck.storage import is_remote, same
from factcheck.whole import replacing

STDOUT = "-"
STDOUT_NUMBER, STDERR_NUMBER = 1, 2  # as the system knows the standard streams
_EXTENSIONS = {"csv-excel": "csv", "claimreview": "json"}  # of formats that aren't called by it
_WORKSHEETS = ("xlsx", "csv")  # the extensions of files that reviewers write in


def format_of(target: str, asked: str | None, formats: Collection[str], usual: str = "jsonl") -> str:
    """The format of an output: the one asked for, the file's extension, the usual one on standard output.

    Of formats with one extension the first is meant. Raises OutputError for a missing or unknown extension, or one
    that isn't what was asked for.
    """
    if target == STDOUT:
        return asked or usual
    if not target:
        raise OutputError(f"The name of the output is empty; give a file, or {STDOUT} for standard output.")
    extension = Path(target).suffix.lower().removeprefix(".")
    extensions = list(dict.fromkeys(f".{extension_of(name)}" for name in formats))
    if not extension:
        fitting = _either([f".{extension_of(asked)}"] if asked else extensions)
        raise OutputError(f"{target}: there is no extension; add {fitting}, or give {STDOUT} for standard output.")
    if f".{extension}" not in extensions:
        raise OutputError(f"{target}: unknown extension; use {_either(extensions)}, or {STDOUT} for standard output.")
    if asked and extension_of(asked) != extension:
        raise OutputError(f"{target}: the extension does not fit --format {asked}; leave out --format.")
    return asked or next(name for name in formats if extension_of(name) == extension)


def _either(words: Sequence[str]) -> str:
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def extension_of(name: str) -> str:
    """The extension of the files of a format: "csv" for "csv-excel"."""
    return _EXTENSIONS.get(name, name)


def check(
    target: str,
    kind: str,
    *,
    force: bool = False,
    articles: Iterable[str] = (),
    worksheets: Iterable[str] = (),
    mappings: Iterable[str] = (),
) -> None:
    """Raises OutputError, one sentence, where `write` should not or could not write.

    With `force` an existing file may be replaced, but never one of the `articles`, `worksheets` or `mappings` read, a
    worksheet that holds a reviewer's marks, or a workbook that is not ours.
    """
    if target == STDOUT:
        if sys.stdout is None:
            raise OutputError("Standard output is closed; give a file with -o.")
        if kind == "xlsx" and sys.stdout.isatty():
            raise OutputError("A workbook can't be shown on a terminal; give -o FILE.xlsx or --format jsonl.")
        return
    if is_remote(target):
        raise OutputError(f"{target}: this is written on this machine only; give a file with -o, and copy it there.")
    try:
        _check_file(Path(target), kind, force, {"article": articles, "worksheet": worksheets, "mapping": mappings})
    except OSError as error:
        raise OutputError(f"{target}: can't be written ({error.strerror or error}).") from None


def write(target: str, put: Callable[[BinaryIO], object]) -> None:
    """Has `put` write into the target, whole or not at all; OutputError if that fails. `check` says what is allowed.

    BrokenPipeError if nobody reads standard output any more.
    """
    try:
        with nullcontext(sys.stdout.buffer) if target == STDOUT else replacing(Path(target)) as stream:
            put(stream)
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


def _check_file(path: Path, kind: str, force: bool, inputs: Mapping[str, Iterable[str]]) -> None:
    _check_folder(path)
    for lock in locks(path):
        raise OutputError(f"{path}: is open in another program ({lock.name} lies beside it); close it there first.")
    try:
        path.stat()  # an endless link or a name that is too long raises what `check` tells
    except FileNotFoundError:
        return
    for what, files in inputs.items():
        if any(same(file, str(path)) for file in files):
            raise OutputError(f"{path}: this is the {what} itself; give another name with -o.")
    if not path.is_file():
        raise OutputError(f"{path}: is not a file that can be replaced; give another name with -o.")
    if not force:
        raise OutputError(f"{path}: exists already; give --force to replace it, or another name with -o.")
    if extension_of(kind) in _WORKSHEETS and _has_marks(path):
        raise OutputError(
            f"{path}: holds a reviewer's marks or changes and is never replaced; give another name with -o."
        )


def _check_folder(path: Path) -> None:
    folder = path.parent
    if not folder.exists():
        raise OutputError(f"{path}: the folder {folder} does not exist; make it first.")
    if not folder.is_dir():
        raise OutputError(f"{path}: {folder} is not a folder.")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise OutputError(f"{path}: the folder {folder} is read-only; write elsewhere with -o.")


def _has_marks(path: Path) -> bool:
    from factcheck.worksheet.marked import has_marks

    try:
        return has_marks(path)
    except WorksheetError as error:
        why = str(error).rstrip(".")
        raise OutputError(f"{why}; so it is not written over: move it away or choose another name.") from error
