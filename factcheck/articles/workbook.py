"""Workbooks: a table of articles, a row each."""

from factcheck.articles import corpus
from factcheck.articles.tables import Workbook
from factcheck.records import Article


def read(data: bytes, place: str) -> list[Article]:
    """The articles in the rows; ArticleError where there is none."""
    return corpus.articles(corpus.rows_of(Workbook(place, data), place, corpus.Columns()), place)
