"""Batch runs in processes: whatever is killed, the next run, or this one, gives what an undisturbed run gives."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import product
from multiprocessing import active_children
from multiprocessing.context import SpawnProcess
from pathlib import Path
from random import Random
from typing import cast

import pytest
from batches import batch, claims_in, errors_in, put_articles, run_here, sources_of, written

from factcheck.batch import run as running
from factcheck.batch.items import Job
from factcheck.batch.pool import Pool
from factcheck.batch.run import run
from factcheck.batch.settings import Settings
from factcheck.errors import RunError
from factcheck.program import SIGNALS

KILLS = 10
POISON = """\
import os
import sys

sys.addaudithook(lambda event, what: event == "open" and str(what[0]).endswith("03/a.txt") and os._exit(9))
"""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no such signals there")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Articles of which a run gives the same bytes each time."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    put_articles(tmp_path / "articles", 24, "{:02}/a.txt")
    return tmp_path / "articles"


def started(folder: Path, output: Path, kind: str, *options: str) -> "subprocess.Popen[bytes]":
    """A run at work, in a group of processes of its own."""
    command = [sys.executable, "-m", "factcheck", "batch", str(folder), "-o", str(output), "--format", kind, *options]
    return subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True)


@pytest.mark.parametrize("kind", ["jsonl", "xlsx"])
def test_killed_at_any_moment_a_second_run_gives_the_same(folder: Path, tmp_path: Path, kind: str) -> None:
    began = time.monotonic()
    undisturbed = tmp_path / "undisturbed"
    assert batch(folder, "-o", undisturbed, "--format", kind).returncode == 0
    seconds, expected, chance = time.monotonic() - began, written(undisturbed), Random(kind)
    assert len(expected) >= (24 if kind == "xlsx" else 1)
    unfinished = 0
    for number in range(KILLS):
        output = tmp_path / str(number)
        process = started(folder, output, kind)
        time.sleep(seconds * (number + chance.random()) / KILLS)
        os.killpg(process.pid, signal.SIGKILL) if number % 2 else process.kill()
        process.communicate()
        unfinished += not output.exists() or len(written(output)) < len(expected)
        again = batch(folder, "-o", output, "--format", kind)
        assert again.returncode == 0, again.stderr
        assert written(output) == expected
    assert unfinished, "it was never killed before its end"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopped_it_ends_cleanly_and_goes_on_later(folder: Path, tmp_path: Path, number: int) -> None:
    put_articles(folder, 60)
    output = tmp_path / "out"
    process = started(folder, output, "xlsx")
    while len(list(output.rglob("*.xlsx"))) < 25:  # each worker has done its first batch
        time.sleep(0.01)
    os.kill(process.pid, number)
    _, told = process.communicate(timeout=30)
    assert process.returncode == 128 + number
    assert told.decode() == "Stopped; the same command goes on from here.\n"
    assert not list(output.rglob("*.part"))
    there = len(list(output.rglob("*.xlsx")))
    assert 24 < there < 84
    again = batch(folder, "-o", output)
    assert again.returncode == 0 and "unchanged" in again.stderr


@pytest.mark.parametrize("count", [1, 2])
def test_killed_workers_lose_nothing(folder: Path, tmp_path: Path, count: int) -> None:
    settings = Settings(str(tmp_path / "out"), "jsonl")
    chance, killed = Random(count), list[int]()

    def kill(done: int) -> None:
        workers = [worker for worker in active_children() if worker.pid not in killed]
        if workers and done > 80 * len(killed):
            worker = chance.choice(workers)
            worker.kill()
            killed.append(worker.pid or 0)

    put_articles(folder, 300)
    with Pool(settings, count) as pool:
        totals = run(sources_of(folder, tmp_path / "out"), settings, pool, reached=kill)
    assert len(killed) >= 3
    assert totals.states == {"done": 324}
    assert not active_children()
    run_here(folder, tmp_path / "calm")
    assert written(tmp_path / "out") == written(tmp_path / "calm")


@pytest.mark.parametrize("count", [1, 2])
def test_an_article_at_which_workers_die_takes_no_other_with_it(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    (tmp_path / "sitecustomize.py").write_text(POISON)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path), os.pathsep)
    monkeypatch.setattr(running, "ARTICLES", 1)  # a worker holds the next one when it dies
    settings = Settings(str(tmp_path / "out"), "jsonl")
    with Pool(settings, count) as pool:
        totals = run(sources_of(folder, tmp_path / "out"), settings, pool)
    assert totals.states == {"done": 23, "set aside": 1}
    assert "died twice" in errors_in(tmp_path / "out")[0]["what"]


class TooLarge:
    """A job for which a worker has no memory."""

    def __reduce__(self) -> tuple[Callable[[], object], tuple[()]]:
        return no_memory, ()


def no_memory() -> object:
    raise MemoryError


def test_a_batch_for_which_there_is_no_memory_ends_its_worker(folder: Path, tmp_path: Path) -> None:
    settings = Settings(str(tmp_path / "out"), "jsonl")
    jobs = [[Job(number, item)] for number, item in enumerate(sources_of(folder, tmp_path / "out").items())]
    too_large = [cast(Job, TooLarge())]
    batches = iter([*jobs[:3], too_large, *jobs[3:]])
    with Pool(settings, 1) as pool:
        done = [batch for batch, results in pool.results(lambda: next(batches, None)) if results is not None]
    assert done == jobs


def test_a_worker_that_dies_while_it_waits_loses_nothing(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "ARTICLES", 12)
    settings = Settings(str(tmp_path / "out"), "jsonl")

    def kill(done: int) -> None:
        for worker in active_children() if done == 12 else ():
            worker.kill()
            worker.join()

    with Pool(settings, 1) as pool:
        totals = run(sources_of(folder, tmp_path / "out"), settings, pool, reached=kill)
    assert totals.states == {"done": 24}


def test_a_batch_is_not_to_blame_where_its_worker_was_dead_already(folder: Path, tmp_path: Path) -> None:
    settings = Settings(str(tmp_path / "out"), "jsonl")
    jobs = [[Job(number, item)] for number, item in enumerate(sources_of(folder, tmp_path / "out").items())][:3]
    left, waiting = jobs[1:], jobs[:1]
    done = []
    with Pool(settings, 1) as pool:
        for batch, results in pool.results(lambda: waiting.pop() if waiting else None):
            assert results is not None
            done.append(batch)
            for worker in active_children():
                worker.kill()
                worker.join()
            waiting.extend(left[:1])
            del left[:1]
    assert done == jobs


def test_workers_that_cannot_start_end_the_run(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "spacy.py").write_text("raise SystemExit(3)")
    environment = {**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"}
    command = [sys.executable, "-m", "factcheck", "batch", str(folder), "-o", str(tmp_path / "out")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("Error: A worker process can't be started")


def test_a_worker_hears_no_signal_while_it_starts_nor_later(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    start, hit = SpawnProcess.start, list[int]()

    def start_and_hit(process: SpawnProcess) -> None:
        start(process)
        assert process.pid
        for number in SIGNALS:
            os.kill(process.pid, number)
        hit.append(process.pid)

    def hit_again(_: int) -> None:
        for worker, number in product(active_children(), SIGNALS):
            assert worker.pid
            os.kill(worker.pid, number)

    monkeypatch.setattr(SpawnProcess, "start", start_and_hit)
    settings = Settings(str(tmp_path / "out"), "jsonl")
    with Pool(settings, 1) as pool:
        totals = run(sources_of(folder, tmp_path / "out"), settings, pool, reached=hit_again)
    assert len(hit) == 1 and totals.states == {"done": 24}
    assert capfd.readouterr().err == ""


def test_ctrl_c_once_more_does_not_wait_for_workers(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    join = SpawnProcess.join

    def press(_: int) -> None:
        (worker,) = active_children()
        assert worker.pid  # 0 would stop this process
        os.kill(worker.pid, signal.SIGSTOP)  # as if its article were endless
        raise KeyboardInterrupt

    def press_again(process: SpawnProcess, timeout: float | None = None) -> None:
        if timeout is not None:
            raise KeyboardInterrupt
        join(process)

    monkeypatch.setattr(SpawnProcess, "join", press_again)
    settings = Settings(str(tmp_path / "out"), "jsonl")
    with pytest.raises(KeyboardInterrupt), Pool(settings, 1) as pool:
        run(sources_of(folder, tmp_path / "out"), settings, pool, reached=press)
    try:
        assert not active_children()
    finally:
        for worker in active_children():
            worker.kill()


def test_a_system_that_has_no_room_for_workers_ends_the_run(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: SpawnProcess) -> None:
        raise OSError(24, "Too many open files")

    monkeypatch.setattr(SpawnProcess, "start", full)
    settings = Settings(str(tmp_path / "out"), "jsonl")
    with (
        Pool(settings, 1) as pool,
        pytest.raises(RunError, match=r"\(Too many open files\); let fewer work with --jobs"),
    ):
        run(sources_of(folder, tmp_path / "out"), settings, pool)


def test_of_a_thousand_articles_thirty_are_poisoned(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    put_articles(folder, 970)
    poison = [
        b"",
        b" \n",
        b"\xff\xff 3",
        b"\xff\xfe3\x00",
        b"3\x00 dogs",
        b"%PDF-1.7 3",
        b"PK\x03\x04 3",
        b"{\\rtf1 3}",
    ]
    poison += [b"Zwei Hunde und 300 Katzen sind heute mit dem Zug nach Wien gefahren.", b"Xyzzy 300 plugh."]
    for number in range(30):
        path = folder / f"{number * 33:04}-poison.txt"
        if number < 20:
            path.write_bytes(poison[number % len(poison)])
        elif number < 24:
            path.symlink_to(path.name if number % 2 else "nowhere")
        elif number < 27:
            os.mkfifo(path)
        else:
            path.write_text("\u200b\ufeff\n")
    done = batch(folder, "-o", tmp_path / "out", "--format", "jsonl", "--jobs", "2")
    assert done.returncode == 1, done.stderr
    errors = errors_in(tmp_path / "out")
    assert [Path(error["path"]).name for error in errors] == sorted(path.name for path in folder.glob("*-poison.txt"))
    assert "1,000 articles: 970 done, 30 set aside" in done.stderr
    assert {claim["article"] for claim in claims_in(tmp_path / "out")} == {f"{number:04}.txt" for number in range(970)}
