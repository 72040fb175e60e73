"""Merging: every mark of every reviewer once in a column of theirs or aside; what is agreed, what is not."""

import csv
from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from worksheet_samples import harbour, review, xlsx

from factcheck.cli import main
from factcheck.errors import WorksheetError
from factcheck.records import LeftOut, PassedOver
from factcheck.review.merge import Merged, merge
from factcheck.review.records import (
    Aside,
    Marks,
    OwnColumn,
    OwnSheet,
    Problem,
    Review,
    ReviewedArticle,
    ReviewedSentence,
)
from factcheck.review.reviewers import labels
from factcheck.review.rows import Subject, rows, with_marks
from factcheck.worksheet.merged import Headings, disagreements
from factcheck.worksheet.read import read
from factcheck.worksheet.wording import wording

EN = Headings(wording("en"))


@cache
def blank(*names: str) -> Review:
    """The harbour's worksheet, before anybody wrote in it; it has a sentence left out."""
    made = review(*map(harbour, names or ("harbour.txt",)))
    return replace(made, articles=tuple(map(_with_left_out, made.articles)))


def _with_left_out(article: ReviewedArticle) -> ReviewedArticle:
    printed = (PassedOver("opens", 12, 17, "one"),)
    left = LeftOut("The harbour opens again", 0, 23, f"{article.name}-left", article.name, 1, 1, "one", printed)
    return replace(article, left_out=[ReviewedSentence(left)])


def subjects(said: Review) -> list[Subject]:
    return [row.subject for article in said.articles for row in rows(article)]


def marked(marks: dict[int, dict[str, Any]], base: Review | None = None, **more: Any) -> Review:
    """The worksheet with marks in rows, by their number: claims and figures in order, then what was left out."""
    base = base or blank()
    where = subjects(base)
    by_spot = {where[place]: one for place, one in marks.items()}
    return replace(base, articles=[with_marks(article, by_spot) for article in base.articles], **more)


def merged(*worksheets: Review, files: tuple[str, ...] = ("anna.xlsx", "bruno.xlsx", "carla.xlsx")) -> Merged:
    return merge(list(zip(files, worksheets, strict=False)), EN, "en")


def first(found: Merged) -> Marks:
    """The marks of the first claim."""
    return next(found.review.claims).marks


FIGURE = 1  # the row of the first figure of the first claim
LEFT_OUT = len(subjects(blank())) - 1


def test_marks_stand_side_by_side_and_agreed_ones_are_filled_in() -> None:
    found = merged(
        marked({0: {"status": "sourced", "notes": "p. 3"}}), marked({0: {"status": "sourced", "source_link": "u"}})
    )
    assert first(found) == {
        "status": "sourced",
        "notes": "p. 3",
        "source_link": "u",
        "anna: Status": "sourced",
        "anna: Notes": "p. 3",
        "bruno: Status": "sourced",
        "bruno: Source link": "u",
    }
    own = [column.name for column in found.review.columns]
    assert own == ["anna: Status", "anna: Notes", "bruno: Status", "bruno: Source link"]
    assert found.review.columns[0].choices == ("sourced", "unsourced", "disputed")
    assert not found.disagreements


@pytest.mark.parametrize("column", ["status", "notes", "source_link", "Urgency"])
def test_where_reviewers_differ_the_cell_stays_empty(column: str) -> None:
    found = merged(
        marked({0: {column: "sourced"}}), marked({0: {column: "disputed"}}), marked({0: {column: "sourced"}})
    )
    assert column not in first(found)
    [one] = found.disagreements
    assert one.column == column and one.answers == {"anna": "sourced", "bruno": "disputed", "carla": "sourced"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (3, "3"),
        (2.5, 2.5),
        (datetime(2024, 5, 3), date(2024, 5, 3)),
        (datetime(2024, 5, 3), "2024-05-03"),
        (datetime(2024, 5, 3), "2024-05-03 00:00:00"),
        ("see  page 3\n", "see page 3"),
    ],
)
def test_marks_that_say_the_same_agree(one: Any, other: Any) -> None:
    found = merged(marked({0: {"Seen": one}}), marked({0: {"Seen": other}}))
    assert first(found)["Seen"] == one and not found.disagreements


def test_who_reviewed_and_when_is_no_disagreement() -> None:
    found = merged(
        marked({0: {"reviewer": "Anna", "reviewed_on": date(2024, 5, 3)}}),
        marked({0: {"reviewer": "Bruno", "reviewed_on": date(2024, 5, 4)}}),
    )
    assert first(found)["reviewer"] == "Anna, Bruno" and "reviewed_on" not in first(found)
    assert not found.disagreements


def test_a_status_and_an_x_disagree() -> None:
    found = merged(marked({0: {"not_a_claim": "x"}}), marked({0: {"status": "sourced"}}))
    assert {"status", "not_a_claim"}.isdisjoint(first(found))
    [one] = found.disagreements
    assert one.column == "not_a_claim" and one.answers == {"anna": "x", "bruno": "sourced"}
    assert found.claims.disagreed == 1


def test_figures_and_sentences_left_out_are_side_by_side_too() -> None:
    found = merged(
        marked({FIGURE: {"figure_status": "sourced", "correct_value": 3}, LEFT_OUT: {"take_in": "x"}}),
        marked({FIGURE: {"figure_status": "disputed"}, LEFT_OUT: {"Mine": "why?"}}),
    )
    assert next(found.review.claims).figures[0] == {
        "correct_value": 3,
        "anna: Figure status": "sourced",
        "anna: Correct value": 3,
        "bruno: Figure status": "disputed",
    }
    left_out = found.review.articles[0].left_out[0].marks
    assert left_out == {"take_in": "x", "Mine": "why?", "anna: Take in": "x", "bruno: Mine": "why?"}
    assert found.figures.disagreed == 1


def test_all_else_is_kept_with_the_label() -> None:
    more = {
        "aside": (Aside("added", "Review!9", {"notes": "more"}),),
        "sheets": (OwnSheet("Sources", (("a",),)),),
        "problems": (Problem("Review!F7", "is odd"),),
        "columns": (OwnColumn("Urgency", 12, ("high", "low")),),
    }
    found = merged(marked({0: {"Urgency": "high"}}, **more), marked({0: {"Urgency": "low"}}, **more)).review
    assert [one.place for one in found.aside] == ["anna Review!9", "bruno Review!9"]
    assert [one.title for one in found.sheets] == ["anna Sources", "bruno Sources"]
    assert [one.place for one in found.problems] == ["anna Review!F7", "bruno Review!F7"]
    assert found.columns == (
        OwnColumn("Urgency", 12, ("high", "low")),
        OwnColumn("anna: Urgency", 12, ("high", "low")),
        OwnColumn("bruno: Urgency", 12, ("high", "low")),
    )


def test_a_merged_worksheet_can_be_merged() -> None:
    both = merged(marked({0: {"status": "sourced"}}), marked({0: {"status": "disputed"}})).review
    again = merged(both, marked({0: {"status": "sourced"}}), files=("both.xlsx", "anna.xlsx"))
    marks = first(again)
    assert marks["both: anna: Status"] == "sourced" and marks["both: bruno: Status"] == "disputed"
    assert marks["anna: Status"] == "sourced" and marks["anna: Status (2)"] == "sourced"


@pytest.mark.parametrize(
    ("names", "files", "expected"),
    [
        (("Anna", "Bruno"), ("a.xlsx", "b.xlsx"), ["Anna", "Bruno"]),
        (("Anna", "anna "), ("a.xlsx", "x/b.csv"), ["a", "b"]),
        ((None, "a"), ("a.xlsx", "b.xlsx"), ["a", "a (2)"]),
        ((None, None), ("x/w.xlsx", "y/W.xlsx"), ["w", "W (2)"]),
        (("An\nna\t B\x07.", 7), ("a.xlsx", "b.xlsx"), ["An na B.", "7"]),
        (("a" * 41, None), ("a.xlsx", f"{'b' * 50}.csv"), ["a", "b" * 40]),
    ],
)
def test_what_reviewers_are_called(names: tuple[Any, ...], files: tuple[str, ...], expected: list[str]) -> None:
    said = [marked({0: {"reviewer": name} if name else {}, 3: {"notes": "seen"}}) for name in names]
    assert labels(list(zip(files, said, strict=True))) == expected


def test_two_names_in_one_worksheet_are_none() -> None:
    assert labels([("a.xlsx", marked({0: {"reviewer": "Anna"}, 3: {"reviewer": "Bruno"}}))]) == ["a"]


def test_worksheets_of_other_texts_are_refused() -> None:
    other = replace(
        blank(), articles=[replace(one, article=replace(one.article, text="x")) for one in blank().articles]
    )
    with pytest.raises(WorksheetError, match=r"^bruno\.xlsx: is of another article \(harbour\.txt\), .*update"):
        merged(blank(), other)
    with pytest.raises(WorksheetError, match="another article"):
        merged(blank("a", "b"), blank("a"))


def test_articles_are_known_by_their_text() -> None:
    renamed = replace(blank(), articles=[replace(one, name="new.txt") for one in blank().articles])
    found = merged(marked({0: {"notes": "a"}}), marked({0: {"notes": "a"}}, base=renamed))
    assert first(found)["bruno: Notes"] == "a" and not found.review.aside


def table_of(said: Review) -> Review:
    """The worksheet as it comes out of a table: its claims know no text, its article has no name."""
    [article] = said.articles
    bare = replace(article, article=replace(article.article, text=""), name="", left_out=[])
    return replace(said, articles=[bare], whole=False)


def test_a_table_beside_a_workbook() -> None:
    found = merged(table_of(marked({0: {"notes": "a"}})), marked({0: {"notes": "a"}}))
    assert first(found) == {"notes": "a", "anna: Notes": "a", "bruno: Notes": "a"}
    assert found.review.whole and found.review.articles[0].article == blank().articles[0].article


def test_tables_alone_are_refused() -> None:
    with pytest.raises(WorksheetError, match="at least one workbook"):
        merged(table_of(blank()), table_of(blank()))


def test_a_table_of_another_article_is_refused() -> None:
    with pytest.raises(WorksheetError, match="another article"):
        merged(blank(), table_of(blank("other.txt")))


def test_rows_that_the_first_worksheet_lacks_go_aside() -> None:
    [article] = blank().articles
    less = replace(blank(), articles=[replace(article, claims=article.claims[1:], left_out=())])
    found = merged(less, marked({0: {"notes": "a"}, FIGURE: {"figure_note": "b"}, LEFT_OUT: {"take_in": "x"}}))
    assert [(one.why, one.place, one.marks) for one in found.review.aside] == [
        ("gone", "bruno", {"notes": "a"}),
        ("figure gone", "bruno", {"figure_note": "b"}),
        ("gone", "bruno", {"take_in": "x"}),
    ]
    assert found.review.problems == (
        Problem("bruno", "3 of its rows are of no sentence that the first worksheet has; they are kept."),
    )


def test_the_sheet_of_disagreements() -> None:
    found = merged(
        marked({0: {"status": "sourced"}, FIGURE: {"figure_status": "sourced"}, 3: {"status": "sourced"}}),
        marked({0: {"status": "disputed"}, FIGURE: {"figure_status": "disputed"}, 3: {"status": "sourced"}}),
    )
    sentence = next(found.review.claims).claim.text
    sheet = disagreements(found, wording("it"))
    assert sheet.title == "Disaccordi"
    assert sheet.rows == (
        ("ID", "Affermazione", "Che cosa", "anna", "bruno"),
        ("C01", sentence, "Stato", "con fonte", "contestata"),
        ("C01", sentence, "Stato della cifra: 48 million euros", "con fonte", "contestata"),
        (),
        (None, "Accordo tra i revisori", "Valutate da due o più", "Coppie concordi, %", "Alfa di Krippendorff"),
        (None, "Stato", 2, 50.0, 0.0),
        (None, "Stato della cifra", 1, 0.0, 0.0),
    )
    several = merged(marked({0: {"notes": "a"}}, blank("a", "b")), marked({0: {"notes": "b"}}, blank("a", "b")))
    assert disagreements(several, wording("en")).rows[:2] == (
        ("ID", "Claim", "Article", "What", "anna", "bruno"),
        ("C01", sentence, "a", "Notes", "a", "b"),
    )


# Whatever reviewers write, none of it is lost.

STATUSES = st.sampled_from(["sourced", "unsourced", "disputed", "SOURCED?", "con fonte"])
TEXTS = st.sampled_from(["a", "b", "A", "=1+1", "see p. 3", "x"])
ANYTHING = st.one_of(TEXTS, st.integers(0, 3), st.sampled_from([2.5, True, date(2024, 5, 3)]))
COLUMNS = {
    "review": ["status", "source_link", "notes", "reviewer", "reviewed_on", "not_a_claim", "Urgency", "anna: Status"],
    "figures": ["figure_status", "correct_value", "figure_note", "Mine", "anna: Figure status"],
    "left_out": ["take_in", "Mine"],
}


@st.composite
def reviewed(draw: st.DrawFn, base: Review) -> Review:
    """A worksheet in which a reviewer marked some cells and added rows."""
    marks: dict[Subject, dict[str, Any]] = {}
    for subject in draw(st.lists(st.sampled_from(subjects(base)), max_size=6)):
        column = draw(st.sampled_from(COLUMNS[subject.sheet]))
        marks.setdefault(subject, {})[column] = draw(STATUSES if "status" in column else ANYTHING)
    aside = tuple(
        Aside("added", f"Review!{place}", one)
        for place, one in enumerate(draw(st.lists(st.dictionaries(TEXTS, TEXTS, min_size=1), max_size=2)))
    )
    said = replace(base, articles=[with_marks(article, marks) for article in base.articles], aside=aside)
    return table_of(said) if len(base.articles) == 1 and draw(st.integers(0, 4)) == 0 else said


def all_marks(said: Review) -> Counter[Any]:
    return Counter(
        (row.subject.sheet, row.subject.key, row.subject.figure, name, repr(mark))
        for article in said.articles
        for row in rows(article)
        for name, mark in row.marks.items()
    )


BASES = [blank(), blank("a", "b")]


@settings(max_examples=2000, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(BASES), st.data())
def test_every_mark_is_found_once_in_its_reviewers_column(base: Review, data: st.DataObject) -> None:
    worksheets = [marked({}, base=base), *data.draw(st.lists(reviewed(base), min_size=1, max_size=3))]
    files = [f"{name}.xlsx" for name in "wxyz"]
    named = list(zip(files, worksheets, strict=False))
    found = merge(named, EN, "en")
    names = {
        "review": [one.name for one in found.review.columns],
        "figures": [one.name for one in found.review.figure_columns],
        "left_out": [one.name for one in found.review.left_out_columns],
    }
    for columns in names.values():
        assert len({name.casefold() for name in columns}) == len(columns)
    left = all_marks(found.review)
    for label, worksheet in zip(found.labels, worksheets, strict=True):
        for article in worksheet.articles:
            for row in rows(article):
                for name, mark in row.marks.items():
                    like = EN.columns(row.subject.sheet).get(name, OwnColumn(name)).name
                    column = unnumbered(f"{label}: {like}", names[row.subject.sheet])
                    cell = (row.subject.sheet, row.subject.key, row.subject.figure, column, repr(mark))
                    assert left[cell] == 1
                    del left[cell]
    usual = {name for columns in COLUMNS.values() for name in columns}
    assert {name for _, _, _, name, _ in left} <= usual, "nobody wrote the rest"
    aside = Counter(
        f"{label} {one.place}" for label, said in zip(found.labels, worksheets, strict=True) for one in said.aside
    )
    assert Counter(one.place for one in found.review.aside) == aside
    for one in found.disagreements:
        assert len(one.answers) > 1


def unnumbered(name: str, columns: list[str]) -> str:
    """The column as it is called where others have its name."""
    return next(column for column in reversed(columns) if column == name or column.startswith(f"{name} ("))


# Through real files


def fill(path: Path, marks: list[tuple[str, int, str, Any]], work: str = "") -> None:
    """Writes marks (sheet, row, heading, mark) into a workbook, as a reviewer would; then rows may be moved."""
    book = load_workbook(path)
    for sheet, row, heading, mark in marks:
        cells = book[sheet]
        place = next((cell.column for cell in cells[1] if cell.value == heading), cells.max_column + 1)
        cells.cell(1, place).value = heading
        cell = cells.cell(row, place)
        cell.value = mark
        if isinstance(mark, str):
            cell.data_type = "s"
    rearrange(book["Review"], work)
    book.save(path)


def rearrange(sheet: Any, work: str) -> None:
    """What a reviewer may do with the rows of a sheet."""
    if work == "sorted":
        head, *body = [[cell.value for cell in row] for row in sheet.iter_rows()]
        sheet.delete_rows(1, sheet.max_row)
        for row in (head, *reversed(body)):
            sheet.append(row)
    elif work == "a row inserted":
        sheet.insert_rows(3)
        sheet.cell(3, 2).value = "A claim of mine"
        sheet.cell(3, next(cell.column for cell in sheet[1] if cell.value == "Notes")).value = "inserted"
    elif work == "a row twice":
        sheet.append([cell.value for cell in sheet[2]])
    elif work == "a column inserted":
        sheet.insert_cols(2)


def cells_of(path: Path) -> set[tuple[str, str, str]]:
    """All cells of a workbook but the headings: sheet, heading and text."""
    found = set()
    for sheet in load_workbook(path):
        heads, *body = sheet.iter_rows(values_only=True)
        found |= {(sheet.title, str(head), str(cell)) for row in body for head, cell in zip(heads, row, strict=True)}
    return found


AS_TYPED = ("Source link", "Notes", "Urgency", "Correct value", "Figure note")  # nothing in it is understood
MARKS = st.lists(
    st.one_of(
        st.tuples(
            st.just("Review"),
            st.integers(2, 6),
            st.sampled_from(["Status", "Source link", "Notes", "Not a claim", "Urgency"]),
            st.one_of(st.sampled_from(["sourced", "disputed", "sorced", "=1+1", "già visto"]), st.integers(1, 3)),
        ),
        st.tuples(
            st.just("Figures"),
            st.integers(2, 9),
            st.sampled_from(["Figure status", "Correct value", "Figure note"]),
            st.sampled_from(["sourced", "contested?", 12.5, "p. 3"]),
        ),
        st.tuples(st.just("Left out"), st.just(2), st.just("Take in"), st.sampled_from(["x", "maybe"])),
    ),
    max_size=6,
    unique_by=lambda mark: mark[:3],
)
WORK = st.sampled_from(["", "sorted", "a row inserted", "a row twice", "a column inserted"])


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(MARKS, WORK, st.booleans()), min_size=2, max_size=3))
def test_marks_in_files_are_found_once(
    tmp_path_factory: pytest.TempPathFactory, reviewers: list[tuple[list[tuple[str, int, str, Any]], str, bool]]
) -> None:
    folder = tmp_path_factory.mktemp("merge")
    files = []
    for number, (marks, work, as_table) in enumerate(reviewers):
        path = folder / f"w{number}.xlsx"
        path.write_bytes(xlsx(blank()).getvalue())
        fill(path, marks, work)
        if as_table and number:
            path = in_table(path)
        files.append(path)
    goal = folder / "all.xlsx"
    result = run(*files, "-o", goal)
    assert result.exit_code in (0, 1), result.output
    expected: Counter[Any] = Counter()
    aside: Counter[str] = Counter()
    for path in files:
        said = read(path)
        for row in (row for article in said.articles for row in rows(article)):
            for name, mark in row.marks.items():
                heading = EN.columns(row.subject.sheet).get(name, OwnColumn(name)).name
                expected[
                    row.subject.sheet, row.subject.key, row.subject.figure, f"{path.stem}: {heading}", repr(mark)
                ] += 1
        aside[path.stem] = len(said.aside)
    back = read(goal)
    assert expected <= all_marks(back)
    assert all_marks(back).total() - expected.total() <= expected.total()
    assert Counter(one.place.split()[0] for one in back.aside) == +aside
    cells = cells_of(goal)
    for number, (marks, _, as_table) in enumerate(reviewers):
        for sheet, _, heading, mark in marks:
            if heading in AS_TYPED and (sheet == "Review" or not (as_table and number)):
                assert (sheet, f"w{number}: {heading}", str(mark)) in cells


def in_table(path: Path) -> Path:
    """The Review sheet of a workbook as .csv, as a spreadsheet program saves it."""
    table = path.with_suffix(".csv")
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(load_workbook(path)["Review"].iter_rows(values_only=True))
    path.unlink()
    return table


def run(*args: object) -> Result:
    return CliRunner().invoke(main, ["merge", *map(str, args)])


@pytest.fixture
def two(tmp_path: Path) -> list[Path]:
    """Two worksheets in which the reviewers agree on a claim and disagree on another."""
    paths = [tmp_path / "anna.xlsx", tmp_path / "bruno.xlsx"]
    for path, status in zip(paths, ("sourced", "disputed"), strict=True):
        path.write_bytes(xlsx(blank()).getvalue())
        fill(path, [("Review", 2, "Status", "sourced"), ("Review", 3, "Status", status)])
    return paths


def test_the_command_says_what_it_did(two: list[Path], tmp_path: Path) -> None:
    goal = tmp_path / "all.xlsx"
    result = run(*two, "-o", goal)
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "C02, Status: anna: sourced; bruno: disputed",
        "2 reviewers, 5 claims: 1 agreed, 1 disagreed, 3 not yet judged by two; agreement 50.0%, "
        f"Krippendorff's alpha 0.00 -> {goal}",
    ]
    sheet = load_workbook(goal)["Disagreements"]
    assert [cell.value for cell in sheet[1]] == ["ID", "Claim", "What", "anna", "bruno"]
    assert sheet.freeze_panes == "A2" and sheet["B2"].alignment.wrap_text
    assert "Disagreements" in {own.title for own in read(goal).sheets}


def test_without_disagreements_the_status_is_0(two: list[Path], tmp_path: Path) -> None:
    two[1].write_bytes(xlsx(blank()).getvalue())
    result = run(*two, "-q", "-o", tmp_path / "all.xlsx")
    assert (result.exit_code, result.output) == (0, "")


def test_problems_are_told_with_their_place(two: list[Path], tmp_path: Path) -> None:
    two[1].write_bytes(xlsx(blank()).getvalue())
    fill(two[1], [("Review", 4, "Status", "maybe")])
    result = run(*two, "-o", tmp_path / "all.xlsx")
    assert result.exit_code == 1
    assert result.stderr.startswith("bruno Review!E4: the status 'maybe' is not known")


def test_the_language_and_the_locks_of_the_workbook(two: list[Path], tmp_path: Path) -> None:
    goal = tmp_path / "all.xlsx"
    run(*two, "-o", goal, "--ui", "it", "--no-protect")
    sheet = load_workbook(goal)["Verifica"]
    cells = {cell.value: cell.column for cell in sheet[1]}
    assert sheet.cell(2, cells["anna: Stato"]).value == "con fonte"
    assert not sheet.protection.sheet
    run(goal, two[0], "-o", tmp_path / "again.xlsx")
    assert "Verifica" in load_workbook(tmp_path / "again.xlsx").sheetnames


def refused(*args: object) -> str:
    result = run(*args)
    assert result.exit_code == 2 and result.stderr.count("\n") == 1 and result.stderr.startswith("Error: ")
    return result.stderr


def test_what_is_refused(two: list[Path], tmp_path: Path) -> None:
    anna, bruno = two
    before = anna.read_bytes()
    goal = tmp_path / "all.xlsx"
    link = tmp_path / "link.xlsx"
    link.hardlink_to(anna)
    other = tmp_path / "other.xlsx"
    other.write_bytes(xlsx(review(harbour("other.txt"))).getvalue())
    short = tmp_path / "short.xlsx"
    [article] = blank().articles
    text = replace(article.article, text=f"{article.article.text}.")
    short.write_bytes(xlsx(replace(blank(), articles=[replace(article, article=text)])).getvalue())
    assert "name at least two" in refused(anna, "-o", goal)
    assert "named twice" in refused(anna, link, "-o", goal)
    assert "the worksheet itself" in refused(anna, bruno, "-o", anna, "--force")
    assert "the worksheet itself" in refused(anna, bruno, "-o", link, "--force")
    assert "use .xlsx, or -" in refused(anna, bruno, "-o", tmp_path / "all.csv")
    assert "no such file" in refused(anna, tmp_path / "none.xlsx", "-o", goal)
    assert "another version" in refused(anna, short, "-o", goal)
    assert "never replaced" in refused(anna, other, "-o", bruno, "--force")
    assert "'xx'" in refused(anna, bruno, "-o", goal, "--ui", "xx")
    assert not goal.exists() and anna.read_bytes() == before
    run(anna, bruno, "-o", goal)
    assert "exists already" in refused(anna, bruno, "-o", goal)
