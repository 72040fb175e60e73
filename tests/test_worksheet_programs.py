"""Every mark comes back from files that other programs saved: Google Sheets, Numbers, Excel's CSV and text files."""

import csv
import io
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, time
from functools import partial
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import load_workbook
from programs import Formula, Program, Saved, google, numbers, sheets_of
from reviewed import in_rows, reviewed, said
from worksheet_samples import csv_text, harbour, xlsx

from factcheck.review.records import Review
from factcheck.worksheet.read import read

WHOLE = reviewed()
KEY = "harbour.txt-0005"
PROGRAMS = {"google": google, "google, US": partial(google, day="m/d/yyyy"), "numbers": numbers}


def through(program: Program, folder: Path, work: Callable[[list[Saved]], object] = bool, of: Review = WHOLE) -> Review:
    """What is read of a workbook that a program opened, in which this was done, and which it saved."""
    sheets = sheets_of(load_workbook(xlsx(of)))
    work(sheets)
    path = folder / "harbour.xlsx"
    path.write_bytes(program(sheets))
    return read(path)


def put(heading: str, value: Any) -> Callable[[list[Saved]], None]:
    """Writes into the row of KEY."""

    def work(sheets: list[Saved]) -> None:
        rows = next(sheet.rows for sheet in sheets if sheet.title == "Review")
        row = next(row for row in rows if KEY in row)
        row[rows[0].index(heading)] = value

    return work


def more(column: str, mark: str) -> Counter[tuple[Any, ...]]:
    return said(WHOLE) + Counter([("review", "harbour.txt", KEY, column, mark)])


THEIRS = ("Export Summary", "Guide - Table 1", "Summary - Table 1")  # sheets that Numbers adds, or renames


def without_theirs(found: Review) -> Counter[tuple[Any, ...]]:
    """What was written, but for what Numbers itself adds."""
    return Counter(
        {where: count for where, count in said(found).items() if where[1] not in THEIRS and where[-1] != "Table 1"}
    )


@pytest.mark.parametrize("name", PROGRAMS)
def test_untouched(tmp_path: Path, name: str) -> None:
    found = through(PROGRAMS[name], tmp_path)
    sources = Counter({where: n for where, n in said(WHOLE).items() if where[0] == "sheet"})
    if name == "numbers":  # the sheet's name is another
        assert without_theirs(found) - said(WHOLE) == Counter(
            {("sheet", "Sources - Table 1", row + 1, *rest): n for (_, _, row, *rest), n in sources.items()}
        )
        assert said(WHOLE) - sources <= said(found)
    else:
        assert said(found) == said(WHOLE)
        assert found.problems == ()
    assert [one.claim for one in found.claims] == [one.claim for one in WHOLE.claims]


@pytest.mark.parametrize("name", PROGRAMS)
@pytest.mark.parametrize(
    ("value", "mark"),
    [
        ("plain", "plain"),
        ("= 3", "= 3"),
        ("'quoted", "'quoted"),
        ("_x0041_", "_x0041_"),
        ("line\nline", "line\nline"),
        (12.5, "12.5"),
        (True, "bool True"),
        (False, "bool False"),
        (date(2026, 1, 16), "2026-01-16"),
        (datetime(2026, 1, 16, 9, 30), "2026-01-16 09:30:00"),
        (time(14, 30), "14:30:00"),
        (Formula("1+1"), "=1+1"),
        (Formula("1+1", 2), "2"),
        (Formula('"so"&"urced"', "sourced"), "sourced"),
    ],
)
def test_a_note_of_any_type(tmp_path: Path, name: str, value: Any, mark: str) -> None:
    found = through(PROGRAMS[name], tmp_path, put("Notes", value))
    marks = {where for where in said(found) if where[2] == KEY}
    assert ("review", "harbour.txt", KEY, "notes", mark) in marks
    if isinstance(value, Formula) and value.gave is not None:
        assert "is a formula; what it gave was taken instead." in [one.text for one in found.problems]


def test_a_status_from_a_formula(tmp_path: Path) -> None:
    found = through(google, tmp_path, put("Status", Formula('LOWER("DISPUTED")', "disputed")))
    assert next(one.marks["status"] for one in found.claims if one.claim.key == KEY) == "disputed"


def test_statuses_that_were_chosen_in_another_program(tmp_path: Path) -> None:
    found = through(numbers, tmp_path, put("Status", "Con fonte"))
    assert next(one.marks["status"] for one in found.claims if one.claim.key == KEY) == "sourced"


@pytest.mark.parametrize("ui", ["it", "es"])
@pytest.mark.parametrize("name", PROGRAMS)
def test_in_another_language(tmp_path: Path, name: str, ui: str) -> None:
    found = through(PROGRAMS[name], tmp_path, of=reviewed(harbour(), harbour("b.txt"), ui=ui))
    expected = said(reviewed(harbour(), harbour("b.txt")))
    assert {where for where in expected if where[0] != "sheet"} <= set(said(found))
    assert found.ui == ui


# Comments: those that Excel calls notes are tested elsewhere; a threaded comment is a part of its own


def with_threads(good: bytes) -> bytes:
    """The workbook with a conversation on Review!B2, as Excel writes it: a note for older programs, and the thread."""
    kind = "http://schemas.microsoft.com/office/2017/10/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    new = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    note = "[Threaded comment]\n\nYour version of Excel allows you to read this.\n\nComment:\n    Is it so?"
    parts = {}
    with ZipFile(io.BytesIO(good)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    rels = "xl/worksheets/_rels/sheet1.xml.rels"
    parts[rels] = parts[rels].replace(
        b"</Relationships>",
        (
            f'<Relationship Id="rIdC" Type="{office}/comments" Target="../comments1.xml"/>'
            f'<Relationship Id="rIdT" Type="{kind}/threadedComment" '
            'Target="../threadedComments/threadedComment1.xml"/></Relationships>'
        ).encode(),
    )
    parts["xl/comments1.xml"] = (
        f'<comments xmlns="{main}"><authors><author>tc={{A}}</author></authors><commentList>'
        f'<comment ref="B2" authorId="0"><text><t>{note}</t></text></comment></commentList></comments>'
    ).encode()
    parts["xl/threadedComments/threadedComment1.xml"] = (
        f'<ThreadedComments xmlns="{new}">'
        '<threadedComment ref="B2" dT="2026-01-16T09:30:00.00" personId="{P}" id="{A}"><text>Is it so?</text>'
        '</threadedComment><threadedComment ref="B2" dT="2026-01-16T09:40:00.00" personId="{Q}" id="{B}" '
        'parentId="{A}"><text>The archive says so.</text></threadedComment></ThreadedComments>'
    ).encode()
    parts["xl/persons/person.xml"] = (
        f'<personList xmlns="{new}"><person displayName="Rossi" id="{{P}}" userId="r" providerId="None"/>'
        '<person displayName="Bianchi" id="{Q}" userId="b" providerId="None"/></personList>'
    ).encode()
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def test_threaded_comments(tmp_path: Path) -> None:
    path = tmp_path / "harbour.xlsx"
    path.write_bytes(with_threads(xlsx(WHOLE).getvalue()))
    comments = str(next(iter(read(path).claims)).marks["Comments"])
    assert "Rossi: Is it so?" in comments and "Bianchi: The archive says so." in comments


# Tables


def excel_csv(delimiter: str, encoding: str, decimal: str, day: str, sep: bool = False) -> bytes:
    """The Review sheet as Excel saves it as a table in some country."""
    rows = list(csv.reader(io.StringIO(csv_text(WHOLE), newline="")))
    place = rows[0].index("Reviewed on")
    for row in rows[1:]:
        row[place] = date.fromisoformat(row[place]).strftime(day) if row[place] else ""
        row[:] = [cell.replace(".", decimal) if cell.replace(".", "").isdigit() else cell for cell in row]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return (f"sep={delimiter}\r\n" * sep + text.getvalue()).encode(encoding, "replace")


TABLES = {
    "Italy": excel_csv(";", "cp1252", ",", "%d/%m/%Y"),
    "Italy, UTF-8": excel_csv(";", "utf-8-sig", ",", "%d/%m/%Y"),
    "Italy, with its delimiter": excel_csv(";", "utf-8-sig", ",", "%d/%m/%Y", sep=True),
    "United States": excel_csv(",", "cp1252", ".", "%m/%d/%Y"),
    "United States, UTF-8": excel_csv(",", "utf-8-sig", ".", "%m/%d/%Y"),
    "Google Sheets": excel_csv(",", "utf-8", ".", "%d/%m/%Y"),
    "Unicode text": excel_csv("\t", "utf-16", ",", "%d/%m/%Y"),
}


@pytest.mark.parametrize("name", TABLES)
def test_tables(tmp_path: Path, name: str) -> None:
    path = tmp_path / "harbour.csv"
    path.write_bytes(TABLES[name])
    found = in_rows(read(path))
    day = "01/16/2026" if "States" in name else "16/01/2026"
    expected = Counter(
        {
            (*where[:-1], day if where[1] == "reviewed_on" else _as_known(name, where[-1])): count
            for where, count in in_rows(WHOLE).items()
        }
    )
    assert found == expected


def _as_known(name: str, mark: str) -> str:
    """A mark as the table's encoding can say it."""
    encoding = "utf-8" if "UTF" in name or "Google" in name or "Unicode" in name or "delimiter" in name else "cp1252"
    return mark.encode(encoding, "replace").decode(encoding)


def test_a_table_that_a_reviewer_filled_in_excel(tmp_path: Path) -> None:
    path = tmp_path / "harbour.csv"
    rows = list(csv.reader(io.StringIO(csv_text(WHOLE, local=True), newline="")))
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows([[""] * 5, *rows[::-1][-1:], *rows[:0:-1], [""] * 30])
    assert in_rows(read(path)) == in_rows(WHOLE)
