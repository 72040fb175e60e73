"""A review with marks of every sort, and what a review says as a set: the oracle of what must come back."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet
from worksheet_samples import Result, harbour, review, xlsx

from factcheck.records import LeftOut, PassedOver
from factcheck.review.records import (
    Aside,
    Marks,
    OwnColumn,
    OwnSheet,
    Review,
    ReviewedArticle,
    ReviewedClaim,
    ReviewedSentence,
)
from factcheck.worksheet.write import write_csv

COLUMNS = (OwnColumn("Urgency", 12, ("high", "low")), OwnColumn("Desk"))
MARKS: tuple[Marks, ...] = (
    {
        "status": "sourced",
        "source_link": "https://example.org/minutes?a=1&b=2",
        "notes": "seen twice,\nat the archive; «perché» 😀 שלום",
        "reviewer": "Rossi",
        "reviewed_on": date(2026, 1, 16),
        "Urgency": "high",
    },
    {"status": "disputed", "notes": "=1+1 is what they say", "Desk": "-3 degrees"},
    {"notes": "'quoted'"},
    {"not_a_claim": "x", "notes": "javascript:alert(1)"},
    {"status": "unsourced", "reviewer": "@home"},
)
FIGURE_MARKS = {2: ({}, {"figure_status": "unsourced", "correct_value": 1234.5, "figure_note": "#N/A"}, {})}
ASIDE = Aside("gone", "Review!7", {"status": "sourced", "notes": "kept"}, "", "C09", "It cost 3 euros.", "", "gone-1")
SOURCES = OwnSheet("Sources", (("Who", "When", "Sure"), ("the mayor", datetime(2026, 1, 3, 9, 30), True), ("he", 3)))


def reviewed(*results: Result, ui: str = "en") -> Review:
    """The articles with marks of every sort on each of them; the small harbour, if none is given."""
    plain = review(*(results or (harbour(),)), ui=ui, columns=COLUMNS, aside=(ASIDE,), sheets=(SOURCES,))
    return replace(plain, articles=tuple(map(_marked, plain.articles)))


def _marked(article: ReviewedArticle) -> ReviewedArticle:
    claims = tuple(
        ReviewedClaim(one.claim, MARKS[place % len(MARKS)], FIGURE_MARKS.get(place, ()))
        for place, one in enumerate(article.claims)
    )
    passed = PassedOver("ha", 4, 6, "reference")
    left = PassedOver(" a", 17, 19, "unsure")
    sentences = (
        ReviewedSentence(LeftOut("The harbour", 0, 11, "left-1", article.article.name, 1, 1, "reference", (passed,))),
        ReviewedSentence(
            LeftOut("opens again", 12, 23, "left-2", article.article.name, 1, 2, "unsure", (left,)),
            {"take_in": "x"},
        ),
    )
    return replace(article, claims=claims, left_out=sentences)


def said(found: Review) -> Counter[tuple[Any, ...]]:
    """All that was written in a review: where, in which column, and what; so often."""
    return Counter((*where, column, plain(mark)) for where, marks in _all(found) for column, mark in marks.items())


def _all(found: Review) -> Iterator[tuple[tuple[Any, ...], Marks]]:
    for article in found.articles:
        for one in article.claims:
            yield ("review", article.name, one.claim.key), one.marks
            for place, marks in enumerate(one.figures):
                yield ("figures", article.name, one.claim.key, place), marks
        for left in article.left_out:
            yield ("left out", article.name, left.sentence.key), left.marks
    for aside in found.aside:
        yield ("aside", aside.why, aside.key, aside.figure), aside.marks
    for sheet in found.sheets:
        for number, row in enumerate(sheet.rows, 1):
            marks = {str(place): cell for place, cell in enumerate(row) if cell is not None}
            yield ("sheet", sheet.title, number), marks


def in_rows(found: Review) -> Counter[tuple[Any, ...]]:
    """What was written in the rows of the claims: all that a table (.csv) of one article holds."""
    return Counter({(where[2:]): count for where, count in said(found).items() if where[0] == "review"})


def plain(mark: object) -> str:
    """A mark as text that is the same whatever a spreadsheet makes of it: midnight is a day, 3.0 is 3, -0 is 0."""
    if isinstance(mark, bool):
        return f"bool {mark}"
    if isinstance(mark, datetime) and mark.time() == time():
        mark = mark.date()
    return f"{mark + 0:.15g}" if isinstance(mark, int | float) else str(mark)


def saved(path: Path, found: Review) -> Path:
    """The review in a file, .xlsx or .csv by its name."""
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as stream:
            write_csv(stream, found)
    else:
        path.write_bytes(xlsx(found).getvalue())
    return path


def column(sheet: Worksheet, heading: str) -> int:
    """The place of a column, counted from 1."""
    return next(cell.column for cell in sheet[1] if cell.value == heading)


def values(sheet: Worksheet) -> list[list[Any]]:
    """A sheet's rows as lists of values."""
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def fill(sheet: Worksheet, rows: list[list[Any]]) -> None:
    """Puts these rows in place of all that stands on a sheet; text stays text."""
    sheet.delete_rows(1, sheet.max_row)
    for number, row in enumerate(rows, 1):
        for place, value in enumerate(row, 1):
            cell = sheet.cell(number, place, value)
            if isinstance(value, str):
                cell.data_type = "s"
