"""Killed at any moment, the program leaves the old file or the new one whole; the next run removes what is left."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest

from factcheck.whole import PART

SENTENCES = 150  # a workbook of them takes more than a tenth of a second to write


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An article that is long, alone in a folder; runs on it give the same bytes."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.setenv("TMPDIR", str(tmp_path))  # where openpyxl leaves what it has no time to remove
    path = tmp_path / "folder" / "article.txt"
    path.parent.mkdir()
    rewrite(path, "million")
    return path


def rewrite(article: Path, magnitude: str) -> None:
    lines = (f"The council spent {n} {magnitude} euros on school number {n}.\n" for n in range(2, SENTENCES))
    article.write_text("".join(lines))


@contextmanager
def extracting(article: Path, target: Path) -> Iterator[tuple[subprocess.Popen[bytes], Path]]:
    """The program at work, and the file that it writes before it takes the place of the target; waits for its end."""
    command = [sys.executable, "-m", "factcheck", "extract", str(article), "--lang", "en", "-o", str(target), "--force"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        yield process, target.with_name(PART.format(process.pid))


def wait_for_writing(process: subprocess.Popen[bytes], part: Path, there: bool = True) -> float:
    """Waits until the program begins to write its file, or has ended to; gives the time."""
    while process.poll() is None and part.exists() != there:
        time.sleep(0.0001)
    return time.monotonic()


@pytest.mark.skipif(os.name == "nt", reason="no such signal there")
@pytest.mark.parametrize(("kind", "kills"), [("xlsx", 20), ("csv", 5), ("jsonl", 5)])
def test_killed_at_any_moment_the_old_file_is_whole_or_the_new_one(article: Path, kind: str, kills: int) -> None:
    folder, target, chance = article.parent, article.with_suffix(f".{kind}"), Random(kind)
    with extracting(article, target):
        pass
    old = target.read_bytes()
    rewrite(article, "billion")
    started = time.monotonic()
    with extracting(article, target) as (process, part):
        begun = wait_for_writing(process, part)
        before, writing = begun - started, wait_for_writing(process, part, there=False) - begun
    new = target.read_bytes()
    assert new != old

    left = 0
    for number in range(kills):
        target.write_bytes(old)
        share = (number + chance.random()) / kills
        with extracting(article, target) as (process, part):
            if number % 2:
                time.sleep(share * (before + writing))
            else:
                wait_for_writing(process, part)
                time.sleep(share * writing)
            process.kill()
        assert target.read_bytes() in (old, new)
        left += part.exists()
    assert left, "it was never killed while it wrote"

    with extracting(article, target):
        pass
    assert target.read_bytes() == new
    assert sorted(folder.iterdir()) == sorted([article, target])
