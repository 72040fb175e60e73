"""Worker processes of this machine, each with a pipe of its own: one that dies takes nothing with it but its batch.

The pools of Python's library give up all that is under way when a process dies; others share one pipe among workers,
which one that is killed can leave locked.
"""

import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from queue import SimpleQueue
from threading import Thread
from typing import TypeAlias, cast

from factcheck.batch.items import Job, Result
from factcheck.batch.settings import Settings
from factcheck.errors import FactcheckError, RunError
from factcheck.program import SIGNALS
from factcheck.storage import reason

Batch: TypeAlias = Sequence[Job]
More: TypeAlias = Callable[[], "Batch | None"]  # the next batch; None where there is none just now

_HELD = 2  # batches that a worker has at most: the one that it works on, and its next
_READY = "ready"
_NO_WORKER = "A worker process can't be started"
_STARTS = 3  # times that each worker may be killed while it starts
_MOST = 60  # workers on Windows, which can't wait for more than 63 pipes
_PATIENCE = 5.0  # seconds for the workers to end their batches


def cores() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Pool:
    """So many worker processes, started when there is work for them; a context manager, which ends them."""

    def __init__(self, settings: Settings, count: int) -> None:
        self._settings, self._count = settings, min(count, _MOST) if os.name == "nt" else count
        self._context = multiprocessing.get_context("spawn")
        self._processes: dict[Connection, BaseProcess] = {}  # by the pipe to each
        self._starting: set[Connection] = set()
        self._failed = 0  # starts in a row
        self._ready = deque[Batch]()  # for the next worker
        self._given: dict[Connection, deque[Batch]] = {}  # to each worker that has started, and not yet done

    def __enter__(self) -> "Pool":
        return self

    def __exit__(self, *_: object) -> None:
        for pipe in self._processes:
            pipe.close()  # which ends a worker when its batch is done
        until = time.monotonic() + _PATIENCE
        try:
            for process in self._processes.values():
                process.join(max(0.0, until - time.monotonic()))
        finally:  # Ctrl-C once more
            for process in self._processes.values():
                process.kill()
                process.join()

    def results(self, more: More) -> Iterator[tuple[Batch, list[Result] | None]]:
        """The batches with their results as they come, None where the worker died. `more` is asked for batches.

        One batch more than there are workers to take it is held ready. Ends when nothing is under way and there is no
        more. Raises RunError where a worker says that nothing can go on, or where none can be started.
        """
        while True:
            while len(self._ready) <= len(self._starting) + self._wanted() and (batch := more()):
                self._ready.append(batch)
            while len(self._ready) > len(self._starting) and len(self._processes) < self._count:
                self._start()
            self._give()
            if not (self._ready or any(self._given.values())):
                return
            for pipe in wait(list(self._processes)):
                yield from self._heard(cast(Connection, pipe))

    def _wanted(self) -> int:
        """How many batches the workers that have started could take."""
        return sum(_HELD - len(given) for given in self._given.values())

    def _start(self) -> None:
        """Starts a worker."""
        try:
            pipe, theirs = self._context.Pipe()
            process = self._context.Process(target=_serve, args=(theirs, self._settings), daemon=True)
            with held(SIGNALS):
                process.start()
        except OSError as error:
            raise RunError(f"{_NO_WORKER} ({reason(error)}); let fewer work with --jobs.") from None
        theirs.close()
        self._processes[pipe] = process
        self._starting.add(pipe)

    def _give(self) -> None:
        """Gives the workers their batches: one to each first, also to those that start; then its next, ahead of time.

        A worker reads its pipe while it works, so that this never waits.
        """
        for full in range(1, _HELD + 1):
            for pipe, given in self._given.items():
                while len(given) < full and len(self._ready) > (0 if full == 1 else len(self._starting)):
                    try:
                        pipe.send(self._ready[0])
                    except OSError:  # it died meanwhile, which is heard next
                        break
                    given.append(self._ready.popleft())

    def _heard(self, pipe: Connection) -> Iterator[tuple[Batch, list[Result] | None]]:
        """What a worker says: that it is ready, its results, why nothing can go on, or nothing, as it died."""
        try:
            said = pipe.recv()
        except (EOFError, OSError):
            status = self._buried(pipe)
            if pipe in self._starting:
                self._not_started(pipe, status)
            elif given := self._given.pop(pipe):
                died = given.popleft()
                self._ready.extendleft(reversed(given))  # which it had not begun
                yield died, None
            return
        if isinstance(said, FactcheckError):
            raise said
        if said == _READY:
            self._starting.remove(pipe)
            self._given[pipe] = deque()
            self._failed = 0
        else:
            yield self._given[pipe].popleft(), said

    def _not_started(self, pipe: Connection, status: int | None) -> None:
        """Forgets a worker that died while it started; RunError if it ended by itself, or too many were killed."""
        self._starting.remove(pipe)
        self._failed += 1
        if status is None or status >= 0 or self._failed > _STARTS * self._count:
            raise RunError(f"{_NO_WORKER} (exit status {status}).")

    def _buried(self, pipe: Connection) -> int | None:
        """Forgets a worker that died; its exit status."""
        process = self._processes.pop(pipe)
        pipe.close()
        process.join()
        return process.exitcode


@contextmanager
def held(signals: Collection[int]) -> Iterator[None]:
    """Signals wait meanwhile, and for ever in a process that is started: it hears none before it ignores them."""
    if not hasattr(signal, "pthread_sigmask"):  # on Windows
        yield
        return
    resource_tracker.ensure_running()  # which would let them through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Connection, settings: Settings) -> None:
    """Works on batches until the pipe is closed; what the main process is told to stop by is not for workers."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    from factcheck.batch.work import work  # spaCy

    batches = SimpleQueue[Batch | None]()
    Thread(target=_read, args=(pipe, batches), daemon=True).start()
    with suppress(OSError):  # the main process ended
        pipe.send(_READY)
        while (jobs := batches.get()) is not None:
            try:
                pipe.send(work(settings, jobs))
            except FactcheckError as error:
                pipe.send(error)


def _read(pipe: Connection, batches: "SimpleQueue[Batch | None]") -> None:
    """Takes batches from the pipe as they come; None when it is closed, or there is no memory for one."""
    with suppress(EOFError, OSError, MemoryError):
        while True:
            batches.put(pipe.recv())
    batches.put(None)


def _end_with_parent() -> None:
    """Ends this process when its parent was killed: nothing that it still wrote would be known."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
