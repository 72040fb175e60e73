"""Our tokenizer: spaCy's tokens for ordinary texts, linear time for any, and no token that holds two figures."""

import re
from functools import cache
from pathlib import Path

import pytest
import spacy
from hypothesis import example, given
from hypothesis import strategies as st
from spacy.attrs import NORM, ORTH, SPACY
from spacy.tokenizer import Tokenizer as SpacyTokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex

import factcheck
from factcheck.components import tokenizer as module
from factcheck.pipeline import languages, loaded

LANGUAGES = [language.code for language in languages()]
COLUMNS = [ORTH, NORM, SPACY]


@cache
def spacys(lang: str) -> SpacyTokenizer:
    """spaCy's tokenizer with our infixes: in one piece, and looking for all rules in every word."""
    nlp = spacy.blank(lang)
    nlp.tokenizer.infix_finditer = compile_infix_regex([*nlp.Defaults.infixes, module.BETWEEN_FIGURES]).finditer
    return nlp.tokenizer


def plain(lang: str, text: str) -> Doc:
    """The text as spaCy reads it."""
    return spacys(lang)(text)


def columns(doc: Doc) -> list[list[int]]:
    return doc.to_array(COLUMNS).tolist()


PIECES = [
    "can't",
    "dell'",
    "U.S.",
    "$3",
    "5%",
    "-",
    "=====",
    "…",
    "🙂",
    " ",
    " ",
    "\n",
    "(",
    ")",
    "www.a.org/b",
    "Dr.",
    "km²",
    "localhost",
    "gov.uk",
    "HK$5",
    "l'Aquila",
    "五",
    "naïve",
    "e-mail",
    "AB",
    "12km.",
]
ORDINARY = st.text() | st.lists(st.sampled_from(PIECES)).map("".join)


@pytest.mark.parametrize("lang", LANGUAGES)
@given(text=ORDINARY)
@example(text="See https://a.org/" + "path/" * 100 + " and " + "=" * 99 + ".")
@example(text="don't " * 100)
def test_an_ordinary_text_has_spacys_tokens(lang: str, text: str) -> None:
    assert columns(loaded(lang).make_doc(text)) == columns(plain(lang, text))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_words_beside_a_long_row_stay_as_they_are(lang: str) -> None:
    doc = loaded(lang).make_doc("I can't  go: dell'acqua " + "%$" * 400 + " 3 km, isn't it?")
    around = [row for row, token in zip(columns(doc), doc, strict=True) if token.text not in "%$"]
    assert around == columns(plain(lang, "I can't  go: dell'acqua 3 km, isn't it?"))
    assert len(doc) == len(around) + 800


LONG = st.tuples(st.sampled_from([*'=%"_*($…!?a3-', "🙂", "'s", "http://", "€3m-"]), st.integers(1, 1_500)).map(
    lambda pair: pair[0] * pair[1]
)


@pytest.mark.parametrize("lang", LANGUAGES)
@given(text=st.lists(LONG | st.sampled_from([" ", "  ", "\n", "x", "3 km"]), max_size=6).map("".join))
def test_no_character_is_lost(lang: str, text: str) -> None:
    doc = loaded(lang).make_doc(text)
    assert doc.text == text
    assert all(text.startswith(token.text, token.idx) for token in doc)


SIGNS = ["=", "%", '"', "_", "*", "(", ")", "$", "…", "!", "?", "🙂", "'s", "http://", ".:;", ":)", "$%", "a'"]


@pytest.mark.parametrize("sign", SIGNS)
def test_no_word_that_spacy_gets_is_long(sign: str) -> None:
    parts = module._parts(f"3 people {sign * 20_000} left")
    assert "".join(parts) == f"3 people {sign * 20_000} left"
    words = [word for part in parts for word in part.split()]
    assert max(map(len, words)) <= 1_000
    assert max(len(row) for word in words for row in re.findall(r"(?:[^\w\s]|_)+", word)) < 200


def test_a_text_without_long_words_stays_whole() -> None:
    text = Path(__file__).read_text(encoding="utf-8") + "x" * 1_000 + " " + "=" * 99
    assert module._parts(text) == [text]


@pytest.mark.parametrize("sign", ["=%", "_", "🙂"])
def test_a_long_row_of_signs_stops_nothing(sign: str) -> None:
    (claim,) = factcheck.extract("3 people " + sign * 20_000, lang="en")
    assert [figure.text for figure in claim.figures] == ["3"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("$3-$5", "$3", "$5"),
        ("€3m-€5m", "€3m", "€5m"),
        ("US$3–US$5", "US$3", "US$5"),
        ("£1.5bn—£2bn", "£1.5bn", "£2bn"),
        ("3€-5€", "3€", "5€"),
        ("₹30-₹50", "₹30", "₹50"),
        ("5%-10%", "5%", "10%"),
        ("3km-5km", "3km", "5km"),
        ("1984/85", "1984", "85"),
    ],
)
def test_a_sign_between_two_figures_is_a_token(lang: str, text: str, first: str, second: str) -> None:
    doc = loaded(lang).make_doc(f"x {text} y")
    starts = {token.idx for token in doc}
    assert {2, 2 + len(first), 2 + len(text) - len(second)} <= starts


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("word", ["F-15", "B2-x", "km/h", "e-$", "a-€5"])
def test_other_dashes_split_nothing(lang: str, word: str) -> None:
    assert columns(loaded(lang).make_doc(word)) == columns(spacy.blank(lang)(word))


def test_a_lone_surrogate_keeps_its_place() -> None:
    assert loaded("en").make_doc("a \ud800 3").text == "a \ufffd 3"
