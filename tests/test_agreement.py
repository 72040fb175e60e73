"""Agreement, against the worked examples of Krippendorff (2011) and a second calculation from its matrix."""

from collections import Counter
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.review.agreement import Agreement, agreement, alpha, share


def units(*observers: str) -> list[str]:
    """What each observer said of each unit, "." where nothing, as what was said of each unit."""
    return ["".join(unit).replace(".", "") for unit in zip(*observers, strict=True)]


# "Computing Krippendorff's Alpha-Reliability": A binary, B nominal, C four observers and missing data
BINARY = units("0100000010", "1110010000")
NOMINAL = units("aabbdcccedda", "babbbccceddd")
MISSING = units("123321412...", "1233224125.3", ".3332342251.", "12332441251.")


@pytest.mark.parametrize(("example", "published"), [(BINARY, 0.095), (NOMINAL, 0.692), (MISSING, 0.743)])
def test_published_examples(example: list[str], published: float) -> None:
    assert alpha(example) == pytest.approx(published, abs=0.0005)
    assert by_matrix(example) == pytest.approx(alpha(example))


def by_matrix(example: list[str]) -> float:
    """Alpha by the matrix of coincidences, as the paper builds it."""
    matrix: Counter[tuple[str, str]] = Counter()
    for unit in example:
        for pair in permutations(unit, 2):
            matrix[pair] += 1 / (len(unit) - 1)  # type: ignore[assignment]
    margins: Counter[str] = Counter()
    for (value, _), count in matrix.items():
        margins[value] += count
    total = sum(margins.values())
    same = sum(count for (one, other), count in matrix.items() if one == other)
    chance = sum(count * (count - 1) for count in margins.values())
    return ((total - 1) * same - chance) / (total * (total - 1) - chance)


def test_share_of_equal_pairs() -> None:
    assert share(["aa", "ab"]) == 0.5
    assert share(["aab"]) == pytest.approx(1 / 3)
    assert share(["aaa", "ab", "b", ""]) == pytest.approx(3 / 4)


@pytest.mark.parametrize("nothing", [[], [""], ["a", "b", ""]])
def test_without_a_pair_nothing_can_be_said(nothing: list[str]) -> None:
    assert share(nothing) is None and alpha(nothing) is None


def test_alpha_needs_two_kinds_of_judgements() -> None:
    assert alpha(["aa", "aa", "b"]) is None
    assert share(["aa", "aa", "b"]) == 1


def test_what_is_said_of_reviewers() -> None:
    assert agreement(["aa", "ab", "a", "", "bbb"]) == Agreement(5, 2, 1, 4 / 5, pytest.approx(0.5))


JUDGED = st.lists(st.text("abcd", max_size=4), max_size=12)


@given(JUDGED)
def test_both_ways_to_calculate_alpha_are_equal(example: list[str]) -> None:
    found = alpha(example)
    if found is not None:
        assert found <= 1
        assert by_matrix(example) == pytest.approx(found, abs=1e-9)


@given(JUDGED, st.permutations("abcd"))
def test_names_and_order_of_judgements_do_not_matter(example: list[str], names: list[str]) -> None:
    renamed = [unit[::-1].translate(str.maketrans("abcd", "".join(names))) for unit in reversed(example)]
    assert alpha(renamed) == pytest.approx(alpha(example))
    assert share(renamed) == pytest.approx(share(example))
