"""The same article in many formats: its blocks, from which tests build documents, and its text."""

from typing import NamedTuple


class Told(NamedTuple):
    """A block of a story; of a row, the cells are parted by tabs."""

    kind: str  # headline, heading, p, quote, item, row, caption
    text: str


ITALIAN = [
    Told("headline", "La diga di Valscura costerà 3,5 milioni in più"),
    Told(
        "p", "Il conto della nuova diga è salito a 41,2 milioni di euro, il 9% in più del previsto. Lo dice la Regione."
    ),
    Told("p", "Nel 2020¹ i tecnici avevano contato 3\u00a0500\u00a0000 metri cubi d’acqua; oggi sono la metà."),
    Told("quote", "«Ne mancano almeno 200mila», protesta il comitato, che ha raccolto 7.800 firme in sei mesi."),
    Told("heading", "I numeri del cantiere"),
    Told("item", "240 operai"),
    Told("item", "18 mesi di lavori"),
    Told("item", "due frane in un anno"),
    Told("caption", "Il muro, alto 96 metri, visto il 3 maggio."),
    Told("row", "Comune\tFamiglie\tMilioni di euro"),
    Told("row", "Valscura\t1.240\t12,5"),
    Told("row", "Pian di Sopra\t310\t3,8"),
    Told("p", "Il voto è atteso per il 28 marzo. Servono 26 voti su 50."),
]
ENGLISH = [
    Told("headline", "Two in three ferries of Kelmouth run late"),
    Told("p", "Some 412 ferries left Kelmouth late in May, 12% more than a year ago, the port says."),
    Told("p", "The delays cost 3.5 million pounds.² About 90,000 passengers were told to come back the next day."),
    Told("quote", "“It took us nine hours to cross 40 kilometres,” said one of them."),
    Told("heading", "What the company says"),
    Told("item", "Three ships of 12 are in the dock."),
    Told("item", "The next one returns on 4 July 2024."),
    Told("caption", "The quay, 900 metres long, is closed at night."),
    Told("row", "Line\tFerries\tLate"),
    Told("row", "North\t1,310\t61%"),
    Told("row", "Islands\t220\t74%"),
    Told("p", "The regulator may fine the company up to $2.1 million."),
]
STORIES = {"it": ITALIAN, "en": ENGLISH}


def as_text(story: list[Told]) -> str:
    """A story as plain text, a line for each block."""
    return "\n\n".join(told.text for told in story)
