"""A newsroom's defaults: what a factcheck.toml sets, what wins over it, and one sentence for what is wrong in it."""

import json
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from factcheck import config
from factcheck.cli import main
from factcheck.errors import ConfigError


@pytest.fixture
def folder(article: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with an article in it."""
    monkeypatch.chdir(article.parent)
    return article.parent


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def said(text: str, path: Path) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def refusal(text: str, folder: Path) -> str:
    """What is wrong with a file of defaults: one line, exit status 2, nothing written."""
    said(text, folder / config.NAME)
    result = run("extract", "article.txt")
    assert (result.exit_code, result.stdout) == (2, "")
    assert not (folder / "article.xlsx").exists()
    (line,) = result.stderr.splitlines()
    assert line.startswith("Error: factcheck.toml: ")
    return line.removeprefix("Error: factcheck.toml: ")


def test_a_file_in_the_working_folder_holds(folder: Path) -> None:
    said('quiet = true\n[extract]\nformat = "jsonl"', folder / config.NAME)
    assert run("extract", "article.txt").output == ""
    assert (folder / "article.jsonl").exists()


def test_the_file_that_is_given_holds_alone(folder: Path) -> None:
    said('[extract]\nformat = "jsonl"', folder / config.NAME)
    other = said('[extract]\nformat = "csv"', folder / "other.toml")
    assert run("--config", other, "extract", "article.txt").exit_code == 0
    assert (folder / "article.csv").exists() and not (folder / "article.jsonl").exists()


def test_a_command_may_differ_from_the_others(folder: Path) -> None:
    said('ui = "it"\nquiet = true\n[extract]\nui = "es"\nquiet = false', folder / config.NAME)
    assert run("extract", "article.txt").stderr == "2 claims, 3 figures -> article.xlsx\n"
    assert load_workbook("article.xlsx").sheetnames[0] == "Revisión"
    assert run("update", "article.xlsx", "article.txt").output == ""
    assert load_workbook("article.updated.xlsx").sheetnames[0] == "Verifica"


def test_the_command_line_wins(folder: Path) -> None:
    said('ui = "it"\n[extract]\nformat = "csv-excel"', folder / config.NAME)
    assert run("extract", "article.txt", "--ui", "en", "--format", "csv").exit_code == 0
    assert Path("article.csv").read_text(encoding="utf-8").startswith("ID,Claim,")


def test_an_extension_wins_over_a_default_format(folder: Path) -> None:
    said('ui = "it"\n[extract]\nformat = "csv-excel"', folder / config.NAME)
    for name in ("a.jsonl", "a.csv", "a.xlsx"):
        assert run("extract", "article.txt", "-o", name).exit_code == 0
    assert Path("a.csv").read_text(encoding="utf-8-sig").startswith("ID;")
    assert "does not fit" in run("extract", "article.txt", "-o", "b.jsonl", "--format", "csv").stderr


@pytest.mark.parametrize("key", ["no-protect", "no_protect"])
@pytest.mark.parametrize("value", [True, False])
def test_a_flag_that_turns_off(folder: Path, key: str, value: bool) -> None:
    said(f"{key} = {str(value).lower()}", folder / config.NAME)
    assert run("extract", "article.txt").exit_code == 0
    assert load_workbook("article.xlsx").worksheets[0].protection.sheet is not value


def test_names_of_files_are_relative_to_the_file(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    newsroom = tmp_path_factory.mktemp("newsroom")
    said(json.dumps([{"name": "Desk"}]), newsroom / "columns.json")
    file = said('columns = "columns.json"\nmodel = "none_such"', newsroom / "defaults.toml")
    result = run("--config", file, "extract", "article.txt")
    assert "none_such" in result.stderr and str(newsroom) not in result.stderr
    (newsroom / "none_such").mkdir()
    assert str(newsroom / "none_such") in run("--config", file, "extract", "article.txt").stderr
    said('columns = "columns.json"', file)
    assert run("--config", file, "extract", "article.txt", "-o", "a.csv").exit_code == 0
    assert ",Desk," in Path("a.csv").read_text(encoding="utf-8")
    said('columns = "nowhere.json"', file)
    assert f"{newsroom / 'nowhere.json'}: can't be read" in run("--config", file, "extract", "article.txt").stderr


def test_the_sample_holds(folder: Path, samples: Path) -> None:
    sample = samples / config.NAME
    result = run("--config", sample, "extract", "article.txt")
    assert result.exit_code == 0
    assert result.stderr.startswith(f"{sample}: defaults of options\narticle.txt: language it\n")
    assert load_workbook("article.xlsx").worksheets[0].protection.sheet is False
    for name, status in (("article.json", 0), ("article.html", 0)):
        assert run("--config", sample, "export", "article.xlsx", "-o", name).exit_code == status
    assert json.loads(Path("article.json").read_text(encoding="utf-8"))


def test_which_file_holds_is_told_if_asked(folder: Path) -> None:
    said('lang = "it"', folder / config.NAME)
    assert "toml" not in run("extract", "article.txt").output
    assert run("extract", "article.txt", "--force", "-v").stderr.startswith("factcheck.toml: defaults of options\n")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("lnag = 'it'", "lnag is no option; there are allow-private, cluster, columns, date-column, force, "),
        ("no-lang = 'it'", "no-lang is no option; there are"),
        ("[exrtact]\nlang = 'it'", "'exrtact' is no table of a command; there may be [batch], [export], [extract], "),
        ("extract = 3", "'extract' is no table of a command"),
        (
            "[extract]\nmapping = 'a.json'",
            "mapping in [extract] is no option of extract; there are allow-private, columns, ",
        ),
        ("[extract.lang]\na = 1", "lang in [extract] must be text, in quotes."),
        ("output = 'a.xlsx'", "output has no default; say with each command where its result goes (-o)."),
        ("[merge]\noutput = 'a.xlsx'", "output in [merge] has no default"),
        ("help = true", "help is no option"),
        ("config = 'a'", "config is no option"),
        ("lang = 3", "lang for extract must be text, in quotes."),
        ("lang = ['it']", "lang for extract must be text, in quotes."),
        ("force = 'yes'", "must be true or false."),
        ("force = 1", "must be true or false."),
        ("[extract]\nformat = 'pdf'", "format in [extract]: 'pdf' is not one of 'xlsx', 'csv', 'csv-excel', 'jsonl'."),
        ("format = 'csv-excel'", "format for batch: 'csv-excel' is not one of"),
        ("lang = it", "is no TOML in UTF-8 (Invalid value (at line 1, column 8)); mend it there."),
        ("a = " + "[" * 10_000, "is no TOML in UTF-8"),
    ],
)
def test_what_is_wrong_is_told(folder: Path, text: str, words: str) -> None:
    assert words in refusal(text, folder)


def test_bytes_that_are_no_text(folder: Path) -> None:
    (folder / config.NAME).write_bytes(b"ui = '\xe9'")
    assert "factcheck.toml: is no TOML in UTF-8" in run("languages").stderr
    (folder / config.NAME).write_bytes(b"\xef\xbb\xbfui = 'it'")
    assert run("languages").exit_code == 0


def test_a_file_that_cannot_be_read(folder: Path) -> None:
    result = run("--config", "none.toml", "languages")
    assert (result.exit_code, result.stderr) == (
        2,
        "Error: none.toml: can't be read (No such file or directory); give a TOML file.\n",
    )
    (folder / config.NAME).mkdir()
    assert "factcheck.toml: can't be read (Is a directory)" in run("languages").stderr
    assert run("--config", "a\0b", "languages").exit_code == 2


@pytest.mark.parametrize(
    ("value", "wrong"),
    [
        ("4", None),
        ("0", "jobs in [batch]: 0 is not in the range x>=1."),
        ("2.0", "jobs in [batch] must be a whole number."),
        ("true", "jobs in [batch] must be a whole number."),
        ("'2'", "jobs in [batch] must be a whole number."),
    ],
)
def test_whole_numbers(tmp_path: Path, value: str, wrong: str | None) -> None:
    jobs = click.Option(["-j", "--jobs", "number"], type=click.IntRange(1), default=2)
    commands = {"batch": click.Command("batch", params=[jobs, click.Argument(["source"])])}
    path = said(f"[batch]\njobs = {value}", tmp_path / "a.toml")
    if wrong is None:
        assert config.read(path, commands) == {"batch": {"number": 4}}
        return
    with pytest.raises(ConfigError) as caught:
        config.read(path, commands)
    assert str(caught.value) == f"{path}: {wrong}"


def test_help_needs_no_defaults(folder: Path) -> None:
    said("broken", folder / config.NAME)
    result = run("--help")
    assert result.exit_code == 0 and "--config FILE" in result.stdout


def test_help_is_the_same_with_defaults(folder: Path) -> None:
    before = run("extract", "--help").stdout
    said('lang = "it"\nforce = true\nformat = "jsonl"', folder / config.NAME)
    assert run("extract", "--help").stdout == before


def test_all_commands_run_with_an_empty_file(folder: Path) -> None:
    said("", folder / config.NAME)
    for command in main.commands.values():
        assert run(str(command.name), "--help").exit_code == 0
    assert config.read(folder / config.NAME, main.commands) == {name: {} for name in main.commands}


def test_the_program_starts_without_reading_toml(folder: Path) -> None:
    code = "import sys, factcheck.cli; print({'tomllib', 'tomli'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "set()\n"
