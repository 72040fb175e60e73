"""Readings of ages, of other lengths of time that are told in a way of their own, and of tens of degrees."""

from decimal import Decimal

from factcheck.quantities.amounts import Reading, number_of
from factcheck.quantities.grammar import Match
from factcheck.quantities.numeral import ZERO


def leading_duration(match: Match) -> Reading | None:
    """anni 45, mesi sei"""
    value = number_of(match["n"])
    return Reading("DURATION", value, unit=match["unit"]["DURATIONS"]) if value is not None else None


def race_time(match: Match) -> Reading | None:
    """9"58, 3'29"14: in seconds"""
    n, part = match["n"].text, match["part"].text
    if not f"{n}{part}".isdigit():
        return None
    seconds = Decimal(f"{n}.{part}") + 60 * (number_of(match["minutes"]) or ZERO)
    return Reading("DURATION", seconds, unit="second")


def ages(match: Match) -> Reading | None:
    """aged 11 to 16"""
    low, high = number_of(match["n"]), number_of(match["b"])
    return Reading("DURATION", low=low, high=high, unit="year") if low and high and low < high < 130 else None


def age_decade(match: Match) -> Reading | None:
    """in her 40s"""
    low = _tens(match)
    return Reading("DURATION", low=low, high=low + 9, unit="year") if low is not None else None


def ten_degrees(match: Match) -> Reading | None:
    """highs in the 80s"""
    low = _tens(match)
    return Reading("QUANTITY", low=low, high=low + 9, unit="degree") if low is not None else None


def _tens(match: Match) -> Decimal | None:
    """The first of ten numbers: 40 of the 40s."""
    low = number_of(match["n"])
    return low if low is not None and 10 <= low <= 90 and low % 10 == 0 else None


def age(match: Match) -> Reading | None:
    """aged 34; Maria Rossi, 34, said"""
    value = number_of(match["n"])
    old = value is not None and value == value.to_integral_value() and 0 < value < 130
    return Reading("DURATION", value, unit="year") if old else None
