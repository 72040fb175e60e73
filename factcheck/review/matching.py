"""Which claims of two versions of an article are the same: by key, else by likeness."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from factcheck.keys import normal
from factcheck.review.changes import printed
from factcheck.review.likeness import Sentence, pairs
from factcheck.review.records import ReviewedArticle


class Match(NamedTuple):
    """An old claim and the new one that it became, by their places in the two versions.

    same   whether it is the same sentence, known by its key
    equal  whether it is one of equal sentences, of which the other version has more or less
    """

    old: int
    new: int
    same: bool
    equal: bool


def matches(old: ReviewedArticle, new: ReviewedArticle, whole: bool) -> list[Match]:
    """The claims that are in both versions; `whole` tells whether the old one's are known with their places."""
    uncertain = _uncertain(old, new, whole)
    places = {one.claim.key: place for place, one in enumerate(new.claims)}
    by_key = {place: places[one.claim.key] for place, one in enumerate(old.claims) if one.claim.key in places}
    found = [Match(one, other, True, normal(old.claims[one].claim.text) in uncertain) for one, other in by_key.items()]
    olds = dict(_rest(old, by_key, uncertain, whole))
    news = dict(_rest(new, {other: other for other in by_key.values()}, uncertain, whole))
    alike = pairs(list(olds.values()), list(news.values()))
    return found + [Match(list(olds)[one], list(news)[other], False, False) for one, other in alike.items()]


def _uncertain(old: ReviewedArticle, new: ReviewedArticle, whole: bool) -> set[str]:
    """The sentences that stand in both versions, but more often in one: which is which can't be told."""
    before, after = _counts(old, whole), _counts(new, whole)
    return {text for text in before.keys() & after.keys() if before[text] != after[text]}


def _counts(article: ReviewedArticle, whole: bool) -> Counter[str]:
    """How often each sentence stands in an article; of the sentences left out a table knows nothing."""
    left_out = (one.sentence.text for one in article.left_out) if whole else ()
    return Counter(map(normal, (*(one.claim.text for one in article.claims), *left_out)))


def _rest(
    article: ReviewedArticle, found: Mapping[int, int], uncertain: set[str], whole: bool
) -> Iterator[tuple[int, Sentence]]:
    """The claims that were not found by key, to be paired by likeness; in a table their order says nothing.

    `found` gives the place in the new version of those that were.
    """
    after = -1
    for place, one in enumerate(article.claims):
        text = normal(one.claim.text)
        if place in found:
            after = found[place] if whole else -1
        elif text not in uncertain:
            yield place, Sentence(text, [*map(printed, one.claim.figures)], after)
