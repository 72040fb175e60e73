"""The Summary counts as the tally does, live and as written; the Guide tells how to review; both keep what is typed."""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from office import needs_office, run, shown
from openpyxl import load_workbook
from openpyxl.comments import Comment
from worksheet_samples import figure, harbour, review, xlsx

from factcheck.review.records import STATUSES, Marks, OwnSheet, Review
from factcheck.review.rules import SECOND_LOOK
from factcheck.review.tally import tally
from factcheck.worksheet.figures import describe
from factcheck.worksheet.guide import guide
from factcheck.worksheet.marked import has_marks
from factcheck.worksheet.page import Formula
from factcheck.worksheet.read import read
from factcheck.worksheet.summary import summary
from factcheck.worksheet.wording import languages, wording

HALF: tuple[Marks, ...] = (
    {"status": "sourced", "source_link": "https://example.org/", "reviewer": "Ada"},
    {"status": "sourced", "notes": 5},
    {"status": "disputed", "reviewer": "Ada"},
    {"status": "unsourced", "notes": "asked", "reviewer": "Bo", "change": "figures"},
    {},
    {"status": "disputed", "not_a_claim": "x"},
    {"status": "boh"},
    {"status": "Sourced?", "reviewer": 7},
    {"notes": "no status"},
)


def marked(said: Review, rows: tuple[Marks, ...] = HALF) -> Review:
    """A review half filled in; every third claim has a figure with a status of its own."""
    count = 0
    articles = []
    for article in said.articles:
        claims = []
        for claim in article.claims:
            figures: tuple[Marks, ...] = tuple(
                {"figure_status": "disputed"} if count % 3 == 0 else {} for _ in claim.claim.figures
            )
            claims.append(replace(claim, marks=rows[count % len(rows)], figures=figures))
            count += 1
        articles.append(replace(article, claims=tuple(claims)))
    return replace(said, articles=tuple(articles))


def several() -> Review:
    names = ("harbour.txt", "Harbour.txt", 'a~b*c? "d" (1).txt', "=1+1", "<3", "2024", "x" * 250)
    return review(*map(harbour, names))


REVIEWS: Mapping[str, Review] = {
    f"{name} {ui}": replace(said, ui=ui)
    for ui in ("en", "it")
    for name, said in {
        "fresh": review(harbour()),
        "half filled": marked(review(harbour(), harbour("b"))),
        "several": marked(several()),
        "empty": review((harbour()[0], [])),
    }.items()
}


def saved(said: Review, folder: Path, name: str = "sheet.xlsx", **more: Any) -> Path:
    path = folder / name
    path.write_bytes(xlsx(said, **more).getvalue())
    return path


def label(words: Any, name: str) -> str:
    return str(words.sheets[name].title)


def numbers(path: Path, ui: str, data_only: bool = True) -> list[list[Any]]:
    """The cells of the Summary: its values, or its formulas."""
    book = load_workbook(path, data_only=data_only)
    return [list(row) for row in book[label(wording(ui), "summary")].iter_rows(values_only=True)]


def read_number(text: str) -> float:
    """A number as LibreOffice shows it in the Summary."""
    if text == "–":
        return 0
    return float(text.rstrip("%")) / (100 if text.endswith("%") else 1)


@needs_office
@pytest.mark.parametrize("name", REVIEWS)
def test_libreoffice_computes_the_values_that_are_written(name: str, tmp_path: Path) -> None:
    said = REVIEWS[name]
    path = saved(said, tmp_path)
    written, computed = numbers(path, said.ui), shown(path, label(wording(said.ui), "summary"), tmp_path)
    places = [
        (row - 1, at - 1)
        for (row, at), cell in summary(said, wording(said.ui)).cells()
        if isinstance(cell.value, Formula)
    ]
    assert len(places) > 15
    pairs = [(row, at, round(written[row][at], 2), read_number(computed[row][at])) for row, at in places]
    assert [pair for pair in pairs if pair[2] != pytest.approx(pair[3], abs=0.0051)] == []


@needs_office
def test_the_counts_are_live(tmp_path: Path) -> None:
    """What is chosen later, in whatever of the two languages and case, counts when the program computes anew."""
    path = saved(replace(review(harbour()), ui="it"), tmp_path)
    typed = zip(range(2, 6), ("con fonte", "Sourced", "CONTESTATA", "unsourced"), strict=True)
    sheet = label(wording("it"), "review")
    steps = [("set", sheet, "Stato", row, word) for row, word in typed]
    run(tmp_path, [("open", path.name), ("unprotect", sheet), *steps, ("save", "later.xlsx")])
    rows = shown(tmp_path / "later.xlsx", "Riepilogo", tmp_path)
    assert [row[1] for row in rows[4:9]] == ["2", "1", "1", "1", "5"]


@pytest.mark.parametrize("name", REVIEWS)
def test_the_values_are_those_of_the_tally(name: str, tmp_path: Path) -> None:
    said = REVIEWS[name]
    words, told = wording(said.ui), tally(said.claims)
    lines = {row[0]: row[1] for row in reversed(numbers(saved(said, tmp_path), said.ui))}
    assert lines[words.summary.to_do] == told.to_do
    assert lines[words.summary.all] == told.claims
    assert lines[words.summary.not_a_claim] == told.not_a_claim
    assert [lines[words.values.statuses[status]] for status in STATUSES] == [*told.statuses.values()]
    assert [lines[words.summary.looks[reason]] for reason in SECOND_LOOK] == [*told.reasons.values()]
    assert lines[words.summary.looks["figure_marked"]] == told.figures
    for article in said.articles if len(said.articles) > 1 else ():
        assert lines[article.name] == tally(article.claims).claims


def test_statuses_count_in_the_reviewers_language_and_in_english(tmp_path: Path) -> None:
    formulas = {
        ui: numbers(saved(review(harbour(), ui=ui), tmp_path), ui, data_only=False)[4][1] for ui in ("it", "en")
    }
    counted = '=COUNTIFS(Review!$S$2:$S$6,"<>",Review!$E$2:$E$6,"sourced",Review!$J$2:$J$6,"")'
    assert formulas["en"] == counted
    italian = counted.replace("Review", "Verifica").replace('"sourced"', '{"con fonte","sourced"}')
    assert formulas["it"] == f"=SUMPRODUCT({italian[1:]})"


def test_a_review_that_goes_on_in_a_second_sheet_is_added_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcheck.worksheet.layout.MAX_ROWS", 4)
    page = numbers(saved(review(harbour()), tmp_path), "en", data_only=False)
    first = 'COUNTIFS(Review!$S$2:$S$4,"<>",Review!$J$2:$J$4,"")'
    second = "COUNTIFS('Review (2)'!$S$2:$S$3,\"<>\",'Review (2)'!$J$2:$J$3,\"\")"
    assert page[8][1] == f"={first}+{second}"


def test_the_chart_shows_the_counts_before_a_program_computes_them(tmp_path: Path) -> None:
    said = marked(review(harbour()))
    path = saved(said, tmp_path)
    with ZipFile(path) as archive:
        (name,) = [name for name in archive.namelist() if "/charts/" in name]
        xml = archive.read(name).decode()
    assert re.findall("<f>(.*?)</f>", xml) == ["Summary!$A$5:$A$8", "Summary!$B$5:$B$8"]
    assert re.findall("<v>(.*?)</v>", xml) == ["sourced", "unsourced", "disputed", "to do", "2", "1", "1", "1"]
    book = load_workbook(path)
    (chart,) = book["Summary"]._charts
    spans = chart.anchor._from, chart.anchor.to
    covered = book["Summary"].iter_rows(spans[0].row + 1, spans[1].row, spans[0].col + 1, spans[1].col)
    assert {cell.value for row in covered for cell in row} == {None}


@pytest.mark.parametrize("ui", languages())
def test_the_guide_explains_every_status_and_names_what_is_there(ui: str, tmp_path: Path) -> None:
    words = wording(ui)
    book = load_workbook(saved(review(harbour(), ui=ui), tmp_path))
    sheet = book[label(words, "guide")]
    texts = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    assert {*words.values.statuses.values()} <= {*texts}
    assert len(words.guide.steps) == 5
    assert words.heading("review", "not_a_claim") in "\n".join(texts)
    assert not [text for text in texts if "{" in text]
    assert book.sheetnames[-3:] == [label(words, "summary"), label(words, "guide"), "_factcheck"]
    assert {*words.summary.looks} == {*SECOND_LOOK, "figure_marked"}


@pytest.mark.parametrize("protect", [True, False])
def test_pages_are_locked_like_the_other_sheets_and_rows_can_grow(protect: bool, tmp_path: Path) -> None:
    path = saved(review(harbour()), tmp_path, protect=protect)
    book = load_workbook(path)
    for title in ("Summary", "Guide"):
        assert book[title].protection.sheet is protect
        assert not book[title].protection.password
        assert book[title].page_setup.fitToWidth == 1
        assert not book[title].sheet_view.showGridLines
    with ZipFile(path) as archive:
        assert not [name for name in archive.namelist() if b'customHeight="1"' in archive.read(name)]


@pytest.mark.parametrize("ui", languages())
def test_pages_are_no_marks(ui: str, tmp_path: Path) -> None:
    path = saved(replace(several(), ui=ui), tmp_path)
    assert not has_marks(path)
    found = read(path)
    assert (found.aside, found.sheets, found.problems) == ((), (), ())


def test_what_is_typed_on_a_page_is_kept(tmp_path: Path) -> None:
    path = saved(review(harbour(), harbour("b")), tmp_path)
    book = load_workbook(path)
    book["Summary"]["G30"] = "ask the desk"
    book["Summary"]["A5"] = "checked"
    book["Summary"]["B5"] = "many"
    book["Summary"]["B6"] = 3  # as a program that exports no formulas leaves it
    book["Guide"]["B3"].comment = Comment("really?", "Ada")
    book["Guide"]["D40"] = 12
    book.save(path)
    assert has_marks(path)
    found = read(path)
    kept = {(aside.why, aside.place, *aside.marks.values()) for aside in found.aside}
    assert kept == {
        ("elsewhere", "Summary!G30", "ask the desk"),
        ("elsewhere", "Summary!A5", "checked"),
        ("elsewhere", "Summary!B5", "many"),
        ("elsewhere", "Guide!3", "B3, Ada: really?"),
        ("elsewhere", "Guide!D40", 12),
    }
    assert {problem.place for problem in found.problems} == {aside.place for aside in found.aside}
    again = read(saved(found, tmp_path, "again.xlsx"))
    assert [aside.marks for aside in again.aside] == [aside.marks for aside in found.aside]


@needs_office
def test_pages_saved_by_libreoffice_are_still_ours(tmp_path: Path) -> None:
    path = saved(replace(marked(several()), ui="it"), tmp_path)
    steps = [("open", path.name), ("save", "a.xlsx"), ("save", "b.ods"), ("open", "b.ods"), ("save", "c.xlsx")]
    for again in run(tmp_path, steps)[::2]:
        assert [aside for aside in read(again).aside if aside.why == "elsewhere"] == []


def test_a_sheet_of_the_same_name_in_another_language_is_the_reviewers(tmp_path: Path) -> None:
    own = OwnSheet("Guide", (("our rules",),))
    found = read(saved(review(harbour(), ui="it", sheets=(own,)), tmp_path))
    assert found.sheets == (own,)


def test_pages_know_their_cells(tmp_path: Path) -> None:
    """Every formula of the Summary stands where its value is written; the Guide has none."""
    said = marked(review(harbour()))
    page = summary(said, wording("en"))
    written = numbers(saved(said, tmp_path), "en")
    formulas = {at: cell.value.value for at, cell in page.cells() if isinstance(cell.value, Formula)}
    assert {at: written[at[0] - 1][at[1] - 1] for at in formulas} == pytest.approx(formulas)
    assert not guide(wording("en")).values()


@pytest.mark.parametrize(("ui", "shown_as"), [("en", "square kilometer"), ("it", "chilometri quadrati")])
def test_units_are_in_the_reviewers_language(ui: str, shown_as: str) -> None:
    one = figure("12 km²", "QUANTITY", "12", unit="square-kilometer")
    assert describe(one, wording(ui)).unit == shown_as
    assert describe(replace(one, unit="EUR"), wording(ui)).unit == "EUR"
