"""`factcheck update`: files in, a new file out; the old one stays as it is, byte for byte."""

import csv

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook
from review_samples import article, marked, saved

from factcheck.cli import main
from factcheck.worksheet.read import read

TEXT = "Il porto ha 12 gru. I lavori costano 40 milioni di euro. Vi lavorano 350 persone.\n"
SOURCED = {"status": "sourced", "source_link": "https://example.org", "notes": "see page 3", "reviewer": "Ada"}


@pytest.fixture
def worksheet(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return saved(tmp_path / "week.xlsx", marked(article(TEXT), dict.fromkeys(range(3), SOURCED)))


def run(*arguments, stdin=None):
    return CliRunner().invoke(main, ["update", *map(str, arguments)], input=stdin)


def written(path, text):
    path.write_text(text, encoding="utf-8")
    return path


def test_all_carried(worksheet, tmp_path):
    before = worksheet.read_bytes()
    result = run("week.xlsx", written(tmp_path / "article.txt", TEXT))
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "3 claims: 3 unchanged -> week.updated.xlsx\n"
    assert worksheet.read_bytes() == before
    assert read(tmp_path / "week.updated.xlsx") == read(worksheet)


def test_what_needs_a_look_is_told_line_by_line(worksheet, tmp_path):
    text = "Il porto ha 13 gru. Vi lavorano ancora 350 persone. Costa 3 euro.\n"
    result = run("week.xlsx", written(tmp_path / "article.txt", text), "-o", "new.xlsx")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "new.xlsx, C01: its figures changed; it is to do again.",
        "new.xlsx, C02: its sentence changed; look at it again.",
        "new.xlsx, article.txt, ¶ 1: "
        "what was written about 'I lavori costano 40 milioni di euro.' (C02) stands aside now.",
        "3 claims: 1 changed sentence, 1 changed figures, 1 new; 1 no longer in the article -> new.xlsx",
    ]
    found = read(tmp_path / "new.xlsx")
    assert found.problems == ()
    assert [one.marks.get("change") for one in found.claims] == ["figures", "sentence", None]
    assert [one.marks for one in found.aside] == [SOURCED]
    quiet = run("week.xlsx", "article.txt", "-o", "other.xlsx", "-q")
    assert quiet.stderr.splitlines() == [line.replace("new.", "other.") for line in result.stderr.splitlines()[:-1]]


def test_the_worksheet_decides_on_language_and_headings(worksheet, tmp_path):
    new = written(tmp_path / "article.txt", "Il porto ha 12 gru.")
    assert "language it" in run("week.xlsx", new, "-v").stderr
    assert run("week.xlsx", new, "--ui", "it", "-o", "it.xlsx").exit_code == 1
    assert (read(tmp_path / "week.updated.xlsx").ui, read(tmp_path / "it.xlsx").ui) == ("en", "it")


def test_columns_are_added(worksheet, tmp_path):
    new = written(tmp_path / "article.txt", TEXT)
    for name in ("Desk", "Urgency"):
        written(tmp_path / f"{name}.json", f'[{{"name": "{name}"}}]')
    assert run("week.xlsx", new, "--columns", "Desk.json", "-o", "one.xlsx").exit_code == 0
    assert run("one.xlsx", new, "--columns", "Urgency.json", "-o", "two.xlsx").exit_code == 0
    assert [column.name for column in read(tmp_path / "two.xlsx").columns] == ["Desk", "Urgency"]


def test_no_protect(worksheet, tmp_path):
    assert run("week.xlsx", written(tmp_path / "article.txt", TEXT), "--no-protect").exit_code == 0
    assert not load_workbook(tmp_path / "week.updated.xlsx").worksheets[0].protection.sheet


def test_standard_input_and_output(worksheet):
    result = run("week.xlsx", "-", "-o", "-", stdin=TEXT.encode())
    assert (result.exit_code, result.stdout_bytes[:2]) == (0, b"PK")
    assert result.stderr.endswith("3 unchanged -> standard output\n")


def test_a_table_gives_a_workbook(worksheet, tmp_path):
    assert (
        CliRunner().invoke(main, ["extract", str(written(tmp_path / "article.txt", TEXT)), "-o", "a.csv"]).exit_code
        == 0
    )
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    rows[2][rows[0].index("Note")] = "da vedere"
    with (tmp_path / "b.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([rows[0], *reversed(rows[1:])])
    result = run("b.csv", "article.txt")
    assert (result.exit_code, result.stderr) == (0, "3 claims: 3 unchanged -> b.updated.xlsx\n")
    found = read(tmp_path / "b.updated.xlsx")
    assert found.whole
    assert [one.marks for one in found.claims] == [{}, {"notes": "da vedere"}, {}]


def test_an_output_is_replaced_only_by_force_and_never_with_marks(worksheet, tmp_path):
    new = written(tmp_path / "article.txt", "Costa 3 euro.")
    plain = saved(tmp_path / "plain.xlsx", article(TEXT))
    assert run("plain.xlsx", new).exit_code == 0
    assert "exists already" in run("plain.xlsx", new).stderr
    assert run("plain.xlsx", new, "--force").exit_code == 0
    assert run("week.xlsx", new, "-o", plain, "--force").exit_code == 1
    before = plain.read_bytes()
    refused = run("week.xlsx", new, "-o", plain, "--force")
    assert (refused.exit_code, plain.read_bytes()) == (2, before)
    assert "marks" in refused.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("week.xlsx", "article.txt", "-o", "week.xlsx", "--force"), "this is the worksheet itself"),
        (("week.xlsx", "article.txt", "-o", "./article.txt"), "unknown extension; use .xlsx, or - for standard output"),
        (("week.xlsx", "article.txt", "-o", "new.csv"), "unknown extension; use .xlsx, or - for standard output"),
        (("week.xlsx", "article.txt", "-o", ""), "the name of the output is empty"),
        (("week.xlsx", "article.txt", "-o", f"{'a' * 300}.xlsx"), "can't be written"),
        (("week.xlsx", "none.txt"), "none.txt"),
        (("none.xlsx", "article.txt"), "there is no such file"),
        (("", "article.txt"), "can't be read"),
        (("article.txt", "article.txt"), "can't be read as a worksheet"),
        (("week.xlsx", "article.txt", "--lang", "xx"), "xx"),
        (("week.xlsx", "bread.txt"), "bread.txt: is another article than those in the worksheet (article.txt)"),
        (("week.xlsx",), "Missing argument"),
    ],
)
def test_refused(worksheet, tmp_path, arguments, said):
    written(tmp_path / "article.txt", TEXT)
    written(tmp_path / "bread.txt", "Oggi il prezzo del pane sale del 12%.")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said.casefold() in result.stderr.casefold()
    assert "Traceback" not in result.stderr
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_what_was_not_understood_is_told(worksheet, tmp_path):
    book = load_workbook(worksheet)
    status = next(cell for cell in book["Review"][1] if cell.value == "Status").column_letter
    book["Review"][f"{status}3"].value = "sourceed"
    book.save(worksheet)
    result = run("week.xlsx", written(tmp_path / "article.txt", TEXT))
    assert result.exit_code == 1
    assert result.stderr.startswith(f"week.xlsx, Review!{status}3: the status 'sourceed' is not known")
    assert [one.marks["status"] for one in read(tmp_path / "week.updated.xlsx").claims] == [
        "sourced",
        "sourceed",
        "sourced",
    ]
