"""What is known of a run: a row for each article, in a database in the output folder, so that a run can be resumed.

Written after each batch of results, so that a run that is killed loses no more than what was under way.
"""

import json
import sqlite3
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from factcheck import storage
from factcheck.batch.items import Item, Known, Problem, Result
from factcheck.batch.output import AGAIN
from factcheck.errors import RunError

FOLDER = ".factcheck"
FILE = "state.sqlite"
_SCHEMA = 1
_WAIT = 1.0  # seconds for another run to end

# run    the run in which the article was met last; number  its place in that run
# kept   whether it is as in an earlier run
# made   the version and options with which it was made; digest  of its content
# goal   the worksheet that it is to have, see _goal; output  the one that it has
_TABLES = """
CREATE TABLE IF NOT EXISTS articles (
    name TEXT PRIMARY KEY, place BLOB, goal TEXT, run INTEGER, number INTEGER, kept INTEGER, made TEXT, digest TEXT,
    state TEXT, lang TEXT, output TEXT, claims INTEGER, figures INTEGER, left_out INTEGER, kinds TEXT, what BLOB,
    at TEXT
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS numbers ON articles (run, number);
CREATE INDEX IF NOT EXISTS goals ON articles (goal, run);
CREATE TABLE IF NOT EXISTS lines (name TEXT PRIMARY KEY, lines BLOB);
CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, notes TEXT);
CREATE TABLE IF NOT EXISTS shards (number INTEGER PRIMARY KEY, digest TEXT, size INTEGER);
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, said TEXT);
"""


class Row(NamedTuple):
    """An article, as the index tells of it: the state in which it is, whichever run brought it there.

    That is "gone" if it was not among the sources of the last run.
    """

    name: str
    place: str
    state: str
    lang: str | None
    output: str | None
    claims: int
    figures: int
    left_out: int
    kinds: Mapping[str, int]
    problem: Problem | None
    notes: tuple[str, ...]


class Taken(Exception):  # noqa: N818  # no error
    """An article of this run has the name or the worksheet of this one already: the one at `place`."""

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place


class State:
    """The state of the runs into a folder; a context manager, which saves when it is left.

    `made` is the digest of the settings, `name` what messages call the folder. RunError if another run is at work
    there.
    """

    def __init__(self, folder: Path, made: str, name: str = "") -> None:
        self._made, self._name = made, name or str(folder)
        self._path = folder / FOLDER / FILE
        try:
            self._path.parent.mkdir(exist_ok=True)
        except OSError as error:
            raise RunError(
                f"{self._name}: can't be written ({error.strerror}); choose another folder with -o."
            ) from None
        with ExitStack() as stack:
            try:
                self._base = sqlite3.connect(self._path, timeout=_WAIT, isolation_level=None)
                stack.callback(self._base.close)
                self._do("PRAGMA locking_mode = EXCLUSIVE")
                self._do("PRAGMA journal_mode = WAL")
                self._do("PRAGMA synchronous = NORMAL")
                self._do("BEGIN EXCLUSIVE")
                self._prepare()
                last = self._do("SELECT max(run) FROM articles").fetchone()[0]
            except sqlite3.OperationalError as error:
                raise RunError(f"{self._file}: can't be opened ({error}); {AGAIN}") from None
            stack.pop_all()
        self._run = (last or 0) + 1
        self._folds = (folder / FOLDER.upper()).exists()  # whether its file system takes A.xlsx for a.xlsx

    def __enter__(self) -> "State":
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(sqlite3.Error):  # what can't be saved is done again
            self._base.execute("COMMIT")
        self._base.close()

    def _do(self, statement: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        """What the database gives for a statement, its first row read; RunError where it can't be read or written."""
        with self._told():
            return self._base.execute(statement, values)

    def _all(self, statement: str, values: Sequence[object] = ()) -> Iterator[Any]:
        """The rows that the database gives for a statement, one by one; RunError where they can't be read."""
        with self._told():
            found = self._base.execute(statement, values)
            while row := found.fetchone():  # "yield from" would close it, even after the database
                yield row

    @contextmanager
    def _told(self) -> Iterator[None]:
        """RunError for whatever the database can't do."""
        try:
            yield
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                why = "another run is writing into this folder; wait for its end, or choose another folder with -o"
                raise RunError(f"{self._name}: {why}.") from None
            raise RunError(f"{self._name}: can't be read or written ({error}); {AGAIN}") from None
        except sqlite3.DatabaseError:
            raise RunError(f"{self._file}: is broken; remove it, and all articles are read again.") from None

    @property
    def _file(self) -> str:
        """What messages call the database."""
        return storage.join(self._name, FOLDER, FILE)

    def _prepare(self) -> None:
        """Makes the tables; those of another version of the program are emptied."""
        if self._do("PRAGMA user_version").fetchone()[0] not in (0, _SCHEMA):
            for table in ("articles", "lines", "notes", "shards", "facts"):
                self._do(f"DROP TABLE IF EXISTS {table}")
        for statement in filter(str.strip, _TABLES.split(";")):
            self._do(statement)
        self._do(f"PRAGMA user_version = {_SCHEMA}")

    def save(self) -> None:
        """Keeps all that was told so far, whatever happens now; RunError if that is not possible."""
        if not self._path.exists():
            raise RunError(f"{self._name}: this folder is gone.")
        self._do("COMMIT")
        self._do("BEGIN EXCLUSIVE")

    def begin(self, number: int, item: Item) -> Known | None:
        """Meets an article; gives back what an earlier run made of it.

        Raises Taken if an article of the same name or worksheet was met in this run.
        """
        goal = self._goal(item.output)
        row = self._do("SELECT place, run, made, digest, output FROM articles WHERE name = ?", (item.name,)).fetchone()
        place = row[0] if row and row[1] == self._run else self._place(goal)
        if place is not None:
            raise Taken(_text(place))
        self._do(
            "INSERT INTO articles (name, place, goal, run, number) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (name) DO UPDATE SET place = excluded.place, goal = excluded.goal, run = excluded.run,"
            " number = excluded.number, kept = 0",
            (item.name, _bytes(item.place), goal, self._run, number),
        )
        return Known(row[3] if row[2] == self._made else "", row[4]) if row and row[2] else None

    def _place(self, goal: str | None) -> bytes | None:
        """Where the article of this run stands that is to have this worksheet, None if there is none."""
        found = self._do("SELECT place FROM articles WHERE goal = ? AND run = ?", (goal, self._run)).fetchone()
        return found and bytes(found[0])

    def _goal(self, output: str) -> str | None:
        """The path of a worksheet, in the same letters for all that the folder's file system takes for one file."""
        return (unicodedata.normalize("NFC", output.casefold()) if self._folds else output) or None

    def put(self, item: Item, result: Result) -> None:
        """Keeps what became of an article that was met."""
        if result.state == "unchanged":
            self._do("UPDATE articles SET kept = 1 WHERE name = ?", (item.name,))
            return
        counts, (what, where) = result.counts, result.problem or (None, None)
        kinds = json.dumps(counts.kinds, sort_keys=True)
        self._do(
            "UPDATE articles SET made = ?, digest = ?, state = ?, lang = ?, output = ?, claims = ?, figures = ?,"
            " left_out = ?, kinds = ?, what = ?, at = ? WHERE name = ?",
            (
                *(self._made, result.digest, result.state, result.lang, result.output),
                *(counts.claims, counts.kinds.total(), counts.left_out, kinds),
                *(what and _bytes(what), where, item.name),
            ),
        )
        self._do("DELETE FROM lines WHERE name = ?", (item.name,))
        if result.lines is not None:
            self._do("INSERT INTO lines VALUES (?, ?)", (item.name, result.lines))
        self._do("DELETE FROM notes WHERE name = ?", (item.name,))
        if result.notes:
            self._do("INSERT INTO notes VALUES (?, ?)", (item.name, json.dumps(result.notes)))

    def rows(self, gone: bool = False) -> Iterator[Row]:
        """The articles of this run in its order; with those of earlier runs that are `gone` behind them."""
        found = self._all(
            "SELECT name, place, state, lang, output, claims, figures, left_out, kinds, what, at, notes, run"
            " FROM articles LEFT JOIN notes USING (name)"
            " WHERE run = ? OR (? AND state NOT NULL) ORDER BY run < ?, CASE WHEN run = ? THEN number ELSE name END",
            (self._run, gone, self._run, self._run),
        )
        for *facts, claims, figures, left_out, kinds, what, at, notes, run in found:
            name, place, state, lang, output = facts
            problem = None if what is None else Problem(_text(what), at)
            state = state if run == self._run else "gone"
            counts = claims or 0, figures or 0, left_out or 0, json.loads(kinds or "{}")
            yield Row(name, _text(place), state, lang, output, *counts, problem, tuple(json.loads(notes or "[]")))

    def totals(self) -> list[tuple[str, int, int, int]]:
        """The states of this run's articles: how many are in each, with how many claims and figures.

        Here those that are as in an earlier run are "unchanged".
        """
        found = self._all(
            "SELECT CASE WHEN kept THEN 'unchanged' ELSE state END AS now, count(*), total(claims), total(figures)"
            " FROM articles WHERE run = ? GROUP BY now ORDER BY now",
            (self._run,),
        )
        return list(found)

    def noted(self) -> int:
        """How many articles of this run have notes."""
        found = self._do("SELECT count(*) FROM articles JOIN notes USING (name) WHERE run = ?", (self._run,))
        return int(found.fetchone()[0])

    def lang(self) -> str | None:
        """The language of most articles of this run."""
        found = self._do(
            "SELECT lang FROM articles WHERE run = ? AND lang NOT NULL GROUP BY lang ORDER BY count(*) DESC, lang",
            (self._run,),
        ).fetchone()
        return found and str(found[0])

    def names(self, first: int, last: int) -> list[tuple[str, str]]:
        """The articles of this run with numbers from `first` up to `last`, which is not among them; with digests."""
        found = self._all(
            "SELECT name, made || digest FROM articles WHERE run = ? AND number >= ? AND number < ? ORDER BY number",
            (self._run, first, last),
        )
        return list(found)

    def lines(self, first: int, last: int) -> Iterator[bytes]:
        """The lines of the articles with these numbers, in order."""
        found = self._all(
            "SELECT lines FROM articles JOIN lines USING (name) WHERE run = ? AND number >= ? AND number < ?"
            " ORDER BY number",
            (self._run, first, last),
        )
        return chain.from_iterable(found)

    def fact(self, name: str) -> str | None:
        """What an earlier run kept under a name."""
        found = self._do("SELECT said FROM facts WHERE name = ?", (name,)).fetchone()
        return found and str(found[0])

    def put_fact(self, name: str, said: str) -> None:
        """Keeps something for later runs."""
        self._do("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, said))

    def shard(self, number: int) -> tuple[str, int] | None:
        """The digest of what a shard was made of, and its size in bytes."""
        found: tuple[str, int] | None = self._do(
            "SELECT digest, size FROM shards WHERE number = ?", (number,)
        ).fetchone()
        return found

    def put_shard(self, number: int, digest: str, size: int) -> None:
        """Keeps what a shard was made of."""
        self._do("INSERT OR REPLACE INTO shards VALUES (?, ?, ?)", (number, digest, size))

    def drop_shards(self, first: int) -> None:
        """Forgets the shards from a number on."""
        self._do("DELETE FROM shards WHERE number >= ?", (first,))


def _bytes(text: str) -> bytes:
    """A text that may cite a file's name: what is not UTF-8 in one is a lone surrogate, which no TEXT holds."""
    return text.encode("utf-8", "surrogatepass")


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")
