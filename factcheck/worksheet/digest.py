"""What the cells of a sheet say, as a short text: the same before and after other programs saved the workbook."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time

_ESCAPED = re.compile("(?:_x005F)+_")  # "_" as some programs write it, and others don't


class Digest:
    """Takes rows of cells, in order. Only values count, not how they look; empty rows and white space don't."""

    def __init__(self) -> None:
        self._hash = hashlib.blake2b(digest_size=16)

    def add(self, row: Iterable[object]) -> None:
        """Adds a row: its cells from the first column on, None for an empty one."""
        said = [f"{place}\t{text}\n" for place, cell in enumerate(row) if cell is not None and (text := said_by(cell))]
        if said:
            self._hash.update("".join([*said, "\f"]).encode("utf-8", "surrogatepass"))

    def __str__(self) -> str:
        return self._hash.hexdigest()


def of_sheets(digests: Mapping[str, Digest]) -> str:
    """The digest of a workbook: of its sheets' titles and cells, in whatever order they stand."""
    whole = Digest()
    for title in sorted(digests):
        whole.add([title, digests[title]])
    return str(whole)


def said_by(cell: object) -> str:
    """A cell's value as text on one line: numbers by their value, days and moments alike, formulas all the same."""
    if isinstance(cell, int | float):
        return f"{cell:.15g}"
    if isinstance(cell, date) and not isinstance(cell, datetime):
        cell = datetime.combine(cell, time())
    said = _ESCAPED.sub("_", " ".join(str(cell).split()))
    return said if not said.startswith("=") else "="
