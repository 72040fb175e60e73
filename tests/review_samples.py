"""Reviews for the tests: articles read by the real reader, with marks on their claims."""

from pathlib import Path

from factcheck.cli.reading import Reading
from factcheck.records import Article
from factcheck.review.records import Marks, Review, ReviewedArticle, ReviewedClaim
from factcheck.worksheet.write import write_xlsx


def article(
    text: str, name: str = "article.txt", lang: str = "it", taken: frozenset[str] = frozenset()
) -> ReviewedArticle:
    """An article as nobody reviewed it yet."""
    return Reading(None, None, None).read(Article(name, text, lang), name, lambda _: None, taken)


def marked(
    found: ReviewedArticle, marks: dict[int, Marks], figures: dict[tuple[int, int], Marks] | None = None
) -> ReviewedArticle:
    """The article with marks on its claims, by place, and on their figures, by place of claim and figure."""
    claims = []
    for place, one in enumerate(found.claims):
        own = tuple((figures or {}).get((place, figure), {}) for figure in range(len(one.claim.figures)))
        claims.append(ReviewedClaim(one.claim, marks.get(place, {}), own if any(own) else ()))
    return ReviewedArticle(found.article, found.name, claims, found.left_out)


def saved(path: Path, *articles: ReviewedArticle) -> Path:
    """A workbook of the articles."""
    with path.open("wb") as stream:
        write_xlsx(stream, Review(articles, "en"))
    return path
