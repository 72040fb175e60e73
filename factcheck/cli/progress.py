"""A progress bar for what takes long."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import click

PATIENCE = 2.0  # seconds before a progress bar is shown


@contextmanager
def progress(length: int, shown: bool) -> Iterator[Callable[[int], None]]:
    """A function that is told how much of the length is done; it draws a bar on a terminal when that takes long."""
    began = time.monotonic()
    with ExitStack() as stack:
        bar = None

        def reached(position: int) -> None:
            nonlocal bar
            if bar is None and shown and sys.stderr and sys.stderr.isatty() and time.monotonic() - began > PATIENCE:
                bar = stack.enter_context(click.progressbar(length=length, label="Reading", file=sys.stderr))
            if bar is not None:
                bar.update(position - bar.pos)

        yield reached
