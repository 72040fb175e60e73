"""Word documents (.docx): what they say with all changes accepted; notes last, no heads of pages."""

from collections.abc import Iterator
from posixpath import dirname, join, normpath
from typing import NamedTuple

from lxml import etree

from factcheck.articles.blocks import article
from factcheck.articles.docx_styles import Styles
from factcheck.articles.docx_text import FROM_ELSEWHERE, Note, Text
from factcheck.articles.flow import Flow
from factcheck.articles.raised import raised
from factcheck.articles.zipped import Element, Zipped
from factcheck.errors import ArticleError
from factcheck.records import Article

_DC = "{http://purl.org/dc/elements/1.1/}"


class _Related(NamedTuple):
    """What a part refers to: of which kind it is, the last word of the type; and a part's name, or an address."""

    kind: str
    target: str


def read(data: bytes, place: str) -> Iterator[Article]:
    """The article in a document, with its headings, links and properties."""
    package = Zipped(data, place)
    top = _related(package, "").values()
    main = next((target for kind, target in top if kind == "officeDocument"), "")
    root = package.xml(main)
    if root is None or etree.QName(root).localname != "document":
        raise ArticleError(f"{place}: there is no text in this Word document; save it once more.")
    flow, told = _flow(package, main, root)
    if FROM_ELSEWHERE in told and not flow.blocks:
        raise ArticleError(f"{place}: {FROM_ELSEWHERE}")
    properties = next((package.xml(target) for kind, target in top if kind == "core-properties"), None)
    known = {} if properties is None else _known(properties)
    yield article(flow.blocks, notes=told, **known)


def _flow(package: Zipped, main: str, root: Element) -> tuple[Flow, list[str]]:
    """The blocks of the text and then of its notes, in their order; and what is told of how they were read."""
    flow, prefix = Flow(), f"{{{etree.QName(root).namespace}}}"
    parts = dict(_related(package, main).values())
    styles = Styles(package.xml(parts.get("styles", "")), prefix)
    text = Text(flow, styles, prefix, _addresses(package, main), root)
    text.walk(root)
    bodies = dict[Note, tuple[Text, Element]]()
    for kind in {note.kind for note in text.notes}:
        part = parts.get(f"{kind}s", "")
        if (all_notes := package.xml(part)) is not None:
            reader = Text(flow, styles, prefix, _addresses(package, part), all_notes)
            bodies.update((Note(kind, note.get(f"{prefix}id")), (reader, note)) for note in all_notes)
    for note, mark in text.notes.items():
        if note in bodies:
            reader, body = bodies[note]
            flow.mark(raised(mark))
            reader.walk(body)
    return flow, list(text.told)


def _addresses(package: Zipped, part: str) -> dict[str, str]:
    """The addresses on the web to which a part links, by id."""
    return {
        id: target
        for id, (kind, target) in _related(package, part).items()
        if kind == "hyperlink" and target.startswith("http")
    }


def _related(package: Zipped, part: str) -> dict[str, _Related]:
    """What a part refers to, by id; the whole document where the name of the part is empty."""
    folder, _, name = part.rpartition("/")
    root = package.xml(join(folder, "_rels", f"{name}.rels"))
    found: dict[str, _Related] = {}
    for relation in () if root is None else root:
        target = relation.get("Target", "")
        if relation.get("TargetMode") != "External":
            target = normpath(join("/", dirname(part), target)).lstrip("/")
        found[relation.get("Id", "")] = _Related(relation.get("Type", "").rpartition("/")[2], target)
    return found


def _known(properties: Element) -> dict[str, str | None]:
    """Title and author, as the properties of a document tell; when it was published none of them says."""
    title, author = ((properties.findtext(f"{_DC}{name}") or "").strip() for name in ("title", "creator"))
    return {"title": title or None, "author": author or None}
