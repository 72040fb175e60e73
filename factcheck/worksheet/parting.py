"""A row's cells, parted into those that the program fills in and the marks of reviewers."""

from collections import defaultdict
from datetime import date, time
from typing import Any

from factcheck.review.records import Names, OwnColumn, Written
from factcheck.worksheet.grid import Cells, Grid, Opened, Spot
from factcheck.worksheet.headings import Table, column_letter, filled, spot
from factcheck.worksheet.kept import Kept
from factcheck.worksheet.layout import MAX_TEXT
from factcheck.worksheet.marks import is_unticked, understood

_LONGEST = MAX_TEXT // 2  # characters of a mark; a table may hold more, and a cell always has room for so many


class Parting:
    """Reads the cells of a file's rows; `comments` is the heading of the column for what is said on cells."""

    def __init__(self, file: Opened, kept: Kept, comments: str) -> None:
        self._file, self._kept, self._comments = file, kept, comments
        self._own: dict[str, dict[str, None]] = defaultdict(dict)  # columns that are not ours, by sheet, in order
        self._computed: dict[str, dict[Spot, Written]] = {}

    def begin(self, table: Table) -> None:
        """A sheet whose rows come next: its columns that are not ours, and what stands above the headings."""
        self._own[table.sheet.id].update(dict.fromkeys(table.own))
        for number, row in table.above:
            for place, cell in filled(row):
                said = self.value(table.grid, number, place, cell)
                self._kept.put_text(spot(table.grid.title, number, place), said, "was written above the headings")

    def parted(self, table: Table, number: int, row: Cells) -> tuple[dict[str, Any], dict[str, Written]]:
        """The cells of a row that we filled in, and those that a reviewer did, by column."""
        ours: dict[str, Any] = {}
        marks: dict[str, Written] = {}
        for place, cell in filled(row):
            name = table.names.get(place) or self._without_heading(table, number, place)
            if name in table.ours:
                ours[name] = self.value(table.grid, number, place, cell)
            elif not is_unticked(name, cell):
                marks[name] = self._mark(table, number, place, name, cell)
        if lines := table.comments.pop(number, None):
            marks[self._comments] = "\n".join([*filter(None, [str(marks.get(self._comments, ""))]), *lines])
            self._own[table.sheet.id][self._comments] = None
        return ours, marks

    def value(self, grid: Grid, number: int, place: int, cell: Any) -> Written:
        """What a cell says: a formula's value, where the program that saved the file left it."""
        if isinstance(cell, bool | int | float | date | time) or (isinstance(cell, str) and not cell.startswith("=")):
            return cell
        computed = self._computed.get(grid.title)
        if computed is None:
            computed = self._computed[grid.title] = self._file.computed(grid.title)
        formula = str(getattr(cell, "text", cell))
        given = computed.get((number, place + 1), formula)
        if given != formula:
            self._kept.tell(spot(grid.title, number, place), "is a formula; what it gave was taken instead.")
        return given

    def own_columns(self, sheet: str, made: tuple[OwnColumn, ...]) -> tuple[OwnColumn, ...]:
        """The columns of a sheet that are not ours: those that the worksheet was made with, and what was added."""
        known = {column.name: column for column in made}
        return tuple(known.get(name, OwnColumn(name)) for name in {**known, **self._own[sheet]})

    def _mark(self, table: Table, number: int, place: int, name: str, cell: Any) -> Written:
        """A cell as what the reviewer meant."""
        where = spot(table.grid.title, number, place)
        mark, wrong = understood(name, self.value(table.grid, number, place, cell))
        if wrong:
            self._kept.tell(where, wrong)
        mark = linked(table.grid, number, place, mark)
        if not isinstance(mark, str) or len(mark) <= _LONGEST:
            return mark
        for start in range(_LONGEST, len(mark), _LONGEST):
            self._kept.put_text(where, mark[start : start + _LONGEST], "is too long a text")
        return mark[:_LONGEST]

    def _without_heading(self, table: Table, number: int, place: int) -> str:
        """The name of a column that has no heading: its letter, where no other is called so."""
        name = table.names[place] = Names(table.names.values(), fold=False).unused(column_letter(place))
        self._own[table.sheet.id][name] = None
        self._kept.tell(spot(table.grid.title, number, place), "stands in a column without a heading.")
        return name


def linked(grid: Grid, number: int, place: int, mark: Written) -> Written:
    """What a cell says, and the address to which it leads where it doesn't say that."""
    target = grid.links.get((number, place + 1))
    return f"{mark} {target}" if target and target not in str(mark) else mark
