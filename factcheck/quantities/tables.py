"""What a language's JSON files for figures must look like: models/<lang>/figures/.

The names of the lists are the categories of the grammar, in capitals there. What each list means stands in the files.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from factcheck.records import Modifier
from factcheck.words import Table, Word

Words = tuple[Word, ...]
# No number beyond them is printed in a newspaper, and none is longer than a line.
Value = Annotated[Decimal, Field(ge=0, lt=10**27)]
Size = Annotated[Decimal, Field(gt=0, lt=10**27)]
Values = Mapping[Word, Value]
Sizes = Mapping[Word, Size]
Month = Annotated[int, Field(ge=1, le=12)]


class Numbers(Table):
    """numbers.json: number words, and how digits are written. What each list means stands in the file."""

    decimal: Literal[",", "."]
    number_words: Values
    stems: Values
    tens_joins: Words
    indefinite: Words
    one: Words
    uncertain: Words
    decimal_words: Words
    decimal_joins: Words
    minus: Words
    below_zero: Words
    half: Words
    collectives: Sizes
    rough: Words
    quantifiers: Words
    ordinals: Values
    ordinal_suffixes: Words
    fractions: Sizes
    parts: Sizes
    multiples: Sizes
    comparisons: Words
    times: Words
    out_of: Words


class Magnitude(Table):
    """A power of ten: the words behind a number, plurals and singulars that stand alone, signs for money only"""

    value: Size
    magnitudes: Words
    vague: Words = ()
    single: Words = ()
    money_magnitudes: Words = ()


class Currency(Table):
    """What a currency is called: words behind the amount, signs and codes on either side, its coins and their worth"""

    currencies: Words = ()
    signs: Words = ()
    cents: Words = ()
    cents_in_one: Annotated[int, Field(gt=0)] = 100


class Units(Table):
    """units.json: CLDR unit ids and what they are called, by kind of figure; CLDR's forms that clash with words"""

    one_place: ClassVar[bool] = True

    percents: Mapping[str, Words]
    durations: Mapping[str, Words]
    measures: Mapping[str, Words]
    paired: Mapping[str, Words] = {}
    points: Mapping[str, Words] = {}
    unsure: Words
    dimensions: Words
    not_units: Words


class Cldr(Table):
    """cldr.json: the tables of CLDR; a unit "" has the forms that several units share; leading ones stand in front"""

    currencies: Mapping[str, Currency]
    percents: Mapping[str, Words]
    durations: Mapping[str, Words]
    measures: Mapping[str, Words]
    leading: Mapping[str, Words]


class Dates(Table):
    """dates.json: calendar and clock"""

    day_first: bool
    months: Mapping[Month, Words]
    short_months: Mapping[Month, Words]
    weekdays: Words
    first_day: Words
    year_cues: Words
    years_before_nouns: bool
    decade_cues: Words
    decades: Mapping[str, int]
    decade_suffixes: Words
    centuries: Words
    quarters: Words
    halves: Words
    quarter_names: Mapping[Word, int]
    half_names: Mapping[Word, int]
    before_christ: Words
    after_christ: Words
    clock_cues: Words
    clock_words: Words
    zones: Words
    morning: Words
    afternoon: Words


class Context(Table):
    """context.json: the words around a figure"""

    articles: Words
    of: Words
    conjunctions: Words
    alternatives: Words
    origins: Words
    ends: Words
    between: Words
    modifiers: Mapping[Modifier, Words]
    modifiers_after: Mapping[Modifier, Words]
    thresholds: Words
    during: Words
    lasting: Words
    negations: Words
    increments: Words
    share_increments: Words
    rises: Words
    falls: Words
    changes: Words
    levels: Words
    rises_after: Words
    falls_after: Words
    prices: Words
    ranks: Words
    aged: Words
    temperatures: Words
    references: Words
    weak_references: Words
    reference_links: Words
    names: Words
    streets: Words
    editions: Words
    scriptures: Words
    prefixes: Words
    idioms: Words
    never_after: Mapping[str, Words]
    never_before: Mapping[str, Words]


class Nouns(Table):
    """nouns.json: where the noun phrase that is counted begins and ends"""

    determiners: Words
    stop_words: Words
    verb_endings: Words
    not_verbs: Words
    verbs: Words
    plural_endings: Words
    singular_endings: Words
    plurals: Words


class Clauses(Table):
    """clauses.json: how a clause tells what an amount belongs to"""

    amounts_before_nouns: bool
    verbs_open: bool
    dimensions: Words
    contents: Words
    not_contents: Words
    bearing: Words
    attached: Words
    auxiliaries: Words
    adverbs: Words
    predicates: Words
    infinitive: Words
    adverb_endings: Words
    relatives: Words
    pronouns: Words
    ends: Words


class FigureWords(Table):
    """models/<lang>/figures/"""

    numbers: Numbers
    magnitudes: tuple[Magnitude, ...] = Field(min_length=1)
    currencies: Mapping[str, Currency]
    units: Units
    dates: Dates
    context: Context
    nouns: Nouns
    clauses: Clauses
    cldr: Cldr
