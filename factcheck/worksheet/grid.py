"""A worksheet's file as it was opened: its sheets as grids of cells, whatever program wrote them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from factcheck.review.records import Problem, Written

Cells: TypeAlias = Sequence[Any]  # of a row, from the first column on; None for an empty one
Spot: TypeAlias = tuple[int, int]  # a row and a column, counted from 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet as it stands in a file.

    rows      its rows that are not empty, each with its number
    comments  what is written on cells rather than in them
    links     the addresses to which cells lead
    """

    title: str
    rows: Iterable[tuple[int, Cells]]
    comments: dict[Spot, str] = field(default_factory=dict)
    links: dict[Spot, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Opened:
    """A worksheet's file: its sheets in order, what is odd about it, and what formulas give.

    `computed` gives the values that a spreadsheet program left in the cells of a sheet, by its title.
    """

    grids: Sequence[Grid]
    problems: tuple[Problem, ...] = ()
    computed: Callable[[str], dict[Spot, Written]] = lambda _: {}
