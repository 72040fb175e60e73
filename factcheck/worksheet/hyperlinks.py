"""A sheet's links, written one by one: openpyxl builds them all at once, which takes more memory than the rest."""

from typing import Any, TypeAlias

from openpyxl.packaging.relationship import Relationship
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.xml.constants import REL_NS
from openpyxl.xml.functions import Element

Links: TypeAlias = dict[str, tuple[str, bool]]  # by cell ("A2"): where to, and whether that is outside the workbook


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
            for cell, (target, outside) in self._links.items():
                if not outside:
                    file.write(Element("hyperlink", ref=cell, location=target))
                    continue
                if target not in ids:
                    relationship = Relationship(type="hyperlink", TargetMode="External", Target=target)
                    relationships.append(relationship)
                    ids[target] = str(relationship.id)
                file.write(Element("hyperlink", {"ref": cell, f"{{{REL_NS}}}id": ids[target]}))
        self.xf.send(None)
