"""A corpus of claims, as numbered files: each holds the claims of so many articles, and is written whole."""

import csv
import hashlib
import io
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import islice
from typing import BinaryIO

from factcheck import storage
from factcheck.batch.output import remove, write
from factcheck.batch.state import State
from factcheck.table import COLUMNS, as_cells, schema
from factcheck.worksheet.text import guarded

ARTICLES = 1_000  # in a shard
_GROUP = 10_000  # claims of a Parquet file that are in memory at once

_BEFORE = "claims-"  # the number in a shard's name


class Shards:
    """Writes the shards whose articles are all done; those that would be the same as they are stay.

    FactcheckError where the format needs what is not installed.
    """

    def __init__(self, folder: str, kind: str, state: State) -> None:
        if kind == "parquet":
            schema()
        self._folder, self._kind, self._state = folder, kind, state
        self._done: dict[int, int] = {}  # articles of the shards that are under way

    def done(self, number: int) -> None:
        """Takes note that the article with this number in the run is done."""
        shard = number // ARTICLES
        self._done[shard] = self._done.get(shard, 0) + 1
        if self._done[shard] == ARTICLES:
            del self._done[shard]
            self._write(shard)

    def close(self, count: int) -> None:
        """Writes the last shard of a run of so many articles, removes those of this format that lie behind it."""
        for shard in self._done:
            self._write(shard)
        shards = -(-count // ARTICLES)
        self._state.drop_shards(shards)
        for name, _ in storage.listed(self._folder) if storage.is_folder(self._folder) else ():
            number = name.removeprefix(_BEFORE).removesuffix(f".{self._kind}")
            if number.isdecimal() and int(number) >= shards and name == self._name(int(number)):
                remove(storage.join(self._folder, name))

    def _write(self, shard: int) -> None:
        first, last = shard * ARTICLES, (shard + 1) * ARTICLES
        digest = hashlib.sha256(json.dumps(self._state.names(first, last)).encode()).hexdigest()
        path = self._path(shard)
        if (digest, storage.size(path)) == self._state.shard(shard):
            return
        self._state.put_shard(shard, "", 0)  # whatever happens now, it is not as it was
        self._state.save()
        lines = _lines(self._state.lines(first, last))
        write(path, partial(FORMATS[self._kind], lines=lines))
        self._state.put_shard(shard, digest, storage.size(path) or 0)

    def _path(self, shard: int) -> str:
        return storage.join(self._folder, self._name(shard))

    def _name(self, shard: int) -> str:
        return f"{_BEFORE}{shard:05}.{self._kind}"


def _lines(packed: Iterable[bytes]) -> Iterator[bytes]:
    """The claims of articles, a line of JSON each."""
    for some in packed:
        yield from zlib.decompress(some).splitlines(keepends=True)


def _jsonl(stream: BinaryIO, lines: Iterable[bytes]) -> None:
    stream.writelines(lines)


def _csv(stream: BinaryIO, lines: Iterable[bytes]) -> None:
    """A row a claim; what is no text or number is JSON, and no text is a formula."""
    text = io.TextIOWrapper(stream, "utf-8", newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for line in lines:
        cells = as_cells(json.loads(line))
        writer.writerow([guarded(cell) if isinstance(cell, str) else cell for cell in cells])
    text.flush()
    text.detach()


def _parquet(stream: BinaryIO, lines: Iterable[bytes]) -> None:
    """A row a claim; figures are lists of structs."""
    import pyarrow as pa
    from pyarrow import parquet

    rest = map(json.loads, lines)
    with parquet.ParquetWriter(stream, schema(), compression="zstd") as writer:
        while some := list(islice(rest, _GROUP)):
            writer.write_table(pa.Table.from_pylist(some, schema=schema()))


FORMATS: Mapping[str, Callable[..., None]] = {"jsonl": _jsonl, "csv": _csv, "parquet": _parquet}
