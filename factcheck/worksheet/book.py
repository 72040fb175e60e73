"""The workbook as a file: its sheets in order, its properties, and the times in it."""

import os
import shutil
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

import factcheck
from factcheck.errors import OutputError
from factcheck.worksheet import layout
from factcheck.worksheet.digest import Digest
from factcheck.worksheet.sheet import SheetWriter
from factcheck.worksheet.text import one_line


class Book:
    """A workbook in the making: `add` its sheets, fill them, `save` it. The first sheet opens first.

    A context manager: leaving it closes what was not saved.
    """

    def __init__(self, title: str, several: bool) -> None:
        self._several = several
        self._sheets: list[SheetWriter] = []
        self._now = _now()
        self._book = Workbook(write_only=True)
        properties = self._book.properties
        properties.title, properties.creator = one_line(title)[:250], f"factcheck {factcheck.__version__}"
        properties.created = properties.modified = self._now

    def __enter__(self) -> "Book":
        return self

    def __exit__(self, *_: object) -> None:
        for sheet in self._sheets:
            sheet.abandon()

    def add(self, sheet: layout.Sheet) -> SheetWriter:
        """A new sheet, its heading written."""
        self._sheets.append(SheetWriter(self._book, sheet, self._several))
        return self._sheets[-1]

    def digest(self) -> str:
        """What the sheets say so far, in short: their titles and cells."""
        whole = Digest()
        for sheet in self._sheets:
            whole.add([sheet.sheet.title, sheet.digest])
        return str(whole)

    def save(self, stream: BinaryIO) -> None:
        """Closes the sheets and writes the file; the book can't be used after it."""
        for sheet in self._sheets:
            sheet.close()
        with _Archive(stream, self._now) as archive:
            ExcelWriter(self._book, archive).save()


class _Archive(ZipFile):
    """A zip file whose parts all carry one time: the same workbook is the same bytes."""

    def __init__(self, stream: BinaryIO, when: datetime) -> None:
        super().__init__(stream, "w", ZIP_DEFLATED)
        self._when = when

    def writestr(self, name: Any, data: Any, *_: Any) -> None:
        """Adds a part."""
        super().writestr(self._part(name), data)

    def write(self, path: Any, name: Any = None, *_: Any) -> None:
        """Adds a part that lies in a file."""
        with Path(path).open("rb") as source, self.open(self._part(name), "w", force_zip64=True) as target:
            shutil.copyfileobj(source, target, 1 << 16)

    def _part(self, name: str) -> ZipInfo:
        part = ZipInfo(name, self._when.timetuple()[:6])
        part.compress_type = ZIP_DEFLATED
        return part


def _now() -> datetime:
    """The time to write into the file, in UTC: SOURCE_DATE_EPOCH if the environment has it, else now."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return datetime.now(timezone.utc).replace(tzinfo=None, microsecond=0)
    try:
        when = datetime.fromtimestamp(int(epoch), timezone.utc).replace(tzinfo=None)
    except (ValueError, OverflowError, OSError):
        raise OutputError(f"SOURCE_DATE_EPOCH is {epoch!r}; make it a whole number of seconds since 1970.") from None
    return min(max(when, datetime(1980, 1, 1)), datetime(2107, 12, 31))  # what a zip file can say
