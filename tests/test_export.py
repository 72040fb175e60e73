"""`factcheck export`: the table, JSON Lines and the report, and the command itself."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from export_samples import EN, MARKS, article, marked, review
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from factcheck.cli import main
from factcheck.export.formats import FORMATS
from factcheck.export.markdown import escaped, report
from factcheck.export.marks import plain
from factcheck.formats import json_lines
from factcheck.records import Article
from factcheck.review.records import Aside, OwnSheet, Review, ReviewedArticle
from factcheck.worksheet.read import read
from factcheck.worksheet.text import address, clean
from factcheck.worksheet.write import write_xlsx

markdown_it = pytest.importorskip("markdown_it")
ROOT = Path(__file__).resolve().parent.parent
HOSTILE = (
    "# 3 <b>bold</b> `code` *5* _x_ [a](javascript:alert(1)) | <script>alert(12)</script> &amp; $x$ ~~y~~ \\",
    "- item\n- 2 <!-- \n\n---\n1. x</style></p>",
    "‮12 عام\u202c 7 שנים 🏝️ 40% \ud800 \x1b \x07",
)


def written(kind: str, what: Review) -> str:
    stream = io.BytesIO()
    FORMATS[kind](stream, what)
    return stream.getvalue().decode("utf-8")


def rows(text: str, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


@pytest.fixture
def worksheet(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.xlsx"
    with path.open("wb") as stream:
        write_xlsx(stream, review())
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["export", *map(str, arguments)])


def test_the_table_has_the_marks() -> None:
    first, second, *_ = rows(written("csv", review()))
    assert (first["Status"], first["Reviewed on"], first["Reviewer"]) == ("sourced", "2026-03-04 00:00:00", "AB")
    assert second["Notes"] == "The table says 180.\nSee page 4."
    assert rows(written("csv", review("it")))[0]["Stato"] == "con fonte"
    local = written("csv-excel", review("it"))
    assert local[0] == "\ufeff"
    assert rows(local[1:], ";")[2]["Urgency"] == "2,5"


def test_json_lines_are_those_of_extract_with_a_review() -> None:
    lines = [json.loads(line) for line in written("jsonl", review("it")).splitlines()]
    reviews = [line.pop("review") for line in lines]
    assert lines == [json.loads(line) for line in json_lines(review("it"))]
    assert [one["status"] for one in reviews] == ["sourced", "disputed", "unsourced", None, None]
    assert reviews[0]["marks"]["reviewed_on"] == "2026-03-04"
    assert reviews[2]["marks"] == {"status": "unsourced", "reviewed_on": "2026-03-05", "Urgency": 2.5}
    assert reviews[1]["figures"] == [{"figure_status": "disputed", "correct_value": 180, "Seen at": "09:30:00"}]
    assert reviews[3] == {"status": None, "marks": {}, "figures": [{}, {}]}
    assert [len(one["figures"]) for one in reviews] == [len(line["figures"]) for line in lines]


def test_a_status_that_is_not_known_stands_as_it_was_typed() -> None:
    odd = Review([marked(article(EN), [{"status": "perhaps"}])])
    (line, *_) = written("jsonl", odd).splitlines()
    assert json.loads(line)["review"] == {"status": None, "marks": {"status": "perhaps"}, "figures": [{}, {}]}
    assert "*Status:* perhaps" in report(odd)


def test_numbers_that_json_does_not_know() -> None:
    assert plain(float("nan")) == "nan"
    assert plain(float("-inf")) == "-inf"


@pytest.mark.parametrize(("lang", "ui"), [("en", "en"), ("it", "it"), ("it", "en"), ("en", "es")])
@pytest.mark.parametrize("kind", FORMATS)
def test_the_same_review_gives_the_same_bytes(kind: str, lang: str, ui: str) -> None:
    assert written(kind, review(lang, ui)) == written(kind, review(lang, ui)) != ""


def test_the_report_by_status() -> None:
    text = report(review())
    heads = [line for line in text.splitlines() if line.startswith("#")]
    assert heads == [
        "# Fact-check: harbour.txt", "## Disputed (1)", "## Unsourced (1)", "## Sourced (1)", "## To do (1)",
        "## Not a claim (1)",
    ]  # fmt: skip
    assert "- **C01** The council voted **48 million euros** in **2019**." in text
    assert "  - *Source link:* Report <https://example.org/a_(b)?x=1&y=2>" in text
    assert "  - *Source link:* javascript:alert(1)" in text
    assert "  - *Reviewed on:* 2026-03-04" in text
    assert "  - *Said by:* According to the mayor" in text
    assert "  - *200:* Figure status: disputed; Correct value: 180; Seen at: 09:30:00" in text
    assert "## Contestata (1)" in report(review("it"))
    assert "con fonte 1" in report(review("it"))


def rendered(text: str) -> tuple[str, list[str]]:
    """What a reader of Markdown sees, and the tags."""
    parser = markdown_it.MarkdownIt("commonmark")
    seen, tags = "", []
    for token in parser.parse(text):
        tags.append(token.type)
        for inner in token.children or ():
            tags.append(inner.type + ("" if inner.type != "html_inline" else inner.content))
            seen += inner.content if inner.type == "text" else " " if inner.type == "softbreak" else ""
    return seen, tags


@given(st.text(max_size=40) | st.sampled_from(HOSTILE))
def test_any_text_is_only_text(text: str) -> None:
    seen, tags = rendered(f"x *{escaped(text)}:* y")
    words = " ".join(address(word) or word for word in " ".join(clean(text).split()).split(" "))
    if "http" not in text:
        assert seen == f"x {words}: y"
        assert set(tags) <= {"paragraph_open", "inline", "text", "em_open", "em_close", "paragraph_close"}


PIECES = st.lists(st.text("a1 *_`<&$€%()-.«\\é", min_size=1, max_size=6), min_size=1, max_size=7)


@given(PIECES)
def test_figures_are_bold_wherever_they_stand(pieces: list[str]) -> None:
    from factcheck.export.markdown import _sentence
    from factcheck.export.pieces import Piece

    figure = article("The pier cost 40 euros.").claims[0].claim.figures[0]
    given_pieces = [Piece(text, figure if place % 2 else None) for place, text in enumerate(pieces)]
    seen, tags = rendered(f"- **C01** {_sentence(given_pieces)}")
    assert "".join(seen.split()) == "C01" + "".join("".join(pieces).split())
    assert tags.count("strong_open") + tags.count("html_inline<b>") == 1 + sum(bool(p) for p in pieces[1::2])


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("kind", FORMATS)
def test_hostile_text_everywhere(kind: str, text: str) -> None:
    hostile = article(f"{text}\nIt cost 40 euros {text}", name=text, title=text)
    marks = [{"status": text, "notes": text, "source_link": text, text: text}] * 9
    out = written(kind, Review([marked(hostile, marks)]))
    assert "\x1b" not in out
    if kind == "md":
        assert not any("script" in tag or "html_block" in tag for tag in rendered(out)[1])
        assert out.count("\n# ") == 0


def test_an_article_without_claims() -> None:
    nothing = Review([ReviewedArticle(Article("a.txt", "Nothing.", "en"), "a.txt")])
    assert "No figures to check." in report(nothing)
    assert "No figures to check." in written("html", nothing)
    assert written("jsonl", nothing) == ""


def test_the_command(worksheet: Path, tmp_path: Path) -> None:
    for kind in ("jsonl", "md", "html"):
        target = tmp_path / f"out.{kind}"
        done = run(worksheet, "-o", target)
        assert (done.exit_code, done.stderr) == (0, f"{worksheet} -> {target}\n")
        assert target.read_text(encoding="utf-8") == written(kind, read(worksheet))
        assert run(worksheet, "-o", target, "-q").exit_code == 2
        assert run(worksheet, "-o", target, "-q", "--force").output == ""
    assert "## Contestata" in run(worksheet, "-o", "-", "--format", "md", "--ui", "it").stdout
    assert json.loads(run(worksheet, "-o", "-").stdout.splitlines()[0])["review"]["status"] == "sourced"


def test_what_is_not_exported_is_told(worksheet: Path, tmp_path: Path) -> None:
    done = run(worksheet, "-o", tmp_path / "out.csv")
    assert (done.exit_code, done.stderr.splitlines()[0]) == (1, f"{worksheet}, not exported: marks on figures: 1.")
    with worksheet.open("wb") as stream:
        aside = Aside("added", "Review!9", {"notes": "mine"}, text="One more.")
        write_xlsx(stream, replace(review(), aside=(aside,), sheets=(OwnSheet("Calls", (("Monday",),)),)))
    done = run(worksheet, "-o", tmp_path / "out.html")
    assert done.exit_code == 1
    assert "not exported: rows that belong to no claim: 1, sheets that are not the program's: 1." in done.stderr


def test_problems_are_told(worksheet: Path, tmp_path: Path) -> None:
    book = load_workbook(worksheet)
    sheet = book["Review"]
    heads = [cell.value for cell in sheet[1]]
    sheet.cell(2, heads.index("Status") + 1).value = "perhaps"
    book.save(worksheet)
    done = run(worksheet, "-o", tmp_path / "out.md")
    assert done.exit_code == 1
    assert "the status 'perhaps' is not known" in done.stderr


def refused(*arguments: object) -> str:
    done = run(*arguments)
    assert done.exit_code == 2
    assert done.stderr.count("\n") <= 4
    return done.stderr


def test_refusals(worksheet: Path, tmp_path: Path) -> None:
    table = tmp_path / "harbour.csv"
    table.write_text(written("csv", review()), encoding="utf-8")
    assert "run `factcheck update`" in refused(table, "-o", tmp_path / "out.html")
    assert "holds a reviewer's marks" in refused(worksheet, "-o", table, "--force")
    assert "unknown extension" in refused(worksheet, "-o", tmp_path / "out.xlsx")
    assert "no such file" in refused(tmp_path / "none.xlsx", "-o", tmp_path / "out.md")
    assert "go together" in refused(worksheet, "-o", tmp_path / "out.json")
    assert "go together" in refused(worksheet, "-o", tmp_path / "out.md", "--mapping", "m.json")
    assert "no worksheets in the language 'xx'" in refused(worksheet, "-o", tmp_path / "out.md", "--ui", "xx")
    assert not list(tmp_path.glob("out*"))


def test_marks_are_those_of_the_samples() -> None:
    assert [claim.marks for claim in review().claims] == list(MARKS)
