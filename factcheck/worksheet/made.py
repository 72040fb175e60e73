"""What the program itself wrote in the cells of a worksheet, so that what somebody wrote over it is seen."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cached_property, partial
from typing import Any

from factcheck.review.records import Review, ids
from factcheck.review.rows import Subject, rows
from factcheck.worksheet.digest import said_by
from factcheck.worksheet.figures import Number
from factcheck.worksheet.headings import text
from factcheck.worksheet.layout import FIGURES, REVIEW
from factcheck.worksheet.page import Formula, Page
from factcheck.worksheet.rows import (
    Place,
    Row,
    Text,
    Value,
    article_rows,
    entries,
    figure_row,
    left_out_row,
    review_row,
)
from factcheck.worksheet.text import clean, cut
from factcheck.worksheet.wording import Wording

_FORMULA = "="  # what any formula says


# The cells of a row that show what it is about: its ID, and what is printed
_SHOWN: Mapping[str, tuple[str, str]] = {REVIEW.id: ("id", "claim"), FIGURES.id: ("figure_id", "figure")}


class Made:
    """The rows of a worksheet whose claims, without marks, are the `base`."""

    def __init__(self, base: Review, words: Wording) -> None:
        self._base, self._words = base, words
        self._last: tuple[Subject | None, Row] = (None, {})

    def row(self, subject: Subject) -> Row:
        """The row about a subject; the last one is kept, as it is asked for more than once."""
        if self._last[0] != subject:
            self._last = subject, self._rows[subject]()
        return self._last[1]

    def shown(self, sheet: str, ours: Mapping[str, Any]) -> Subject | None:
        """What a row is about by its ID and its text, where both say the same; None where they don't."""
        id, printed = _SHOWN.get(sheet, ("", ""))
        subject = self._ids.get(text(ours.get(id)))
        if subject is None or subject.sheet != sheet:
            return None
        return subject if said(self.row(subject)[printed], self._words) == said_by(ours.get(printed, "")) else None

    def is_in_article(self, column: str, cell: object) -> bool:
        """Whether a cell says what stands in this column of the Article sheet, in whatever row."""
        return said_by(cell) in self._articles[column]

    @cached_property
    def _rows(self) -> dict[Subject, Callable[[], Row]]:
        """How to make each row, by what it is about."""
        found: dict[Subject, Callable[[], Row]] = {}
        for article, claims in entries(self._base):
            subjects = (row.subject for row in rows(article))
            for entry in claims:
                found[next(subjects)] = partial(review_row, entry, self._words)
                for place in range(len(entry.reviewed.claim.figures)):
                    found[next(subjects)] = partial(figure_row, entry, place, self._words)
            for left in article.left_out:
                found[next(subjects)] = partial(left_out_row, article.name, left, self._words)
        return found

    @cached_property
    def _ids(self) -> dict[str, Subject]:
        """What each ID of the worksheet belongs to, where the worksheet knows its claims."""
        found: dict[str, Subject] = {}
        for article, numbers in zip(self._base.articles, ids(self._base.articles), strict=True):
            subjects = (row.subject for row in rows(article))
            for id, reviewed in zip(numbers, article.claims, strict=True):
                found[id] = next(subjects)
                for place in range(len(reviewed.claim.figures)):
                    found[f"{id}.{place + 1}"] = next(subjects)
        return found if self._base.whole else {}

    @cached_property
    def _articles(self) -> dict[str, set[str]]:
        """What stands on the Article sheet, by column."""
        found: dict[str, set[str]] = defaultdict(set)
        for article, claims in entries(self._base):
            for _, row in article_rows(article, claims, lambda _: Place("", 1)):
                for column, value in row.items():
                    found[column].add(said(value, self._words))
        return found


def page_cells(page: Page, words: Wording) -> dict[tuple[int, int], str]:
    """What the cells of a page say, by row and column; formulas are all the same."""
    return {
        spot: _FORMULA if isinstance(cell.value, Formula) else said(cell.value, words) for spot, cell in page.cells()
    }


def is_made(cell: object, written: str | None) -> bool:
    """Whether a cell of a page says what the program wrote there.

    Programs that export a sheet may leave numbers for formulas.
    """
    if written == _FORMULA:
        return not isinstance(cell, str) or cell.startswith(_FORMULA)
    return said_by(cell) == written


def said(value: Value, words: Wording) -> str:
    """What a cell of ours says, as `said_by` puts it."""
    if value is None:
        return ""
    if isinstance(value, Number):
        return said_by(value.value)
    return said_by(cut(clean(value.text if isinstance(value, Text) else str(value)), words.values.cut))
