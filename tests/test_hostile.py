"""Hostile files are read or refused in one sentence, in little time and memory."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from hostile import READABLE, REFUSED

from factcheck.cli import main

SECONDS, BYTES = 20, 1_500_000_000  # of a processor, and of memory: more than any of them should need

READ = f"""
import resource, sys
from pathlib import Path
from factcheck.errors import FactcheckError
from factcheck.worksheet.marked import has_marks
from factcheck.worksheet.read import read

resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))
resource.setrlimit(resource.RLIMIT_AS, ({BYTES}, {BYTES}))
for question in has_marks, read:
    try:
        print("read", question(Path(sys.argv[1])) is True)
    except FactcheckError as error:
        print(error)
"""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no limits to a process there")


@pytest.fixture
def worksheet(article: Path) -> Path:
    """A fresh worksheet."""
    assert CliRunner().invoke(main, ["extract", str(article), "--lang", "it"]).exit_code == 0
    return article.with_suffix(".xlsx")


def answers(path: Path) -> list[str]:
    """What two questions to a file give, whether it has marks and what it says: "read", or why it is refused."""
    assert path.stat().st_size < 5_000_000
    done = subprocess.run([sys.executable, "-c", READ, str(path)], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    said = done.stdout.splitlines()
    assert len(said) == 2
    return said


def is_refused(answer: str, path: Path) -> bool:
    return answer.startswith(str(path)) and answer.endswith(".")


def test_the_file_that_they_are_made_of_is_good(worksheet: Path) -> None:
    assert answers(worksheet) == ["read False", "read False"]


@pytest.mark.parametrize("what", REFUSED)
def test_what_can_not_be_read_is_refused_and_kept(worksheet: Path, what: str) -> None:
    worksheet.write_bytes(REFUSED[what](worksheet.read_bytes()))
    marks, content = answers(worksheet)
    assert is_refused(content, worksheet)
    assert marks == "read True" or is_refused(marks, worksheet)


@pytest.mark.parametrize("what", READABLE)
def test_what_is_odd_is_read_or_refused(worksheet: Path, what: str) -> None:
    worksheet.write_bytes(READABLE[what](worksheet.read_bytes()))
    said = answers(worksheet)
    assert all(answer.startswith("read") or is_refused(answer, worksheet) for answer in said), said
