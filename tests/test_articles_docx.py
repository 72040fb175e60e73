"""Word documents: what is in them beside what all formats hold; hostile ones are refused."""

import re
from pathlib import Path

import pytest
from hostile import changed, huge_part, parts_of, password, truncated, zipped
from limited import told
from stories import BRIDGE, CHANGES, NOTES
from word import docx
from written import plain

from factcheck.articles import read_bytes
from factcheck.errors import ArticleError
from factcheck.records import Article, Link

MAIN = "word/document.xml"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
GOOD = docx(BRIDGE)


def only(data: bytes) -> Article:
    (article,) = read_bytes(data, "a.docx", "a")
    return article


def document(xml: str, styles: str) -> Article:
    """What is read of a document of these paragraphs."""
    body = f'<w:document xmlns:w="{WORD}" xmlns:m="{MATH}"><w:body>{xml}</w:body></w:document>'
    data = changed(GOOD, MAIN, lambda _: body.encode())
    data = changed(data, "word/styles.xml", lambda old: old.replace(b"</w:styles>", f"{styles}</w:styles>".encode()))
    return only(data)


def text_of(xml: str, styles: str) -> str:
    """The text of a document of these paragraphs."""
    return document(xml, styles).text


def run(text: str, look: str = "") -> str:
    return f"<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>"


def test_what_is_known_of_it() -> None:
    article = only(GOOD)
    assert (article.title, article.author, article.published) == ("A title", "A newsroom", None)
    assert article.parts[0].heading == "Il ponte costerà il doppio" and article.parts[0].start == 0
    start = article.text.index("i dati")
    assert article.links == (Link(start, start + len("i dati della provincia"), "https://example.org/dati"),)
    assert article.notes == ()


def test_tracked_changes_are_told() -> None:
    assert "tracked changes" in only(docx(CHANGES)).notes[0]


def test_strict_documents_and_parts_of_any_name() -> None:
    strict = {
        WORD: "http://purl.oclc.org/ooxml/wordprocessingml/main",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
            "http://purl.oclc.org/ooxml/officeDocument/relationships"
        ),
    }
    parts = parts_of(docx(NOTES))
    for name in parts:
        for transitional, address in strict.items():
            parts[name] = parts[name].replace(transitional.encode(), address.encode())
    parts["word/document2.xml"] = parts.pop(MAIN)
    parts["word/_rels/document2.xml.rels"] = parts.pop("word/_rels/document.xml.rels")
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(MAIN.encode(), b"/word/document2.xml")
    assert only(zipped(parts.items())).text == plain(NOTES)


def paragraph(*parts: str, look: str = "") -> str:
    return f"<w:p><w:pPr>{look}</w:pPr>{''.join(parts)}</w:p>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def cell(*blocks: str) -> str:
    return f"<w:tc>{''.join(blocks)}</w:tc>"


def field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def alternatives(*forms: str) -> str:
    compatible = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    choices = "".join(f'<mc:Choice Requires="x">{form}</mc:Choice>' for form in forms[:-1])
    return f"<mc:AlternateContent {compatible}>{choices}<mc:Fallback>{forms[-1]}</mc:Fallback></mc:AlternateContent>"


ONE, TWO, THREE = paragraph(run("Uno")), paragraph(run("due")), paragraph(run("3"))
DELETED = '<w:del w:id="1"/>'
PARAGRAPHS = {
    "a deleted end": (
        paragraph(run("Costa 3 "), look=f"<w:rPr>{DELETED}</w:rPr>") + paragraph(run("milioni.")),
        "Costa 3 milioni.",
    ),
    "moved text": (f"<w:moveFrom>{ONE}</w:moveFrom>{paragraph('<w:moveTo>', run('Due'), '</w:moveTo>')}", "Due"),
    "a deleted row": (table(cell(ONE) + cell(TWO), f"<w:trPr>{DELETED}</w:trPr>{cell(THREE)}{cell()}"), "Uno\tdue"),
    "a field": (paragraph('<w:fldSimple w:instr="DATE">', run("3 marzo"), "</w:fldSimple>"), "3 marzo"),
    "a field without result": (
        paragraph(field("begin"), "<w:r><w:instrText>PAGE</w:instrText></w:r>", run("8"), field("end"), run("Uno")),
        "Uno",
    ),
    "a field without end": (paragraph(field("begin"), run("8")) + ONE, "Uno"),
    "a form": (f"<w:sdt><w:sdtContent>{ONE}</w:sdtContent></w:sdt>", "Uno"),
    "an empty form": (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{ONE}</w:sdtContent></w:sdt>{TWO}",
        "due",
    ),
    "hyphens": (
        paragraph("<w:r><w:tab/><w:t>Uno</w:t><w:noBreakHyphen/><w:t>due</w:t><w:softHyphen/><w:t>tre</w:t></w:r>"),
        "Uno\u2011due\u00adtre",
    ),
    "a page break": (paragraph(run("Uno"), '<w:r><w:br w:type="page"/></w:r>', run("due")), "Uno\ndue"),
    "a power": (
        paragraph(run("10"), "<m:sSup><m:e/><m:sup><m:r><m:t>-6</m:t></m:r></m:sup></m:sSup>"),
        "10⁻⁶",
    ),
    "a fraction": (
        paragraph(run("3"), "<m:f><m:num/><m:den><m:r><m:t>4</m:t></m:r></m:den></m:f>"),
        "3/4",
    ),
    "a table as a frame": (table(cell(ONE, TWO)), "Uno\n\ndue"),
    "a table in a table": (table(cell(ONE, TWO) + cell(table(cell(THREE) + cell(THREE)))), "Uno due\t3 | 3"),
    "a raised style": (paragraph(run("10"), run("6", '<w:rStyle w:val="Up"/>')), "10⁶"),
    "a style based on itself": (paragraph(run("Uno"), look='<w:pStyle w:val="Round"/>'), "Uno"),
    "a table of contents": (paragraph(run("Uno 3"), look='<w:pStyle w:val="Indice1"/>') + TWO, "due"),
    "a table of contents in a box of its own": (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f'<w:sdtContent>{ONE}</w:sdtContent></w:sdt><w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Quotes"/>'
        f"</w:docPartObj></w:sdtPr><w:sdtContent>{TWO}</w:sdtContent></w:sdt>",
        "due",
    ),
    "a field that lists the contents": (
        paragraph(field("begin"), "<w:r><w:instrText> TO</w:instrText><w:instrText>C \\h </w:instrText></w:r>")
        + paragraph(field("separate"), run("Uno"), field("begin"), field("separate"), run("3"), field("end"))
        + ONE
        + paragraph(run("3"), field("end"), run("due")),
        "due",
    ),
    "one that has no end": (
        paragraph(field("begin"), "<w:r><w:instrText>TOC</w:instrText></w:r>", field("separate"), run("3")) + ONE,
        "3\n\nUno",
    ),
    "the form that has a text": (
        paragraph(run("Uno"), alternatives("<w:r><w:drawing/></w:r>", run("due"), run("3"))),
        "Unodue",
    ),
    "a hidden paragraph": (
        paragraph(run("Uno"), run("due", '<w:vanish w:val="0"/>'), look='<w:pStyle w:val="Gone"/>'),
        "due",
    ),
}
STYLES = """<w:style w:styleId="Up"><w:name w:val="up"/><w:basedOn w:val="Base"/></w:style>
<w:style w:styleId="Base"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
<w:style w:styleId="Round"><w:basedOn w:val="Round"/></w:style>
<w:style w:styleId="Indice1"><w:name w:val="toc 1"/></w:style>
<w:style w:styleId="Gone"><w:rPr><w:vanish/></w:rPr></w:style>"""


def drawing(name: str, space: str) -> str:
    return f'<w:r><w:drawing><x:{name} xmlns:x="{space}"/></w:drawing></w:r>'


NOTED = {
    "another file": ("<w:altChunk/>", "put in from another file"),
    "a diagram": (drawing("relIds", "http://schemas.openxmlformats.org/drawingml/2006/diagram"), "diagrams"),
    "a chart": (drawing("chart", "http://purl.oclc.org/ooxml/drawingml/chart"), "charts"),
    "a chart with a picture of it": (
        alternatives(drawing("chart", "http://schemas.microsoft.com/office/drawing/2014/chartex"), "<w:pict/>"),
        "charts",
    ),
}


@pytest.mark.parametrize("name", NOTED)
def test_what_is_not_read_is_told(name: str) -> None:
    xml, words = NOTED[name]
    article = document(ONE + 2 * paragraph(xml), STYLES)
    assert article.text == "Uno"
    assert len(article.notes) == 1 and words in article.notes[0]


def test_a_document_that_is_all_from_another_file() -> None:
    with pytest.raises(ArticleError, match="another file is not read; open it in Word and save it"):
        document("<w:altChunk/>", STYLES)


def test_headings_by_the_name_of_their_style() -> None:
    styles = """<w:style w:styleId="Titolo1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="Heading"><w:name w:val="heading text"/></w:style>"""
    xml = "".join(
        paragraph(run(text), look=f'<w:pStyle w:val="{style}"/>')
        for text, style in (("Uno", "Titolo1"), ("due", "Heading"))
    )
    assert [part.heading for part in document(xml, styles).parts] == ["Uno"]


@pytest.mark.parametrize("name", PARAGRAPHS)
def test_what_is_in_paragraphs(name: str) -> None:
    xml, text = PARAGRAPHS[name]
    assert text_of(xml, STYLES) == text


STYLE = '<w:style w:styleId="S{}"><w:basedOn w:val="S{}"/>{}</w:style>'


@pytest.mark.parametrize("last", [5_000, 0, 2_500])
def test_styles_based_on_thousands_of_others(last: int) -> None:
    """The last one is based on another that is not there, on the first, or on one between."""
    raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    styles = "".join(STYLE.format(number, number + 1, "") for number in range(4_999))
    xml = paragraph(run("10"), run("6", '<w:rStyle w:val="S0"/>'), run("7", '<w:rStyle w:val="S4999"/>'))
    assert text_of(xml, styles + STYLE.format(4_999, last, raised)) == "10⁶⁷"


def with_text(xml: bytes) -> bytes:
    return changed(GOOD, MAIN, lambda main: main.replace(b"<w:body>", b"<w:body>" + xml))


def with_top(top: bytes, text: bytes) -> bytes:
    """A document with entities declared at its top, and a paragraph."""
    data = with_text(b"<w:p><w:r><w:t>" + text + b"</w:t></w:r></w:p>")
    return changed(data, MAIN, lambda main: re.sub(rb"^(<\?xml[^>]*\?>)?", lambda found: found[0] + top, main, count=1))


LEVELS = "".join(f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, 12))
REFUSED = {
    "bomb": (lambda: huge_part(GOOD, MAIN, b"</w:body>"), "larger than any article"),
    "elements": (lambda: with_text(b"<w:p/>" * 7_000_000), "larger than any article"),
    "entities": (lambda: with_top(f'<!DOCTYPE d [<!ENTITY a0 "aaaaaaaaaa">{LEVELS}]>'.encode(), b"&a11;"), "entity"),
    "outside": (lambda: with_top(b'<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]>', b"&a;"), "DOCTYPE"),
    "deep": (lambda: with_text(b"<w:sdt>" * 100_000 + b"</w:sdt>" * 100_000), "XML can't be read"),
    "tables": (lambda: with_text(b"<w:tbl><w:tr><w:tc>" * 90 + b"</w:tc></w:tr></w:tbl>" * 90), "XML can't be read"),
    "password": (lambda: password(GOOD), "password"),
    "old": (lambda: password(GOOD).replace("EncryptedPackage".encode("utf-16-le"), b""), "old Word"),
    "truncated": (lambda: truncated(GOOD), "damaged"),
    "no main part": (lambda: zipped((n, d) for n, d in parts_of(GOOD).items() if n != MAIN), "no text in this Word"),
    "no parts": (lambda: zipped([("[Content_Types].xml", b"<Types/>")]), "a document of another kind"),
    "broken XML": (lambda: changed(GOOD, MAIN, lambda main: main[:2_000]), "XML can't be read"),
    "another main part": (lambda: changed(GOOD, MAIN, lambda _: b"<a/>"), "no text in this Word"),
    "empty": (lambda: changed(GOOD, MAIN, lambda _: f'<w:document xmlns:w="{WORD}"/>'.encode()), "the text is empty"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_hostile_documents_are_refused(name: str, tmp_path: Path) -> None:
    make, words = REFUSED[name]
    path = tmp_path / "a.docx"
    path.write_bytes(make())
    assert path.stat().st_size < 5_000_000
    message = told(path)
    assert message.startswith(f"{path}: ") and words in message and "\n" not in message


def test_parts_that_are_damaged() -> None:
    at = GOOD.index(b"word/document.xml") + 200
    with pytest.raises(ArticleError, match=r"a part of it .* is damaged"):
        only(GOOD[:at] + bytes(200) + GOOD[at + 200 :])
