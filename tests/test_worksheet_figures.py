from datetime import date, datetime, time
from decimal import Decimal

import pytest
from worksheet_samples import figure

from factcheck.records import Figure
from factcheck.worksheet.figures import describe, main_figure, moment, number, single
from factcheck.worksheet.wording import wording

ENGLISH = wording("en")


@pytest.mark.parametrize(
    ("one", "value", "to", "unit", "kind", "qualifier"),
    [
        (figure("x", "MONEY", "48000000", unit="EUR"), 48_000_000, None, "EUR", "money", ""),
        (figure("x", "MONEY", low="3", high="5", unit="USD", modifier="~"), 3, 5, "USD", "money, range", "about"),
        (
            figure("x", "PERCENT", "2.5", unit="percentage-point", trend="up"),
            2.5,
            None,
            "percentage point",
            "percent",
            "rise",
        ),
        (figure("x", "PERCENT", "3", unit="%", modifier="<=", trend="down"), 3, None, "%", "percent", "at most, fall"),
        (
            figure("x", "CARDINAL", low="100", high="1000", vague=True, counted="men"),
            None,
            None,
            "",
            "count, vague",
            "",
        ),
        (figure("x", "CARDINAL", "350", modifier=">"), 350, None, "", "count", "over"),
        (figure("x", "ORDINAL", "3"), 3, None, "", "rank", ""),
        (figure("x", "RATIO", "0.25"), 0.25, None, "", "ratio", ""),
        (figure("x", "QUANTITY", "-3", unit="celsius", modifier=">="), -3, None, "celsius", "measure", "at least"),
        (figure("x", "DURATION", "34", unit="year", modifier="<"), 34, None, "year", "duration", "under"),
        (figure("x", "DATE", "2020", date="2020"), 2020, None, "", "date", ""),
        (figure("x", "DATE", date="2022-01-07"), date(2022, 1, 7), None, "", "date", ""),
        (figure("x", "DATE", date="2022-01-07/2022-01-19"), date(2022, 1, 7), date(2022, 1, 19), "", "date, range", ""),
        (figure("x", "DATE", low="1960", high="1969", date="1960/1969"), 1960, 1969, "", "date, range", ""),
        (figure("x", "TIME", date="T14:30"), time(14, 30), None, "", "time", ""),
        (figure("x", "MONEY"), None, None, "", "money", ""),
    ],
)
def test_describe(one: Figure, value: object, to: object, unit: str, kind: str, qualifier: str) -> None:
    words = describe(one, ENGLISH)
    assert (words.value.value if words.value else None) == value
    assert (words.to.value if words.to else None) == to
    assert (words.unit, words.kind, words.qualifier) == (unit, kind, qualifier)


@pytest.mark.parametrize(
    ("value", "shown", "number_format"),
    [
        ("0", 0, "#,##0"),
        ("1E+9", 1_000_000_000, "#,##0"),
        ("20.60", 20.6, "#,##0.0##"),
        ("0.0004", 0.0004, "General"),
        ("0.3333333333333333333333333333", 0.333333333333, "#,##0.0##"),
        ("123456789012345", 123456789012345, "#,##0"),
        ("12345678901234500000", 12345678901234500000, "#,##0"),
    ],
)
def test_number(value: str, shown: float, number_format: str) -> None:
    assert number(Decimal(value)) == (shown, number_format)


@pytest.mark.parametrize("value", ["1234567890123456", "1E+301", "-1E+9999", "NaN", "Infinity"])
def test_a_number_that_a_spreadsheet_would_change_is_left_out(value: str) -> None:
    assert number(Decimal(value)) is None


def test_a_year_has_no_thousands_separator() -> None:
    assert number(Decimal(2020), year=True) == (2020, "0")
    assert describe(figure("x", "DATE", "2020"), ENGLISH).value == (2020, "0")


@pytest.mark.parametrize(
    ("iso", "value"),
    [
        ("2020", 2020),
        ("1900-03-01", date(1900, 3, 1)),
        ("2022-01-07T14:30", datetime(2022, 1, 7, 14, 30)),
        ("T09:05:00", time(9, 5)),
    ],
)
def test_moment(iso: str, value: object) -> None:
    found = moment(iso)
    assert found is not None and found.value == value


@pytest.mark.parametrize(
    "iso", ["", "1861-03-17", "1900-02-28", "2022-05", "--05-03", "2022-13-45", "20220107", "T25:00"]
)
def test_no_moment(iso: str) -> None:
    assert moment(iso) is None


def test_main_figure_is_the_first_amount() -> None:
    year, weeks, third = figure("2020", "DATE"), figure("3 weeks", "DURATION"), figure("third", "ORDINAL")
    money, share = figure("5 euros", "MONEY"), figure("5%", "PERCENT")
    assert main_figure([third, year, weeks, share, money]) is share
    assert main_figure([third, year, weeks]) is weeks
    assert main_figure([third, year]) is year
    assert main_figure([third]) is third


def test_a_range_has_no_single_value() -> None:
    assert single(figure("x", "MONEY", low="3", high="5")) is None
    assert single(figure("x", "DATE", date="2022-05/2022-06-30")) is None
    assert single(figure("x", "MONEY", low="3")) is None
    assert single(figure("x", "MONEY", "3")) == (3, "#,##0")
