"""The language of a text is told for certain, or not at all."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.errors import LanguageError
from factcheck.language import guess
from factcheck.pipeline import languages

LANGUAGES = [language.code for language in languages()]
ITALIAN = [
    "Il fiume è salito di tre metri durante la notte e quaranta famiglie hanno lasciato le case.",
    "Bilancio: 30 milioni di euro in meno per le scuole.",
    "Vendite in calo, utili stabili: il gruppo chiude il trimestre con ricavi per 1,2 miliardi.",
    "Nel primo trimestre le esportazioni sono salite del 4%, ma gli ordini restano deboli.",
    "La squadra ha vinto 3 a 1 davanti a 20.000 spettatori.",
    "Chiusa per lavori la strada statale: deviazioni fino a marzo.",
    "PERCHÉ LA GIUNTA HA SPESO TUTTO, E CHE COSA RESTA PER LE SCUOLE DELLA CITTÀ",
]
ENGLISH = [
    "The river rose by three metres overnight and forty families had to leave their homes.",
    "The council approved a plan to buy 200 new electric buses, and it will pay for them by 2026.",
    "Exports rose 4% in the first quarter but orders remain weak.",
    "At least 12 people were killed and 40 injured when a bridge collapsed.",
]
SPANISH = [
    "El río subió tres metros durante la noche y cuarenta familias tuvieron que dejar sus casas.",
    "El ayuntamiento aprobó un plan para comprar 200 autobuses y los pagará antes de 2026.",
]
OTHERS = [
    "La cifra no incluye a los turistas, una parte de la población con contrato a tiempo parcial.",
    "O rio subiu três metros durante a noite e quarenta famílias tiveram de deixar as suas casas.",
    "Segundo os dados do instituto, os preços subiram 5,7% em 2023.",
    "Le fleuve est monté de trois mètres pendant la nuit et quarante familles ont dû quitter leur maison.",
    "La ville a adopté un plan pour acheter 200 bus électriques d'ici 2026.",
    "Der Fluss stieg über Nacht um drei Meter und vierzig Familien mussten ihre Häuser verlassen.",
    "De rivier steeg in één nacht drie meter en veertig gezinnen moesten hun huis verlaten.",
    "El riu va pujar tres metres durant la nit i quaranta famílies van haver de deixar les cases.",
    "Râul a crescut cu trei metri peste noapte și patruzeci de familii au trebuit să plece din case.",
    "Urbem a principio reges habebant; deinde populus ipse sibi magistratus creavit.",
    "Dolor sit amet consectetur, sed do eiusmod tempor incididunt ut labore.",
    "Река поднялась на три метра за ночь.",
    "川は一晩で3メートル上昇した。",
]
UNSURE = ["", "3", "12,5% 300 €", "Roma", "San Pietroburgo", "Il the la of", "https://a.org/it/the", "no no no"]


@pytest.mark.parametrize("text", ITALIAN)
def test_italian(text):
    assert guess(text) == "it"


@pytest.mark.parametrize("text", ENGLISH)
def test_english(text):
    assert guess(text) == "en"


@pytest.mark.parametrize("text", SPANISH)
def test_spanish(text):
    assert guess(text) == "es"


@pytest.mark.parametrize("text", OTHERS)
def test_a_language_that_is_not_installed_or_not_certain(text):
    with pytest.raises(LanguageError, match="give --lang"):
        guess(text)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("L'équipe a gagné 3 à 1 devant 20 000 spectateurs.", "fr"),
        ("Die Hauspreise sind in einem Jahr um 6 Prozent gestiegen.", "de"),
        ("Het museum gaat morgen na twee jaar weer open. Een kaartje kost 8 euro.", "nl"),
    ],
)
def test_a_short_text_in_a_language_that_is_not_installed(text, lang):
    with pytest.raises(LanguageError, match=f"seems to be in '{lang}', which is not installed"):
        guess(text)


@pytest.mark.parametrize("text", [*UNSURE, " ".join(ITALIAN + ENGLISH)])
def test_unsure(text):
    with pytest.raises(LanguageError, match="give --lang"):
        guess(text)


def test_decomposed_letters_are_the_same_words():
    assert guess("Perche\u0301 la giunta ha gia\u0300 speso tutto e che cosa resta per le scuole?") == "it"


@given(text=st.text())
def test_any_text_is_told_or_refused(text):
    with contextlib.suppress(LanguageError):
        assert guess(text) in LANGUAGES
