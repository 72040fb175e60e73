"""Claims of a table of articles, as a table: pandas in and out, or Dask.

The rows are worked on as those of a corpus are in a batch run (factcheck/batch/), so that both find the same.
"""

import json
import warnings
import zlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, repeat
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from factcheck import own_words
from factcheck.articles.corpus import Columns, row
from factcheck.batch.items import Item, Job, Problem
from factcheck.batch.settings import Settings
from factcheck.batch.work import work
from factcheck.errors import ArticleError
from factcheck.language import installed
from factcheck.own_words import OwnWords
from factcheck.table import COLUMNS

if TYPE_CHECKING:
    from pandas import DataFrame

_ROWS = 32  # worked on together
_NUMBERS = ("schema", "start", "end", "paragraph", "sentence")
_OTHERS = {"figures": "object", "links": "object", "attribution": "object", "page": "Int64", "heading": "object"}


class _Cells(NamedTuple):
    """The columns to be read; without one for ids it is the index."""

    text: str
    id: str | None
    lang: str | None

    def of(self, frame: Any) -> Any:
        """A frame of these columns alone."""
        return frame[[name for name in dict.fromkeys(self) if name is not None]]


def extract_frame(
    frame: Any,
    text: str = "text",
    id: str | None = None,
    lang: str | None = None,
    *,
    lang_column: str | None = None,
    model: str | Path | None = None,
    words: OwnWords | None = None,
) -> Any:
    """The claims of a DataFrame of articles as a DataFrame: a row a claim, with the columns of a corpus in Parquet.

    A pandas DataFrame gives one of pandas. A Dask DataFrame gives one of Dask: nothing is read before it is computed,
    each process loads its pipelines once. `figures` are lists of dicts, amounts are text in plain notation; with
    `schema=factcheck.table.schema()` both kinds are written by `to_parquet`.

    `text` and `id` are the names of columns. An article's name is its id; that is the column "id" if there is one, and
    else the index. The language is `lang` for all articles, else what stands in `lang_column`, else guessed. `model`
    and `words` are those of `load`.

    Rows without a text, or in a language that can't be told or isn't installed, are left out; one warning says how
    many, and why the first (with Dask it is given where the work is done, for each part). Raises ArticleError where a
    column is missing, another FactcheckError for a language, model or words that don't fit, and TypeError for what is
    no DataFrame.
    """
    import pandas as pd

    is_pandas = isinstance(frame, pd.DataFrame)
    if not is_pandas and not hasattr(frame, "map_partitions"):
        raise TypeError(f"extract_frame takes a DataFrame of pandas or Dask, not {type(frame).__name__}.")
    cells = _Cells(text, "id" if id is None and "id" in frame.columns else id, lang_column)
    _check(cells, list(frame.columns))
    settings = Settings(
        output="",
        kind="parquet",
        lang=None if lang is None else installed(lang),
        model=None if model is None else str(model),
        words=None if words is None else json.dumps(own_words.read(words)[0]),
    )
    if is_pandas:
        return _extracted(frame, cells, settings)
    found = cells.of(frame).map_partitions(_extracted, cells, settings, meta=_table(()))
    return found.clear_divisions()


def _check(cells: _Cells, columns: list[object]) -> None:
    """ArticleError for a column that is missing or there twice."""
    for name in filter(None, cells):
        if (count := columns.count(name)) != 1:
            there = ", ".join(map(str, columns))
            raise ArticleError(
                f"There is {'no' if count == 0 else 'more than one'} column {name!r}; there are: {there}."
            )


def _extracted(frame: "DataFrame", cells: _Cells, settings: Settings) -> "DataFrame":
    """The claims of a frame of pandas."""
    problems: list[Problem] = []
    found = _table(_claims(_jobs(cells.of(frame), cells), settings, problems))
    if problems:
        rows = f"{len(problems):,} of {len(frame):,} rows hold no article that can be read, and are left out"
        warnings.warn(f"{rows}; the first: {problems[0].what}", stacklevel=3)
    return found


def _jobs(frame: "DataFrame", cells: _Cells) -> Iterator[Job]:
    """The rows as articles to work on."""
    texts = _plain(frame[cells.text])
    names = _plain(frame.index.to_series() if cells.id is None else frame[cells.id])
    langs = repeat(None) if cells.lang is None else _plain(frame[cells.lang])
    for number, (text, name, lang) in enumerate(zip(texts, names, langs, strict=False)):
        found = row(f"row {name!r}", {"text": text, "id": name, "lang": lang}, Columns(), None)
        yield Job(number, Item(found.place, found.place, "", found.article, found.problem))


def _plain(column: Any) -> list[object]:
    """The values of a column (a Series), those that are missing as None."""
    return [None if missing else value for value, missing in zip(column.tolist(), column.isna(), strict=True)]


def _claims(jobs: Iterator[Job], settings: Settings, problems: list[Problem]) -> Iterator[Mapping[str, Any]]:
    """The claims, as the lines of a corpus say them; why rows have none is added to the problems."""
    while batch := list(islice(jobs, _ROWS)):
        for result in sorted(work(settings, batch), key=lambda result: result.number):
            if result.problem is not None:
                problems.append(result.problem)
            yield from map(json.loads, zlib.decompress(result.lines).splitlines() if result.lines else ())


def _table(lines: Iterable[Mapping[str, Any]]) -> "DataFrame":
    """Claims as a frame of pandas, whose types are the same whatever is in it."""
    import pandas as pd

    found = pd.DataFrame([[line[name] for name in COLUMNS] for line in lines], columns=list(COLUMNS), dtype=object)
    known = {**dict.fromkeys(_NUMBERS, "int64"), **_OTHERS}
    return found.astype({name: known.get(name, "str") for name in COLUMNS})
