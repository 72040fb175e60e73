"""Writing the worksheet: a workbook for reviewers, or its Review sheet as CSV."""

import csv
from bisect import bisect_right
from typing import TYPE_CHECKING, BinaryIO

import factcheck
from factcheck.records import Article
from factcheck.worksheet import layout
from factcheck.worksheet.figures import Number
from factcheck.worksheet.rows import Results, Row, Text, Value, article_rows, entries, figure_rows, review_row
from factcheck.worksheet.text import clean, cut, is_formula_like

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

    from factcheck.worksheet.book import Book


def write_xlsx(stream: BinaryIO, results: Results) -> None:
    """Writes the workbook of one or several articles, ready for review.

    Nothing reaches the stream before every row is laid out. OutputError when there are more rows than a sheet holds.
    The times in the file are SOURCE_DATE_EPOCH (seconds), where the environment has it.
    """
    from factcheck.worksheet.book import Book  # openpyxl

    with Book(_title(results), several=len(results) > 1) as book:
        _fill(book, results)
        book.save(stream)


def _fill(book: "Book", results: Results) -> None:
    """Writes every row of every sheet."""
    review, figures, text = map(book.add, (layout.REVIEW, layout.FIGURES, layout.ARTICLE))
    for article, name, claims in entries(results):
        starts, rows = [0], [text.row + 1]  # where the paragraphs start, in the article and on the sheet
        for start, row in article_rows(article, name, claims, review.row + 1):
            starts.append(start)
            rows.append(text.add(row))
        for entry in claims:
            place = rows[bisect_right(starts, entry.claim.start) - 1]
            review.add(review_row(entry, place, figures.row + 1))
            for row in figure_rows(entry, review.row):
                figures.add(row)
    digest = book.digest()
    record = book.add(layout.RECORD)
    for article, name, claims in entries(results):
        record.add(_record(article, name, len(claims), digest))


def write_csv(stream: "SupportsWrite[str]", results: Results) -> None:
    """Writes the Review sheet as CSV, the reviewer's columns empty. Open the stream with newline="".

    Text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    columns = layout.REVIEW.shown(several=len(results) > 1)
    writer = csv.writer(stream)
    writer.writerow(column.name for column in columns)
    for _, _, claims in entries(results):
        for entry in claims:
            row = review_row(entry)
            writer.writerow(_plain(row.get(column.name)) for column in columns)


def _plain(value: Value) -> str:
    """A cell of a CSV file."""
    if isinstance(value, Number):
        return str(value.value)
    text = cut(clean(value.text if isinstance(value, Text) else str(value or "")))
    return f"'{text}" if is_formula_like(text) else text


def _title(results: Results) -> str:
    """What the document is called."""
    names = [article.title or article.name for article, _ in results]
    return f"Fact-check: {names[0] if len(names) == 1 else f'{len(names)} articles'}"


def _record(article: Article, name: str, claims: int, digest: str) -> Row:
    """What the hidden sheet says of an article."""
    return {
        "Schema": Number(layout.SCHEMA, "0"),
        "Version": factcheck.__version__,
        "Article": name,
        "Name": article.name,
        "SHA-256": article.sha256,
        "Language": article.lang,
        "Title": article.title,
        "URL": article.url,
        "Published": article.published,
        "Claims": Number(claims, "0"),
        "Digest": digest,
    }
