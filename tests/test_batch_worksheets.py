"""Worksheets in batch runs: nothing that a reviewer wrote is ever replaced."""

from pathlib import Path

import pytest
from batches import errors_in, put_articles, run_here, text_of, written
from openpyxl import load_workbook

from factcheck.review.records import OwnColumn, Review
from factcheck.worksheet.read import read

COLUMNS = {"Status": "sourced", "Notes": "seen in the minutes"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put_articles(tmp_path / "articles", 2)
    return tmp_path / "articles"


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "out"


def review_in(path: Path) -> None:
    """A reviewer marks the first claim."""
    book = load_workbook(path)
    sheet = book["Review"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    for head, mark in COLUMNS.items():
        sheet.cell(2, heads[head], mark)
    book.save(path)


def marks_in(review: Review) -> list[dict[str, object]]:
    return [dict(claim.marks) for claim in review.claims if claim.marks]


def test_a_reviewed_worksheet_of_the_same_article_stays_as_it_is(folder: Path, output: Path) -> None:
    run_here(folder, output, "xlsx")
    review_in(output / "0000.xlsx")
    before = (output / "0000.xlsx").read_bytes()
    assert run_here(folder, output, "xlsx", force=True).states == {"done": 1, "reviewed": 1}
    assert run_here(folder, output, "xlsx", lang="en").states == {"done": 1, "reviewed": 1}
    assert (output / "0000.xlsx").read_bytes() == before
    assert {path.name for path in output.glob("0*")} == {"0000.xlsx", "0001.xlsx"}


def test_marks_go_to_a_new_worksheet_when_the_article_changes_and_changes_again(folder: Path, output: Path) -> None:
    run_here(folder, output, "xlsx")
    path = output / "0000.xlsx"
    review_in(path)
    before = path.read_bytes()
    article = folder / "0000.txt"
    for number in range(3):
        article.write_text(f"{article.read_text()}Version {number + 2} costs {number + 5} euros.\n")
        assert run_here(folder, output, "xlsx").states == {"unchanged": 1, "updated": 1}
    assert run_here(folder, output, "xlsx").states == {"unchanged": 2}
    names = ["0000.updated.xlsx", "0000.updated-2.xlsx", "0000.updated-3.xlsx"]
    assert {one.name for one in output.glob("0000*")} == {"0000.xlsx", *names}
    assert path.read_bytes() == before
    for name, claims in zip(names, (4, 5, 6), strict=True):
        review = read(output / name)
        assert marks_in(review) == [{"status": "sourced", "notes": "seen in the minutes"}]
        assert len(list(review.claims)) == claims


def test_marks_written_into_an_update_are_carried_on(folder: Path, output: Path) -> None:
    run_here(folder, output, "xlsx")
    review_in(output / "0000.xlsx")
    (folder / "0000.txt").write_text("Nine euros were paid for 3 loaves on a day.\n" + text_of(0))
    run_here(folder, output, "xlsx")
    review_in(output / "0000.updated.xlsx")  # its first claim is the new one
    (folder / "0000.txt").write_text("Nine euros were paid for 3 loaves on a day.\n" + text_of(0) + "It has 5 doors.\n")
    run_here(folder, output, "xlsx")
    assert len(marks_in(read(output / "0000.updated-2.xlsx"))) == 2


@pytest.mark.parametrize("first", ["gone", "fresh"])
def test_marks_are_carried_on_where_the_first_worksheet_is_not_marked_any_more(
    folder: Path, output: Path, first: str
) -> None:
    run_here(folder, output, "xlsx")
    fresh = (output / "0000.xlsx").read_bytes()
    review_in(output / "0000.xlsx")
    (folder / "0000.txt").write_text(text_of(0) + "It has 5 doors.\n")
    run_here(folder, output, "xlsx")
    (output / "0000.xlsx").unlink()
    if first == "fresh":
        (output / "0000.xlsx").write_bytes(fresh)
    before = (output / "0000.updated.xlsx").read_bytes()
    (folder / "0000.txt").write_text(text_of(0) + "It has 6 doors.\n")
    assert run_here(folder, output, "xlsx").states == {"unchanged": 1, "updated": 1}
    assert (output / "0000.updated.xlsx").read_bytes() == before
    assert len(marks_in(read(output / "0000.updated-2.xlsx"))) == 1


def test_marks_are_carried_on_where_only_the_last_worksheet_was_kept(folder: Path, output: Path) -> None:
    run_here(folder, output, "xlsx")
    review_in(output / "0000.xlsx")
    kept = output / "0000.xlsx"
    for number in range(1, 5):
        (folder / "0000.txt").write_text(text_of(0) + f"It has {number + 2} doors.\n")
        if number == 3:  # once it can't be read
            content = (folder / "0000.txt").read_bytes()
            (folder / "0000.txt").write_bytes(b"\xff\x00")
            run_here(folder, output, "xlsx")
            (folder / "0000.txt").write_bytes(content)
        run_here(folder, output, "xlsx", force=number == 4)
        kept.unlink()
        kept = output / f"0000.updated{f'-{number}' * (number > 1)}.xlsx"
        assert [path.name for path in output.glob("0000*")] == [kept.name]
        assert len(marks_in(read(kept))) == 1


@pytest.mark.parametrize("again", ["force", "no state", "other options", "article"])
def test_an_update_in_which_nobody_wrote_is_replaced(
    folder: Path, output: Path, again: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    run_here(folder, output, "xlsx")
    book = load_workbook(output / "0000.xlsx")
    book["Review"].delete_rows(2)  # a change that no other worksheet has
    book.save(output / "0000.xlsx")
    (folder / "0000.updated.txt").write_text(text_of(1))  # an article that is called like its update
    run_here(folder, output, "xlsx")
    (folder / "0000.txt").write_text(text_of(0) + "It has 5 doors.\n")
    assert run_here(folder, output, "xlsx").states == {"unchanged": 2, "updated": 1}
    before = written(output)
    assert {path for path in before if path.startswith("0000")} == {
        *("0000.xlsx", "0000.updated.xlsx", "0000.updated-2.xlsx")
    }
    if again == "no state":
        (output / ".factcheck" / "state.sqlite").unlink()
    if again == "article":
        (folder / "0000.txt").write_text(text_of(0) + "It has 6 doors.\n")
    run_here(folder, output, "xlsx", force=again == "force", lang="en" if again == "other options" else None)
    now = written(output)
    changed = {path for path in {*before, *now} if before.get(path) != now.get(path) and not path.startswith("index")}
    assert changed == ({"0000.updated-2.xlsx"} if again == "article" else set())


@pytest.mark.parametrize("changes", [1, 2])
def test_an_update_that_a_killed_run_wrote_is_told_as_one(
    folder: Path, output: Path, changes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    run_here(folder, output, "xlsx")
    review_in(output / "0000.xlsx")
    for number in range(changes):
        old = {path: path.read_bytes() for path in (output / ".factcheck" / "state.sqlite", output / "index.xlsx")}
        (folder / "0000.txt").write_text(text_of(0) + f"It has {number + 5} doors.\n")
        assert run_here(folder, output, "xlsx").states == {"unchanged": 1, "updated": 1}
    before = written(output)
    for path, data in old.items():
        path.write_bytes(data)  # as if it was killed before they were written
    assert run_here(folder, output, "xlsx").states == {"unchanged": 1, "updated": 1}
    assert written(output) == before
    assert run_here(folder, output, "xlsx", force=True).states == {"done": 1, "reviewed": 1}


def test_what_a_reviewer_took_in_is_counted_also_when_it_is_read_again(folder: Path, output: Path) -> None:
    (folder / "0000.txt").write_text(text_of(0) + "The bus number 12 is red.\n")
    run_here(folder, output, "xlsx")
    book = load_workbook(output / "0000.xlsx")
    sheet = book["Left out"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(2, heads["Take in"], "x")
    book.save(output / "0000.xlsx")
    review_in(output / "0000.xlsx")
    (folder / "0000.txt").write_text(text_of(0) + "The bus number 12 is red.\nIt has 5 doors.\n")
    totals = run_here(folder, output, "xlsx")
    assert totals.states == {"unchanged": 1, "updated": 1}
    again = run_here(folder, output, "xlsx", force=True)
    assert again.states == {"done": 1, "reviewed": 1}
    assert again.claims == totals.claims


def test_a_run_without_its_state_does_not_touch_marks(folder: Path, output: Path) -> None:
    run_here(folder, output, "xlsx")
    review_in(output / "0000.xlsx")
    before = (output / "0000.xlsx").read_bytes()
    for path in (output / ".factcheck").iterdir():
        path.unlink()
    assert run_here(folder, output, "xlsx").states == {"done": 1, "reviewed": 1}
    assert (output / "0000.xlsx").read_bytes() == before


def test_another_article_that_is_called_like_an_update_keeps_its_worksheet(folder: Path, output: Path) -> None:
    (folder / "0000.updated.txt").write_text(text_of(1))
    run_here(folder, output, "xlsx")
    for name in ("0000.xlsx", "0000.updated.xlsx"):
        review_in(output / name)
    before = (output / "0000.updated.xlsx").read_bytes()
    (folder / "0000.txt").write_text(text_of(0) + "It has 5 doors.\n")
    assert run_here(folder, output, "xlsx").states == {"unchanged": 2, "updated": 1}
    assert (output / "0000.updated.xlsx").read_bytes() == before
    assert len(marks_in(read(output / "0000.updated-2.xlsx"))) == 1


def test_a_file_that_is_no_worksheet_is_not_replaced(folder: Path, output: Path) -> None:
    output.mkdir()
    (output / "0000.xlsx").write_bytes(b"mine")
    assert run_here(folder, output, "xlsx").states == {"done": 1, "set aside": 1}
    assert (output / "0000.xlsx").read_bytes() == b"mine"
    (error,) = errors_in(output)
    assert error["where"] == "writing" and "0000.xlsx" in error["what"]


def test_a_worksheet_that_is_open_is_left_for_the_next_run(folder: Path, output: Path) -> None:
    run_here(folder, output, "xlsx")
    lock = output / ".~lock.0000.xlsx#"
    lock.touch()
    (folder / "0000.txt").write_text(text_of(7))
    assert run_here(folder, output, "xlsx").states == {"set aside": 1, "unchanged": 1}
    assert "is open in another program" in errors_in(output)[0]["what"]
    lock.unlink()
    assert run_here(folder, output, "xlsx").states == {"done": 1, "unchanged": 1}


def test_options_of_worksheets_reach_them(folder: Path, output: Path) -> None:
    run_here(folder, output, "xlsx", ui="it", columns=(OwnColumn("Desk"),), protect=False)
    book = load_workbook(output / "0000.xlsx")
    sheet = book.worksheets[0]
    assert "Affermazione" in [cell.value for cell in sheet[1]]
    assert "Desk" in [cell.value for cell in sheet[1]] and not sheet.protection.sheet
