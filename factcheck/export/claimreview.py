"""ClaimReview (schema.org) as JSON-LD: what a newsroom's statuses mean is told by its mapping, never by us.

Google's documentation requires claimReviewed, url, reviewRating and its alternateName; it recommends author,
datePublished, itemReviewed with appearance and author, and the numbers of the rating.
https://developers.google.com/search/docs/appearance/structured-data/factcheck
"""

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, BinaryIO

from factcheck.errors import WordsError
from factcheck.export.mapping import Mapping
from factcheck.formats import as_text
from factcheck.records import Article
from factcheck.review.records import Review, ReviewedClaim, Written
from factcheck.review.rules import is_claim, status_of
from factcheck.worksheet.rows import Entry, entries
from factcheck.worksheet.text import address, one_line


def put_claimreview(stream: BinaryIO, review: Review, mapping: Mapping) -> None:
    """A JSON-LD document with a ClaimReview for each claim whose status means a rating.

    WordsError if the mapping names a column that the worksheet doesn't have.
    """
    if mapping.url_column and mapping.url_column not in {column.name for column in review.columns}:
        raise WordsError(
            f"The worksheet has no column {mapping.url_column!r}, where the mapping looks for addresses; "
            "add it, or correct url_column."
        )
    document = {"@context": "https://schema.org", "@graph": list(_reviews(review, mapping))}
    as_text(stream).write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")


def _reviews(review: Review, mapping: Mapping) -> Iterator[dict[str, Any]]:
    for article, claims in entries(review):
        for entry in claims:
            marks = entry.reviewed.marks
            status = status_of(marks) if is_claim(marks) else None
            rating = getattr(mapping.ratings, status) if status else None
            if rating:
                yield {
                    "@type": "ClaimReview",
                    **_published(entry, mapping),
                    **_dated(marks.get("reviewed_on")),
                    "author": {"@type": "Organization", **mapping.author.model_dump()},
                    "claimReviewed": one_line(entry.reviewed.claim.text),
                    "itemReviewed": _claim(entry.reviewed, article.article, mapping),
                    "reviewRating": {"@type": "Rating", **rating.model_dump()},
                }


def _published(entry: Entry, mapping: Mapping) -> dict[str, str]:
    """The address of the review; without one it is a draft."""
    if mapping.url_column:
        given = str(entry.reviewed.marks.get(mapping.url_column, "")).strip()
    else:
        given = mapping.filled(entry.article, entry.id, entry.reviewed.claim.key)
    url = address(given)
    return {"url": url} if url else {"creativeWorkStatus": "Draft"}


def _dated(mark: Written | None) -> dict[str, str]:
    """When it was reviewed, where that is a date."""
    try:
        day = date.fromisoformat(mark.strip()) if isinstance(mark, str) else mark
    except ValueError:
        return {}
    if isinstance(day, datetime):
        day = day.date()
    return {"datePublished": day.isoformat()} if isinstance(day, date) else {}


def _claim(reviewed: ReviewedClaim, article: Article, mapping: Mapping) -> dict[str, Any]:
    """What was reviewed: who said it, as the article and the mapping tell, and where it appeared."""
    claim: dict[str, Any] = {"@type": "Claim"}
    if said := reviewed.claim.attribution:
        claim["creditText"] = one_line(said.text)
        if claimant := mapping.claimants.get(one_line(said.text)):
            claim["author"] = {"@type": claimant.type, "name": claimant.name}
    if article.published:
        claim["datePublished"] = article.published
    if article.url and (url := address(article.url)):
        title = {"headline": one_line(article.title)} if article.title else {}
        claim["appearance"] = {"@type": "CreativeWork", "url": url, **title}
    return claim
