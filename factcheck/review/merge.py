"""The worksheets of several reviewers of one article as one: side by side, what they agree on, where they disagree."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from factcheck.review.agreement import Agreement, agreement
from factcheck.review.beside import Disagreement, Rows, Words, side_by_side
from factcheck.review.records import Aside, Cause, Marks, OwnColumn, OwnSheet, Problem, Review
from factcheck.review.reviewers import Worksheets, base_of, labels, rows_in
from factcheck.review.rows import Row, Sheet, Subject, rows, with_marks
from factcheck.review.rules import is_claim, status_of

_COLUMNS: Mapping[Sheet, Callable[[Review], tuple[OwnColumn, ...]]] = {
    "review": lambda review: review.columns,
    "figures": lambda review: review.figure_columns,
    "left_out": lambda review: review.left_out_columns,
}
Table: TypeAlias = Mapping[Sheet, Rows]  # all rows of the base, by sheet, with what each reviewer wrote in them


@dataclass(frozen=True, slots=True)
class Merged:
    """What several reviewers wrote.

    review         the worksheet of all of them
    labels         what each reviewer is called there
    disagreements  where two or more answered differently, in the order of the sheets
    claims, figures   how far they agree on the claims, and on the figures
    """

    review: Review
    labels: tuple[str, ...]
    disagreements: tuple[Disagreement, ...]
    claims: Agreement
    figures: Agreement


def merge(worksheets: Worksheets, words: Words, ui: str) -> Merged:
    """The worksheets, each with its file's name, as one in the language `ui`, whose `words` these are.

    Every mark of every reviewer stands once in a column of theirs, or aside; rows aside, own sheets and problems are
    those of all, with the reviewer's label. The claims are those of the first worksheet that has all that the program
    wrote. WorksheetError where none has, or where one is of another text.
    """
    base = base_of(worksheets)
    found = dict(zip(labels(worksheets), (rows_in(base, *worksheet) for worksheet in worksheets), strict=True))
    reviews = dict(zip(found, (review for _, review in worksheets), strict=True))
    table = _table(base, found)
    claims, figures, left_out = (
        side_by_side(sheet, table[sheet], list(found), _union(map(columns, reviews.values())), words)
        for sheet, columns in _COLUMNS.items()
    )
    marks = {**claims.marks, **figures.marks, **left_out.marks}
    merged = Review(
        [with_marks(article, marks) for article in base.articles],
        ui,
        claims.columns,
        figures.columns,
        left_out.columns,
        tuple(_aside(table, found, reviews)),
        tuple(OwnSheet(f"{label} {own.title}", own.rows) for label, one in reviews.items() for own in one.sheets),
        tuple(_problems(table, found, reviews)),
    )
    return Merged(
        merged,
        tuple(found),
        claims.disagreements + figures.disagreements + left_out.disagreements,
        agreement(_judgements(table["review"], _of_claim)),
        agreement(_judgements(table["figures"], _of_figure)),
    )


def _table(base: Review, found: Mapping[str, Sequence[Row]]) -> dict[Sheet, dict[Subject, dict[str, Marks]]]:
    """What each reviewer wrote in each row of the base, by sheet."""
    table: dict[Sheet, dict[Subject, dict[str, Marks]]] = {"review": {}, "figures": {}, "left_out": {}}
    for article in base.articles:
        for row in rows(article):
            table[row.subject.sheet][row.subject] = {}
    for label, written in found.items():
        for row in written:
            if row.subject in table[row.subject.sheet]:
                table[row.subject.sheet][row.subject][label] = row.marks
    return table


def _union(columns: Iterable[Iterable[OwnColumn]]) -> dict[str, OwnColumn]:
    """The columns of all reviewers by name, those of the first who has one."""
    found: dict[str, OwnColumn] = {}
    for own in columns:
        for column in own:
            found.setdefault(column.name, column)
    return found


def _aside(table: Table, found: Mapping[str, Sequence[Row]], reviews: Mapping[str, Review]) -> Iterator[Aside]:
    """The rows aside of all reviewers, and those whose claim, figure or sentence the base doesn't have."""
    for label, review in reviews.items():
        for aside in review.aside:
            yield replace(aside, place=f"{label} {aside.place}")
        for row in _homeless(table, found[label]):
            subject = row.subject
            why: Cause = "figure gone" if subject.figure else "gone"
            yield Aside(why, label, row.marks, subject.article, "", row.text, row.figure, subject.key)


def _problems(table: Table, found: Mapping[str, Sequence[Row]], reviews: Mapping[str, Review]) -> Iterator[Problem]:
    """The problems of all worksheets, and the rows that have no place."""
    for label, review in reviews.items():
        for problem in review.problems:
            yield replace(problem, place=f"{label} {problem.place}")
        if count := sum(1 for _ in _homeless(table, found[label])):
            yield Problem(label, f"{count} of its rows are of no sentence that the first worksheet has; they are kept.")


def _homeless(table: Table, written: Iterable[Row]) -> Iterator[Row]:
    return (row for row in written if row.subject not in table[row.subject.sheet])


def _judgements(rows: Rows, judged: Callable[[Marks], str | None]) -> Iterator[list[str]]:
    """Of each row, what those who judged it judged."""
    for by_label in rows.values():
        yield [judgement for marks in by_label.values() if (judgement := judged(marks))]


def _of_claim(marks: Marks) -> str | None:
    """A reviewer's judgement of a claim: a status that was understood, or that it is none."""
    return status_of(marks) if is_claim(marks) else "not_a_claim"


def _of_figure(marks: Marks) -> str | None:
    return status_of({"status": marks.get("figure_status", "")})
