"""The workbook through a real LibreOffice: what it shows, and what it saves."""

import csv
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from office import needs_office, run
from openpyxl import load_workbook
from worksheet_samples import Result, build, figure, harbour, table, written

from factcheck.worksheet.marked import has_marks

pytestmark = needs_office

TWELVE = figure("12", "CARDINAL", "12")
ODD = build(
    "=odd & <b>.txt",
    ("=1+1 makes 2 «perché» 😀 שלום_x0041_.", [figure("2", "CARDINAL", "2", counted="@SUM(A1)")]),
    ("#N/A", []),
    (
        "-3 degrees and  12 34.",
        [figure("-3 degrees", "QUANTITY", "-3", unit="celsius"), figure("12", "CARDINAL", "12")],
    ),
    ("It fell in 1861.", [figure("1861", "DATE", "1861", date="1861")]),
    links={0: ("https://example.org/è?a=1&b=2",)},
)


def saved_again(result: Result, folder: Path) -> Path:
    """The workbook as LibreOffice saves it, when nobody changed anything."""
    (folder / "sheet.xlsx").write_bytes(written(result).getvalue())
    (saved,) = run(folder, [("open", "sheet.xlsx"), ("save", "saved.xlsx")])
    return saved


PLANES = [chr(code) for code in range(0x10000) if not 0xD800 <= code < 0xE000 and chr(code) not in "\n\r"]
LETTERS = build("letters", *(("12 " + "".join(PLANES[at : at + 500]), [TWELVE]) for at in range(0, len(PLANES), 500)))
NUMBERS = build(
    "numbers",
    *(
        (f"12 is {value}", [replace(TWELVE, value=Decimal(value))])
        for value in (
            "0.1",
            "3.3333333333333335",
            "1e300",
            "-1e15",
            "123456789012345",
            "0.00000123",
            "12345678.9",
            "1e-9",
        )
    ),
    *(
        (f"{hour} o'clock", [figure(f"{hour} o'clock", "TIME", date=f"2022-01-07T{hour:02}:{hour * 7 % 60:02}:11")])
        for hour in range(24)
    ),
    *(
        (f"{hour} hours", [figure(f"{hour} hours", "TIME", date=f"T{hour:02}:{hour * 11 % 60:02}")])
        for hour in range(24)
    ),
    ("_x005F_12_x005F_x005F_ _x0041_ _x000a_", [TWELVE]),
)


@pytest.mark.parametrize("result", [harbour(), ODD, LETTERS, NUMBERS], ids=["harbour", "odd", "letters", "numbers"])
def test_saved_by_libreoffice_untouched_it_has_no_marks(tmp_path: Path, result: Result) -> None:
    saved = saved_again(result, tmp_path)
    assert not has_marks(saved)
    theirs = load_workbook(saved)
    theirs["Article"]["B2"].value = "Another text."
    theirs.save(saved)
    assert has_marks(saved)


@pytest.mark.parametrize("result", [harbour(), ODD], ids=["harbour", "odd"])
def test_saved_by_libreoffice_the_texts_are_the_same(tmp_path: Path, result: tuple) -> None:  # type: ignore[type-arg]
    saved = saved_again(result, tmp_path)
    ours, theirs = load_workbook(tmp_path / "sheet.xlsx"), load_workbook(saved)
    for name in ("Review", "Figures", "Article", "_factcheck"):
        expected = [
            {head: value.replace("_x005F_", "_") if isinstance(value, str) else value for head, value in row.items()}
            for row in table(ours[name])
        ]
        assert table(theirs[name]) == expected
    assert not has_marks(saved)
    review = theirs["Review"]
    review["F3"].value = "seen"
    theirs.save(saved)
    assert has_marks(saved)


def test_libreoffice_shows_text_as_text_and_numbers_as_numbers(tmp_path: Path) -> None:
    path = tmp_path / "sheet.xlsx"
    path.write_bytes(written(ODD).getvalue())
    (review,) = run(tmp_path, [("open", "sheet.xlsx"), ("save", "review.csv", "Review", ",")])
    with review.open(encoding="utf-8", newline="") as file:
        first, second, third = csv.DictReader(file)
    assert first["Claim"] == "=1+1 makes 2 «perché» 😀 שלום_x0041_."
    assert (first["Unit"], first["Value"]) == ("@SUM(A1)", "2")
    assert (second["Claim"], second["Value"], second["Unit"]) == ("-3 degrees and  12 34.", "-3", "celsius")
    assert second["Sentence before"] == "#N/A"
    assert third["Value"] == "1861"
