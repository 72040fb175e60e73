"""A progress bar for what takes long."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import click

PATIENCE = 2.0  # seconds before a progress bar is shown


@contextmanager
def progress(
    length: Callable[[], int | None], shown: bool, label: str = "Reading", rate: bool = False
) -> Iterator[Callable[[int], None]]:
    """A function that is told how much is done; it draws a bar on a terminal when that takes long.

    `length` is asked how much there is, None where nobody knows. With the `rate` the bar says how much is done a
    second.
    """
    began = time.monotonic()
    with ExitStack() as stack:
        bar: Any = None

        def reached(position: int) -> None:
            nonlocal bar
            seconds = time.monotonic() - began
            if bar is None and shown and sys.stderr and sys.stderr.isatty() and seconds > PATIENCE:
                bar = stack.enter_context(_bar(length(), label, rate))
            if bar is not None:
                bar.update(position - bar.pos, f"{position / seconds:,.0f}/s" if rate else None)

        yield reached


def _bar(length: int | None, label: str, rate: bool) -> Any:
    bar: Any = click.progressbar
    how = {"label": label, "file": sys.stderr, "show_pos": rate, "item_show_func": str if rate else None}
    return bar(iter(()), **how) if length is None else bar(length=length, **how)
