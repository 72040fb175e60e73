"""What reviewers wrote, as plain JSON values, and as text under its heading in the reviewer's language."""

import math
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import NamedTuple, TypeAlias

from factcheck.review.records import Marks, Written
from factcheck.worksheet.layout import Sheet
from factcheck.worksheet.rows import said
from factcheck.worksheet.text import clean
from factcheck.worksheet.wording import Wording

Plain: TypeAlias = str | int | float | bool


class Line(NamedTuple):
    """A line of a report: what it is, and its text."""

    heading: str
    text: str


def plain(mark: Written) -> Plain:
    """A mark as a JSON value: dates and times in ISO 8601, a day without its time at midnight."""
    if isinstance(mark, datetime) and mark.time() == time():
        return mark.date().isoformat()
    if isinstance(mark, date | time):
        return mark.isoformat()
    return str(mark) if isinstance(mark, float) and not math.isfinite(mark) else mark


def text(name: str, mark: Written, words: Wording) -> str:
    """A mark in the column `name` as text, its words in the reviewer's language."""
    return clean(str(plain(said(name, mark, words)))).strip()


def labelled(sheet: Sheet, marks: Marks, words: Wording) -> Iterator[Line]:
    """The headings of a sheet's columns and what was written there: ours in their order, then the others."""
    order = [column.id for column in sheet.columns if column.id in marks]
    for name in dict.fromkeys((*order, *marks)):
        if written := text(name, marks[name], words):
            yield Line(clean(words.heading(sheet.id, name)), written)
