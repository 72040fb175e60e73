"""OpenDocument texts: what is in them beside what all formats hold; hostile ones are refused."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hostile import changed, huge_part, parts_of, truncated, zipped
from limited import told
from opendocument import fodt, odt
from stories import BRIDGE, CHANGES
from written import plain

from factcheck.articles import odt as reader
from factcheck.articles import read_bytes
from factcheck.errors import ArticleError
from factcheck.records import Article, Link

MAIN = "content.xml"
GOOD = odt(BRIDGE)


def only(data: bytes) -> Article:
    (article,) = read_bytes(data, "a.odt", "a")
    return article


def with_text(xml: str) -> bytes:
    """The document with something more at the start of its text."""
    return changed(GOOD, MAIN, lambda main: main.replace(b"<office:text>", b"<office:text>" + xml.encode()))


def text_of(xml: str) -> str:
    """What the document says more with this in its text."""
    return only(with_text(xml)).text.removesuffix(plain(BRIDGE)).strip()


def test_what_is_known_of_it() -> None:
    article = only(GOOD)
    assert (article.title, article.author, article.published) == ("A title", "A newsroom", None)
    assert article.parts[0].heading == "Il ponte costerà il doppio" and article.parts[0].start == 0
    start = article.text.index("i dati")
    assert article.links == (Link(start, start + len("i dati della provincia"), "https://example.org/dati"),)
    assert article.notes == ()


def test_tracked_changes_are_told() -> None:
    assert "tracked changes" in only(odt(CHANGES)).notes[0]


CELL = "<table:table-cell>{}</table:table-cell>"
ONE, TWO = "<text:p>Uno</text:p>", "<text:p>due</text:p>"
BLOCKS = {
    "a contents table": (
        f"<text:table-of-content><text:index-body>{ONE}</text:index-body></text:table-of-content>{TWO}",
        "due",
    ),
    "a hidden section": (f'<text:section text:display="none">{ONE}</text:section>{TWO}', "due"),
    "a comment": ("<text:p>U<office:annotation><text:p>?</text:p></office:annotation>no</text:p>", "Uno"),
    "white space": ('<text:p>  Uno\n  <text:s text:c="9"/>due<text:soft-page-break/>tre</text:p>', "Uno duetre"),
    "a list in a list": (
        f"<text:list><text:list-item>{ONE}<text:list><text:list-item>{TWO}</text:list-item></text:list>"
        "</text:list-item></text:list>",
        "Uno\ndue",
    ),
    "a heading in a list": (
        f"{ONE}<text:list><text:list-item><text:h>due</text:h></text:list-item></text:list>",
        "Uno\n\ndue",
    ),
    "a table as a frame": (
        f"<table:table><table:table-row>{CELL.format(ONE + TWO)}</table:table-row></table:table>",
        "Uno\n\ndue",
    ),
    "repeated cells": (
        f"<table:table><table:table-header-rows><table:table-row>{CELL.format(ONE)}<table:table-cell "
        f'table:number-columns-repeated="2">{TWO}</table:table-cell><table:covered-table-cell>{ONE}'
        '</table:covered-table-cell><table:table-cell table:number-columns-repeated="999999999"/></table:table-row>'
        f"</table:table-header-rows><table:table-row>{CELL.format(TWO)}{CELL.format('')}{CELL.format(ONE)}"
        "</table:table-row></table:table>",
        "Uno\tdue\tdue\ndue\t\tUno",
    ),
    "a box in a box": (
        f"<text:p>Uno<draw:frame><draw:text-box><text:p>due<draw:custom-shape>{ONE}</draw:custom-shape></text:p>"
        "</draw:text-box><svg:title>foto</svg:title></draw:frame>.</text:p>",
        "Uno.\n\ndue\n\nUno",
    ),
    "a link elsewhere": ('<text:p><text:a xlink:href="#x">Uno</text:a></text:p>', "Uno"),
    "a raised span in a span": (
        '<text:p>10<text:span text:style-name="up"><text:span text:style-name="b">6</text:span></text:span></text:p>',
        "10⁶",
    ),
}


START, END = '<text:change-start text:change-id="{}"/>', '<text:change-end text:change-id="{}"/>'
GONE, NEW = (START.format("d") + "{}" + END.format("d"), START.format("i") + "{}" + END.format("i"))
ROW = "<table:table-row>{}{}</table:table-row>"
DELETED = {
    "a number": (f"<text:p>Costa {GONE.format(300)}{NEW.format(450)} milioni</text:p>", "Costa 450 milioni"),
    "all but text": (
        "<text:p>Uno"
        + GONE.format(
            "<text:tab/>3<text:line-break/>4<text:note><text:note-citation/><text:note-body><text:p>5</text:p>"
            f"</text:note-body></text:note><draw:frame><draw:text-box>{ONE}</draw:text-box></draw:frame>"
        )
        + " due</text:p>",
        "Uno due",
    ),
    "the end of a paragraph": (
        f"<text:p>Costa{START.format('d')} 30</text:p>{TWO}<text:p>40{END.format('d')} 3 milioni</text:p>{ONE}",
        "Costa 3 milioni\n\nUno",
    ),
    "two that overlap": (
        f"<text:p>Uno {START.format('d')}2{START.format('e')}3{END.format('d')}4{END.format('e')}5</text:p>",
        "Uno 5",
    ),
    "a row": (
        f"<table:table>{ROW.format(CELL.format(ONE), CELL.format(TWO))}"
        + ROW.format(
            CELL.format(f"<text:p>{START.format('d')}3</text:p>"), CELL.format(f"<text:p>4{END.format('d')}</text:p>")
        )
        + "</table:table>",
        "Uno\tdue",
    ),
}


@pytest.mark.parametrize("id", ["text:id", "xml:id"])
@pytest.mark.parametrize("name", DELETED)
def test_deletions_that_stand_in_the_text(name: str, id: str) -> None:
    xml, text = DELETED[name]
    kinds = {"d": "deletion", "e": "deletion", "i": "insertion"}
    changes = "".join(
        f'<text:changed-region {id}="{change}"><text:{kind}/></text:changed-region>' for change, kind in kinds.items()
    )
    assert text_of(f"<text:tracked-changes>{changes}</text:tracked-changes>{xml}") == text


@pytest.mark.parametrize("name", BLOCKS)
def test_what_is_in_a_text(name: str) -> None:
    xml, text = BLOCKS[name]
    assert text_of(xml) == text


STYLE = '<style:style style:family="text" style:name="S{}" style:parent-style-name="S{}">{}</style:style>'


@pytest.mark.parametrize("last", [5_000, 0, 2_500])
def test_styles_with_thousands_of_parents(last: int) -> None:
    """The parent of the last one is not there, the first one, or one between."""
    raised = STYLE.format(4_999, last, '<style:text-properties style:text-position="super 58%"/>')
    styles = "".join(STYLE.format(number, number + 1, "") for number in range(4_999)) + raised
    text = '10<text:span text:style-name="S0">6</text:span><text:span text:style-name="S4999">7</text:span>'
    data = changed(
        with_text(f"<text:p>{text}</text:p>"),
        MAIN,
        lambda main: main.replace(b"</office:automatic-styles>", f"{styles}</office:automatic-styles>".encode()),
    )
    assert only(data).text.startswith("10⁶⁷\n")


def with_top(top: str, text: str) -> bytes:
    """The document with entities declared at its top, and a paragraph."""
    return changed(
        with_text(f"<text:p>{text}</text:p>"),
        MAIN,
        lambda main: main.replace(b"<office:document-content", top.encode() + b"<office:document-content"),
    )


LEVELS = "".join(f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, 12))
MANIFEST = """<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry
 m:full-path="content.xml"><m:encryption-data m:checksum="x"/></m:file-entry></m:manifest>"""
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "bomb": (lambda: huge_part(GOOD, MAIN, b"</office:text>"), "larger than any article"),
    "elements": (lambda: with_text("<text:p/>" * 7_000_000), "larger than any article"),
    "entities": (lambda: with_top(f'<!DOCTYPE d [<!ENTITY a0 "aaaaaaaaaa">{LEVELS}]>', "&a11;"), "entity"),
    "outside": (lambda: with_top('<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]>', "&a;"), "DOCTYPE"),
    "deep": (lambda: with_text("<text:list>" * 100_000 + "</text:list>" * 100_000), "XML can't be read"),
    "password": (lambda: zipped([*parts_of(GOOD).items(), ("META-INF/manifest.xml", MANIFEST.encode())]), "password"),
    "truncated": (lambda: truncated(GOOD), "damaged"),
    "no main part": (lambda: zipped([("mimetype", parts_of(GOOD)["mimetype"])]), "no text in this OpenDocument"),
    "a table": (
        lambda: changed(GOOD, MAIN, lambda main: main.replace(b"office:text", b"office:spreadsheet")),
        "no text",
    ),
    "broken XML": (lambda: changed(GOOD, MAIN, lambda main: main[:2_000]), "XML can't be read"),
    "empty": (lambda: odt(BRIDGE._replace(blocks=[])), "the text is empty"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_hostile_documents_are_refused(name: str, tmp_path: Path) -> None:
    make, words = REFUSED[name]
    path = tmp_path / "a.odt"
    path.write_bytes(make())
    assert path.stat().st_size < 5_000_000
    message = told(path)
    assert message.startswith(f"{path}: ") and words in message and "\n" not in message


def test_lists_as_deep_as_xml_may_be() -> None:
    assert text_of("<text:list>" * 250 + ONE + "</text:list>" * 250) == "Uno"


def test_hostile_flat_documents() -> None:
    bomb = fodt(BRIDGE).replace("<office:document ", "<!DOCTYPE d [<!ENTITY a 'b'>]><office:document ")
    with pytest.raises(ArticleError, match="DOCTYPE"):
        list(reader.read(bomb.encode(), "a.fodt"))
