"""A review as rows that marks stand in: claims, figures, and sentences left out."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Literal, NamedTuple

from factcheck.records import Claim, Figure
from factcheck.review.records import Marks, ReviewedArticle

Sheet = Literal["review", "figures", "left_out"]


class Subject(NamedTuple):
    """What a row is about: a claim, one of its figures (start and end in the sentence), or a sentence left out."""

    sheet: Sheet
    article: str
    key: str
    figure: tuple[int, int] | None = None


class Row(NamedTuple):
    """A row: its sentence, its figure as printed ("" without one), and what was written in it."""

    subject: Subject
    text: str
    figure: str
    marks: Marks


def rows(article: ReviewedArticle) -> Iterator[Row]:
    """All rows of an article, also those in which nothing stands."""
    for reviewed in article.claims:
        claim = reviewed.claim
        yield Row(Subject("review", article.name, claim.key), claim.text, "", reviewed.marks)
        for figure, marks in zip(claim.figures, reviewed.figures or ({},) * len(claim.figures), strict=True):
            yield Row(_figure_subject(article.name, claim, figure), claim.text, figure.text, marks)
    for left in article.left_out:
        yield Row(Subject("left_out", article.name, left.sentence.key), left.sentence.text, "", left.marks)


def with_marks(article: ReviewedArticle, marks: Mapping[Subject, Marks]) -> ReviewedArticle:
    """The article with these marks in place of its own."""
    claims = []
    for reviewed in article.claims:
        claim = reviewed.claim
        figures = tuple(marks.get(_figure_subject(article.name, claim, figure), {}) for figure in claim.figures)
        own = marks.get(Subject("review", article.name, claim.key), {})
        claims.append(replace(reviewed, marks=own, figures=figures if any(figures) else ()))
    left_out = [
        replace(left, marks=marks.get(Subject("left_out", article.name, left.sentence.key), {}))
        for left in article.left_out
    ]
    return replace(article, claims=claims, left_out=left_out)


def _figure_subject(name: str, claim: Claim, figure: Figure) -> Subject:
    return Subject("figures", name, claim.key, (figure.start - claim.start, figure.end - claim.start))
