"""How far reviewers agree on what they judged: the share of equal pairs, and Krippendorff's alpha.

Both take units (claims), each as the judgements of those reviewers who judged it; who did not is left out of it.
Source: Klaus Krippendorff, "Computing Krippendorff's Alpha-Reliability", University of Pennsylvania, 2011: part C,
nominal data, any number of observers, missing data.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from itertools import chain
from typing import NamedTuple, TypeAlias

Units: TypeAlias = Iterable[Sequence[Hashable]]


class Agreement(NamedTuple):
    """How far reviewers agree on some units.

    units    how many there are
    agreed, disagreed   those that two or more reviewers judged: all of them alike, or not
    share    of the pairs of judgements of the same unit, how many are equal: 0 to 1; None without a pair
    alpha    Krippendorff's alpha: 1 where all agree, 0 where they agree as often as by chance; None where chance can't
             be told: without a pair, or where all judgements are the same one
    """

    units: int
    agreed: int
    disagreed: int
    share: float | None
    alpha: float | None


def agreement(units: Units) -> Agreement:
    """How far reviewers agree on these units."""
    units = list(units)
    kinds = [len(set(unit)) for unit in _judged_twice(units)]
    alike = kinds.count(1)
    return Agreement(len(units), alike, len(kinds) - alike, share(units), alpha(units))


def share(units: Units) -> float | None:
    """The share of pairs of judgements of the same unit that are equal, 0 to 1; None where there is no pair."""
    judged = _judged_twice(units)
    pairs = sum(_pairs(len(unit)) for unit in judged)
    return sum(_equal_pairs(unit) for unit in judged) / pairs if pairs else None


def alpha(units: Units) -> float | None:
    """Krippendorff's alpha for nominal data, at most 1; None where there is no pair, or only one kind of judgement."""
    judged = _judged_twice(units)
    values = Counter(chain.from_iterable(judged))
    total = values.total()
    if len(values) < 2:
        return None
    observed = sum((_pairs(len(unit)) - _equal_pairs(unit)) / (len(unit) - 1) for unit in judged)
    expected = (_pairs(total) - sum(map(_pairs, values.values()))) / (total - 1)
    return 1 - observed / expected


def _judged_twice(units: Units) -> list[Sequence[Hashable]]:
    """The units with judgements to compare."""
    return [unit for unit in units if len(unit) > 1]


def _pairs(count: int) -> int:
    """In how many ways two can be taken of so many, in order."""
    return count * (count - 1)


def _equal_pairs(unit: Sequence[Hashable]) -> int:
    return sum(map(_pairs, Counter(unit).values()))
