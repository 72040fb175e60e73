"""What a report says of a claim beside its sentence and its status, whatever the format."""

from collections.abc import Iterator

from factcheck.export.marks import Line, labelled
from factcheck.review.records import ReviewedClaim, X
from factcheck.review.rules import status_of
from factcheck.worksheet.layout import FIGURES, REVIEW
from factcheck.worksheet.text import clean, one_line
from factcheck.worksheet.wording import Wording


def about(reviewed: ReviewedClaim, words: Wording) -> Iterator[Line]:
    """Who says it and what the article cites; all that was written about it; what was written about its figures."""
    claim, marks = reviewed.claim, reviewed.marks
    if claim.attribution:
        yield Line(words.heading(REVIEW.id, "said_by"), one_line(claim.attribution.text))
    for link in claim.links:
        yield Line(words.heading(REVIEW.id, "links"), clean(link))
    told = {"status": status_of(marks), "not_a_claim": X}  # by the section that the claim stands in
    yield from labelled(REVIEW, {name: mark for name, mark in marks.items() if told.get(name) != mark}, words)
    for figure, written in zip(claim.figures, reviewed.figures, strict=False):
        if written:
            parts = "; ".join(f"{heading}: {text}" for heading, text in labelled(FIGURES, written, words))
            yield Line(one_line(figure.text), parts)
