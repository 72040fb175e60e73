"""A newsroom's own columns: the file that names them, and their way through every command."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from factcheck.cli import main
from factcheck.columns import read
from factcheck.errors import WordsError
from factcheck.review.records import OwnColumn
from factcheck.worksheet.read import read as read_worksheet

GIVEN = [{"name": "Urgency", "width": 12, "choices": ["high", "low"]}, {"name": "  Who \t asked "}]
COLUMNS = (OwnColumn("Urgency", 12, ("high", "low")), OwnColumn("Who asked"))


def written(folder: Path, given: Any) -> str:
    path = folder / "columns.json"
    path.write_text(given if isinstance(given, str) else json.dumps(given), encoding="utf-8")
    return str(path)


def test_columns_are_read(tmp_path: Path) -> None:
    assert read(written(tmp_path, GIVEN)) == COLUMNS


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("[", "is no JSON"),
        ({"name": "Urgency"}, "must be a list"),
        ([{"width": 3}], "is missing"),
        ([{"name": "Urgency", "colour": "red"}], "is none of name, width, choices"),
        ([{"name": "Urgency", "width": 0}], "greater than 2"),
        ([{"name": "Urgency"}, {"name": "urgency"}], "is there already"),
        ([{"name": "Status"}], "is there already"),
        ([{"name": "STATO"}], "is there already"),
        ([{"name": "source_link"}], "is there already"),
        ([{"name": "Urgency", "choices": ["high, or so"]}], "without commas"),
        ([{"name": "Urgency", "choices": [f"word {number}" for number in range(50)]}], "250 characters"),
    ],
)
def test_columns_that_do_not_fit(tmp_path: Path, given: Any, said: str) -> None:
    with pytest.raises(WordsError) as caught:
        read(written(tmp_path, given))
    assert said in str(caught.value) and "columns.json" in str(caught.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(WordsError, match=r"none\.json: can't be read"):
        read(str(tmp_path / "none.json"))


def run(*arguments: object) -> None:
    result = CliRunner().invoke(main, [*map(str, arguments), "-q"])
    assert result.exit_code in (0, 1), result.output


def test_columns_survive_update_and_merge(article: Path, tmp_path: Path) -> None:
    first, second, both = (tmp_path / f"{name}.xlsx" for name in ("first", "second", "both"))
    run("extract", article, "-o", first, "--columns", written(tmp_path, GIVEN), "--lang", "it")
    book = load_workbook(first)
    sheet: Any = book.worksheets[0]
    heads = {cell.value: cell.column for cell in sheet[1]}
    letter = sheet.cell(1, heads["Urgency"]).column_letter
    assert any(f"{letter}2" in str(one.sqref) for one in sheet.data_validations.dataValidation)
    sheet.cell(2, heads["Urgency"]).value = "high"
    sheet.cell(3, heads["Who asked"]).value = "the desk"
    book.save(first)
    run("update", first, article, "-o", second)
    review = read_worksheet(second)
    assert review.columns == COLUMNS
    assert [dict(one.marks) for one in review.claims] == [{"Urgency": "high"}, {"Who asked": "the desk"}]
    run("merge", first, second, "-o", both)
    review = read_worksheet(both)
    assert review.columns[:2] == COLUMNS
    assert [dict(one.marks) for one in review.claims] == [
        {"Urgency": "high", "first: Urgency": "high", "second: Urgency": "high"},
        {"Who asked": "the desk", "first: Who asked": "the desk", "second: Who asked": "the desk"},
    ]
