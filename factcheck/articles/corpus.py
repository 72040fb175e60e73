"""Many articles from one file: a row each, in JSON Lines, CSV, Parquet or a workbook."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import PurePosixPath
from textwrap import shorten
from typing import NamedTuple

from factcheck.articles import dates
from factcheck.articles.tables import FORMATS, Cells, Table
from factcheck.articles.texts import broken, unfit
from factcheck.errors import ArticleError, FactcheckError, LanguageError
from factcheck.records import Article
from factcheck.storage import reason


class Columns(NamedTuple):
    """What the columns are called, where the user says it; None is the usual name, in any case, if it is there."""

    id: str | None = None
    text: str | None = None
    lang: str | None = None
    title: str | None = None
    url: str | None = None
    date: str | None = None


_SHOWN = 200  # characters of columns' names in a message: the first line of a text that is no table may be long
_USUAL = {
    "id": ("id",),
    "text": ("text",),
    "lang": ("lang", "language"),
    "title": ("title",),
    "url": ("url",),
    "date": ("date", "published"),
}
_KINDS: dict[type | tuple[type, ...], str] = {
    bytes: "bytes",
    bool: "true or false",
    (int, float, Decimal): "a number",
    dict: "an object",
    list: "a list",
    date: "a date",
}


class Row(NamedTuple):
    """A row: its place for messages ("corpus.jsonl, line 7"), and its article or why it is none, in a sentence."""

    place: str
    article: Article | None
    problem: str | None


def is_corpus(path: str) -> bool:
    """Whether a file holds many articles, by its extension."""
    return _extension(path) in FORMATS


def count(path: str) -> int | None:
    """How many rows a corpus has, where that is cheap to know; ArticleError if it can't be read."""
    try:
        return _table(path).count()
    except FactcheckError:
        raise
    except Exception as error:
        raise _unreadable(path, error) from error


def rows(path: str, columns: Columns) -> Iterator[Row]:
    """The rows of a corpus, one after the other; rows that hold nothing are left out.

    An article's name is its id as text; without a column for it the row's number from 1. A language, title or address
    (URL) that is empty is None; so is a date that is not ISO 8601. Raises ArticleError, one sentence, for a file that
    can't be read at all, or lacks a column.
    """
    return rows_of(_table(path), path, columns)


def rows_of(table: Table, path: str, columns: Columns) -> Iterator[Row]:
    """The rows of a table, as `rows` gives them; messages begin with its path."""
    try:
        if names := table.names():
            _check(columns, names, path)
            fields = _fields(columns, tuple(names))
            for number, (place, cells) in enumerate(table.records(fields.values()), 1):
                yield row(f"{path}, {place}", cells, columns, None if "id" in fields else number)
    except FactcheckError:
        raise
    except Exception as error:  # what the libraries raise for broken files, and file systems for broken lines
        raise _unreadable(path, error) from error


def articles(rows: Iterable[Row], place: str) -> list[Article]:
    """The articles in the rows of a corpus, which messages call `place`; ArticleError where there is none.

    Rows that hold none are left out, of which a note of the first article tells.
    """
    found, left = list[Article](), list[str]()
    for row in rows:
        if row.article:
            found.append(row.article)
        else:
            left.append(f"{row.place}: {row.problem}")
    if not found:
        raise ArticleError(left[0] if left else f"{place}: there is no article in it.")
    if left:
        count = "A row was" if len(left) == 1 else f"{len(left):,} rows were"
        found[0] = replace(found[0], notes=(*found[0].notes, f"{count} left out; {left[0]}"))
    return found


def _table(path: str) -> Table:
    return FORMATS[_extension(path)](path)


def _extension(path: str) -> str:
    return PurePosixPath(path).suffix.lower()


def _unreadable(path: str, error: Exception) -> ArticleError:
    if isinstance(error, FileNotFoundError):
        return ArticleError(f"{path}: there is no such file; check the name and the folder.")
    return ArticleError(f"{path}: can't be read ({reason(error)}); check the file and the permissions.")


@lru_cache(maxsize=256)
def _fields(columns: Columns, names: tuple[str, ...]) -> dict[str, str]:
    """Which of the names each of `columns` means, where there is one."""
    usual = {name.strip().casefold(): name for name in reversed(names)}
    found: dict[str, str] = {}
    for field, asked in columns._asdict().items():
        known = (asked,) if asked is not None else tuple(usual.get(name) for name in _USUAL[field])
        if name := next((name for name in known if name in names), None):
            found[field] = name
    return found


def _check(columns: Columns, names: Sequence[str], path: str) -> None:
    """ArticleError where the text's column, or one that the user named, is not among these."""
    there = shorten(", ".join(names), _SHOWN, placeholder=" …")
    for field, asked in columns._asdict().items():
        if asked is not None and asked not in names:
            raise ArticleError(f"{path}: there is no column {asked!r} for --{field}-column; there are: {there}.")
    found = _fields(columns, tuple(names))
    if "text" not in found:
        mend = "call one so, or name one with --text-column of factcheck batch"
        raise ArticleError(f"{path}: there is no column 'text'; {mend}; there are: {there}.")
    if twice := next((name for name in found.values() if names.count(name) > 1), None):
        raise ArticleError(f"{path}: there are two columns {twice!r}; call one of them otherwise.")


class _UnfitError(Exception):
    """Why a row is none, in a sentence."""


def row(place: str, cells: Cells | str, columns: Columns, number: int | None) -> Row:
    """The row with these cells, or why there are none; its number is the name where no column holds ids."""
    if isinstance(cells, str):
        return Row(place, None, cells)
    try:
        return Row(place, _article(cells, columns, number), None)
    except _UnfitError as why:
        return Row(place, None, str(why))


def _article(cells: Cells, columns: Columns, number: int | None) -> Article:
    """The article in the cells of a row, whose name is the number where there is one; _UnfitError if there is none."""
    given = {field: (name, cells[name]) for field, name in _fields(columns, tuple(cells)).items()}
    column, text = given.get("text", ("", None))
    if not isinstance(text, str | None):
        raise _UnfitError(f"under {column!r} there is {_kind(text)} instead of a text; give an article.")
    if why := unfit(text or ""):
        raise _UnfitError(why)
    said = {field: _said(field, *given[field]) for field in ("id", "lang", "title", "url") if field in given}
    name = said.get("id") if number is None else str(number)
    if name is None:
        raise _UnfitError("there is no id; give every article one, or none of them.")
    published = dates.iso(given["date"][1]) if "date" in given else None
    return Article(name, text or "", _language(said.get("lang")), said.get("title"), said.get("url"), published)


def _said(field: str, column: str, value: object) -> str | None:
    """A word, number or date as text, None for nothing; _UnfitError for an id or a language that is anything else."""
    if _is_missing(value):
        return None
    if isinstance(value, float) and value.is_integer():  # what some programs make of whole numbers
        value = int(value)
    if not isinstance(value, str | int | float | Decimal | date) or isinstance(value, bool):
        if field in ("id", "lang"):
            raise _UnfitError(f"under {column!r} there is {_kind(value)}; give a word or a number.")
        return None
    text = str(value).strip()
    if why := broken(text):
        raise _UnfitError(f"under {column!r}, {why}")
    return text


def _language(name: str | None) -> str | None:
    from factcheck.language import code  # pydantic

    try:
        return code(name) if name else None
    except LanguageError as error:
        raise _UnfitError(str(error)) from None


def _is_missing(value: object) -> bool:
    """Whether a cell is empty: nothing, white space, a number that is none."""
    return value is None or value != value or (isinstance(value, str) and not value.strip())


def _kind(value: object) -> str:
    """What a value is that is no text, in words."""
    for types, words in _KINDS.items():
        if isinstance(value, types):
            return words
    return f"a {type(value).__name__}"
