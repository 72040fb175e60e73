"""Claims as a table: the columns of a corpus in CSV and Parquet, and of `extract_frame`.

A row is what a line of JSON says: figures are dicts, their amounts text in plain notation.
"""

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from factcheck.errors import FactcheckError
from factcheck.records import FIELDS, Claim

COLUMNS = ("schema", *(field.name for field in fields(Claim)))


def as_cells(line: Mapping[str, Any]) -> list[str | int | None]:
    """The cells of a claim, as its line of JSON says it, in the order of COLUMNS; what is nested becomes JSON."""
    values = [line[name] for name in COLUMNS]
    return [json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value for value in values]


def schema() -> Any:
    """The Arrow schema of a corpus; FactcheckError without pyarrow."""
    try:
        import pyarrow as pa
    except ImportError:
        raise FactcheckError("Parquet needs pyarrow; pip install 'factcheck[parquet]'.") from None
    place = [("text", pa.string()), ("start", pa.int64()), ("end", pa.int64())]
    mention = pa.struct(place)
    types = {"vague": pa.bool_(), "counted": mention, "start": pa.int64(), "end": pa.int64()}
    figure = pa.struct([(name, types.get(name, pa.string())) for name in FIELDS])
    nested = {"figures": pa.list_(figure), "links": pa.list_(pa.string()), "attribution": mention}
    numbers = dict.fromkeys(("schema", "start", "end", "paragraph", "sentence", "page"), pa.int64())
    return pa.schema([(name, {**nested, **numbers}.get(name, pa.string())) for name in COLUMNS])
