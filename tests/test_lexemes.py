"""What is noted of a word, and the text of a Doc, are what spaCy says."""

import pickle

import pytest
import spacy
from hypothesis import example, given
from hypothesis import strategies as st

from factcheck.components.texts import text_of
from factcheck.pipeline import languages, loaded

LANGUAGES = [language.code for language in languages()]
WORDS = st.text(min_size=1) | st.text("abXYZàßǅªº五.,'’\"-/:@13½²$", min_size=1) | st.from_regex(r"\A[A-Z]?[a-zèé]+\Z")


@pytest.mark.parametrize("lang", LANGUAGES)
@given(word=WORDS)
@example(word="a" * 100)
@example(word="Ab" + "c" * 98)
@example(word="http://a")
@example(word="www.a")
@example(word="''")
def test_every_note_is_spacys(lang: str, word: str) -> None:
    ours, theirs = loaded(lang).vocab.lex_attr_getters, spacy.blank(lang).vocab.lex_attr_getters
    assert list(ours) == list(theirs)
    for name, getter in theirs.items():
        note = ours[name](word)
        assert (type(note), note) == (type(getter(word)), getter(word))


@pytest.mark.parametrize("lang", LANGUAGES)
@given(text=st.text())
def test_the_text_is_that_of_the_doc(lang: str, text: str) -> None:
    doc = loaded(lang)(text)
    assert text_of(doc) == doc.text


def test_a_doc_that_is_filled_later_has_a_text() -> None:
    nlp = loaded("en")
    doc = nlp("")
    assert text_of(doc.from_bytes(nlp("It took 3 years.").to_bytes())) == "It took 3 years."


def test_a_vocabulary_can_be_sent_to_a_worker() -> None:
    assert pickle.loads(pickle.dumps(loaded("en").vocab))["Monday"].shape_ == "Xxxxx"
