"""A cluster: Dask distributed takes batches to its workers, one at a time to each.

A batch is bound to a worker. Left alone, Dask would give one that kills its worker to three more, and call all that
waited there suspicious; so what dies with a worker is the one batch that it had, and run.py decides what comes next.
"""

import logging
import os
import pickle
import signal
import time
import warnings
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, NamedTuple

from factcheck.batch.items import Item, Result
from factcheck.batch.pool import Batch, More, held
from factcheck.batch.settings import Settings
from factcheck.errors import FactcheckError, RunError
from factcheck.storage import is_remote, reason

LOCAL = "local"

_CONNECT = 10.0  # seconds in which a scheduler must answer
_LOOK = 1.0  # seconds between two looks at which workers there are
_PATIENCE = 60.0  # seconds without any worker
_AGAIN = "give the same command again, and it goes on from here"
_QUIET = {"distributed.worker.profile.enabled": False, "distributed.admin.large-graph-warning-threshold": "1TB"}


class _Given(NamedTuple):
    """A batch under way, and its future (Dask)."""

    batch: Batch
    future: Any


class Cluster:
    """The workers of a Dask cluster; a context manager, which leaves it.

    `address` is the scheduler's, such as tcp://10.0.0.7:8786, or "local" for a cluster of this machine with so many
    workers. Raises FactcheckError without Dask, RunError where there is no cluster, or one of other versions.
    """

    def __init__(self, settings: Settings, address: str, jobs: int) -> None:
        self._address, self._jobs = address, jobs
        elsewhere = address != LOCAL and not is_remote(settings.output)
        self._settings = replace(settings, output=os.path.abspath(settings.output)) if elsewhere else settings  # noqa: PTH100
        self._stack = ExitStack()
        self._client: Any = None
        self._workers = set[str]()  # those that take work, by address
        self._given: dict[str, _Given] = {}  # by worker
        self._ended = SimpleQueue[str]()  # the workers whose batch came to an end
        self._looked = 0.0
        self._manned = time.monotonic()  # when there was a worker

    def __enter__(self) -> "Cluster":
        try:
            import dask
            import distributed  # noqa: F401  # is it there?
        except ImportError:
            raise FactcheckError("--cluster needs Dask; pip install 'factcheck[cluster]'.") from None
        with ExitStack() as stack:
            for name in ("distributed", "distributed.client"):
                logging.getLogger(name).setLevel(logging.CRITICAL)
            stack.enter_context(warnings.catch_warnings())
            warnings.simplefilter("ignore")  # what Dask warns of is checked here, or no user's business
            stack.enter_context(dask.config.set(_QUIET))
            cluster = stack.enter_context(_local(self._jobs)) if self._address == LOCAL else None
            self._client = stack.enter_context(_client(cluster or self._address))
            self._manned = time.monotonic()
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        for given in self._given.values():
            given.future.cancel()
        self._stack.close()

    def results(self, more: More) -> Iterator[tuple[Batch, list[Result] | None]]:
        """The batches with their results as they come, None where the worker died. `more` is asked for batches.

        One batch more than there are workers to take it is held ready. Ends when nothing is under way and there is no
        more. Raises RunError where a worker says that nothing can go on, where the cluster is gone, and where it has
        had no workers for a minute.
        """
        ready = deque[Batch]()
        while True:
            yield from self._lost()
            free = sorted(self._workers - self._given.keys())
            while len(ready) <= len(free) and (batch := more()):
                ready.append(batch)
            while ready and free:
                self._give(free.pop(), ready.popleft())
            if not (ready or self._given):
                return
            yield from self._heard()

    def _lost(self) -> Iterator[tuple[Batch, None]]:
        """Looks, now and then, which workers there are; the batches of those that are gone."""
        if time.monotonic() < self._looked + _LOOK:
            return
        try:
            workers = _running(self._client)
            if workers - self._workers:
                _check_versions(self._client, self._address)
        except FactcheckError:
            raise
        except Exception as error:  # whatever happens to a connection
            raise self._gone() from error
        self._looked = time.monotonic()
        self._workers = workers
        if self._workers:
            self._manned = self._looked
        elif self._looked > self._manned + _PATIENCE:
            raise RunError(f"{self._address}: this cluster has no workers; start some, and {_AGAIN}.")
        for worker in self._given.keys() - self._workers:
            if not self._given[worker].future.done():
                given = self._given.pop(worker)
                given.future.cancel()
                yield given.batch, None

    def _give(self, worker: str, batch: Batch) -> None:
        """Gives a batch to a worker that has nothing to do."""
        if self._address != LOCAL:
            batch = [job._replace(item=_from_anywhere(job.item)) for job in batch]
        packed = pickle.dumps((self._settings, batch))
        future = self._client.submit(_work, packed, self._address != LOCAL, workers=[worker], pure=False)
        self._given[worker] = _Given(batch, future)
        future.add_done_callback(lambda _: self._ended.put(worker))

    def _heard(self) -> Iterator[tuple[Batch, list[Result] | None]]:
        """Waits a while for a batch that comes to an end."""
        try:
            worker = self._ended.get(timeout=_LOOK)
        except Empty:
            return
        if worker in self._given and self._given[worker].future.done():  # none that was given up meanwhile
            given = self._given.pop(worker)
            yield given.batch, self._results(given.future)

    def _results(self, future: Any) -> list[Result] | None:
        """The results of a batch that came to an end, None where they were lost with the worker."""
        try:
            results: list[Result] = future.result(timeout=_CONNECT)
        except FactcheckError:
            raise
        except Exception as error:  # the worker died meanwhile, had no memory left ...
            if future.cancelled():
                raise self._gone() from error
            return None
        return results

    def _gone(self) -> RunError:
        return RunError(f"{self._address}: this cluster is gone; {_AGAIN}.")


def _local(workers: int) -> Any:
    """A cluster of this machine (LocalCluster)."""
    from distributed import LocalCluster

    unseen = {"dashboard_address": "127.0.0.1:0", "scheduler_kwargs": {"dashboard": False}}  # a port that is free
    how = {"threads_per_worker": 1, "memory_limit": 0, "silence_logs": logging.CRITICAL}
    with held({signal.SIGINT}):  # Ctrl-C is for the main process
        return LocalCluster(n_workers=workers, **how, **unseen)


def _client(cluster: Any) -> Any:
    """A client of a cluster (LocalCluster), or of the scheduler with this address; RunError if none answers there."""
    from distributed import Client
    from distributed.comm.addressing import get_address_host_port

    try:
        if isinstance(cluster, str):
            get_address_host_port(cluster)  # what is no address
        return Client(cluster, timeout=_CONNECT, set_as_default=False)
    except Exception as error:  # whatever the address makes it raise
        why = f"there is no Dask scheduler that answers ({reason(error)}); check the address"
        raise RunError(f"{cluster}: {why}.") from None


def _running(client: Any) -> set[str]:
    """The workers that take work, by address; ConnectionError without a scheduler."""
    if client.status != "running":
        raise ConnectionError(client.status)
    known = client.scheduler_info(n_workers=-1)["workers"]
    return {address for address, worker in known.items() if worker.get("status", "running") == "running"}


def _check_versions(client: Any, address: str) -> None:
    """RunError where the scheduler or a worker has another version of Dask or of this program."""
    versions = client.get_versions(packages=["factcheck"])
    here = versions["client"]["packages"]
    for who, there in {"its scheduler": versions["scheduler"], **versions["workers"]}.items():
        for name in ("distributed", "factcheck"):
            if (theirs := there["packages"].get(name)) != here[name]:
                differs = f"{who} has {name} {theirs}" if theirs else f"{who} lacks {name}"
                raise RunError(f"{address}: {differs}, and here it is {here[name]}; install the same everywhere.")


def _from_anywhere(item: Item) -> Item:
    """An item whose file is named as it is on all machines that share its folder."""
    if item.article or item.problem or is_remote(item.place):
        return item
    return item._replace(place=os.path.abspath(item.place))  # noqa: PTH100  # links stay as they are


def _work(packed: bytes, elsewhere: bool) -> list[Result]:
    """What a worker does with a batch, which may come from another machine."""
    from factcheck.batch.work import work  # spaCy

    settings, batch = pickle.loads(packed)
    if elsewhere:
        _check_folders(settings, batch)
    return work(settings, batch)


def _check_folders(settings: Settings, batch: Batch) -> None:
    """RunError for a folder that this machine doesn't see."""
    files = (job.item.place for job in batch if not (job.item.article or job.item.problem))
    folders = [Path(path).parent for path in files if not is_remote(path)]
    if settings.kind == "xlsx" and not is_remote(settings.output):
        folders.append(Path(settings.output))
    for folder in dict.fromkeys(folders):
        if not folder.is_dir():
            raise RunError(f"{folder}: the cluster doesn't see this folder; name one that all machines share.")
