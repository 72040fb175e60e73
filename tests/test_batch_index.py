"""The index of a batch run: what it says of each article, where its links lead, and that any number of rows fits."""

import io
import os
import tracemalloc
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, get_args
from urllib.parse import unquote
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from office import needs_office, run
from openpyxl import Workbook, load_workbook

from factcheck.batch import items
from factcheck.batch.index import STATES, IndexRow, write_index
from factcheck.errors import LanguageError
from factcheck.records import Kind
from factcheck.worksheet import layout
from factcheck.worksheet.text import relative
from factcheck.worksheet.wording import languages, wording

WHY = "c.txt: the text is empty; give an article."
DONE = IndexRow(
    "a/ponte.txt", "a/ponte.xlsx", "it", "done", 3, 1_500, 2, {"MONEY": 1_200, "DATE": 300, "TIME": 0}, None
)
OLD = IndexRow("b.txt", "b.updated.xlsx", "en", "updated", 1, 2, 0, {"MONEY": 2}, None, "page 3: no text.")
ASIDE = IndexRow("c.txt", None, None, "set aside", 0, 0, 0, {}, WHY)


def written(rows: Iterable[IndexRow], ui: str = "en") -> io.BytesIO:
    stream = io.BytesIO()
    write_index(stream, iter(rows), ui)
    stream.seek(0)
    return stream


def book(rows: Iterable[IndexRow], ui: str = "en") -> Workbook:
    return load_workbook(written(rows, ui))


def table(sheet: Any) -> list[dict[str, Any]]:
    head, *rows = sheet.iter_rows(values_only=True)
    return [{name: value for name, value in zip(head, row, strict=True) if value is not None} for row in rows]


def targets(sheet: Any) -> list[str | None]:
    return [cell.hyperlink and unquote(cell.hyperlink.target) for cell in sheet["A"][1:]]


def test_a_row_for_each_article() -> None:
    sheet = book([DONE, OLD, ASIDE])["Index"]
    assert table(sheet) == [
        {
            **{"Article": "a/ponte.txt", "State": "done", "Language": "it", "Claims": 3, "Figures": 1_500},
            **{"Left out": 2, "Money": 1_200, "Date": 300},
        },
        {
            "Article": "b.txt",
            "State": "updated",
            "Language": "en",
            "Claims": 1,
            "Figures": 2,
            "Left out": 0,
            "Money": 2,
            "Notes": "page 3: no text.",
        },
        {"Article": "c.txt", "State": "set aside", "Problem": WHY},
    ]
    assert targets(sheet) == ["a/ponte.xlsx", "b.updated.xlsx", None]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.protection.sheet) == ("B2", "A1:Q4", False)
    assert [str(area.sqref) for area in sheet.conditional_formatting] == ["B2:B4"]


def test_the_totals() -> None:
    sheet = book([DONE, OLD, OLD._replace(article="d.txt"), ASIDE])["Summary"]
    rows = [tuple(cell for cell in row if cell is not None) for row in sheet.iter_rows(values_only=True)]
    assert [row for row in rows if row] == [
        ("4 articles",),
        ("State", "Articles", "Claims", "Figures"),
        ("done", 1, 3, 1_500),
        ("updated", 2, 2, 4),
        ("set aside", 1, 0, 0),
        ("All articles", 4, 5, 1_504),
        ("Language", "Articles", "Claims", "Figures"),
        ("not known", 1, 0, 0),
        ("en", 2, 2, 4),
        ("it", 1, 3, 1_500),
        ("Kind of figure", "Figures"),
        *((kind, {"money": 1_204, "date": 300}.get(kind, 0)) for kind in wording("en").values.kinds.values()),
    ]


def test_without_articles() -> None:
    found = book([])
    assert table(found["Index"]) == []
    assert found["Summary"]["A1"].value == "0 articles"


@pytest.mark.parametrize("ui", languages())
def test_in_every_language(ui: str) -> None:
    rows = [DONE._replace(state=state) for state in STATES]
    said, values = wording(ui).index, wording(ui).values
    assert tuple(said.states) == STATES
    first, second = book(rows, ui).worksheets
    assert (first.title, second.title) == (said.title, wording(ui).sheets["summary"].title)
    assert [row[said.columns["state"]] for row in table(first)] == [said.states[state] for state in STATES]
    headings = [cell.value for cell in first[1]]
    assert len({str(heading).casefold() for heading in headings}) == len(headings) == 8 + len(values.kinds)
    assert {str(heading).casefold() for heading in headings} >= {kind.casefold() for kind in values.kinds.values()}


def test_the_states_and_kinds_are_those_of_a_run() -> None:
    assert {*get_args(items.Outcome), "gone"} - {"unchanged"} == set(STATES)
    assert set(wording("en").values.kinds) == set(get_args(Kind))


def test_an_unknown_language() -> None:
    with pytest.raises(LanguageError):
        written([DONE], "xx")


NAMES = ["=1+1", "@SUM(A1)", "-2", "#N/A", "a\tb", "perché", "2020", "a\x01b", "\ud800", ""]


def test_a_name_is_never_a_formula() -> None:
    sheet = book([DONE._replace(article=name) for name in NAMES])["Index"]
    for name, (cell,) in zip(NAMES, sheet.iter_rows(min_row=2, max_col=1), strict=True):
        assert cell.data_type in "sn" and not (cell.data_type == "n" and cell.value is not None)
        assert (cell.value or "") == "".join(char for char in name if char.isprintable() or char == "\t")
        assert bool(cell.quotePrefix) == name.startswith(("=", "@", "-"))


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=150))
def test_a_link_is_an_address_that_means_the_path(path: str) -> None:
    link = relative(path)
    assert link is not None and unquote(link) == path
    assert link.isascii() and not set(link) & set(" #?:\\\"'<>&\n\t")


def test_a_path_that_no_program_opens() -> None:
    assert relative("a" * 2_001) is None
    assert targets(book([DONE._replace(output="é" * 1_000)])["Index"]) == [None]


def test_more_links_and_rows_than_a_sheet_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "MAX_LINKS", 2)
    monkeypatch.setattr(layout, "MAX_ROWS", 4)
    found = book([DONE._replace(article=f"{number}", output=f"{number}.xlsx") for number in range(5)])
    assert found.sheetnames == ["Index", "Index (2)", "Summary"]
    assert [row["Article"] for row in table(found["Index"]) + table(found["Index (2)"])] == list("01234")
    assert targets(found["Index"]) == ["0.xlsx", "1.xlsx", None]
    assert targets(found["Index (2)"]) == ["3.xlsx", "4.xlsx"]


def test_the_same_rows_give_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1650000000")
    assert written([DONE, OLD, ASIDE]).getvalue() == written([DONE, OLD, ASIDE]).getvalue()


def test_memory_is_flat() -> None:
    def rows(count: int) -> Iterator[IndexRow]:
        for number in range(count):
            yield DONE._replace(article=f"article {number}.txt", output=f"article {number} of the run.xlsx")

    def peak(count: int) -> int:
        tracemalloc.start()
        try:
            with open(os.devnull, "wb") as nowhere:  # noqa: PTH123
                write_index(nowhere, rows(count), "en")
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(10)
    assert peak(6_000) < peak(2_000) + 500_000


@needs_office
def test_libreoffice_finds_the_worksheets(tmp_path: Path) -> None:
    paths = ["a b/ponte #3 50%.xlsx", "città/perché no; =1+1 & 'due'.xlsx", "c.xlsx"]
    for path in paths:
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(b"")
    (tmp_path / "index.xlsx").write_bytes(written(DONE._replace(output=path) for path in paths).getvalue())
    (saved,) = run(tmp_path, [("open", "index.xlsx"), ("save", "index.ods")])
    content = ElementTree.fromstring(ZipFile(saved).read("content.xml"))
    found = [link.attrib["{http://www.w3.org/1999/xlink}href"] for link in content.iter() if link.tag.endswith("}a")]
    assert [os.path.normpath(f"{saved}/{unquote(link)}") for link in found] == [str(tmp_path / path) for path in paths]
