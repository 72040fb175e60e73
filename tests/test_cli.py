"""The command line: what it writes, what it says, how it exits; every bad input is one sentence and status 2."""

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from factcheck import output
from factcheck.cli import main

FULL = Path("/dev/full")
FACTCHECK = [sys.executable, "-m", "factcheck"]


def run(*arguments, stdin=None):
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)


def refused(*arguments, stdin=None):
    """What the one line on standard error says."""
    result = run("extract", *arguments, stdin=stdin)
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith("Error: ")
    return line


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_worksheet_beside_the_article(article):
    result = run("extract", article)
    sheet = article.with_suffix(".xlsx")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"2 claims, 3 figures -> {sheet}\n"
    assert load_workbook(sheet)["Review"].max_row == 3


@pytest.mark.parametrize("kind", output.FORMATS)
def test_formats(article, kind):
    assert run("extract", article, "-o", article.with_name(f"out.{kind}")).exit_code == 0
    assert run("extract", article, "--format", kind).exit_code == 0
    assert names(article.parent) == sorted(["article.txt", f"article.{kind}", f"out.{kind}"])


def test_standard_input_and_output(article):
    result = run("extract", "-", stdin=article.read_bytes())
    claims = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert [claim["article"] for claim in claims] == ["-", "-"]
    assert result.stderr == "2 claims, 3 figures -> standard output\n"
    assert run("extract", article, "-o", "-", "-q").stdout == result.stdout.replace(
        '"article": "-"', '"article": "article.txt"'
    )
    assert run("extract", article, "-o", "-", "--format", "csv").stdout.count("\n") >= 3


def test_a_workbook_through_a_pipe(article):
    done = subprocess.run(
        [*FACTCHECK, "extract", article, "-o", "-", "--format", "xlsx"], capture_output=True, check=True
    )
    assert done.stdout.startswith(b"PK")


def test_several_articles_in_one_worksheet(article, tmp_path):
    (tmp_path / "other").mkdir()
    other = tmp_path / "other" / "article.txt"
    other.write_text("In tutto sono 30 case, e nessuno lo ha detto.")
    assert run("extract", article, other, "-o", tmp_path / "all.jsonl").exit_code == 0
    claims = [json.loads(line) for line in (tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [claim["article"] for claim in claims] == [str(article), str(article), str(other)]


def test_several_articles_give_a_worksheet_each(article, tmp_path):
    other = tmp_path / "b.txt"
    other.write_text("In tutto sono 30 case, e nessuno lo ha detto.")
    assert run("extract", article, other).exit_code == 0
    assert names(tmp_path) == ["article.txt", "article.xlsx", "b.txt", "b.xlsx"]


def test_one_bad_article_of_several(article, tmp_path):
    bad = tmp_path / "none.txt"
    result = run("extract", bad, article)
    assert result.exit_code == 1
    assert "there is no such file" in result.stderr
    assert names(tmp_path) == ["article.txt", "article.xlsx"]
    assert "there is no such file" in refused(bad, article, "-o", tmp_path / "all.xlsx")
    assert run("extract", bad, tmp_path / "none2.txt").exit_code == 2
    assert names(tmp_path) == ["article.txt", "article.xlsx"]


def test_no_figures(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Oggi non è successo niente, e nessuno lo ha detto.")
    result = run("extract", path)
    assert result.exit_code == 1
    assert "No figures" in result.stderr
    assert load_workbook(tmp_path / "a.xlsx")["Review"].max_row == 1


def test_quiet_and_verbose(article):
    assert run("extract", article, "-q").stderr == ""
    assert "article.txt: language it" in run("extract", article, "-v", "--force").stderr


def test_languages():
    assert run("languages").stdout.splitlines()[0].split("\t")[:2] == ["en", "English"]


def test_version_and_help():
    assert run("--version").stdout.startswith("factcheck ")
    for arguments in (["-h"], ["extract", "--help"], ["languages", "-h"]):
        assert run(*arguments).stdout.startswith("Usage: ")
    assert "Examples:" in run("extract", "-h").stdout


def test_every_option_is_explained():
    for command in main.commands.values():
        assert command.help
        assert all(parameter.help for parameter in command.params if parameter.param_type_name == "option")


def test_help_loads_nothing_heavy():
    code = (
        "import sys\nfrom factcheck.cli import main\n"
        "try: main(['extract', '--help'])\n"
        "except SystemExit: pass\n"
        "print(*{name.partition('.')[0] for name in sys.modules})"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "click" in loaded
    assert not {"spacy", "pandas", "openpyxl", "pydantic", "numpy"} & set(loaded)


def test_a_worksheet_needs_neither_pandas_nor_other_languages(article):
    code = (
        "import sys\nfrom factcheck.cli import main\n"
        f"main(['extract', {str(article)!r}], standalone_mode=False)\n"
        "print(*sys.modules)"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "spacy" in loaded
    assert not {"pandas", "spacy.lang.en"} & set(loaded)


# Bad input


def test_a_missing_file(tmp_path):
    assert "none.txt: there is no such file" in refused(tmp_path / "none.txt")


def test_a_folder(tmp_path):
    for folder in (tmp_path, ".", "..", "/", ""):
        assert "this is a folder" in refused(folder)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b" \n", "only white space"),
        (b"\x7fELF\x02\x01\x01\x00\x00\xff", "binary file"),
        ("perché 3".encode("latin-1"), "byte 5 (0xe9) is not UTF-8"),
        (b"\xef\xbb\xbf" + "perché 3".encode("latin-1"), "byte 8 (0xe9) is not UTF-8"),
        (b"tre\x00 euro", "byte 3 is a NUL byte"),
    ],
)
def test_bytes_that_are_no_article(tmp_path, data, words):
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    assert words in refused(path)
    assert words in refused("-", stdin=data)
    assert names(tmp_path) == ["a.txt"]


def test_two_million_characters_in_one_line(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Il comune ha speso 3 milioni di euro per le scuole. " * 40_000)
    result = run("extract", path, "-o", tmp_path / "a.jsonl")
    assert (result.exit_code, result.stderr) == (0, f"40,000 claims, 40,000 figures -> {tmp_path / 'a.jsonl'}\n")


def test_an_unknown_language(article):
    assert "'xx' is not installed; installed: en, it" in refused(article, "--lang", "xx")
    assert "not installed" in refused(article, "--lang", "../it")
    assert names(article.parent) == ["article.txt"]


def test_a_language_that_is_unsure(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("30% 40%")
    assert "give --lang" in refused(path)
    assert run("extract", path, "--lang", "it").exit_code == 0


def test_an_unknown_extension(article):
    assert "unknown extension" in refused(article, "-o", article.with_suffix(".doc"))


def test_a_missing_folder(article):
    assert "does not exist" in refused(article, "-o", article.parent / "none" / "a.xlsx")


def test_a_name_that_is_too_long(article):
    assert "too long" in refused(article, "-o", article.with_name("a" * 300 + ".xlsx"))


def test_a_read_only_folder(article, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # root may write anywhere
    assert "read-only" in refused(article)


def test_an_existing_output(article):
    run("extract", article)
    before = article.with_suffix(".xlsx").read_bytes()
    assert "exists already; give --force" in refused(article)
    assert article.with_suffix(".xlsx").read_bytes() == before
    assert run("extract", article, "--force").exit_code == 0


def test_a_worksheet_with_marks_is_never_replaced(article):
    run("extract", article)
    path = article.with_suffix(".xlsx")
    book = load_workbook(path)
    head = [cell.value for cell in book["Review"][1]]
    book["Review"].cell(2, head.index("Status") + 1, "disputed")
    book.save(path)
    before = path.read_bytes()
    assert "reviewer's marks" in refused(article, "--force")
    assert path.read_bytes() == before


@pytest.mark.parametrize("lock", ["~$article.xlsx", ".~lock.article.xlsx#"])
def test_an_output_that_is_open(article, lock):
    article.with_name(lock).touch()
    assert "open in another program" in refused(article, "--force")


def test_the_article_is_never_replaced(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Il comune ha speso 3 milioni di euro per le scuole.")
    assert "the article itself" in refused(path, "-o", path, "--force")


def test_outputs_that_collide(article):
    article.with_suffix(".md").write_text("3")
    assert "one file" in refused(article, article.with_suffix(".md"))
    assert "named twice" in refused(article, article)


def test_one_line_whatever_the_name():
    assert "there is no such file" in refused("a\nb.txt")


def test_wrong_usage():
    assert run("extract").exit_code == 2
    assert run("extract", "a.txt", "--format", "doc").exit_code == 2
    assert run("nothing").exit_code == 2


# Signals, pipes, terminals


def test_a_reader_that_goes_away(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Il comune ha speso 3 milioni di euro per le scuole. " * 2_000)
    with subprocess.Popen(
        [*FACTCHECK, "extract", path, "-o", "-"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout.readline().startswith("{")
        process.stdout.close()
        assert process.stderr.read() == ""


@pytest.mark.skipif(not FULL.exists(), reason="no such device on this system")
def test_a_full_disk_behind_standard_output(article):
    with FULL.open("w") as full:
        done = subprocess.run(
            [*FACTCHECK, "extract", article, "-o", "-"], stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert done.returncode == 2
    assert done.stderr.startswith("Error: -: can't be written (No space left")
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="signals differ there")
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_stopped_in_the_middle(tmp_path, sign):
    path = tmp_path / "a.txt"
    path.write_text("Il comune ha speso 3 milioni di euro per le scuole. " * 60_000)
    with subprocess.Popen([*FACTCHECK, "extract", path, "--lang", "it"], stderr=subprocess.PIPE, text=True) as process:
        time.sleep(2)
        process.send_signal(sign)
        said = process.stderr.read()
    assert process.returncode not in (0, 2)
    assert "Traceback" not in said
    assert names(tmp_path) == ["a.txt"]


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
