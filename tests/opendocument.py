"""Articles as OpenDocument texts, flat and zipped."""

from xml.sax.saxutils import escape

from hostile import zipped
from stories import Story
from written import runs

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


def fodt(story: Story) -> str:
    """The article as a flat OpenDocument text, with title, author and date."""
    spaces = "".join(f' xmlns:{name}="{address}"' for name, address in _SPACES.items())
    changes, blocks, heads = list[str](), list[str](), list[str]()
    for before, (what, text) in zip([("", ""), *story.blocks], story.blocks, strict=False):
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


def odt(story: Story) -> bytes:
    """The article as a zipped OpenDocument text."""
    content = fodt(story).replace("office:document ", "office:document-content ", 1)
    content = content.replace("</office:document>", "</office:document-content>")
    return zipped([("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", content.encode())])
