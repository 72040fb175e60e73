"""All that a reviewer writes comes back, through a real LibreOffice, through openpyxl and through CSV."""

import csv
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from office import Step, needs_office, run
from openpyxl import load_workbook

from factcheck.cli import main
from factcheck.review.records import STATUSES, Review, Written
from factcheck.worksheet.layout import FIGURES, REVIEW
from factcheck.worksheet.read import read
from factcheck.worksheet.wording import wording

LANGUAGES = ("en", "it")
OWN = "Desk"
NOTES = (
    "seen",
    "=1+1",
    "perché «sì» 😀",
    "-3 %",
    "#N/A",
    "two\nlines",
    "שלום",
    "+39 02 1234",
    "@home",
    "2020",
    "'quoted'",
)


@pytest.fixture(params=LANGUAGES)
def worksheet(request: pytest.FixtureRequest, samples: Path, tmp_path: Path) -> Path:
    """The worksheet of a sample article, as it is made."""
    path = tmp_path / "sheet.xlsx"
    result = CliRunner().invoke(main, ["extract", str(samples / f"article.{request.param}.txt"), "-o", str(path), "-q"])
    assert result.exit_code == 0, result.output
    return path


def written(review: Review) -> dict[str, dict[str, Written]]:
    """What a reviewer writes, by claim and column: something on every row, each in another way."""
    words = wording(review.ui).values.statuses
    typed = [*STATUSES, *words.values(), *map(str.upper, words.values())]
    return {
        one.claim.key: {
            "status": typed[place % len(typed)],
            "notes": f"{NOTES[place % len(NOTES)]} {place}" if place % 3 else NOTES[place % len(NOTES)],
            "source_link": f"https://example.org/{place}",
            "reviewer": "AB",
            "reviewed_on": date(2026, 1, 1 + place % 28),
            OWN: f"desk {place}",
        }
        for place, one in enumerate(review.claims)
    }


def meant(marks: Mapping[str, Mapping[str, Written]], ui: str) -> dict[str, dict[str, Any]]:
    """The marks as they must come back: statuses understood, days and texts as they are."""
    known = {word.casefold(): status for status, word in wording(ui).values.statuses.items()}
    known |= {status: status for status in STATUSES}
    return {key: {**row, "status": known[str(row["status"]).casefold()]} for key, row in marks.items()}


def came_back(review: Review) -> dict[str, dict[str, Any]]:
    """What was read, by claim and column; days as days, however a program keeps them."""
    return {
        one.claim.key: {name: _day(name, mark) for name, mark in one.marks.items()}
        for one in review.claims
        if one.marks
    }


def _day(name: str, mark: Any) -> Any:
    if name != "reviewed_on":
        return mark
    return date.fromisoformat(str(mark)[:10])


def heading(review: Review, column: str, sheet: str = REVIEW.id) -> str:
    return wording(review.ui).heading(sheet, column)


def steps(review: Review, marks: Mapping[str, Mapping[str, Written]]) -> list[Step]:
    """A reviewer at work: rows marked, sorted, filtered and hidden, a column inserted, another moved."""
    titles = wording(review.ui).sheets
    sheet, figures = titles[REVIEW.id].title, titles[FIGURES.id].title
    key = heading(review, "key")
    out: list[Step] = [("open", "sheet.xlsx"), ("unprotect", sheet), ("unprotect", figures)]
    out.append(("insert column", sheet, OWN, heading(review, "notes")))
    for row, columns in marks.items():
        for column, value in columns.items():
            name = column if column == OWN else heading(review, column)
            out.append(("set", sheet, name, {key: row}, value))  # type: ignore[arg-type]
    for claim in review.claims:
        for place, figure in enumerate(claim.claim.figures):
            start = figure.start - claim.claim.start
            where = {key: f"{claim.claim.key}:{start}-{figure.end - claim.claim.start}"}
            note = f"note {claim.claim.key} {place}"
            out.append(("set", figures, heading(review, "figure_note", FIGURES.id), where, note))
    out.append(("sort", sheet, heading(review, "status"), True))
    out.append(("sort", figures, heading(review, "kind", FIGURES.id), False))
    out.append(("filter", sheet, heading(review, "notes"), "seen"))
    out.append(("hide row", figures, 5))
    out.append(("move column", sheet, heading(review, "status"), heading(review, "claim")))
    return out


@needs_office
def test_through_libreoffice(worksheet: Path) -> None:
    before = read(worksheet)
    marks = written(before)
    saved = run(
        worksheet.parent,
        [*steps(before, marks), ("save", "a.xlsx"), ("save", "b.ods"), ("open", "b.ods"), ("save", "b.xlsx")],
    )
    for path in (saved[0], saved[-1]):
        review = read(path)
        assert came_back(review) == meant(marks, before.ui)
        assert list(review.problems) == []
        assert not review.aside and not review.sheets
        assert [column.name for column in review.columns] == [OWN]
        for one in review.claims:
            notes = [f"note {one.claim.key} {place}" for place in range(len(one.claim.figures))]
            assert [figure["figure_note"] for figure in one.figures] == notes


@needs_office
@pytest.mark.parametrize("separator", [",", ";"])
def test_through_a_table_of_libreoffice(worksheet: Path, separator: str) -> None:
    before = read(worksheet)
    marks = written(before)
    sheet = wording(before.ui).sheets[REVIEW.id].title
    (saved,) = run(worksheet.parent, [*steps(before, marks), ("save", "a.csv", sheet, separator)])
    assert came_back(read(saved)) == meant(marks, before.ui)


def test_through_openpyxl(worksheet: Path) -> None:
    before = read(worksheet)
    marks = written(before)
    book = load_workbook(worksheet)
    sheet: Any = book.worksheets[0]
    heads = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(1, len(heads) + 1).value = OWN
    for row in range(2, sheet.max_row + 1):
        for column, value in marks[sheet.cell(row, heads[heading(before, "key")]).value].items():
            at = len(heads) + 1 if column == OWN else heads[heading(before, column)]
            cell = sheet.cell(row, at)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
    book.save(worksheet)
    assert came_back(read(worksheet)) == meant(marks, before.ui)


def table_of(worksheet: Path, notes: Mapping[str, str]) -> list[list[str]]:
    """A table of the worksheet's claims with these notes, by key; its headings first."""
    path = worksheet.with_suffix(".csv")
    CliRunner().invoke(main, ["export", str(worksheet), "-o", str(path), "-q"])
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    path.unlink()
    before = read(worksheet)
    key, at = (rows[0].index(heading(before, name)) for name in ("key", "notes"))
    for row in rows[1:]:
        row[at] = notes.get(row[key], "")
    return rows


def updated(worksheet: Path, rows: list[list[str]], samples: Path, name: str) -> Review:
    """The table, carried to the same article again."""
    path = worksheet.with_suffix(".csv")
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    out = worksheet.with_name("out.xlsx")
    result = CliRunner().invoke(main, ["update", str(path), str(samples / name), "-o", str(out), "-q"])
    assert result.exit_code in (0, 1), result.output
    return read(out)


def test_a_table_sorted_without_its_keys(worksheet: Path, samples: Path) -> None:
    before = read(worksheet)
    (article,) = before.articles
    notes = {one.claim.key: f"note {place}" for place, one in enumerate(before.claims)}
    head, *rows = table_of(worksheet, notes)
    at = head.index(heading(before, "key"))
    keys = [row[at] for row in rows]
    torn = [[*row[:at], key, *row[at + 1 :]] for row, key in zip(reversed(rows), keys, strict=True)]
    review = updated(worksheet, [head, *torn], samples, article.article.name)
    assert {one.claim.key: one.marks.get("notes") for one in review.claims} == notes
    assert review.articles[0].name == article.article.name


def test_a_note_that_is_longer_than_a_cell(worksheet: Path, samples: Path) -> None:
    before = read(worksheet)
    first = next(one.claim.key for one in before.claims)
    long = "".join(f"{number} words, " for number in range(5_000))
    rows = table_of(worksheet, {first: long})
    review = updated(worksheet, rows, samples, before.articles[0].article.name)
    marks = next(one.marks for one in review.claims if one.claim.key == first)
    assert str(marks["notes"]) + "".join(str(one.marks["other"]) for one in review.aside) == long


def test_a_merge_of_a_merge_says_so(worksheet: Path) -> None:
    copy, once, twice = (worksheet.with_name(f"{name}.xlsx") for name in ("copy", "once", "twice"))
    copy.write_bytes(worksheet.read_bytes())
    assert CliRunner().invoke(main, ["merge", str(worksheet), str(copy), "-o", str(once)]).exit_code == 0
    result = CliRunner().invoke(main, ["merge", str(once), str(copy), "-o", str(twice)])
    assert (result.exit_code, "once.xlsx: is itself a merge" in result.output) == (1, True)
