"""Workbooks: a table of articles, a row each."""

from collections.abc import Iterator

from factcheck.articles import corpus
from factcheck.articles.tables import Workbook
from factcheck.records import Article


def read(data: bytes, place: str) -> Iterator[Article]:
    """The articles in the rows; ArticleError for a row that holds none."""
    return corpus.articles(corpus.rows_of(Workbook(place, data), place, corpus.Columns()))
