"""What the words around a figure say of it: how exact it is, and whether it tells of a rise or a fall."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from factcheck.quantities.items import Item
from factcheck.quantities.nouns import LONGEST
from factcheck.records import Figure, Modifier, Trend

BETWEEN_MODIFIER = frozenset("ARTICLES BETWEEN ORIGINS QUOTE SIGNS".split())
BETWEEN_TREND = frozenset("ARTICLES QUOTE SIGNS MODIFIERS".split())
CONVERTED = {"MONEY", "QUANTITY"}
REACH = 6


def modifier(items: list[Item], start: int, end: int, behind: int) -> Modifier:
    """What is said of the exactness of the figure from item `start` to item `end`.

    Right before it ("circa il"), right behind it ("o più"), or behind what it counts ("300 persone circa"); `behind`
    is the offset where that ends.
    """
    at = _before(items, start, BETWEEN_MODIFIER)
    found: Modifier | None = items[at].senses.get("MODIFIERS") if at >= 0 else None
    for item in _behind(items, end, behind):
        found = found or item.senses.get("MODIFIERS_AFTER")
    if found:
        return found
    rough = any("ROUGH" in part for item in items[start:end] if "NUM" in item for part in item["MEMBERS"])
    return "~" if rough else "="


def trend(items: list[Item], start: int, end: int, behind: int) -> Trend | None:
    """Whether the figure is the amount of a rise or a fall: "cresce del 3%", "fell by 3%", "3 in più"."""
    for item in _behind(items, end, behind):
        if "RISES_AFTER" in item or "FALLS_AFTER" in item:
            return "up" if "RISES_AFTER" in item else "down"
    at = _before(items, start, BETWEEN_TREND)
    if at < 0 or "INCREMENTS" not in items[at]:
        return None
    before = items[at]
    if "ORIGINS" in before and end < len(items) and "ENDS" in items[end]:  # subió del 3 % al 5 %
        return None
    if "DURATIONS" in items[end - 1] and ("RISES" in before or "FALLS" in before):  # broke up two hours later
        return None
    percent = any("PERCENTS" in item for item in items[start:end])
    return _direction(reversed(items[max(0, at - REACH) : at + 1]), "OF" in before, percent)


def explained(figures: list[Figure], text: str) -> list[Figure]:
    """The figures; one in brackets that gives another in another unit shares what is said of it: 8 miles (13 km)."""
    out: list[Figure] = []
    for figure in figures:
        first = out[-1] if out else None
        if (
            first
            and figure.kind in CONVERTED
            and first.kind in (figure.kind, "CARDINAL")
            and text[first.end : figure.start].strip() == "("
        ):
            modifier = first.modifier if figure.modifier == "=" else figure.modifier
            figure = replace(figure, modifier=modifier, trend=figure.trend or first.trend, counted=first.counted)
        out.append(figure)
    return out


def _direction(items: Iterable[Item], bound: bool, percent: bool) -> Trend | None:
    """The direction that the nearest word of a rise or fall gives, the words before the figure coming last to first.

    Behind "of" it is `bound`: no number and no other "of" may stand between ("cut in the rate of tax of 5%"), and no
    noun either unless a share has changed (rates by 5 points).
    """
    for place, item in enumerate(items):
        if "RISES" in item or "FALLS" in item:
            return "up" if "RISES" in item else "down"
        if bound and (
            "NUM" in item or (place and "OF" in item) or (item.text[0].isalpha() and not item.senses and not percent)
        ):
            return None
    return None


def _before(items: list[Item], start: int, skipped: frozenset[str]) -> int:
    """The place before the figure, articles and the like skipped (unless they are more than that); -1 if none."""
    at = start - 1
    while at >= 0 and not skipped.isdisjoint(items[at].senses) and "MODIFIERS" not in items[at].senses.keys() - skipped:
        at -= 1
    return at


def _behind(items: list[Item], end: int, behind: int) -> Iterator[Item]:
    """The items right behind the figure and right behind what it counts."""
    for item in items[end : end + 2 * LONGEST]:
        if item is items[end] or 0 <= item.start - behind <= 1:
            yield item
