"""A review in each format that `extract` writes: a workbook, a table, JSON Lines."""

import codecs
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from decimal import Decimal
from functools import partial
from typing import BinaryIO, TypeAlias

from factcheck.records import Claim, Mention
from factcheck.review.records import Review

SCHEMA = 1  # of a JSON Lines object

Put: TypeAlias = Callable[[BinaryIO, Review], None]


def put_xlsx(stream: BinaryIO, review: Review, protect: bool = True) -> None:
    """The workbook; where it isn't to `protect` its cells, all of them are open."""
    from factcheck.worksheet.write import write_xlsx

    write_xlsx(stream, review, protect)


def put_csv(stream: BinaryIO, review: Review, local: bool = False) -> None:
    """The table of claims in UTF-8; a `local` one as Excel in the reviewer's country opens it."""
    from factcheck.worksheet.write import write_csv

    write_csv(as_text(stream, "utf-8-sig" if local else "utf-8"), review, local)


def put_jsonl(stream: BinaryIO, review: Review) -> None:
    """A JSON object on a line for each claim."""
    text = as_text(stream)
    for line in json_lines(review):
        text.write(line + "\n")


def json_lines(review: Review) -> Iterator[str]:
    """A JSON object for each claim, with the names of the records' fields; amounts are strings in plain notation."""
    for reviewed in review.claims:
        yield encoded(as_object(reviewed.claim))


def as_object(claim: Claim) -> dict[str, object]:
    """A claim as the object that `encoded` writes: the schema number, and the record's fields."""
    return {"schema": SCHEMA, **_fields(claim)}


def encoded(line: Mapping[str, object]) -> str:
    """An object as a line of JSON."""
    return json.dumps(line, ensure_ascii=False, default=_plain)


def as_text(stream: BinaryIO, encoding: str = "utf-8") -> codecs.StreamWriter:
    """The stream for text; a lone surrogate becomes an escape, which in JSON is the very same character."""
    return codecs.getwriter(encoding)(stream, "backslashreplace")


def _plain(value: Decimal | Mention) -> object:
    """What json can't write by itself."""
    return format(value, "f") if isinstance(value, Decimal) else _fields(value)


def _fields(record: Mention) -> dict[str, object]:
    return {field.name: getattr(record, field.name) for field in fields(record)}


FORMATS: Mapping[str, Put] = {
    "xlsx": put_xlsx,
    "csv": put_csv,
    "csv-excel": partial(put_csv, local=True),
    "jsonl": put_jsonl,
}
