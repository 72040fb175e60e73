"""Tables as text (CSV): cells as long as they come."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager

LONGEST = 100_000_000  # characters of a cell; a quote that nobody closes ends there


@contextmanager
def long_cells() -> Iterator[None]:
    """Has the csv module read cells of up to LONGEST characters; its own limit would break long articles."""
    before = csv.field_size_limit(LONGEST)
    try:
        yield
    finally:
        csv.field_size_limit(before)
