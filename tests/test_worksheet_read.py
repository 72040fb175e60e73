import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from worksheet_samples import csv_text, harbour, review, written

from factcheck.errors import WorksheetError
from factcheck.worksheet import file, layout
from factcheck.worksheet.marked import has_marks
from factcheck.worksheet.wording import wording

HEAD = [["ID", "Claim", "Status", "Notes", "Key"]]
REVIEWER = [
    (layout.title(sheet, wording("en")), column.heading)
    for sheet in (layout.REVIEW, layout.FIGURES, layout.LEFT_OUT)
    for column in sheet.shown(wording("en"))
    if not column.ours
]


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.xlsx"
    path.write_bytes(written(harbour()).getvalue())
    return path


def change(path: Path, work: Callable[[Workbook], None]) -> None:
    """Saves the workbook as another program might, something changed."""
    book = load_workbook(path)
    work(book)
    book.save(path)


def put(sheet: str, heading: str, row: int, value: object) -> Callable[[Workbook], None]:
    def work(book: Workbook) -> None:
        column = next(cell.column for cell in book[sheet][1] if cell.value == heading)
        book[sheet].cell(row, column).value = value  # type: ignore[assignment]

    return work


def test_a_fresh_workbook_has_no_marks(workbook: Path, tmp_path: Path) -> None:
    assert not has_marks(workbook)
    change(workbook, lambda book: None)
    assert not has_marks(workbook)
    several = tmp_path / "SEVERAL.XLSX"
    several.write_bytes(written(harbour(), harbour("b")).getvalue())
    assert not has_marks(several)


def test_there_are_reviewer_columns_to_test() -> None:
    assert len(REVIEWER) == 10


@pytest.mark.parametrize(("sheet", "heading"), REVIEWER)
@pytest.mark.parametrize("value", ["x", 0, "  =1"])
def test_a_mark_in_any_reviewer_column(workbook: Path, sheet: str, heading: str, value: object) -> None:
    change(workbook, put(sheet, heading, 4, value))
    assert has_marks(workbook)


def test_white_space_is_no_mark(workbook: Path) -> None:
    change(workbook, put("Review", "Notes", 3, " \n"))
    assert not has_marks(workbook)


def add_text_box(book: Workbook) -> None:
    chart = BarChart()
    chart.title = "so many"
    book["Review"].add_chart(chart, "U2")  # a drawing, as text boxes and pictures are


ADDITIONS: dict[str, Callable[[Workbook], object]] = {
    "a sheet": lambda book: book.create_sheet("Sources"),
    "a sheet before ours": lambda book: book.create_sheet("Sources", 0),
    "a chart sheet": lambda book: book.create_chartsheet("Chart"),
    "a sheet's name": lambda book: setattr(book["Review"], "title", "Revisione"),
    "a row above the headings": lambda book: (book["Review"].insert_rows(1), put_at(book, "Review", "A1", "Rossi")),
    "a row below": lambda book: put_at(book, "Review", "B40", "to do"),
    "a row between": lambda book: (book["Figures"].insert_rows(3), put_at(book, "Figures", "D3", "30 more")),
    "a row less": lambda book: book["Review"].delete_rows(4),
    "a row moved": lambda book: book["Review"].move_range("A2:R2", rows=20),
    "a heading": lambda book: put_at(book, "Review", "T1", "Editor"),
    "a heading renamed": put("Review", "Notes", 1, "Remarks"),
    "a column": lambda book: book["Review"].insert_cols(3),
    "a cell far away": lambda book: put_at(book, "Review", "DZ3", "look here"),
    "a cell at the end": lambda book: put_at(book, "Review", "XFD3", "look here"),
    "a note on the article": lambda book: put_at(book, "Article", "D3", "who says so?"),
    "the article's text": lambda book: put_at(book, "Article", "B3", "The council voted 4 million."),
    "an ID": put("Review", "ID", 2, "1"),
    "a claim": put("Review", "Claim", 2, "The council voted 48 million euros."),
    "a figure": put("Figures", "Value", 2, 48_000_001),
    "a date": put("Review", "Value", 5, date(2022, 1, 8)),
    "a key": put("Review", "Key", 2, None),
    "a comment": lambda book: setattr(book["Review"]["B2"], "comment", Comment("Is it so?", "a reader")),
    "a text box": add_text_box,
}


def put_at(book: Workbook, sheet: str, place: str, value: object) -> None:
    book[sheet][place].value = value


@pytest.mark.parametrize("what", ADDITIONS)
def test_whatever_a_reviewer_did_is_a_mark(workbook: Path, what: str) -> None:
    change(workbook, ADDITIONS[what])
    assert has_marks(workbook)


def test_how_cells_look_is_no_mark(workbook: Path) -> None:
    def work(book: Workbook) -> None:
        review = book["Review"]
        review["B2"].fill = PatternFill("solid", fgColor="FFFF0000")
        review["F2"].number_format = "0.000"
        review.column_dimensions["B"].width = 20
        review.auto_filter.ref = None

    change(workbook, work)
    assert not has_marks(workbook)


# A workbook without a digest is known by its headings.


@pytest.fixture
def older(workbook: Path) -> Path:
    change(workbook, lambda book: book["_factcheck"].delete_cols(11))
    return workbook


def test_columns_are_found_by_heading(older: Path) -> None:
    def work(book: Workbook) -> None:
        review = book["Review"]
        rows = [[cell.value for cell in row][::-1] for row in review.iter_rows()]
        book.remove(review)
        other = book.create_sheet("Foglio 1")
        other.append([])
        for row in rows:
            other.append([None, *row])
        other["B2"].value = " KEY "

    change(older, work)
    assert not has_marks(older)
    change(older, put("Figures", "Figure note", 2, "seen"))
    assert has_marks(older)


@pytest.mark.parametrize(
    "what",
    ["a row above the headings", "a heading", "a heading renamed", "a cell far away", "a comment"],
)
def test_what_a_reviewer_added_to_an_older_workbook_is_a_mark(older: Path, what: str) -> None:
    assert not has_marks(older)
    change(older, ADDITIONS[what])
    assert has_marks(older)


@pytest.mark.parametrize("column", ["Editor", "Notes"])
def test_a_column_that_is_not_ours_is_a_mark(older: Path, column: str) -> None:
    change(older, lambda book: put_at(book, "Review", "T1", column))
    change(older, lambda book: put_at(book, "Review", "T2", "ok"))
    assert has_marks(older)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv(tmp_path: Path, encoding: str, delimiter: str) -> None:
    rows = list(csv.reader(io.StringIO(csv_text(review(harbour())), newline="")))
    path = tmp_path / "harbour.csv"
    for note in ("", "già visto"):
        rows[2][rows[0].index("Notes")] = note
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file, delimiter=delimiter).writerows(rows)
        assert has_marks(path) is bool(note)


@pytest.mark.parametrize(
    "rows",
    [
        [["checked by", "a reader"], *HEAD, ["C01", "It cost 3 euros.", "", "", "k1"]],
        [[*HEAD[0], "Editor"], ["C01", "It cost 3 euros.", "", "", "k1", ""]],
        [*HEAD, ["C01", "It cost 3 euros.", "", "", "k1", "", "see below"]],
    ],
)
def test_what_a_reviewer_added_to_a_csv_is_a_mark(tmp_path: Path, rows: list[list[str]]) -> None:
    path = tmp_path / "a.csv"
    for written_rows, marked in (([*HEAD, ["C01", "It cost 3 euros.", "", "", "k1"]], False), (rows, True)):
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(written_rows)
        assert has_marks(path) is marked


def zipped(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def parts_of(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def refused(path: Path) -> str:
    with pytest.raises(WorksheetError) as caught:
        has_marks(path)
    message = str(caught.value)
    assert message.startswith(str(path)) and "\n" not in message
    return message


def test_what_is_not_a_worksheet_is_refused(tmp_path: Path, workbook: Path) -> None:
    other = Workbook()
    other.active.append(["ID", "Name"])  # type: ignore[union-attr]
    path = tmp_path / "other.xlsx"
    other.save(path)
    assert "not a worksheet of factcheck" in refused(path)
    assert "no such file" in refused(tmp_path / "none.xlsx")
    for name, data in {
        "text.xlsx": b"hello",
        "empty.xlsx": b"",
        "cut.xlsx": workbook.read_bytes()[:5000],
        "zip.xlsx": zipped({"a.txt": b"a"}),
        "table.csv": b"a,b\n1,2\n",
        "empty.csv": b"",
        "nul.csv": b"\x00" * 100,
        "long.csv": b'ID,Claim,Status\n"' + b"a" * 200_000 + b'"\n',
        "notes.txt": b"hello",
    }.items():
        path = tmp_path / name
        path.write_bytes(data)
        refused(path)
    (tmp_path / "folder.xlsx").mkdir()
    refused(tmp_path / "folder.xlsx")


def test_a_zip_bomb_is_refused_before_it_is_unpacked(workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file, "MAX_SIZE", 1000)
    assert "unpacked" in refused(workbook)


def test_an_entity_bomb_does_not_go_off(workbook: Path) -> None:
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 20))
    bomb = f'<!DOCTYPE b [<!ENTITY a0 "aaaaaaaaaa">{levels}]>'.encode()
    parts = parts_of(workbook)
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = bomb + sheet.replace(b"<t>C01</t>", b"<t>&a19;</t>")
    workbook.write_bytes(zipped(parts))
    refused(workbook)


@pytest.mark.parametrize("row", ["99999999999", "1048576", "0", "-1", "x"])
@pytest.mark.parametrize("column", ["A", "XFD", "ZZZZZ"])
def test_a_far_cell_ends(workbook: Path, row: str, column: str) -> None:
    parts = parts_of(workbook)
    far = f'<row r="{row}"><c r="{column}{row}"><v>1</v></c></row></sheetData>'.encode()
    for name in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"):
        parts[name] = parts[name].replace(b"</sheetData>", far)
    workbook.write_bytes(zipped(parts))
    try:
        has_marks(workbook)
    except WorksheetError as error:
        assert str(workbook) in str(error)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_damaged_workbook_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    parts = {}
    with ZipFile(written(harbour())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = data.draw(st.sampled_from(sorted(parts)))
    at = data.draw(st.integers(0, len(parts[name])))
    junk = data.draw(st.binary(max_size=8) | st.sampled_from([b"<", b"</row>", b'r="', b"&", b"999999999"]))
    parts[name] = parts[name][:at] + junk + parts[name][at + data.draw(st.integers(0, 30)) :]
    path = tmp_path_factory.mktemp("damaged") / "a.xlsx"
    path.write_bytes(zipped(parts))
    try:
        assert has_marks(path) in (True, False)
    except WorksheetError as error:
        assert str(path) in str(error)
