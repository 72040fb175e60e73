"""What a worker does: articles are read, figures found, a worksheet or the claims' lines made of each."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, replace
from functools import lru_cache

from spacy.language import Language

from factcheck import articles
from factcheck.batch.items import LANGUAGE, PIPELINE, READING, WRITING, Item, Job, Read, Result, set_aside
from factcheck.batch.lines import Lines
from factcheck.batch.settings import Settings
from factcheck.batch.worksheets import Worksheets
from factcheck.claims import in_language, sift, sift_all
from factcheck.errors import ArticleError, FactcheckError, LanguageError, ModelError, RunError, WordsError
from factcheck.memory import Pipelines
from factcheck.mixed import known
from factcheck.pipeline import load
from factcheck.records import Article, Claim, LeftOut


def work(settings: Settings, jobs: Sequence[Job]) -> list[Result]:
    """The results of some jobs; RunError where the whole run can't go on: a full disk, broken words.

    The pipelines are loaded once in a process for a run; the next run in the same process takes their place.
    """
    return _worker(settings)(jobs)


@lru_cache(maxsize=1)
def _worker(settings: Settings) -> "Worker":
    return Worker(settings)


class Worker:
    """Works on articles with pipelines that are loaded when the first article needs them."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._make = Worksheets(settings) if settings.kind == "xlsx" else Lines()
        self._pipelines = Pipelines(self._load)
        self._refused: dict[str, str] = {}  # why, by language

    def __call__(self, jobs: Iterable[Job]) -> list[Result]:
        """A result for each job, in any order."""
        results: list[Result] = []
        groups: dict[str, list[Read]] = defaultdict(list)
        for job in jobs:
            read = self._read(job)
            if isinstance(read, Read):
                groups[str(read.article.lang)].append(read)
            else:
                results.append(read)
        for lang, group in groups.items():
            results += self._group(lang, group)
        return results

    def _read(self, job: Job) -> Read | Result:
        """The article with its language; a result where it is as it was, or can't be read."""
        try:
            article, digest = _content(job.item)
        except ArticleError as error:
            return set_aside(job, str(error), READING)
        if job.known and job.known.digest == digest and self._make.stands(job.known):
            return Result(job.number, "unchanged", digest)
        try:
            return Read(job, in_language(article, self._settings.lang), digest)
        except LanguageError as error:
            return set_aside(job, f"{job.item.place}: {error}", LANGUAGE)

    def _group(self, lang: str, group: Sequence[Read]) -> Iterator[Result]:
        """The results for articles of one language."""
        try:
            nlp = self._pipeline(lang)
        except LanguageError as error:
            yield from (set_aside(read.job, f"{read.job.item.place}: {error}", LANGUAGE) for read in group)
            return
        together = sift_all((read.article for read in group), nlp, self._other)
        for place, read in enumerate(group):
            try:
                found = next(together)
            except Exception:  # in an article of which nlp.pipe doesn't tell: one by one from here
                yield from (
                    self._made(each, sift(each.article, nlp, others=self._other), nlp) for each in group[place:]
                )
                return
            yield self._made(read, found, nlp)

    def _made(self, read: Read, found: Iterable[Claim | LeftOut], nlp: Language) -> Result:
        """What is made of what was found in an article; what was found may still have to be looked for."""
        try:
            return replace(self._make.made(read, found, nlp), notes=(*read.article.notes, *known(read.article)))
        except RunError:
            raise
        except FactcheckError as error:
            return set_aside(read.job, str(error), WRITING)
        except Exception as error:  # whatever a pipeline raises
            name = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
            return set_aside(read.job, f"{read.job.item.place}: the pipeline failed ({name}).", PIPELINE)

    def _pipeline(self, lang: str) -> Language:
        """The pipeline of a language; LanguageError if there is none, which is found out once."""
        if lang in self._refused:
            raise LanguageError(self._refused[lang])
        try:
            return self._pipelines(lang, self._settings.model)
        except LanguageError as error:
            self._refused[lang] = str(error)
            raise

    def _other(self, lang: str) -> Language:
        """The pipeline for what is in another language than its article."""
        return self._pipelines(lang, None)

    def _load(self, lang: str, model: str | None) -> Language:
        """A new pipeline of a language; RunError if the newsroom's words or the model don't fit any."""
        words = None if self._settings.words is None else json.loads(self._settings.words)
        try:
            return load(lang, model, words)
        except LanguageError:
            raise
        except (WordsError, ModelError) as error:
            raise RunError(str(error)) from None


def _content(item: Item) -> tuple[Article, str]:
    """An article and a hash of its content; ArticleError if it can't be read."""
    if item.problem is not None:
        raise ArticleError(f"{item.place}: {item.problem}")
    if item.article is not None:
        return item.article, hashlib.sha256(json.dumps(astuple(item.article)).encode()).hexdigest()
    data = articles.content(item.place)
    found = articles.read_bytes(data, item.place, item.name)
    return articles.only(found, item.place), hashlib.sha256(data).hexdigest()
