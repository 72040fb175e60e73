"""Who says it: a table of examples for each language, and what must hold for any text."""

import json
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from factcheck.attribution import phrases
from factcheck.components.attribution import filled
from factcheck.errors import WordsError
from factcheck.pipeline import languages

LANGUAGES = [language.code for language in languages()]
DATA = Path(__file__).parent / "data"
EXAMPLES = [
    pytest.param(lang, row["text"], row["attribution"], id=f"{lang}-{row['text'][:40]}")
    for lang in LANGUAGES
    for row in map(json.loads, (DATA / lang / "attribution.jsonl").read_text(encoding="utf-8").splitlines())
]


def alone(lang: str) -> Language:
    """A pipeline that knows no figures, so that every sentence is looked at."""
    nlp = spacy.blank(lang)
    nlp.add_pipe("factcheck_sentences")
    nlp.add_pipe("factcheck_attribution")
    return nlp


PIPELINES = {lang: alone(lang) for lang in LANGUAGES}


@pytest.mark.parametrize(("lang", "text", "attribution"), EXAMPLES)
def test_example(lang: str, text: str, attribution: str | None) -> None:
    doc = PIPELINES[lang](text)
    assert [span.text for span in doc.spans["attributions"]] == ([attribution] if attribution else [])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_there_are_enough_examples_of_both_sorts(lang: str) -> None:
    found = [example.values[2] for example in EXAMPLES if example.values[0] == lang]
    assert len(found) >= 40
    assert sum(attribution is None for attribution in found) >= 10


WORDS = [
    "Secondo",
    "secondo",
    "il",
    "l’",
    "dell'",
    "Istat",
    "ha",
    "detto",
    "che",
    ",",
    "3",
    ".",
    "said",
    "the",
    "mayor",
    "–",
]


@given(text=st.text() | st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_any_text(text: str) -> None:
    for nlp in PIPELINES.values():
        doc = nlp(text)
        assert doc.text == text or any("\ud800" <= sign <= "\udfff" for sign in text)
        sentences = [span.sent.start for span in doc.spans["attributions"]]
        assert len(set(sentences)) == len(sentences)
        assert all(span.text.strip() and span.label_ == "ATTRIBUTION" for span in doc.spans["attributions"])


def test_only_beside_figures_where_figures_are_known() -> None:
    nlp = PIPELINES["en"]
    doc = nlp.make_doc("The mayor said 3 died. The mayor said nothing.")
    doc.spans["figures"] = [doc[3:4]]
    for _, component in nlp.pipeline:
        doc = component(doc)
    assert [span.text for span in doc.spans["attributions"]] == ["The mayor said"]


def test_one_sentence_of_any_length() -> None:
    doc = PIPELINES["en"]("said the with " * 20_000)
    assert len(doc.spans["attributions"]) == 0


def test_phrases_are_known_by_their_longest_word() -> None:
    assert phrases(["according to", "per"]) == {"according": [("according", "to")], "per": [("per",)]}


def test_places_are_filled_from_their_set() -> None:
    assert list(filled(["stando {a}", "secondo"], {"a": ["al", "ai"]})) == ["stando al", "stando ai", "secondo"]


def test_a_place_without_a_set_is_named() -> None:
    component = alone("it").get_pipe("factcheck_attribution")
    files = {**component.files, "cues.json": component.files["cues.json"].replace("stando {a}", "stando {z}")}
    with pytest.raises(WordsError, match=r"cues\.json.*there is no set 'z'"):
        component.use(files, "models/it/attribution")
