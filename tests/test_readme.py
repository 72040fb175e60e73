"""The README tells the truth: its commands stand as promised, its examples run."""

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def blocks(language):
    return [text for name, text in BLOCKS if name == language]


def test_the_first_two_blocks_are_one_command_line_each():
    assert [name for name, _ in BLOCKS[:2]] == ["sh", "sh"]
    assert len(blocks("sh")) == 2
    install, test = (text.splitlines() for text in blocks("sh"))
    assert len(install) == len(test) == 1
    assert install[0].endswith(".venv/bin/factcheck extract samples/article.it.txt --force")
    assert test[0].endswith("-e '.[test]' && .venv/bin/python -m pytest")


def test_python_examples():
    parsed = doctest.DocTestParser().get_doctest("\n".join(blocks("python")), {}, "README.md", "README.md", 0)
    assert len(parsed.examples) > 10
    failures, _ = doctest.DocTestRunner().run(parsed)
    assert failures == 0


@pytest.mark.skipif(sys.platform == "win32", reason="written for sh")
@pytest.mark.parametrize("number", [1, 2, 3])
def test_ci_runs_the_first_two_blocks_and_fails_without_one(number):
    command = 'set -eu; eval "$(sed -n \'/^command_of/,/^}/p\' .ci/run)"; text=$(command_of $0); echo "$text"'
    done = subprocess.run(["bash", "-c", command, str(number)], cwd=ROOT, capture_output=True, text=True)
    expected = dict(enumerate(blocks("sh"), 1)).get(number, "")
    assert (done.returncode, done.stdout) == (0 if expected else 1, expected)


@pytest.mark.skipif(sys.platform == "win32", reason="written for sh")
def test_commands(article):
    text = "".join(blocks("console"))
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    for command, expected in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", text, re.MULTILINE):
        done = subprocess.run(
            ["sh", "-c", f"({command}) 2>&1"],
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=article.parent,
            env=environment,
        )
        assert done.stdout == expected, command


def test_links_and_files_exist():
    for target in re.findall(r"\]\(([^)]+)\)", README):
        assert (ROOT / target).exists(), target


def test_no_address_of_a_registry():
    assert not re.search(r"pypi|https?://", README)
