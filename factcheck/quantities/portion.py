"""Parts of one in words: half, a quarter, three quarters; the quarter of "quarter million"."""

from decimal import Decimal

from factcheck.quantities.digits import ONE
from factcheck.quantities.items import Item, item_at
from factcheck.quantities.numeral import HALF


def portion(items: list[Item], at: int) -> tuple[Decimal, int] | None:
    """The part of one that is told at a place, and the place behind it; None if none is."""
    first = item_at(items, at)
    if "HALF" in first:
        return HALF, at + 1
    at += 1 + ("DASH" in item_at(items, at + 1))
    second = item_at(items, at)
    count = ONE if "INDEFINITE" in first else first.senses.get("NUMBER_WORDS")
    if count == ONE and "HALF" in second:
        return HALF, at + 1
    if "FRACTIONS" in first and "ORDINALS" not in first and "MAGNITUDES" in second:
        return 1 / Decimal(first["FRACTIONS"]), at
    size = second.senses.get("FRACTIONS")
    return (count / Decimal(size), at + 1) if count and size and count < size else None
