"""The styles of a Word document, as far as they tell what a text is."""

import re
from typing import NamedTuple

from factcheck.articles.zipped import Element

_HEADING = re.compile(r"title|heading [1-9]")
_OUTLINE = range(9)  # levels of headings; 9 is the text below them


class Style(NamedTuple):
    """What a style says of paragraphs and runs; None where it says nothing. The table of contents counts as hidden."""

    heading: bool | None = None
    item: bool | None = None
    raised: bool | None = None
    hidden: bool | None = None

    def over(self, base: "Style") -> "Style":
        """This style, and what another one says where it says nothing."""
        return Style(*(there if mine is None else mine for mine, there in zip(self, base, strict=True)))


class Styles:
    """The styles by their ids; `prefix` is the namespace of the names in the document, in braces.

    Names that Word gives are the same in every language, ids are not.
    """

    def __init__(self, root: Element | None, prefix: str) -> None:
        self._prefix = prefix
        self._found = dict[str | None, Style]()
        self._elements = {
            style.get(f"{prefix}styleId"): style for style in (() if root is None else root.iter(f"{prefix}style"))
        }

    def __getitem__(self, id: str | None) -> Style:
        """What the style says, and those on which it is based, as far as there are any."""
        unknown, base = dict[str | None, Element](), id
        while base not in self._found and base not in unknown and base in self._elements:
            unknown[base] = self._elements[base]
            base = self._value(unknown[base], "basedOn")
        style = self._found.get(base, Style())
        for id, element in reversed(unknown.items()):
            style = self._found[id] = self._named(element).over(style)
        return style

    def _named(self, element: Element) -> Style:
        """What a style itself says."""
        name = (self._value(element, "name") or "").lower()
        found = self.paragraph(element.find(f"{self._prefix}pPr")).over(self.run(element.find(f"{self._prefix}rPr")))
        return Style(heading=_HEADING.fullmatch(name) is not None or None, hidden=name.startswith("toc ") or None).over(
            found
        )

    def paragraph(self, properties: Element | None) -> Style:
        """What the properties of a paragraph say."""
        if properties is None:
            return Style()
        level, list_id = self._value(properties, "outlineLvl"), self._value(properties, "numPr", "numId")
        return Style(
            heading=None if level is None else level.isdecimal() and int(level) in _OUTLINE,
            item=None if list_id is None else list_id != "0",
        )

    def run(self, properties: Element | None) -> Style:
        """What the properties of a run say."""
        if properties is None:
            return Style()
        hidden, position = properties.find(f"{self._prefix}vanish"), self._value(properties, "vertAlign")
        return Style(
            raised=None if position is None else position == "superscript",
            hidden=None if hidden is None else hidden.get(f"{self._prefix}val") not in ("0", "false", "off"),
        )

    def _value(self, element: Element, *path: str) -> str | None:
        """The value of what is found down a path."""
        found = element.find("/".join(self._prefix + name for name in path))
        return None if found is None else found.get(f"{self._prefix}val")
