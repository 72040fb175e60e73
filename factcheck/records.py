"""What passes through the house: Article, Mention, Figure, Claim, LeftOut; plain immutable records, no library.

Offsets count characters (Unicode code points) in the article's text; the end is exclusive.
"""

import hashlib
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any, Literal, NamedTuple, get_args

Kind = Literal["MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL", "DATE", "TIME", "DURATION", "RATIO"]
Modifier = Literal["=", "~", ">", "<", ">=", "<="]
Trend = Literal["up", "down"]
# Why digits or a number word make no claim, from what a checker should look at first to what needs no look. A rank, a
# clock time and "one" were read, but are not worth checking; "unsure" is what no rule knows.
Why = Literal[
    "unsure", "score", "rank", "clock time", "one", "set phrase", "name", "code",
    "reference", "address", "phone", "link", "list mark",
]  # fmt: skip
WHYS: tuple[Why, ...] = get_args(Why)


class Part(NamedTuple):
    """Where the text from `start` on stands in its document: on which page, counted from 1, and below which heading.

    Both are None where the document has none.
    """

    start: int
    page: int | None
    heading: str | None


class Link(NamedTuple):
    """The text of an article from `start` to `end` is a link to an address."""

    start: int
    end: int
    url: str


class Stretch(NamedTuple):
    """The paragraphs of an article from `start` to `end` are in a language of their own, by its ISO 639-1 code."""

    start: int
    end: int
    lang: str


@dataclass(frozen=True, slots=True)
class Article:
    """A text to check, and what is known of it.

    `name` is a file name, a URL or "-"; `lang` an ISO 639-1 code, or None while it is not known;
    `published` an ISO 8601 date, `retrieved` the moment at which it was fetched, in ISO 8601; `parts` where its text
    stands in the document, `links` what it links to, `foreign` what is in another language than `lang`, all in order;
    `notes` what a checker should know of how the document was read, a sentence each.
    """

    name: str
    text: str
    lang: str | None = None
    title: str | None = None
    url: str | None = None
    published: str | None = None
    author: str | None = None
    retrieved: str | None = None
    parts: tuple[Part, ...] = ()
    links: tuple[Link, ...] = ()
    notes: tuple[str, ...] = ()
    foreign: tuple[Stretch, ...] = ()

    @property
    def sha256(self) -> str:
        """The hash of the text (UTF-8), in hexadecimal digits."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Mention:
    """A piece of the article: `text` is the article's text from `start` to `end`."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Figure(Mention):
    """A figure that was read: number + magnitude + currency, percent or measure word.

    What could not be read for certain is None, never guessed.

    kind      the kind of figure
    value     the amount in `unit`; a year's number, the day's where no year is named; None for a range, a vague
              figure, a full date or a clock time
    low, high a range's ends; for a vague figure its order of magnitude ("millions": 1e6 and 1e7)
    unit      ISO 4217 code for money, "%" or "percentage-point", a CLDR unit id ("kilometer"), None for plain counts
    modifier  "~" about, ">" over, "<" under, ">=" at least, "<=" at most, "=" nothing said
    trend     "up" or "down" on the amount of a change (rose by), None elsewhere
    vague     True where only an order of magnitude is named ("millions of")
    date      ISO 8601 for DATE and TIME: "2020", "2022-01-07/2022-01-19", "T14:30"
    counted   what is counted or shared out, where the sentence says it plainly
    """

    kind: Kind
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    modifier: Modifier = "="
    trend: Trend | None = None
    vague: bool = False
    date: str | None = None
    counted: Mention | None = None


FIELDS = tuple(field.name for field in fields(Figure))


def figure_to_dict(figure: Figure, by: int = 0) -> dict[str, Any]:
    """A Figure, so many characters later, as plain values: Decimals as strings, `counted` as a dict."""
    plain = {name: getattr(figure, name) for name in FIELDS}
    plain["start"], plain["end"] = figure.start + by, figure.end + by
    for name in ("value", "low", "high"):
        plain[name] = None if plain[name] is None else str(plain[name])
    counted = figure.counted
    plain["counted"] = counted and {"text": counted.text, "start": counted.start + by, "end": counted.end + by}
    return plain


def figure_from_dict(plain: dict[str, Any], by: int = 0) -> Figure:
    """The Figure that `figure_to_dict` made plain, so many characters later."""
    fields = {name: Decimal(plain[name]) if plain[name] is not None else None for name in ("value", "low", "high")}
    places = {"start": plain["start"] + by, "end": plain["end"] + by}
    inner = plain["counted"]
    counted = Mention(inner["text"], inner["start"] + by, inner["end"] + by) if inner else None
    return Figure(**{**plain, **places, **fields, "counted": counted})


@dataclass(frozen=True, slots=True)
class PassedOver(Mention):
    """Digits or a number word that make no claim, and why."""

    why: Why


@dataclass(frozen=True, slots=True)
class Claim(Mention):
    """A sentence that holds at least one figure worth checking.

    key         stable across runs, machines and file formats; a worksheet's row is known by article and key
    article     the article's name
    paragraph, sentence   their numbers in the article, counted from 1
    before, after         the neighbouring sentences, "" at the article's ends
    figures     every figure of the sentence, in order
    links       URLs cited in the sentence or closing its paragraph
    attribution who says it, where the sentence names one
    page, heading   where it begins in a document that has pages or headings: on which page, below which heading
    """

    key: str
    article: str
    paragraph: int
    sentence: int
    before: str
    after: str
    figures: tuple[Figure, ...]
    links: tuple[str, ...] = ()
    attribution: Mention | None = None
    page: int | None = None
    heading: str | None = None


@dataclass(frozen=True, slots=True)
class LeftOut(Mention):
    """A sentence that holds digits or number words and is no claim.

    key, article, paragraph, sentence   as in Claim; a key belongs to one sentence of the article, claim or left out
    why       the first of WHYS that is true of anything in `printed`
    printed   the digits and number words as they stand, in order, each with its own reason
    figures   those among them that were read but are not worth checking, in order
    """

    key: str
    article: str
    paragraph: int
    sentence: int
    why: Why
    printed: tuple[PassedOver, ...]
    figures: tuple[Figure, ...] = ()
