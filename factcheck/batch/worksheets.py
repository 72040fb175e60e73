"""A worksheet for each article. One in which a reviewer wrote is never replaced."""

from collections.abc import Iterable
from errno import EDQUOT, EIO, ENOSPC, EROFS
from functools import partial
from itertools import count
from pathlib import Path

from spacy.language import Language

from factcheck import storage
from factcheck.batch.items import Counts, Job, Known, Outcome, Read, Result
from factcheck.batch.output import AGAIN
from factcheck.batch.settings import Settings
from factcheck.claims import sift
from factcheck.errors import OutputError, RunError
from factcheck.formats import put_xlsx
from factcheck.locks import locks
from factcheck.records import Claim, LeftOut
from factcheck.review.carry import carry, taken
from factcheck.review.records import Review, unreviewed, with_columns
from factcheck.worksheet.marked import has_marks
from factcheck.worksheet.read import read as read_worksheet
from factcheck.worksheet.wording import usual

_HOPELESS = {ENOSPC, EDQUOT, EROFS, EIO}  # no other worksheet could be written either


class Worksheets:
    """Writes the worksheets of articles."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def stands(self, known: Known) -> bool:
        """Whether the worksheet of an earlier run is still there."""
        return known.output is not None and storage.exists(self._path(known.output))

    def made(self, read: Read, found: Iterable[Claim | LeftOut], nlp: Language) -> Result:
        """The result for an article, whose worksheet is written.

        Where a reviewer wrote in the worksheet that is there, it stays as it is if the text is still the same; else
        all marks are carried over to a new worksheet beside it: a.xlsx, a.updated.xlsx, a.updated-2.xlsx ...
        Raises RunError where nothing can be written any more, another FactcheckError where just this can't.
        """
        old, last, free = self._standing(read)
        counts = Counts()
        if old is None:
            article = unreviewed(read.article, read.article.name, counts.passing(found))
            review = Review([article], self._settings.ui or usual([read.article.lang]), self._settings.columns)
            self._write(free, review)
            return _result(read, "done", free, counts)
        again = counts.passing(sift(read.article, nlp, taken(old.articles)))
        article = unreviewed(read.article, read.article.name, again)
        if any(one.article.text == read.article.text for one in old.articles):
            # a run that was killed wrote the update of which nothing is known
            state: Outcome = "reviewed" if _number(read.job.item.output, last) <= _last_known(read.job) else "updated"
            return _result(read, state, last, counts)
        self._write(free, carry(with_columns(old, self._settings.columns), read.article.name, article).review)
        return _result(read, "updated", free, counts)

    def _standing(self, read: Read) -> tuple[Review | None, str, str]:
        """What reviewers wrote about an article and where, in the last of its worksheets; and the place for the next.

        That is behind what they wrote: where there is no worksheet, or one of the article in which nobody wrote. The
        first ones may be gone, where a reviewer works in a later one.
        """
        first, least = read.job.item.output, _last_known(read.job)
        old: Review | None = None
        last, free = first, first
        for number in count():
            output = _version(first, number)
            if not storage.exists(self._path(output)):
                if number > least:
                    break
                continue
            with storage.local(self._path(output)) as path:
                marked = has_marks(path)  # WorksheetError if it is none of ours
                review = read_worksheet(path) if marked or number else None
            if review and number and all(one.article.name != read.article.name for one in review.articles):
                continue  # the worksheet of an article that is called like an update
            if marked:
                old, last, free = review, output, ""
            elif not free:
                free = output
        return old, last, free or output

    def _write(self, output: str, review: Review) -> None:
        """Writes a worksheet, whole or not at all."""
        target = self._path(output)
        if not storage.is_remote(target):
            for lock in locks(Path(target)):
                raise OutputError(f"{target}: is open in another program ({lock.name} lies beside it); close it there.")
        try:
            storage.make_folders(self._settings.output, output)
            storage.write(target, partial(_put, review=review, protect=self._settings.protect))
        except OSError as error:
            if error.errno in _HOPELESS or not storage.exists(self._settings.output):
                raise RunError(f"{target}: can't be written ({storage.reason(error)}); {AGAIN}") from None
            raise OutputError(f"{target}: can't be written ({storage.reason(error)}).") from None

    def _path(self, output: str) -> str:
        return storage.join(self._settings.output, output)


def _put(stream: object, review: Review, protect: bool) -> None:
    put_xlsx(stream, review, protect)  # type: ignore[arg-type]


def _version(first: str, number: int) -> str:
    """The place of a worksheet as its article changes: a.xlsx, a.updated.xlsx, a.updated-2.xlsx ... from 0 on."""
    return first if number == 0 else f"{first.removesuffix('.xlsx')}.updated{f'-{number}' if number > 1 else ''}.xlsx"


def _last_known(job: Job) -> int:
    """Which of an article's worksheets is the last one that is known of, 0 if none is."""
    return _number(job.item.output, job.known.output) if job.known and job.known.output else 0


def _number(first: str, output: str) -> int:
    """Which of an article's worksheets one is, 0 for any other place."""
    said = output.removeprefix(f"{first.removesuffix('.xlsx')}.updated").removesuffix(".xlsx").removeprefix("-") or "1"
    return int(said) if said.isdecimal() and _version(first, int(said)) == output else 0


def _result(read: Read, state: Outcome, output: str, counts: Counts) -> Result:
    return Result(read.job.number, state, read.digest, read.article.lang, output, counts)
