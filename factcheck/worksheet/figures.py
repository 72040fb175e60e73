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
from factcheck.worksheet.wording import Wording

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


def main_figure(figures: Sequence[Figure]) -> Figure | None:
    """The figure that stands for a sentence: the first amount, else duration, else date, else rank or clock time."""
    return min(figures, key=lambda figure: _RANKS.get(figure.kind, 0), default=None)


def describe(figure: Figure, words: Wording) -> Words:
    """A figure in the words and numbers of the workbook."""
    value, to = _ends(figure)
    said = words.values
    qualifier = ", ".join(filter(None, (said.modifiers.get(figure.modifier), said.trends.get(figure.trend or ""))))
    unit = words.units.get(figure.unit or "", (figure.unit or "").replace("-", " "))
    return Words(value, to, unit, kind_of(figure, words), qualifier)


def kind_of(figure: Figure, words: Wording) -> str:
    """What kind a figure is, in words."""
    said = words.values
    form = said.vague if figure.vague else said.range if _is_range(figure) else "{kind}"
    return form.format(kind=said.kinds[figure.kind])


def kinds(words: Wording) -> list[str]:
    """All that `kind_of` may say, in order."""
    said = words.values
    return [form.format(kind=kind) for kind in said.kinds.values() for form in ("{kind}", said.range, said.vague)]


def single(figure: Figure) -> Number | None:
    """The value of a figure that is not a range: what the Review sheet shows."""
    value, to = _ends(figure)
    return value if to is None and not _is_range(figure) else None


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
