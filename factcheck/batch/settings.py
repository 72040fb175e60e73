"""What decides, beside its text, what is made of an article."""

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Literal

import factcheck
from factcheck.review.records import OwnColumn

Kind = Literal["xlsx", "jsonl", "csv", "parquet"]


@dataclass(frozen=True, slots=True)
class Settings:
    """The options of a run.

    output   the folder that is written into
    kind     xlsx: a worksheet an article; else one corpus of claims in that format
    words    a newsroom's own words, as JSON
    ui, columns, protect   as in `extract`; for worksheets only
    """

    output: str
    kind: Kind
    lang: str | None = None
    model: str | None = None
    words: str | None = None
    ui: str | None = None
    columns: tuple[OwnColumn, ...] = ()
    protect: bool = True

    @property
    def digest(self) -> str:
        """A hash of the version and of all options that change what is made; the output folder doesn't."""
        options = {**asdict(self), "output": None, "version": factcheck.__version__}
        return hashlib.sha256(json.dumps(options, sort_keys=True).encode()).hexdigest()
