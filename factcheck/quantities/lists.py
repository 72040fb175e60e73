"""Lists of figures that share what only the last one names: 30, 20 and 9 per cent; il 9 e il 16 giugno."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from factcheck.quantities.amounts import Reading
from factcheck.quantities.digits import ONE, tidy
from factcheck.quantities.grammar import Match
from factcheck.quantities.items import Item
from factcheck.records import Figure

Found = tuple[Match, Reading]
JOINS = frozenset("CONJUNCTIONS ALTERNATIVES".split())
COMMAS = frozenset("COMMA CONJUNCTIONS ALTERNATIVES ARTICLES ORIGINS".split())
PARTED = {"MONEY", "QUANTITY"}
SEPARATORS = COMMAS | {"DASH"}
SHARED = {"PERCENT", "MONEY", "QUANTITY", "DURATION"}


def share_units(found: list[Found]) -> list[Found]:
    """The readings, with the units that they share; a change ("rose from 4 to 6 million") shares its magnitude too."""
    out: list[Found] = []
    listed = False
    for one in reversed(found):
        if out:
            between = one[0].items[one[0].end : out[-1][0].start]
            listed = bool(between) and (listed or any(JOINS & item.senses.keys() for item in between))
            one = _shared(one, out[-1], listed)
            listed = listed and all(COMMAS & item.senses.keys() for item in between)
        out.append(one)
    return out[::-1]


def share_counted(found: list[Found], figures: list[Figure]) -> list[Figure]:
    """The figures; in a list all count what stands behind the last: four-, five- and six-cylinder engines."""
    out = figures[-1:]
    for ((match, _), figure), ((behind, _), _) in reversed(list(pairwise(zip(found, figures, strict=True)))):
        counted = out[-1].counted
        if counted and figure.kind == out[-1].kind == "CARDINAL" and counted.start > out[-1].end:
            between = match.items[match.end : behind.start]
            if between and all(SEPARATORS & item.senses.keys() for item in between):
                figure = replace(figure, counted=counted)
        out.append(figure)
    return out[::-1]


def _shared(first: Found, second: Found, listed: bool) -> Found:
    """The first of two neighbours, with the unit of the second where the words between them make a list."""
    match, reading = first
    between = match.items[match.end : second[0].start]
    change = _changed(match, between)
    part = len(between) == 1 and "OF" in between[0] and second[1].kind in PARTED  # 3 million of the 15 million shekels
    if reading.kind != "CARDINAL" or reading.value is None or not between:
        return first
    if not (change or part) and not (listed and all(COMMAS & item.senses.keys() for item in between)):
        return first
    if second[1].kind == "DATE":
        return match, _day(reading, second[1])
    factor = _magnitude(second[0]) if change and _magnitude(match) == ONE else ONE
    if second[1].kind not in SHARED and factor == ONE:
        return first
    return match, reading._replace(kind=second[1].kind, unit=second[1].unit, value=tidy(reading.value * factor))


def _changed(match: Match, between: list[Item]) -> bool:
    """Whether the figure is where a change began: from it, to the next."""
    return "ORIGINS" in match.before and len(between) == 1 and "ENDS" in between[0]


def _magnitude(match: Match) -> Decimal:
    """The magnitude of an amount's numeral, one where it has none."""
    n = match.get("an")
    return n["NUM"].magnitude if n is not None and "NUM" in n else ONE


def _day(reading: Reading, second: Reading) -> Reading:
    """A day of the month that the next date names: il 9 e il 16 giugno."""
    date = second.date or ""
    if "/" in date or reading.value is None or not 1 <= reading.value <= 31 or len(date) < 7 or date.count("-") < 2:
        return reading
    year, month = date[:-6], date[-5:-3]
    value = None if year.strip("-") else reading.value
    return reading._replace(kind="DATE", value=value, date=f"{year}-{month}-{int(reading.value):02}")
