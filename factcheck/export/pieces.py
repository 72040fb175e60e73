"""A text cut at the claims and figures that stand in it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from factcheck.records import Figure, Mention

M = TypeVar("M", bound=Mention)


class Piece(NamedTuple):
    """A piece of a text; `figure` is the one that it is, or a part of."""

    text: str
    figure: Figure | None


def in_order(spans: Iterable[M]) -> list[M]:
    """The spans by their places; none that begins inside another one."""
    found: list[M] = []
    for span in sorted(spans, key=_start):
        if not found or found[-1].end <= span.start:
            found.append(span)
    return found


def within(spans: Sequence[M], start: int, end: int) -> Sequence[M]:
    """Those of the spans, which are `in_order`, that have a part between two offsets."""
    return spans[bisect_right(spans, start, key=_end) : bisect_left(spans, end, key=_start)]


def cut(text: str, start: int, end: int, figures: Sequence[Figure]) -> Iterator[Piece]:
    """The text between two offsets, piece by piece; the figures are `in_order`."""
    done = start
    for figure in within(figures, start, end):
        begin, stop = max(figure.start, start), min(figure.end, end)
        if done < begin:
            yield Piece(text[done:begin], None)
        yield Piece(text[begin:stop], figure)
        done = stop
    if done < end:
        yield Piece(text[done:end], None)


def _start(span: Mention) -> int:
    return span.start


def _end(span: Mention) -> int:
    return span.end
