"""All that reviewers wrote, carried to a new version of the article. What has no place there stands aside."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from textwrap import shorten
from typing import NamedTuple

from factcheck.errors import WorksheetError
from factcheck.keys import normal
from factcheck.records import Claim, LeftOut
from factcheck.review.changes import flagged, moved, printed
from factcheck.review.matching import Match, matches
from factcheck.review.records import (
    CLAIM_MARKS,
    FIGURE_MARKS,
    Aside,
    Cause,
    Change,
    Marks,
    OwnColumn,
    Problem,
    Review,
    ReviewedArticle,
    ReviewedSentence,
    X,
    ids,
)
from factcheck.review.restore import restored

_SAID: Mapping[Change, str] = {
    "sentence": "its sentence changed; look at it again.",
    "figures": "its figures changed; it is to do again.",
    "equal sentences": "the article has this sentence more or less often than before; look which one was meant.",
    "reading": "its figures are read in another way than before; look at it again.",
}
_BACK = "its sentence is in the article again, and what stood aside is back; look at it again."
_SHORT = 60  # characters of a sentence in a message


class Carried(NamedTuple):
    """A review of the new version.

    counts    the "claims" of the new version, and of these the "unchanged", the "new" and those of each Change; the
              claims of the old version that are "gone"
    problems  what needs a look: which claim, and what became of it
    """

    review: Review
    counts: Mapping[str, int]
    problems: tuple[Problem, ...]


def named(old: Review, *names: str) -> list[ReviewedArticle]:
    """The articles of a worksheet that have one of these names; all where none has."""
    return [one for one in old.articles if {one.name, one.article.name} & set(names)] or list(old.articles)


def taken(articles: Sequence[ReviewedArticle]) -> frozenset[str]:
    """The keys of the sentences that are claims in any case: those that were, and those that a reviewer takes in."""
    claims = {one.claim.key for article in articles for one in article.claims}
    wanted = {one.sentence.key for article in articles for one in article.left_out if "take_in" in one.marks}
    return frozenset(claims | wanted)


def carry(old: Review, name: str, new: ReviewedArticle) -> Carried:
    """The review with a `new` version of one of its articles, and every mark on its claim, on its figure, or aside.

    The old version is the article of this name, else the one that shares most sentences. The new version should be
    read with the sentences that are `taken`. Raises WorksheetError where it is no version of any of the articles, or
    where a table has several.
    """
    if not old.whole and len(old.articles) > 1:
        raise WorksheetError(
            "Only a workbook of this version can be updated if it has several articles; take one, or a table for each."
        )
    place, found = _version(old, name, new)
    carrying = _Carrying(old, place, new)
    carrying.claims(found)
    carrying.left_out()
    carrying.restore()
    return carrying.carried()


def _version(old: Review, name: str, new: ReviewedArticle) -> tuple[int, list[Match]]:
    """The place of the article that is an older version of the new one, and the claims that both have."""
    fits = named(old, name, new.article.name)
    found = {
        place: matches(one, new, old.whole)
        for place, one in enumerate(old.articles)
        if any(one is candidate for candidate in fits)
    }
    best = max(found, key=lambda place: (sum(match.same for match in found[place]), len(found[place]), -place))
    is_named = {old.articles[best].name, old.articles[best].article.name} & {name, new.article.name}
    if not is_named and not found[best] and any(old.claims):
        names = ", ".join(one.name for one in old.articles)
        raise WorksheetError(f"{name}: is another article than those in the worksheet ({names}); make a new worksheet.")
    return best, found[best]


class _Carrying:
    """The new version in the making: first its `claims`, then what was `left_out`, then what to `restore`."""

    def __init__(self, old: Review, place: int, new: ReviewedArticle) -> None:
        self._review, self._place = old, place
        self._old, self._new = old.articles[place], new
        self._ids = list(ids(old.articles))[place]
        self._name = self._old.name or new.name  # a table of one article doesn't name it
        self._claims = list(new.claims)
        self._left_out: list[ReviewedSentence] = []
        self._kept = list(old.aside)
        self._aside: list[Aside] = []
        self._said: list[tuple[int, str]] = []  # of new claims, by place
        self._columns = {*CLAIM_MARKS, *_names(old.columns)}
        self._counts = Counter[str]()

    def claims(self, found: Sequence[Match]) -> None:
        """Carries the marks of claims and their figures."""
        for match in sorted(found, key=lambda match: match.new):
            old, new = self._old.claims[match.old], self._new.claims[match.new].claim
            there = moved(old, new, match.same, match.equal, self._review.whole)
            self._claims[match.new] = there.claim
            self._counts[there.change or "unchanged"] += 1
            if there.change and there.is_flagged:
                self._said.append((match.new, _SAID[there.change]))
            if there.typed is not None:
                self._put("edited", match.old, {"change": there.typed})
            if match.same and normal(old.claim.text) != normal(new.text):  # in a table; a workbook knows what it was
                self._put("edited", match.old, {"other": old.claim.text})
            for figure, marks in there.figures.items():
                self._put("figure gone", match.old, marks, figure)
        for place in sorted(set(range(len(self._old.claims))) - {match.old for match in found}):
            old = self._old.claims[place]
            self._counts["gone"] += 1
            self._put("gone", place, old.marks)
            for figure, marks in enumerate(old.figures):
                self._put("gone", place, marks, figure)
        self._counts["claims"] = len(self._claims)
        self._counts["new"] = len(self._claims) - len(found)

    def left_out(self) -> None:
        """Carries the marks of sentences left out; an "x" that took one in is used up."""
        marks = {one.sentence.key: one.marks for one in self._old.left_out}
        places = {one.claim.key: place for place, one in enumerate(self._claims)}
        self._left_out = [replace(one, marks=marks.pop(one.sentence.key, {})) for one in self._new.left_out]
        for one in self._old.left_out:
            rest = marks.pop(one.sentence.key, {})
            place = places.get(one.sentence.key)
            if place is None:
                self._put_aside("gone", rest, one.sentence)
            else:
                self._put_aside("elsewhere", self._taken_in(place, rest), one.sentence)

    def restore(self) -> None:
        """Gives back what stood aside since an earlier version."""
        figure_columns = {*FIGURE_MARKS, *_names(self._review.figure_columns)}
        self._kept, back = restored(self._kept, self._old.name, self._claims, self._columns, figure_columns)
        often = Counter(normal(one.claim.text) for one in self._claims)
        for place, claim in back.items():
            self._claims[place] = claim
            self._said.append((place, _BACK))
            if often[normal(claim.claim.text)] > 1:
                marks, typed = flagged(claim.marks, "equal sentences", None, again=True)
                self._claims[place] = replace(claim, marks=marks)
                self._put_aside("edited", {} if typed is None else {"change": typed}, claim.claim)

    def carried(self) -> Carried:
        """The result."""
        after = replace(self._new, name=self._name, claims=self._claims, left_out=self._left_out)
        articles = list(self._review.articles)
        articles[self._place] = after
        review = replace(self._review, articles=articles, aside=(*self._kept, *self._aside), whole=True)
        numbers = list(ids(articles))[self._place]
        problems = [Problem(numbers[place], what) for place, what in sorted(self._said)]
        for one in self._aside:
            about = repr(one.figure or shorten(one.text, _SHORT, placeholder=" …")) + (f" ({one.id})" if one.id else "")
            problems.append(Problem(one.place, f"what was written about {about} stands aside now."))
        return Carried(review, self._counts, tuple(problems))

    def _taken_in(self, place: int, marks: Marks) -> Marks:
        """Gives a claim what was written when it was left out; what of it finds no column there is given back."""
        claim = self._claims[place]
        there = {name: mark for name, mark in marks.items() if name in self._columns - claim.marks.keys()}
        self._claims[place] = replace(claim, marks={**claim.marks, **there})
        used = {*there, "take_in"} if marks.get("take_in") == X else there
        return {name: mark for name, mark in marks.items() if name not in used}

    def _put(self, why: Cause, place: int, marks: Marks, figure: int | None = None) -> None:
        """Sets marks of an old claim, or of one of its figures, aside."""
        claim, id = self._old.claims[place].claim, self._ids[place]
        if figure is None:
            self._put_aside(why, marks, claim, id)
        else:
            self._put_aside(why, marks, claim, f"{id}.{figure + 1}", printed(claim.figures[figure]))

    def _put_aside(self, why: Cause, marks: Marks, about: Claim | LeftOut, id: str = "", figure: str = "") -> None:
        if marks:
            name = self._name
            place = f"{name}, ¶ {about.paragraph}" if about.paragraph else name
            self._aside.append(Aside(why, place, marks, name, id, about.text, figure, about.key))


def _names(columns: Sequence[OwnColumn]) -> list[str]:
    return [column.name for column in columns]
