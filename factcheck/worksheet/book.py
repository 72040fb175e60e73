"""The workbook as a file: its sheets in order, its properties, and the times in it."""

import os
import re
import shutil
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime, timezone
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.workbook.child import INVALID_TITLE_REGEX
from openpyxl.writer.excel import ExcelWriter

import factcheck
from factcheck.errors import OutputError
from factcheck.review.records import OwnColumn, OwnSheet
from factcheck.worksheet import layout, own_sheet
from factcheck.worksheet.digest import Digest, of_sheets
from factcheck.worksheet.draw import draw
from factcheck.worksheet.hyperlinks import Links
from factcheck.worksheet.layout import Extra
from factcheck.worksheet.page import Page
from factcheck.worksheet.sheet import SheetWriter
from factcheck.worksheet.text import one_line
from factcheck.worksheet.wording import Wording


class Book:
    """A workbook in the making: `add` its sheets, fill them, `save` it. The first sheet opens first.

    A context manager: leaving it closes what was not saved.
    """

    def __init__(self, title: str, words: Wording, protect: bool = True) -> None:
        self._words, self._protect = words, protect
        self._sheets: list[SheetWriter] = []
        self._digests: dict[str, Digest] = {}  # of the other sheets, by title
        self._pages: list[Page] = []
        self._now = _now()
        self._book = Workbook(write_only=True)
        properties = self._book.properties
        properties.title, properties.creator = one_line(title)[:250], f"factcheck {factcheck.__version__}"
        properties.created = properties.modified = self._now

    def __enter__(self) -> "Book":
        return self

    def __exit__(self, *_: object) -> None:
        for sheet in self._book.worksheets:
            if not sheet.closed:
                sheet.close()
        for links in self._links().values():
            links.close()

    def add(self, sheet: layout.Sheet, extras: Collection[Extra] = (), own: Sequence[OwnColumn] = ()) -> SheetWriter:
        """A new sheet, its heading written."""
        columns = sheet.shown(self._words, extras, own)
        self._sheets.append(SheetWriter(self._book, sheet, columns, self._words, self._protect))
        return self._sheets[-1]

    def add_page(self, page: Page) -> None:
        """A sheet that no reviewer fills in."""
        self._digests[page.title] = draw(self._book, page, self._protect)
        self._pages.append(page)

    def add_own(self, own: OwnSheet) -> None:
        """A sheet that is not ours."""
        title = _unused(own.title, self._book.sheetnames)
        self._digests[title] = own_sheet.write(self._book, title, own, self._words)

    def digest(self) -> str:
        """What the sheets say so far, in short: their titles and cells."""
        ours = {title: digest for sheet in self._sheets for title, digest in sheet.digests.items()}
        return of_sheets({**ours, **self._digests})

    def _links(self) -> dict[str, Links]:
        """The links of each sheet, by its title."""
        return {title: links for sheet in self._sheets for title, links in sheet.links.items()}

    def save(self, stream: BinaryIO) -> None:
        """Closes the sheets and writes the file; the book can't be used after it."""
        for sheet in self._sheets:
            sheet.close()
        titles = self._book.sheetnames
        computed = {f"xl/worksheets/sheet{titles.index(page.title) + 1}.xml": page.values() for page in self._pages}
        with _Archive(stream, self._now, computed) as archive:
            ExcelWriter(self._book, archive).write_data()
            for title, links in self._links().items():
                archive.write_pieces(
                    f"xl/worksheets/_rels/sheet{titles.index(title) + 1}.xml.rels", links.relationships()
                )


def _unused(title: str, taken: Sequence[str]) -> str:
    """A sheet's title that none of the others has, case aside: at most 31 characters that a title may have."""
    title = INVALID_TITLE_REGEX.sub(" ", one_line(title)).strip("' ") or "-"
    known, new, count = {other.casefold() for other in taken}, title[:31], 1
    while new.casefold() in known:
        count += 1
        new = f"{title[:25]} ({count})"
    return new


_NO_VALUE = re.compile(r"</f><v ?/>|</f><v></v>")  # a formula without what it gives


class _Archive(ZipFile):
    """A zip file whose parts all carry one time: the same workbook is the same bytes.

    `computed` has what the formulas of a sheet give, by the sheet's part: openpyxl writes no values beside them.
    """

    def __init__(self, stream: BinaryIO, when: datetime, computed: Mapping[str, Sequence[float]]) -> None:
        super().__init__(stream, "w", ZIP_DEFLATED)
        self._when, self._computed = when, computed

    def writestr(self, name: Any, data: Any, *_: Any) -> None:
        """Adds a part."""
        super().writestr(self._part(name), data)

    def write(self, path: Any, name: Any = None, *_: Any) -> None:
        """Adds a part that lies in a file."""
        if name in self._computed:
            values = iter(self._computed[name])
            self.writestr(name, _NO_VALUE.sub(lambda _: f"</f><v>{next(values)}</v>", Path(path).read_text("utf-8")))
            return
        with Path(path).open("rb") as source, self.open(self._part(name), "w", force_zip64=True) as target:
            shutil.copyfileobj(source, target, 1 << 16)

    def write_pieces(self, name: str, pieces: Iterator[str]) -> None:
        """Adds a part of such pieces of text, if there are any."""
        first = next(pieces, None)
        if first is not None:
            with self.open(self._part(name), "w") as target:
                target.writelines(piece.encode() for piece in chain([first], pieces))

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
