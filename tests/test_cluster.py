"""Batch runs on a cluster: as without one, whatever happens to its workers."""

import json
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from distributed import LocalCluster

from factcheck.articles.corpus import Columns
from factcheck.batch import cluster, run
from factcheck.batch.cluster import LOCAL, Cluster
from factcheck.batch.files import Sources
from factcheck.batch.pool import Pool
from factcheck.batch.settings import Settings
from factcheck.cli import main
from factcheck.errors import FactcheckError, RunError
from factcheck.program import ATTENTION, DONE

BATCH = 5  # articles


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "ARTICLES", BATCH)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Articles in two languages, one of which can't be read."""
    path = tmp_path_factory.mktemp("corpus") / "corpus.jsonl"
    texts = [
        f"Il fiume è salito di {n} metri. Secondo il sindaco i danni sono di {n},5 milioni di euro."
        if n % 2
        else f"The river rose by {n} feet. The mayor said that {n} families had left their homes."
        for n in range(2, 42)
    ]
    rows = [{"id": str(n), "text": text} for n, text in enumerate([*texts, " "])]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(path)


def started(workers: int, threads_per_worker: int = 1) -> Any:
    return LocalCluster(n_workers=workers, threads_per_worker=threads_per_worker, dashboard_address="127.0.0.1:0")


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[str]:
    """The address of a cluster with two workers of two threads, which take one batch each all the same."""
    with started(2, threads_per_worker=2) as made:
        yield made.scheduler_address


def sources(corpus: str, folder: Path) -> Sources:
    return Sources([corpus], "*.txt", Columns(), str(folder))


def claims(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("claims-*"))}


@pytest.fixture(scope="module")
def undisturbed(corpus: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run without a cluster."""
    folder = tmp_path_factory.mktemp("undisturbed")
    settings = Settings(str(folder), "jsonl")
    with Pool(settings, 1) as pool:
        run.run(sources(corpus, folder), settings, pool)
    return folder


def test_a_local_cluster_gives_the_same_though_a_worker_is_killed(
    corpus: str, undisturbed: Path, tmp_path: Path
) -> None:
    settings = Settings(str(tmp_path), "jsonl")
    killed: list[int] = []
    with Cluster(settings, LOCAL, 2) as engine:
        pids: dict[str, int] = engine._client.run(os.getpid)

        def kill(_: int) -> None:
            if not killed:
                killed.append(pids[next(iter(engine._given))])
                os.kill(killed[0], signal.SIGKILL)

        totals = run.run(sources(corpus, tmp_path), settings, engine, reached=kill)
    assert killed and totals.states == {"done": 40, "set aside": 1}
    assert claims(tmp_path) == claims(undisturbed) != {}


def test_a_cluster_elsewhere_gives_the_same(
    corpus: str, undisturbed: Path, elsewhere: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["batch", corpus, "-o", str(tmp_path), "--format", "jsonl", "--cluster", elsewhere]
    assert main(command, standalone_mode=False) == ATTENTION
    assert "40 done" in capsys.readouterr().err
    assert claims(tmp_path) == claims(undisturbed)
    assert main(command, standalone_mode=False) == ATTENTION
    assert "40 unchanged" in capsys.readouterr().err


def test_worksheets_are_written_by_the_workers(
    elsewhere: str, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the paths are those of the main process' folder."""
    monkeypatch.chdir(tmp_path)
    assert main(["batch", article.name, "-o", "out", "--cluster", elsewhere], standalone_mode=False) == DONE
    assert Path("out", "article.xlsx").is_file()


def test_addresses_are_read_and_written_by_the_workers(elsewhere: str, article: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = ["batch", article.parent.as_uri(), "-o", out.as_uri(), "--cluster", elsewhere]
    assert main(command, standalone_mode=False) == DONE
    assert (out / "article.xlsx").is_file()


def test_a_folder_that_the_workers_do_not_see_is_told(elsewhere: str, article: Path, tmp_path: Path) -> None:
    settings = Settings(str(tmp_path / "out"), "xlsx")
    with Cluster(settings, elsewhere, 1) as engine:
        engine._settings = Settings("/nowhere/out", "xlsx")
        with pytest.raises(RunError, match="/nowhere/out: the cluster doesn't see this folder"):
            run.run(Sources([str(article)], "*.txt", Columns(), settings.output), settings, engine)


def test_where_nobody_listens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_CONNECT", 0.5)
    with pytest.raises(RunError, match=r"127\.0\.0\.1:9: there is no Dask scheduler that answers \(.*\); check the"):
        Cluster(Settings(str(tmp_path), "jsonl"), "127.0.0.1:9", 1).__enter__()


@pytest.mark.parametrize("address", ["scheduler", "http://scheduler:80"])
def test_what_is_no_address(address: str, tmp_path: Path) -> None:
    with pytest.raises(RunError, match=f"{address}: there is no Dask scheduler"):
        Cluster(Settings(str(tmp_path), "jsonl"), address, 1).__enter__()


def test_a_cluster_without_workers(corpus: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_PATIENCE", 0.0)
    settings = Settings(str(tmp_path), "jsonl")
    with (
        started(0) as empty,
        Cluster(settings, empty.scheduler_address, 1) as engine,
        pytest.raises(RunError, match="no workers"),
    ):
        run.run(sources(corpus, tmp_path), settings, engine)


def test_a_cluster_that_goes_away(corpus: str, tmp_path: Path) -> None:
    settings = Settings(str(tmp_path), "jsonl")
    made = started(1)
    with (
        Cluster(settings, made.scheduler_address, 1) as engine,
        pytest.raises(RunError, match="is gone; give"),
    ):
        run.run(sources(corpus, tmp_path), settings, engine, reached=lambda _: made.close())


@pytest.mark.parametrize("theirs, said", [("0.0.1", "has factcheck 0.0.1"), (None, "lacks factcheck")])
def test_versions_that_do_not_fit(theirs: str | None, said: str) -> None:
    class Client:
        def get_versions(self, packages: list[str]) -> dict[str, Any]:
            here = {"packages": {"distributed": "2", **dict.fromkeys(packages, "1")}}
            there = {"packages": {"distributed": "2", **dict.fromkeys(packages, theirs)}}
            return {"client": here, "scheduler": here, "workers": {"tcp://a:1": here, "tcp://b:1": there}}

    with pytest.raises(RunError, match=f"host: tcp://b:1 {said}, and here it is 1; install the same everywhere"):
        cluster._check_versions(Client(), "host")


def test_the_missing_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(FactcheckError, match=r"pip install 'factcheck\[cluster\]'"):
        Cluster(Settings(str(tmp_path), "jsonl"), LOCAL, 1).__enter__()
