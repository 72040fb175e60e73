"""Plain text."""

from collections.abc import Iterator

from factcheck.articles.encoding import decoded
from factcheck.records import Article


def read(data: bytes, place: str) -> Iterator[Article]:
    """The text as it stands, so that offsets in it are those of the file, but for a byte order mark."""
    text, notes = decoded(data, place)
    yield Article("", text, notes=notes)
