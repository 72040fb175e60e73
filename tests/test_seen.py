"""What can't be seen changes no figure: soft hyphens, marks of direction, accents that are characters of their own."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.pipeline import languages

LANGUAGES = [language.code for language in languages()]
MARKS = ["\u00ad", "\u200e", "\u2060"]


def shown(mention, marks):
    """A figure or what it counts, without the marks, and without its offsets."""
    for mark in marks:
        mention = replace(mention, text=mention.text.replace(mark, ""))
    return replace(mention, text=unicodedata.normalize("NFC", mention.text), start=0, end=0)


def read(reader, text, marks=()):
    figures = reader.read(text) if reader.might_hold(text, 0, len(text)) else []
    for one in [*figures, *(figure.counted for figure in figures if figure.counted)]:
        assert one.text == text[one.start : one.end]
    return [replace(shown(one, marks), counted=one.counted and shown(one.counted, marks)) for one in figures]


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_marks(readers, samples, lang, mark):
    text = (samples / f"article.{lang}.txt").read_text(encoding="utf-8")
    plain = read(readers[lang], text)
    assert plain and read(readers[lang], mark.join(text), [mark]) == plain


@pytest.mark.parametrize("lang", LANGUAGES)
def test_accents(readers, samples, lang):
    text = f"{(samples / f'article.{lang}.txt').read_text(encoding='utf-8')} cinquantatré città, veintitrés cafés"
    assert read(readers[lang], unicodedata.normalize("NFD", text)) == read(readers[lang], text)


def test_a_space_without_width_parts_words(readers):
    (figure,) = readers["en"].read("about 5\u200bmillion people")
    assert (figure.text, figure.value) == ("5\u200bmillion", 5000000)


@pytest.mark.parametrize("space", " \u00a0\u2007\u2009\u202f\u2006\u205f")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_spaces_of_any_width(readers, lang, space):
    (figure,) = readers[lang].read(f"3{space}500{space}000 km²")
    assert (figure.value, figure.unit, len(figure.text)) == (3_500_000, "square-kilometer", 13)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_full_width_letters(readers, samples, lang):
    text = (samples / f"article.{lang}.txt").read_text(encoding="utf-8")
    wide = text.translate({ord(char): ord(char) + 0xFEE0 for char in "0123456789%$+"})
    figures = [replace(figure, text="", counted=None) for figure in readers[lang].read(text)]
    assert [replace(figure, text="", counted=None) for figure in readers[lang].read(wide)] == figures


@given(text=st.text(st.sampled_from("0123456789,. \u00a0\u2009\u202f\u2011−⁰¹²³⁶×x[]*^½\u200b\u00ad％km€")))
@pytest.mark.parametrize("lang", LANGUAGES)
def test_any_signs_beside_digits(readers, lang, text):
    figures, others = readers[lang].sift(text)
    for one in [*figures, *others]:
        assert one.text == text[one.start : one.end]
