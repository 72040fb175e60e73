"""Bad input through the command line: refused in one sentence with nothing written, or told with its place and kept."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hostile import REFUSED, external_link, macro
from openpyxl import Workbook, load_workbook
from reviewed import column, reviewed, said, saved
from worksheet_samples import build, figure, review

from factcheck.cli import main
from factcheck.worksheet import layout
from factcheck.worksheet.read import read

WHOLE = reviewed()


@pytest.fixture
def worksheet(tmp_path: Path) -> Path:
    return saved(tmp_path / "harbour.xlsx", WHOLE)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def refusals(worksheet: Path) -> list[str]:
    """What `status`, `update` and `export` say of a worksheet that they refuse; nothing may be written or changed."""
    folder, before = worksheet.parent, worksheet.read_bytes()
    (folder / "harbour.txt").write_text(WHOLE.articles[0].article.text, encoding="utf-8")
    names = sorted(folder.iterdir())
    told = []
    for arguments in (
        ("status", worksheet),
        ("update", worksheet, folder / "harbour.txt", "-o", folder / "new.xlsx", "--lang", "en"),
    ):
        done = run(*arguments)
        assert (done.exit_code, done.stdout) == (2, ""), done.output
        (line,) = done.stderr.splitlines()
        assert line.startswith(f"Error: {worksheet}") and line.endswith(".")
        told.append(line)
    assert sorted(folder.iterdir()) == names and worksheet.read_bytes() == before
    return told


@pytest.mark.parametrize("what", [what for what in REFUSED if "bomb of" not in what and "gigabytes" not in what])
def test_hostile_files_are_refused(worksheet: Path, what: str) -> None:
    worksheet.write_bytes(REFUSED[what](worksheet.read_bytes()))
    refusals(worksheet)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_named_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.xlsx")
    done = run("status", tmp_path / "a.xlsx")
    assert done.exit_code == 2 and "not a regular file" in done.stderr


@pytest.mark.parametrize("what", ["a bomb of one part", "a bomb of many parts"])
def test_bombs_are_refused(worksheet: Path, what: str) -> None:
    worksheet.write_bytes(REFUSED[what](worksheet.read_bytes()))
    assert all("unpacked" in line for line in refusals(worksheet))


def without(title: str) -> Callable[[Workbook], object]:
    return lambda book: book.remove(book[title])


def heading(title: str, name: str, new: object) -> Callable[[Workbook], object]:
    return lambda book: setattr(book[title].cell(1, column(book[title], name)), "value", new)


@pytest.mark.parametrize(
    ("work", "words"),
    [
        (without("Review"), "the sheet Review is missing"),
        (without("Figures"), "the sheet Figures is missing"),
        (without("_factcheck"), "the sheet _factcheck is missing"),
        (heading("Review", "Key", None), "sheet Review: the column Key is missing"),
        (heading("Review", "Status", "Verdict"), "sheet Review: the column Status is missing"),
        (heading("Figures", "Figure status", None), "sheet Figures: the column Figure status is missing"),
        (lambda book: setattr(book["_factcheck"]["A2"], "value", layout.SCHEMA + 1), "newer version of factcheck"),
        (lambda book: setattr(book["_factcheck"]["A2"], "value", "?"), "its hidden sheet _factcheck was changed"),
        (
            lambda book: setattr(book["_factcheck"].cell(2, column(book["_factcheck"], "Data")), "value", "eF6"),
            "data on its hidden sheet are damaged",
        ),
    ],
)
def test_what_is_missing_or_newer_is_refused_by_its_name(
    worksheet: Path, work: Callable[[Workbook], object], words: str
) -> None:
    book = load_workbook(worksheet)
    work(book)
    book.save(worksheet)
    assert all(words in line for line in refusals(worksheet))


@pytest.mark.parametrize(
    ("make", "words"),
    [(macro, "holds macros; they are not run"), (external_link, "holds links to other workbooks")],
)
def test_what_is_odd_is_told_and_every_mark_kept(worksheet: Path, make: Callable[[bytes], bytes], words: str) -> None:
    worksheet.write_bytes(make(worksheet.read_bytes()))
    done = run("status", worksheet)
    assert done.exit_code == 1
    assert any("harbour.xlsx" in line and words in line for line in done.stderr.splitlines()), done.stderr
    assert said(WHOLE) <= said(read(worksheet))


@pytest.mark.parametrize("lock", ["~$harbour.xlsx", ".~lock.harbour.xlsx#"])
def test_a_worksheet_that_is_open_is_told_and_never_written_over(worksheet: Path, lock: str) -> None:
    before = worksheet.read_bytes()
    worksheet.with_name(lock).touch()
    assert "is open in another program" in run("status", worksheet).stderr
    assert said(read(worksheet)) == said(WHOLE)
    worksheet.with_name("harbour.txt").write_text("The council voted 48 million euros.", encoding="utf-8")
    done = run("extract", worksheet.with_name("harbour.txt"), "--lang", "en", "--force")
    assert (done.exit_code, worksheet.read_bytes()) == (2, before)


def test_an_unknown_status_is_told_with_its_cell(worksheet: Path) -> None:
    book = load_workbook(worksheet)
    book["Review"].cell(3, column(book["Review"], "Status")).value = "half true"
    book.save(worksheet)
    done = run("status", worksheet)
    assert done.exit_code == 1
    assert "harbour.xlsx, Review!E3: the status 'half true' is not known; choose one from the list." in done.stderr


# Content of an article that must come back unharmed


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t", "＝", "#N/A ", "😀", "שלום ", "_x0041_", "'", "<b>", "&amp;"]
)
def test_content_comes_back(tmp_path: Path, start: str) -> None:
    sentence = f"{start}1+1 is 12"
    article, claims = build(
        f"{start}name.txt", (sentence, [figure("12", "CARDINAL", "12")]), links={0: (f"{start}link", "javascript:a()")}
    )
    claims = [replace(claims[0], key="c0ffee")]
    other = (replace(article, name=f"{article.name}  b\x01"), claims)
    for articles in ([(article, claims)], [(article, claims), other]):
        whole = review(*articles)
        found = read(saved(tmp_path / "a.xlsx", whole))
        assert [one.article for one in found.articles] == [article for article, _ in articles]
        assert [one.claim for one in found.claims] == claims * len(articles)
        assert (found.problems, sum(said(found).values())) == ((), 0)
    sheet = load_workbook(tmp_path / "a.xlsx")["Review"]
    assert not any(cell.data_type in ("f", "e") for row in sheet.iter_rows() for cell in row)
    table = read(saved(tmp_path / "a.csv", review((article, claims))))
    assert [one.claim.text for one in table.claims] == [sentence]


def test_the_longest_sentence_and_one_longer(tmp_path: Path) -> None:
    for size in (32_767, 32_768, 100_000):
        sentence = "12 " + "a" * (size - 3)
        article, claims = build("a.txt", (sentence, [figure("12", "CARDINAL", "12")]))
        found = read(saved(tmp_path / "a.xlsx", review((article, claims))))
        assert [one.claim.text for one in found.claims] == [sentence]
        assert (found.problems, found.aside) == ((), ())


def test_more_links_than_a_sheet_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "MAX_LINKS", 2)
    found = read(saved(tmp_path / "a.xlsx", WHOLE))
    assert said(found) == said(WHOLE)
    assert found.problems == ()


def test_a_worksheet_is_read_without_a_parser_that_goes_off() -> None:
    """openpyxl takes defusedxml, which refuses entities, where it is installed; a requirement of ours installs it."""
    code = "from openpyxl import DEFUSEDXML; print(DEFUSEDXML)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"
