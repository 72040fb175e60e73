"""What the words around a figure say of it: how exact it is, and whether it tells of a rise or a fall."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from factcheck.quantities.items import SIGNED, Item
from factcheck.quantities.lexicon import NOUNS
from factcheck.quantities.nouns import LONGEST
from factcheck.records import Figure, Modifier, Trend

BETWEEN_MODIFIER = frozenset("ARTICLES BETWEEN ORIGINS QUOTE SIGNS".split())
BETWEEN_TREND = frozenset("ARTICLES QUOTE SIGNS MODIFIERS".split())
CONVERTED = {"MONEY", "QUANTITY"}
NEGATED: dict[Modifier | None, Modifier] = {"<": ">=", ">": "<="}
REACH, NEAR, FAR = 6, 4, 8
MOVES = {"RISES", "FALLS"}
AMOUNTS = frozenset("PERCENTS POINTS CURRENCIES SIGNS".split())


def modifier(items: list[Item], start: int, end: int, behind: int) -> Modifier:
    """What is said of the exactness of the figure from item `start` to item `end`.

    Right before it ("circa il"), right behind it ("o più"), or behind what it counts ("300 persone circa"); `behind`
    is the offset where that ends.
    """
    at = _before(items, start, BETWEEN_MODIFIER)
    at -= at > 0 and "DASH" in items[at] and items[at].glued  # sub-7
    found: Modifier | None = items[at].senses.get("MODIFIERS") if at >= 0 and not _during(items, at, end) else None
    if found in NEGATED and _denied(items, at):
        found = NEGATED[found]
    for item in [*items[start:end], *_behind(items, end, behind)]:  # 20-odd years, 300 people or more
        found = found or item.senses.get("MODIFIERS_AFTER")
    if found:
        return found
    rough = any("ROUGH" in part for item in items[start:end] if "NUM" in item for part in item["MEMBERS"])
    return "~" if rough else "="


def _during(items: list[Item], at: int, end: int) -> bool:
    """Whether the word at a place tells in what time, not how long at least: $50bn over 10 years."""
    if "DURING" not in items[at] or "DURATIONS" not in items[end - 1]:
        return False
    if at == 0:
        return end < len(items) and "COMMA" in items[end]
    return "LASTING" not in items[at - 1]


def _denied(items: list[Item], at: int) -> bool:
    """Whether a verb that is denied stands before: it does not cost less than $5."""
    for item in reversed(items[max(0, at - NEAR) : at]):
        if "NEGATIONS" in item or not item.text[0].isalpha() or "NUM" in item:
            return "NEGATIONS" in item
    return False


def trend(items: list[Item], start: int, end: int, behind: int) -> Trend | None:
    """Whether the figure is the amount of a rise or a fall: "cresce del 3%", "fell by 3%", "3 in più"."""
    shares = [item[name] for item in items[start:end] for name in ("PERCENTS", "POINTS") if name in item]
    percent, points = bool(shares), bool(shares) and shares[-1] != "%"
    sign = items[start].text[0] if "MINUS" not in items[start] else "-"
    bracket = start > 0 and items[start - 1].text == "("
    if sign in SIGNED and (percent or bracket or sign == "+") and _alone(items, start):
        return "up" if sign == "+" else "down"
    for item in [*_behind(items, end, behind), *_far(items, end)]:
        if "RISES_AFTER" in item or "FALLS_AFTER" in item:
            return "up" if "RISES_AFTER" in item else "down"
    named = next((item for item in items[end : end + LONGEST] if item.end == behind and "OF" not in items[end]), None)
    if named and MOVES & named.senses.keys() and any(AMOUNTS & item.senses.keys() for item in items[start:end]):
        return "up" if "RISES" in named else "down"  # a 5% rise, a $2m cut
    at = _before(items, start, BETWEEN_TREND)
    if at < 0 or not ("INCREMENTS" in items[at] or (percent and "SHARE_INCREMENTS" in items[at])):
        return None
    before = items[at]
    if any("THRESHOLDS" in item for item in items[at + 1 : start]):  # fell below 2%
        return None
    if "ORIGINS" in before and end < len(items) and "ENDS" in items[end]:  # subió del 3 % al 5 %
        return None
    one = "OF" not in before and any("INDEFINITE" in item for item in items[at + 1 : start])
    if one and behind > items[end - 1].end:  # added a 30 degree shot, not "subió un 3 %"
        return None
    if "DURATIONS" in items[end - 1] and ("RISES" in before or "FALLS" in before):  # broke up two hours later
        return None
    if "MEASURES" in items[end - 1] and "DASH" in items[end - 2]:  # dropped 500-pound bombs
        return None
    return _direction(reversed(items[max(0, at - REACH) : at + 1]), "OF" in before and not points, percent)


def _alone(items: list[Item], start: int) -> bool:
    """Whether a signed figure is a change and no level: "Nasdaq -0.8%", not "the rate is -0.5%"."""
    before = items[start - 1] if start else None
    if before is None or "MONTHS" in before:
        return True
    return not before.text[0].isalpha() or (NOUNS.issuperset(before.senses) and len(before.text) > 2)


def _far(items: list[Item], end: int) -> Iterator[Item]:
    """The phrases behind what the figure counts: 24 miliardi di investimenti in Italia in meno."""
    for item in items[end : end + FAR]:
        if "COMMA" in item or "NUM" in item:
            return
        if " " in item.text:
            yield item


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

    Behind "of" it is `bound`: no number and no word for a level may stand between (a cut in the tax rate of 5%), and
    no other noun either unless a share has changed (rates by 5 points).
    """
    for place, item in enumerate(items):
        if "RISES" in item or "FALLS" in item:
            return "up" if "RISES" in item else "down"
        noun = place and ("OF" in item or (item.text[0].isalpha() and not item.senses))
        if bound and ("NUM" in item or "LEVELS" in item or (noun and not percent)):
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
    first = items[end : end + 1 + (end < len(items) and "DASH" in items[end])]  # 30-plus people
    for item in items[end : end + 2 * LONGEST]:
        if any(item is one for one in first) or 0 <= item.start - behind <= 1:
            yield item
