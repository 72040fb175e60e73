"""Any review that can be written into a worksheet is read from it again."""

import string
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reviewed import plain, said, saved
from worksheet_samples import harbour, review

from factcheck.review.records import (
    STATUSES,
    Aside,
    Marks,
    OwnColumn,
    OwnSheet,
    Review,
    ReviewedArticle,
    ReviewedClaim,
    Written,
)
from factcheck.worksheet import layout
from factcheck.worksheet.read import read
from factcheck.worksheet.text import clean
from factcheck.worksheet.wording import languages

# Text as a cell can hold it: nothing that XML forbids, no line ends but \n, and more than white space
_PIECES = st.sampled_from(
    ["=1+1", "'", "-3", "@", "#N/A", "_x0041_", "_", "😀", "שלום", "\t", "\n", " ", ";", ",", '"']
)
_LETTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\u2028\u2029\ufffe\uffff")
TEXT = (
    st.lists(_PIECES | st.text(_LETTERS, min_size=1, max_size=20), min_size=1, max_size=5)
    .map("".join)
    .map(clean)
    .filter(str.strip)
)
_DAYS = st.dates(date(1900, 3, 1), date(2100, 1, 1))
_FLOATS = st.floats(-1e15, 1e15, allow_nan=False).map(lambda n: float(f"{n:.15g}"))
_NUMBERS = st.integers(-(10**15), 10**15) | _FLOATS
_CLOCKS = st.times(max_value=time(23, 59)).map(lambda at: at.replace(microsecond=0))
_MOMENTS = st.builds(datetime.combine, _DAYS, _CLOCKS.filter(bool)).map(lambda at: at.replace(second=0))
ANY: st.SearchStrategy[Written] = TEXT | st.booleans() | _NUMBERS | _DAYS | _CLOCKS | _MOMENTS
STATUS: st.SearchStrategy[Written] = st.sampled_from(STATUSES) | st.sampled_from(["half true", "?", "="])

# What may stand where: the columns that a review has by their ids; an x is an x
_OWN = st.text(string.ascii_letters, min_size=6, max_size=9).map("own ".__add__)


def marks(columns: Mapping[str, st.SearchStrategy[Written]]) -> st.SearchStrategy[Marks]:
    return st.fixed_dictionaries({}, optional=dict(columns))


def _of(sheet: layout.Sheet, own: list[str], cell: st.SearchStrategy[Written]) -> dict[str, st.SearchStrategy[Written]]:
    special = {"status": STATUS, "figure_status": STATUS, "not_a_claim": st.just("x"), "take_in": st.just("x")}
    mine = [column.id for column in sheet.columns if not column.ours and column.only is None]
    return {name: special.get(name, cell) for name in (*mine, *own)}


@st.composite
def reviews(draw: st.DrawFn, cell: st.SearchStrategy[Written] = ANY, csv: bool = False) -> Review:
    names = draw(st.lists(st.sampled_from(["a.txt", "=b", "c"]), min_size=1, max_size=2, unique=True))
    own, own_figures = (draw(st.lists(_OWN, max_size=2, unique_by=str.casefold)) for _ in range(2))
    found = review(*map(harbour, names), ui=draw(st.sampled_from(languages())))
    in_review, in_figures = _of(layout.REVIEW, own, cell), _of(layout.FIGURES, [] if csv else own_figures, cell)

    def marked(claim: ReviewedClaim) -> ReviewedClaim:
        figures = tuple(draw(marks(in_figures)) for _ in claim.claim.figures)
        return ReviewedClaim(claim.claim, draw(marks(in_review)), figures if any(figures) and not csv else ())

    def filled(article: ReviewedArticle) -> ReviewedArticle:
        return replace(article, claims=tuple(map(marked, article.claims)))

    found = replace(found, articles=tuple(map(filled, found.articles)), columns=tuple(OwnColumn(name) for name in own))
    if csv:
        return found
    aside = st.builds(
        Aside,
        st.sampled_from(["gone", "figure gone", "added", "twice", "edited", "elsewhere"]),
        st.just("Review!7"),
        marks({**in_review, "other": TEXT}).filter(bool),
        text=TEXT,
    )
    rows = st.lists(st.lists(st.none() | cell, min_size=1, max_size=3).map(tuple), max_size=3)
    sheet = st.builds(OwnSheet, st.just("Sources"), rows.map(tuple)).filter(lambda one: any(map(any, one.rows)))
    return replace(
        found,
        figure_columns=tuple(OwnColumn(name) for name in own_figures),
        aside=tuple(draw(st.lists(aside, max_size=2))),
        sheets=tuple(draw(st.lists(sheet, max_size=1))),
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("roundtrip")


@settings(max_examples=60)
@given(reviews())
def test_a_workbook(folder: Path, whole: Review) -> None:
    found = read(saved(folder / "a.xlsx", whole))
    assert said(found) == said(whole)
    assert [article.name for article in found.articles] == [article.name for article in whole.articles]
    assert [one.claim for one in found.claims] == [one.claim for one in whole.claims]
    assert [own.name for own in found.columns] == [own.name for own in whole.columns]
    assert found.ui == whole.ui
    assert all("status" in problem.text for problem in found.problems)


@settings(max_examples=60)
@given(reviews(TEXT, csv=True))
def test_a_table(folder: Path, whole: Review) -> None:
    found = read(saved(folder / "a.csv", whole))
    assert [{name: plain(mark) for name, mark in one.marks.items()} for one in found.claims] == [
        {name: plain(mark) for name, mark in one.marks.items()} for one in whole.claims
    ]
    assert [one.claim.text for one in found.claims] == [one.claim.text for one in whole.claims]
    if len(whole.articles) > 1:  # a table of one article doesn't name it
        assert [article.name for article in found.articles] == [article.name for article in whole.articles]
