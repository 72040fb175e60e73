"""A cell as a mark: what a reviewer meant by it, in whatever language and spelling. What isn't understood is kept."""

from functools import cache

from factcheck.review.records import THEN, Cause, Written, X
from factcheck.worksheet.digest import said_by
from factcheck.worksheet.headings import text
from factcheck.worksheet.layout import STATUS_COLUMNS, X_COLUMNS
from factcheck.worksheet.wording import languages, wording


def understood(name: str, cell: Written) -> tuple[Written, str | None]:
    """The mark in a column (by id), and what is wrong with it, where something is.

    A status in any language, however typed, is one of STATUSES; an "x" or a yes is X.
    """
    if name == "earlier_status" and isinstance(cell, str):
        return THEN.join(_statuses().get(_plain(status), status) for status in cell.split(THEN)), None
    said = _plain(cell)
    if name in STATUS_COLUMNS:
        status = _statuses().get(said)
        if status is None:
            return cell, f"the status {text(cell)!r} is not known; choose one from the list."
        return status, None
    if name in X_COLUMNS:
        if said in _yes():
            return X, None
        return cell, f"{text(cell)!r} stands where only an x is expected; it counts as one."
    if name == "change":
        return _changes().get(said, cell), None
    return cell, None


def is_unticked(name: str, cell: object) -> bool:
    """Whether a cell is a box that nobody ticked, which spreadsheets keep as FALSE, in a column that takes an x."""
    return name in X_COLUMNS and cell is False


def _plain(cell: Written) -> str:
    """What is typed in a cell, without what makes no difference; a "?" does."""
    return said_by(cell).casefold().strip("'\".:;!* ")


@cache
def _statuses() -> dict[str, str]:
    """The statuses by all that they are called, lower case."""
    known: dict[str, str] = {}
    for lang in languages():
        values = wording(lang).values
        for status, word in values.statuses.items():
            known |= dict.fromkeys((status, word.casefold(), *map(str.casefold, values.also.get(status, ()))), status)
    return known


@cache
def _yes() -> frozenset[str]:
    return frozenset(word.casefold() for lang in languages() for word in (*wording(lang).values.yes, "1"))


@cache
def _changes() -> dict[str, str]:
    return {word.casefold(): change for lang in languages() for change, word in wording(lang).values.changes.items()}


def cause_of(why: str) -> Cause | None:
    """Why a row stands aside, from the words for it in any language; None for other words."""
    return _causes().get(why.casefold())


@cache
def _causes() -> dict[str, Cause]:
    return {word.casefold(): cause for lang in languages() for cause, word in wording(lang).values.whys.items()}
