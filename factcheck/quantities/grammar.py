"""The grammar of figures: patterns over the letters of a sentence's items, the same for every language.

A name in capitals stands for the letters of the items that have this category (see lexicon.py); the rest is an
ordinary regular expression in verbose form. `fig` is the figure's span; what stands around it is context.
The first rule whose pattern matches, and whose reading holds, wins.
"""

import re
from dataclasses import dataclass

from factcheck.quantities.items import NOWHERE, Item, item_at
from factcheck.quantities.lexicon import Lexicon

CATEGORY = re.compile(r"[A-Z][A-Z_]+")
NAMED = re.compile(r"\(\?P<\w+>")
CONDITION = re.compile(r"\(\?\(\w+\)[^()]*(?:\(\?\(\w+\)[^()]*\(\?!\)[^()]*\)|\(\?!\))[^()]*\)")


UNIT = "(?: CURRENCIES | MEASURES | DURATIONS )"
JOIN = "(?: DASH | ENDS | CONJUNCTIONS )"
OPEN = "(?P<open> BETWEEN | ORIGINS )"


def amount(k: str) -> str:
    """An amount: the sign of a currency, a numeral, a unit. The groups' names begin with `k`, here and below.

    A magnitude such as "m" counts only behind a sign (£5m, £3 to 5m) or before a currency (5m euros).
    """
    signed = f"(?({k}sign) | (?(asign) | (?!) ) )" if k == "b" else f"(?({k}sign) | (?!) )"
    money = rf"MONEY_MAGNITUDES (?: (?= OF? (?: CURRENCIES | SIGNS ) ) | {signed} )"
    unit = f"""CURRENCIES | CENTS | SIGNS (?! NUM )
        | (?({k}sign) (?!) | ) (?: PERCENTS | MEASURES | DURATIONS | SIGNS (?= NUM SIGNS ) )"""
    return rf"""(?P<{k}sign> SIGNS )? (?P<{k}n> NUM ) (?P<{k}money> {money} )?
        (?: DASH? MODIFIERS_AFTER (?= {UNIT} | PERCENTS ) )?
        (?: (?: (?: OF | DASH | QUOTE ) (?= {UNIT} | CENTS | PERCENTS | SIGNS (?! NUM ) ) )?
            (?P<{k}unit> {unit} ) (?P<{k}last> (?<= SIGNS ) MAGNITUDES )? )?"""


def day(k: str) -> str:
    """A day of the month."""
    return rf"(?P<{k}d> DAY ORDINAL_SUFFIXES? | PADDED | FIRST_DAY | ORDINALS (?= OF ) )"


def month(k: str) -> str:
    """A month's name."""
    return rf"(?P<{k}m> MONTHS )"


def year(k: str) -> str:
    """The year behind a day or month."""
    return rf"(?: (?: OF | COMMA )? (?P<{k}y> YEAR | SHORT ) )"


def hour(k: str) -> str:
    """The part of the day behind a clock time."""
    return rf"(?: (?P<{k}am> MORNING ) | (?P<{k}pm> AFTERNOON ) )"


RULES = (
    # what looks like a figure and is none
    ("idiom", "IDIOMS"),
    ("edition", "NUM DASH? EDITIONS"),
    ("reference", """REFERENCES REFERENCE_LINKS* (?P<n> NUM ) (?: DASH NUM )* (?: ORDINAL_SUFFIXES | MONTHS YEAR? )? (?:
        (?: COMMA | DASH | ENDS | CONJUNCTIONS | ALTERNATIVES ) ARTICLES? NUM (?! SMALL | PERCENTS | SIGNS | UNIT ) )*
        (?: OF YEAR )?""".replace("UNIT", UNIT)),
    ("document", "REFERENCES REFERENCE_LINKS* (?: SLASH | OPAQUE | DATE )"),
    ("name", "NAMES DASH? (?P<n> NUM ) (?: DASH NUM )*"),
    ("address", "STREETS (?: OF | ARTICLES | NAME | MONTHS ){1,5} COMMA? (?P<n> NUM ) (?: COMMA NUM (?= NAME ) )?"),
    ("address", "(?P<n> NUM ) (?: NAME | ORDINALS | NUM ORDINAL_SUFFIXES ){1,3} STREETS"),
    ("verse", "SCRIPTURES (?P<n> CLOCK | NUM ) (?P<colon> SIGN NUM )? (?: DASH NUM )?"),
    ("cross", "NUM TIMES NUM"),
    ("list_mark", "NUM STOP"),
    ("move", "(?: DAY STOP (?P<move> OPAQUE ) OPAQUE* )+ (?: DAY STOP )?"),
    # dates
    ("day_period", rf"""{OPEN}? ARTICLES?
        (?P<fig> {day("a")} (?: OF? {month("a")} )? {year("a")}? {JOIN} ARTICLES?
        {day("b")} OF? {month("b")} {year("b")}? )"""),
    ("day_period", rf"""{OPEN}?
        (?P<fig> {month("a")} {day("a")} {year("a")}? {JOIN} {month("b")}? {day("b")} {year("b")}? )"""),
    ("day", rf"(?P<fig> {day('b')} OF? {month('b')} {year('b')}? )"),
    ("day", rf"(?P<fig> {month('b')} {day('b')} {year('b')}? )"),
    ("day", rf"(?P<fig> {day('b')} (?P<bm> SHORT_MONTHS ) (?P<by> YEAR ) )"),
    ("day", rf"(?P<fig> (?P<bm> SHORT_MONTHS ) {day('b')} COMMA? (?P<by> YEAR ) )"),
    ("month_period", rf"{OPEN}? (?P<fig> {month('a')} {year('a')}? {JOIN} {month('b')} {year('b')} )"),
    ("month", rf"(?P<fig> {month('b')} {year('b')} )"),
    ("quarter", """(?P<fig> (?P<n> ORDINALS | ROMAN | NUM ORDINAL_SUFFIXES ) (?P<part> QUARTERS | HALVES )
        (?: OF | COMMA )? ARTICLES? (?P<y> YEAR ) )"""),
    ("quarter_name", """(?P<fig> (?P<n> QUARTER_NAMES | HALF_NAMES )
        (?: OF | COMMA )? ARTICLES? (?P<y> YEAR | SHORT ) )"""),
    ("numeric_date", "(?P<fig> DATE )"),
    ("decade", "(?P<fig> DECADE_CUES (?P<n> SHORT | YEAR | NUM | DECADES ) )"),
    ("age", "MODIFIERS DASH? (?P<fig> (?P<n> NUM ) ) DECADE_SUFFIXES"),
    ("ten_degrees", "(?P<fig> (?P<n> NUM ) DECADE_SUFFIXES )"),
    ("decade", "(?P<fig> (?P<n> YEAR | SHORT | NUM ) QUOTE? DECADE_SUFFIXES )"),
    ("listed_decade", "CONJUNCTIONS ARTICLES? (?P<fig> (?P<n> SHORT | NUM ) )"),
    ("short_century", "(?P<fig> QUOTE (?P<n> NUM ) )"),
    ("age_decade", "(?P<fig> (?P<n> NUM ) DECADE_SUFFIXES )"),
    ("century", "(?P<fig> (?P<n> ORDINALS | ROMAN | NUM ORDINAL_SUFFIXES ) CENTURIES ) (?P<bc> BEFORE_CHRIST )?"),
    ("century", "(?P<fig> CENTURIES (?P<n> ROMAN ) ) (?P<bc> BEFORE_CHRIST )?"),
    ("era", "(?P<fig> AFTER_CHRIST (?P<n> NUM ) )"),
    ("era", "(?P<fig> (?P<n> NUM ) (?: (?P<bc> BEFORE_CHRIST ) | AFTER_CHRIST ) )"),
    ("hour_and_part", rf"""CLOCK_CUES (?P<fig> (?P<n> NUM ) (?: CONJUNCTIONS | (?P<minus> MINUS ) )
        (?: INDEFINITE? (?P<part> FRACTIONS ) | (?P<minutes> NUM ) ) (?: CLOCK_WORDS | {hour("")} )? )"""),
    ("clock_period", rf"""(?: (?P<open> BETWEEN | ORIGINS | CLOCK_CUES ) ARTICLES? )?
        (?P<fig> (?P<n> CLOCK | NUM | PADDED ) {hour("")}? (?: {JOIN} | CLOCK_CUES )
        ARTICLES? (?P<bn> CLOCK | NUM | PADDED ) (?: CLOCK_WORDS | {hour("b")} )? )"""),
    ("clock", rf"CLOCK_CUES? (?P<fig> (?P<n> CLOCK ) (?: (?P<word> CLOCK_WORDS ) | {hour('')} )? )"),
    ("clock", rf"CLOCK_CUES (?P<fig> (?P<n> NUM | PADDED ) (?: CLOCK_WORDS | {hour('')} )? )"),
    ("clock", rf"(?P<fig> (?P<n> NUM ) (?: (?P<word> CLOCK_WORDS ) | {hour('')} ) )"),
    ("zoned_clock", "(?P<fig> YEAR | NUM | NUMBER ) ZONES"),
    ("year_period", rf"""(?: {OPEN} | YEAR_CUES )? ARTICLES?
        (?P<fig> (?P<a> YEAR ) (?P<join> {JOIN} | ALTERNATIVES ) ARTICLES? (?P<b> YEAR | SHORT | NUM | NUMBER ) )"""),
    ("slash_unit", rf"(?P<fig> SLASH (?: OF INDEFINITE? | DASH )? (?P<unit> {UNIT} | PERCENTS ) )"),
    ("slash", "(?P<fig> SLASH )"),
    ("year", "(?P<cue> YEAR_CUES )? (?P<fig> YEAR | SHORT )"),
    # halves and parts of a unit, amounts in two units
    ("unit_and_part", rf"""(?P<fig> (?P<n> NUM | INDEFINITE ) (?P<unit> {UNIT} | PERCENTS ) CONJUNCTIONS
        (?: INDEFINITE? HALF | (?P<a> NUM | INDEFINITE ) (?P<b> FRACTIONS ) (?! OF | SMALL | NAME ) ) )"""),
    ("unit_and_part", """(?P<fig> (?P<n> NUM | INDEFINITE ) (?P<unit> POINTS )
        CONJUNCTIONS INDEFINITE? HALF PERCENTS? )"""),
    ("half_unit", rf"(?P<fig> HALF INDEFINITE? DASH? (?P<unit> {UNIT} | PERCENTS | POINTS ) )"),
    ("points", "(?P<fig> (?P<minus> MINUS )? (?P<an> NUM ) (?P<aunit> POINTS ) )"),
    ("one_percent", "(?P<fig> (?P<an> INDEFINITE ) (?P<aunit> PERCENTS ) )"),
    ("part_of_unit", rf"""(?P<fig> (?P<a> NUM | INDEFINITE ) (?P<b> FRACTIONS )
        (?: OF INDEFINITE? | (?= PERCENTS ) ) (?P<unit> {UNIT} | PERCENTS ) )"""),
    ("two_units", rf"""(?P<fig> (?P<sign> SIGNS )? (?P<a> NUM | INDEFINITE )
        (?: (?: DASH (?! SIGNS ) )? (?P<unit> {UNIT} | SIGNS | PAIRED ) )?
        (?P<join> CONJUNCTIONS | DECIMAL_JOINS | COMMA | DASH )?
        (?P<b> NUM ) (?: DASH? (?P<bunit> CENTS | MEASURES | DURATIONS | PAIRED ) )? )"""),
    ("race_time", """(?P<fig> (?: (?P<minutes> NUM ) QUOTE )? (?P<n> NUM | NUMBER )
        (?: DITTO | QUOTE QUOTE ) (?P<part> NUM | NUMBER ) )"""),
    ("inches", "(?P<fig> (?: (?P<a> NUM ) QUOTE )? (?P<b> NUM ) DITTO )"),
    ("inches", "(?P<fig> (?P<a> NUM ) QUOTE (?P<b> NUM ) )"),
    # shares and multiples
    ("out_of", """(?P<fig> (?P<a> NUM | INDEFINITE ) (?P<what> (?: SMALL | NAME | TIMES ){1,3} )?
        (?P<per> OUT_OF ) (?P<b> NUM ) )"""),
    ("fraction", "(?P<fig> (?P<a> NUM | INDEFINITE ) DASH? (?P<b> FRACTIONS ) )"),
    ("multiple", "(?P<fig> (?P<n> NUM ) DASH? TIMES (?P<half> CONJUNCTIONS INDEFINITE? HALF )? )"),
    ("part", "(?P<fig> PARTS | MULTIPLES )"),
    # amounts
    ("interval", rf"(?P<open> BETWEEN ) ARTICLES? (?P<fig> {amount('a')} CONJUNCTIONS ARTICLES? {amount('b')} )"),
    ("interval", rf"(?P<open> ORIGINS ) ARTICLES? (?P<fig> {amount('a')} ENDS ARTICLES? {amount('b')} )"),
    ("interval", rf"""{OPEN} (?P<fig> (?P<asign> SIGNS )? (?P<an> INDEFINITE )
        (?: ENDS | CONJUNCTIONS ) ARTICLES? {amount("b")} )"""),
    ("interval", rf"(?P<fig> (?P<asign> SIGNS )? (?P<an> INDEFINITE ) (?P<join> ALTERNATIVES ) {amount('b')} )"),
    ("interval", rf"(?P<fig> {amount('a')} (?P<join> DASH? ALTERNATIVES DASH? | DASH ) {amount('b')} )"),
    ("score", "(?P<fig> (?P<n> DAY ) DASH (?P<b> DAY ) )"),
    ("age", "NAME COMMA (?P<fig> (?P<n> NUM ) ) COMMA"),
    ("age", "(?P<who> SMALL ) COMMA (?P<fig> (?P<n> NUM ) ) COMMA"),
    ("ages", """AGED (?: BETWEEN | ORIGINS )?
        (?P<fig> (?P<n> NUM ) (?: DASH | ENDS | CONJUNCTIONS | ALTERNATIVES ) (?P<b> NUM ) )"""),
    ("age", f"AGED (?P<fig> (?P<n> NUM ) ) (?! {UNIT} | DASH )"),
    ("ordinal", "(?P<fig> (?P<n> NUM ) ORDINAL_SUFFIXES | (?P<word> ORDINALS ) )"),
    ("glued_magnitude", "(?P<fig> (?P<n> NUM ) (?P<money> MONEY_MAGNITUDES ) )"),
    ("leading_duration", "(?P<fig> (?P<unit> DURATIONS ) (?P<n> NUM ) )"),
    ("leading_unit", "(?P<fig> (?P<unit> LEADING ) (?P<n> NUM ) )"),
    ("amount", rf"(?P<fig> (?P<minus> MINUS DASH? | DASH )? {amount('a')} (?P<below> BELOW_ZERO )? )"),
)  # fmt: skip


@dataclass(slots=True)
class Match:
    """A rule's match: its name, and what it found, by group."""

    items: list[Item]
    found: re.Match[str]
    rule: str

    def __getitem__(self, name: str) -> Item:
        """The first item of a group, NOWHERE where the group is empty or unknown to the rule."""
        return self.get(name) or NOWHERE

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

    @property
    def first(self) -> Item:
        """The figure's first item."""
        return self.items[self.start]

    @property
    def last(self) -> Item:
        """The figure's last item."""
        return self.items[self.end - 1]

    @property
    def before(self) -> Item:
        """The item before the figure, NOWHERE at the start of the sentence."""
        return self.items[self.start - 1] if self.start else NOWHERE

    @property
    def after(self) -> Item:
        """The item behind the figure, NOWHERE at the end of the sentence."""
        return item_at(self.items, self.end)


Rule = tuple[str, re.Pattern[str]]


class Grammar:
    """The rules, compiled for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        def letters(match: re.Match[str]) -> str:
            return f"[{lexicon.letters(match[0]) or chr(1)}]"

        patterns = [(name, CATEGORY.sub(letters, pattern)) for name, pattern in RULES]
        self.rules: list[Rule] = [(name, re.compile(pattern, re.VERBOSE)) for name, pattern in patterns]
        loose = (NAMED.sub("(?:", CONDITION.sub("", pattern)) for _, pattern in patterns)
        whole = "|".join(f"{pattern} ()" for pattern in loose)  # the empty group tells which
        plain = lexicon.letter("SMALL") + lexicon.letter("NAME")  # which begin an age and nothing else: Anna, 30
        self._any = re.compile(f"(?! [{plain}] [^{lexicon.letters('COMMA')}] ) (?: {whole} )", re.VERBOSE)

    def next(self, letters: str, at: int) -> tuple[int, list[Rule]] | None:
        """The next place where a rule may match, and the rules from the first one that may; None if there is none."""
        match = self._any.search(letters, at)
        return (match.start(), self.rules[(match.lastindex or 1) - 1 :]) if match else None
