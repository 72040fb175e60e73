"""Which sheet a grid is, and which column is which: known by its headings, in whatever language, order and place."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain

from factcheck.review.records import Names
from factcheck.worksheet.grid import Cells, Grid
from factcheck.worksheet.layout import ARTICLE, ASIDE, FIGURES, LEFT_OUT, RECORD, REVIEW, Sheet
from factcheck.worksheet.wording import languages, wording

_HEAD_ROWS = 20  # in which the headings must lie
_AT_LEAST = 3  # of our headings make a sheet one of ours

# The columns without which a sheet can't be read back
NEEDED: Mapping[str, tuple[str, ...]] = {
    REVIEW.id: ("claim", "status", "key"),
    FIGURES.id: ("figure", "figure_status", "key"),
    LEFT_OUT.id: ("sentence", "take_in", "key"),
    ASIDE.id: ("why", "place"),
    ARTICLE.id: ("text",),
    RECORD.id: ("Schema",),
}
_SHEETS = (REVIEW, FIGURES, ARTICLE, LEFT_OUT, ASIDE, RECORD)


@dataclass(frozen=True, slots=True)
class Table:
    """A grid whose headings were found.

    sheet     which of our sheets it is
    names     the id of each column of ours, and of the others their headings, by place (counted from 0)
    own       the headings of the columns that are not ours, in order
    above     the rows above the headings
    head      the headings
    rows      the rows below them
    comments  what was written on cells, by row
    """

    grid: Grid
    sheet: Sheet
    names: dict[int, str]
    own: tuple[str, ...]
    above: tuple[tuple[int, Cells], ...]
    head: tuple[int, Cells]
    rows: Iterable[tuple[int, Cells]]
    comments: dict[int, list[str]]

    @property
    def ours(self) -> Set[str]:
        """The ids of the columns that the program fills in."""
        return _ours(self.sheet)

    def whole(self) -> Grid:
        """The grid again, as it was before its headings were looked for."""
        return replace(self.grid, rows=chain(self.above, [self.head], self.rows))

    @property
    def missing(self) -> list[str]:
        """The ids of the columns that are needed and not there."""
        known = set(self.names.values())
        return [column for column in NEEDED[self.sheet.id] if column not in known]


def table(grid: Grid) -> Table | Grid:
    """The grid as one of our sheets; as a grid that can still be read where it is none."""
    rows = iter(grid.rows)
    top: list[tuple[int, Cells]] = []
    most, best, at = _AT_LEAST - 1, REVIEW, -1
    for number, row in rows:
        top.append((number, row))
        heads = {text(cell).casefold() for cell in row} - {""}
        for sheet in _SHEETS:
            count = len({known[head] for known in _ids(sheet) for head in heads & known.keys()})
            if count > most:
                most, best, at = count, sheet, len(top) - 1
        if number >= _HEAD_ROWS or at >= 0:
            break
    whole = chain(top, rows)
    if at < 0:
        return replace(grid, rows=whole)
    names, own = _columns(top[at][1], best)
    return Table(grid, best, names, own, tuple(top[:at]), top[at], rows, comments_of(grid))


def comments_of(grid: Grid) -> dict[int, list[str]]:
    """What was written on a grid's cells, by row, each with its cell."""
    comments: dict[int, list[str]] = defaultdict(list)
    for (number, place), said in grid.comments.items():
        comments[number].append(f"{column_letter(place - 1)}{number}, {said}")
    return dict(comments)


def text(cell: object) -> str:
    """A cell as text on one line, without white space around it."""
    return "" if cell is None else " ".join(str(cell).split())


@cache
def _ours(sheet: Sheet) -> frozenset[str]:
    return frozenset(column.id for column in sheet.columns if column.ours)


@cache
def _ids(sheet: Sheet) -> tuple[dict[str, str], ...]:
    """The ids of a sheet's columns by their headings in each language, lower case; at last by themselves."""
    ids = {column.id.casefold(): column.id for column in sheet.columns}
    headings = (
        {wording(lang).heading(sheet.id, name).casefold(): name for name in ids.values()} for lang in languages()
    )
    return *headings, ids


def _columns(row: Cells, sheet: Sheet) -> tuple[dict[int, str], tuple[str, ...]]:
    """The columns' names by place, and those that are not ours.

    Headings of the language that most of them are in go first; others count where the column was not found. The others
    are called neither as a column of the sheet nor of that on which rows stand aside.
    """
    heads = [text(cell) for cell in row]
    given = {head.casefold() for head in heads}
    names: dict[int, str] = {}
    ids = [column.id for one in (sheet, ASIDE) for column in one.columns]
    for known in sorted(_ids(sheet), key=lambda known: -len(known.keys() & given)):
        for place, head in enumerate(heads):
            name = known.get(head.casefold())
            if place not in names and name and name not in names.values():
                names[place] = name
    own, taken = list[str](), Names([*names.values(), *ids], fold=False)
    for place, head in enumerate(heads):
        if head and place not in names:
            names[place] = taken.unused(head)
            own.append(names[place])
    return names, tuple(own)


def column_letter(place: int) -> str:
    """The letters of a column, counted from 0.

    >>> column_letter(27)
    'AB'
    """
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def spot(title: str, row: int, place: int) -> str:
    """A cell as messages name it: "Review!F7"."""
    return f"{title}!{column_letter(place)}{row}"


def filled(row: Cells) -> Sequence[tuple[int, object]]:
    """The cells of a row that hold more than white space, with their places."""
    return [
        (place, cell)
        for place, cell in enumerate(row)
        if cell is not None and not (isinstance(cell, str) and not cell.strip())
    ]
