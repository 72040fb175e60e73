"""The text in a part of a Word document: its main part, or its notes."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from factcheck.articles.docx_contents import GALLERY, contents_marks
from factcheck.articles.docx_styles import Style, Styles
from factcheck.articles.flow import CHANGES, Flow
from factcheck.articles.raised import raised
from factcheck.articles.zipped import Element

_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATHS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}",
    "{http://purl.oclc.org/ooxml/officeDocument/math}",
)
_DRAWINGS = (
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds",
    "{http://purl.oclc.org/ooxml/drawingml/diagram}relIds",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
    "{http://purl.oclc.org/ooxml/drawingml/chart}chart",
    "{http://schemas.microsoft.com/office/drawing/2014/chartex}chart",
)
_DRAWN = "what its diagrams and charts say is not read."
FROM_ELSEWHERE = "a part that was put in from another file is not read; open it in Word and save it, then it is text."
_ADDRESS = re.compile(r'\s*HYPERLINK\s+"(http[^"]+)"', re.IGNORECASE)


class Note(NamedTuple):
    """A note: "footnote" or "endnote", and its id among these."""

    kind: str
    id: str | None


class _Field(NamedTuple):
    """A field: its instruction, which nobody sees, and whether what follows is its result."""

    instruction: str = ""
    is_result: bool = False


class Text:
    """Puts the text of a part into a flow: insertions, but nothing that was deleted, is hidden or lists the contents.

    `prefix` is the namespace of the names in the part, in braces; `addresses` are those to which it links, by id.
    `notes` are those that the text refers to, in order, with their marks; one whose mark is in the text has none.
    `told` is what a checker should know of how it was read, in order, each sentence once.
    """

    def __init__(self, flow: Flow, styles: Styles, prefix: str, addresses: Mapping[str, str], root: Element) -> None:
        self.notes = dict[Note, str]()
        self._flow, self._styles, self._prefix, self._addresses = flow, styles, prefix, addresses
        self._is_changed = next(root.iter(*self._names("ins del moveFrom")), None) is not None
        self.told = {CHANGES: None} if self._is_changed else dict[str, None]()
        # Paragraphs and runs that look otherwise than the rest; most don't, and needn't be asked.
        self._styled = {
            owner: one.get(f"{prefix}val")
            for one in root.iter(*self._names("pStyle rStyle"))
            if (owner := one.getparent().getparent()) is not None
        }
        self._special = {
            owner
            for one in root.iter(*self._names("outlineLvl numPr vanish vertAlign"))
            if (owner := one.getparent().getparent()) is not None
        }
        self._base, self._style = Style(), Style()  # of the paragraph, of the run
        self._address: str | None = None
        self._fields, self._boxes = list[_Field](), list[Element]()
        self._in_contents = False
        self._contents_marks = contents_marks(root, prefix)
        self._actions = dict(self._found_actions())

    def walk(self, parent: Element) -> None:
        """Takes all that stands in an element; what has no action of its own is looked into."""
        for child in parent:
            self._actions.get(child.tag, self.walk)(child)

    def _names(self, names: str) -> list[str]:
        return [self._prefix + name for name in names.split()]

    def _found_actions(self) -> Iterator[tuple[str, Callable[[Element], None]]]:
        """What is done with each element."""
        actions: dict[Callable[[Element], None], str] = {
            self._leave_out: "del moveFrom pPr rPr sectPr tblPr tblGrid trPr tcPr sdtPr sdtEndPr rt",
            self._paragraph: "p",
            self._run: "r",
            self._text: "t",
            self._character: "tab ptab br cr noBreakHyphen softHyphen",
            self._hyperlink: "hyperlink",
            self._simple_field: "fldSimple",
            self._field_mark: "fldChar",
            self._instruction: "instrText",
            self._note: "footnoteReference endnoteReference",
            self._boxes.append: "txbxContent",
            self._control: "sdt",
            self._other_file: "altChunk",
            self._table: "tbl",
            self._row: "tr",
            self._cell: "tc",
        }
        for action, names in actions.items():
            yield from ((name, action) for name in self._names(names))
        yield f"{_COMPATIBLE}AlternateContent", self._alternatives
        yield from ((name, self._drawing) for name in _DRAWINGS)
        for prefix in _MATHS:
            yield from ((f"{prefix}t", self._text), (f"{prefix}sup", self._power), (f"{prefix}den", self._divisor))

    def _leave_out(self, element: Element) -> None:
        """Takes nothing."""

    def _look(self, element: Element, properties: str) -> Style:
        """What its style and its own properties, which have this name, say of a paragraph or a run."""
        base = self._styles[self._styled[element]] if element in self._styled else Style()
        if element not in self._special:
            return base
        own = element.find(f"{self._prefix}{properties}")
        return (self._styles.paragraph(own) if properties == "pPr" else self._styles.run(own)).over(base)

    def _paragraph(self, paragraph: Element) -> None:
        self._base = self._style = style = self._look(paragraph, "pPr")
        self._flow.paragraph(bool(style.heading), bool(style.item) and not style.heading)
        self.walk(paragraph)
        self._fields.clear()
        if self._is_changed and self._is_deleted(paragraph.find(f"{self._prefix}pPr/{self._prefix}rPr")):
            return  # the next one goes on with it
        self._flow.end()
        boxes = self._boxes[:]
        self._boxes.clear()
        for box in boxes:
            self.walk(box)

    def _is_deleted(self, properties: Element | None) -> bool:
        """Whether what has these properties, the end of a paragraph or a row, was deleted."""
        return properties is not None and any(properties.find(name) is not None for name in self._names("del moveFrom"))

    def _run(self, run: Element) -> None:
        if run in self._styled or run in self._special:
            self._style = self._look(run, "rPr").over(self._base)
        self.walk(run)
        self._style = self._base

    def _is_seen(self) -> bool:
        return not (self._style.hidden or self._in_contents) and all(field.is_result for field in self._fields)

    def _text(self, element: Element) -> None:
        self._add(element.text or "")

    def _add(self, text: str) -> None:
        """Adds a run where it is seen."""
        if self._is_seen():
            self._flow.text(raised(text) if self._style.raised else text, self._linked())

    def _linked(self) -> str | None:
        """The address to which the text under way links."""
        if not self._fields:
            return self._address
        found = (_ADDRESS.match(field.instruction) for field in reversed(self._fields))
        return self._address or next((address[1] for address in found if address), None)

    def _character(self, element: Element) -> None:
        """A character that has an element of its own."""
        name = element.tag.rpartition("}")[2]
        if not self._is_seen():
            return
        if name in ("br", "cr"):
            self._flow.line_break()
        elif name in ("tab", "ptab"):
            self._flow.tab()
        else:
            self._add("\u2011" if name == "noBreakHyphen" else "\u00ad")

    def _hyperlink(self, link: Element) -> None:
        ids = (value for key, value in link.items() if key.endswith("}id"))
        self._address = self._addresses.get(next(ids, ""))
        self.walk(link)
        self._address = None

    def _simple_field(self, field: Element) -> None:
        self._fields.append(_Field(field.get(f"{self._prefix}instr", ""), True))
        self.walk(field)
        self._fields.pop()

    def _field_mark(self, mark: Element) -> None:
        """The begin of a field, the end of its instruction, or its end."""
        self._in_contents = self._contents_marks.get(mark, self._in_contents)
        kind = mark.get(f"{self._prefix}fldCharType")
        if kind == "begin":
            self._fields.append(_Field())
        elif self._fields:
            field = self._fields.pop()
            if kind != "end":
                self._fields.append(field._replace(is_result=True))

    def _instruction(self, element: Element) -> None:
        if self._fields:
            field = self._fields.pop()
            self._fields.append(field._replace(instruction=field.instruction + (element.text or "")))

    def _note(self, reference: Element) -> None:
        if not self._is_seen():
            return
        note = Note(reference.tag.rpartition("}")[2].removesuffix("Reference"), reference.get(f"{self._prefix}id"))
        is_marked = reference.get(f"{self._prefix}customMarkFollows") in ("1", "true", "on")
        mark = self.notes.setdefault(note, "" if is_marked else str(len(self.notes) + 1))
        self._flow.text(raised(mark))

    def _control(self, control: Element) -> None:
        """What stands in a form, unless nobody has filled it in; no table of contents."""
        prefix = self._prefix
        gallery = f"docPartObj/{prefix}docPartGallery[@{prefix}val='{GALLERY}']"
        if all(control.find(f"{prefix}sdtPr/{prefix}{sign}") is None for sign in ("showingPlcHdr", gallery)):
            self.walk(control)

    def _other_file(self, element: Element) -> None:
        self.told[FROM_ELSEWHERE] = None

    def _drawing(self, element: Element) -> None:
        self.told[_DRAWN] = None

    def _alternatives(self, element: Element) -> None:
        """The first of several forms of the same that has a text, or else the first."""
        names = [prefix + "t" for prefix in (self._prefix, *_MATHS)]
        forms = [form for form in element if next(form.iter(*names), None) is not None]
        for form in (forms or element)[:1]:
            self.walk(form)

    def _power(self, element: Element) -> None:
        before, self._style = self._style, self._style._replace(raised=True)
        self.walk(element)
        self._style = before

    def _divisor(self, element: Element) -> None:
        self._add("/")
        self.walk(element)

    def _table(self, table: Element) -> None:
        with self._flow.table():
            self.walk(table)

    def _row(self, row: Element) -> None:
        if self._is_changed and self._is_deleted(row.find(f"{self._prefix}trPr")):
            return
        with self._flow.row(sum(child.tag in self._names("tc sdt") for child in row)):
            self.walk(row)

    def _cell(self, cell: Element) -> None:
        self._flow.cell()
        self.walk(cell)
