"""Random reviewers for property tests: they write, sort, copy, delete, add rows and columns, and mistype.

Whatever they write carries a token that nobody else writes, so that it can be found again and counted.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import count, zip_longest
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

from openpyxl import Workbook, load_workbook

from factcheck.review.records import Review
from factcheck.worksheet import data, layout, rows
from factcheck.worksheet.figures import Number
from factcheck.worksheet.grid import Grid, Opened
from factcheck.worksheet.layout import Sheet
from factcheck.worksheet.read import read
from factcheck.worksheet.text import clean
from factcheck.worksheet.wording import wording
from factcheck.worksheet.write import extras_of

Grids = dict[str, list[list[Any]]]  # the cells of each sheet by its title; the first row has the headings

_TOKEN = re.compile(r"§\d+§")
_ODD = ("", "è ", "مرحبا ", "🙂 ", "=1+", "_x0041_ ", "two\nlines ", "a → b ", "'")
_STATUSES = ("sourced", "unsourced", "disputed", "Sourced ", " DISPUTED", "fonte trovata", "contestata")
_KEY = ("Key", "Chiave")
_SHEETS = (layout.REVIEW, layout.FIGURES, layout.LEFT_OUT, layout.ASIDE)


def grids_of(review: Review) -> Grids:
    """The cells of a worksheet, as they are written."""
    words, extras = wording(review.ui), extras_of(review)
    entries = [entry for _, claims in rows.entries(review) for entry in claims]
    own = {one.name: one for one in (*review.columns, *review.figure_columns, *review.left_out_columns)}
    written: list[tuple[Sheet, Any, list[rows.Row]]] = [
        (layout.REVIEW, review.columns, [rows.review_row(entry, words) for entry in entries]),
        (
            layout.FIGURES,
            review.figure_columns,
            [
                rows.figure_row(entry, place, words)
                for entry in entries
                for place in range(len(entry.reviewed.claim.figures))
            ],
        ),
        (
            layout.LEFT_OUT,
            review.left_out_columns,
            [rows.left_out_row(one.name, left, words) for one in review.articles for left in one.left_out],
        ),
    ]
    if review.aside:
        aside = [rows.aside_row(one, words, own.keys()) for one in review.aside]
        written.append((layout.ASIDE, tuple(own.values()), aside))
        extras = extras | {"updated"}
    grids: Grids = {}
    for sheet, columns, lines in written:
        shown = sheet.shown(words, extras, columns)
        head = [column.heading for column in shown]
        grids[layout.title(sheet, words)] = [head, *([_cell(line.get(one.id)) for one in shown] for line in lines)]
    for sheet in review.sheets:
        grids[sheet.title] = [list(row) for row in sheet.rows]
    packed = zip_longest([layout.SCHEMA], data.packed(review))
    grids[layout.RECORD.id] = [["Schema", "Version", "Data"], *([schema, "", cell] for schema, cell in packed)]
    return grids


def _cell(value: Any) -> Any:
    if isinstance(value, Number):
        return value.value
    text = value.text if isinstance(value, rows.Text) else value
    return clean(text) or None if isinstance(text, str) else text


def read_grids(grids: Grids) -> Review:
    """The review that a workbook of these cells says."""

    @contextmanager
    def opened(_: Path) -> Iterator[Opened]:
        yield Opened([Grid(title, list(enumerate(cells, 1))) for title, cells in grids.items()])

    with patch("factcheck.worksheet.read.opened", opened):
        return read(Path("worksheet.xlsx"))


def tokens(grids: Grids) -> Counter[str]:
    """How often each token stands in a worksheet; what the program itself needs to know does not count."""
    found: Counter[str] = Counter()
    for title, cells in grids.items():
        for cell in (cell for row in cells for cell in row if title != layout.RECORD.id):
            found.update(_TOKEN.findall(str(cell)))
    return found


class Reviewer:
    """Somebody who does as chance says, and may sit down several times. One who `edits` writes in our cells, too."""

    def __init__(self, chance: Random, edits: bool = True) -> None:
        self._chance, self._edits = chance, edits
        self._numbers = count()

    def work(self, grids: Grids) -> Grids:
        """The cells of a worksheet after an hour at the desk."""
        grids = {title: [list(row) for row in cells] for title, cells in grids.items()}
        for title, sheet in self._ours(grids):
            cells = grids[title]
            self._write(cells, sheet)
            for act in (self._add_column, self._copy_rows, self._delete_rows, self._add_row, self._edit):
                if self._chance.random() < 0.2:
                    act(cells)
            if self._chance.random() < 0.3:
                cells[1:] = self._chance.sample(cells[1:], len(cells) - 1)
            if self._chance.random() < 0.3:
                self._move_columns(cells)
        if self._chance.random() < 0.1:
            grids[f"Mine {next(self._numbers)}"] = [[self.said(), None], [None, self.said()]]
        return grids

    def said(self) -> str:
        """Something that nobody wrote before."""
        return f"{self._chance.choice(_ODD)}§{next(self._numbers)}§"

    def _ours(self, grids: Grids) -> Iterator[tuple[str, Sheet]]:
        titles = {layout.title(sheet, wording(lang)): sheet for lang in ("it", "en") for sheet in _SHEETS}
        return ((title, titles[title]) for title in list(grids) if title in titles)

    def _write(self, cells: list[list[Any]], sheet: Sheet) -> None:
        """Marks in the columns for them."""
        columns = {
            wording(lang).heading(sheet.id, column.id): column for lang in ("it", "en") for column in sheet.columns
        }
        for place, head in enumerate(cells[0]):
            column = columns.get(head)
            for row in cells[1:]:
                if (column is None or not column.ours) and self._chance.random() < 0.25:
                    row[place] = self._mark(column)

    def _mark(self, column: layout.Column | None) -> Any:
        chance = self._chance.random()
        if column is None or chance < 0.2:
            return self.said()
        if column.id.endswith("status"):
            return self._chance.choice(_STATUSES)
        if column.choices:
            return self._chance.choice(("x", "X ", "sì"))
        if chance < 0.3:
            return self._chance.choice((None, 12, 3.5, True, date(2024, 2, 29)))
        return self.said()

    def _add_column(self, cells: list[list[Any]]) -> None:
        head = f"Column {next(self._numbers)}"
        for place, row in enumerate(cells):
            row.append(head if not place else self.said() if self._chance.random() < 0.3 else None)

    def _copy_rows(self, cells: list[list[Any]]) -> None:
        cells += [list(row) for row in cells[1:] if self._chance.random() < 0.3]

    def _delete_rows(self, cells: list[list[Any]]) -> None:
        cells[1:] = [row for row in cells[1:] if self._chance.random() < 0.7]

    def _add_row(self, cells: list[list[Any]]) -> None:
        """A row of one's own; its key, in a hidden column, stays empty."""
        row = [self.said() if head not in _KEY and self._chance.random() < 0.3 else None for head in cells[0]]
        cells.insert(self._chance.randint(1, len(cells)), row)

    def _edit(self, cells: list[list[Any]]) -> None:
        """Changes a claim, in a row that is the only one of it."""
        heads = {head: place for place, head in enumerate(cells[0])}
        claim = next((heads[head] for head in ("Claim", "Affermazione") if head in heads), None)
        key = next((heads[head] for head in _KEY if head in heads), None)
        if not self._edits or claim is None or key is None or "Why it is here" in heads or "Perché è qui" in heads:
            return
        keys = Counter(row[key] for row in cells[1:])
        for row in cells[1:]:
            if keys[row[key]] == 1 and row[claim] and self._chance.random() < 0.2:
                row[claim] = f"{row[claim]} {self.said()}"

    def _move_columns(self, cells: list[list[Any]]) -> None:
        order = self._chance.sample(range(len(cells[0])), len(cells[0]))
        cells[:] = [[row[place] for place in order] for row in cells]


def save(grids: Grids, path: Path) -> None:
    """The cells as a file of another program: a workbook, or its first sheet as a table."""
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=";").writerows(next(iter(grids.values())))
        return
    book = Workbook(write_only=True)
    for title, cells in grids.items():
        sheet = book.create_sheet(title)
        for row in cells:
            sheet.append(row)
    book.save(path)


def grids_in(path: Path) -> Grids:
    """The cells of a workbook."""
    book = load_workbook(path)
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets}
