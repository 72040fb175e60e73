"""Articles as they are printed: what the tests of PDFs are made of. The layouts are those of word processors."""

import re
from dataclasses import dataclass

from opendocument import fodt
from stories import Story
from webpages import body


@dataclass(frozen=True)
class Layout:
    """How an article is printed; lengths in centimetres, sizes of type in points."""

    columns: int = 1
    width: float = 21.0
    height: float = 29.7
    size: float = 11.0
    gap: float = 0.2  # between paragraphs
    indent: float = 0.0  # of their first lines
    spacing: int = 100  # of lines, in percent
    align: str = "justify"
    hyphens: bool = True
    font: str = "Liberation Serif"
    numbered: bool = True  # pages


LAYOUTS = {
    "one column": Layout(height=20),
    "short pages": Layout(width=14.8, height=14),
    "two columns": Layout(columns=2, height=13, size=10),
    "three columns, ragged": Layout(columns=3, width=24, height=11, size=9, align="start"),
    "indented, without gaps": Layout(height=16, gap=0, indent=0.6, font="Liberation Sans"),
    "wide lines": Layout(spacing=180, height=20, hyphens=False, align="start"),
}


def print_of(story: Story, layout: Layout) -> str:
    """The article as a flat OpenDocument text in a layout, with running heads; LibreOffice makes a PDF of it."""
    country = {"it": "IT", "en": "US"}[story.lang]
    text = (
        f'<style:paragraph-properties fo:text-align="{layout.align}" fo:margin-bottom="{layout.gap}cm" '
        f'fo:line-height="{layout.spacing}%"/><style:text-properties fo:font-size="{layout.size}pt" '
        f'fo:font-family="{layout.font}" fo:language="{story.lang}" fo:country="{country}" '
        f'fo:hyphenate="{str(layout.hyphens).lower()}" fo:hyphenation-remain-char-count="2" '
        'fo:hyphenation-push-char-count="2"/>'
    )
    large = (
        '<style:style style:name="{}" style:family="paragraph" style:parent-style-name="Standard" {}>'
        '<style:paragraph-properties fo:text-align="start" fo:text-indent="0cm" fo:margin-top="0.3cm" '
        'fo:keep-with-next="always"/><style:text-properties fo:font-weight="bold" fo:font-size="{}pt" '
        'fo:hyphenate="false"/></style:style>'
    )
    styles = (
        f'<office:styles><style:default-style style:family="paragraph">{text}</style:default-style>'
        '<style:style style:name="Standard" style:family="paragraph"/>'
        '<style:style style:name="Body" style:family="paragraph" style:parent-style-name="Standard">'
        f'<style:paragraph-properties fo:text-indent="{layout.indent}cm"/></style:style>'
        + large.format("Title", "", layout.size * 1.8)
        + large.format("Heading", 'style:default-outline-level="1"', layout.size)
        + '<text:notes-configuration text:note-class="footnote" text:start-numbering-at="document" '
        'text:footnotes-position="page"/></office:styles>'
    )
    page = (
        f'<style:page-layout-properties fo:page-width="{layout.width}cm" fo:page-height="{layout.height}cm" '
        f'fo:margin="1.8cm"><style:columns fo:column-count="{layout.columns}" fo:column-gap="0.7cm"/>'
        '</style:page-layout-properties><style:header-style><style:header-footer-properties fo:min-height="0.8cm"/>'
        "</style:header-style>"
        '<style:footer-style><style:header-footer-properties fo:min-height="0.8cm" fo:margin-top="0.5cm"/>'
        "</style:footer-style>"
    )
    xml = re.sub(r"<office:styles>.*?</office:styles>", styles, fodt(story), flags=re.DOTALL)
    xml = re.sub(r"<style:page-layout-properties.*?<style:header-style/>", page, xml, flags=re.DOTALL)
    xml = xml.replace("<text:p>", '<text:p text:style-name="Body">')
    if layout.numbered:
        footer = '<style:footer><text:p>{} <text:page-number text:select-page="current"/></text:p></style:footer>'
        xml = xml.replace(
            "</style:header>", "</style:header>" + footer.format("Pagina" if story.lang == "it" else "Page")
        )
    return xml


_HTML = """<!doctype html><html lang="{lang}"><meta charset="utf-8"><title>A title</title><style>
@page {{ size: A5; margin: 15mm }} body {{ columns: {columns}; font: 10pt serif; text-align: justify; hyphens: auto }}
h1 {{ font-size: 18pt; text-align: left }} h2 {{ font-size: 12pt }} td {{ padding: 2pt 8pt }} .note {{ font-size: 8pt }}
</style>{body}</html>"""


def page_of(story: Story, columns: int) -> str:
    """The article as a web page to be printed, its notes at the end."""
    return _HTML.format(
        lang=story.lang, columns=columns, body=body(story, {"note": "<p class=note>{}</p>", "caption": "<p>{}</p>"})
    )
