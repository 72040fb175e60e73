"""What tests of batch runs share: articles, an engine in the process of the test, and what a run has written."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from factcheck.articles.corpus import Columns
from factcheck.batch.files import Sources
from factcheck.batch.items import Result
from factcheck.batch.pool import Batch, More
from factcheck.batch.report import Totals
from factcheck.batch.run import run
from factcheck.batch.settings import Settings
from factcheck.batch.work import Worker

USUAL = Columns(None, None, None, None, None, None)


class Here:
    """An engine without processes; `dies` says of which batches the worker dies."""

    def __init__(self, settings: Settings, dies: Callable[[Batch], bool] = lambda _: False) -> None:
        self.worker, self.dies = Worker(settings), dies
        self.batches: list[Batch] = []

    def results(self, more: More) -> Iterator[tuple[Batch, list[Result] | None]]:
        while batch := more():
            self.batches.append(batch)
            yield batch, None if self.dies(batch) else self.worker(batch)


def sources_of(folder: Path, output: Path) -> Sources:
    return Sources([str(folder)], "*.txt", USUAL, str(output))


def run_here(folder: Path, output: Path, kind: Any = "jsonl", force: bool = False, **options: Any) -> Totals:
    """A run over the articles in a folder, in this process."""
    settings = Settings(str(output), kind, **options)
    return run(sources_of(folder, output), settings, Here(settings), force)


def text_of(number: int) -> str:
    """An article with three claims, in English or Italian."""
    if number % 3 == 2:
        return (
            f"Il comune ha speso {number + 2} milioni di euro per la scuola.\nSecondo il sindaco, {number + 20} "
            f"bambini e le loro famiglie ne avranno un vantaggio. Il lavoro è finito nel {1900 + number % 120}.\n"
        )
    return (
        f"The council spent {number + 2} million euros on the school.\nAccording to the mayor, {number + 20} children "
        f"and their families will be better off for it. The work was finished in {1900 + number % 120}.\n"
    )


def put_articles(folder: Path, count: int, name: str = "{:04}.txt") -> None:
    """Writes so many articles into a folder."""
    for number in range(count):
        path = folder / name.format(number)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text_of(number), encoding="utf-8")


def batch(*arguments: object, stdin: bytes | None = None) -> subprocess.CompletedProcess[str]:
    """`factcheck batch` as a process of its own."""
    command = [sys.executable, "-m", "factcheck", "batch", *map(str, arguments)]
    done = subprocess.run(command, input=stdin, capture_output=True, check=False)
    return subprocess.CompletedProcess(command, done.returncode, done.stdout.decode(), done.stderr.decode())


def claims_in(output: Path) -> list[dict[str, Any]]:
    """The claims of a corpus in JSON lines."""
    files = sorted(output.glob("claims-*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def errors_in(output: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in (output / "errors.jsonl").read_text(encoding="utf-8").splitlines()]


def written(output: Path) -> dict[str, bytes]:
    """All that lies in an output folder, by path."""
    files = (path for path in output.rglob("*") if path.is_file() and ".factcheck" not in path.parts)
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in files}
