"""Plain text."""

from collections.abc import Iterator

from factcheck.articles.encoding import decoded
from factcheck.articles.unwrap import unwrapped
from factcheck.records import Article


def read(data: bytes, place: str, declared: str | None = None) -> Iterator[Article]:
    """The text as it stands, but for a byte order mark; paragraphs that a width broke into lines are whole again."""
    text, notes = decoded(data, place, declared)
    yield Article("", unwrapped(text), notes=notes)
