"""Tokens with their categories: the sentence as the grammar sees it, one letter an item."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from factcheck.quantities.lexicon import KNOWN, Entry, Lexicon
from factcheck.quantities.tokens import OPAQUE, Token, tokens, unspaced

BEHIND_DIGITS = {
    "MAGNITUDES", "MONEY_MAGNITUDES", "PERCENTS", "DURATIONS", "MEASURES", "CURRENCIES", "SIGNS", "CENTS",
    "PAIRED", "ORDINAL_SUFFIXES", "DECADE_SUFFIXES", "MORNING", "AFTERNOON", "TIMES",
}  # fmt: skip
ENDS = frozenset(",.;:)'’\"”»")  # no code goes on behind these
BETWEEN_DIGITS = BEHIND_DIGITS | {"ALTERNATIVES", "MONTHS"}
HYPHENED = frozenset("CONJUNCTIONS DURATIONS MEASURES".split())
GLUED = {"OPAQUE": "glued"}
BEFORE_DIGITS = {"SIGNS", "PREFIXES", "MINUS"}
PADDED = re.compile(r"0\d(?:\.[0-5]\d)?")  # a day or an hour, perhaps; a number is not written like that
PLATE = re.compile(r"[A-Z]{2} \d{3} [A-Z]{2}")
ROMAN = re.compile("(?=.)X{0,3}(?:IX|IV|V?I{0,3})")
SORTS = ("date", "clock", "slash", "short", "number", "sign")  # of tokens that are a category by their looks
SIGNS = {
    "-": "DASH",
    "–": "DASH",
    "—": "DASH",
    "‑": "DASH",
    "−": "DASH",
    ",": "COMMA",
    "'": "QUOTE",
    "’": "QUOTE",
    "‘": "QUOTE",
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
    senses: Mapping[str, Any] = field(default_factory=dict)

    def __contains__(self, category: str) -> bool:
        return category in self.senses

    def __getitem__(self, category: str) -> Any:
        return self.senses[category]


SIGNED = "+-−–"  # a number that begins with one of these has a sign

NOTHING = Token("", -1, -1, "")  # what stands behind the last token
NOWHERE = Item("", -1, -1, "", False)  # what stands before a sentence and behind it


def item_at(items: list[Item], at: int) -> Item:
    """The item at a place, NOWHERE past the end of the sentence."""
    return items[at] if at < len(items) else NOWHERE


class Word(NamedTuple):
    """What a token is by itself: its letter, what it stands for in each category.

    With which words the phrases go on that it may begin, and whether it is something else beside some words.
    """

    letter: str
    senses: Mapping[str, Any]
    goes_on: Collection[str] = ()
    doubted: bool = False


class Itemizer:
    """Cuts text into items by a language's lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        letter = lexicon.letter
        self._opaque = letter("OPAQUE")
        self._signs = {sign: Word(letter(name), {name: True}) for sign, name in SIGNS.items()}
        self._sorts = {
            **{sort: Word(letter(sort.upper()), {sort.upper(): True}) for sort in SORTS},
            **{sort: Word(self._opaque, {"OPAQUE": sort}) for sort in (*OPAQUE, "note")},
        }
        context = lexicon.words.context
        self._never_after = {word: frozenset(others) for word, others in context.never_after.items()}
        self._never_before = {word: frozenset(others) for word, others in context.never_before.items()}
        self._padded = Word(letter("NUMBER", "PADDED"), {"NUMBER": True, "PADDED": True})
        self._small, self._name = Word(letter("SMALL"), {}), Word(letter("NAME"), {})
        self._roman = Word(letter("ROMAN", "NAME"), {"ROMAN": True})
        self._numbers = {"COMPOUND": letter("COMPOUND"), "RANK": letter("RANK", "COMPOUND")}
        self._word = lru_cache(KNOWN)(self._read_word)
        self._other = lru_cache(KNOWN)(self._read_other)

    def items(self, text: str, start: int, end: int) -> list[Item]:
        """The items of a piece of text; offsets count characters in the whole text.

        A footnote's mark behind a word or number is left out, unless it belongs to a unit: km².
        """
        found = self._days(tokens(text, start, end))
        out: list[Item] = []
        doubted: list[int] = []
        at, done = 0, -1
        while at < len(found):
            printed, first, stop, sort = found[at]
            if sort == "note" and first == done:
                at, done = at + 1, stop
                continue
            word = self._word(printed) if sort == "word" else self._other(printed, sort)
            letter, senses, goes_on, is_doubted = word
            after = found[at + 1] if at + 1 < len(found) else NOTHING
            phrase = self._phrase(found, at, done) if goes_on and after.text.lower() in goes_on else None
            code = self._code(found, at) if after.start == stop and not phrase and after.text not in ENDS else 0
            count = phrase[0] if phrase else code or 1
            if phrase:
                letter, senses = phrase[1]
            elif code:
                letter, senses = self._opaque, GLUED
            elif is_doubted:
                doubted.append(len(out))
            at += count
            if count > 1:
                stop = found[at - 1].end
                printed = text[first:stop]
            out.append(Item(printed, first, stop, letter, first == done, senses))
            done = stop
        for place, item in [(place, self._vetoed(out, place)) for place in doubted]:
            out[place] = item
        return self._alone(*out) if len(out) == 2 else out

    def _phrase(self, found: list[Token], at: int, done: int) -> tuple[int, Entry] | None:
        """The phrase that begins at a place, if it may follow what ends at `done`."""
        phrase = self.lexicon.phrase(found, at)
        behind_digits = at > 0 and done == found[at].start and found[at - 1].sort == "number"
        return None if phrase and behind_digits and BEHIND_DIGITS.isdisjoint(phrase[1].senses) else phrase

    def _alone(self, first: Item, second: Item) -> list[Item]:
        """Two items that are a whole sentence, a table's cell: a word beside a number may be a unit there (12 in)."""
        return [self._unit(item, other, second.glued) for item, other in ((first, second), (second, first))]

    def _unit(self, item: Item, other: Item, glued: bool) -> Item:
        """A word as the unit that it is beside a lone number, itself where it is none."""
        entry = self.lexicon.alone.get(item.text) if "NUMBER" in other and not glued else None
        return replace(item, letter=entry.letter, senses=entry.senses) if entry else item

    def _vetoed(self, items: list[Item], at: int) -> Item:
        """The item, without its senses where its neighbours forbid them ("tu sei" is no six)."""
        item = items[at]
        word = item.text.lower()
        after, before = self._never_after.get(word), self._never_before.get(word)
        following = items[at + 1 : at + 3]
        counted = following and not following[0].senses.keys().isdisjoint(("MAGNITUDES", "OUT_OF"))
        hyphened = len(following) == 2 and "DASH" in following[0]
        if counted or (hyphened and not HYPHENED.isdisjoint(following[1].senses)):
            return item  # a one-and-a-half hour film, a one-year deal
        if (after and at and items[at - 1].text.lower() in after) or (
            before and at + 1 < len(items) and items[at + 1].text.lower() in before
        ):
            return Item(item.text, item.start, item.end, self._small.letter, item.glued)
        return item

    def _days(self, found: list[Token]) -> list[Token]:
        """The tokens; behind a month a number with spaces in its parts, the first is the day: May 3 300 people."""
        if not any(sort == "number" and " " in printed for printed, _, _, sort in found):
            return found
        out = found[:1]
        for before, token in pairwise(found):
            spaced = token.sort == "number" and " " in token.text and self._is(before, {"MONTHS"})
            out += unspaced(token) if spaced else [token]
        return out

    def _read_word(self, text: str) -> Word:
        """What a word is by itself; words that nobody listed share what they are."""
        word = self._listed(text)
        if word is None and (glued := self.lexicon.glued(text.lower())):
            category, parts = glued
            word = Word(self._numbers[category], {"COMPOUND": parts, category: parts})
        if word is None and text.isupper() and ROMAN.fullmatch(text):
            word = self._roman
        return self._leading(text, word or (self._small if text[0].islower() else self._name))

    def _read_other(self, text: str, sort: str) -> Word:
        """What a token of another sort is by itself."""
        word = self._listed(text) if sort in ("sign", "slash") else None
        word = word or (self._signs.get(text) if sort == "sign" else None) or self._sorts[sort]
        if sort == "number" and PADDED.fullmatch(text):
            word = self._padded
        return self._leading(text, word) if sort in ("sign", "slash", "number") else word

    def _listed(self, text: str) -> Word | None:
        """What the lexicon says of a token."""
        entry = self.lexicon.lookup(text)
        if entry is None:
            return None
        doubted = text.lower() in self._never_after or text.lower() in self._never_before
        return Word(entry.letter, entry.senses, doubted=doubted)

    def _leading(self, text: str, word: Word) -> Word:
        """The same, knowing of the phrases that the token may begin."""
        goes_on = self.lexicon.goes_on(text)
        return word._replace(goes_on=goes_on) if goes_on else word

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
            behind_number = number and self._is(token, BETWEEN_DIGITS)
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
