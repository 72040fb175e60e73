"""A review in each format that `export` writes; what a format needs is imported when it is used."""

from collections.abc import Mapping
from functools import partial
from typing import BinaryIO

from factcheck.formats import Put, as_text, put_csv
from factcheck.review.records import Review

CLAIMREVIEW = "claimreview"  # needs the newsroom's mapping, so it has no Put of its own; see claimreview.py


def put_jsonl(stream: BinaryIO, review: Review) -> None:
    """A JSON object on a line for each claim, with what was written about it."""
    from factcheck.export.jsonl import lines

    text = as_text(stream)
    for line in lines(review):
        text.write(line + "\n")


def put_md(stream: BinaryIO, review: Review) -> None:
    """A report in Markdown."""
    from factcheck.export.markdown import report

    as_text(stream).write(report(review))


def put_html(stream: BinaryIO, review: Review) -> None:
    """A page that needs no other file."""
    from factcheck.export.html import page

    as_text(stream).write(page(review))


FORMATS: Mapping[str, Put] = {
    "csv": put_csv,
    "csv-excel": partial(put_csv, local=True),
    "jsonl": put_jsonl,
    "md": put_md,
    "html": put_html,
}
