"""The tally of reviewed claims: how many have which status, are still to do, or need a second look."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from factcheck.review.records import STATUSES, ReviewedClaim
from factcheck.review.rules import FIGURE_MARKED, NOT_A_CLAIM, SECOND_LOOK, TO_DO, holds, is_claim, status_of


@dataclass(frozen=True, slots=True)
class Tally:
    """How far a review is. Claims are `to_do`, or of one of the `statuses`.

    claims       those that count: not the rows that are not a claim
    to_do        claims without a status, or with one that is not known
    statuses     how many claims have each of STATUSES
    second_look  claims that need a second look, whatever the reason
    reasons      how many need it for each of SECOND_LOOK; a claim may have several
    not_a_claim  rows that a reviewer took out of the count
    figures      figures that have a status of their own
    """

    claims: int
    to_do: int
    statuses: Mapping[str, int]
    second_look: int
    reasons: Mapping[str, int]
    not_a_claim: int
    figures: int

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do, and nothing needs a second look."""
        return not self.to_do and not self.second_look


def tally(claims: Iterable[ReviewedClaim]) -> Tally:
    """The tally of claims: those of an article, of a whole review, or of several."""
    count: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    for claim in claims:
        count["figures"] += sum(holds(FIGURE_MARKED, marks) for marks in claim.figures)
        count["not_a_claim"] += holds(NOT_A_CLAIM, claim.marks)
        if is_claim(claim.marks):
            found = [reason for reason, rule in SECOND_LOOK.items() if holds(rule, claim.marks)]
            reasons.update(found)
            count.update(("claims", status_of(claim.marks) or ""))
            count["to_do"] += holds(TO_DO, claim.marks)
            count["second_look"] += bool(found)
    return Tally(
        count["claims"],
        count["to_do"],
        {status: count[status] for status in STATUSES},
        count["second_look"],
        {reason: reasons[reason] for reason in SECOND_LOOK},
        count["not_a_claim"],
        count["figures"],
    )
