"""Articles as they are printed: what the tests of PDFs are made of. The layouts are those of word processors."""

import re
from dataclasses import dataclass
from html import escape

from written import Written, fodt, runs

RIVER: Written = [
    ("head", "Notiziario della valle, numero 14"),
    ("title", "Dopo la piena, il conto: 37 milioni di euro per rimettere in piedi la valle"),
    (
        "text",
        "La piena di novembre ha lasciato 1.250 famiglie senza casa e 340 aziende senza magazzino. Secondo la "
        "prefettura i danni arrivano a 37 milioni di euro, quasi il doppio della stima fatta nei primi giorni, "
        "quando si parlava di 19 milioni e di poche centinaia di evacuati.",
    ),
    (
        "text",
        "Nel 2020{n:Il dato del 2020 comprende 12 comuni che oggi appartengono a un’altra provincia.} gli argini "
        "erano stati rinforzati per 48 chilometri, con una spesa di 8,4 milioni. L’amministrazione provinciale "
        "aveva programmato altri 25 chilometri di interventi straordinari, mai cominciati per mancanza di "
        "autorizzazioni.",
    ),
    ("heading", "Le responsabilità"),
    (
        "text",
        "Una relazione tecnico-scientifica di 212 pagine attribuisce il 60% dei danni alla manutenzione "
        "insufficiente dei canali, il 25% all’urbanizzazione disordinata e il resto a precipitazioni eccezionali: "
        "310 millimetri in 36 ore, contro una media stagionale di 140.{n:La media è calcolata su 30 anni di "
        "osservazioni.}",
    ),
    (
        "text",
        "Il consorzio risponde che dal 2015 i trasferimenti sono diminuiti del 18% e che il personale è sceso da "
        "95 a 61 dipendenti. Un esame tecnico-scientifico indipendente costerebbe 450.000 euro e richiederebbe 14 "
        "mesi.",
    ),
    ("text", "I rimborsi sono stati suddivisi fra tre categorie di richiedenti, con massimali differenti:"),
    ("item", "le abitazioni danneggiate ricevono fino a 20.000 euro ciascuna;"),
    ("item", "le imprese agricole ottengono 150 euro per ogni ettaro sommerso, per un massimo di 80 ettari;"),
    ("item", "i commercianti possono chiedere 5.000 euro entro 90 giorni dalla comunicazione."),
    ("heading", "I comuni più colpiti"),
    ("row", "Comune | Famiglie | Danni in euro"),
    ("row", "Valbassa | 420 | 12.300.000"),
    ("row", "Pontelungo | 185 | 4.750.000"),
    ("row", "Rocca sul Fiume | 97 | 2.180.000"),
    (
        "text",
        "Nelle frazioni di montagna l’acqua ha raggiunto i 2,3 metri e ha interrotto 17 strade comunali. Le ruspe "
        "hanno rimosso 64.000 metri cubi di fango, cioè circa 51 per abitante, e la circolazione è ripresa dopo 11"
        " giorni.",
    ),
    (
        "text",
        "Per la ricostruzione il governo ha promesso 15 milioni nel 2023 e altri 10 milioni nel 2024. Il 72% dei "
        "sindaci interpellati giudica insoddisfacente la proposta e chiede che il contributo straordinario salga "
        "almeno a 30 milioni, come accadde dopo l’alluvione del 1994.",
    ),
]
TRAINS: Written = [
    ("head", "Transport review, issue 31"),
    ("title", "Night trains return, but only one seat in five is sold"),
    (
        "text",
        "The national operator reintroduced overnight connections on 6 March with 14 refurbished carriages and a "
        "subsidy of 22 million dollars. Eight months later, according to internal documentation, only 19 percent "
        "of the 41,000 available berths have been occupied.",
    ),
    (
        "text",
        "Transportation economists had anticipated considerably better results: a feasibility study published in "
        "2021{n:The study covered 26 routes in 9 countries.} predicted 120,000 travellers every year and an "
        "operating surplus of 3.5 million dollars from the second year onwards.",
    ),
    ("heading", "Expensive maintenance"),
    (
        "text",
        "Maintenance turned out to be the most underestimated item. Refurbishing a state-of-the-art sleeping "
        "carriage costs 780,000 dollars, 35 percent more than the manufacturer advertised, and requires "
        "approximately 900 hours of work. Old rolling stock consumes 4.8 kilowatts for every kilometre.",
    ),
    (
        "text",
        "Management acknowledges the disappointment but refuses to abandon the programme. Ticket prices will be "
        "reduced from 140 to 95 dollars in January, and an additional 60 employees will be recruited for customer "
        "information. State-of-the-art reservation systems, it says, need 18 months of experimentation.",
    ),
    ("heading", "Where passengers get on"),
    ("row", "Station | Passengers | Change"),
    ("row", "Harbour Central | 3,120 | +4%"),
    ("row", "Northfield | 1,875 | −12%"),
    ("row", "Lower Market | 940 | −31%"),
    (
        "text",
        "Environmental organisations nevertheless defend the experiment. Every passenger who leaves the aeroplane "
        "saves 210 kilograms of carbon dioxide, they calculate, and 57 percent of respondents in a representative "
        "survey of 2,400 adults would consider travelling overnight if departures were punctual.",
    ),
    (
        "text",
        "Punctuality is precisely the problem: 38 percent of departures were delayed by more than half an hour, "
        "and 11 trains were cancelled in October alone.{n:Cancellations announced a day before are not counted.} "
        "Compensation payments have reached 1.3 million dollars, twice the amount that had been budgeted.",
    ),
]


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


def print_of(written: Written, layout: Layout, lang: str) -> str:
    """The article as a flat OpenDocument text in a layout, with running heads; LibreOffice makes a PDF of it."""
    country = {"it": "IT", "en": "US"}[lang]
    text = (
        f'<style:paragraph-properties fo:text-align="{layout.align}" fo:margin-bottom="{layout.gap}cm" '
        f'fo:line-height="{layout.spacing}%"/><style:text-properties fo:font-size="{layout.size}pt" '
        f'fo:font-family="{layout.font}" fo:language="{lang}" fo:country="{country}" '
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
    xml = re.sub(r"<office:styles>.*?</office:styles>", styles, fodt(written), flags=re.DOTALL)
    xml = re.sub(r"<style:page-layout-properties.*?<style:header-style/>", page, xml, flags=re.DOTALL)
    xml = xml.replace("<text:p>", '<text:p text:style-name="Body">')
    if layout.numbered:
        footer = '<style:footer><text:p>{} <text:page-number text:select-page="current"/></text:p></style:footer>'
        xml = xml.replace("</style:header>", "</style:header>" + footer.format("Pagina" if lang == "it" else "Page"))
    return xml


_HTML = """<!doctype html><html lang="{lang}"><meta charset="utf-8"><title>A title</title><style>
@page {{ size: A5; margin: 15mm }} body {{ columns: {columns}; font: 10pt serif; text-align: justify; hyphens: auto }}
h1 {{ font-size: 18pt; text-align: left }} h2 {{ font-size: 12pt }} td {{ padding: 2pt 8pt }} .note {{ font-size: 8pt }}
</style>{body}</html>"""
_TAGS = {"title": "h1", "heading": "h2", "text": "p", "item": "li", "row": "tr"}


def page_of(written: Written, columns: int, lang: str) -> str:
    """The article as a web page to be printed, its notes at the end."""
    notes, body = list[str](), list[str]()
    for what, text in written:
        said = ""
        for kind, run in runs(text):
            if kind == "n":
                notes.append(run)
            said += f"<sup>{len(notes)}</sup>" if kind == "n" else escape(run)
        if what == "row":
            said = "".join(f"<td>{cell}</td>" for cell in said.split(" | "))
        if what in _TAGS:
            body.append(f"<{_TAGS[what]}>{said}</{_TAGS[what]}>")
    listed = re.sub(r"((?:<li>[^\0]*?</li>)+)", r"<ul>\1</ul>", "".join(body))
    tabled = re.sub(r"((?:<tr>[^\0]*?</tr>)+)", r"<table>\1</table>", listed)
    told = "".join(f'<p class="note"><sup>{number}</sup> {note}</p>' for number, note in enumerate(notes, 1))
    return _HTML.format(lang=lang, columns=columns, body=f"{tabled}<hr>{told}")
