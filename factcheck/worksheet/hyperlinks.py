"""A sheet's links, kept in a file until they are written: openpyxl builds them all at once, in very much memory."""

from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import Any
from xml.sax.saxutils import quoteattr

from openpyxl.utils import quote_sheetname
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.xml.constants import PKG_REL_NS, REL_NS
from openpyxl.xml.functions import Element

from factcheck.worksheet.rows import Place

_IN_MEMORY = 100_000  # bytes of links
_RELATIONSHIP = f'<Relationship Id="{{}}" Type="{REL_NS}/hyperlink" Target={{}} TargetMode="External"/>'


class Links:
    """The links of a sheet, in the order of its cells."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(_IN_MEMORY, mode="w+", encoding="utf-8", newline="\n")  # noqa: SIM115
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def close(self) -> None:
        """Forgets the links."""
        self._file.close()

    def add(self, cell: str, target: str | Place) -> None:
        """Links a cell ("A2") to an address without white space, or to a row of the workbook."""
        self._count += 1
        if isinstance(target, Place):
            self._file.write(f"{cell}\t\t{sheet_name(target.sheet)}!A{target.row}\n")
        else:
            self._file.write(f"{cell}\trId{self._count}\t{target}\n")

    def all(self) -> Iterator[tuple[str, str, str]]:
        """Each link: its cell, the id of its relationship, which is empty for one in the workbook, and its target."""
        self._file.seek(0)
        for line in self._file:
            cell, id, target = line.rstrip("\n").split("\t")
            yield cell, id, target

    def relationships(self) -> Iterator[str]:
        """The part of the workbook that tells the addresses, piece by piece; nothing where there are none."""
        begun = False
        for _, id, target in self.all():
            if id:
                if not begun:
                    yield f'<Relationships xmlns="{PKG_REL_NS}">'
                    begun = True
                yield _RELATIONSHIP.format(id, quoteattr(target))
        if begun:
            yield "</Relationships>"


class LinkWriter(WorksheetWriter):
    """Writes a sheet with these links, which may grow until it is closed."""

    def __init__(self, sheet: Any, links: Links) -> None:
        super().__init__(sheet)
        self._links = links

    def write_hyperlinks(self) -> None:
        """Writes the links; the addresses stand in a part of their own."""
        if not self._links:
            return
        file: Any = self.xf.send(True)
        with file.element("hyperlinks"):
            for cell, id, target in self._links.all():
                where = {f"{{{REL_NS}}}id": id} if id else {"location": target}
                file.write(Element("hyperlink", {"ref": cell, **where}))
        self.xf.send(None)


def sheet_name(title: str) -> str:
    """A sheet's title as links and formulas write it."""
    return title if title.isidentifier() else quote_sheetname(title)
