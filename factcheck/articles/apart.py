"""Reading in a process of its own, which is ended where a hostile document makes a library take time or memory at will.

The process is started for the first document, and reads those that follow, too. It ends with the one that started it,
even amid a document: the pipe between them is then closed.
"""

import importlib
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress
from queue import SimpleQueue
from threading import Lock, Thread, Timer

from factcheck.errors import ArticleError
from factcheck.records import Article

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

SECONDS = 120  # for a document
BYTES = 2 << 30  # of addresses, for the process
_SERVE = "import sys; sys.path[:] = {path!r}; from factcheck.articles.apart import serve; serve()"
_ENDLESS = "this takes more time or memory than any document should; print it anew, or save it as text."
_LOCK = Lock()
_started: "subprocess.Popen[bytes] | None" = None
_starter = 0  # the process that started it; one that was forked from that may not use it


def read_apart(module: str, data: bytes, place: str) -> list[Article]:
    """The articles that a module's `articles(data, place)` gives, read in another process.

    Raises ArticleError as that does, or because it takes more than SECONDS or BYTES; ValueError for any other error.
    """
    with _LOCK:
        process = _process()
        timer = Timer(SECONDS, process.kill)
        timer.start()
        try:
            assert process.stdin and process.stdout  # both are pipes
            pickle.dump((module, data, place, SECONDS, BYTES), process.stdin)
            process.stdin.flush()
            found, refusal, failure = pickle.load(process.stdout)
        except (OSError, EOFError, pickle.UnpicklingError):
            _end()
            raise ArticleError(f"{place}: {_ENDLESS}") from None
        except BaseException:
            _end()
            raise
        finally:
            timer.cancel()
    if refusal:
        raise ArticleError(refusal)
    if failure:
        raise ValueError(failure)
    return list(found)


def _process() -> "subprocess.Popen[bytes]":
    """The process, started if there is none."""
    global _started, _starter
    if _started is None or _started.poll() is not None or _starter != os.getpid():
        command = [sys.executable, "-c", _SERVE.format(path=sys.path)]
        _started = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        _starter = os.getpid()
    return _started


def _end() -> None:
    """Ends the process."""
    global _started
    if _started:
        _started.kill()
        _started.communicate()
        _started = None


def serve() -> None:
    """Reads the documents that come on standard input; ends the process when that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one that started it decides
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints
    if resource:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    asked: SimpleQueue[tuple[str, bytes, str, float, int]] = SimpleQueue()
    Thread(target=_receive, args=(asked,), daemon=True).start()
    with suppress(BrokenPipeError):  # nobody waits for the answer
        while True:
            module, data, place, seconds, size = asked.get()
            _limit(seconds, size)
            pickle.dump(_answer(module, data, place), answers)
            answers.flush()
    os._exit(0)


def _receive(asked: "SimpleQueue[tuple[str, bytes, str, float, int]]") -> None:
    """Takes what comes on standard input, while a document is read, too; ends the process when that ends."""
    try:
        while True:
            asked.put(pickle.load(sys.stdin.buffer))
    finally:
        os._exit(0)


def _limit(seconds: float, size: int) -> None:
    """Lets the system end this process after so much more time of the processor, even if nobody waits for it.

    It gets no more than `size` bytes of memory, or what it was allowed before, if that is less.
    """
    if resource:
        used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (int(used + seconds) + 1, hard))
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (size if hard < 0 else min(size, hard), hard))


def _answer(module: str, data: bytes, place: str) -> tuple[list[Article], str, str]:
    """What is found in a document, or why it is refused, or what failed."""
    try:
        found: Iterable[Article] = importlib.import_module(module).articles(data, place)
        return list(found), "", ""
    except ArticleError as error:
        return [], str(error), ""
    except MemoryError:
        return [], f"{place}: {_ENDLESS}", ""
    except Exception as error:
        return [], "", str(error) or type(error).__name__
