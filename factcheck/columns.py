"""A newsroom's own columns for the reviewer, in a JSON file: for each a name, maybe a width and the words it takes."""

from pathlib import Path
from typing import Annotated

from pydantic import Field

from factcheck.errors import WordsError
from factcheck.review.records import OwnColumn
from factcheck.words import Table, Word, parse, validated
from factcheck.worksheet.layout import SHEETS
from factcheck.worksheet.text import one_line
from factcheck.worksheet.wording import languages, wording

_CHOICES = 250  # characters that a spreadsheet lets a list of words have


class _Column(Table):
    name: Word
    width: Annotated[float, Field(gt=2, le=200)] = 20
    choices: tuple[Word, ...] = ()


class _Columns(Table):
    columns: tuple[_Column, ...]


def read(file: str) -> tuple[OwnColumn, ...]:
    """The columns in a file; WordsError, one sentence, where it can't be read or a column doesn't fit."""
    try:
        text = Path(file).read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8 text"
        raise WordsError(f"{file}: can't be read ({reason}); give a JSON file with a list of columns.") from None
    given = parse(text, file)
    found = validated({"columns": given}, _Columns, lambda _, *key: f"{file}, column {'.'.join(key) or '?'}")
    taken, columns = _headings(), []
    for column in found.columns:
        name = one_line(column.name)
        if not name or name.casefold() in taken:
            raise WordsError(f"{file}: a column {column.name!r} is there already; choose another name.")
        taken.add(name.casefold())
        if len(",".join(column.choices)) > _CHOICES or any(char in word for word in column.choices for char in ',"'):
            raise WordsError(
                f"{file}: the choices of {column.name!r} must be {_CHOICES} characters at most in all, "
                "without commas and quotes."
            )
        columns.append(OwnColumn(name, column.width, column.choices))
    return tuple(columns)


def _headings() -> set[str]:
    """The headings that the program uses, in every language, and the columns' ids."""
    sheets = [(sheet, column.id) for sheet in SHEETS for column in sheet.columns]
    words = [wording(lang) for lang in languages()]
    return {word.heading(sheet.id, name).casefold() for word in words for sheet, name in sheets} | {
        name for _, name in sheets
    }
