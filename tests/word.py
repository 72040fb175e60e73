"""Word documents of the articles in stories.py, made with python-docx; what that can't write is put in as XML."""

import io
from datetime import datetime
from itertools import count
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE as REL
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph
from stories import Story
from written import runs

_NOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_COMPATIBLE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
)
_BOX = """<w:r {}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>
<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"""
_STYLES = {
    "heading": "Heading 1", "item": "List Bullet", "number": "List Number", "title": "Title", "quote": "Quote",
    "caption": "Caption",
}  # fmt: skip


def docx(story: Story) -> bytes:
    """The article as a Word document, with title, author and date."""
    document, notes = Document(), list[str]()
    table: Any = None
    for what, text in story.blocks:
        if what == "row":
            cells = text.split(" | ")
            table = table or document.add_table(0, len(cells))
            for cell, said in zip(table.add_row().cells, cells, strict=True):
                _fill(cell.paragraphs[0], said, notes)
            continue
        table = None
        if what == "head":
            _fill(document.sections[0].header.paragraphs[0], text, notes)
        elif what == "box":
            box = f"<w:txbxContent><w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p></w:txbxContent>"
            _put(document.paragraphs[-1], _BOX.format(_COMPATIBLE, box=box).replace("<w:r", f"<w:r {nsdecls('w')}", 1))
        else:
            _fill(document.add_paragraph(style=_STYLES.get(what)), text, notes)
    if notes:
        _add_notes(document, notes)
    properties = document.core_properties
    properties.title, properties.author, properties.created = "A title", "A newsroom", datetime(2022, 3, 4, 10)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _put(paragraph: Paragraph, xml: str) -> None:
    paragraph._p.append(parse_xml(xml))


def _fill(paragraph: Paragraph, text: str, notes: list[str]) -> None:
    for what, said in runs(text):
        if what == "n":
            notes.append(said)
            _put(paragraph, f'<w:r {nsdecls("w")}><w:footnoteReference w:id="{len(notes)}"/></w:r>')
        elif what == "a":
            _link(paragraph, *said.split("|"))
        elif what and what in "+-":
            name, kind = ("ins", "t") if what == "+" else ("del", "delText")
            run = f"<w:r><w:{kind}>{escape(said)}</w:{kind}></w:r>"
            _put(paragraph, f'<w:{name} {nsdecls("w")} w:id="1" w:author="x">{run}</w:{name}>')
        elif what in ("br", "tab"):
            paragraph.add_run("\n" if what == "br" else "\t")
        else:
            run = paragraph.add_run(said.partition("\u00ad")[0])
            for part in said.split("\u00ad")[1:]:
                run._r.append(parse_xml(f"<w:softHyphen {nsdecls('w')}/>"))
                run._r.add_t(part)
            run.bold, run.font.superscript, run.font.hidden = (what == kind or None for kind in "b^?")


_ids = count()


def _link(paragraph: Paragraph, address: str, words: str) -> None:
    """A link; every second one as a field."""
    run = f"<w:r><w:t>{escape(words)}</w:t></w:r>"
    if next(_ids) % 2:
        id = paragraph.part.relate_to(address, REL.HYPERLINK, is_external=True)
        _put(paragraph, f'<w:hyperlink {nsdecls("w", "r")} r:id="{id}">{run}</w:hyperlink>')
        return
    begin, separate, end = (f'<w:r {nsdecls("w")}><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in _PLACES)
    said = f'<w:r {nsdecls("w")}><w:instrText>HYPERLINK "{address}"</w:instrText></w:r>'
    for xml in (begin, said, separate, run.replace("<w:r>", f"<w:r {nsdecls('w')}>"), end):
        _put(paragraph, xml)


_PLACES = ("begin", "separate", "end")


def _add_notes(document: Any, notes: list[str]) -> None:
    """Adds footnotes, behind the line that parts them from the text."""
    line = '<w:footnote w:id="0" w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    bodies = "".join(
        f'<w:footnote w:id="{id}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t> {escape(note)}</w:t></w:r></w:p>'
        "</w:footnote>"
        for id, note in enumerate(notes, 1)
    )
    xml = f"<w:footnotes {nsdecls('w')}>{line}{bodies}</w:footnotes>"
    part = Part(PackURI("/word/footnotes.xml"), _NOTES, xml.encode(), document.part.package)
    document.part.relate_to(part, REL.FOOTNOTES)
