"""A claim in a new version of its article: what changed, and what becomes of the marks on it and on its figures."""

from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple

from factcheck.keys import normal
from factcheck.records import Claim, Figure
from factcheck.review.records import THEN, Change, Marks, ReviewedClaim, Written

# From what needs a look most; a flag that nobody cleared stays where a lesser change comes
_GRAVEST: tuple[Change, ...] = ("figures", "equal sentences", "reading", "sentence")

Told = Callable[[Figure], Hashable]  # what of a figure is compared


class Moved(NamedTuple):
    """A claim with its marks in the new version; what of them has no place there any more.

    change    what changed; None where nothing did
    is_flagged   whether that was written into its marks: a claim without marks is to do anyway
    figures   the marks of old figures, by place, that are not in the new sentence
    typed     what somebody typed where the flag stands now
    """

    claim: ReviewedClaim
    change: Change | None
    is_flagged: bool
    figures: dict[int, Marks]
    typed: Written | None


def moved(old: ReviewedClaim, new: Claim, same: bool, equal: bool, whole: bool) -> Moved:
    """An old claim as the claim that it became.

    same   whether it is the same sentence, known by its key
    equal  whether it is one of equal sentences, of which there were more or less before
    whole  whether the figures of the old claim are known, not only how they are printed
    """
    change = _change(old.claim, new, same, equal, whole)
    figures, gone = _figure_marks(old, new, whole)
    if change is None or not (old.marks or any(old.figures)):
        return Moved(ReviewedClaim(new, old.marks, figures), change, False, gone, None)
    again = change in ("figures", "equal sentences") or not _same(old.claim, new, whole, _amount)
    marks, typed = flagged(old.marks, change, None if same else old.claim.text, again)
    return Moved(ReviewedClaim(new, marks, figures), change, True, gone, typed)


def flagged(marks: Marks, change: Change, sentence: str | None, again: bool) -> tuple[Marks, Written | None]:
    """The marks with a flag for what changed, and what somebody had typed in its place.

    The old `sentence` is shown, where it changed; where the claim is to do `again`, its status is an earlier one.
    """
    out = dict(marks)
    before = out.get("change")
    known = [flag for flag in _GRAVEST if flag in (before, change)]
    out["change"] = known[0]
    if sentence is not None and (before is None or "earlier_sentence" not in out):
        out["earlier_sentence"] = _then(out.get("earlier_sentence"), sentence)
    if again and "status" in out:
        out["earlier_status"] = _then(out.get("earlier_status"), out.pop("status"))
    return out, None if before in _GRAVEST else before


def _then(before: Written | None, later: Written) -> Written:
    return later if before is None else f"{before}{THEN}{later}"


def _change(old: Claim, new: Claim, same: bool, equal: bool, whole: bool) -> Change | None:
    if equal:
        return "equal sentences"
    if same and not (whole or old.figures):  # a table without its column of figures
        return None
    if _same(old, new, whole, _reading):
        return None if same else "sentence"
    return "reading" if same else "figures"


def _same(old: Claim, new: Claim, whole: bool, told: Told) -> bool:
    """Whether two sentences have the same figures, by what is `told` of each; if not `whole`, by how it is printed."""
    if not whole:
        told = printed
    return list(map(told, old.figures)) == list(map(told, new.figures))


def printed(figure: Figure) -> str:
    """A figure as it is printed, white space aside."""
    return normal(figure.text)


def _amount(figure: Figure) -> Hashable:
    return figure.value, figure.low, figure.high, figure.unit, figure.date, figure.vague


def _reading(figure: Figure) -> Hashable:
    return _amount(figure), figure.kind, figure.modifier, figure.trend


def _figure_marks(old: ReviewedClaim, new: Claim, whole: bool) -> tuple[tuple[Marks, ...], dict[int, Marks]]:
    """The marks of each figure of the new sentence, and those of old figures that are not in it, by place."""
    if not any(old.figures):
        return (), {}
    places = _places(old.claim.figures, new.figures, printed)
    if whole:
        places |= _places(old.claim.figures, new.figures, _amount, places)
    marks: list[Marks] = [{} for _ in new.figures]
    gone = {}
    for place, mark in enumerate(old.figures):
        if mark and place in places:
            marks[places[place]] = mark
        elif mark:
            gone[place] = mark
    return tuple(marks) if any(marks) else (), gone


def _places(
    old: Sequence[Figure], new: Sequence[Figure], told: Told, found: dict[int, int] | None = None
) -> dict[int, int]:
    """Where old figures are that say the same, in order, beside those that were found already."""
    found = found or {}
    free = [place for place in range(len(new)) if place not in found.values()]
    places = {}
    for one, figure in enumerate(old):
        other = next((place for place in free if told(new[place]) == told(figure)), None)
        if one not in found and other is not None:
            places[one] = other
            free.remove(other)
    return places
