"""What a worksheet says: articles, claims, and all that reviewers wrote. Plain immutable records that know no library.

A worksheet is written from a Review and read back into one; `update` and `merge` make one from others.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from typing import Literal, TypeAlias

from factcheck.records import Article, Claim, LeftOut

SOURCED, UNSOURCED, DISPUTED = STATUSES = ("sourced", "unsourced", "disputed")
X = "x"  # in a column that takes a yes
THEN = " → "  # between what stood in a cell before, and what stood there later

# What a cell may hold (a datetime is a date), and what was written in a row: by the column's id in the layout, or its
# heading where the column is not ours. Empty cells are left out. A status that was understood is one of STATUSES, any
# other text stands as it was typed.
Written: TypeAlias = str | int | float | bool | date | time
Marks: TypeAlias = Mapping[str, Written]

# What `update` found: the sentence changed, but not its figures; a figure changed; the same sentence stands more or
# less often in the article; the same sentence is read in another way by this version of the program
Change = Literal["sentence", "figures", "equal sentences", "reading"]

# Why a row stands aside: its claim or its figure is no longer in the article, somebody added it, another row has its
# key, it is what somebody wrote into a cell of ours, or it belongs to no row
Cause = Literal["gone", "figure gone", "added", "twice", "edited", "elsewhere"]


@dataclass(frozen=True, slots=True)
class OwnColumn:
    """A reviewer's column that is not ours: a newsroom's own, one that a reviewer added, or a merged reviewer's."""

    name: str
    width: float = 20
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewedClaim:
    """A claim and what was written about it; `figures` has the marks of each of its figures, or is empty."""

    claim: Claim
    marks: Marks = field(default_factory=dict)
    figures: tuple[Marks, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewedSentence:
    """A sentence that was left out, and what was written about it."""

    sentence: LeftOut
    marks: Marks = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Aside:
    """A row that belongs to no claim of the article: all that was written in it.

    place    where it was read: a sheet and a cell or row
    article, id, text, key   of the claim that it was about; "" where that is not known
    figure   the figure that it was about, as printed
    """

    why: Cause
    place: str
    marks: Marks
    article: str = ""
    id: str = ""
    text: str = ""
    figure: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class OwnSheet:
    """A sheet that is not ours: its title, and its cells row by row."""

    title: str
    rows: tuple[tuple[Written | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """What needs attention in a worksheet: where it stands ("Review!F7", "the file"), and what it is, a sentence."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class ReviewedArticle:
    """An article, its name in the worksheet (unique there), its claims in order, and the sentences left out."""

    article: Article
    name: str
    claims: Sequence[ReviewedClaim] = ()
    left_out: Sequence[ReviewedSentence] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """All that a worksheet says.

    ui        the language of its headings
    columns   reviewers' columns that are not ours, on the sheet of the claims; figure_columns and left_out_columns are
              those on the sheets of the figures and of the sentences left out
    aside     rows that belong to no claim
    sheets    sheets that are not ours
    problems  what could not be understood on reading, or needs attention
    whole     whether the claims are all that the program wrote; False for a table (.csv) and for worksheets of
              version 0.1.0, where a claim is only what its row says: its figures and offsets are not known
    """

    articles: Sequence[ReviewedArticle]
    ui: str = "en"
    columns: tuple[OwnColumn, ...] = ()
    figure_columns: tuple[OwnColumn, ...] = ()
    left_out_columns: tuple[OwnColumn, ...] = ()
    aside: tuple[Aside, ...] = ()
    sheets: tuple[OwnSheet, ...] = ()
    problems: tuple[Problem, ...] = field(default=(), compare=False)
    whole: bool = True

    @property
    def claims(self) -> Iterator[ReviewedClaim]:
        """The claims of all articles."""
        return (claim for article in self.articles for claim in article.claims)


# The columns of ours that reviewers fill in for a claim and for a figure, and those that `update` fills in
CLAIM_MARKS = (
    "change", "earlier_sentence", "earlier_status",
    "status", "source_link", "notes", "reviewer", "reviewed_on", "not_a_claim",
)  # fmt: skip
FIGURE_MARKS = ("figure_status", "correct_value", "figure_note")


def ids(articles: Sequence[ReviewedArticle]) -> Iterator[list[str]]:
    """The IDs of each article's claims, unique in the worksheet: C01, C02 and so on."""
    digits = max(2, len(str(sum(len(article.claims) for article in articles))))
    count = 0
    for article in articles:
        yield [f"C{place:0{digits}}" for place in range(count + 1, count + 1 + len(article.claims))]
        count += len(article.claims)


def unreviewed(article: Article, name: str, found: Iterable[Claim | LeftOut]) -> ReviewedArticle:
    """What was found in an article, as nobody reviewed it yet; `name` is the article's in the worksheet."""
    claims, left_out = list[ReviewedClaim](), list[ReviewedSentence]()
    for one in found:
        if isinstance(one, Claim):
            claims.append(ReviewedClaim(one))
        else:
            left_out.append(ReviewedSentence(one))
    return ReviewedArticle(article, name, claims, left_out)


def with_columns(review: Review, columns: Iterable[OwnColumn]) -> Review:
    """The review with these columns; they take the place of those that are called the same."""
    own = {column.name: column for column in (*review.columns, *columns)}
    return replace(review, columns=tuple(own.values()))


class Names:
    """Names of which no two are alike; where one is taken, the next gets a number. Capitals don't count, if `fold`.

    >>> [*map(Names(["Anna"]).unused, ["anna", "Bea", "ANNA"])]
    ['anna (2)', 'Bea', 'ANNA (3)']
    """

    def __init__(self, taken: Iterable[str] = (), fold: bool = True) -> None:
        self._same: Callable[[str], str] = str.casefold if fold else str
        self._taken = set(map(self._same, taken))

    def unused(self, name: str) -> str:
        """The name, or with a number; it is taken from now on."""
        new, count = name, 1
        while self._same(new) in self._taken:
            count += 1
            new = f"{name} ({count})"
        self._taken.add(self._same(new))
        return new


def names(articles: Iterable[Article]) -> Iterator[str]:
    """The articles' names in a worksheet, no two alike."""
    found = Names()
    return (found.unused(article.name) for article in articles)
