"""What a run tells at its end: index.xlsx, errors.jsonl, and the totals."""

import json
from collections.abc import Mapping
from functools import partial
from typing import BinaryIO, NamedTuple

from factcheck import storage
from factcheck.batch.settings import Settings
from factcheck.batch.state import State

INDEX, ERRORS = "index.xlsx", "errors.jsonl"


class Totals(NamedTuple):
    """How many articles are in each state, what was found in them, and what needs attention, a line each."""

    states: Mapping[str, int]
    claims: int
    figures: int
    attention: tuple[str, ...]


def report(settings: Settings, state: State) -> Totals:
    """Writes the index and the list of errors; gives back the totals of the run."""
    counts = state.totals()
    states = {name: count for name, count, _, _ in counts}
    errors = storage.join(settings.output, ERRORS)
    attention = []
    if aside := states.get("set aside"):
        storage.write(errors, partial(_put_errors, state=state))
        attention.append(f"{aside:,} article{'' if aside == 1 else 's'} set aside: see {errors}.")
    else:
        storage.remove(errors)
    claims, figures = sum(int(row[2]) for row in counts), sum(int(row[3]) for row in counts)
    return Totals(states, claims, figures, tuple(attention))


def _put_errors(stream: BinaryIO, state: State) -> None:
    for row in state.rows():
        if row.problem is not None:
            line = {"path": row.place, "what": row.problem.what, "where": row.problem.where}
            stream.write(f"{json.dumps(line, ensure_ascii=False)}\n".encode("utf-8", "backslashreplace"))
