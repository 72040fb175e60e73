"""Tokens with their categories: the sentence as the grammar sees it, one letter an item."""

import re
from dataclasses import dataclass, field, replace
from typing import Any

from factcheck.quantities.lexicon import Entry, Lexicon
from factcheck.quantities.tokens import Token, tokens, unspaced

BEHIND_DIGITS = {
    "MAGNITUDES", "MONEY_MAGNITUDES", "PERCENTS", "DURATIONS", "MEASURES", "CURRENCIES", "SIGNS", "CENTS",
    "PAIRED", "ORDINAL_SUFFIXES", "DECADE_SUFFIXES", "MORNING", "AFTERNOON", "TIMES",
}  # fmt: skip
BEFORE_DIGITS = {"SIGNS", "PREFIXES", "MINUS"}
PLATE = re.compile(r"[A-Z]{2} \d{3} [A-Z]{2}")
ROMAN = re.compile("(?=.)X{0,3}(?:IX|IV|V?I{0,3})")
SIGNS = {
    "-": "DASH",
    "–": "DASH",
    "—": "DASH",
    "‑": "DASH",
    "−": "DASH",
    ",": "COMMA",
    "'": "QUOTE",
    "’": "QUOTE",
    ".": "STOP",
    ")": "STOP",
    '"': "DITTO",
    "”": "DITTO",
    "″": "DITTO",
    "′": "QUOTE",
}


@dataclass(slots=True)
class Item:
    """A token, a phrase or a whole numeral: text, offsets, the letter of its categories, what it stands for in each."""

    text: str
    start: int
    end: int
    letter: str
    glued: bool
    senses: dict[str, Any] = field(default_factory=dict)

    def __contains__(self, category: str) -> bool:
        return category in self.senses

    def __getitem__(self, category: str) -> Any:
        return self.senses[category]


class Itemizer:
    """Cuts text into items by a language's lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        letter = lexicon.letter
        self._sorts = {sort: letter(sort.upper()) for sort in ("opaque", "date", "clock", "slash", "short", "number")}
        self._signs = {sign: letter(name) for sign, name in SIGNS.items()}
        context = lexicon.words.context
        self._never_after = {word: frozenset(others) for word, others in context.never_after.items()}
        self._never_before = {word: frozenset(others) for word, others in context.never_before.items()}
        self._compound, self._small, self._name, self._sign = map(letter, ("COMPOUND", "SMALL", "NAME", "SIGN"))
        self._roman, self._rank = letter("ROMAN", "NAME"), letter("RANK", "COMPOUND")

    def items(self, text: str, start: int, end: int) -> list[Item]:
        """The items of a piece of text; offsets count characters in the whole text."""
        found = tokens(text, start, end)
        found = [part for at, token in enumerate(found) for part in self._parts(found, at, token)]
        out: list[Item] = []
        at = 0
        while at < len(found):
            token = found[at]
            glued = bool(out) and out[-1].end == token.start
            phrase = self.lexicon.phrase(found, at) if token.sort in ("word", "sign", "slash", "number") else None
            if phrase and glued and found[at - 1].sort == "number" and BEHIND_DIGITS.isdisjoint(phrase[1].senses):
                phrase = None
            code = 0 if phrase else self._code(found, at)
            if phrase:
                count, entry = phrase
                out.append(self._item(text, token.start, found[at + count - 1].end, glued, entry))
            elif code:
                count = code
                last = found[at + code - 1].end
                out.append(
                    Item(text[token.start : last], token.start, last, self._sorts["opaque"], glued, {"OPAQUE": True})
                )
            else:
                count = 1
                out.append(self._single(token, glued))
            at += count
        out = [self._vetoed(out, place) for place in range(len(out))]
        return self._alone(*out) if len(out) == 2 else out

    def _alone(self, first: Item, second: Item) -> list[Item]:
        """Two items that are a whole sentence, a table's cell: a word beside a number may be a unit there (12 in)."""
        return [self._unit(item, other, second.glued) for item, other in ((first, second), (second, first))]

    def _unit(self, item: Item, other: Item, glued: bool) -> Item:
        """A word as the unit that it is beside a lone number, itself where it is none."""
        entry = self.lexicon.alone.get(item.text) if "NUMBER" in other and not glued else None
        return replace(item, letter=entry.letter, senses=dict(entry.senses)) if entry else item

    def _vetoed(self, items: list[Item], at: int) -> Item:
        """The item, without its senses where its neighbours forbid them ("tu sei" is no six)."""
        item = items[at]
        word = item.text.lower()
        after, before = self._never_after.get(word), self._never_before.get(word)
        following = items[at + 1 : at + 3]
        counted = following and not following[0].senses.keys().isdisjoint(("MAGNITUDES", "OUT_OF"))
        if counted or (len(following) == 2 and "DASH" in following[0] and "CONJUNCTIONS" in following[1]):
            return item  # a one-and-a-half hour film
        if (after and at and items[at - 1].text.lower() in after) or (
            before and at + 1 < len(items) and items[at + 1].text.lower() in before
        ):
            return Item(item.text, item.start, item.end, self._small, item.glued)
        return item

    def _parts(self, found: list[Token], at: int, token: Token) -> list[Token]:
        """The token; behind a month the parts of a number with spaces, the first is the day: May 3 300 people."""
        if token.sort != "number" or " " not in token.text or not at:
            return [token]
        return unspaced(token) if self._is(found[at - 1], {"MONTHS"}) else [token]

    def _item(self, text: str, start: int, end: int, glued: bool, entry: Entry) -> Item:
        return Item(text[start:end], start, end, entry.letter, glued, dict(entry.senses))

    def _single(self, token: Token, glued: bool) -> Item:
        """The item of one token."""
        text, start, end, sort = token
        entry = self.lexicon.lookup(text) if sort in ("word", "sign", "slash") else None
        if sort in self._sorts and entry is None:
            return Item(text, start, end, self._sorts[sort], glued, {sort.upper(): True})
        if entry:
            return Item(text, start, end, entry.letter, glued, dict(entry.senses))
        if sort == "word":
            parts = self.lexicon.compound(text.lower())
            if parts:
                return Item(text, start, end, self._compound, glued, {"COMPOUND": parts})
            parts = self.lexicon.rank(text.lower())
            if parts:
                return Item(text, start, end, self._rank, glued, {"RANK": True, "COMPOUND": parts})
            if ROMAN.fullmatch(text):
                return Item(text, start, end, self._roman, glued, {"ROMAN": True})
            return Item(text, start, end, self._small if text[0].islower() else self._name, glued)
        return Item(text, start, end, self._signs.get(text, self._sign), glued, {SIGNS.get(text, "SIGN"): True})

    def _code(self, found: list[Token], at: int) -> int:
        """How many tokens from here on are one name or code (F-16, Covid-19, 5G, A1), 0 if none."""
        token, after = found[at], found[at + 1 : at + 3]
        if len(token.text) == 2 and token.text.isupper() and self._plate(token, *after):
            return 3
        if token.sort == "word" and self._glued(token, after[:1]):
            sign = after[0].text in SIGNS and SIGNS[after[0].text] == "DASH" and self._glued(after[0], after[1:])
            digits = after[0] if after[0].sort == "number" else after[1] if sign else None
            before = found[max(0, at - 2) : at]
            number = before and before[-1 if before[-1].text != "-" else 0].sort == "number"
            behind_number = number and self._is(token, BEHIND_DIGITS)
            if digits is None or digits.sort != "number" or behind_number or self._is(token, BEFORE_DIGITS):
                return 0
        elif token.sort == "number" and self._glued(token, after[:1]) and after[0].sort == "word":
            if self._is(after[0], BEHIND_DIGITS) or self.lexicon.phrase(found, at + 1):
                return 0
        else:
            return 0
        end = at + 1
        while (
            end < len(found)
            and found[end].start == found[end - 1].end
            and (found[end].sort in ("word", "number") or found[end].text in "-_")
        ):
            end += 1
        return end - at

    def _plate(self, *three: Token) -> bool:
        """Whether three tokens are a car's number, and not "EU 300 MW"."""
        text = " ".join(token.text for token in three)
        return PLATE.fullmatch(text) is not None and not self._is(three[2], BEHIND_DIGITS)

    def _glued(self, token: Token, after: list[Token]) -> bool:
        return bool(after) and after[0].start == token.end

    def _is(self, token: Token, categories: set[str]) -> bool:
        entry = self.lexicon.lookup(token.text)
        return entry is not None and not categories.isdisjoint(entry.senses)
