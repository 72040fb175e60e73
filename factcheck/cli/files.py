"""The files that are named on the command line."""

from collections.abc import Sequence
from pathlib import Path

from factcheck.articles import STDIN
from factcheck.errors import OutputError


def once(sources: Sequence[str], what: str) -> None:
    """OutputError for an article or a worksheet (`what`) that is named twice, in whatever way."""
    files: dict[object, str] = {}
    for source in sources:
        same = _identity(source)
        if same in files:
            raise OutputError(f"{files[same]} and {source}: this {what} is named twice; name it once.")
        files[same] = source


def _identity(source: str) -> object:
    """What tells whether two names mean one file."""
    try:
        found = Path(source).stat()
    except (OSError, ValueError):  # ValueError: a NUL in the name
        return source
    return source if source == STDIN else (found.st_dev, found.st_ino)
