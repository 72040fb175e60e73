"""Writing what belongs to the whole run."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO

from factcheck import storage
from factcheck.errors import RunError

INDEX, ERRORS = "index.xlsx", "errors.jsonl"
AGAIN = "mend that and give the same command again, and it goes on from here."


@contextmanager
def writing(path: str) -> Iterator[None]:
    """RunError where a file can't be written: a full disk, no permission."""
    try:
        yield
    except OSError as error:
        raise RunError(f"{path}: can't be written ({storage.reason(error)}); {AGAIN}") from error


def write(path: str, put: Callable[[BinaryIO], object]) -> None:
    """Has `put` write a file, whole or not at all; RunError if that fails."""
    with writing(path):
        storage.write(path, put)


def remove(path: str) -> None:
    """Removes a file, if there is one; RunError if that fails."""
    with writing(path):
        storage.remove(path)
