"""Readings of amounts: money, percent, measures, durations, plain counts; intervals of them; shares and ranks."""

from decimal import Decimal
from typing import NamedTuple

from factcheck.quantities.digits import ONE, simple_fraction, tidy
from factcheck.quantities.grammar import Match
from factcheck.quantities.items import NOWHERE, Item
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


def unit_of(item: Item, sign: Item = NOWHERE) -> tuple[Kind, str | None, Decimal]:
    """The kind and unit that a word or sign gives, and what a value must be multiplied by (cents: 0.01)."""
    if "PERCENTS" in item:
        return "PERCENT", item["PERCENTS"], ONE
    if item is not None and "POINTS" in item:
        return "PERCENT", item["POINTS"], ONE
    if "CENTS" in item and sign is NOWHERE:
        unit, in_one = item["CENTS"]
        return "MONEY", unit, 1 / in_one
    for one in (item, sign):  # $20 pesos, $5 USD: what stands behind tells more
        for category in MONEY[:2]:
            if category in one and not (category == "CURRENCIES" and "MEASURES" in one):
                return "MONEY", one[category], ONE
    if "DURATIONS" in item:
        return "DURATION", item["DURATIONS"], ONE
    if "MEASURES" in item:
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


def amount_of(match: Match, k: str) -> Amount:
    """The amount whose groups begin with `k`."""
    n, sign, unit, money, last = (match[k + name] for name in ("n", "sign", "unit", "money", "last"))
    kind, name, factor = unit_of(unit, sign)
    if unit.glued and "UNSURE" in unit and not _measured(match):
        kind, name = "CARDINAL", None
    if unit.senses.keys() >= AMBIGUOUS and not _weighed(match):
        kind, name = "MONEY", unit["CURRENCIES"]
    if "MONEY_MAGNITUDES" in money:
        factor *= money["MONEY_MAGNITUDES"]
    if "MAGNITUDES" in last:  # 75 USD million
        factor *= last["MAGNITUDES"]
    return Amount(n["NUM"] if "NUM" in n else Numeral(ONE, ONE), kind, name, factor)


def _measured(match: Match) -> bool:
    """Whether something tells that "5m" are metres, not minutes, months or millions: 5m high, 37m (121ft)."""
    before, behind = match.items[: match.start][-1:], match.items[match.end : match.end + 2]
    bracket = len(behind) == 2 and behind[0].text == "(" and "NUM" in behind[1]
    return bracket or any("DIMENSIONS" in item for item in [*before, *behind])


def _weighed(match: Match) -> bool:
    """Whether pounds are a weight: unless there are millions of them, or a word such as "costs" stands around."""
    items = match.items
    if any("PRICES" in item or "SIGNS" in item for item in items[max(0, match.start - AROUND) : match.end + AROUND]):
        return False
    if any("DASH" in item for item in items[match.start : match.end]) or "OF" in match.after:
        return True
    return "NUM" not in match["an"] or match["an"]["NUM"].magnitude < MILLION


def amount(match: Match) -> Reading:
    """12 milioni di euro, $4.5bn, 40 km, 57.5 %, 200"""
    one = amount_of(match, "a")
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
    value = number_of(match["n"])
    return Reading("CARDINAL", tidy(value * match["money"]["MONEY_MAGNITUDES"])) if value is not None else None


def leading_unit(match: Match) -> Reading | None:
    """Beaufort 8"""
    value = number_of(match["n"])
    return Reading("QUANTITY", value, unit=match["unit"]["LEADING"]) if value is not None else None


def interval(match: Match) -> Reading | None:
    """tra 3 e 5 milioni, 10–15%, due o tre; the ends share unit and magnitude"""
    a, b = amount_of(match, "a"), amount_of(match, "b")
    if a.kind != "CARDINAL" and b.kind != "CARDINAL" and (a.kind, a.unit) != (b.kind, b.unit):
        return None
    if a.kind != "CARDINAL" == b.kind and not match.get("asign") and "ENDS" in match["join"]:
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
    opener = match.get("open")
    if low is not None and high is not None and high < low < 0 and opener is not None and "BETWEEN" in opener:
        low, high = high, low  # tra -5 e -10 gradi
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
    value, count = number_of(match["n"]), number_of(match["a"])
    kind, name, factor = unit_of(match["unit"])
    behind = count / match["b"]["FRACTIONS"] if count is not None else HALF
    return Reading(kind, _scaled(value + behind, factor), unit=name) if value is not None else None


def part_of_unit(match: Match) -> Reading | None:
    """tre quarti d'ora, three quarters of an hour"""
    count = number_of(match["a"])
    kind, name, factor = unit_of(match["unit"])
    return Reading(kind, tidy(count / match["b"]["FRACTIONS"] * factor), unit=name) if count is not None else None


def slash_unit(match: Match) -> Reading | None:
    """1/4 mile"""
    value = simple_fraction(match.first.text)
    kind, name, factor = unit_of(match["unit"])
    return Reading(kind, tidy(value * factor), unit=name) if value is not None else None


def two_units(match: Match) -> Reading | None:
    """2 euro e 50 centesimi, 6 feet 4 inches, 1 metre and 85: the value in the first unit"""
    a, b = number_of(match["a"]), number_of(match["b"])
    unit, second = match["unit"], match["bunit"]
    kind, name, _ = unit_of(unit, match["sign"])
    if unit.senses.keys() >= AMBIGUOUS and (second is NOWHERE or "CENTS" in second):
        kind, name = "MONEY", unit["CURRENCIES"]  # 5 pounds 50
    least, size = ZERO, ZERO
    if second is NOWHERE:
        size, least = map(Decimal, UNSAID_MONEY if kind == "MONEY" else UNSAID.get(name or "", (0, 0)))
    elif kind == "MONEY" and "CENTS" in second:
        size = second["CENTS"][1]
    else:
        kind, name, size = _paired(unit, second)
    if a is None or b is None or a % 1 or not least <= b < size or (second is NOWHERE and b % 1):
        return None
    return Reading(kind, tidy(a + b / size), unit=name)


def _paired(first: Item, second: Item) -> tuple[Kind, str | None, Decimal]:
    """The kind and the larger of two units told together, and how many of the second make one; zero for no pair."""
    larger, smaller = ([item[name] for name in PAIRS if name in item] for item in (first, second))
    for kind, table in PARTS_OF.items():
        for pair, size in table.items():
            if pair[0] in larger and pair[1] in smaller:
                return kind, pair[0], Decimal(size)
    return "CARDINAL", None, ZERO


def inches(match: Match) -> Reading | None:
    """5' 2", 6'2, 17\", but 13'20" and 2'05" are minutes"""
    first, rest = number_of(match["a"]), number_of(match["b"])
    if rest is None or first is None:
        return Reading("QUANTITY", rest, unit="inch") if rest is not None else None
    if rest < 12 and not match["b"].text.startswith("0"):
        return Reading("QUANTITY", tidy(first + rest / 12), unit="foot")
    return Reading("DURATION", tidy(first + rest / 60), unit="minute") if rest < 60 else None


def half_unit(match: Match) -> Reading:
    """mezz'ora, half an hour"""
    kind, name, factor = unit_of(match["unit"])
    return Reading(kind, _scaled(HALF, factor), unit=name)


def ordinal(match: Match) -> Reading | None:
    """il terzo produttore, the 21st"""
    value = match["n"]["NUM"].value if match.get("n") else match["word"]["ORDINALS"]
    return Reading("ORDINAL", value) if value is not None and value > 0 and not value % 1 else None


def out_of(match: Match) -> Reading | None:
    """7 su 10, uno su quattro, one in four"""
    a, b = number_of(match["a"]), number_of(match["b"])
    return Reading("RATIO", a / b) if a is not None and b is not None and a < b else None


def fraction(match: Match) -> Reading | None:
    """un terzo, due terzi, three quarters"""
    count = number_of(match["a"])
    whole = count is not None and not count % 1 and count < 20
    return Reading("RATIO", count / match["b"]["FRACTIONS"]) if count is not None and whole else None


def multiple(match: Match) -> Reading | None:
    """tre volte, four times, due volte e mezzo"""
    value = number_of(match["n"])
    return Reading("RATIO", value + HALF if match.get("half") else value) if value is not None else None


def part(match: Match) -> Reading:
    """metà, il doppio, half; fivefold"""
    return Reading("RATIO", match.first["PARTS" if "PARTS" in match.first else "MULTIPLES"])


def number_of(item: Item) -> Decimal | None:
    """The value of a numeral, or of an indefinite article that counts; None for a vague one and for NOWHERE."""
    if "NUM" not in item:
        return None if item is NOWHERE else ONE
    value: Decimal | None = item["NUM"].value
    return value
