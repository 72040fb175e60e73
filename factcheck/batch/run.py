"""A run: articles are given to workers in batches, what becomes of them is kept, and told at the end."""

import time
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol, TypeAlias

from factcheck import storage
from factcheck.articles import as_name
from factcheck.batch.elsewhere import StateElsewhere
from factcheck.batch.files import Sources
from factcheck.batch.items import READING, WORKER, Item, Job, Result, set_aside
from factcheck.batch.pool import Batch, More
from factcheck.batch.report import Totals, report
from factcheck.batch.settings import Settings
from factcheck.batch.shards import Shards
from factcheck.batch.state import State, Taken
from factcheck.errors import RunError

Reached: TypeAlias = Callable[[int], None]
Tell: TypeAlias = Callable[[Item, Result], None]

ARTICLES, WORKSHEETS, CHARACTERS = 32, 8, 200_000  # of a batch, at most
_SAVED = 1.0  # seconds between two times that the state is saved


class Engine(Protocol):
    """What works on batches: processes of this machine, or a cluster; see pool.py."""

    def results(self, more: More) -> Iterator[tuple[Batch, list[Result] | None]]:
        """The batches with their results as they come, None where the worker died."""


def run(
    sources: Sources,
    settings: Settings,
    engine: Engine,
    force: bool = False,
    reached: Reached = lambda _: None,
    tell: Tell | None = None,
) -> Totals:
    """Works through all articles of the sources; what becomes of them stands in the output folder of the settings.

    `force` reads again what an earlier run has read; `reached` is told how many are done, `tell` what became of each.
    Raises ArticleError for a source that isn't there, or no more, RunError where the run can't go on. When it is left,
    what was done is saved.
    """
    sources.check()
    with _state(settings) as state:
        shards = None if settings.kind == "xlsx" else Shards(settings.output, settings.kind, state)
        _Run(sources, state, shards, force, tell)(engine, reached)
        return report(settings, state)


def _state(settings: Settings) -> State:
    """The state of the runs into the output folder, which is made where there is none yet."""
    if not settings.output:
        raise RunError("The name of the output folder is empty; give one with -o.")
    if storage.is_remote(settings.output):
        return StateElsewhere(settings.output, settings.digest)
    folder = Path(settings.output)
    try:
        folder.mkdir(exist_ok=True)
    except FileExistsError:
        raise RunError(f"{folder}: is not a folder; choose another name with -o.") from None
    except OSError as error:
        raise RunError(f"{folder}: can't be made ({error.strerror or error}); choose another folder with -o.") from None
    return State(folder, settings.digest)


class _Run:
    """A run over all items of the sources; `force` reads again what an earlier run has read."""

    def __init__(self, sources: Sources, state: State, shards: Shards | None, force: bool, tell: Tell | None) -> None:
        self._sources, self._items = sources, sources.items()
        self._state, self._shards, self._force, self._tell = state, shards, force, tell
        self._again = deque[Batch]()
        self._died: set[int] = set()  # the jobs at which a worker died
        self._saved = time.monotonic()
        self._met = 0  # articles so far
        self._done = 0

    def __call__(self, engine: Engine, reached: Reached) -> None:
        """Works through all items; `reached` is told how many are done. RunError where that can't go on."""
        for batch, results in engine.results(self._more):
            if results is None:
                self._bury(batch)
            else:
                self._keep(batch, results)
            reached(self._done)
            if time.monotonic() > self._saved + _SAVED:
                self._state.save()
                self._saved = time.monotonic()
        if self._shards:
            self._shards.close(self._met)
        self._state.save()

    def _more(self) -> Batch | None:
        """The next batch, None where there is none just now."""
        if self._again:
            return self._again.popleft()
        batch, size = list[Job](), 0
        for item in self._items:
            job = self._job(item)
            if job is None:
                continue
            batch.append(job)
            size += len(item.article.text) if item.article else 0  # what is in a file isn't known yet
            if len(batch) == (ARTICLES if self._shards else WORKSHEETS) or size >= CHARACTERS:
                break
        return batch or None

    def _job(self, item: Item) -> Job | None:
        """The job for an item; None for a file that is named twice."""
        if self._shards:
            item = item._replace(output="")
        try:
            known = self._state.begin(self._met, item)
        except Taken as taken:
            if taken.place == item.place or storage.same(taken.place, item.place):
                return None
            problem = f"{taken.place} has the same name already; give each a name, or an id, of its own."
            return self._job(Item(as_name(f"{item.name} ({item.place})"), item.place, "", problem=problem))
        self._met += 1
        return Job(self._met - 1, item, known and known._replace(digest="") if self._force else known)

    def _keep(self, batch: Batch, results: list[Result]) -> None:
        """Keeps the results of a batch."""
        items = {job.number: job.item for job in batch}
        for result in results:
            item = items[result.number]
            if result.problem and result.problem.where == READING and item.article is None:
                self._sources.check()  # not that all are set aside, one by one, when their folder is gone
            self._state.put(item, result)
            if self._tell:
                self._tell(item, result)
            self._done += 1
            if self._shards:
                self._shards.done(result.number)

    def _bury(self, batch: Batch) -> None:
        """Has the articles of a batch whose worker died tried alone; the one at which it dies then, once more."""
        if len(batch) > 1:
            self._again.extend([job] for job in batch)
            return
        (job,) = batch
        if job.number in self._died:
            what = f"{job.item.place}: the worker process died twice while it read this; it may need too much memory."
            self._keep(batch, [set_aside(job, what, WORKER)])
        else:
            self._died.add(job.number)
            self._again.append(batch)
