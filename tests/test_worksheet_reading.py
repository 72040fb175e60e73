"""Every mark comes back from a workbook, whatever a reviewer did to it: the set of marks put in is the set read."""

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet
from reviewed import MARKS, column, fill, in_rows, plain, reviewed, said, saved, values
from worksheet_samples import harbour

from factcheck.review.records import Problem, Review
from factcheck.worksheet import layout
from factcheck.worksheet.read import read
from factcheck.worksheet.wording import languages, wording

Work = Callable[[Workbook], object]
WHOLE = reviewed()
KEY = "harbour.txt-0005"  # a claim with a status and a reviewer, and nothing else


def after(path: Path, *work: Work, of: Review = WHOLE) -> Review:
    """What is read when a reviewer did this to the workbook."""
    saved(path, of)
    book = load_workbook(path, rich_text=True)
    for one in work:
        one(book)
    book.save(path)
    return read(path)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "harbour.xlsx"


def row_of(sheet: Worksheet, key: str) -> int:
    place = column(sheet, "Key")
    return next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, place).value == key)


def put(key: str, heading: str, value: Any, sheet: str = "Review") -> Work:
    def work(book: Workbook) -> None:
        where = book[sheet]
        where.cell(row_of(where, key), column(where, heading)).value = value

    return work


def at(sheet: str, place: str, value: Any) -> Work:
    def work(book: Workbook) -> None:
        book[sheet][place].value = value

    return work


def rows(change: Callable[[list[list[Any]]], list[list[Any]]], *sheets: str) -> Work:
    """Changes the rows of sheets, headings included."""

    def work(book: Workbook) -> None:
        for title in sheets or ("Review", "Figures", "Left out", "No longer in the article"):
            fill(book[title], change(values(book[title])))

    return work


def more(*marks: tuple[str, ...]) -> Counter[tuple[Any, ...]]:
    """The marks of the sample, and these on the claim KEY."""
    return said(WHOLE) + Counter(("review", "harbour.txt", KEY, *mark) for mark in marks)


# Nothing was done, or nothing that counts


def test_untouched(path: Path) -> None:
    found = read(saved(path, WHOLE))
    assert said(found) == said(WHOLE)
    assert (found.problems, found.whole, found.ui) == ((), True, "en")
    assert found.columns == WHOLE.columns
    assert [article.article for article in found.articles] == [article.article for article in WHOLE.articles]
    assert [one.claim for one in found.claims] == [one.claim for one in WHOLE.claims]
    assert [one.sentence for one in found.articles[0].left_out] == [one.sentence for one in WHOLE.articles[0].left_out]


def test_opened_and_saved_by_openpyxl(path: Path) -> None:
    found = after(path)
    assert said(found) == said(WHOLE)
    assert found.problems == ()


@pytest.mark.parametrize("lang", languages())
def test_in_every_language(path: Path, lang: str) -> None:
    found = read(saved(path, reviewed(ui=lang)))
    assert said(found) == said(WHOLE)
    assert (found.problems, found.ui) == ((), lang)


def test_several_articles(path: Path) -> None:
    whole = reviewed(harbour(), harbour("river.txt"), harbour())
    found = after(path, of=whole)
    assert said(found) == said(whole)
    assert [article.name for article in found.articles] == ["harbour.txt", "river.txt", "harbour.txt (2)"]
    assert found.problems == ()


def test_rows_that_go_on_in_a_second_sheet(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "MAX_ROWS", 4)
    saved(path, WHOLE)
    assert {"Review (2)", "Figures (3)"} <= set(load_workbook(path).sheetnames)
    found = after(path)
    assert said(found) == said(WHOLE)
    assert found.problems == ()


# Columns


def test_columns_in_any_order(path: Path) -> None:
    found = after(path, rows(lambda all_rows: [row[::-1] for row in all_rows]))
    assert said(found) == said(WHOLE)
    assert found.problems == ()


def test_a_column_moved(path: Path) -> None:
    found = after(path, rows(lambda all_rows: [row[8:10] + row[:8] + row[10:] for row in all_rows]))
    assert said(found) == said(WHOLE)


def renamed(name: Callable[[layout.Sheet, str], str]) -> Work:
    """The headings of all sheets renamed; `name` gives the new one of a sheet's column."""

    def work(book: Workbook) -> None:
        for sheet in layout.SHEETS:
            for language in languages():
                title = layout.title(sheet, wording(language))
                if title in book.sheetnames:
                    ids = {wording(language).heading(sheet.id, one.id): one.id for one in sheet.columns}
                    for cell in book[title][1]:
                        if str(cell.value) in ids:
                            cell.value = name(sheet, ids[str(cell.value)])

    return work


@pytest.mark.parametrize(("ui", "other"), [("en", "it"), ("it", "en"), ("es", "it"), ("it", "es"), ("en", "es")])
def test_headings_in_another_language(path: Path, ui: str, other: str) -> None:
    found = after(path, renamed(lambda sheet, id: wording(other).heading(sheet.id, id)), of=reviewed(ui=ui))
    assert said(found) == said(WHOLE)
    assert found.problems == ()


def test_headings_in_capitals_with_spaces_and_by_id(path: Path) -> None:
    for name in (lambda sheet, id: f" {wording('en').heading(sheet.id, id).upper()} \n", lambda sheet, id: id):
        found = after(path, renamed(name))
        assert said(found) == said(WHOLE)


def test_some_headings_in_another_language(path: Path) -> None:
    words = wording("it")
    found = after(path, renamed(lambda sheet, id: words.heading(sheet.id, id) if "note" in id else id))
    assert said(found) == said(WHOLE)


def test_a_heading_that_nobody_knows_is_a_column_of_its_own(path: Path) -> None:
    found = after(path, at("Review", "G1", "Remarks"))
    expected = Counter(
        (*mark[:3], "Remarks", mark[4]) if mark[0] == "review" and mark[3] == "notes" else mark for mark in said(WHOLE)
    )
    assert said(found) == expected
    assert "Remarks" in [own.name for own in found.columns]


def test_columns_that_were_added(path: Path) -> None:
    def work(book: Workbook) -> None:
        sheet = book["Review"]
        fill(
            sheet,
            [[*row[:2], {1: "Editor", 6: "ok"}.get(number), *row[2:]] for number, row in enumerate(values(sheet), 1)],
        )
        sheet.cell(1, 40).value, sheet.cell(row_of(sheet, KEY), 40).value = "Editor", 7
        sheet.cell(row_of(sheet, KEY), 30).value = "look"

    found = after(path, work)
    assert said(found) == more(("Editor", "ok"), ("Editor (2)", "7"), ("AD", "look"))
    assert [one.place for one in found.problems] == ["Review!AD6"]
    assert [own.name for own in found.columns] == ["Urgency", "Desk", "Editor", "Editor (2)", "AD"]


def test_a_column_of_ours_that_stands_twice(path: Path) -> None:
    found = after(path, at("Review", "AA1", "Notes"), at("Review", "AA6", "once more"))
    assert said(found) == more(("Notes", "once more"))


# Rows


ORDERS: dict[str, Callable[[list[list[Any]]], list[list[Any]]]] = {
    "sorted by claim": lambda all_rows: [all_rows[0], *sorted(all_rows[1:], key=lambda row: str(row[1]))],
    "upside down": lambda all_rows: [all_rows[0], *all_rows[:0:-1]],
    "with empty rows between": lambda all_rows: [line for row in all_rows for line in (row, [])],
    "below empty rows": lambda all_rows: [[], [], [], *all_rows],
    "right of empty columns": lambda all_rows: [[None, None, *row] for row in all_rows],
}


@pytest.mark.parametrize("order", ORDERS)
def test_rows_in_another_order_or_place(path: Path, order: str) -> None:
    found = after(path, rows(ORDERS[order]))
    assert said(found) == said(WHOLE)
    assert found.problems == ()


def test_rows_filtered_and_hidden(path: Path) -> None:
    def work(book: Workbook) -> None:
        sheet = book["Review"]
        sheet.auto_filter.add_filter_column(4, ["sourced"])
        for row in (3, 4, 6):
            sheet.row_dimensions[row].hidden = True
        sheet.column_dimensions["G"].hidden = True
        book["Figures"].sheet_state = "hidden"
        book["_factcheck"].sheet_state = "visible"

    found = after(path, work)
    assert said(found) == said(WHOLE)
    assert found.problems == ()


def test_deleted_rows_are_to_do_again_and_told(path: Path) -> None:
    found = after(path, lambda book: book["Review"].delete_rows(row_of(book["Review"], KEY)))
    lost = Counter(mark for mark in said(WHOLE) if mark[2] == KEY)
    assert sum(lost.values()) == 2
    assert said(found) == said(WHOLE) - lost
    assert len(list(found.claims)) == 5
    assert found.problems == (Problem("Review", "lacks the rows of 1 claim; it is to do."),)


def test_rows_that_were_inserted_are_kept_and_told(path: Path) -> None:
    def work(book: Workbook) -> None:
        sheet = book["Review"]
        sheet.insert_rows(3)
        sheet.cell(3, column(sheet, "Claim")).value = "The mayor said 3 boats."
        sheet.cell(3, column(sheet, "Status")).value = "Disputed!"
        sheet.cell(3, column(sheet, "Notes")).value = "on the radio"
        sheet.cell(3, column(sheet, "Value")).value = 3

    found = after(path, work)
    added = next(one for one in found.aside if one.why == "added")
    assert (added.place, added.text) == ("Review!3", "The mayor said 3 boats.")
    assert added.marks == {"status": "disputed", "notes": "on the radio", "value": 3}
    assert said(found) == said(WHOLE) + Counter(
        ("aside", "added", "", "", name, plain(mark)) for name, mark in added.marks.items()
    )
    assert [(one.place, one.text) for one in found.problems] == [
        ("Review!3", "belongs to no claim of this worksheet; it is kept.")
    ]


def test_rows_above_the_headings(path: Path) -> None:
    def work(book: Workbook) -> None:
        sheet = book["Review"]
        sheet.insert_rows(1, 2)
        sheet["B1"].value, sheet["D2"].value = "Checked by Rossi", date(2026, 1, 16)

    found = after(path, work)
    assert said(found) == said(WHOLE) + Counter(
        [
            ("aside", "elsewhere", "", "", "other", "Checked by Rossi"),
            ("aside", "elsewhere", "", "", "other", "2026-01-16"),
        ]
    )
    assert [one.place for one in found.problems] == ["Review!B1", "Review!D2"]


def test_two_rows_of_one_claim(path: Path) -> None:
    def work(book: Workbook) -> None:
        sheet = book["Review"]
        second = [cell.value for cell in sheet[row_of(sheet, KEY)]]
        second[column(sheet, "Notes") - 1] = "no, wait"
        second[column(sheet, "Status") - 1] = "disputed"
        sheet.append(second)

    found = after(path, work)
    twice = ("aside", "twice", KEY, "")
    assert said(found) == said(WHOLE) + Counter(
        [(*twice, "status", "disputed"), (*twice, "notes", "no, wait"), (*twice, "reviewer", "@home")]
    )
    (aside,) = (one for one in found.aside if one.why == "twice")
    assert (aside.id, aside.place, aside.text) == ("C05", "Review!7", "Over 350 dockers work there.")
    assert [(one.place, one.text) for one in found.problems] == [("Review!7", "is a second row of C05; it is kept.")]


def torn(sheet: str) -> Work:
    """The rows turned round, all but their keys, as if they had been sorted without the hidden column."""

    def work(book: Workbook) -> None:
        where = book[sheet]
        keys = column(where, "Key")
        rows = [[(cell.value, cell.number_format) for cell in row] for row in where.iter_rows(min_row=2)]
        for number, row in enumerate(reversed(rows), 2):
            for place, (value, form) in enumerate(row, 1):
                if place != keys:
                    where.cell(number, place).value = value
                    where.cell(number, place).number_format = form

    return work


@pytest.mark.parametrize("sheet", ["Review", "Figures"])
def test_rows_sorted_without_their_keys_are_known_by_what_they_show(path: Path, sheet: str) -> None:
    expected = said(after(path))
    found = after(path, torn(sheet))
    assert said(found) == expected
    assert any("has the key of another row" in one.text for one in found.problems)


def test_a_second_row_counts_where_the_first_was_left_empty(path: Path) -> None:
    def work(book: Workbook) -> None:
        review = book["Review"]
        first = row_of(review, "harbour.txt-0003")
        for cell in review[first]:
            review.cell(40, cell.column).value = cell.value
        for heading in ("Status", "Notes", "Reviewer", "Source link", "Reviewed on", "Urgency", "Desk"):
            review.cell(first, column(review, heading)).value = None

    before = next(one.marks for one in after(path).claims if one.claim.key == "harbour.txt-0003")
    found = after(path, work)
    assert next(one.marks for one in found.claims if one.claim.key == "harbour.txt-0003") == before
    assert [one.text for one in found.problems if one.place == "Review!40"] == [
        "is a second row of C03; it counts, as the first holds nothing."
    ]


def test_one_key_in_two_articles_is_no_second_row(path: Path) -> None:
    (article, claims), other = harbour(), "other.txt"
    whole = reviewed((article, claims), (harbour(other)[0], claims))
    found = read(saved(path, whole))
    assert said(found) == said(whole)
    assert found.problems == ()


def test_an_article_whose_name_was_deleted_from_a_row(path: Path) -> None:
    whole = reviewed(harbour(), harbour("b.txt"))
    found = after(path, lambda book: setattr(book["Review"]["C8"], "value", None), of=whole)
    assert said(found) == said(whole)


# Cells


@pytest.mark.parametrize("typed", ["DISPUTED", " disputed ", "Contestata", "contestato.", "disputada", "Disputed!"])
def test_a_status_typed_by_hand(path: Path, typed: str) -> None:
    found = after(path, put("harbour.txt-0003", "Status", typed))
    marks = next(one.marks for one in found.claims if one.claim.key == "harbour.txt-0003")
    assert (marks["status"], found.problems) == ("disputed", ())


@pytest.mark.parametrize("typed", ["half true", "sourced?", "Disputed ??"])
def test_a_status_that_is_not_known_is_kept_and_told(path: Path, typed: str) -> None:
    found = after(path, put("harbour.txt-0003", "Status", typed))
    marks = next(one.marks for one in found.claims if one.claim.key == "harbour.txt-0003")
    assert marks["status"] == typed
    assert [(one.place, one.text) for one in found.problems] == [
        ("Review!E4", f"the status {typed!r} is not known; choose one from the list.")
    ]


def test_a_box_that_nobody_ticked_is_no_x(path: Path) -> None:
    found = after(path, put("harbour.txt-0003", "Not a claim", False))
    marks = next(one.marks for one in found.claims if one.claim.key == "harbour.txt-0003")
    assert ("not_a_claim" in marks, found.problems) == (False, ())
    found = after(path, put("harbour.txt-0003", "Not a claim", True))
    assert next(one.marks for one in found.claims if one.claim.key == "harbour.txt-0003")["not_a_claim"] == "x"


@pytest.mark.parametrize(
    ("heading", "name"),
    [("Notes", "notes"), ("Source link", "source_link"), ("Reviewed on", "reviewed_on"), ("Desk", "Desk")],
)
@pytest.mark.parametrize(
    "value",
    [20260116, -1e15, True, False, date(2026, 1, 16), datetime(2026, 1, 16, 9, 30), time(14, 30), "0", "=", "  x "],
)
def test_any_value_in_a_reviewers_cell(path: Path, heading: str, name: str, value: object) -> None:
    def work(book: Workbook) -> None:
        put(KEY, heading, value)(book)
        if isinstance(value, str):
            sheet = book["Review"]
            sheet.cell(row_of(sheet, KEY), column(sheet, heading)).data_type = "s"

    found = after(path, work)
    assert said(found) == more((name, plain(value)))
    assert found.problems == ()


def test_a_formula_in_a_reviewers_cell_as_nobody_computed_it(path: Path) -> None:
    found = after(path, put(KEY, "Notes", "=1+1"))
    assert said(found) == more(("notes", "=1+1"))


@pytest.mark.parametrize(
    ("heading", "place", "value"),
    [
        ("Claim", "Review!B6", "Over 35 dockers work there."),
        ("Value", "Review!N6", 35),
        ("Unit", "Review!O6", "men"),
        ("Sentence before", "Review!S6", "?"),
        ("Link cited in the article", "Review!D6", "https://example.org"),
    ],
)
def test_a_cell_of_ours_that_was_changed_is_kept_and_told(path: Path, heading: str, place: str, value: object) -> None:
    found = after(path, put(KEY, heading, value))
    edited = ("aside", "edited", KEY, "", "other", f"{heading}: {value}")
    assert said(found) == said(WHOLE) + Counter([edited])
    assert [one.claim for one in found.claims] == [one.claim for one in WHOLE.claims]
    ((told),) = found.problems
    assert told.text.startswith("was changed; the worksheet keeps")
    aside = next(one for one in found.aside if one.why == "edited")
    assert (aside.id, aside.text) == ("C05", "Over 350 dockers work there.")


def test_changed_cells_of_a_row_are_told_in_the_order_of_the_columns(path: Path) -> None:
    headings = ("Claim", "Figures", "Value", "Unit", "Kind", "Said by", "Sentence before", "Sentence after")
    found = after(path, *(put(KEY, heading, "new") for heading in headings))
    assert [one.marks["other"] for one in found.aside[:-1]] == [f"{heading}: new" for heading in headings]


def test_formulas_in_a_row_that_was_added(path: Path) -> None:
    array = ArrayFormula("O20", "=SUM(1,2)")
    found = after(path, at("Review", "B20", "=A1"), at("Review", "O20", array))
    assert (found.aside[0].text, found.aside[0].marks) == ("=A1", {"kind": "=SUM(1,2)"})


@pytest.mark.parametrize(
    ("sheet", "place"),
    [
        ("Review", "A6"),  # the ID
        ("Review", "Q4"),  # a cell that we left empty
        ("Figures", "A3"),
        ("Figures", "B3"),
        ("Left out", "B2"),
        ("Left out", "D2"),
        ("Article", "A3"),
        ("Article", "B3"),
        ("Article", "B20"),
    ],
)
def test_any_cell_of_ours_that_was_written_over_is_kept_and_told(path: Path, sheet: str, place: str) -> None:
    found = after(path, at(sheet, place, "ask the mayor"))
    assert said(WHOLE) <= said(found)
    assert sum("ask the mayor" in str(mark) for one in found.aside for mark in one.marks.values()) == 1
    assert [one.place.startswith(sheet) for one in found.problems] == [True]


def test_columns_without_a_heading_that_are_called_as_others_are(path: Path) -> None:
    found = after(path, at("Review", "AA1", "AB"), at("Review", "AA6", "ours"), at("Review", "AB6", "theirs"))
    assert said(found) == more(("AB", "ours"), ("AB (2)", "theirs"))


def test_a_column_of_ones_own_called_as_one_of_the_rows_aside(path: Path) -> None:
    found = after(path, at("Review", "AA1", "other"), at("Review", "AA6", "mine"))
    assert said(found) == more(("other (2)", "mine"))


def test_a_column_of_ones_own_called_as_one_of_ours_that_is_not_there(path: Path) -> None:
    found = after(path, at("Figures", "Z1", "Article"), at("Figures", "Z3", "which one?"))
    assert sum("which one?" in str(mark) for one in found.aside for mark in one.marks.values()) == 1


def test_comments_and_links_on_a_sheet_of_ones_own(path: Path) -> None:
    def work(book: Workbook) -> None:
        sheet = book.create_sheet("Calls")
        sheet["A1"].value, sheet["A1"].hyperlink = "the mayor", "https://example.org/mayor"
        sheet["B2"].comment = Comment("call again", "Rossi")

    found = after(path, work)
    assert ("Calls", (("the mayor https://example.org/mayor",),)) in [(one.title, one.rows) for one in found.sheets]
    assert {"other": "B2, Rossi: call again"} in [one.marks for one in found.aside]


def test_a_link_that_leads_elsewhere_than_it_says(path: Path) -> None:
    def work(book: Workbook) -> None:
        put(KEY, "Source link", "the minutes")(book)
        sheet = book["Review"]
        sheet.cell(row_of(sheet, KEY), column(sheet, "Source link")).hyperlink = "https://example.org/?a=1&b=2"

    found = after(path, work)
    assert said(found) == more(("source_link", "the minutes https://example.org/?a=1&b=2"))


def test_comments_on_cells(path: Path) -> None:
    def work(book: Workbook) -> None:
        sheet = book["Review"]
        sheet.cell(row_of(sheet, KEY), 2).comment = Comment("Is it so?", "Rossi")
        sheet.cell(row_of(sheet, KEY), 5).comment = Comment("Sure?", "Bianchi")
        sheet["B1"].comment = Comment("What is this?", "Verdi")

    found = after(path, work)
    assert sum(said(found).values()) == sum(said(WHOLE).values()) + 2
    assert said(WHOLE) <= said(found)
    marks = next(one.marks for one in found.claims if one.claim.key == KEY)
    assert marks["Comments"] == "B6, Rossi: Is it so?\nE6, Bianchi: Sure?"
    assert {"other": "B1, Verdi: What is this?"} in [one.marks for one in found.aside]


def test_what_was_written_beside_the_article_and_on_sheets_of_ones_own(path: Path) -> None:
    def work(book: Workbook) -> None:
        at("Article", "D3", "who says so?")(book)
        book.create_sheet("Calls", 0)
        at("Calls", "B2", "the mayor, 14:30")(book)

    found = after(path, work)
    extra = said(found) - said(WHOLE)
    assert said(WHOLE) <= said(found)
    assert extra == Counter(
        [
            ("aside", "elsewhere", "", "", "D", "who says so?"),
            ("sheet", "Calls", 2, "1", "the mayor, 14:30"),
        ]
    )


def test_only_so_many_empty_rows_are_kept_of_a_sheet_of_ones_own(path: Path) -> None:
    def work(book: Workbook) -> None:
        sheet = book.create_sheet("Mine")
        for row in (2, 1001, 1002, 1004):
            sheet.cell(row, 1).value = row

    (mine,) = (sheet for sheet in after(path, work).sheets if sheet.title == "Mine")
    assert mine.rows == ((), (2,), *([()] * 100), (1001,), (1002,), (), (1004,))


def test_a_title_that_was_changed(path: Path) -> None:
    def work(book: Workbook) -> None:
        for number, title in enumerate(("Review", "Figures", "Article", "Left out", "No longer in the article")):
            book[title].title = f"Foglio {number}"

    found = after(path, work)
    assert said(found) == said(WHOLE)


def test_what_is_read_is_written_and_read_again(path: Path) -> None:
    found = after(path, put(KEY, "Notes", 7), at("Review", "AA1", "Editor"), at("Review", "AA6", "ok"))
    again = read(saved(path, found))
    assert said(again) == said(found) == more(("notes", "7"), ("Editor", "ok"))
    assert again.problems == ()


def test_in_a_table(tmp_path: Path) -> None:
    found = read(saved(tmp_path / "harbour.csv", WHOLE))
    assert in_rows(found) == in_rows(WHOLE)
    assert sum(in_rows(WHOLE).values()) == sum(map(len, MARKS))
    assert (found.problems, found.whole) == ((), False)
    assert [one.claim.text for one in found.claims] == [one.claim.text for one in WHOLE.claims]
