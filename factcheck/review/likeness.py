"""Which sentence of a new version an old one became: likeness of the words decides, figures and order break ties."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

# Points of likeness, of 100 for the same words. Sentences of one article that say different things have up to 56
LIKE = 62.0  # at least, for sentences to be the same claim
FIGURES = 12.0  # more for the same figures
ORDER = 6.0  # more for the same place between sentences that did not change
MARGIN = 5.0  # by which a sentence must be more alike than any other
_RIVALS = 10  # that are looked at for each sentence

_DIGITS = re.compile(r"\d+(?:[.,'’\s]\d+)*")


class Sentence(NamedTuple):
    """A sentence to be paired: its text, its figures as printed, and after which sentence of both versions it comes."""

    text: str
    figures: Sequence[str]
    after: int


def pairs(old: Sequence[Sentence], new: Sequence[Sentence]) -> dict[int, int]:
    """The place in the new version of each old sentence that was found again, by its place in the old one.

    Best first, one to one. A sentence that is unlike all others, or about as like to two, is not paired.
    """
    words = _likeness(old, new)
    points = {(one, other): like + _more(old[one], new[other]) for (one, other), like in words.items()}
    news, olds = defaultdict[int, list[int]](list), defaultdict[int, list[int]](list)
    for one, other in points:
        news[one].append(other)
        olds[other].append(one)
    found: dict[int, int] = {}
    taken: set[int] = set()
    for pair in sorted(points, key=lambda pair: (-points[pair], pair)):
        one, other = pair
        if words[pair] < LIKE or one in found or other in taken:
            continue
        rivals = [(one, rival) for rival in news[one] if rival != other and rival not in taken]
        rivals += [(rival, other) for rival in olds[other] if rival != one and rival not in found]
        if all(points[pair] - points[rival] >= MARGIN for rival in rivals):
            found[one] = other
            taken.add(other)
    return found


def _likeness(old: Sequence[Sentence], new: Sequence[Sentence]) -> dict[tuple[int, int], float]:
    """How like the words of sentences are, for the pairs that come into question: from 0 to 100.

    Words in another order are as good.
    """
    olds, news = ([_DIGITS.sub("0", one.text) for one in version] for version in (old, new))
    found: dict[tuple[int, int], float] = {}
    for one, other in ((olds, news), (list(map(_in_order, olds)), list(map(_in_order, news)))):
        pairs = [*_closest(one, other), *((place, back, like) for back, place, like in _closest(other, one))]
        for place, back, like in pairs:
            found[place, back] = max(like, found.get((place, back), 0.0))
    return found


def _in_order(text: str) -> str:
    return " ".join(sorted(text.split()))


def _closest(texts: Sequence[str], others: Sequence[str]) -> Iterator[tuple[int, int, float]]:
    """For each text, by its place, the places of those most like it, and how like they are."""
    from rapidfuzz import fuzz, process

    for place, text in enumerate(texts):
        for _, like, other in process.extract(
            text, others, scorer=fuzz.ratio, score_cutoff=LIKE - MARGIN, limit=_RIVALS
        ):
            yield place, other, like


def _more(old: Sentence, new: Sentence) -> float:
    """The points beside those for the words."""
    both = Counter(old.figures) & Counter(new.figures)
    most = max(len(old.figures), len(new.figures), 1)
    return FIGURES * both.total() / most + ORDER * (old.after == new.after)
