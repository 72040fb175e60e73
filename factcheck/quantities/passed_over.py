"""Digits and number words that are no figures, and why: what a reader of figures has passed over."""

import re
from collections.abc import Iterable, Iterator

from factcheck.quantities.grammar import Match
from factcheck.quantities.items import Item
from factcheck.quantities.lexicon import ONES, Lexicon
from factcheck.quantities.tokens import MARKS
from factcheck.records import PassedOver, Why

DIGIT = re.compile(rf"[\d{MARKS}]")
NAME = re.compile(r"(?=.*[A-Z])[^\W\d].*|\d[A-Z]", re.DOTALL)  # G7, Covid-19, 5G; not 50ettari, 10MM
# The rules of what looks like a figure and is none.
RULES: dict[str, Why] = {
    "idiom": "set phrase",
    "edition": "name",
    "reference": "reference",
    "document": "reference",
    "name": "name",
    "address": "address",
    "verse": "reference",
    "cross": "unsure",  # 4x4, but a table of 3x2 too
    "list_mark": "list mark",
    "move": "code",
    "score": "score",
}
SORTS: dict[str, Why] = {"link": "link", "phone": "phone", "code": "code", "note": "reference"}  # of tokens


def passed_over(
    items: list[Item], figures: Iterable[Match], others: Iterable[Match], lexicon: Lexicon
) -> Iterator[PassedOver]:
    """What the figures of a sentence leave of its digits and number words; `others` are matches of RULES.

    An article is no number word ("un", "a"), nor is a "one" that counts nothing: nearly every sentence has one.
    """
    read = {place for match in figures for place in range(match.start, match.end)}
    rules = {place: match.rule for match in others for place in range(*match.found.span())}
    for place, item in enumerate(items):
        if item.senses and place not in read and _numeric(item, lexicon):  # a plain word has no senses
            yield PassedOver(item.text, item.start, item.end, _why(item, rules.get(place)))


def _numeric(item: Item, lexicon: Lexicon) -> bool:
    """Whether an item has digits, is a number in words, or is an idiom with such a word."""
    senses, text = item.senses, item.text
    if not text.isalpha() and DIGIT.search(text):
        return True
    if "NUM" in senses:
        return ONES.isdisjoint(senses)
    return "IDIOMS" in senses and lexicon.counts(text.lower())


def _why(item: Item, rule: str | None) -> Why:
    """The reason that lies in the looks of an item, else in the rule that took it; what is glued may be anything."""
    sort = item.senses.get("OPAQUE", "")
    if sort in SORTS:
        return SORTS[sort]
    if rule is not None:
        return RULES[rule]
    return "name" if sort == "glued" and NAME.fullmatch(item.text) else "unsure"
