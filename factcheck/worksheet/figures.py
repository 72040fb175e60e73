"""What the workbook says of a figure, in plain words and true numbers.

A range has a Value and a To on the Figures sheet, and no value on the Review sheet: its low end alone would mislead.
A vague figure has neither. A number that a spreadsheet would change (more than 15 digits, beyond 1e300) is left out;
the printed text stands beside it.
"""

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Context, Decimal
from typing import NamedTuple

from factcheck.records import Figure

KINDS = {
    "MONEY": "money",
    "PERCENT": "percent",
    "QUANTITY": "measure",
    "CARDINAL": "count",
    "RATIO": "ratio",
    "DURATION": "duration",
    "DATE": "date",
    "ORDINAL": "rank",
    "TIME": "time",
}
MODIFIERS = {"~": "about", ">": "over", "<": "under", ">=": "at least", "<=": "at most"}
TRENDS = {"up": "rise", "down": "fall"}

# Which figure of a sentence is its main one: the first of the lowest rank
_RANKS = {"DURATION": 1, "DATE": 2, "ORDINAL": 3, "TIME": 3}

YEAR, DAY, CLOCK, MOMENT = "0", "yyyy-mm-dd", "hh:mm", "yyyy-mm-dd hh:mm"
_FIRST_DAY = date(1900, 3, 1)  # before it, spreadsheets disagree on what day it is
_DIGITS = 15  # that a spreadsheet keeps
_LARGEST = Decimal("1e300")
_SMALL = Decimal("0.001")


class Number(NamedTuple):
    """A number, date or time as a cell holds it, and the cell's number format."""

    value: int | float | date | time
    format: str


class Words(NamedTuple):
    """A figure as a row of the Figures sheet says it. `value` and `to` are empty where nothing is certain."""

    value: Number | None
    to: Number | None
    unit: str
    kind: str
    qualifier: str


def main_figure(figures: Sequence[Figure]) -> Figure:
    """The figure that stands for a sentence: the first amount, else duration, else date, else rank or clock time."""
    return min(figures, key=lambda figure: _RANKS.get(figure.kind, 0))


def describe(figure: Figure) -> Words:
    """A figure in the words and numbers of the workbook."""
    value, to = _ends(figure)
    kind = KINDS[figure.kind] + (", vague" if figure.vague else ", range" if _is_range(figure) else "")
    qualifier = ", ".join(filter(None, (MODIFIERS.get(figure.modifier), TRENDS.get(figure.trend or ""))))
    return Words(value, to, (figure.unit or "").replace("-", " "), kind, qualifier)


def single(words: Words) -> Number | None:
    """The value of a figure that is not a range: what the Review sheet shows."""
    return words.value if words.to is None and "range" not in words.kind else None


def number(value: Decimal | None, year: bool = False) -> Number | None:
    """An amount as a cell can hold it without changing it, or None."""
    if value is None or not value.is_finite() or abs(value) > _LARGEST:
        return None
    if value == value.to_integral_value():
        whole = int(value)
        kept = len(str(abs(whole)).rstrip("0")) <= _DIGITS
        return Number(whole, YEAR if year else "#,##0") if kept else None
    if len(value.as_tuple().digits) > _DIGITS:
        value = Context(prec=12).plus(value)
    return Number(float(value), "General" if abs(value) < _SMALL else "#,##0.0##")


def moment(iso: str) -> Number | None:
    """A year, a day, a clock time or both as a cell can hold it; None for anything else ("2022-05", "1861-03-17")."""
    try:
        if iso.isdecimal() and len(iso) == 4:
            return Number(int(iso), YEAR)
        if iso.startswith("T"):
            return Number(time.fromisoformat(iso[1:]).replace(tzinfo=None), CLOCK)
        if "T" in iso:
            at = datetime.fromisoformat(iso).replace(tzinfo=None)
            return Number(at, MOMENT) if at.date() >= _FIRST_DAY else None
        day = date.fromisoformat(iso)
        return Number(day, DAY) if len(iso) == 10 and day >= _FIRST_DAY else None
    except ValueError:
        return None


def _is_range(figure: Figure) -> bool:
    return figure.low is not None or figure.high is not None or "/" in (figure.date or "")


def _ends(figure: Figure) -> tuple[Number | None, Number | None]:
    """The Value and the To of a figure."""
    if figure.vague:
        return None, None
    if figure.date:
        start, _, end = figure.date.partition("/")
        return moment(start), moment(end)
    if _is_range(figure):
        return number(figure.low), number(figure.high)
    return number(figure.value, year=figure.kind == "DATE"), None
