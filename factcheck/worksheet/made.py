"""What the program itself wrote in the cells of a worksheet, so that what somebody wrote over it is seen."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from factcheck.review.records import Review, ReviewedSentence
from factcheck.worksheet.digest import said_by
from factcheck.worksheet.figures import Number
from factcheck.worksheet.headings import text
from factcheck.worksheet.page import Formula, Page
from factcheck.worksheet.rows import (
    Entry,
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


class Made:
    """The rows of a worksheet whose claims, without marks, are the `base`; an article is meant by its name there."""

    def __init__(self, base: Review, words: Wording) -> None:
        self._base, self._words = base, words
        self._last: tuple[tuple[str | int, ...], Row] = ((), {})

    def claim(self, name: str, key: str) -> Row:
        """The row of a claim; the last one is kept, as it is asked for more than once."""
        if self._last[0] != (name, key):
            self._last = (name, key), review_row(self._entries[name, key], self._words)
        return self._last[1]

    def figure(self, name: str, key: str, place: int) -> Row:
        """The row of a claim's figure, the first of which is at place 0; the last one is kept."""
        if self._last[0] != (name, key, place):
            self._last = (name, key, place), figure_row(self._entries[name, key], place, self._words)
        return self._last[1]

    def left_out(self, name: str, sentence: ReviewedSentence) -> Row:
        """The row of a sentence that was left out."""
        return left_out_row(name, sentence, self._words)

    def claim_of(self, ours: Mapping[str, Any]) -> tuple[str, str] | None:
        """The article and the key of the claim whose ID and sentence both stand in a row; None where they don't."""
        key = self._ids.get(text(ours.get("id")))
        if key is None or said(self.claim(*key)["claim"], self._words) != said_by(ours.get("claim", "")):
            return None
        return key

    def figure_of(self, ours: Mapping[str, Any]) -> tuple[str, str, int] | None:
        """The claim's article and key, and the place of the figure whose ID and print both stand in a row."""
        id, _, number = text(ours.get("figure_id")).partition(".")
        key = self._ids.get(id)
        place = int(number) - 1 if number.isascii() and number.isdigit() else -1
        if key is None or not 0 <= place < len(self._entries[key].reviewed.claim.figures):
            return None
        printed = said(self.figure(*key, place)["figure"], self._words)
        return (*key, place) if printed == said_by(ours.get("figure", "")) else None

    def is_in_article(self, column: str, cell: object) -> bool:
        """Whether a cell says what stands in this column of the Article sheet, in whatever row."""
        return said_by(cell) in self._articles[column]

    @cached_property
    def _entries(self) -> dict[tuple[str, str], Entry]:
        found = (entry for _, claims in entries(self._base) for entry in claims)
        return {(entry.article, entry.reviewed.claim.key): entry for entry in found}

    @cached_property
    def _ids(self) -> dict[str, tuple[str, str]]:
        return {entry.id: key for key, entry in self._entries.items()} if self._base.whole else {}

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
