"""A page: a sheet that no reviewer fills in, as its cells. The Summary and the Guide are pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from factcheck.worksheet.figures import Number

Look: TypeAlias = Literal[
    "title", "muted", "head", "head_number", "label", "strong", "total", "number", "share", "attention",
    "sourced", "unsourced", "disputed",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula, with the "=", and the value that it gives now."""

    text: str
    value: float


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, and how it is dressed."""

    value: str | Number | Formula
    look: Look = "label"


Line: TypeAlias = tuple[Cell, ...]  # from the first column on


@dataclass(frozen=True, slots=True)
class Doughnut:
    """A chart of some rows: their labels in column A, their numbers in column B; colours (RRGGBB) row by row.

    It covers the cells from `top_left` up to `bottom_right` (column and row, counted from 1), that one not included.
    """

    title: str
    first: int
    colours: tuple[tuple[str, str], ...]  # of the part, and of the number in it
    top_left: tuple[int, int]
    bottom_right: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet's title, the colour of its tab, its columns' widths, and its lines from the first row on."""

    title: str
    tab: str
    widths: tuple[float, ...]
    lines: tuple[Line, ...]
    chart: Doughnut | None = None

    def cells(self) -> Iterator[tuple[tuple[int, int], Cell]]:
        """Every cell that is not empty, with its row and column, counted from 1."""
        for row, line in enumerate(self.lines, 1):
            for place, cell in enumerate(line, 1):
                yield (row, place), cell

    def values(self) -> list[float]:
        """What the formulas give, row by row."""
        return [cell.value.value for _, cell in self.cells() if isinstance(cell.value, Formula)]
