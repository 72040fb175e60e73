"""The command line: what it writes, what it says, how it exits; every bad input is one sentence and status 2."""

import json
import os
import subprocess
import sys

import fsspec
import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from factcheck.cli import main
from factcheck.formats import FORMATS
from factcheck.worksheet import layout

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
    assert load_workbook(sheet)["Verifica"].max_row == 3


@pytest.mark.parametrize("kind", FORMATS)
def test_formats(article, kind):
    extension = kind.partition("-")[0]
    assert run("extract", article, "-o", article.with_name(f"out.{extension}")).exit_code == 0
    assert run("extract", article, "--format", kind).exit_code == 0
    assert names(article.parent) == sorted(["article.txt", f"article.{extension}", f"out.{extension}"])


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
    assert run("extract", bad, tmp_path / "none2.txt").exit_code == 2
    assert names(tmp_path) == ["article.txt", "article.xlsx"]


def test_what_cannot_be_read_is_left_out_of_one_worksheet(article, tmp_path):
    bad, short = tmp_path / "bad.pdf", tmp_path / "short.txt"
    bad.write_bytes(b"%PDF-1.7\n")
    short.write_text("42 17")
    both = tmp_path / "all.jsonl"
    done = run("extract", bad, article, short, "-o", both, "-q")
    assert done.exit_code == 1
    first, second = done.stderr.splitlines()
    assert first.startswith(f"{bad}: ") and second.startswith("short.txt: The language of the text can't be told")
    assert both.read_text(encoding="utf-8").count("\n") == 2
    done = run("extract", bad, short, "-o", tmp_path / "none.xlsx")
    assert (done.exit_code, done.stderr.splitlines()) == (2, [f"Error: {first}", f"Error: {second}"])
    assert not (tmp_path / "none.xlsx").exists()


def test_no_figures(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Oggi non è successo niente, e nessuno lo ha detto.")
    result = run("extract", path)
    assert result.exit_code == 1
    assert "No figures" in result.stderr
    assert load_workbook(tmp_path / "a.xlsx")["Verifica"].max_row == 1


@pytest.mark.parametrize("quiet", [[], ["-q"]])
def test_an_article_without_figures_among_several_is_named(article, tmp_path, quiet):
    for name in ("b.txt", "c.txt"):
        (tmp_path / name).write_text("Oggi non è successo niente, e nessuno lo ha detto.")
    result = run("extract", tmp_path / "b.txt", article, tmp_path / "c.txt", "-o", tmp_path / "all.csv", *quiet)
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "No figures to check in b.txt.",
        "No figures to check in c.txt.",
        *([] if quiet else [f"2 claims, 3 figures -> {tmp_path / 'all.csv'}"]),
    ]
    nothing = run("extract", "-", "--lang", "it", stdin="Niente.")
    assert (nothing.exit_code, nothing.stderr.splitlines()[0]) == (1, "No figures to check in standard input.")


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


def test_more_claims_than_a_sheet_has_rows_are_told(article, monkeypatch):
    monkeypatch.setattr(layout, "MAX_ROWS", 2)
    result = run("extract", article)
    assert result.exit_code == 1
    assert "2 claims are more than a sheet has rows: they go on in a second sheet." in result.stderr.splitlines()
    assert {"Verifica", "Verifica (2)"} <= set(load_workbook(article.with_suffix(".xlsx")).sheetnames)


def test_characters_that_no_worksheet_holds_are_counted(article):
    article.write_text(article.read_text(encoding="utf-8") + "\x01\x02 e \x85 12 case\uffff.", encoding="utf-8")
    result = run("extract", article, "--lang", "it")
    assert result.exit_code == 1
    told = "article.txt: 4 characters that no worksheet can hold (control characters) were left out."
    assert told in result.stderr.splitlines()
    assert run("extract", article, "-o", article.with_suffix(".jsonl")).stderr.count("no worksheet") == 0


# Bad input


def test_a_missing_file(tmp_path):
    assert "none.txt: there is no such file" in refused(tmp_path / "none.txt")


def test_a_folder(tmp_path):
    for folder in (tmp_path, ".", "..", "/"):
        assert "this is a folder; name the documents in it, or give it to factcheck batch" in refused(folder)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b" \n", "only white space"),
        (b"\x7fELF\x02\x01\x01\x00\x00\xff", "binary file"),
        (b"tre\x00 euro", "character 3 is a NUL"),
    ],
)
def test_bytes_that_are_no_article(tmp_path, data, words):
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    assert words in refused(path)
    assert words in refused("-", stdin=data)
    assert names(tmp_path) == ["a.txt"]


@pytest.mark.parametrize("extension", ["pdf", "html", "docx", "odt", "rtf", "eml", "rss", "md"])
def test_an_empty_document(tmp_path, extension):
    path = tmp_path / f"a.{extension}"
    path.touch()
    assert refused(path).endswith(f"a.{extension}: the text is empty; give an article.")


@pytest.mark.parametrize("extension", ["csv", "jsonl", "xlsx"])
def test_an_empty_table(tmp_path, extension):
    path = tmp_path / f"a.{extension}"
    path.touch()
    assert "there is no article in it" in refused(path, "-o", tmp_path / "week.xlsx")


def test_two_million_characters_in_one_line(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Il comune ha speso 3 milioni di euro per le scuole. " * 40_000)
    result = run("extract", path, "-o", tmp_path / "a.jsonl")
    assert (result.exit_code, result.stderr) == (0, f"40,000 claims, 40,000 figures -> {tmp_path / 'a.jsonl'}\n")


def test_an_unknown_language(article):
    assert "'xx' is not installed; installed: en, es, it" in refused(article, "--lang", "xx")
    assert "not installed" in refused(article, "--lang", "../it")
    assert names(article.parent) == ["article.txt"]


@pytest.mark.parametrize("lang", ["IT", "it-IT", "it_IT.UTF-8", " it "])
def test_the_name_of_a_language(article, lang):
    assert "language it\n" in run("extract", article, "-v", "--lang", lang).stderr


def test_empty_names(article):
    assert "The name of an article is empty" in refused("")
    assert "The name of the output is empty" in refused(article, "-o", "")
    assert "The language '' is no code" in refused(article, "--lang", "")


def test_a_language_that_is_unsure(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("30% 40%")
    assert refused(path).startswith("Error: a.txt: The language of the text can't be told")
    assert refused("-", stdin="30%").startswith("Error: Standard input: The language")
    assert run("extract", path, "--lang", "it").exit_code == 0


def test_an_unknown_extension(article):
    assert "unknown extension" in refused(article, "-o", article.with_suffix(".doc"))


def test_addresses(article, monkeypatch):
    monkeypatch.chdir(article.parent)
    bucket = fsspec.filesystem("memory")
    bucket.pipe_file("/bucket/north.txt", article.read_bytes())
    assert run("extract", "memory://bucket/north.txt").exit_code == 0
    assert names(article.parent) == ["article.txt", "north.xlsx"]
    assert "none.txt: there is no such file; check the address" in refused("memory://bucket/none.txt")
    assert "unknown://a/b.txt: can't be reached" in refused("unknown://a/b.txt")
    assert "s3://bucket/a.xlsx: this is written on this machine only" in refused(article, "-o", "s3://bucket/a.xlsx")


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
    head = [cell.value for cell in book["Verifica"][1]]
    book["Verifica"].cell(2, head.index("Stato") + 1, "contestata")
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
    path.write_text("text\nIl comune ha speso 3 milioni di euro per le scuole.\n")
    assert "the article itself" in refused(path, "-o", path, "--force")


def test_outputs_that_collide(article):
    article.with_suffix(".md").write_text("3")
    assert "one file" in refused(article, article.with_suffix(".md"))
    assert "named twice" in refused(article, article)
    again = article.parent / ".." / article.parent.name / article.name
    assert f"{article} and {again}: this article is named twice" in refused(article, again, "-o", "all.jsonl")


def test_one_line_whatever_the_name():
    line = refused("a\nb\x1b[31m\udce9\u202e.txt")
    assert line == r"Error: a\nb\x1b[31m\xe9\u202e.txt: there is no such file; check the name and the folder."


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="file names there are always Unicode")
def test_an_odd_name_that_is_written(article):
    target = article.with_name("a\x1b\udce9.jsonl")
    assert run("extract", article, "-o", target).stderr.endswith("/a\\x1b\\xe9.jsonl\n")
    assert target.exists()


def test_wrong_usage():
    assert run("extract").exit_code == 2
    assert run("extract", "a.txt", "--format", "doc").exit_code == 2
    assert run("nothing").exit_code == 2
