"""OpenDocument texts (.odt, .fodt): what they say with all changes accepted; notes last, no heads of pages."""

from collections.abc import Callable, Iterator

from factcheck.articles.blocks import article
from factcheck.articles.flow import CHANGES, Flow
from factcheck.articles.formats import locked
from factcheck.articles.odt_styles import DRAW, META, OFFICE, SVG, TABLE, TEXT, Style, Styles
from factcheck.articles.raised import raised
from factcheck.articles.zipped import Element, Zipped, parsed
from factcheck.errors import ArticleError
from factcheck.records import Article

_DC = "{http://purl.org/dc/elements/1.1/}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_HREF = "{http://www.w3.org/1999/xlink}href"
_ENCRYPTED = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}encryption-data"
_MAX_CELLS = 100  # that say the same, in a row


def read(data: bytes, place: str) -> Iterator[Article]:
    """The article in a document, with its headings, links and properties."""
    roots = _unzipped(data, place) if data.startswith(b"PK") else [parsed(data, place)]
    body = next((found for root in roots if (found := root.find(f"{OFFICE}body/{OFFICE}text")) is not None), None)
    if body is None:
        raise ArticleError(f"{place}: there is no text in this OpenDocument file; save it once more.")
    text = _Text(Styles(roots))
    text.read(body)
    is_changed = body.find(f"{TEXT}tracked-changes/{TEXT}changed-region") is not None
    yield article(text.flow.blocks, notes=(CHANGES,) if is_changed else (), **_known(roots))


def _unzipped(data: bytes, place: str) -> list[Element]:
    """The parts of a document: text, styles and properties."""
    package = Zipped(data, place)
    manifest = package.xml("META-INF/manifest.xml")
    if manifest is not None and next(manifest.iter(_ENCRYPTED), None) is not None:
        raise locked(place)
    parts = (package.xml(name) for name in ("content.xml", "styles.xml", "meta.xml"))
    return [part for part in parts if part is not None]


def _known(roots: list[Element]) -> dict[str, str | None]:
    """Title and author, as the properties of a document tell; when it was published none of them says."""
    properties = [found for root in roots for found in root.findall(f"{OFFICE}meta")]

    def said(*names: str) -> str | None:
        found = (part.findtext(name) for name in names for part in properties)
        return next((text.strip() for text in found if text and text.strip()), None)

    return {"title": said(f"{_DC}title"), "author": said(f"{META}initial-creator", f"{_DC}creator")}


class _Text:
    """Puts the text of a document into `flow`. Insertions are part of it.

    Deletions are not: in zipped documents they stand elsewhere, in flat ones in the text, between two marks.
    """

    def __init__(self, styles: Styles) -> None:
        self.flow = Flow()
        self._styles = styles
        self._style = Style()
        self._notes, self._boxes = list[Element](), list[Element]()
        self._address: str | None = None
        self._deletions, self._deleted = set[str | None](), set[str | None]()  # all, and those that are under way
        self._lists = 0  # in which the text under way stands
        self._actions = dict(self._found_actions())

    def read(self, body: Element) -> None:
        """Takes the text and then its notes, in their order."""
        for deletion in body.iterfind(f"{TEXT}tracked-changes/{TEXT}changed-region/{TEXT}deletion"):
            region = deletion.getparent()
            self._deletions |= {region.get(f"{TEXT}id"), region.get(_ID)} - {None}
        self._blocks(body)
        for number, note in enumerate(self._notes, 1):
            self.flow.mark(raised(str(number)))
            self._blocks(note)

    def _blocks(self, parent: Element) -> None:
        """Takes the paragraphs and tables in an element; what has no action of its own is looked into."""
        for child in parent:
            self._actions.get(child.tag, self._blocks)(child)

    def _runs(self, parent: Element) -> None:
        """Takes the text in an element, and what stands among it."""
        self._add(parent.text)
        for child in parent:
            self._actions.get(child.tag, self._runs)(child)
            self._add(child.tail)

    def _found_actions(self) -> Iterator[tuple[str, Callable[[Element], None]]]:
        """What is done with each element."""
        actions: dict[Callable[[Element], None], tuple[tuple[str, str], ...]] = {
            self._leave_out: (
                (TEXT, "tracked-changes table-of-content alphabetical-index illustration-index table-index"),
                (TEXT, "object-index user-index sequence-decls ruby-text"),
                (OFFICE, "forms annotation"),
                (SVG, "title desc"),
                (DRAW, "object"),
                (TABLE, "covered-table-cell"),
            ),
            self._paragraph: ((TEXT, "p h"),),
            self._span: ((TEXT, "span"),),
            self._space: ((TEXT, "s"),),
            self._tab: ((TEXT, "tab"),),
            self._line_break: ((TEXT, "line-break"),),
            self._link: ((TEXT, "a"),),
            self._note: ((TEXT, "note"),),
            self._change_start: ((TEXT, "change-start"),),
            self._change_end: ((TEXT, "change-end"),),
            self._box: ((DRAW, "frame custom-shape g rect"),),
            self._list: ((TEXT, "list"),),
            self._section: ((TEXT, "section"),),
            self._table: ((TABLE, "table"),),
            self._row: ((TABLE, "table-row"),),
            self._cell: ((TABLE, "table-cell"),),
        }
        for action, places in actions.items():
            yield from ((prefix + name, action) for prefix, names in places for name in names.split())

    def _leave_out(self, element: Element) -> None:
        """Takes nothing."""

    def _is_seen(self) -> bool:
        return not self._style.is_hidden and not self._deleted

    def _add(self, text: str | None) -> None:
        """Adds a run where it is seen."""
        if text and self._is_seen():
            self.flow.text(raised(text) if self._style.is_raised else text, self._address)

    def _paragraph(self, paragraph: Element) -> None:
        self._style = self._styles.paragraph(paragraph)
        is_heading = paragraph.tag == f"{TEXT}h" or self._style.is_title
        self.flow.paragraph(is_heading, self._lists > 0 and not is_heading)
        self._runs(paragraph)
        if not self._deleted:  # else the next one goes on with it
            self.flow.end()
        self._take_boxes()

    def _take_boxes(self) -> None:
        """Takes what stands beside the text."""
        boxes = self._boxes[:]
        self._boxes.clear()
        for box in boxes:
            self._blocks(box)
            self._take_boxes()

    def _span(self, span: Element) -> None:
        before, said = self._style, self._styles.run(span)
        self._style = Style(is_raised=before.is_raised or said.is_raised, is_hidden=before.is_hidden or said.is_hidden)
        self._runs(span)
        self._style = before

    def _space(self, element: Element) -> None:
        self._add(" ")

    def _tab(self, element: Element) -> None:
        if self._is_seen():
            self.flow.tab()

    def _line_break(self, element: Element) -> None:
        if self._is_seen():
            self.flow.line_break()

    def _link(self, link: Element) -> None:
        address = link.get(_HREF, "")
        self._address = address if address.startswith("http") else None
        self._runs(link)
        self._address = None

    def _note(self, note: Element) -> None:
        body = note.find(f"{TEXT}note-body")
        if body is not None and self._is_seen():
            self._notes.append(body)
            self.flow.text(raised(str(len(self._notes))))

    def _box(self, box: Element) -> None:
        if not self._deleted:
            self._boxes.append(box)

    def _change_start(self, mark: Element) -> None:
        if (change := mark.get(f"{TEXT}change-id")) in self._deletions:
            self._deleted.add(change)

    def _change_end(self, mark: Element) -> None:
        self._deleted.discard(mark.get(f"{TEXT}change-id"))

    def _list(self, found: Element) -> None:
        self._lists += 1
        self._blocks(found)
        self._lists -= 1

    def _section(self, section: Element) -> None:
        if section.get(f"{TEXT}display") != "none":
            self._blocks(section)

    def _table(self, table: Element) -> None:
        with self.flow.table():
            self._blocks(table)

    def _row(self, row: Element) -> None:
        with self.flow.row(len(row.findall(f"{TABLE}table-cell"))):
            self._blocks(row)

    def _cell(self, cell: Element) -> None:
        repeated = cell.get(f"{TABLE}number-columns-repeated", "1")
        for _ in range(min(int(repeated), _MAX_CELLS) if repeated.isdecimal() else 1):
            self.flow.cell()
            self._blocks(cell)
