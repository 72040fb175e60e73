"""How the program ends: signals, pipes, terminals, streams that are closed or full."""

import os
import pty
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from factcheck.formats import FORMATS
from factcheck.program import shown

FULL = Path("/dev/full")
FACTCHECK = [sys.executable, "-m", "factcheck"]


def names(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("perché 3 €", "perché 3 €"),
        ("a\nb\t\x00\x1b\x7f\x9b", r"a\nb\t\x00\x1b\x7f\x9b"),
        ("\udce9\ud800\u202e\u2028", r"\xe9\ud800\u202e\u2028"),
    ],
)
def test_what_a_terminal_is_shown(text, expected):
    assert shown(text) == expected


def test_a_reader_that_goes_away(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Il comune ha speso 3 milioni di euro per le scuole. " * 2_000)
    with subprocess.Popen(
        [*FACTCHECK, "extract", path, "-o", "-"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout.readline().startswith("{")
        process.stdout.close()
        assert process.stderr.read() == ""


def shell(command, folder):
    """Status and standard error of a command line, in which $F is the program."""
    done = subprocess.run(
        ["sh", "-c", f"F='{sys.executable} -m factcheck'; {command}"], cwd=folder, capture_output=True, text=True
    )
    return done.returncode, done.stderr


NO_SPACE = "Error: standard output: can't be written (No space left on device).\n"
needs_full = pytest.mark.skipif(not FULL.exists(), reason="no such device on this system")


@needs_full
@pytest.mark.parametrize(
    "command",
    ["--help", "--version", "languages", "extract --help"]
    + [f"extract article.txt -o - --format {kind}" for kind in FORMATS],
)
def test_a_full_disk_behind_standard_output(article, command):
    assert shell(f"$F {command} > {FULL}", article.parent) == (2, NO_SPACE)


@pytest.mark.skipif(sys.platform == "win32", reason="written for sh")
@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("extract article.txt -o - >&-", "Error: Standard output is closed; give a file with -o.\n"),
        ("extract - <&-", "Error: Standard input is closed; pipe an article in, or name a file.\n"),
    ],
)
def test_a_closed_stream(article, command, said):
    assert shell(f"$F {command}", article.parent) == (2, said)


@needs_full
@pytest.mark.parametrize("ending", [f"2>{FULL}", "2>&-", ">&- 2>&- <&-"])
def test_what_is_done_is_done_though_nothing_can_be_said(article, ending):
    assert shell(f"$F extract article.txt {ending}", article.parent)[0] == 0
    assert names(article.parent) == ["article.txt", "article.xlsx"]
    for wrong in ("extract article.txt", "extract none.txt", "extract", "nothing"):
        assert shell(f"$F {wrong} {ending}", article.parent)[0] == 2


@pytest.mark.skipif(sys.platform == "win32", reason="signals differ there")
@pytest.mark.parametrize("moment", ["reading", "writing"])
@pytest.mark.parametrize("sign", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_stopped_in_the_middle(tmp_path, sign, moment):
    path = tmp_path / "a.txt"
    path.write_text("Il comune ha speso 3 milioni di euro per le scuole. " * (60_000 if moment == "reading" else 6_000))
    heard = partial(signal.signal, getattr(signal, sign), signal.SIG_DFL)  # the tests may run under nohup
    command = [*FACTCHECK, "extract", path, "--lang", "it"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, preexec_fn=heard) as process:
        if moment == "reading":
            time.sleep(2)
        while moment == "writing" and len(names(tmp_path)) == 1:
            assert process.poll() is None
        process.send_signal(getattr(signal, sign))
        said = process.stderr.read()
    assert (process.returncode, said) == (128 + getattr(signal, sign), "")
    assert names(tmp_path) == ["a.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal there")
def test_a_signal_that_is_ignored_stays_ignored(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Il comune ha speso 3 milioni di euro per le scuole. " * 20_000)
    code, _ = shell("trap '' HUP; $F extract a.txt & sleep 2; kill -HUP $!; wait $!", tmp_path)
    assert code == 0
    assert names(tmp_path) == ["a.txt", "a.xlsx"]


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
def test_a_bar_on_a_terminal_when_it_takes_long(tmp_path, article):
    long = tmp_path / "long.txt"
    long.write_text("Il comune ha speso 3 milioni di euro per le scuole. " * 30_000)
    assert "%" in on_terminal(long, "-o", tmp_path / "a.jsonl")
    assert "%" not in on_terminal(article, "-o", tmp_path / "b.jsonl")
    assert "%" not in on_terminal(long, "-o", tmp_path / "c.jsonl", "-q")


def on_terminal(*arguments):
    """What the command writes to standard error if that is a terminal."""
    terminal, end = pty.openpty()
    with subprocess.Popen([*FACTCHECK, "extract", *arguments], stderr=end) as process:
        os.close(end)
        said = b""
        try:
            while part := os.read(terminal, 1_000):
                said += part
        except OSError:  # the other end was closed
            pass
    os.close(terminal)
    assert process.returncode == 0
    return said.decode()
