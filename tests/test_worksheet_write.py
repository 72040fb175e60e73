import csv
import io
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from zipfile import ZipFile

import openpyxl.xml
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.worksheet.worksheet import Worksheet
from worksheet_samples import Result, build, csv_text, figure, harbour, opened, review, table, written

import factcheck
from factcheck.errors import OutputError
from factcheck.paragraphs import paragraphs
from factcheck.records import Article, Claim, Mention
from factcheck.worksheet import layout
from factcheck.worksheet.marked import has_marks
from factcheck.worksheet.text import clean, cut
from factcheck.worksheet.wording import wording

ENGLISH = wording("en")
CUT = ENGLISH.values.cut


def columns(sheet: Worksheet) -> dict[str, str]:
    """The columns' letters by heading."""
    return {str(cell.value): cell.column_letter for cell in sheet[1]}


def csv_rows(*results: Result) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(csv_text(review(*results)), newline="")))


def test_review_sheet() -> None:
    book = opened(harbour())
    titles = [
        layout.title(sheet, ENGLISH) for sheet in (layout.REVIEW, layout.FIGURES, layout.ARTICLE, layout.LEFT_OUT)
    ]
    assert [title for title in book.sheetnames if title in titles] == titles
    assert (book.sheetnames[0], book.sheetnames[-1]) == ("Review", "_factcheck")
    assert book.active is book["Review"]
    first, works, cars, crane, dockers = table(book["Review"])
    assert list(first) == [column.heading for column in layout.REVIEW.shown(ENGLISH)]
    assert {name: value for name, value in first.items() if value is not None} == {
        "ID": "C01",
        "Claim": "The council voted 48 million euros in 2019.",
        "Figures": "48 million euros\n2019",
        "Link cited in the article": "https://example.org/vote?id=1&y=2\nhttps://example.org/map",
        "Value": 48_000_000,
        "Unit": "EUR",
        "Kind": "money",
        "More figures": "+1",
        "Where": "¶ 2",
        "Sentence before": "The harbour opens again",
        "Sentence after": "Works will take between 18 and 24 months.",
        "Key": "harbour.txt-0001",
    }
    assert (works["Value"], works["Unit"], works["Kind"], works["More figures"]) == (
        None,
        "month",
        "duration, range",
        None,
    )
    assert (cars["Value"], cars["Unit"], cars["Kind"], cars["More figures"]) == (None, "cars", "count, vague", "+2")
    assert (crane["Value"], crane["Kind"]) == (datetime(2022, 1, 7), "date")
    assert (dockers["Value"], dockers["Unit"], dockers["Sentence after"]) == (350, "dockers", None)


def test_figures_sheet() -> None:
    rows = table(opened(harbour())["Figures"])
    assert [row["Figure ID"] for row in rows] == [
        "C01.1",
        "C01.2",
        "C02.1",
        "C03.1",
        "C03.2",
        "C03.3",
        "C04.1",
        "C05.1",
    ]
    works, share = rows[2], rows[5]
    assert (works["Claim ID"], works["Value"], works["To"], works["As printed"]) == (
        "C02",
        18,
        24,
        "between 18 and 24 months",
    )
    assert (share["Qualifier"], share["Unit"], share["Key"]) == ("about, fall", "%", "harbour.txt-0003:40-45")
    assert share["In the sentence"] == "In 2020 thousands of cars passed, about 12.5% fewer than before."
    assert rows[4]["What is counted"] == "cars"


def test_article_sheet_has_the_whole_text() -> None:
    article, claims = harbour()
    sheet = opened((article, claims), rich_text=True)["Article"]
    rows = table(sheet)
    assert "\n".join(str(row["Article text"]) for row in rows) == article.text
    assert [row["¶"] for row in rows] == [1, 2, 3, 4, 5, 6]
    assert [row["Claims"] for row in rows] == [None, "C01", "C02", "C03", "C04", "C05"]
    bold = [str(run).rstrip() for run in rows[3]["Article text"] if isinstance(run, TextBlock) and run.font.b]
    assert bold == ["2020", "thousands of", "12.5%"]


def test_a_long_paragraph_goes_on_in_the_next_row() -> None:
    long, last = "parola " * 800, "Morirono 12 persone."
    text = long + last
    at = text.index("12")
    claim = Claim(
        last,
        len(long),
        len(text),
        "k",
        "a",
        1,
        2,
        "",
        "",
        (replace(figure("12", "CARDINAL", "12"), start=at, end=at + 2),),
    )
    book = opened((Article("a", text + "\nfine"), [claim]), rich_text=True)
    rows = table(book["Article"])
    assert "".join(str(row["Article text"]) for row in rows[:-1]) == text
    assert [row["¶"] for row in rows] == [1, None, None, 2]
    assert [row["Claims"] for row in rows] == [None, None, "C01", None]
    assert book["Review"]["A2"].hyperlink.location == "Article!A4"


def test_figures_are_bold_in_the_claim() -> None:
    sheet = opened(harbour(), rich_text=True)["Review"]
    runs = sheet["B4"].value
    assert isinstance(runs, CellRichText)
    assert [str(run).rstrip() for run in runs if isinstance(run, TextBlock) and run.font.b] == [
        "2020",
        "thousands of",
        "12.5%",
    ]
    assert all(isinstance(run, TextBlock) and (run.font.rFont, run.font.sz) == ("Calibri", 11) for run in runs)


def test_figures_side_by_side_keep_the_space_between_them() -> None:
    result = build("a", ("12 34 56", [figure("12", "CARDINAL"), figure("34", "CARDINAL"), figure("56", "CARDINAL")]))
    with ZipFile(written(result)) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    assert not re.search(r"<t[^>]*>\s+</t>", xml)  # a spreadsheet would drop it
    assert opened(result)["Review"]["B2"].value == "12 34 56"


def test_links() -> None:
    book = opened(harbour())
    review, figures, article = book["Review"], book["Figures"], book["Article"]
    at = columns(review)
    assert review["A2"].hyperlink.location == "Article!A3"
    assert review[f"{at['More figures']}4"].hyperlink.location == "Figures!A5"
    assert review[f"{at['Link cited in the article']}2"].hyperlink.target == "https://example.org/vote?id=1&y=2"
    script = review[f"{at['Link cited in the article']}5"]
    assert (script.value, script.hyperlink) == ("javascript:alert(1)", None)
    assert figures["B5"].hyperlink.location == "Review!A4"
    assert article["C4"].hyperlink.location == "Review!A3"


def test_no_more_links_than_a_sheet_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "MAX_LINKS", 3)
    sheet = opened(harbour())["Review"]
    assert sum(cell.hyperlink is not None for row in sheet for cell in row) == 3
    assert [row["ID"] for row in table(sheet)] == ["C01", "C02", "C03", "C04", "C05"]


def test_rows_that_are_too_many_go_on_in_a_second_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "MAX_ROWS", 9)
    assert "Figures (2)" not in opened(harbour()).sheetnames
    monkeypatch.setattr(layout, "MAX_ROWS", 4)
    book = opened(harbour())
    sheets = {title: table(book[title]) for title in book.sheetnames if title != "_factcheck"}
    assert [row["ID"] for row in sheets["Review"]] == ["C01", "C02", "C03"]
    assert [row["ID"] for row in sheets["Review (2)"]] == ["C04", "C05"]
    assert [len(sheets[title]) for title in ("Figures", "Figures (2)", "Figures (3)")] == [3, 3, 2]
    assert list(sheets["Review (2)"][0]) == list(sheets["Review"][0])
    assert book["Review (2)"]["A2"].hyperlink.location == "'Article (2)'!A3"
    assert book["Figures (3)"]["B3"].hyperlink.location == "'Review (2)'!A3"
    assert book["Article (2)"]["C4"].hyperlink.location == "'Review (2)'!A3"
    assert "E2:E3" in [str(v.sqref) for v in book["Review (2)"].data_validations.dataValidation]


def test_reviewer_cells_are_open_and_the_rest_is_locked() -> None:
    book = opened(harbour())
    for sheet, design in ((book["Review"], layout.REVIEW), (book["Figures"], layout.FIGURES)):
        assert sheet.protection.sheet and not sheet.protection.password
        assert not (sheet.protection.autoFilter or sheet.protection.formatColumns or sheet.protection.selectLockedCells)
        at = columns(sheet)
        for column in design.shown(ENGLISH):
            for row in range(2, sheet.max_row + 1):
                assert sheet[f"{at[column.heading]}{row}"].protection.locked is (column.look != "reviewer")


def test_dropdowns() -> None:
    book = opened(harbour())
    review = {
        str(v.sqref): (v.formula1, v.allow_blank, v.showDropDown, v.errorStyle)
        for v in book["Review"].data_validations.dataValidation
    }
    assert review == {
        "E2:E6": ('"sourced,unsourced,disputed"', True, False, "stop"),
        "J2:J6": ('"x"', True, False, "stop"),
    }
    assert [str(v.sqref) for v in book["Figures"].data_validations.dataValidation] == ["K2:K9"]


def test_filter_pane_print_and_heights() -> None:
    data = written(harbour())
    sheet = opened(harbour())["Review"]
    assert (sheet.auto_filter.ref, sheet.freeze_panes, sheet.print_title_rows) == ("A1:S6", "C2", "$1:$1")
    assert sheet.column_dimensions["S"].hidden
    with ZipFile(data) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    assert len(re.findall(r'<row r="\d+" ht="', xml)) == 6 and "customHeight" not in xml
    assert '<ignoredError sqref="A1:S6" numberStoredAsText="1"' in xml


def test_the_hidden_record() -> None:
    article = replace(harbour()[0], lang="en", title="=Title", url="https://example.org", published="2022-04-02")
    book = opened((article, harbour()[1]))
    assert book["_factcheck"].sheet_state == "hidden"
    (record,) = table(book["_factcheck"])
    assert {name: value for name, value in record.items() if name not in ("Digest", "Data")} == (
        {
            "Schema": layout.SCHEMA,
            "Version": factcheck.__version__,
            "Article": "harbour.txt",
            "Name": "harbour.txt",
            "SHA-256": article.sha256,
            "Language": "en",
            "Title": "=Title",
            "URL": "https://example.org",
            "Published": "2022-04-02",
            "Claims": 5,
        }
    )
    assert len(record["Digest"]) == 32
    assert book["_factcheck"]["G2"].data_type == "s"
    assert book.properties.title == "Fact-check: =Title"


def test_several_articles() -> None:
    book = opened(harbour(), harbour("river.txt"), harbour())
    rows = table(book["Review"])
    assert [row["ID"] for row in rows] == [f"C{count:02}" for count in range(1, 16)]
    names = ["harbour.txt"] * 5 + ["river.txt"] * 5 + ["harbour.txt (2)"] * 5
    assert [row["Article"] for row in rows] == names
    assert (
        {row["Article"] for row in table(book["Figures"])}
        == {row["Article"] for row in table(book["Article"])}
        == set(names)
    )
    assert [(row["Article"], row["Name"]) for row in table(book["_factcheck"])] == [
        ("harbour.txt", "harbour.txt"),
        ("river.txt", "river.txt"),
        ("harbour.txt (2)", "harbour.txt"),
    ]
    assert book["Review"]["A7"].hyperlink.location == "Article!A9"
    assert book["Figures"]["B10"].hyperlink.location == "Review!A7"
    assert book["Article"]["D9"].hyperlink.location == "Review!A7"
    assert book.properties.title == "Fact-check: 3 articles"


def test_an_article_without_claims() -> None:
    book = opened((Article("empty.txt", ""), []))
    assert [table(book[name]) for name in ("Review", "Figures", "Article")] == [[], [], []]
    assert opened((Article("plain.txt", "No figure here."), []))["Article"]["B2"].value == "No figure here."


def test_a_sentence_longer_than_a_cell() -> None:
    text = "12 " + "parola " * 6000
    book = opened(build("a", (text, [figure("12", "CARDINAL", "12")])), rich_text=True)
    assert str(book["Review"]["B2"].value) == cut(text, CUT) != text
    assert "".join(str(row["Article text"]) for row in table(book["Article"])) == text


def test_the_same_article_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1650000000")
    data = written(harbour())
    assert data.getvalue() == written(harbour()).getvalue()
    assert opened(harbour()).properties.modified == datetime(2022, 4, 15, 5, 20)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert ZipFile(written(harbour())).infolist()[0].date_time == (1980, 1, 1, 0, 0, 0)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(OutputError, match="SOURCE_DATE_EPOCH is 'yesterday'"):
        written(harbour())


def test_csv() -> None:
    first, works, *_ = csv_rows(harbour())
    assert list(first) == [column.heading for column in layout.REVIEW.shown(ENGLISH)]
    assert (first["ID"], first["Figures"], first["Value"], first["Status"]) == (
        "C01",
        "48 million euros\n2019",
        "48000000",
        "",
    )
    assert (works["Value"], works["Kind"]) == ("", "duration, range")
    assert [row["Article"] for row in csv_rows(harbour(), harbour("b"))] == ["harbour.txt"] * 5 + ["b"] * 5


@pytest.mark.parametrize("start", ["=1+1 ", "+39 ", "-3 ", "@home ", "\t", "\r"])
def test_formula_like_text(start: str) -> None:
    sentence = f"{start}or 12"
    result = build(f"{start}name", (sentence, [figure("12", "CARDINAL", "-12", counted=f"{start}men")]))
    cell = opened(result)["Review"]["B2"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    row = csv_rows(result)[0]
    assert row["Claim"] == "'" + clean(sentence)
    assert row["Value"] == "-12"


def test_an_error_code_is_text() -> None:
    article, (claim,) = build("#N/A", ("#N/A 12", [figure("12", "CARDINAL")]))
    claim = replace(claim, text="#REF!", attribution=Mention("#N/A", 0, 4))
    sheet = opened((article, [claim]))["Review"]
    at = columns(sheet)
    assert [(sheet[f"{at[name]}2"].value, sheet[f"{at[name]}2"].data_type) for name in ("Claim", "Said by")] == [
        ("#REF!", "s"),
        ("#N/A", "s"),
    ]


def decoded(value: object) -> str:
    """A cell as a spreadsheet shows it; openpyxl leaves the escapes of a plain cell as they are."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), "" if value is None else str(value))


nasty = st.text(max_size=40) | st.text(alphabet="=+-@#_x0041\t\r\n\x00\x0b\ud800\uffff😀שلaé \u2028\u0085", max_size=30)


@settings(max_examples=60, deadline=None)
@given(st.lists(nasty, min_size=8, max_size=8), nasty, nasty)
def test_any_text_comes_back(
    tmp_path_factory: pytest.TempPathFactory, texts: Sequence[str], head: str, tail: str
) -> None:
    name, title, key, said, before, link, counted, lang = texts
    sentence = f"{head}12{tail}"
    at = len(head)
    one = replace(figure("12", "CARDINAL", "12", counted=counted), start=at, end=at + 2)
    claim = Claim(sentence, 0, len(sentence), key, name, 1, 1, before, "", (one,), (link,), Mention(said, 0, 1))
    article = Article(name, sentence, lang=lang, title=title, url=link, published=said)
    for results in ([(article, [claim])], [(article, [claim]), (article, [])]):
        book = opened(*results)
        (row,) = table(book["Review"])
        record = table(book["_factcheck"])[0]
        assert decoded(row["Claim"]) == clean(sentence)
        assert decoded(row["Said by"]) == clean(said)
        assert decoded(row["Key"]) == clean(key)
        assert [decoded(record[field]) for field in ("Name", "Language", "Title", "Published")] == [
            clean(text) for text in (name, lang, title, said)
        ]
        text = "".join(
            decoded(line["Article text"])
            for line in table(book["Article"])
            if line.get("Article") in (None, clean(name))
        )
        assert text == "".join(clean(sentence[start:end]) for start, end in paragraphs(sentence))
    path = tmp_path_factory.mktemp("any") / "a.xlsx"
    path.write_bytes(written(*results).getvalue())
    assert not has_marks(path)
    assert csv_rows((article, [claim]))[0]["Claim"].removeprefix("'") == clean(sentence).removeprefix("'")


def test_openpyxl_reads_dates_and_times_as_such(tmp_path: Path) -> None:
    moments = [
        figure("noon", "TIME", date="T12:00"),
        figure("9 to 12 March 2022", "DATE", date="2022-03-09/2022-03-12"),
        figure("1861", "DATE", "1861", date="1861"),
        figure("17 March 1861", "DATE", date="1861-03-17"),
    ]
    rows = table(opened(build("a", ("noon, 9 to 12 March 2022, 1861, 17 March 1861", moments)))["Figures"])
    assert [(row["Value"], row["To"]) for row in rows] == [
        (time(12, 0), None),
        (datetime(2022, 3, 9), datetime(2022, 3, 12)),
        (1861, None),
        (None, None),
    ]
    assert date(2022, 3, 9) == rows[1]["Value"].date()


@pytest.mark.parametrize(
    ("page", "heading", "said"),
    [(None, None, "¶ 2"), (3, None, "p. 3"), (None, "Costs", "¶ 2 · Costs"), (3, "Costs", "p. 3 · Costs")],
)
def test_where_a_claim_stands(page: int | None, heading: str | None, said: str) -> None:
    article, (first, *_) = harbour()
    claims = [replace(first, page=page, heading=heading)]
    row = table(opened((replace(article, url=None), claims))["Review"])[0]
    assert row["Where"] == said


def test_lxml_writes_no_worksheet() -> None:
    """It would write other bytes, where it is installed."""
    code = "import factcheck.worksheet.book, openpyxl.xml; assert openpyxl.xml.LXML is False"
    subprocess.run([sys.executable, "-c", code], check=True)
    assert openpyxl.xml.LXML is False
