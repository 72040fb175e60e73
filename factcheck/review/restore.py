"""What stood aside goes back to a claim whose sentence is in the article again."""

from collections.abc import Sequence, Set
from dataclasses import replace

from factcheck.review.changes import printed
from factcheck.review.records import Aside, Marks, ReviewedClaim


def restored(
    aside: Sequence[Aside], name: str, claims: Sequence[ReviewedClaim], columns: Set[str], figure_columns: Set[str]
) -> tuple[list[Aside], dict[int, ReviewedClaim]]:
    """What still stands aside, and the claims of an article that got back what stood there, by their places.

    Only what has a column on its sheet goes back, and only to a claim or a figure that has no marks.
    """
    places = {one.claim.key: place for place, one in enumerate(claims)}
    back: dict[int, ReviewedClaim] = {}
    rest: list[Aside] = []
    for one in aside:
        place = places.get(one.key) if one.why == "gone" and one.article in ("", name) else None
        marks = {
            column: mark for column, mark in one.marks.items() if column in (figure_columns if one.figure else columns)
        }
        claim = None if place is None or not marks else _with(claims, back, place, one, marks)
        if place is None or claim is None:
            rest.append(one)
            continue
        back[place] = claim
        if left := {column: mark for column, mark in one.marks.items() if column not in marks}:
            rest.append(replace(one, marks=left))
    return rest, back


def _with(
    claims: Sequence[ReviewedClaim], back: dict[int, ReviewedClaim], place: int, aside: Aside, marks: Marks
) -> ReviewedClaim | None:
    """The claim with these marks, on itself or on one of its figures; None where others stand there."""
    claim = back.get(place, claims[place])
    if not aside.figure:
        return replace(claim, marks=marks) if not claim.marks else None
    figures = list(claim.figures or ({} for _ in claim.claim.figures))
    for at, figure in enumerate(claim.claim.figures):
        if printed(figure) == aside.figure and not figures[at]:
            figures[at] = marks
            return replace(claim, figures=tuple(figures))
    return None
