"""One language's words for figures, as one list: what each word or phrase may be.

The category of a word is the name of the list it stands in, in capitals: MONTHS, OF, ARTICLES. A word may have several
("libbra" is a unit and a currency). Each set of categories gets a letter of its own, so that a sentence becomes a
string of letters, and the grammar a handful of regular expressions over them.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Set
from decimal import Decimal
from functools import cached_property, lru_cache
from string import ascii_letters, digits
from typing import Any, NamedTuple

from factcheck.quantities.tables import Cldr, Currency, FigureWords
from factcheck.quantities.tokens import RAISED, Token, split

KNOWN = 1 << 13  # so many words are kept with what they are
LONGEST_NUMBER = 200  # letters of a number in one word; five groups of three digits take 170
WORD = re.compile(rf"[^\W\d_{RAISED}]+")
# Letters for sets of categories; a character class of letters below 256 is compiled faster.
ALPHABET = ascii_letters + digits + "".join(map(chr, range(0xA1, 0x800)))
NUMBERS = frozenset(
    "NUMBER_WORDS MAGNITUDES VAGUE HALF COLLECTIVES PARTS MULTIPLES FRACTIONS DECADES CENTURIES POINTS".split()
)
COUNTING = frozenset("NUMBER_WORDS MAGNITUDES VAGUE COLLECTIVES".split())
ONES = frozenset(("ONE", "INDEFINITE"))
RANKED = frozenset("RANKS QUARTERS HALVES CENTURIES MONTHS SHORT_MONTHS".split())
# Words of these categories are nouns as well: 3 articles, 20 cuts, 12 pounds.
NOUNS = frozenset(
    "REFERENCES WEAK_REFERENCES NAMES PREFIXES RISES FALLS CHANGES PRICES MEASURES DURATIONS ORDINALS FRACTIONS "
    "CENTURIES DECADE_CUES DECIMAL_WORDS DIMENSIONS EDITIONS INCREMENTS SHARE_INCREMENTS LEVELS RANKS ROMAN AGED "
    "QUARTERS HALVES HALF POINTS STREETS TEMPERATURES".split()
)
# A word of CLDR that is one of these in the language's own tables is nothing else, alone or not.
UNITS = frozenset("PERCENTS DURATIONS MEASURES LEADING CENTS MORNING AFTERNOON".split())
SYMBOLS = {"MEASURES", "DURATIONS", "PERCENTS", "SIGNS", "CENTS", "MAGNITUDES", "MONEY_MAGNITUDES", "PAIRED"}


class Entry(NamedTuple):
    """A word: the letter of its categories, and what it stands for in each (True where that is all)."""

    letter: str
    senses: Mapping[str, Any]


class Lexicon:
    """A language's words, ready for the reader."""

    def __init__(self, words: FigureWords) -> None:
        self.words = words
        self.glued = lru_cache(KNOWN)(self._glued)
        self._letters: dict[frozenset[str], str] = {}
        senses: dict[tuple[str, ...], dict[str, Any]] = {}
        for phrase, category, sense in _senses(words):
            senses.setdefault(tuple(split(phrase)), {}).setdefault(category, sense)
        own = {*words.units.not_units, *words.nouns.stop_words, *(parts[0] for parts in senses if len(parts) == 1)}
        alone: dict[str, dict[str, Any]] = {}
        for phrase, category, sense in _cldr(words.cldr):
            phrase = phrase.lower() if category == "CURRENCIES" else phrase
            parts = tuple(split(phrase))
            if phrase not in own and not (len(phrase) == 1 and phrase in ascii_letters):
                senses.setdefault(parts, {}).setdefault(category, sense)
            elif category in UNITS and UNITS.isdisjoint(senses.get(parts, {})):
                alone.setdefault(phrase, {})[category] = sense
        for parts, named in senses.items():
            small = tuple(part.lower() for part in parts)
            if parts != small:
                senses[parts] = {**_in_any_case(small, senses.get(small, {})), **named}
        self.alone = {word: self._entry(named) for word, named in alone.items()}
        self._exact: dict[str, Entry] = {}
        self._folded: dict[str, Entry] = {}
        self._phrases: dict[str, dict[str, list[tuple[tuple[str, ...], Entry]]]] = {}  # by their first two words
        for parts, named in sorted(senses.items(), key=_longest_and_capital_first):
            entry = self._entry(named)
            if len(parts) > 1:
                first, second = parts[0].lower(), parts[1].lower()
                self._phrases.setdefault(first, {}).setdefault(second, []).append((parts, entry))
                continue
            word = parts[0]
            self._exact[word] = entry
            whole = _in_any_case(parts, named)
            if whole and word == word.lower():
                self._folded[word] = self._entry(whole)
        # Words that make a figure by themselves (an article that counts in "un milione" does not), ordinals, and what
        # makes a figure of an ordinal: the third largest, the second quarter, the first of May.
        numbers = (self._first_words(NUMBERS) | words.numbers.stems.keys()) - self._first_words({"INDEFINITE"})
        self._number_words = frozenset(word for word in numbers if len(word) > 1)
        self._ordinals, self._ranked = self._first_words({"ORDINALS"}), self._first_words(RANKED)

    def _entry(self, senses: dict[str, Any]) -> Entry:
        """An entry; a word that is a noun as well has also the letter's meaning of a plain word, SMALL."""
        plain = ("SMALL",) if NOUNS.issuperset(senses) else ()
        return Entry(self.letter(*senses, *plain), senses)

    def letter(self, *categories: str) -> str:
        """The letter of a set of categories, the same for the same set."""
        return self._letters.setdefault(frozenset(categories), ALPHABET[len(self._letters)])

    def letters(self, category: str) -> str:
        """All letters whose set has the category, as the inside of a character class."""
        return "".join(letter for categories, letter in self._letters.items() if category in categories)

    def lookup(self, text: str) -> Entry | None:
        """A word's entry: as written, else in lower case (but "G" is no gram: symbols count only as written)."""
        return self._exact.get(text) or self._folded.get(text.lower())

    def goes_on(self, text: str) -> Collection[str]:
        """The words, in small letters, with which the phrases of two tokens or more go on that begin with a word."""
        return self._phrases.get(text.lower(), ())

    def phrase(self, found: list[Token], at: int) -> tuple[int, Entry] | None:
        """The longest phrase of two tokens or more that stands at a place: how many tokens it has, and its entry."""
        table = self._phrases.get(found[at].text.lower())
        if table is None or at + 1 == len(found):
            return None
        for parts, entry in table.get(found[at + 1].text.lower(), ()):
            if self._stands(parts, found[at : at + len(parts)], entry.senses):
                return len(parts), entry
        return None

    def _stands(self, parts: tuple[str, ...], found: list[Token], senses: Mapping[str, Any]) -> bool:
        """Whether the tokens are the phrase: lower-case letters stand for both, a unit's digits tight (no km 2)."""
        if len(found) < len(parts) or not all(a in (b.text, b.text.lower()) for a, b in zip(parts, found, strict=True)):
            return False
        letter = len(parts[0]) == 1 and not parts[1].isalpha()
        if "SIGNS" in senses and letter and found[0].end != found[1].start and self.lookup(found[0].text):
            return False  # a $5 fine is not in A$, but C $5 is in dollars of Canada
        tight = found[-2].end == found[-1].start or found[-1].sort != "number"
        return tight or "MEASURES" not in senses

    def _glued(self, text: str) -> tuple[str, list[Decimal]] | None:
        """What a glued number word is, COMPOUND or RANK, and the numbers that it is made of; None for other words."""
        if text in self._folded or text[:2] not in self._beginnings or len(text) > LONGEST_NUMBER:
            return None
        if parts := self.compound(text):
            return "COMPOUND", parts
        parts = self.rank(text)
        return ("RANK", parts) if parts else None

    def compound(self, text: str) -> list[Decimal] | None:
        """The numbers that a glued number word is made of ("duecentotre": 2, 100, 3), else None."""
        return self._split(text) if self._compound.fullmatch(text) else None

    def rank(self, text: str) -> list[Decimal] | None:
        """The numbers that a glued ordinal is made of, of which one letter may be lost ("trentaduesimo"), else None."""
        for ending in self._ordinal_endings:
            stem = text.removesuffix(ending)
            parts = [self.compound(stem + last) for last in ("", *self._last_letters)] if stem != text else []
            if any(parts):
                return next(filter(None, parts))
        return None

    def _split(self, text: str) -> list[Decimal] | None:
        """The parts of a glued number word; a shorter first part where the longest leads nowhere (cent-otto)."""
        if not text:
            return []
        for size in range(len(text), 1, -1):
            value = self._morphemes.get(text[:size])
            rest = self._split(text[size:]) if value is not None else None
            if value is not None and rest is not None:
                return [value, *rest]
        return None

    def names_number(self, text: str) -> bool:
        """Whether a text in lower case has words that can be a figure: a number, or an ordinal and what it ranks."""
        words = WORD.findall(text)
        if not self._number_words.isdisjoint(words) or any(map(self.glued, words)):
            return True
        return not self._ordinals.isdisjoint(words) and not self._ranked.isdisjoint(words)

    def counts(self, text: str) -> bool:
        """Whether a text in lower case has a word for a number, not for a part or a rank; "one", "a" are none."""
        words = WORD.findall(text)
        found = [entry.senses.keys() for word in words if (entry := self._folded.get(word))]
        return any(COUNTING & one and not ONES & one for one in found) or any(map(self.glued, words))

    def _first_words(self, categories: Set[str]) -> frozenset[str]:
        """The first words, in lower case, of all entries of some categories."""
        phrases = ((key, entry) for key, table in self._phrases.items() for row in table.values() for _, entry in row)
        entries = [*self._exact.items(), *phrases]
        return frozenset(word.lower() for word, entry in entries if not categories.isdisjoint(entry.senses))

    @cached_property
    def _ordinal_endings(self) -> tuple[str, ...]:
        return tuple(ending for ending in self.words.numbers.ordinal_suffixes if ending.isalpha() and self._morphemes)

    @cached_property
    def _last_letters(self) -> frozenset[str]:
        return frozenset(word[-1] for word in self._morphemes)

    @cached_property
    def _morphemes(self) -> dict[str, Decimal]:
        """The parts that glued number words are made of; none in a language that does not glue them."""
        numbers = self.words.numbers
        if not numbers.stems:
            return {}
        magnitudes = {word: one.value for one in self.words.magnitudes for word in one.magnitudes if word.isalpha()}
        return {**magnitudes, **numbers.number_words, **numbers.stems}

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        return frozenset(word[:2] for word in self._morphemes)

    @cached_property
    def _morpheme(self) -> re.Pattern[str]:
        return re.compile("|".join(sorted(map(re.escape, self._morphemes), key=len, reverse=True)) or "(?!)")

    @cached_property
    def _compound(self) -> re.Pattern[str]:
        return re.compile(f"(?:{self._morpheme.pattern})+")


def _in_any_case(parts: tuple[str, ...], senses: Mapping[str, Any]) -> dict[str, Any]:
    """The senses that a word has in capitals too; a symbol of one or two letters counts only as written."""
    short = len(parts) == 1 and len(parts[0]) <= 2
    return {name: sense for name, sense in senses.items() if not (short and name in SYMBOLS)}


def _longest_and_capital_first(item: tuple[tuple[str, ...], dict[str, Any]]) -> tuple[int, bool]:
    """Longer phrases before shorter ones, those that are matched as written before those in any case."""
    parts, _ = item
    return -len(parts), all(part == part.lower() for part in parts)


def _senses(words: FigureWords) -> Iterator[tuple[str, str, Any]]:
    """Every word with its category and what it stands for."""
    for table in (words.numbers, words.dates, words.context, words.units):
        for name, value in table:
            yield from _listed(name.upper(), value)
    for magnitude in words.magnitudes:
        for name, value in magnitude:
            if isinstance(value, tuple):
                yield from ((word, name.upper(), magnitude.value) for word in value)
    yield from _money(words.currencies)


def _cldr(table: Cldr) -> Iterator[tuple[str, str, Any]]:
    """The same for the tables of CLDR."""
    yield from _money(table.currencies)
    for category in ("percents", "durations", "measures", "leading"):
        for unit, names in getattr(table, category).items():
            yield from ((name, category.upper(), unit or None) for name in names)


def _money(currencies: Mapping[str, Currency]) -> Iterator[tuple[str, str, Any]]:
    """The words and signs of currencies, with their codes."""
    for code, currency in currencies.items():
        unit = None if code == "XXX" else code
        yield from ((word.lower(), "CURRENCIES", unit) for word in currency.currencies)
        yield from ((word, "SIGNS", unit) for word in currency.signs)
        yield from ((word, "CENTS", (unit, Decimal(currency.cents_in_one))) for word in currency.cents)


def _listed(category: str, value: Any) -> Iterator[tuple[str, str, Any]]:
    """A list of words; words with their values; or things with their words. Vetoes and stems are no categories."""
    if category in ("STEMS", "NOT_UNITS") or category.startswith("NEVER_"):
        return
    if isinstance(value, tuple):
        yield from ((word, category, True) for word in value)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if isinstance(inner, tuple):
                yield from ((word, category, key) for word in inner)
            else:
                yield key, category, inner
