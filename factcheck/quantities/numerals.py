"""The items of a sentence with every numeral made into one, and what else it may be: a day, a year, a vague amount."""

import re
from decimal import Decimal
from typing import Any

from factcheck.quantities.items import Item
from factcheck.quantities.lexicon import Lexicon
from factcheck.quantities.numeral import Numeral
from factcheck.quantities.run import Run

STARTS = frozenset(
    "NUMBER NUMBER_WORDS COMPOUND HALF INDEFINITE VAGUE QUANTIFIERS FRACTIONS DECIMAL_WORDS MAGNITUDES".split()
)
RANKED = frozenset("RANKS CENTURIES".split())
ENORMOUS = Decimal("1e18")


def vague(items: list[Item], at: int) -> tuple[Numeral, int] | None:
    """A vague numeral (diverse centinaia, decine di milioni, several hundred) and the place behind it, else None."""

    def sense(at: int, *categories: str) -> Decimal | None:
        found = (items[at].senses.get(category) for category in categories) if at < len(items) else ()
        return next((value for value in found if value is not None), None)

    some = "QUANTIFIERS" in items[at]
    at += some
    low = sense(at, *(("VAGUE", "MAGNITUDES", "COLLECTIVES") if some else ("VAGUE",)))
    if low is None:
        return None
    at += 1
    while low < ENORMOUS and sense(at, "OF") and (more := sense(at + 1, "VAGUE", "MAGNITUDES")) is not None:
        low, at = low * more, at + 2
    if some and (more := sense(at, "MAGNITUDES")) is not None:
        low, at = low * more, at + 1
    return Numeral(low=low, high=10 * low), at


def ordinal(items: list[Item], at: int, end: int, numeral: Numeral) -> tuple[int, Decimal] | None:
    """The end and the number of an ordinal of several words or parts: twenty-third, hundred and fifth."""
    value = numeral.value
    if value is None or any("NUMBER" in item for item in items[at:end]):
        return None
    if "RANK" in items[end - 1]:
        return end, value
    join, *behind = items[end : end + 3] or [items[at]]
    if not behind or "ORDINALS" not in behind[0]:
        return None
    if "DURATIONS" in behind[0] and (len(behind) < 2 or RANKED.isdisjoint(behind[1].senses)):  # a ten-second wait
        return None
    tens = "DASH" in join and join.glued and value % 100 > 10 and not value % 10 and behind[0]["ORDINALS"] < 10
    hundreds = "CONJUNCTIONS" in join and not value % 100 and behind[0]["ORDINALS"] < 100
    return (end + 2, value + behind[0]["ORDINALS"]) if tens or hundreds else None


class Numerals:
    """Finds the numerals among the items of a sentence."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.decimal = lexicon.words.numbers.decimal
        letter = lexicon.letter
        self._starts = re.compile(f"[{''.join(map(lexicon.letters, STARTS))}]")
        self._plain, self._rank = letter("NUM"), letter("ORDINALS", "SMALL")
        self._kinds = {
            "DAY": letter("NUM", "DAY"), "YEAR": letter("NUM", "YEAR"), "VAGUE": letter("NUM", "VAGUE"),
            "ONE": letter("NUM", "DAY", "ONE"),
        }  # fmt: skip

    def _numeral(self, items: list[Item], at: int) -> tuple[Numeral, int] | None:
        """The numeral that begins at a place and the place behind it, None if there is none."""
        senses = items[at].senses
        if "MAGNITUDES" in senses and len(items[at].text) == 1:
            return None
        behind = items[at + 1 : at + 2]
        if "INDEFINITE" in senses and not (behind and behind[0].senses and len(behind[0].text) > 1):  # a man, a B
            return None
        return vague(items, at) or Run(items, at, self.decimal).read()

    def merge(self, text: str, items: list[Item]) -> list[Item]:
        """The items with every numeral made into one; `text` is what their offsets count in."""
        out: list[Item] = []
        at = 0
        letters = "".join([item.letter for item in items])
        while start := self._starts.search(letters, at):
            out += items[at : start.start()]
            at = start.start()
            found = self._numeral(items, at)
            if found and "VAGUE" in items[at] and at > 1 and "SIGNS" in items[at - 1] and "NUM" in out[-2]:
                found = None  # 75 USD milioni
            if found is None or (found[1] == at + 1 and "INDEFINITE" in items[at]):  # an article, not a number
                out.append(items[at])
                at += 1
                continue
            numeral, end = found
            ranked = ordinal(items, at, end, numeral)
            if ranked:
                end, number = ranked
                span = items[at].start, items[end - 1].end
                out.append(Item(text[slice(*span)], *span, self._rank, items[at].glued, {"ORDINALS": number}))
                at = end
                continue
            first, last = items[at], items[end - 1]
            kind = self._kind(numeral, items[at:end])
            senses: dict[str, Any] = {"NUM": numeral, "MEMBERS": items[at:end]}
            if kind:
                senses[kind] = True
            for name in ("INDEFINITE", "FRACTIONS", "ORDINALS", "UNCERTAIN", "DECADES"):
                if end == at + 1 and name in first:
                    senses[name] = first[name]
            letter = self._kinds[kind] if kind else self._plain
            out.append(Item(text[first.start : last.end], first.start, last.end, letter, first.glued, senses))
            at = end
        return out + items[at:]

    def _kind(self, numeral: Numeral, parts: list[Item]) -> str | None:
        """What else the numeral may be: a day or hour, a year, a vague amount, an uncertain "one"."""
        if len(parts) == 1 and "ONE" in parts[0]:
            return "ONE"
        digits, value = numeral.digits, numeral.value
        if digits and re.fullmatch(r"[12]\d{3}", digits):
            return "YEAR"
        if (
            value is not None
            and value == value.to_integral_value()
            and 0 <= value <= 31
            and not (digits and len(digits) > 2)
        ):
            return "DAY"
        return None
