"""Tables of articles in workbooks, of openpyxl and LibreOffice; hostile ones, and worksheets of ours, are refused."""

import io
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import hostile
import pytest
from limited import told
from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName
from spacy.language import Language
from stories import BRIDGE, STORIES
from word import docx
from written import plain, title

import factcheck
from factcheck.articles import read_all, read_bytes
from factcheck.articles.corpus import Columns, count, rows
from factcheck.errors import ArticleError
from factcheck.records import Article
from factcheck.review.records import Review, ReviewedArticle, ReviewedClaim
from factcheck.worksheet.write import write_xlsx

HEADING = ("Id", "Text", "Lang", "Title", "URL", "Published")
ROWS = [
    (name, plain(story), story.lang, title(story), f"https://example.org/{name}", date(2022, 3, 4))
    for name, story in STORIES.items()
]


def workbook(*sheets: list[tuple[Any, ...]]) -> bytes:
    book, stream = Workbook(), io.BytesIO()
    book.remove(book["Sheet"])
    for number, found in enumerate(sheets):
        sheet = book.create_sheet(f"S{number}")
        for row in found:
            sheet.append(row)
    book.defined_names["here"] = DefinedName("here", attr_text="S0!$A$1")
    book.save(stream)
    return stream.getvalue()


def texts(data: bytes, name: str = "a.xlsx") -> dict[str, str]:
    return {article.name: article.text for article in read_bytes(data, name, "a")}


GOOD = workbook([HEADING, *ROWS])


def test_a_row_is_an_article(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(GOOD)
    found = read_all(path)
    assert {article.name: article.text for article in found} == {f"a.xlsx/{row[0]}": row[1] for row in ROWS}
    assert (found[0].lang, found[0].title, found[0].published) == ("it", title(STORIES["bridge"]), "2022-03-04")
    assert found[0].url == "https://example.org/bridge"
    assert count(str(path)) is None


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (workbook([], [("text",), ("Uno",), (None,), ("due",)]), {"a/1": "Uno", "a/2": "due"}),
        (workbook([(), ("text", None, "id"), ("Uno", 3, 7.0)], [("text",), ("due",)]), {"a/7": "Uno"}),
        (workbook([("id", "text"), ("1", "=3"), ("2", "Uno\n\ndue", "more")]), {"a/2": "Uno\n\ndue"}),
        (workbook([("id", "text", "date"), (datetime(2022, 3, 4, 5), "Uno", None)]), {"a/2022-03-04 05:00:00": "Uno"}),
    ],
    ids=["an empty sheet", "two sheets", "cells beside", "a moment"],
)
def test_tables_of_many_kinds(data: bytes, found: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    articles = [row.article for row in rows(str(path), Columns()) if row.article]
    assert {f"a/{article.name}": article.text for article in articles} == found


def test_columns_that_the_user_names(tmp_path: Path) -> None:
    path = tmp_path / "a.XLSX"
    path.write_bytes(workbook([("nr", "body"), (1, "Uno")]))
    assert [row.article for row in rows(str(path), Columns(id="nr", text="body"))] == [Article("1", "Uno")]
    with pytest.raises(ArticleError, match=r"no column 'text'; call one so, .*--text-column.*; there are: nr, body\."):
        list(rows(str(path), Columns()))


def test_rows_that_hold_no_article(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook([("id", "text"), (1, 3), (2, None), (None, "Uno"), (4, "due")]))
    found = {row.place: row.problem for row in rows(str(path), Columns()) if row.problem}
    assert list(found) == [f"{path}, row {number}" for number in (2, 3, 4)]
    assert "a number instead of a text" in found[f"{path}, row 2"]
    assert "the text is empty" in found[f"{path}, row 3"]
    assert "there is no id" in found[f"{path}, row 4"]
    (article,) = read_all(path)
    assert (article.text, len(article.notes)) == ("due", 1)
    assert article.notes[0].startswith(f"3 rows were left out; {path}, row 2: under 'text' there is a number")
    path.write_bytes(workbook([("id", "text"), (1, 3)]))
    with pytest.raises(ArticleError, match="row 2: under 'text' there is a number"):
        read_all(path)


def test_worksheets_of_ours_are_refused(tmp_path: Path, it: Language) -> None:
    article = Article("a.txt", "Costa 3 milioni.", "it")
    path = tmp_path / "a.xlsx"
    with path.open("wb") as stream:
        claims = [ReviewedClaim(claim) for claim in factcheck.extract(article, nlp=it)]
        write_xlsx(stream, Review((ReviewedArticle(article, "a.txt", claims),)))
    with pytest.raises(ArticleError, match=r"a\.xlsx: this is a worksheet of factcheck, not a table of articles"):
        read_all(path)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"text\nUno", "this is a plain text, not a workbook"),
        (docx(BRIDGE), "this is a Word document, not a workbook"),
        (workbook([]), "there is no article in it"),
        (workbook([("text",)]), "there is no article in it"),
    ],
    ids=["text", "word", "empty", "a heading alone"],
)
def test_what_is_no_table(data: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    with pytest.raises(ArticleError, match=words):
        read_all(path)


# But for files of another kind; and a table of ours has no styles of its own
_OTHERS = "a text", "a document", "another tool's", "millions of styles"
MAKERS: dict[str, Callable[[bytes], bytes]] = {
    name: make for name, make in hostile.REFUSED.items() if name not in _OTHERS
}


@pytest.mark.parametrize("name", MAKERS)
def test_hostile_workbooks_are_refused(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(MAKERS[name](GOOD))
    message = told(path, 2_000)
    assert message.startswith(f"{path}: ") and "\n" not in message
