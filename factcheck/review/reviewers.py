"""Several worksheets of one article: what their reviewers are called, and whether they are of the same text."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import PurePath
from typing import TypeAlias

from factcheck.errors import WorksheetError
from factcheck.review.records import Names, Review, ReviewedArticle
from factcheck.review.rows import Row, Subject, rows

Worksheets: TypeAlias = Sequence[tuple[str, Review]]  # each with its file

_LONGEST = 40  # characters of a label


def labels(worksheets: Worksheets) -> list[str]:
    """What each reviewer is called, no two alike.

    It is the only name in the worksheet's column of reviewers, where no other worksheet has the same, else the file's.
    """
    names = [_only_name(review) for _, review in worksheets]
    known = [name.casefold() for name in names]
    found, taken = list[str](), Names()
    for (file, _), name in zip(worksheets, names, strict=True):
        own = name and known.count(name.casefold()) == 1
        found.append(taken.unused(name if own else _tidy(PurePath(file).stem)[:_LONGEST] or "?"))
    return found


def base_of(worksheets: Worksheets) -> Review:
    """The worksheet from which the claims come: the first that has all that the program wrote.

    WorksheetError where there is none.
    """
    whole = next((review for _, review in worksheets if review.whole), None)
    if whole is None:
        raise WorksheetError(
            f"{worksheets[0][0]}: none of the worksheets says all that is known of the claims; "
            "give at least one workbook (.xlsx) of this version beside the tables."
        )
    return whole


def rows_in(base: Review, file: str, review: Review) -> list[Row]:
    """The rows of a worksheet in which something stands, under the articles' names in another one, the base.

    WorksheetError where it is of another text. A worksheet that doesn't know its text is of the same one if they have
    a claim in common.
    """
    home = _by_text(base, file, review) if review.whole else _by_key(base, file, review)
    found = [row for article in review.articles for row in rows(article) if row.marks]
    return [row._replace(subject=row.subject._replace(article=home(row.subject))) for row in found]


def _by_text(base: Review, file: str, review: Review) -> Callable[[Subject], str]:
    """The name of a row's article in the base: that of the same text; two of one text are told apart by their order."""
    ours, theirs = (sorted(one.articles, key=_hash) for one in (base, review))
    if list(map(_hash, ours)) != list(map(_hash, theirs)):
        raise _other(file, _odd(theirs, ours) or _odd(ours, theirs) or theirs[0].name)
    names = {their.name: our.name for our, their in zip(ours, theirs, strict=True)}
    return lambda subject: names[subject.article]


def _by_key(base: Review, file: str, review: Review) -> Callable[[Subject], str]:
    """The name of a row's article in the base: its own, or else that of the only article that has its key."""
    known: dict[str, list[str]] = defaultdict(list)
    for article in base.articles:
        for row in rows(article):
            known[row.subject.key].append(article.name)
    if any(review.claims) and not any(claim.claim.key in known for claim in review.claims):
        raise _other(file, review.articles[0].name)

    def home(subject: Subject) -> str:
        names = set(known[subject.key])
        return names.pop() if len(names) == 1 and subject.article not in names else subject.article

    return home


def _hash(article: ReviewedArticle) -> str:
    return article.article.sha256


def _odd(articles: Sequence[ReviewedArticle], others: Sequence[ReviewedArticle]) -> str | None:
    """The name of the first article that isn't among the others."""
    known = set(map(_hash, others))
    return next((one.name for one in articles if _hash(one) not in known), None)


def _other(file: str, name: str) -> WorksheetError:
    about = f" ({name})" if name else ""
    return WorksheetError(
        f"{file}: is of another article{about}, or of another version of it; run `factcheck update` on it first."
    )


def _only_name(review: Review) -> str:
    """The only name that stands in the column of reviewers; "" where there is none, or it is no name."""
    names = {_tidy(str(claim.marks["reviewer"])) for claim in review.claims if "reviewer" in claim.marks}
    name = min(names, default="")
    return name if len({one.casefold() for one in names}) == 1 and len(name) <= _LONGEST else ""


def _tidy(name: str) -> str:
    """The name as a heading can hold it: printable, on one line."""
    return "".join(char for char in " ".join(name.split()) if char.isprintable())
