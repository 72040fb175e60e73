"""Readings of dates and clock times, as ISO 8601."""

import calendar
import re
from datetime import date
from decimal import Decimal

from factcheck.quantities.amounts import Reading
from factcheck.quantities.digits import ONE, simple_fraction
from factcheck.quantities.grammar import Match
from factcheck.quantities.items import Item
from factcheck.quantities.numeral import ZERO

LAST_RANK = 30
ROMAN = {"I": 1, "V": 5, "X": 10}


class Calendar:
    """Reads dates; `day_first` tells how 12/03/2021 is meant."""

    def __init__(self, day_first: bool) -> None:
        self.day_first = day_first

    def day(self, match: Match) -> Reading | None:
        """7 gennaio 2022, January 7"""
        year, day = _year(match["by"]), match["bd"]
        iso = _iso(year, match["bm"], day)
        return Reading("DATE", _number(day) if year is None and iso else None, date=iso) if iso or year else None

    def month(self, match: Match) -> Reading | None:
        """gennaio 2022"""
        year = _year(match["by"])
        return Reading("DATE", date=f"{year:04}-{match['bm']['MONTHS']:02}") if year else None

    def day_period(self, match: Match) -> Reading | None:
        """dal 3 al 9 maggio 2021, May 3-9"""
        last_year = _year(match["by"])
        month = match.get("bm") or match["am"]
        first = _iso(_year(match["ay"]) or last_year, match.get("am") or month, match["ad"])
        last = _iso(last_year, month, match["bd"])
        return _period(first, last)

    def month_period(self, match: Match) -> Reading | None:
        """gennaio-marzo 2021"""
        last_year = _year(match["by"])
        first_year = _year(match["ay"]) or last_year
        first, last = match["am"]["MONTHS"], match["bm"]["MONTHS"]
        return _period(f"{first_year:04}-{first:02}", f"{last_year:04}-{last:02}") if last_year else None

    def year_period(self, match: Match) -> Reading | None:
        """2016-2020, 2019-20"""
        return self._years(match["a"]["NUM"].digits, match["b"].text)

    def slash(self, match: Match) -> Reading | None:
        """1984/85; a day and month; a simple fraction"""
        text = match.first.text
        first, _, last = text.partition("/")
        if len(text) > 9:
            return None
        if len(first) == 4:
            return self._years(first, last)
        if "/" in last:
            return None
        part = simple_fraction(text)
        if part is not None:
            return Reading("RATIO", part)
        a, b = int(first), int(last)
        day, month = (a, b) if self.day_first or b > 12 else (b, a)
        sure = self.day_first or a > 12 or b > 12 or a == b
        return (
            Reading("DATE", date=f"--{month:02}-{day:02}" if sure else None)
            if 0 < month <= 12 and 0 < day <= 31
            else None
        )

    def year(self, match: Match) -> Reading | None:
        """nel 2020, '95"""
        year = _year(match.first)
        return Reading("DATE", Decimal(year), date=f"{year:04}") if year else None

    def era(self, match: Match) -> Reading | None:
        """79 d.C., 44 a.C.; ISO 8601 counts 1 BC as year 0"""
        value = match["n"]["NUM"].value
        if value is None or value != value.to_integral_value() or not 0 < value < 10000:
            return None
        if match.get("bc"):
            return Reading("DATE", -value, date=f"{1 - int(value):05}" if value > 1 else "0000")
        return Reading("DATE", value, date=f"{int(value):04}")

    def decade(self, match: Match) -> Reading | None:
        """anni Sessanta, anni '80, the 1990s"""
        n = match["n"]
        first = n["DECADES"] if "DECADES" in n else _year(n)
        if first is None and "NUM" in n and n["NUM"].value is not None:
            first = int(n["NUM"].value)  # anni sessanta, anni duemila
            first = 1900 + first if 10 <= first <= 90 else first if 1900 <= first < 2100 else None
        if not first or first % 10:
            return None
        if first % 100 == 0 and "DECADE_CUES" not in match.first:  # the 1800s: ten years or a hundred
            return Reading("DATE")
        return Reading("DATE", None, Decimal(first), Decimal(first + 9), date=f"{first:04}/{first + 9:04}")

    listed_decade = decade

    def short_century(self, match: Match) -> Reading | None:
        """il '500: the years from 1500 on"""
        digits = match["n"]["NUM"].digits
        if digits is None or not re.fullmatch("[2-9]00", digits):
            return None
        first = 1000 + int(digits)
        return Reading("DATE", None, Decimal(first), Decimal(first + 99), date=f"{first}/{first + 99}")

    def century(self, match: Match) -> Reading | None:
        """XX secolo, the 19th century"""
        number = _rank(match["n"])
        if number is None or not 0 < number < 30 or match.get("bc"):
            return Reading("DATE") if match.get("bc") else None
        first, last = 100 * (number - 1) + 1, 100 * number
        return Reading("DATE", None, Decimal(first), Decimal(last), date=f"{first:04}/{last:04}")

    def quarter(self, match: Match) -> Reading | None:
        """secondo trimestre del 2022, second half of 2021"""
        number, year = _rank(match["n"]), _year(match["y"])
        months = 3 if "QUARTERS" in match["part"] else 6
        if number is None or year is None or not 1 <= number <= 12 // months:
            return None
        return _months(year, months, number)

    def quarter_name(self, match: Match) -> Reading | None:
        """Q3 2021, H1 2022"""
        n, year = match["n"], _year(match["y"])
        if year is None:
            return None
        months, number = (3, n["QUARTER_NAMES"]) if "QUARTER_NAMES" in n else (6, n["HALF_NAMES"])
        return _months(year, months, number)

    def numeric_date(self, match: Match) -> Reading | None:
        """12/03/2021, 2021-03-12; an ambiguous one keeps its text, and its date is None"""
        text = match.first.text
        parts = [int(part) for part in re.split(r"[/.-]", text)]
        if len(re.match(r"\d+", text)[0]) == 4:  # type: ignore[index]  # DATE begins with digits
            year, month, day = parts
            sure = True
        else:
            a, b, year = parts
            year = year if year > 99 else _full(year)
            day, month = (a, b) if self.day_first or a > 12 else (b, a)
            sure = self.day_first or a > 12 or b > 12 or a == b
        try:
            iso = date(year, month, day).isoformat()
        except ValueError:
            return None
        return Reading("DATE", date=iso if sure else None)

    def clock(self, match: Match) -> Reading | None:
        """14:30, alle 14.30, 9 a.m."""
        iso = self._clock(match, "")
        return Reading("TIME", date=iso if self._sure(match) else None) if iso else None

    hour_and_part = clock

    def _sure(self, match: Match) -> bool:
        """Whether a time with seconds is one of the day, not how long a race took: something else must say so."""
        told = match.get("am") or match.get("pm") or match.found.start() < match.start or "DATE" in match.before
        return bool(told) or match.first.text.count(":") < 2

    def clock_period(self, match: Match) -> Reading | None:
        """dalle 9 alle 18.30, from 9 a.m. to 6:30 p.m."""
        first, last = self._clock(match, ""), self._clock(match, "b")
        return Reading("TIME", date=f"{first}/{last}") if first and last else None

    def zoned_clock(self, match: Match) -> Reading | None:
        """0930 GMT, 5 GMT"""
        text = match.first.text
        whole = f"{text[:2]}:{text[2:]}" if len(text) == 4 and text.isdigit() else text
        parts = re.fullmatch(r"(\d\d?)(?:[:.](\d\d))?", whole)
        if not parts or int(parts[1]) > 24 or int(parts[2] or 0) > 59:
            return None
        return Reading("TIME", date=f"T{int(parts[1]):02}:{parts[2] or '00'}")

    def _clock(self, match: Match, k: str) -> str | None:
        """One clock time of a match; the groups' names begin with `k`."""
        n, am, pm = match[k + "n"], match.get(k + "am"), match.get(k + "pm")
        am, pm = (am, pm) if k or am or pm else self._shared_part(match)
        minutes = _minutes(match)
        text = n.text if "NUM" not in n else (not minutes and n["NUM"].digits) or _hours(n["NUM"].value, minutes)
        parts = re.fullmatch(r"(\d\d?)(?:[:.,](\d\d)(?::(\d\d))?)?", text)
        if not parts:
            return None
        hour, minute, second = (int(part) if part else 0 for part in parts.groups())
        if am and hour > 12:
            return None
        if (am or pm) and hour <= 12:
            hour = hour % 12 + (12 if pm else 0)
        if (hour, minute, second) > (24, 0, 0) or minute > 59 or second > 59:
            return None
        return f"T{hour:02}:{minute:02}" + (f":{second:02}" if parts[3] else "")

    def _shared_part(self, match: Match) -> tuple[Item | None, Item | None]:
        """The part of the day that the first of two hours shares with the second: 7 to 9 pm, not 11 to 1 pm."""
        hours = [re.match(r"\d+", item.text) for item in (match.get("n"), match.get("bn")) if item is not None]
        first, second = (int(hour[0]) % 12 if hour else 0 for hour in [*hours, None, None][:2])
        am, pm = match.get("bam"), match.get("bpm")
        return (am, pm) if first < second else (pm, am)

    def _years(self, first: str | None, last: str) -> Reading | None:
        """Two years; the second may be cut short: 1984/85."""
        last = last.lstrip("'’‘")
        if not first or not last.isdigit() or len(last) not in (2, 4):
            return None
        last = first[:2] + last if len(last) == 2 else last
        return _period(first, last)


def _rank(n: Item) -> int | None:
    """The number of a century or quarter: an ordinal, a Roman number, digits."""
    if "NUM" in n:
        value: Decimal | None = n["NUM"].value
        return None if value is None or value > LAST_RANK else int(value)
    return int(n["ORDINALS"]) if "ORDINALS" in n else _roman(n.text)


def _minutes(match: Match) -> Decimal:
    """The minutes told beside an hour: 15 for "e un quarto", -10 for "meno dieci"."""
    part, minutes = match.get("part"), match.get("minutes")
    told: Decimal = minutes["NUM"].value if minutes else 60 / Decimal(part["FRACTIONS"]) if part else ZERO
    return -told if match.get("minus") else told


def _hours(value: Decimal | None, minutes: Decimal) -> str:
    """An hour in words and the minutes beside it, as digits: "2:30" for "due e mezza", "2:15" for "due e un quarto"."""
    minutes += (value or ZERO) * 60
    return f"{int(minutes // 60)}:{int(minutes % 60):02}"


def _full(number: int) -> int:
    """The year that two digits mean: 1930 to 2029."""
    return number + (2000 if number < 30 else 1900)


def _year(item: Item) -> int | None:
    """The year that an item names, None for any other item."""
    if "SHORT" in item:
        return _full(int(item.text[1:]))
    return int(item["NUM"].digits) if "YEAR" in item and item["NUM"].digits else None


def _month(item: Item) -> int:
    """The number of a month's name, short or long."""
    number: int = item.senses.get("MONTHS") or item["SHORT_MONTHS"]
    return number


def _iso(year: int | None, month: Item, day: Item) -> str | None:
    """A day as ISO 8601, "--01-07" without a year; None where the calendar has no such day."""
    number = _number(day)
    if number is None or not 1 <= number <= calendar.monthrange(year or 2000, _month(month))[1]:
        return None
    return f"{year:04}-{_month(month):02}-{int(number):02}" if year else f"--{_month(month):02}-{int(number):02}"


def _number(day: Item) -> Decimal | None:
    """The day's number; "primo" is the first, 08 the eighth."""
    if "PADDED" in day:
        return Decimal(day.text) if day.text.isdigit() else None
    number: Decimal | None = day["NUM"].value if "NUM" in day else day.senses.get("ORDINALS", ONE)
    return number


def _period(first: str | None, last: str | None) -> Reading | None:
    """A period from one date to a later one."""
    if not first or not last or not first < last:
        return None
    low, high = (Decimal(end) if len(end) == 4 else None for end in (first, last))
    return Reading("DATE", low=low, high=high, date=f"{first}/{last}")


def _months(year: int, months: int, number: int) -> Reading | None:
    """A part of a year: the first to fourth three months, the first or second six."""
    last = number * months
    return _period(f"{year:04}-{last - months + 1:02}", f"{year:04}-{last:02}")


def _roman(text: str) -> int:
    """The value of a Roman number below forty."""
    digits = [ROMAN[char] for char in text]
    return sum(-a if a < b else a for a, b in zip(digits, [*digits[1:], 0], strict=True))
