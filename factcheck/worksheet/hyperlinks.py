"""A sheet's links, written one by one: openpyxl builds them all at once, which takes more memory than the rest."""

from typing import Any, TypeAlias

from openpyxl.packaging.relationship import Relationship
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.xml.constants import REL_NS
from openpyxl.xml.functions import Element

from factcheck.worksheet.rows import Place

Links: TypeAlias = list[tuple[str, int, str | Place]]  # the letters and the row of a cell, and where it leads


class LinkWriter(WorksheetWriter):
    """Writes a sheet with these links, which may grow until it is closed."""

    def __init__(self, sheet: Any, links: Links) -> None:
        super().__init__(sheet)
        self._links = links

    def write_hyperlinks(self) -> None:
        """Writes the links; addresses that are the same share a relationship."""
        if not self._links:
            return
        ids: dict[str, str] = {}
        file: Any = self.xf.send(True)
        relationships: Any = self._rels  # type: ignore[attr-defined]
        with file.element("hyperlinks"):
            for letters, row, target in self._links:
                cell = f"{letters}{row}"
                if isinstance(target, Place):
                    location = f"{sheet_name(target.sheet)}!A{target.row}"
                    file.write(Element("hyperlink", ref=cell, location=location))
                    continue
                if target not in ids:
                    relationship = Relationship(  # type: ignore[call-overload]
                        type="hyperlink", TargetMode="External", Target=target
                    )
                    relationships.append(relationship)
                    ids[target] = str(relationship.id)
                file.write(Element("hyperlink", {"ref": cell, f"{{{REL_NS}}}id": ids[target]}))
        self.xf.send(None)


def sheet_name(title: str) -> str:
    """A sheet's title as links and formulas write it."""
    return title if title.isidentifier() else quote_sheetname(title)
