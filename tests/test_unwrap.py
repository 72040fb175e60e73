"""Lines that a width broke are joined; poems, lists, tables and whatever is written in lines stays so."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.articles import read_bytes
from factcheck.articles.unwrap import unwrapped

ITALIAN = (
    "Il consiglio comunale ha approvato ieri sera, con 18 voti su 24, il piano che prevede di spendere 3,5 milioni di "
    "euro per le scuole della città entro il 2027. La spesa cresce del 12 per cento rispetto all'anno scorso, quando "
    "i lavori si erano fermati per sei mesi; secondo la giunta, i cantieri riapriranno a marzo.",
    "L'opposizione non è convinta. «Mancano almeno 400 mila euro», ha detto una consigliera, e ha chiesto che i conti "
    "siano pubblicati. Nel quartiere a nord, dove abitano 9.000 persone, due scuole su tre aspettano ancora il tetto "
    "nuovo – promesso già nel 2019 – e le famiglie hanno raccolto 1.250 firme.",
)
ENGLISH = (
    "The council approved a plan on Tuesday to spend £3.5 million on the town's schools by 2027, with 18 votes out of "
    "24. Spending is up by 12 per cent on last year, when work stopped for six months; the sites will reopen in March.",
    "The opposition is not convinced. “At least 400,000 pounds are missing,” said a councillor, who asked for the "
    "accounts to be made public. In the north of the town, where 9,000 people live, two schools in three still wait "
    "for the new roof that was promised in 2019, and families have collected 1,250 signatures.",
)
POEM = """\
Sul ponte vecchio il vento della sera
porta l'odore del fiume e dei campi,
e tre lanterne accese alla ringhiera
fanno più scura l'acqua senza lampi.
Due barche ferme, un cane, una bandiera
che aspetta il giorno e i suoi rumori ampi,
e in fondo, dove il fiume si fa mare,
cento gabbiani pronti a litigare.
"""
FREE_VERSE = """\
we counted the boats as they left, forty of them
and forty came back
none of us said a word about the weather or about the light that failed
except the youngest
who had never seen the harbour without its three hundred lamps
and asked
whether anybody knew the price of such a night
"""
SENTENCES = "\n".join(sentence.strip() + "." for text in ENGLISH for sentence in text.rstrip(".").split(". "))
LIST = """\
- riparare il tetto della scuola di via del Mulino, per 300.000 euro
- comprare 12 autobus elettrici per le linee che vanno in collina
- aprire tre nuovi asili nei quartieri a nord, ciascuno con 40 posti
- piantare 5.000 alberi lungo il fiume, tra il ponte e la stazione
- rifare la piazza del mercato, che nel 2026 compirà trecento anni
"""
CAPITALS = """\
Riparare il tetto della scuola di via del Mulino, per 300.000 euro
Comprare 12 autobus elettrici per le linee che vanno in collina
Aprire tre nuovi asili nei quartieri a nord, ciascuno con 40 posti
Piantare 5.000 alberi lungo il fiume, tra il ponte e la stazione
Rifare la piazza del mercato, che nel 2026 compirà trecento anni
"""
TABLE = """\
quartiere a nord del fiume e campagna     abitanti 9.000       asili 3
quartiere a sud del fiume e collina       abitanti 12.400      asili 5
quartiere del porto e della stazione      abitanti 7.150       asili 1
quartiere del mercato e del castello      abitanti 4.300       asili 2
"""
TABS = TABLE.replace("     ", "\t")
ADDRESS = "Ufficio stampa del Comune\nPiazza del Mercato 3\n40100 Città alta\ntel. 051 000000\nufficio@example.org\n"
HEADERS = """\
From: ufficio stampa del comune <stampa@example.org>
To: redazione cronaca e redazione economia <news@example.org>
Date: Mon, 2 Mar 2026 10:12:00 +0100
Subject: bilancio 2026, approvato il piano per le scuole
"""
TRANSCRIPT = """\
MODERATOR: good evening, we have forty minutes for the three of you tonight.
MAYOR: thank you, and let me say that 300 families have already been helped.
COUNCILLOR: that is not what the 12 pages of the report say, as you well know.
MAYOR: the report is from 2024, and it counts only two of the five districts.
COUNCILLOR: then publish the new one, we have waited for it for six months.
"""
LINKS = "\n".join(f"https://www.example.org/comune/bilancio/capitolo-{number}/pagina.html" for number in range(12))
IN_LINES = [LINKS, POEM, FREE_VERSE, SENTENCES, LIST, CAPITALS, TABLE, TABS, ADDRESS, HEADERS, TRANSCRIPT]
WIDTHS = [50, 60, 65, 72, 76, 80, 100]


def wrapped(paragraphs: tuple[str, ...], width: int, between: str = "\n\n", **how: object) -> str:
    return between.join("\n".join(textwrap.wrap(text, width, **how)) for text in paragraphs)  # type: ignore[arg-type]


@pytest.mark.parametrize("paragraphs", [ITALIAN, ENGLISH])
@pytest.mark.parametrize("width", WIDTHS)
def test_paragraphs_come_back(paragraphs, width):
    text = wrapped(paragraphs, width)
    assert unwrapped(text) == "\n\n".join(paragraphs)
    assert len(unwrapped(text)) == len(text)
    assert unwrapped(text.replace("\n", "\r\n")) == "\r\n\r\n".join(paragraphs)
    assert unwrapped(text.replace("\n", " \n")) == " \n \n".join(paragraphs)


@pytest.mark.parametrize("width", WIDTHS)
def test_paragraphs_that_begin_with_an_indent(width):
    text = wrapped(ITALIAN, width, "\n", initial_indent="   ")
    assert unwrapped(text) == "\n".join("   " + paragraph for paragraph in ITALIAN)


@pytest.mark.parametrize("paragraphs", [ITALIAN, ENGLISH])
def test_lines_that_were_measured_by_eye(paragraphs):
    text = "\n\n".join(
        "\n".join(textwrap.wrap(text, 56 + 4 * at, break_on_hyphens=False)) for at, text in enumerate(paragraphs * 2)
    )
    assert unwrapped(text) == "\n\n".join(paragraphs * 2)


@pytest.mark.parametrize("text", IN_LINES)
def test_what_is_written_in_lines_stays(text):
    assert unwrapped(text) == text
    assert unwrapped(text.replace("\n", "\r\n")) == text.replace("\n", "\r\n")


@pytest.mark.parametrize("text", IN_LINES)
@pytest.mark.parametrize("paragraphs", [ITALIAN, ENGLISH])
def test_what_is_written_in_lines_stays_between_paragraphs(text, paragraphs):
    first, second = paragraphs
    mixed = unwrapped("\n\n".join([wrapped((first,), 72), text.strip("\n"), wrapped((second,), 72)]))
    assert mixed == "\n\n".join([first, text.strip("\n"), second]) or mixed == "\n\n".join(
        [wrapped((first,), 72), text.strip("\n"), wrapped((second,), 72)]
    )


def test_items_of_a_list_in_wrapped_text():
    items = ["- " + ITALIAN[0], "- " + ITALIAN[1]]
    text = "\n".join("\n".join(textwrap.wrap(item, 72, subsequent_indent="  ")) for item in items)
    assert unwrapped(text) == "\n".join(items)


def test_a_heading_above_a_paragraph():
    text = "Scuole, approvato il piano\n" + wrapped(ITALIAN, 72)
    assert unwrapped(text) == "Scuole, approvato il piano\n" + "\n\n".join(ITALIAN)


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("la regola è la trasparen-\nza dei conti", "la regola è la trasparenza dei conti"),
        ("la regola è la trasparen\u00ad\nza dei conti", "la regola è la trasparenza dei conti"),
        ("tra il ponte Emilia-\nRomagna", "tra il ponte Emilia-Romagna"),
        ("negli anni 2019-\n2021 sono stati", "negli anni 2019-2021 sono stati"),
        ("un piano socio-\neconomico", "un piano socio-economico"),
    ],
)
def test_words_at_the_ends_of_lines(broken, whole):
    known = "La trasparenza è un tema socio-economico.\n\n"
    start = "Per chi ha letto il rapporto del comune, che ha cento pagine fitte, "
    before, after = broken.split("\n")
    line = (start + before)[-72:]
    text = known + wrapped(ITALIAN, len(line)) + "\n\n" + line + "\n" + after
    assert unwrapped(text).endswith(whole[-40:])


def test_words_are_joined_where_many_are_broken():
    lines = [
        "Il consiglio comunale ha approvato con diciotto voti su venti-",
        "quattro il piano per le scuole della città, e la maggioran-",
        "za ha promesso che i cantieri riapriranno nel mese di mar-",
        "zo, mentre l'opposizione chiede di pubblicare tutti i con-",
        "ti del comune entro la fine dell'anno in corso.",
    ]
    assert unwrapped("\n".join(lines)) == "".join(line[:-1] for line in lines[:-1]) + lines[-1]


def test_a_compound_stays_where_no_word_is_broken():
    lines = ["She spent thirty-", "five pounds"]
    text = "\n\n".join([wrapped(ENGLISH, 72), (ENGLISH[0] + " ")[: 72 - 17] + lines[0] + "\n" + lines[1]])
    assert "thirty-five pounds" in unwrapped(text)


def test_a_plain_text_is_unwrapped():
    (article,) = read_bytes(wrapped(ITALIAN, 72).encode(), "a.txt", "a.txt")
    assert article.text == "\n\n".join(ITALIAN)


WORDS = st.lists(st.text(st.characters(categories=["Ll"]), min_size=3, max_size=12), min_size=120, max_size=200)


@given(words=WORDS, width=st.integers(50, 110))
def test_any_words_come_back(words, width):
    text = " ".join(words)
    assert unwrapped("\n".join(textwrap.wrap(text, width, break_long_words=False))) == text


@given(text=st.text(st.sampled_from("ab. -\u00ad\n\r\t1A•")))
def test_nothing_but_breaks_is_lost(text):
    def visible(text: str) -> str:
        return "".join(char for char in text if not char.isspace() and char not in "-\u00ad")

    assert visible(unwrapped(text)) == visible(text)
