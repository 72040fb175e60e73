"""Where results go: formats, what is never replaced, and nothing half written."""

import json
import os
import subprocess
import sys
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck import formats, output, whole
from factcheck.claims import extract
from factcheck.errors import OutputError
from factcheck.pipeline import languages
from factcheck.records import Article, Claim, Figure, Mention
from factcheck.review.records import Review, ReviewedArticle, ReviewedClaim

LANGUAGES = [language.code for language in languages()]
CLAIM = Claim(
    text="Sono 1,5 milioni di case.",
    start=0,
    end=25,
    key="0123456789abcdef",
    article="a.txt",
    paragraph=1,
    sentence=1,
    before="",
    after="È tutto.",
    figures=(
        Figure("1,5 milioni", 5, 16, "CARDINAL", Decimal("1.5E+6"), modifier="~", counted=Mention("case", 20, 24)),
        Figure("milioni", 9, 16, "CARDINAL", low=Decimal("1E+6"), high=Decimal("1E+7"), vague=True),
    ),
    links=("https://a.org",),
)
ARTICLE = Article(name="a.txt", text="Sono 1,5 milioni di case. È tutto.", lang="it")


def review_of(article, *claims):
    """A review in which nobody wrote anything."""
    return Review((ReviewedArticle(article, article.name, tuple(map(ReviewedClaim, claims))),), "it")


REVIEW = review_of(ARTICLE, CLAIM)


def write(target, kind, review=REVIEW):
    output.write(str(target), lambda stream: formats.FORMATS[kind](stream, review))


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def refusal(target, kind="xlsx", **more):
    with pytest.raises(OutputError) as caught:
        output.check(str(target), kind, **more)
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    ("target", "asked", "kind"),
    [
        ("a.xlsx", None, "xlsx"),
        ("a.CSV", None, "csv"),
        ("b.c/a.jsonl", None, "jsonl"),
        ("a.csv", "csv", "csv"),
        ("-", None, "jsonl"),
        ("-", "xlsx", "xlsx"),
    ],
)
def test_the_format_of_an_output(target, asked, kind):
    assert output.format_of(target, asked, formats.FORMATS) == kind


@pytest.mark.parametrize("target", ["a.txt", "a.xls", "a.xlsx.bak"])
def test_an_unknown_extension(target):
    with pytest.raises(OutputError, match="unknown extension"):
        output.format_of(target, None, formats.FORMATS)


def test_a_missing_extension():
    for target in ("a", ".xlsx"):
        with pytest.raises(OutputError, match=r"no extension; add \.xlsx, \.csv or \.jsonl, or give - for"):
            output.format_of(target, None, formats.FORMATS)
    with pytest.raises(OutputError, match=r"a: there is no extension; add \.csv, or give -"):
        output.format_of("a", "csv-excel", formats.FORMATS)


def test_an_empty_name():
    with pytest.raises(OutputError, match="name of the output is empty"):
        output.format_of("", None, formats.FORMATS)


def test_an_extension_that_is_not_the_format():
    with pytest.raises(OutputError, match="does not fit --format csv"):
        output.format_of("a.xlsx", "csv", formats.FORMATS)


def test_json_lines():
    (line,) = formats.json_lines(REVIEW)
    claim = json.loads(line)
    assert list(claim)[:3] == ["schema", "text", "start"]
    assert claim["schema"] == 1
    assert "È tutto." in line
    assert claim["figures"][0] == {
        "text": "1,5 milioni",
        "start": 5,
        "end": 16,
        "kind": "CARDINAL",
        "value": "1500000",
        "low": None,
        "high": None,
        "unit": None,
        "modifier": "~",
        "trend": None,
        "vague": False,
        "date": None,
        "counted": {"text": "case", "start": 20, "end": 24},
    }
    assert (claim["figures"][1]["low"], claim["figures"][1]["high"]) == ("1000000", "10000000")
    assert (claim["links"], claim["attribution"]) == (["https://a.org"], None)


@given(
    text=st.text(alphabet=st.sampled_from('é\ud800\u2028"\\\n 3')),
    value=st.decimals(allow_nan=False, allow_infinity=False),
)
def test_any_text_and_value_come_back_from_json_lines(tmp_path_factory, text, value):
    path = tmp_path_factory.mktemp("out") / "a.jsonl"
    claim = Claim(text, 0, 9, "k", "a", 1, 1, "", "", (Figure("3", 0, 1, "CARDINAL", value),))
    write(path, "jsonl", review_of(Article("a", text), claim))
    line, end = path.read_bytes().decode().split("\n")
    read = json.loads(line)
    assert end == ""
    assert read["text"] == text
    assert "E" not in read["figures"][0]["value"]
    assert Decimal(read["figures"][0]["value"]) == value


@pytest.mark.parametrize("kind", formats.FORMATS)
def test_every_format_is_written_also_without_claims(tmp_path, kind):
    extension = output.extension_of(kind)
    for name, review in (("full", REVIEW), ("empty", review_of(ARTICLE))):
        path = tmp_path / f"{name}.{extension}"
        output.check(str(path), kind)
        write(path, kind, review)
        assert path.exists()
    assert len((tmp_path / f"full.{extension}").read_bytes()) > len((tmp_path / f"empty.{extension}").read_bytes())
    assert names(tmp_path) == [f"empty.{extension}", f"full.{extension}"]


def test_the_file_has_the_permissions_of_any_new_file(tmp_path):
    (tmp_path / "other").touch()
    write(tmp_path / "a.jsonl", "jsonl")
    assert (tmp_path / "a.jsonl").stat().st_mode == (tmp_path / "other").stat().st_mode


@pytest.mark.skipif(sys.platform == "win32", reason="permissions differ there")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o444])
def test_a_file_that_is_replaced_keeps_its_permissions(tmp_path, mode):
    path = tmp_path / "a.jsonl"
    path.write_text("old")
    path.chmod(mode)
    write(path, "jsonl")
    assert path.read_text() != "old"
    assert path.stat().st_mode & 0o777 == mode


@pytest.mark.skipif(sys.platform == "win32", reason="names are shorter there")
@pytest.mark.parametrize("size", [200, 248, 255])
def test_a_name_as_long_as_names_can_be(tmp_path, size):
    path = tmp_path / ("a" * (size - 6) + ".jsonl")
    output.check(str(path), "jsonl")
    write(path, "jsonl")
    assert names(tmp_path) == [path.name]


@pytest.mark.skipif(sys.platform == "win32", reason="a process can't be asked there")
def test_what_killed_processes_left_is_swept(tmp_path):
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        alive, dead = (tmp_path / whole.PART.format(number) for number in (process.pid, 99_999_999))
        for path in (alive, dead, tmp_path / ".factcheck-elsewhere-99999999.part"):
            path.touch()
        write(tmp_path / "a.jsonl", "jsonl")
        assert names(tmp_path) == sorted([alive.name, ".factcheck-elsewhere-99999999.part", "a.jsonl"])
        process.stdin.close()
    write(tmp_path / "a.jsonl", "jsonl")
    assert alive.exists()  # a folder is swept once
    whole._sweep.cache_clear()  # as in another process
    write(tmp_path / "a.jsonl", "jsonl")
    assert names(tmp_path) == [".factcheck-elsewhere-99999999.part", "a.jsonl"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
@pytest.mark.parametrize("force", [True, False])
def test_a_link_to_itself(tmp_path, force):
    path = tmp_path / "loop.jsonl"
    path.symlink_to(path.name)
    assert "can't be written" in refusal(path, "jsonl", force=force)
    assert path.is_symlink()


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_is_written_through(tmp_path):
    (tmp_path / "real.jsonl").write_text("old")
    (tmp_path / "link.jsonl").symlink_to("real.jsonl")
    write(tmp_path / "link.jsonl", "jsonl")
    assert (tmp_path / "link.jsonl").is_symlink()
    assert (tmp_path / "real.jsonl").read_text() != "old"


@pytest.mark.parametrize("error", [OSError("disk full"), KeyboardInterrupt(), ValueError("bug"), SystemExit(143)])
def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path, error):
    path = tmp_path / "a.jsonl"
    path.write_text("old")

    def fails(stream):
        stream.write(b"half a line")
        raise error

    with pytest.raises(OutputError if isinstance(error, OSError) else type(error)):
        output.write(str(path), fails)
    assert path.read_text() == "old"
    assert names(tmp_path) == ["a.jsonl"]


def test_an_existing_file(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text("{}")
    assert "exists already; give --force" in refusal(path, "jsonl")
    output.check(str(path), "jsonl", force=True)


def marked(path, column="Note", mark="da chiedere"):
    from openpyxl import load_workbook

    write(path, "xlsx")
    book = load_workbook(path)
    sheet = book["Verifica"]
    place = [cell.value for cell in sheet[1]].index(column) + 1
    sheet.cell(2, place, mark)
    book.save(path)


def test_force_replaces_an_unmarked_worksheet(tmp_path):
    path = tmp_path / "a.xlsx"
    write(path, "xlsx")
    output.check(str(path), "xlsx", force=True)


@pytest.mark.parametrize(("column", "mark"), [("Stato", "con fonte"), ("Note", "?"), ("Non è un dato", "x")])
def test_force_never_replaces_a_reviewers_marks(tmp_path, column, mark):
    path = tmp_path / "a.xlsx"
    marked(path, column, mark)
    assert "reviewer's marks" in refusal(path, force=True)


def test_force_never_replaces_another_workbook(tmp_path):
    from openpyxl import Workbook

    Workbook().save(tmp_path / "a.xlsx")
    assert "a.xlsx" in refusal(tmp_path / "a.xlsx", force=True)
    (tmp_path / "b.xlsx").write_text("no workbook")
    assert "b.xlsx" in refusal(tmp_path / "b.xlsx", force=True)


def test_force_never_replaces_marks_in_a_table(tmp_path):
    path = tmp_path / "a.csv"
    write(path, "csv")
    output.check(str(path), "csv", force=True)
    header, _ = path.read_text(encoding="utf-8-sig").split("\n", 1)
    place = header.split(",").index("Stato")
    path.write_text(header + "\n" + "," * place + "sourced" + "," * (len(header.split(",")) - place - 1) + "\n")
    assert "reviewer's marks" in refusal(path, "csv", force=True)


@pytest.mark.parametrize("lock", ["~$a.xlsx", ".~lock.a.xlsx#"])
@pytest.mark.parametrize("exists", [True, False])
def test_a_worksheet_that_is_open(tmp_path, lock, exists):
    path = tmp_path / "a.xlsx"
    if exists:
        write(path, "xlsx")
    (tmp_path / lock).touch()
    assert "open in another program" in refusal(path, force=True)


def test_a_missing_folder(tmp_path):
    assert "does not exist" in refusal(tmp_path / "none" / "a.xlsx")


def test_a_folder_that_is_a_file(tmp_path):
    (tmp_path / "file").touch()
    assert "is not a folder" in refusal(tmp_path / "file" / "a.xlsx")


def test_a_target_that_is_a_folder(tmp_path):
    (tmp_path / "a.xlsx").mkdir()
    assert "not a file" in refusal(tmp_path / "a.xlsx", force=True)


def test_a_read_only_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # root may write anywhere
    assert "read-only" in refusal(tmp_path / "a.xlsx")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission(tmp_path):
    tmp_path.chmod(0o500)
    assert "read-only" in refusal(tmp_path / "a.xlsx")


def test_the_article_itself(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("3")
    assert "the article itself" in refusal(
        path, "csv", force=True, articles=[str(tmp_path / ".." / tmp_path.name / "a.csv")]
    )


def test_a_workbook_is_not_shown_on_a_terminal(monkeypatch):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    assert "terminal" in refusal("-", "xlsx")
    output.check("-", "jsonl")


def test_standard_output_that_is_closed(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    assert refusal("-", "jsonl") == "Standard output is closed; give a file with -o."


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_samples_give_their_json_lines(samples, lang):
    """After a wanted change: factcheck extract samples/article.it.txt -o samples/article.it.jsonl --force."""
    path = samples / f"article.{lang}.txt"
    expected = path.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()
    assert list(formats.json_lines(review_of(Article(path.name, ""), *extract(path)))) == expected
