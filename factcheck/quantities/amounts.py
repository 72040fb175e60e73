"""Readings of amounts: money, percent, measures, durations, plain counts; intervals of them; shares and ranks."""

from decimal import Decimal
from typing import NamedTuple

from factcheck.quantities.digits import ONE, simple_fraction, tidy
from factcheck.quantities.grammar import Match
from factcheck.quantities.items import Item
from factcheck.quantities.numeral import HALF, HUNDRED, ZERO, Numeral
from factcheck.records import Kind

AMBIGUOUS = {"CURRENCIES", "MEASURES"}
# How many of a smaller unit make a larger one, for amounts told in two units.
PARTS_OF: dict[Kind, dict[tuple[str, str], int]] = {
    "DURATION": {
        ("year", "month"): 12, ("week", "day"): 7, ("day", "hour"): 24,
        ("hour", "minute"): 60, ("minute", "second"): 60,
    },
    "QUANTITY": {
        ("foot", "inch"): 12, ("yard", "foot"): 3, ("pound", "ounce"): 16, ("stone", "pound"): 14,
        ("kilometer", "meter"): 1000, ("meter", "centimeter"): 100, ("tonne", "kilogram"): 1000,
        ("quintal", "kilogram"): 100, ("kilogram", "gram"): 1000,
        ("kilogram", "hectogram"): 10, ("degree", "minute"): 60,
    },
}  # fmt: skip
# How many parts a unit has whose name may be left out (1 metre and 85), and the least of them that are told so.
UNSAID = {"meter": (100, 10), "kilogram": (1000, 100), "hour": (60, 10), "foot": (12, 1)}
UNSAID_MONEY = (100, 10)
MILLION = Decimal(1000000)
AROUND = 12
MONEY = ("CURRENCIES", "SIGNS", "CENTS")
PAIRS = ("PAIRED", "MEASURES", "DURATIONS")


class Reading(NamedTuple):
    """What a rule made of a match: the fields of a Figure that the words around it don't touch."""

    kind: Kind
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    vague: bool = False
    date: str | None = None


def unit_of(item: Item | None, sign: Item | None = None) -> tuple[Kind, str | None, Decimal]:
    """The kind and unit that a word or sign gives, and what a value must be multiplied by (cents: 0.01)."""
    if item is not None and "PERCENTS" in item:
        return "PERCENT", item["PERCENTS"], ONE
    if item is not None and "POINTS" in item:
        return "PERCENT", item["POINTS"], ONE
    if item is not None and "CENTS" in item and sign is None:
        unit, in_one = item["CENTS"]
        return "MONEY", unit, 1 / in_one
    for one in (item, sign):  # $20 pesos, $5 USD: what stands behind tells more
        for category in MONEY[:2]:
            if one is not None and category in one and not (category == "CURRENCIES" and "MEASURES" in one):
                return "MONEY", one[category], ONE
    if item is not None and "DURATIONS" in item:
        return "DURATION", item["DURATIONS"], ONE
    if item is not None and "MEASURES" in item:
        return "QUANTITY", item["MEASURES"], ONE
    return "CARDINAL", None, ONE


def _scaled(value: Decimal | None, factor: Decimal) -> Decimal | None:
    """A product without a trail of zeros; whole numbers stay whole."""
    if value is None or factor == ONE:
        return value if value is None else tidy(value)
    return tidy(value * factor)


class Amount(NamedTuple):
    """One amount of a match."""

    numeral: Numeral
    kind: Kind
    unit: str | None
    factor: Decimal


def amount_of(match: Match, k: str) -> Amount | None:
    """The amount whose groups begin with `k`, None if the match has none."""
    n, sign, unit, money, last = (match.get(k + name) for name in ("n", "sign", "unit", "money", "last"))
    if n is None:
        return None
    kind, name, factor = unit_of(unit, sign)
    if unit is not None and unit.glued and "UNSURE" in unit and not _measured(match):
        kind, name = "CARDINAL", None
    if unit is not None and unit.senses.keys() >= AMBIGUOUS and not _weighed(match):
        kind, name = "MONEY", unit["CURRENCIES"]
    if money is not None:
        factor *= money["MONEY_MAGNITUDES"]
    if last is not None:  # 75 USD million
        factor *= last["MAGNITUDES"]
    return Amount(n["NUM"] if "NUM" in n else Numeral(ONE, ONE), kind, name, factor)


def _measured(match: Match) -> bool:
    """Whether something tells that "5m" are metres, not minutes, months or millions: 5m high, 37m (121ft)."""
    before, behind = match.items[: match.start][-1:], match.items[match.end : match.end + 2]
    bracket = len(behind) == 2 and behind[0].text == "(" and "NUM" in behind[1]
    return bracket or any("DIMENSIONS" in item for item in [*before, *behind])


def _weighed(match: Match) -> bool:
    """Whether pounds are a weight: unless there are millions of them, or a word such as "costs" stands around."""
    items, n = match.items, match.get("an")
    if any("PRICES" in item or "SIGNS" in item for item in items[max(0, match.start - AROUND) : match.end + AROUND]):
        return False
    behind = items[match.end] if match.end < len(items) else None
    if any("DASH" in item for item in items[match.start : match.end]) or (behind is not None and "OF" in behind):
        return True
    return n is None or n["NUM"].magnitude < MILLION


def amount(match: Match) -> Reading | None:
    """12 milioni di euro, $4.5bn, 40 km, 57.5 %, 200"""
    one = amount_of(match, "a")
    if one is None:
        return None
    numeral = one.numeral
    sign = -1 if match.get("minus") or match.get("below") else 1
    return Reading(
        one.kind,
        _scaled(numeral.value, one.factor * sign),
        _scaled(numeral.low, one.factor),
        _scaled(numeral.high, one.factor),
        one.unit,
        numeral.vague,
    )


points = one_percent = amount


def glued_magnitude(match: Match) -> Reading | None:
    """3.5m people"""
    value, money = number_of(match.get("n")), match.get("money")
    return (
        Reading("CARDINAL", tidy(value * money["MONEY_MAGNITUDES"]))
        if value is not None and money is not None
        else None
    )


def leading_unit(match: Match) -> Reading | None:
    """Beaufort 8"""
    value, unit = number_of(match.get("n")), match.get("unit")
    return Reading("QUANTITY", value, unit=unit["LEADING"]) if value is not None and unit is not None else None


def interval(match: Match) -> Reading | None:
    """tra 3 e 5 milioni, 10–15%, due o tre; the ends share unit and magnitude"""
    a, b = amount_of(match, "a"), amount_of(match, "b")
    if a is None or b is None:
        return None
    if a.kind != "CARDINAL" and b.kind != "CARDINAL" and (a.kind, a.unit) != (b.kind, b.unit):
        return None
    join = match.get("join")
    if a.kind != "CARDINAL" == b.kind and not match.get("asign") and join is not None and "ENDS" in join:
        return None  # 5 minutes to 6
    named = b if b.kind != "CARDINAL" else a
    first, second = a.numeral, b.numeral
    if first.low is not None and second.high is not None:  # tens or hundreds of millions
        return Reading(named.kind, None, first.low, second.high, named.unit, vague=True)
    if first.value is None or second.value is None or second.mantissa is None:
        return None
    shared = first.magnitude == ONE and first.value < second.mantissa
    times = HUNDRED if match.get("join") and _hundreds(first, second) else second.magnitude if shared else ONE
    low = _scaled(first.value * times, b.factor if shared else a.factor)
    high = _scaled(second.value, b.factor)
    if low is None or high is None or not low < high:
        return None
    return Reading(named.kind, None, low, high, named.unit)


def _hundreds(first: Numeral, second: Numeral) -> bool:
    """Whether two numbers in words share their hundreds: tre-quattrocento."""
    a, b = first.value, second.value
    words = not first.digits and not second.digits
    return words and a is not None and b is not None and b < 1000 and b % HUNDRED == 0 and 1 < a < b / HUNDRED


def unit_and_part(match: Match) -> Reading | None:
    """un anno e mezzo, due ore e un quarto, a year and a half"""
    value, count, part = number_of(match.get("n")), number_of(match.get("a")), match.get("b")
    kind, name, factor = unit_of(match.get("unit"))
    behind = count / part["FRACTIONS"] if count is not None and part is not None else HALF
    return Reading(kind, _scaled(value + behind, factor), unit=name) if value is not None else None


def part_of_unit(match: Match) -> Reading | None:
    """tre quarti d'ora, three quarters of an hour"""
    a, b = number_of(match.get("a")), match.get("b")
    kind, name, factor = unit_of(match.get("unit"))
    return Reading(kind, tidy(a / b["FRACTIONS"] * factor), unit=name) if a is not None and b is not None else None


def slash_unit(match: Match) -> Reading | None:
    """1/4 mile"""
    value = simple_fraction(match.items[match.start].text)
    kind, name, factor = unit_of(match.get("unit"))
    return Reading(kind, tidy(value * factor), unit=name) if value is not None else None


def two_units(match: Match) -> Reading | None:
    """2 euro e 50 centesimi, 6 feet 4 inches, 1 metre and 85: the value in the first unit"""
    a, b = number_of(match.get("a")), number_of(match.get("b"))
    unit, second = match.get("unit"), match.get("bunit")
    kind, name, _ = unit_of(unit, match.get("sign"))
    if unit is not None and unit.senses.keys() >= AMBIGUOUS and (second is None or "CENTS" in second):
        kind, name = "MONEY", unit["CURRENCIES"]  # 5 pounds 50
    least, size = ZERO, ZERO
    if second is None:
        size, least = map(Decimal, UNSAID_MONEY if kind == "MONEY" else UNSAID.get(name or "", (0, 0)))
    elif kind == "MONEY" and "CENTS" in second:
        size = second["CENTS"][1]
    else:
        kind, name, size = _paired(unit, second)
    if a is None or b is None or a % 1 or not least <= b < size or (second is None and b % 1):
        return None
    return Reading(kind, tidy(a + b / size), unit=name)


def _paired(first: Item | None, second: Item) -> tuple[Kind, str | None, Decimal]:
    """The kind and the larger of two units told together, and how many of the second make one; zero for no pair."""
    names = [[item[name] for name in PAIRS if name in item] for item in (first, second) if item is not None]
    for kind, table in PARTS_OF.items():
        for pair, size in table.items():
            if len(names) == 2 and pair[0] in names[0] and pair[1] in names[1]:
                return kind, pair[0], Decimal(size)
    return "CARDINAL", None, ZERO


def inches(match: Match) -> Reading | None:
    """5' 2", 6'2, 17\", but 13'20" and 2'05" are minutes"""
    first, rest, last = number_of(match.get("a")), number_of(match.get("b")), match.get("b")
    if rest is None or last is None or first is None:
        return Reading("QUANTITY", rest, unit="inch") if rest is not None else None
    if rest < 12 and not last.text.startswith("0"):
        return Reading("QUANTITY", tidy(first + rest / 12), unit="foot")
    return Reading("DURATION", tidy(first + rest / 60), unit="minute") if rest < 60 else None


def half_unit(match: Match) -> Reading | None:
    """mezz'ora, half an hour"""
    kind, name, factor = unit_of(match.get("unit"))
    return Reading(kind, _scaled(HALF, factor), unit=name)


def ordinal(match: Match) -> Reading | None:
    """il terzo produttore, the 21st"""
    n, word = match.get("n"), match.get("word")
    value = n["NUM"].value if n is not None else word["ORDINALS"] if word is not None else None
    return Reading("ORDINAL", value) if value is not None and value > 0 and not value % 1 else None


def out_of(match: Match) -> Reading | None:
    """7 su 10, uno su quattro, one in four"""
    a, b = number_of(match.get("a")), number_of(match.get("b"))
    return Reading("RATIO", a / b) if a is not None and b is not None and a < b else None


def fraction(match: Match) -> Reading | None:
    """un terzo, due terzi, three quarters"""
    a, b = number_of(match.get("a")), match.get("b")
    whole = a is not None and a == a.to_integral_value() and a < 20
    return Reading("RATIO", a / b["FRACTIONS"]) if a is not None and b is not None and whole else None


def multiple(match: Match) -> Reading | None:
    """tre volte, four times, due volte e mezzo"""
    value = number_of(match.get("n"))
    return Reading("RATIO", value + HALF if match.get("half") else value) if value is not None else None


def part(match: Match) -> Reading | None:
    """metà, il doppio, half; fivefold"""
    item = match.get("fig")
    return Reading("RATIO", item["PARTS" if "PARTS" in item else "MULTIPLES"]) if item is not None else None


def number_of(item: Item | None) -> Decimal | None:
    """The value of a numeral, or of an indefinite article that counts."""
    if item is None:
        return None
    return item["NUM"].value if "NUM" in item else ONE
