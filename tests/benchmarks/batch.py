"""What a batch run costs: `python tests/benchmarks/batch.py`, on Linux, on a machine that does nothing else; hours.

Runs of `factcheck batch` over generated articles (see corpus.py): articles per second with one worker and with two,
the peak memory of each process with few articles and with many, worksheets beside plain openpyxl, and many short
articles from a Parquet file. Smaller runs: `--articles 500 --few 100 --many 500 --sheets 100 --short 1000`.
It needs psutil, and pyarrow for Parquet.
"""

import json
import multiprocessing
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import click
import psutil
import worksheet
from corpus import articles
from extraction import machine

LANGUAGES = ("it", "en")
SAMPLED = 0.1  # seconds between two looks at the processes
TURNS = 40  # worksheets that each process writes with plain openpyxl
MB = 1_000_000
SMALLEST = 50  # MB of a worker; Python has another child, which keeps track of what is shared


class Process(NamedTuple):
    """What one process of a run needed: CPU seconds and peak memory in MB."""

    cpu: float
    peak: float


class Run(NamedTuple):
    """A run of so many articles: its seconds, the main process, the workers."""

    count: int
    seconds: float
    main: Process
    workers: list[Process]

    @property
    def rate(self) -> float:
        """Articles per second."""
        return self.count / self.seconds

    @property
    def peak(self) -> float:
        """The peak memory of the process that needed most, in MB."""
        return max(process.peak for process in (self.main, *self.workers))

    def __str__(self) -> str:
        cpu = sum(worker.cpu for worker in self.workers)
        peaks = ", ".join(f"{worker.peak:.0f}" for worker in self.workers)
        return (
            f"{self.count:,} articles in {self.seconds:.1f} s: {self.rate:.1f} a second; "
            f"CPU ms per article {1000 * cpu / self.count:.1f} in workers, {1000 * self.main.cpu / self.count:.2f} in "
            f"the main process ({self.main.cpu / cpu:.0%}); peak MB {self.main.peak:.0f} main, {peaks} workers"
        )


def texts(count: int, seed: int, short: bool) -> Iterator[dict[str, str]]:
    """Rows of a corpus, in all languages in turn; short articles are the first paragraphs of others."""
    sources = [articles(lang, count, seed) for lang in LANGUAGES]
    for number in range(count):
        lang = number % len(LANGUAGES)
        text = next(sources[lang])
        yield {"id": f"{number:06}", "lang": LANGUAGES[lang], "text": text.partition("\n")[0] if short else text}


def jsonl(path: Path, count: int, seed: int = 0) -> Path:
    """A corpus of so many articles, a line each."""
    with path.open("w", encoding="utf-8") as stream:
        stream.writelines(json.dumps(row) + "\n" for row in texts(count, seed, short=False))
    return path


def parquet(path: Path, count: int) -> Path:
    """A corpus of so many short articles."""
    import pyarrow
    from pyarrow.parquet import ParquetWriter

    rows = texts(count, 0, short=True)
    with ParquetWriter(path, pyarrow.schema({name: pyarrow.string() for name in ("id", "lang", "text")})) as writer:
        while some := list(islice(rows, 10_000)):
            writer.write_table(pyarrow.Table.from_pylist(some, schema=writer.schema))
    return path


def run(source: Path, count: int, kind: str, jobs: int) -> Run:
    """Measures a batch run into a folder that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        return _measured(source, count, folder, kind, jobs)


def _measured(source: Path, count: int, folder: str, kind: str, jobs: int) -> Run:
    """Measures a batch run."""
    words = ["batch", str(source), "-o", folder, "--format", kind, "--jobs", str(jobs), "--quiet"]
    began = time.monotonic()
    found: dict[psutil.Process, Process] = {}
    with psutil.Popen([sys.executable, "-m", "factcheck", *words]) as main:
        while main.poll() is None:
            for process in (main, *main.children()):
                if now := _needed(process):
                    found[process] = now
            time.sleep(SAMPLED)
    assert main.returncode == 0, f"exit status {main.returncode}"
    seconds = time.monotonic() - began
    first, *others = found.values()
    return Run(count, seconds, first, [one for one in others if one.peak > SMALLEST])


def _needed(process: psutil.Process) -> Process | None:
    """What a process has needed so far; None if it is gone."""
    try:
        times = process.cpu_times()
        status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
        return Process(times.user + times.system, int(status.partition("VmHWM:")[2].split()[0]) * 1024 / MB)
    except (psutil.Error, OSError, IndexError):
        return None


def scaling(folder: Path, count: int) -> None:
    """One worker and two."""
    source = jsonl(folder / "scaling.jsonl", count)
    one, two = (run(source, count, "jsonl", jobs) for jobs in (1, 2))
    print(f"one worker:  {one}\ntwo workers: {two}\nratio: {two.rate / one.rate:.2f}\n", flush=True)


def memory(folder: Path, few: int, many: int) -> None:
    """Few articles and many, from one file."""
    source = jsonl(folder / "memory.jsonl", many, seed=1)
    some = folder / "few.jsonl"
    with source.open(encoding="utf-8") as stream:
        some.write_text("".join(islice(stream, few)), encoding="utf-8")
    first, last = run(some, few, "jsonl", 2), run(source, many, "jsonl", 2)
    grown = max(b.peak / a.peak for a, b in zip((first.main, *first.workers), (last.main, *last.workers), strict=True))
    print(f"few:  {first}\nmany: {last}\nlargest growth of a process: {grown - 1:.1%}\n", flush=True)


def worksheets(folder: Path, count: int) -> None:
    """A worksheet an article, beside the same sheets written with openpyxl alone in as many processes."""
    source = jsonl(folder / "sheets.jsonl", count, seed=2)
    out = folder / "sheets"
    ours = _measured(source, count, str(out), "xlsx", 2)
    books = [path.read_bytes() for path in sorted(out.glob("[!i]*.xlsx"))[: 2 * TURNS]]
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        rates = pool.map(plain, (books[::2], books[1::2]), chunksize=1)
    plainly = sum(rate for rate, _ in rates)
    cpu = 1000 * sum(cpu for _, cpu in rates) / len(rates)
    print(f"worksheets: {ours}")
    print(f"openpyxl alone: {plainly:.1f} a second, CPU ms per worksheet {cpu:.1f}; ratio: {ours.rate / plainly:.0%}\n")


def plain(books: list[bytes]) -> tuple[float, float]:
    """Worksheets per second, and CPU seconds per worksheet, of openpyxl writing the same sheets."""
    cells = [worksheet.cells_of(data) for data in books]
    worksheet.plain(cells[0])
    began, spent = time.monotonic(), time.process_time()
    for book in cells:
        worksheet.plain(book)
    return len(cells) / (time.monotonic() - began), (time.process_time() - spent) / len(cells)


def shorts(folder: Path, count: int) -> None:
    """Many short articles from one Parquet file."""
    print(f"short, from Parquet: {run(parquet(folder / 'short.parquet', count), count, 'parquet', 2)}", flush=True)


@click.command()
@click.option("--articles", "count", default=20_000, show_default=True, help="For one worker and two.")
@click.option("--few", default=1_000, show_default=True, help="For the memory.")
@click.option("--many", default=50_000, show_default=True, help="For the memory.")
@click.option("--sheets", default=2_000, show_default=True, help="Worksheets.")
@click.option("--short", default=100_000, show_default=True, help="Short articles.")
def main(count: int, few: int, many: int, sheets: int, short: int) -> None:
    """Prints all figures; what is 0 is left out."""
    memory_of = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    print(f"{machine()}, {memory_of:.0f} GB\n", flush=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if count:
            scaling(folder, count)
        if many:
            memory(folder, few, many)
        if sheets:
            worksheets(folder, sheets)
        if short:
            shorts(folder, short)


if __name__ == "__main__":
    main()
