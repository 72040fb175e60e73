"""A file is written whole or not at all, and nothing else is left in its folder."""

import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import BinaryIO

PART = f".factcheck-{platform.node()[:32]}-{{}}.part"  # a file not yet whole, by the number of the process


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file beside `path` that takes its place when all went well, and is removed when anything went wrong.

    It has the permissions of the file that it replaces.
    """
    path = Path(os.path.realpath(path))  # through a link, not over it
    _sweep(path.parent)
    part = path.with_name(PART.format(os.getpid()))
    try:
        with part.open("xb") as stream:
            if path.exists():
                part.chmod(path.stat().st_mode & 0o777)
            yield stream
            os.fsync(stream.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


@cache
def _sweep(folder: Path) -> None:
    """Removes what processes of this machine that were killed have left; once, as a folder may hold many files."""
    for part in folder.glob(PART.format("*")):
        number = part.stem.rpartition("-")[2]
        if number.isdecimal() and not _is_running(int(number)):
            with suppress(OSError):
                part.unlink()


def _is_running(number: int) -> bool:
    """Whether a process that is not this one is still at work; on Windows its file can't be removed anyway.

    One that was killed stays known to the system until its parent has heard of it; Linux tells its state ("Z").
    """
    if number == os.getpid() or os.name == "nt":
        return False
    try:
        os.kill(number, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:  # somebody else's
        return True
    with suppress(OSError, IndexError):
        return Path(f"/proc/{number}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    return True
