"""The files by which other programs say that they have a file open."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path


def locks(path: Path) -> Iterator[Path]:
    """The files by which Excel and LibreOffice say that they have a workbook open, where they lie beside it."""
    for lock in (path.with_name(f"~${path.name}"), path.with_name(f".~lock.{path.name}#")):
        with suppress(OSError):  # its name is longer than names can be
            if lock.exists():
                yield lock
