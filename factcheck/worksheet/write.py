"""Writing the worksheet: a workbook for reviewers, or its Review sheet as CSV."""

import csv
from bisect import bisect_right
from itertools import zip_longest
from typing import TYPE_CHECKING, BinaryIO

import factcheck
from factcheck.review.records import Review, ReviewedArticle
from factcheck.worksheet import data, layout
from factcheck.worksheet.figures import Number
from factcheck.worksheet.guide import guide
from factcheck.worksheet.layout import Extra
from factcheck.worksheet.made import page_cells
from factcheck.worksheet.rows import (
    Row,
    Text,
    Value,
    article_rows,
    aside_row,
    entries,
    figure_row,
    left_out_row,
    review_row,
)
from factcheck.worksheet.summary import summary
from factcheck.worksheet.text import clean, cut, guarded
from factcheck.worksheet.wording import Wording, wording

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

    from factcheck.worksheet.book import Book

MARKED = "marked"  # instead of a digest, where marks were written


def write_xlsx(stream: BinaryIO, review: Review, protect: bool = True) -> None:
    """Writes the workbook of one or several articles, with the marks that there are, ready for review.

    Nothing reaches the stream before every row is laid out. The times in the file are SOURCE_DATE_EPOCH (seconds),
    where the environment has it. Raises OutputError where that is no number.
    """
    from factcheck.worksheet.book import Book  # openpyxl

    words = wording(review.ui)
    names = [article.article.title or article.article.name for article in review.articles]
    with Book(words.title(names), words, protect) as book:
        fill(book, review, words)
        book.save(stream)


def fill(book: "Book", review: Review, words: Wording) -> None:
    """Writes every row of every sheet."""
    extras = extras_of(review)
    sheet = book.add(layout.REVIEW, extras, review.columns)
    figures, text = book.add(layout.FIGURES, extras, review.figure_columns), book.add(layout.ARTICLE, extras)
    for article, claims in entries(review):
        starts, places = [0], [text.ahead()]  # where the paragraphs start, in the article and on the sheet
        for start, row in article_rows(article, claims, sheet.ahead):
            starts.append(start)
            places.append(text.add(row))
        for entry in claims:
            in_article = places[bisect_right(starts, entry.reviewed.claim.start) - 1]
            here = sheet.add(review_row(entry, words, in_article, figures.ahead()))
            for place in range(len(entry.reviewed.claim.figures)):
                figures.add(figure_row(entry, place, words, here))
    _add_left_out(book, review, words, extras)
    _add_aside(book, review, words, extras)
    pages = summary(review, words, sheet.ranges(), figures.ranges()), guide(words)
    for page in pages:
        book.add_page(page)
    for own in review.sheets:
        book.add_own(own)
    _add_record(book, review, {page.title: page_cells(page, words) for page in pages})


def write_csv(stream: "SupportsWrite[str]", review: Review, local: bool = False) -> None:
    """Writes the Review sheet as CSV. Open the stream with newline="".

    Text that a spreadsheet would take for a formula gets an apostrophe before it. A `local` table is parted and has its
    decimals as a spreadsheet of the reviewer's country expects it.
    """
    words = wording(review.ui)
    columns = layout.REVIEW.shown(words, extras_of(review), review.columns)
    country = words.values.csv
    delimiter, decimal = (country.delimiter, country.decimal) if local else (",", ".")
    writer = csv.writer(stream, delimiter=delimiter)
    writer.writerow(_plain(column.heading, words, decimal) for column in columns)
    for _, claims in entries(review):
        for entry in claims:
            row = review_row(entry, words)
            writer.writerow(_plain(row.get(column.id), words, decimal) for column in columns)


def extras_of(review: Review) -> set[Extra]:
    """Which columns the sheets have beside those that they always have."""
    extras: set[Extra] = set()
    if len(review.articles) > 1:
        extras.add("several")
    if any(name in claim.marks for claim in review.claims for name in ("change", "earlier_sentence", "earlier_status")):
        extras.add("updated")
    return extras


def is_marked(review: Review) -> bool:
    """Whether anything in a review was written by a reviewer."""
    left_out = (sentence.marks for article in review.articles for sentence in article.left_out)
    return (
        bool(review.aside or review.sheets)
        or any(claim.marks or any(claim.figures) for claim in review.claims)
        or any(left_out)
    )


def _add_left_out(book: "Book", review: Review, words: Wording, extras: set[Extra]) -> None:
    sheet = book.add(layout.LEFT_OUT, extras, review.left_out_columns)
    for article in review.articles:
        for sentence in article.left_out:
            sheet.add(left_out_row(article.name, sentence, words))


def _add_aside(book: "Book", review: Review, words: Wording, extras: set[Extra]) -> None:
    """The rows that belong to no claim, where there are any."""
    if not review.aside:
        return
    own = {one.name: one for one in (*review.columns, *review.figure_columns, *review.left_out_columns)}
    columns = [own[name] for name in own if any(name in aside.marks for aside in review.aside)]
    sheet = book.add(layout.ASIDE, extras | {"updated"}, columns)
    for aside in review.aside:
        sheet.add(aside_row(aside, words, {column.name for column in columns}))


def _add_record(book: "Book", review: Review, pages: data.Pages) -> None:
    """The hidden sheet: what the program needs to know its workbook again."""
    digest = MARKED if is_marked(review) else book.digest()
    sheet = book.add(layout.RECORD)
    facts = (_record(article, digest) for article in review.articles)
    for row, cell in zip_longest(facts, data.packed(review, pages)):
        sheet.add({**(row or {}), "Data": cell})


def _plain(value: Value, words: Wording, decimal: str) -> str:
    """A cell of a CSV file."""
    if isinstance(value, Number):
        return str(value.value).replace(".", decimal) if isinstance(value.value, float) else str(value.value)
    text = value.text if isinstance(value, Text) else "" if value is None else str(value)
    text = cut(clean(text), words.values.cut)
    return guarded(text)


def _record(reviewed: ReviewedArticle, digest: str) -> Row:
    """What the hidden sheet says of an article."""
    article = reviewed.article
    return {
        "Schema": Number(layout.SCHEMA, "0"),
        "Version": factcheck.__version__,
        "Article": reviewed.name,
        "Name": article.name,
        "SHA-256": article.sha256,
        "Language": article.lang,
        "Title": article.title,
        "URL": article.url,
        "Published": article.published,
        "Claims": Number(len(reviewed.claims), "0"),
        "Digest": digest,
    }
