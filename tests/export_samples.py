"""Reviews that are half done, for the tests of what `export` writes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time

import factcheck
from factcheck.records import Article
from factcheck.review.records import Marks, OwnColumn, Review, ReviewedArticle, ReviewedClaim

EN = (
    "The harbour opens again\n\nThe council voted 48 million euros in 2019. https://example.org/vote?id=1&y=2\n"
    "According to the mayor, about 200 families left the town.\nWorks will take 18 months.\n"
    "Nobody knows why. The pier is 40 metres long; 12% of it is new.\nThe crane has 3 arms.\n"
)
IT = (
    "Il porto riapre\n\nIl consiglio ha votato 48 milioni di euro nel 2019.\n"
    "Secondo il sindaco circa 200 famiglie hanno lasciato la città.\nI lavori dureranno 18 mesi.\n"
    "Nessuno sa perché. Il molo è lungo 40 metri; il 12% è nuovo.\nLa gru ha 3 bracci.\n"
)
TEXTS = {"en": EN, "it": IT}
MARKS: Sequence[Marks] = (
    {
        "status": "sourced", "source_link": "Report https://example.org/a_(b)?x=1&y=2", "reviewer": "AB",
        "reviewed_on": datetime(2026, 3, 4), "Published at": "https://example.org/checks/1",
    },
    {"status": "disputed", "notes": "The table says 180.\nSee page 4.", "source_link": "javascript:alert(1)"},
    {"status": "unsourced", "reviewed_on": date(2026, 3, 5), "Urgency": 2.5},
    {},
    {"not_a_claim": "x"},
)  # fmt: skip
FIGURES: Mapping[int, Marks] = {1: {"figure_status": "disputed", "correct_value": 180, "Seen at": time(9, 30)}}
OWN = (OwnColumn("Urgency"), OwnColumn("Published at"))


def article(text: str, lang: str = "en", name: str = "harbour.txt", **more: str) -> ReviewedArticle:
    """An article whose claims have no marks."""
    known = Article(name, text, lang, **more)
    return ReviewedArticle(known, name, [ReviewedClaim(claim) for claim in factcheck.extract(known)])


def marked(reviewed: ReviewedArticle, marks: Sequence[Marks] = MARKS) -> ReviewedArticle:
    """The article with marks for its claims, one after the other; figures of the second claim have some, too."""
    claims = []
    for place, (one, written) in enumerate(zip(reviewed.claims, marks, strict=False)):
        first = FIGURES.get(place)
        rest = ({},) * (len(one.claim.figures) - 1)
        claims.append(ReviewedClaim(one.claim, written, (first, *rest) if first else ()))
    return replace(reviewed, claims=[*claims, *reviewed.claims[len(claims) :]])


def review(lang: str = "en", ui: str | None = None) -> Review:
    """A review of one article, half done."""
    return Review([marked(article(TEXTS[lang], lang))], ui or lang, OWN, (OwnColumn("Seen at"),))
