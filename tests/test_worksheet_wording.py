"""The workbook's words: every language has each of them, no spreadsheet refuses them, and none means two things."""

from itertools import combinations
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.errors import LanguageError
from factcheck.records import WHYS, Kind, Modifier, Trend
from factcheck.review.records import CLAIM_MARKS, FIGURE_MARKS, STATUSES, Cause, Change
from factcheck.worksheet import layout, merged
from factcheck.worksheet.marks import X, cause_of, understood
from factcheck.worksheet.wording import Wording, languages, wording

LANGUAGES = languages()
SHEETS = [pytest.param(sheet, id=sheet.id) for sheet in layout.SHEETS]
TITLE, LIST = 31, 255  # characters that spreadsheets allow


def titles(words: Wording) -> list[str]:
    return [sheet.title for sheet in words.sheets.values()]


def called(words: Wording) -> dict[str, set[str]]:
    """All that each status is called in a language, lower case."""
    values = words.values
    return {
        status: {status, values.statuses[status].casefold(), *map(str.casefold, values.also.get(status, ()))}
        for status in STATUSES
    }


def test_there_are_the_languages_of_the_articles() -> None:
    assert {"en", "it", "es"} <= set(LANGUAGES)
    with pytest.raises(LanguageError, match="There are no worksheets in the language 'xx'"):
        wording("xx")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_word_is_there(lang: str) -> None:
    values = wording(lang).values
    assert tuple(values.statuses) == STATUSES
    assert set(values.also) <= set(STATUSES)
    assert set(values.kinds) == set(get_args(Kind))
    assert set(values.modifiers) == set(get_args(Modifier)) - {"="}
    assert set(values.trends) == set(get_args(Trend))
    assert set(values.changes) == set(get_args(Change))
    assert set(values.whys) == set(get_args(Cause))
    assert tuple(values.left_out) == WHYS
    assert "{kind}" in values.vague and "{kind}" in values.range
    assert "{choices}" in values.refused
    assert X in values.yes


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("sheet", SHEETS)
def test_every_column_has_a_heading_of_its_own(sheet: layout.Sheet, lang: str) -> None:
    words = wording(lang)
    known = {name for one in words.sheets.values() for name in one.columns or ()}
    assert {column.id for column in sheet.columns} <= known
    headings = [words.heading(sheet.id, column.id).casefold() for column in sheet.columns]
    assert len(set(headings)) == len(headings)
    assert not any("\n" in heading or heading != " ".join(heading.split()) for heading in headings)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_word_is_of_a_column_that_does_not_exist(lang: str) -> None:
    columns = {sheet.id: {column.id for column in sheet.columns} for sheet in layout.SHEETS}
    columns["disagreements"] = set(merged.HEADINGS)
    assert set(wording(lang).sheets["disagreements"].columns or ()) == columns["disagreements"]
    for name, sheet in wording(lang).sheets.items():
        assert set(sheet.columns or ()) <= columns.get(name, set())


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_heading_means_one_column_in_whatever_language(sheet: layout.Sheet) -> None:
    means: dict[str, set[str]] = {}
    for lang in LANGUAGES:
        for column in sheet.columns:
            means.setdefault(wording(lang).heading(sheet.id, column.id).casefold(), set()).add(column.id)
    assert {heading: ids for heading, ids in means.items() if len(ids) > 1} == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_titles_of_sheets_are_such_as_spreadsheets_allow(lang: str) -> None:
    found = [*titles(wording(lang)), layout.RECORD.id]
    assert len({title.casefold() for title in found}) == len(found)
    for title in found:
        assert 0 < len(title) <= TITLE - len(" (99)")  # rows that are too many go on in "Review (2)"
        assert not set(title) & set("[]:*?/\\")
        assert not title.startswith("'") and not title.endswith("'")
        assert title.casefold() not in ("history", "cronologia")  # Excel keeps these for itself


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("sheet", SHEETS)
def test_lists_to_choose_from_are_such_as_spreadsheets_allow(sheet: layout.Sheet, lang: str) -> None:
    words = wording(lang)
    for column in sheet.shown(words, ("several", "updated")):
        assert len(",".join(column.choices)) <= LIST
        assert not any(char in choice for choice in column.choices for char in ',"')
        assert all(choice == choice.strip() and not choice.startswith("=") for choice in column.choices)
        assert len(words.values.refused.format(choices=", ".join(column.choices))) <= LIST


def test_no_word_means_two_statuses_in_any_two_languages() -> None:
    words = [(status, word) for lang in LANGUAGES for status, found in called(wording(lang)).items() for word in found]
    means = {word: {status for status, other in words if other == word} for _, word in words}
    assert {word: statuses for word, statuses in means.items() if len(statuses) > 1} == {}


def test_a_word_for_a_change_or_a_row_aside_means_one_thing_in_whatever_language() -> None:
    for lang, other in combinations(LANGUAGES, 2):
        mine, theirs = wording(lang).values, wording(other).values
        for one, two in ((mine.changes, theirs.changes), (mine.whys, theirs.whys)):
            assert all(one[name] != two[elsewhere] for name in one for elsewhere in two if name != elsewhere)
    for lang in LANGUAGES:
        for changes in (wording(lang).values.changes, wording(lang).values.whys):
            assert len({word.casefold() for word in changes.values()}) == len(changes)
        assert all(cause_of(word) == cause for cause, word in wording(lang).values.whys.items())
        assert all(
            understood("change", word) == (change, None) for change, word in wording(lang).values.changes.items()
        )


SPELT = [(status, word) for lang in LANGUAGES for status, words in called(wording(lang)).items() for word in words]


@given(
    st.sampled_from(SPELT),
    st.sampled_from([str.upper, str.lower, str.title, str.capitalize, str.swapcase, str.casefold]),
    st.text(alphabet=" \t\n\u00a0", max_size=3),
    st.text(alphabet=" \t\n\u00a0", min_size=1, max_size=3),
    st.text(alphabet=" .;:!\u00a0", max_size=3),
)
def test_a_status_is_understood_however_it_is_typed(spelt, case, before, between, after) -> None:  # type: ignore[no-untyped-def]
    status, word = spelt
    typed = before + between.join(case(word).split()) + after
    for column in ("status", "figure_status", "earlier_status"):
        assert understood(column, typed) == (status, None)


@pytest.mark.parametrize(
    "typed", ["maybe", "forse", "sourced?", "sourced?unsourced", "sourced and disputed", "1", 1, True, "-"]
)
def test_a_status_that_is_not_known_stands_as_it_was_typed_and_is_reported(typed: object) -> None:
    mark, wrong = understood("status", typed)  # type: ignore[arg-type]
    assert mark is typed
    assert wrong is not None and f"{typed}" in wrong


@pytest.mark.parametrize("typed", ["x", " X ", "X.", "sì", "SI", "yes", "Sí", "✓", True, 1, 1.0, "TRUE", "vero"])
@pytest.mark.parametrize("column", ["not_a_claim", "take_in"])
def test_a_yes_is_an_x(column: str, typed: object) -> None:
    assert understood(column, typed) == (X, None)  # type: ignore[arg-type]


@pytest.mark.parametrize("typed", ["no, it is one", "idiom", 2])
def test_what_stands_where_an_x_is_expected_is_kept_and_reported(typed: object) -> None:
    mark, wrong = understood("not_a_claim", typed)  # type: ignore[arg-type]
    assert mark is typed and wrong is not None


def test_the_marks_that_updates_carry_are_the_columns_of_the_sheets() -> None:
    for sheet, marks in ((layout.REVIEW, CLAIM_MARKS), (layout.FIGURES, FIGURE_MARKS)):
        assert tuple(column.id for column in sheet.columns if not column.ours) == marks
    assert ({"status", "figure_status"}, {"not_a_claim", "take_in"}) == (layout.STATUS_COLUMNS, layout.X_COLUMNS)
