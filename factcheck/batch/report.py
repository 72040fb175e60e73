"""What a run tells at its end: index.xlsx, errors.jsonl, and the totals."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import count
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import BinaryIO, NamedTuple

from factcheck import storage
from factcheck.batch.index import IndexRow, write_index
from factcheck.batch.output import ERRORS, INDEX, remove, write, writing
from factcheck.batch.settings import Settings
from factcheck.batch.state import State
from factcheck.worksheet.wording import usual

_PIECE = 1 << 20  # bytes read at once


class Totals(NamedTuple):
    """How many articles are in each state and have notes, what was found, and what needs attention, a line each."""

    states: Mapping[str, int]
    claims: int
    figures: int
    noted: int
    attention: tuple[str, ...]


def report(settings: Settings, state: State) -> Totals:
    """Writes the index and the list of errors; gives back the totals of the run.

    An index that somebody changed is kept under another name.
    """
    counts = state.totals()
    states = {name: articles for name, articles, _, _ in counts}
    index, errors = storage.join(settings.output, INDEX), storage.join(settings.output, ERRORS)
    with writing(index):
        attention = list(_kept_index(settings, state))
    ui = settings.ui or usual([state.lang()])
    write(index, partial(_put_index, state=state, ui=ui))
    if not states:
        attention.append("There is no article in the sources; check them, and --glob.")
    if aside := states.get("set aside"):
        write(errors, partial(_put_errors, state=state))
        attention.append(f"{aside:,} article{'' if aside == 1 else 's'} set aside: see {errors}.")
    else:
        remove(errors)
    claims, figures = sum(int(row[2]) for row in counts), sum(int(row[3]) for row in counts)
    return Totals(states, claims, figures, state.noted(), tuple(attention))


def _kept_index(settings: Settings, state: State) -> Iterator[str]:
    """Moves an index that somebody changed out of the way; a line that says so."""
    index = storage.join(settings.output, INDEX)
    if not storage.exists(index):
        return
    with storage.opened(index) as stream:
        if _digest(stream) in _ours(state):
            return
    names = (storage.join(settings.output, f"index-{number}.xlsx") for number in count(1))
    kept = next(name for name in names if not storage.exists(name))
    storage.move(index, kept)
    yield f"{index}: somebody changed it; it is kept as {kept}."


def _put_index(stream: BinaryIO, state: State, ui: str) -> None:
    """Writes the index; its digest is kept before, so that a later run knows it even if this one is killed here."""
    with TemporaryFile() as made:
        write_index(made, _index_rows(state), ui)
        made.seek(0)
        state.put_fact(INDEX, " ".join([*_ours(state)[-1:], _digest(made)]))
        state.save()
        made.seek(0)
        copyfileobj(made, stream)


def _ours(state: State) -> list[str]:
    """The digests of the last two indexes that runs wrote; the later one may not have been written any more."""
    return (state.fact(INDEX) or "").split()


def _digest(stream: BinaryIO) -> str:
    digest = hashlib.sha256()
    while piece := stream.read(_PIECE):
        digest.update(piece)
    return digest.hexdigest()


def _index_rows(state: State) -> Iterator[IndexRow]:
    for row in state.rows(gone=True):
        found = row.claims, row.figures, row.left_out, row.kinds
        problem = row.problem and row.problem.what
        yield IndexRow(row.name, row.output, row.lang, row.state, *found, problem, " ".join(row.notes) or None)


def _put_errors(stream: BinaryIO, state: State) -> None:
    for row in state.rows():
        if row.problem is not None:
            line = {"path": row.place, "what": row.problem.what, "where": row.problem.where}
            stream.write(f"{json.dumps(line, ensure_ascii=False)}\n".encode("utf-8", "backslashreplace"))
