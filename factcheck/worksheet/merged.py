"""What a merged worksheet has of its own: the headings of the reviewers' columns, and the sheet of disagreements."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from factcheck.review.agreement import Agreement
from factcheck.review.merge import Merged
from factcheck.review.records import OwnColumn, OwnSheet, Review, Written
from factcheck.review.rows import Sheet, rows
from factcheck.worksheet import layout
from factcheck.worksheet.rows import entries, said
from factcheck.worksheet.text import one_line
from factcheck.worksheet.wording import Wording, languages, wording

_SHEETS: Mapping[Sheet, layout.Sheet] = {
    "review": layout.REVIEW,
    "figures": layout.FIGURES,
    "left_out": layout.LEFT_OUT,
}
_OWN = "disagreements"  # the sheet's id in the words
_MEASURES = ("agreement", "judged", "share", "alpha")
HEADINGS = ("what", *_MEASURES)  # that only this sheet has


@dataclass(frozen=True, slots=True)
class Headings:
    """How a workbook in the reviewer's language calls things: what `merge` needs to know of it."""

    words: Wording

    def columns(self, sheet: Sheet) -> Mapping[str, OwnColumn]:
        """The reviewer's columns of a sheet, in order, by id."""
        extras: tuple[layout.Extra, ...] = ("updated",)
        shown = _SHEETS[sheet].shown(self.words, extras)
        return {one.id: OwnColumn(one.heading, one.width, one.choices) for one in shown if not one.ours}

    def said(self, column: str, mark: Written) -> Written:
        """A mark as a cell says it: a status as the word for it."""
        return said(column, mark, self.words)


class Told(NamedTuple):
    """A disagreement in words: the claim's ID ("" for a sentence left out), what it is on, each reviewer's answer."""

    id: str
    article: str
    sentence: str
    what: str
    answers: tuple[Written | None, ...]


def told(merged: Merged, words: Wording) -> Iterator[Told]:
    """The disagreements in words, in the order of the sheets."""
    ids = {
        (entry.article, entry.reviewed.claim.key): entry.id for _, claims in entries(merged.review) for entry in claims
    }
    about = {row.subject: row for article in merged.review.articles for row in rows(article)}
    for one in merged.disagreements:
        row, column = about[one.subject], words.heading(one.subject.sheet, one.column)
        yield Told(
            ids.get((one.subject.article, one.subject.key), ""),
            one.subject.article,
            row.text,
            f"{column}: {one_line(row.figure)}" if row.figure else column,
            tuple(_answer(one.answers.get(label), one.column, words) for label in merged.labels),
        )


def is_merged(review: Review) -> bool:
    """Whether a worksheet is itself a merge: it has the sheet of disagreements, in whatever language."""
    titles = {wording(lang).sheets[_OWN].title for lang in languages()}
    return any(sheet.title in titles for sheet in review.sheets)


def disagreements(merged: Merged, words: Wording) -> OwnSheet:
    """A row for each disagreement, with each reviewer's answer; below them how far the reviewers agree."""
    several = len(merged.review.articles) > 1
    heads = ["id", "claim", *(["article"] if several else []), "what"]
    head = (*(words.heading(_OWN, column) for column in heads), *merged.labels)
    found = [
        (one.id or None, one.sentence, *([one.article] if several else []), one.what, *one.answers)
        for one in told(merged, words)
    ]
    return OwnSheet(words.sheets[_OWN].title, (head, *found, (), *_agreement(merged, words)))


def _answer(mark: Written | None, column: str, words: Wording) -> Written | None:
    """A reviewer's answer. Where an "x" disagrees with a status, both stand in one row."""
    return mark if mark is None else said("status" if column == "not_a_claim" else column, mark, words)


def _agreement(merged: Merged, words: Wording) -> Iterator[tuple[Written | None, ...]]:
    """How far the reviewers agree on each column that is judged."""
    yield (None, *(words.heading(_OWN, column) for column in _MEASURES))
    yield _figures_of(merged.claims, words.heading("review", "status"))
    if merged.figures.share is not None:
        yield _figures_of(merged.figures, words.heading("figures", "figure_status"))


def _figures_of(found: Agreement, what: str) -> tuple[Written | None, ...]:
    return (
        None,
        what,
        found.agreed + found.disagreed,
        None if found.share is None else round(100 * found.share, 1),
        None if found.alpha is None else round(found.alpha, 3),
    )
