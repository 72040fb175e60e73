"""The styles of an OpenDocument text, as far as they tell what a text is; and the names in such a document."""

from collections.abc import Iterable
from typing import NamedTuple

from factcheck.articles.zipped import Element

_NAMES = "{{urn:oasis:names:tc:opendocument:xmlns:{}:1.0}}"
DRAW, META, OFFICE, STYLE = (_NAMES.format(name) for name in ("drawing", "meta", "office", "style"))
SVG, TABLE, TEXT = (_NAMES.format(name) for name in ("svg-compatible", "table", "text"))


class Style(NamedTuple):
    """How text of a style looks."""

    is_title: bool = False
    is_raised: bool = False
    is_hidden: bool = False


class Styles:
    """The styles in the parts of a document; of two with one name that of the first part."""

    def __init__(self, roots: Iterable[Element]) -> None:
        self._found = dict[tuple[str | None, str | None], Style]()
        self._elements = dict[tuple[str | None, str | None], Element]()
        for root in roots:
            for style in root.iter(f"{STYLE}style"):
                self._elements.setdefault((style.get(f"{STYLE}family"), style.get(f"{STYLE}name")), style)

    def paragraph(self, element: Element) -> Style:
        """How a paragraph looks."""
        return self._style("paragraph", element.get(f"{TEXT}style-name"))

    def run(self, element: Element) -> Style:
        """How a piece of a paragraph looks."""
        return self._style("text", element.get(f"{TEXT}style-name"))

    def _style(self, family: str, name: str | None) -> Style:
        """How text of a style looks; what that doesn't say its parents do, as far as there are any."""
        unknown, base = dict[tuple[str, str | None], Element](), (family, name)
        while base not in self._found and base not in unknown and base in self._elements:
            unknown[base] = self._elements[base]
            base = family, unknown[base].get(f"{STYLE}parent-style-name")
        style = self._found.get(base, Style())
        for key, element in reversed(unknown.items()):
            style = self._found[key] = _said(element, style)
        return style


def _said(style: Element, base: Style) -> Style:
    """How text of a style looks, whose parent is given."""
    is_title = base.is_title or style.get(f"{STYLE}name") == "Title"
    properties = style.find(f"{STYLE}text-properties")
    if properties is None:
        return base._replace(is_title=is_title)
    position, display = properties.get(f"{STYLE}text-position"), properties.get(f"{TEXT}display")
    return Style(
        is_title,
        base.is_raised if position is None else not position.startswith(("sub", "-", "0%")),
        base.is_hidden if display is None else display == "none",
    )
