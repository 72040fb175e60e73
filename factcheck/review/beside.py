"""Reviewers' marks side by side: a column of their own for each, and in the usual ones what they agree on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Protocol, TypeAlias

from factcheck.review.records import Marks, Names, OwnColumn, Written
from factcheck.review.rows import Sheet, Subject

Rows: TypeAlias = Mapping[Subject, Mapping[str, Marks]]  # the marks of each reviewer, by label

_WHO_AND_WHEN = ("reviewer", "reviewed_on")  # differ by nature: no disagreement


class Words(Protocol):
    """How a worksheet calls things in the reviewer's language."""

    def columns(self, sheet: Sheet) -> Mapping[str, OwnColumn]:
        """The reviewer's columns of a sheet, in order, by id; an OwnColumn's name is the heading."""

    def said(self, column: str, mark: Written) -> Written:
        """A mark as a cell says it: a status as the word for it."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A column in which reviewers answered differently: where, and each one's answer by label."""

    subject: Subject
    column: str
    answers: Mapping[str, Written]


@dataclass(frozen=True, slots=True)
class Beside:
    """A sheet with the reviewers' marks side by side: own columns, the marks of each row, where they disagree."""

    columns: tuple[OwnColumn, ...]
    marks: Mapping[Subject, Marks]
    disagreements: tuple[Disagreement, ...]


def side_by_side(sheet: Sheet, rows: Rows, labels: Sequence[str], own: Mapping[str, OwnColumn], words: Words) -> Beside:
    """The rows of a sheet with each reviewer's marks in columns of their own, "Anna: Status", where there are any.

    A usual column is filled in where all who wrote something in it wrote the same. The column of reviewers names all
    of them. Who gave a status disagrees with an "x" that takes the row out; then neither stands.
    """
    known = {**words.columns(sheet), **own}
    columns = _columns(rows, labels, known)
    found: list[Disagreement] = []
    marks: dict[Subject, Marks] = {}
    for subject, by_label in rows.items():
        agreed, apart = _compared(by_label)
        found += (Disagreement(subject, column, answers) for column, answers in apart.items())
        beside = {
            columns[label, name].name: words.said(name, mark)
            for label, one in by_label.items()
            for name, mark in one.items()
        }
        marks[subject] = {**agreed, **beside}
    order = {name: place for place, name in enumerate(known)}
    found.sort(key=lambda one: order.get(one.column, len(order)))
    places = {subject: place for place, subject in enumerate(rows)}
    found.sort(key=lambda one: places[one.subject])
    return Beside((*own.values(), *columns.values()), marks, tuple(found))


def _columns(rows: Rows, labels: Sequence[str], known: Mapping[str, OwnColumn]) -> dict[tuple[str, str], OwnColumn]:
    """The column of each reviewer for each column in which they wrote, reviewer by reviewer."""
    used = {label: dict.fromkeys(name for row in rows.values() for name in row.get(label, ())) for label in labels}
    taken = Names(known)
    found: dict[tuple[str, str], OwnColumn] = {}
    for label, names in used.items():
        for name in [*(name for name in known if name in names), *(name for name in names if name not in known)]:
            like = known.get(name, OwnColumn(name))
            found[label, name] = replace(like, name=taken.unused(f"{label}: {like.name}"))
    return found


def _compared(by_label: Mapping[str, Marks]) -> tuple[dict[str, Written], dict[str, dict[str, Written]]]:
    """What stands in the usual columns of a row, and the answers in those on which reviewers disagree."""
    agreed: dict[str, Written] = {}
    apart: dict[str, dict[str, Written]] = {}
    for column in dict.fromkeys(name for marks in by_label.values() for name in marks):
        answers = dict(_answers(column, by_label))
        if len({_meant(answer) for answer in answers.values()}) == 1:
            agreed[column] = next(iter(answers.values()))
        elif column == "reviewer":
            agreed[column] = ", ".join(_distinct(answers.values()))
        elif column not in _WHO_AND_WHEN:
            apart[column] = answers
    if "not_a_claim" in apart:
        agreed.pop("status", None)
    return agreed, apart


def _answers(column: str, by_label: Mapping[str, Marks]) -> Iterator[tuple[str, Written]]:
    """Who answered what in a column. Who gave a status took the row for a claim, and answers an "x" with it."""
    for label, marks in by_label.items():
        if column in marks:
            yield label, marks[column]
        elif column == "not_a_claim" and "status" in marks:
            yield label, marks["status"]


def _distinct(answers: Iterable[Written]) -> Iterator[str]:
    """The answers as text, each once."""
    return iter({_meant(answer): " ".join(str(answer).split()) for answer in answers}.values())


def _meant(mark: Written) -> str:
    """What two marks must have in common to be the same: a number is one as text, too, and a day at midnight."""
    if isinstance(mark, datetime):
        return mark.date().isoformat() if mark.time() == time() else mark.isoformat(" ")
    if isinstance(mark, date | time):
        return mark.isoformat()
    if isinstance(mark, int | float) and not isinstance(mark, bool):
        return f"{mark:.15g}"
    return " ".join(str(mark).split()).removesuffix(" 00:00:00")
