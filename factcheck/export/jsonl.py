"""JSON Lines: a claim as `extract` writes it, and what reviewers wrote about it under "review"."""

from collections.abc import Iterator

from factcheck.export.marks import plain
from factcheck.formats import as_object, encoded
from factcheck.review.records import Marks, Review, ReviewedClaim
from factcheck.review.rules import status_of


def lines(review: Review) -> Iterator[str]:
    """A JSON object for each claim.

    "review" has its `status` ("sourced", "unsourced", "disputed", or null), its `marks`, and those of each of its
    `figures`: by the column's id in the program's layout, or by its heading where the column is the newsroom's own.
    """
    for reviewed in review.claims:
        yield encoded({**as_object(reviewed.claim), "review": _review(reviewed)})


def _review(reviewed: ReviewedClaim) -> dict[str, object]:
    figures = reviewed.figures or ({},) * len(reviewed.claim.figures)
    return {
        "status": status_of(reviewed.marks),
        "marks": _plain(reviewed.marks),
        "figures": [_plain(marks) for marks in figures],
    }


def _plain(marks: Marks) -> dict[str, object]:
    return {name: plain(mark) for name, mark in marks.items()}
