"""Lines within a cell of a table: in no format they become one number."""

import io
from email.message import EmailMessage

import pytest
from docx import Document
from hostile import changed
from mails import letter, rss
from opendocument import odt
from spacy.language import Language
from stories import BRIDGE

from factcheck.articles import read_bytes
from factcheck.articles.blocks import Line
from factcheck.claims import claims
from factcheck.records import Link

ROWS = [["Town", "Hurt\nin 2021"], ["North\nSouth", "12\n150"], ["East", "7\n300 and\nmore"]]
TEXT = "Town\tHurt in 2021\nNorth | South\t12 | 150\nEast\t7 | 300 and more"


def in_html(line_end: str, line_start: str = "") -> str:
    """The table in HTML, each line between these."""
    rows = (
        "".join(f"<td>{''.join(line_start + line + line_end for line in cell.split(chr(10)))}</td>" for cell in row)
        for row in ROWS
    )
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def page(table: str) -> bytes:
    return f"<html><body><article><h1>The storm in the valley</h1>{table}</article></body></html>".encode()


def mail(table: str) -> bytes:
    made: EmailMessage = letter("The storm in the valley")
    made.set_content(f"<html><body>{table}</body></html>", subtype="html")
    return made.as_bytes()


def word(of_paragraphs: bool) -> bytes:
    """The table by python-docx, its lines paragraphs or broken."""
    document, stream = Document(), io.BytesIO()
    table = document.add_table(len(ROWS), 2)
    for row, cells in zip(table.rows, ROWS, strict=True):
        for cell, said in zip(row.cells, cells, strict=True):
            first, *rest = said.split("\n") if of_paragraphs else [said]
            cell.text = first
            for line in rest:
                cell.add_paragraph(line)
    document.save(stream)
    return stream.getvalue()


def open_document(line_end: str) -> bytes:
    return open_table([[cell.replace("\n", line_end) for cell in row] for row in ROWS])


def open_table(table_rows: list[list[str]]) -> bytes:
    """A table as OpenDocument."""
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    rows = ("".join(map(cell.format, row)) for row in table_rows)
    table = f"<table:table>{''.join(f'<table:table-row>{row}</table:table-row>' for row in rows)}</table:table>"
    empty = odt(BRIDGE._replace(blocks=[]))
    return changed(empty, "content.xml", lambda main: main.replace(b"<office:text>", f"<office:text>{table}".encode()))


def rtf(line_end: str) -> bytes:
    rows = ("".join(cell.replace("\n", line_end) + r"\cell " for cell in row) for row in ROWS)
    return ("{\\rtf1" + "".join(rf"\trowd\cellx1\cellx2\pard\intbl {row}\row " for row in rows) + "}").encode()


def markdown(line_end: str) -> bytes:
    first, *rest = (f"| {' | '.join(row)} |".replace("\n", line_end) for row in ROWS)
    return "\n".join([first, "|---|---|", *rest]).encode()


DOCUMENTS: dict[str, tuple[str, bytes]] = {
    "Word, paragraphs": ("docx", word(True)),
    "Word, lines": ("docx", word(False)),
    "OpenDocument, paragraphs": ("odt", open_document("</text:p><text:p>")),
    "OpenDocument, lines": ("odt", open_document("<text:line-break/>")),
    "RTF, paragraphs": ("rtf", rtf(r"\par ")),
    "RTF, lines": ("rtf", rtf(r"\line ")),
    "a web page, paragraphs": ("html", page(in_html("</p>", "<p>"))),
    "a web page, lines": ("html", page(in_html("<br>"))),
    "a web page, boxes": ("html", page(in_html("</div>\n", "<div>"))),
    "a mail, lines": ("eml", mail(in_html("<BR/>"))),
    "a feed, lines": ("xml", rss(f"<item><description><![CDATA[{in_html('<br />')}]]></description></item>").encode()),
    "Markdown": ("md", markdown("<br>")),
    "Markdown, as in XHTML": ("md", markdown("<br />")),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_lines_of_a_cell_are_told_apart(name: str, en: Language) -> None:
    extension, data = DOCUMENTS[name]
    (article,) = read_bytes(data, f"a.{extension}", "a")
    assert article.text.removeprefix("The storm in the valley\n\n") == TEXT
    figures = [figure.text for claim in claims(article, en) for figure in claim.figures]
    assert figures == ["2021", "12", "150", "7", "300"]


def nested(label: str) -> bytes:
    """A Word document with a table of one column in a cell."""
    document, stream = Document(), io.BytesIO()
    outer = document.add_table(1, 2)
    outer.cell(0, 0).text = label
    inner = outer.cell(0, 1).add_table(2, 1)
    inner.cell(0, 0).text, inner.cell(1, 0).text = "7", "300"
    document.save(stream)
    return stream.getvalue()


def test_rows_of_a_table_in_a_cell() -> None:
    (word_text,) = read_bytes(nested("East"), "a.docx", "a")
    row = "<table:table-row><table:table-cell><text:p>{}</text:p></table:table-cell></table:table-row>"
    inner = f"<table:table>{row.format(7)}{row.format(300)}</table:table>"
    (open_text,) = read_bytes(open_table([["East", f"</text:p>{inner}<text:p>"]]), "a.odt", "a")
    assert word_text.text == open_text.text == "East\t7 | 300"


LINES: dict[str, tuple[list[str], str]] = {
    "numbers": (["12", "150"], "12 | 150"),
    "white space between": (["12 ", " ", "\u00a0", " 150"], "12 | 150"),
    "empty lines first and last": (["", "\u00a0 ", "12", ""], "12"),
    "a unit": (["3,500", "kg"], "3,500 kg"),
    "a bracket, a percent sign": (["Costs", "(2021)", "5", "%"], "Costs (2021) | 5 %"),
    "stops": (["Total:", "150.", "20 more"], "Total: 150. 20 more"),
    "a sign before a number": (["12", "-3", "€4"], "12 | -3 | €4"),
}


@pytest.mark.parametrize("name", LINES)
def test_where_a_line_of_a_cell_goes_on(name: str) -> None:
    said, text = LINES[name]
    line = Line()
    for _ in range(2):
        line.cell()
        for run in said:
            line.add(run)
            line.part()
    first, second = line.block().text.split("\t")
    assert first.strip() == second.strip() == text


def test_links_stand_where_they_are() -> None:
    line = Line()
    line.cell()
    for run, url in (("12 ", None), ("150 ", "https://a.example"), ("30", "https://b.example")):
        line.add(run, url)
        line.part()
    block = line.block()
    assert block.links == [Link(5, 8, "https://a.example"), Link(11, 13, "https://b.example")]
    assert [block.text[link.start : link.end] for link in block.links] == ["150", "30"]
