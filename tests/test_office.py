"""What LibreOffice does for the tests is what a reviewer would do: marks stay with their rows, through any format."""

import csv
import os
import select
import subprocess
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import office
import pytest
from click.testing import CliRunner
from office import Step, needs_office, run, shown
from openpyxl import Workbook, load_workbook
from worksheet_samples import table

from factcheck.cli import main

Rows = dict[str, dict[str, Any]]

MARKS: dict[tuple[int, str], str | float | date] = {  # by the place of the claim and the heading
    (0, "Status"): "sourced",
    (0, "Source link"): "https://example.org/a?b=1&c=2",
    (0, "Reviewed on"): date(2024, 5, 1),
    (1, "Status"): "disputed",
    (1, "Notes"): 'She said "no", twice:\n=1+1 is 2 😀 שלום è',
    (1, "Reviewer"): date(1999, 12, 31),
    (2, "Correct value"): -12.5,
    (2, "Status"): "unsourced",
    (9, "Notes"): "2020",
    (9, "Not a claim"): "x",
    (-1, "Not a claim"): 3,
    (-1, "Notes"): "#N/A",
}


@pytest.fixture
def worksheet(samples: Path, tmp_path: Path) -> Path:
    """A fresh worksheet of a sample."""
    path = tmp_path / "sheet.xlsx"
    done = CliRunner().invoke(main, ["extract", str(samples / "article.en.txt"), "-o", str(path)])
    assert done.exit_code == 0, done.output
    return path


def rows(path: Path, title: str = "Review") -> Rows:
    """The rows of a sheet by their keys, in the order of the sheet."""
    return {str(row["Key"]): row for row in table(load_workbook(path)[title])}


def hidden(path: Path) -> set[int]:
    """The numbers of the rows of the Review sheet that are out of sight."""
    return {number for number, row in load_workbook(path)["Review"].row_dimensions.items() if row.hidden}


@needs_office
def test_marks_stay_in_their_rows(worksheet: Path, tmp_path: Path) -> None:
    fresh = rows(worksheet)
    keys = list(fresh)
    marks = {(keys[place], heading): value for (place, heading), value in MARKS.items()}
    sets: list[Step] = [("set", "Review", heading, {"Key": key}, value) for (key, heading), value in marks.items()]
    saved = run(
        tmp_path,
        [
            ("open", "sheet.xlsx"),
            ("unprotect", "Review"),
            ("insert column", "Review", "Correct value", "Reviewer"),
            *sets,
            ("save", "marked.xlsx"),
            ("sort", "Review", "Claim", False),
            ("save", "sorted.xlsx"),
            ("filter", "Review", "Status", "disputed"),
            ("save", "filtered.xlsx"),
            ("sort", "Review", "Kind", True),
            ("save", "sorted.ods"),
            ("open", "sorted.ods"),
            ("save", "again.xlsx"),
        ],
    )
    expected = {key: {**row, "Correct value": None} for key, row in fresh.items()}
    for (key, heading), value in marks.items():
        expected[key][heading] = datetime.combine(value, time()) if isinstance(value, date) else value
    books = [path for path in saved if path.suffix == ".xlsx"]
    for path in books:
        assert rows(path) == expected
    order = [list(rows(path)) for path in books]
    assert order[0] == keys
    claims = [expected[key]["Claim"] for key in order[1]]
    assert claims != sorted(claims) and claims[0] > claims[-1]
    assert [len(hidden(path)) for path in books] == [0, 0, len(keys) - 1, len(keys) - 1]


@needs_office
def test_rows_and_columns_as_a_reviewer_changes_them(worksheet: Path, tmp_path: Path) -> None:
    fresh = rows(worksheet)
    first, second, third, *others = fresh
    last = fresh[others[-1]]
    run(
        tmp_path,
        [
            ("open", "sheet.xlsx"),
            ("unprotect", "Review"),
            ("hide row", "Review", {"Claim": fresh[first]["Claim"], "Key": first}),
            ("delete row", "Review", 3),
            ("insert row", "Review", {"Key": third}),
            ("set", "Review", "Claim", 3, "Mine."),
            ("set", "Review", "Key", 3, "mine"),
            ("insert column", "Review", "Desk", "ID"),
            ("set", "Review", "Desk", {"ID": last["ID"]}, "city"),
            ("move column", "Review", "Key", "Claim"),
            ("move column", "Review", "Desk", "Notes"),
            ("move column", "Review", "Claim", "Desk"),
            ("rename", "Review", "Die Prüfung"),
            ("save", "changed.xlsx"),
            ("save", "comma.csv", "Die Prüfung", ","),
            ("save", "semicolon.csv", "Figures", ";"),
        ],
    )
    book = load_workbook(tmp_path / "changed.xlsx")
    assert book.sheetnames[0] == "Die Prüfung"
    assert book["Die Prüfung"].row_dimensions[2].hidden
    assert not book["Die Prüfung"].row_dimensions[3].hidden
    changed = rows(tmp_path / "changed.xlsx", "Die Prüfung")
    assert list(changed) == [first, "mine", third, *others]
    assert {heading: value for heading, value in changed.pop("mine").items() if value} == {
        "Claim": "Mine.",
        "Key": "mine",
    }
    heads = list(changed[first])
    assert heads[:3] == ["ID", "Key", "Figures"]
    assert heads[heads.index("Notes") - 2 : heads.index("Notes")] == ["Claim", "Desk"]
    assert changed == {
        key: {**row, "Desk": "city" if row is last else None} for key, row in fresh.items() if key != second
    }
    claims = [row["Claim"] for row in changed.values()]
    assert column(tmp_path / "comma.csv", ",", "Claim") == [claims[0], "Mine.", *claims[1:]]
    printed = [row["As printed"] for row in table(load_workbook(worksheet)["Figures"])]
    assert column(tmp_path / "semicolon.csv", ";", "As printed") == printed


def column(path: Path, separator: str, heading: str) -> list[str]:
    """A column of a CSV file, without empty cells."""
    with path.open(encoding="utf-8", newline="") as file:
        return [row[heading] for row in csv.DictReader(file, delimiter=separator)]


@needs_office
@pytest.mark.parametrize(
    ("steps", "reason"),
    [
        ([("set", "Review", "Claim", 2, "x")], "step 2: the cell is locked"),
        ([("set", "Review", "Status", 2, "x"), ("sort", "Review", "ID", True)], "step 3: the sheet is protected"),
        ([("set", "Review", "Verdict", 2, "x")], "step 2: the sheet Review has no column Verdict"),
        ([("set", "Review", "Status", {"Key": "none"}, "x")], "step 2: the sheet Review has no row with Key none"),
        ([("rename", "Summery", "x")], "step 2: there is no sheet Summery"),
        ([("open", "none.xlsx")], "none.xlsx>"),
        ([("jump",)], "there is no step 'jump'"),
    ],
)
def test_a_step_that_can_not_be_done_says_so(worksheet: Path, tmp_path: Path, steps: list[Step], reason: str) -> None:
    with pytest.raises(AssertionError, match=reason):
        run(tmp_path, [("open", "sheet.xlsx"), *steps])
    assert [path.name for path in tmp_path.iterdir()] == ["sheet.xlsx"]


@needs_office
def test_a_broken_file_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04")
    with pytest.raises(AssertionError, match=r"step 1: .*broken\.xlsx"):
        run(tmp_path, [("open", "broken.xlsx")])


@needs_office
def test_formulas_are_computed_anew(tmp_path: Path) -> None:
    book = Workbook()
    book["Sheet"].append(["x", None, "=COUNTIF(A1:A2,A1)", "=C1/3"])
    book["Sheet"].append(["x", "1,5;€"])
    book.save(tmp_path / "plain.xlsx")
    with ZipFile(tmp_path / "plain.xlsx") as plain, ZipFile(tmp_path / "stale.xlsx", "w") as stale:
        for part in plain.namelist():
            stale.writestr(part, plain.read(part).replace(b"<v></v>", b"<v>7</v>").replace(b"<v />", b"<v>7</v>"))
    assert load_workbook(tmp_path / "stale.xlsx", data_only=True)["Sheet"]["C1"].value == 7
    cells = shown(tmp_path / "stale.xlsx", "Sheet", tmp_path)
    assert cells == [["x", "", "2", "0.666666666666667"], ["x", "1,5;€", "", ""]]


@pytest.mark.skipif(os.name == "nt", reason="written for sh")
def test_a_program_that_hangs_is_killed_with_its_children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alive, program = tmp_path / "alive", tmp_path / "soffice"
    os.mkfifo(alive)
    program.write_text(f"#!/bin/sh\nexec 3> '{alive}'\nsleep 1000 & wait\n")
    program.chmod(0o755)
    monkeypatch.setattr(office, "SOFFICE", str(program))
    monkeypatch.setattr(office, "LIMIT", 1)
    ends = select.poll()
    reader = os.open(alive, os.O_RDONLY | os.O_NONBLOCK)
    ends.register(reader, select.POLLHUP)
    with pytest.raises(subprocess.TimeoutExpired):
        run(tmp_path, [])
    assert ends.poll(60_000), "a child still holds the pipe"
    os.close(reader)
