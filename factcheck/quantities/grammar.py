"""The grammar of figures: patterns over the letters of a sentence's items, the same for every language.

A name in capitals stands for the letters of the items that have this category (see lexicon.py); the rest is an
ordinary regular expression in verbose form. `fig` is the figure's span; what stands around it is context.
The first rule whose pattern matches, and whose reading holds, wins.
"""

import re
from typing import NamedTuple

from factcheck.quantities.items import Item
from factcheck.quantities.lexicon import Lexicon

CATEGORY = re.compile(r"[A-Z][A-Z_]+")


def amount(k: str) -> str:
    """An amount: the sign of a currency, a numeral, a unit. The groups' names begin with `k`."""
    return rf"""(?P<{k}sign>SIGNS)? (?P<{k}n>NUM) (?P<{k}money>MONEY_MAGNITUDES)?
        (?: (?: OF | DASH | QUOTE )? (?P<{k}unit> CURRENCIES | CENTS | SIGNS | PERCENTS | MEASURES | DURATIONS ) )?"""


def day(k: str) -> str:
    """A day of the month."""
    return rf"(?P<{k}d> DAY ORDINAL_SUFFIXES? | FIRST_DAY | ORDINALS )"


def year(k: str) -> str:
    """The year behind a day or month."""
    return rf"(?: (?: OF | COMMA )? (?P<{k}y> YEAR | SHORT ) )"


JOIN = r"(?: DASH | ENDS | CONJUNCTIONS )"

RULES = (
    # what looks like a figure and is none
    ("nothing", r"IDIOMS"),
    ("nothing", r"REFERENCES REFERENCE_LINKS* NUM (?: ORDINAL_SUFFIXES | MONTHS YEAR? )?"
                r"(?: (?: COMMA | CONJUNCTIONS | DASH | ENDS | ALTERNATIVES ) ARTICLES? NUM (?! SMALL | MEASURES | DURATIONS | CURRENCIES | PERCENTS | SIGNS ) )*"
                r"(?: OF YEAR )?"),
    ("nothing", r"REFERENCES REFERENCE_LINKS* (?: SLASH | OPAQUE | DATE )"),
    ("nothing", r"NAMES DASH? NUM"),
    ("list_mark", r"NUM STOP"),
    # dates
    ("day_period", rf"(?P<open> BETWEEN | ORIGINS )? ARTICLES? (?P<fig> {day('a')} (?P<am>MONTHS)? {year('a')}? {JOIN} ARTICLES? "
                   rf"{day('b')} OF? (?P<bm>MONTHS) {year('b')}? )"),
    ("day_period", rf"(?P<open> BETWEEN | ORIGINS )? (?P<fig> (?P<am>MONTHS) {day('a')} {year('a')}? {JOIN} (?P<bm>MONTHS)? {day('b')} {year('b')}? )"),
    ("day", rf"(?P<fig> {day('b')} OF? (?P<bm>MONTHS) {year('b')}? )"),
    ("day", rf"(?P<fig> (?P<bm>MONTHS) {day('b')} {year('b')}? )"),
    ("month_period", rf"(?P<open> BETWEEN | ORIGINS )? (?P<fig> (?P<am>MONTHS) {year('a')}? {JOIN} (?P<bm>MONTHS) {year('b')} )"),
    ("month", rf"(?P<fig> (?P<bm>MONTHS) {year('b')} )"),
    ("numeric_date", r"(?P<fig> DATE )"),
    ("decade", r"(?P<fig> DECADE_CUES (?P<n> SHORT | YEAR | DAY | NUM | DECADES ) )"),
    ("decade", r"(?P<fig> (?P<n> YEAR | SHORT | NUM ) QUOTE? DECADE_SUFFIXES )"),
    ("decade", r"(?: ARTICLES | OF ) (?P<fig> (?P<n> DECADES ) )"),
    ("century", r"(?P<fig> (?P<n> ORDINALS | ROMAN | NUM ORDINAL_SUFFIXES ) CENTURIES ) (?P<bc>BEFORE_CHRIST)?"),
    ("era", r"(?P<fig> (?P<n> NUM ) (?: (?P<bc> BEFORE_CHRIST ) | AFTER_CHRIST ) )"),
    ("clock", r"(?: CLOCK_CUES )? (?P<fig> (?P<n> CLOCK ) (?: (?P<am>MORNING) | (?P<pm>AFTERNOON) )? )"),
    ("clock", r"CLOCK_CUES (?P<fig> (?P<n> NUM ) (?: CLOCK_WORDS | (?P<am>MORNING) | (?P<pm>AFTERNOON) )? )"),
    ("clock", r"(?P<fig> (?P<n> NUM ) (?: CLOCK_WORDS | (?P<am>MORNING) | (?P<pm>AFTERNOON) ) )"),
    ("year_period", r"(?P<open> BETWEEN | ORIGINS )? ARTICLES? (?P<fig> (?P<a> YEAR ) (?P<join> DASH | ENDS | CONJUNCTIONS | ALTERNATIVES ) ARTICLES? (?P<b> YEAR | SHORT | DAY | NUM ) )"),
    ("slash", r"(?P<fig> SLASH )"),
    ("year", r"(?P<cue> YEAR_CUES )? (?P<fig> YEAR | SHORT )"),
    # halves
    ("unit_and_half", r"(?P<fig> (?P<n> NUM | INDEFINITE ) (?P<unit> CURRENCIES | MEASURES | DURATIONS | PERCENTS ) CONJUNCTIONS (?: INDEFINITE )? HALF )"),
    ("half_unit", r"(?P<fig> HALF (?: INDEFINITE )? DASH? (?P<unit> CURRENCIES | MEASURES | DURATIONS ) )"),
    # shares and multiples
    ("out_of", r"(?P<fig> (?P<a> NUM | INDEFINITE ) (?P<what> SMALL | NAME )? OUT_OF (?P<b> NUM ) )"),
    ("fraction", r"(?P<fig> (?P<a> NUM | INDEFINITE ) DASH? (?P<b> FRACTIONS ) )"),
    ("multiple", r"(?P<fig> (?P<n> NUM ) TIMES )"),
    ("part", r"(?P<fig> PARTS )"),
    # amounts
    ("range", rf"(?P<open> BETWEEN ) ARTICLES? (?P<fig> {amount('a')} CONJUNCTIONS ARTICLES? {amount('b')} )"),
    ("range", rf"(?P<open> ORIGINS ) (?P<article> ARTICLES )? (?P<fig> {amount('a')} ENDS ARTICLES? {amount('b')} )"),
    ("range", rf"(?P<fig> {amount('a')} (?P<join> DASH | ALTERNATIVES ) {amount('b')} )"),
    ("ordinal", r"(?P<fig> (?P<n> NUM ) ORDINAL_SUFFIXES | (?P<word> ORDINALS ) )"),
    ("amount", rf"(?P<fig> (?P<minus>MINUS)? {amount('a')} )"),
)  # fmt: skip


class Match(NamedTuple):
    """A rule's match: what it found, by group."""

    items: list[Item]
    found: re.Match[str]

    def get(self, name: str) -> Item | None:
        """The first item of a group, None where the group is empty or unknown to the rule."""
        at = self.found.start(name) if name in self.found.re.groupindex and self.found[name] else -1
        return self.items[at] if at >= 0 else None

    @property
    def start(self) -> int:
        """The place of the figure's first item."""
        return self.found.start("fig")

    @property
    def end(self) -> int:
        """The place behind the figure's last item."""
        return self.found.end("fig")


class Grammar:
    """The rules, compiled for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        def letters(match: re.Match[str]) -> str:
            return f"[{lexicon.letters(match[0]) or chr(1)}]"

        patterns = [(name, CATEGORY.sub(letters, pattern)) for name, pattern in RULES]
        self.rules = [(name, re.compile(pattern, re.VERBOSE)) for name, pattern in patterns]
        whole = "|".join(re.sub(r"\(\?P<\w+>", "(?:", pattern) for _, pattern in patterns)
        self._any = re.compile(whole, re.VERBOSE)

    def next(self, letters: str, at: int) -> int:
        """The next place where a rule matches, -1 if there is none."""
        match = self._any.search(letters, at)
        return match.start() if match else -1
