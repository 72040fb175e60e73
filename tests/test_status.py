"""`factcheck status` and the tally behind it: what counts, what needs a second look, the exit status."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook
from review_samples import article, marked, saved

from factcheck.cli import main
from factcheck.review.records import STATUSES, ReviewedClaim
from factcheck.review.rules import SECOND_LOOK
from factcheck.review.tally import tally

TEXT = (
    "Il comune ha speso 48 milioni di euro nel 2019. I lavori durano 18 mesi. "
    "Nel porto lavorano 350 persone. Il traghetto porta 40 auto."
)
FOUND = article(TEXT)
DONE = {"status": "sourced", "source_link": "https://example.org", "reviewer": "Ada"}


def run(*arguments):
    return CliRunner().invoke(main, ["status", *map(str, arguments)])


def counted(*marks):
    return tally(ReviewedClaim(FOUND.claims[0].claim, one) for one in marks)


def test_each_claim_is_counted_once():
    many = [{}, DONE, {"status": "unsourced", "reviewer": "Ada"}, {"status": "later", "reviewer": "Ada"}]
    found = counted(*many, {"not_a_claim": "x"}, {"not_a_claim": "x", "status": "disputed"})
    assert (found.claims, found.not_a_claim, found.to_do) == (4, 2, 2)
    assert found.statuses == {"sourced": 1, "unsourced": 1, "disputed": 0}
    assert found.claims == found.to_do + sum(found.statuses.values())


def test_figures_marked_on_their_own():
    assert (
        tally(
            marked(
                FOUND,
                {},
                {
                    (0, 1): {"figure_note": "2018"},
                    (0, 0): {"figure_status": "sourced"},
                    (2, 0): {"figure_status": "disputed"},
                },
            ).claims
        ).figures
        == 2
    )


@pytest.mark.parametrize(
    ("marks", "reason"),
    [
        ({"status": "sourced", "reviewer": "Ada"}, "no_link"),
        ({"status": "disputed", "reviewer": "Ada"}, "no_note"),
        ({"status": "unsourced"}, "no_reviewer"),
        ({**DONE, "change": "sentence"}, "changed"),
        ({"status": "sorced", "reviewer": "Ada"}, "unknown_status"),
    ],
)
def test_why_a_claim_needs_a_second_look(marks, reason):
    found = counted(marks)
    assert {name: count for name, count in found.reasons.items() if count} == {reason: 1}
    assert (found.second_look, found.is_done) == (1, False)
    assert counted({**marks, "not_a_claim": "x"}).second_look == 0


def test_several_reasons_are_one_second_look():
    found = counted({"status": "sourced", "change": "sentence"})
    assert (found.second_look, sum(found.reasons.values())) == (1, 3)
    assert list(found.reasons) == list(SECOND_LOOK)


def test_done_is_0_and_to_do_is_1(tmp_path):
    todo = saved(tmp_path / "a.xlsx", FOUND)
    assert (run(todo).exit_code, run(todo).stderr) == (1, "")
    assert run(saved(tmp_path / "b.xlsx", marked(FOUND, dict.fromkeys(range(4), DONE)))).exit_code == 0
    look = saved(tmp_path / "c.xlsx", marked(FOUND, {**dict.fromkeys(range(4), DONE), 2: {"status": "sourced"}}))
    assert run(look).exit_code == 1


def test_a_row_for_each_worksheet_and_article(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    one = saved(Path("one.xlsx"), marked(FOUND, {0: DONE, 1: {"status": "disputed", "reviewer": "Ada"}}))
    english = article("Over 350 dockers work there.", "en.txt", "en")
    two = saved(Path("two.xlsx"), FOUND, english)
    assert run(one, two).stdout.splitlines() == [
        "                       claims  sourced  unsourced  disputed  to do  second look  not a claim  figures marked",
        "one.xlsx                    4        1          0         1      2            1            0               0",
        "two.xlsx, article.txt       4        0          0         0      4            0            0               0",
        "two.xlsx, en.txt            1        0          0         0      1            0            0               0",
        "total                       9        1          0         1      7            1            0               0",
        "",
        "A second look:",
        "  one.xlsx: 1 disputed without a note",
    ]


def test_what_is_not_understood_is_told_with_its_place(tmp_path):
    path = saved(tmp_path / "a.xlsx", marked(FOUND, dict.fromkeys(range(4), DONE)))
    book = load_workbook(path)
    status = next(cell for cell in book["Review"][1] if cell.value == "Status").column_letter
    book["Review"][f"{status}3"].value = "sourceed"
    book.save(path)
    result = run(path)
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert result.stderr.startswith(f"{path}, Review!{status}3: the status 'sourceed' is not known")
    assert f"{path}: 1 of unknown status" in result.stdout


def test_refused_worksheets(tmp_path):
    missing, good = tmp_path / "none.xlsx", saved(tmp_path / "a.xlsx", FOUND)
    result = run(missing)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"Error: {missing}: there is no such file; check the name and the folder.\n"
    both = run(missing, good)
    assert both.exit_code == 1
    assert str(good) in both.stdout
    assert "no such file" in both.stderr
    assert run().exit_code == 2


def test_json(tmp_path):
    good, missing = saved(tmp_path / "a.xlsx", marked(FOUND, {0: DONE})), tmp_path / "none.xlsx"
    result = run("--json", good, missing)
    document = json.loads(result.stdout)
    assert list(document) == ["worksheets", "refused", "total"]
    counts = {
        "claims": 4,
        "to_do": 3,
        "statuses": dict.fromkeys(STATUSES, 0) | {"sourced": 1},
        "second_look": 0,
        "reasons": dict.fromkeys(SECOND_LOOK, 0),
        "not_a_claim": 0,
        "figures": 0,
    }
    assert document["total"] == counts
    (sheet,) = document["worksheets"]
    assert sheet == {
        "worksheet": str(good),
        **counts,
        "articles": [{"article": "article.txt", **counts}],
        "problems": [],
    }
    assert document["refused"][0]["worksheet"] == str(missing)
    assert all(f'"{key}"' in run("--help").stdout for key in (*document, *sheet))
