"""Articles as they are written in word processors: what the tests build documents of, and the text that is in them.

An article is a list of blocks: what it is ("title", "heading", "text", "item", "number", "box", "row", "head" of the
pages), and its text. In a text, {b:bold}, {^:raised}, {n:a footnote}, {a:https://...|a link}, {+:inserted},
{-:deleted}, {?:hidden}; {br:} ends a line, {tab:} parts columns. The cells of a row are parted by " | ".
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from xml.sax.saxutils import escape

from hostile import zipped
from spacy.language import Language

from factcheck.claims import claims
from factcheck.records import Article

Written = list[tuple[str, str]]
_RUN = re.compile(r"\{([a-z^?+-]+):([^{}]*)\}")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

BRIDGE: Written = [
    ("head", "Bollettino numero 77 di 99"),
    ("title", "Il ponte costerà il doppio"),
    ("text", "La regione ha {b:raddoppiato} la spesa: da 3,5 a 7 milioni di euro, il {b:1}00% in più."),
    ("text", "Secondo {a:https://example.org/dati|i dati della provincia}, nel 2021 lo usavano 12\u00a0500 persone."),
    ("text", "I lavori pre\u00advisti erano di 18 mesi. Ne sono passati 40."),
    ("text", "Lo stesso tratto costava 2 milioni nel 2010. Lo stesso tratto costava 2 milioni nel 2010."),
]
HARVEST: Written = [
    ("title", "A harvest of two halves"),
    ("text", "Farmers brought in 3.2 million tonnes of wheat, 14 percent less than in 2021."),
    ("heading", "What it means"),
    ("text", "Three things stand out."),
    ("item", "Prices rose by 8 percent in six weeks."),
    ("item", "Some 450 farms gave up."),
    ("heading", "What comes next"),
    ("number", "The state pays 20 million dollars."),
    ("number", "Half of it goes to 1,200 small farms."),
    ("text", "A hectare yields 5.1 tonnes on average."),
]
NOTES: Written = [
    ("title", "L’acqua del lago"),
    (
        "text",
        "Nel 2020{n:La stima del 2019 era di 40 milioni di metri cubi.} il lago conteneva 38 milioni di metri cubi.",
    ),
    ("text", "In un litro ci sono 10{^:6} batteri, su una superficie di 250 m{^:2}.{n:Misure su 12 campioni.} Poi 30."),
    ("text", "Il livello è sceso di 4{b:,5} metri."),
]
TABLES: Written = [
    ("title", "Schools by the numbers"),
    ("text", "The city runs 212 schools for 98,000 pupils."),
    ("text", "Pupils in each district in 2022"),
    ("row", "District | Pupils | Cost"),
    ("row", "North | 1,250 | 3,500,000"),
    ("row", "South | 12,400 | 41,000,000"),
    ("text", "One class in five has more than 30 pupils."),
    ("box", "A new school costs 12 million pounds."),
    ("text", "Repairs took 7 years."),
    ("row", "Only 3 of 212 schools were closed."),
    ("text", "East{tab:}1,100{tab:}2,900,000"),
]
CHANGES: Written = [
    ("head", "Bozza 12 di 13"),
    ("title", "Bilancio, ultima versione"),
    ("text", "Il comune spende {-:40}{+:45} milioni l’anno."),
    ("text", "I dipendenti sono 310{?: (erano 999)}, più 25 a tempo."),
    ("text", "{-:Mancano 888 euro.}"),
    ("heading", "Le entrate"),
    ("text", "Ufficio bilancio{br:}Tel. interno{br:}Le tasse portano 28 milioni."),
    ("text", "La {a:https://example.org/a|tassa} nuova vale 1,2 milioni."),
]
ARTICLES = {"bridge": BRIDGE, "harvest": HARVEST, "notes": NOTES, "tables": TABLES, "changes": CHANGES}
_LANGUAGES = {"bridge": "it", "harvest": "en", "notes": "it", "tables": "en", "changes": "it"}


def assert_same(article: Article, name: str, pipelines: Mapping[str, Language]) -> None:
    """AssertionError where a document of one of these articles gives other claims than the plain text."""
    nlp = pipelines[_LANGUAGES[name]]
    expected = list(claims(Article(article.name, plain(ARTICLES[name])), nlp))
    found = [replace(claim, page=None, heading=None, links=()) for claim in claims(article, nlp)]
    assert expected, "an article without claims shows nothing"
    assert found == expected


def runs(text: str) -> Iterator[tuple[str, str]]:
    """The runs of a text: what each is, "" for one that is nothing special, and what it says."""
    at = 0
    for found in _RUN.finditer(text):
        if found.start() > at:
            yield "", text[at : found.start()]
        yield found[1], found[2]
        at = found.end()
    if text[at:]:
        yield "", text[at:]


def plain(written: Written) -> str:
    """The article as a plain text."""
    notes = list[str]()
    lines = [(what, _shown(text, notes)) for what, text in written if what != "head"]
    lines = [(what, line) for what, line in lines if line]
    blocks = "".join(
        line + ("\n" if what == after and what in ("item", "number", "row") else "\n\n")
        for (what, line), (after, _) in pairwise([*lines, ("", "")])
    )
    return "\n\n".join([blocks.strip(), *(f"{_mark(number)} {note}" for number, note in enumerate(notes, 1))])


def _mark(number: int) -> str:
    return str(number).translate(_RAISED)


def _shown(text: str, notes: list[str]) -> str:
    """What a reader sees of a text, with the marks of its notes."""
    out = list[str]()
    for what, said in runs(text.replace(" | ", "\t")):
        if what == "n":
            notes.append(said)
            out.append(_mark(len(notes)))
        elif what not in "-?" or not what:
            out.append(
                {"^": said.translate(_RAISED), "br": "\n", "tab": "\t", "a": said.partition("|")[2]}.get(what, said)
            )
    return "".join(out)


_NAMES = "office style text table draw fo xlink svg dc meta"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
_SPACES = {
    **{name: _OASIS.format(name) for name in _NAMES.split()},
    "draw": _OASIS.format("drawing"),
    "fo": _OASIS.format("xsl-fo-compatible"),
    "svg": _OASIS.format("svg-compatible"),
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_STYLES = """<office:styles>
<style:style style:name="Title" style:family="paragraph"/>
<style:style style:name="Heading" style:family="paragraph" style:default-outline-level="1"/></office:styles>
<office:automatic-styles>
<style:style style:name="b" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="up" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
<style:style style:name="no" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:page-layout style:name="pm"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm"/>
<style:header-style/></style:page-layout>
<text:list-style style:name="item"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>
<text:list-style style:name="number"><text:list-level-style-number text:level="1" style:num-format="1"
 style:num-suffix="."/></text:list-style>
</office:automatic-styles>"""
_CHANGE = """<text:changed-region text:id="c{number}"><text:{kind}><office:change-info><dc:creator>x</dc:creator>
<dc:date>2022-03-04T10:00:00</dc:date></office:change-info>{text}</text:{kind}></text:changed-region>"""

_NOTE = """<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>
<text:p>{}</text:p></text:note-body></text:note>"""
_BOX = """<draw:frame text:anchor-type="paragraph" svg:width="9cm" svg:y="1cm"><draw:text-box fo:min-height="2cm">
<text:p>{}</text:p></draw:text-box></draw:frame></text:p>"""


def fodt(written: Written) -> str:
    """The article as a flat OpenDocument text, with title, author and date."""
    spaces = "".join(f' xmlns:{name}="{address}"' for name, address in _SPACES.items())
    changes, blocks, heads = list[str](), list[str](), list[str]()
    for before, (what, text) in zip([("", ""), *written], written, strict=False):
        said = "".join(_odf_run(kind, run, changes) for kind, run in runs(text))
        if what == "head":
            heads.append(f"<text:p>{said}</text:p>")
        elif what == "title":
            blocks.append(f'<text:p text:style-name="Title">{said}</text:p>')
        elif what == "heading":
            blocks.append(f'<text:h text:style-name="Heading" text:outline-level="1">{said}</text:h>')
        elif what in ("item", "number"):
            more = (
                blocks.pop().removesuffix("</text:list>")
                if before[0] == what
                else f'<text:list text:style-name="{what}">'
            )
            blocks.append(f"{more}<text:list-item><text:p>{said}</text:p></text:list-item></text:list>")
        elif what == "row":
            cells = [f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in said.split(" | ")]
            columns = f'<table:table><table:table-column table:number-columns-repeated="{len(cells)}"/>'
            more = blocks.pop().removesuffix("</table:table>") if before[0] == what else columns
            blocks.append(f"{more}<table:table-row>{''.join(cells)}</table:table-row></table:table>")
        elif what == "box":
            blocks.append(blocks.pop().removesuffix("</text:p>") + _BOX.format(said))
        else:
            blocks.append(f"<text:p>{said}</text:p>")
    head = f"<style:header>{''.join(heads)}</style:header>" if heads else ""
    tracked = f"<text:tracked-changes>{''.join(changes)}</text:tracked-changes>" if changes else ""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document{spaces} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:meta><dc:title>A title</dc:title><meta:initial-creator>A newsroom</meta:initial-creator>
<dc:creator>A newsroom</dc:creator><meta:creation-date>2022-03-04T10:00:00</meta:creation-date></office:meta>
{_STYLES}<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pm">{head}
</style:master-page></office:master-styles>
<office:body><office:text>{tracked}{"".join(blocks)}</office:text></office:body></office:document>"""


def _odf_run(what: str, said: str, changes: list[str]) -> str:
    """A run as OpenDocument; what it changes goes to `changes`."""
    text = escape(said)
    if what == "n":
        return _NOTE.format(text)
    if what == "a":
        address, _, words = text.partition("|")
        return f'<text:a xlink:type="simple" xlink:href="{address}">{words}</text:a>'
    if what and what in "+-":
        number = len(changes)
        kind, gone = ("insertion", "") if what == "+" else ("deletion", f"<text:p>{text}</text:p>")
        changes.append(_CHANGE.format(number=number, kind=kind, text=gone))
        if what == "-":
            return f'<text:change text:change-id="c{number}"/>'
        return f'<text:change-start text:change-id="c{number}"/>{text}<text:change-end text:change-id="c{number}"/>'
    if what in ("br", "tab"):
        return f"<text:{'line-break' if what == 'br' else 'tab'}/>"
    style = {"b": "b", "^": "up", "?": "no"}.get(what)
    return f'<text:span text:style-name="{style}">{text}</text:span>' if style else text


def odt(written: Written) -> bytes:
    """The article as a zipped OpenDocument text."""
    content = fodt(written).replace("office:document ", "office:document-content ", 1)
    content = content.replace("</office:document>", "</office:document-content>")
    return zipped([("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", content.encode())])
