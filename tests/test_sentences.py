import json
import re
from pathlib import Path

import pytest
import spacy
from hypothesis import example, given
from hypothesis import strategies as st
from spacy.tokenizer import Tokenizer

from factcheck import words
from factcheck.components.sentences import Sentences
from factcheck.errors import WordsError
from factcheck.pipeline import languages
from factcheck.sentences import Vocabulary, sentence_starts

LANGUAGES = [language.code for language in languages()]
DATA = Path(__file__).parent / "data"
ROWS = [
    pytest.param(lang, row["text"], row["sentences"], id=f"{lang}, {row['rule']}: {row['text'][:40]}")
    for lang in LANGUAGES
    for row in map(json.loads, (DATA / lang / "sentences.jsonl").read_text(encoding="utf-8").splitlines())
]
VOCABULARIES = {lang: Sentences(lang, "sentences").vocabulary for lang in LANGUAGES}


def pipeline(lang):
    nlp = spacy.blank(lang)
    nlp.add_pipe("factcheck_sentences")
    return nlp


PIPELINES = {lang: pipeline(lang) for lang in LANGUAGES}

# fmt: off
PIECES = st.sampled_from([
    *".!?…:;()\"“”«»'’°¿。1nèÈяЯ🙂 \n\u2028\u00a0\u0301\ud800\x00\ufeff",
    "...", "***", "-----", "\r\n", "• ", "▪\ufe0f", "://", "https://a.b/c", "www.a.b", "3,5", "XIV",
    "dott", "Mr", "U.S", "a.m", "The", "Il", "iPhone", "Rossi", "blue",
])
# fmt: on
TEXTS = st.one_of(st.text(), *(st.lists(PIECES, max_size=40).map(glue.join) for glue in ("", " ")))


@pytest.mark.parametrize(("lang", "text", "sentences"), ROWS)
def test_examples(lang, text, sentences):
    assert [sent.text.strip() for sent in PIPELINES[lang](text).sents] == sentences


@pytest.mark.parametrize("lang", LANGUAGES)
def test_there_are_examples(lang):
    assert sum(row.values[0] == lang for row in ROWS) >= 80


@pytest.mark.parametrize("lang", LANGUAGES)
@given(text=TEXTS)
@example(text="")
@example(text=" \n\t")
@example(text=").a")
@example(text="... ... ...")
def test_any_text(lang, text):
    starts = sentence_starts(text, VOCABULARIES[lang])
    assert starts == sorted(set(starts))
    assert bool(starts) == bool(text.strip())
    assert all(not text[start].isspace() for start in starts)
    assert not starts or not text[: starts[0]].strip()


@pytest.mark.parametrize("lang", LANGUAGES)
@given(text=TEXTS)
def test_any_doc(lang, text):
    text = re.sub("[\ud800-\udfff]", "\ufffd", text)  # spaCy's own tokenizer takes none
    doc = PIPELINES[lang](text)
    assert doc.text == text
    sents = list(doc.sents)
    assert [token.i for sent in sents for token in sent] == list(range(len(doc)))
    assert "".join(sent.text_with_ws for sent in sents) == text
    if text.strip():
        assert all(sent.text.strip() for sent in sents)


def test_scripts_without_spaces():
    text = "他来了。我走了！好吗？"
    assert sentence_starts(text, VOCABULARIES["en"]) == [0, 4, 8]


def test_a_boundary_inside_a_token_is_left_out():
    nlp = pipeline("en")
    nlp.tokenizer = Tokenizer(nlp.vocab)  # splits at spaces only
    assert [sent.text for sent in nlp("It was blue.The end. It is red.").sents] == [
        "It was blue.The end.",
        "It is red.",
    ]


def test_boundaries_follow_the_words_only():
    bare = Vocabulary({}, *[frozenset[str]()] * 7)
    assert sentence_starts("Dr. Lane left. He is 40.", bare) == [0, 4, 15]
    assert sentence_starts("Dr. Lane left. He is 40.", VOCABULARIES["en"]) == [0, 15]


class CountingText(str):
    """A text that counts the characters which are cut from it and searched in it."""

    read = 0

    def __getitem__(self, key):
        piece = super().__getitem__(key)
        CountingText.read += len(piece)
        return piece

    def _search(self, method, needle, start, end):
        CountingText.read += max(0, min(end, len(self)) - max(0, start))
        return method(self, needle, start, end)

    def find(self, needle, start, end):
        return self._search(str.find, needle, start, end)

    def rfind(self, needle, start, end):
        return self._search(str.rfind, needle, start, end)


@pytest.mark.parametrize(
    "unit", ["Aa. ", "(Aa. ", "!A", '."', "a.[1]", "aaaa: Aaaa aa", "1. ", ".", "Aa? ", "Mr. ", "…a ", "a (a. A"]
)
def test_reading_is_linear(unit):
    def read(count):
        CountingText.read = 0
        sentence_starts(CountingText(unit * count), VOCABULARIES["en"])
        return CountingText.read

    assert read(4000) <= 4.4 * read(1000) + 4000


def broken(name, change):
    files = words.read_language("en", "sentences")
    table = json.loads(files[name])
    change(table)
    return {**files, name: json.dumps(table)}


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        ("abbreviations.json", lambda t: t.update(always_end={}), r"abbreviations\.json.*always_end"),
        (
            "abbreviations.json",
            lambda t: t["never_end"].update(titles=["Mr."]),
            r"abbreviations\.json.*never_end.*Mr\.",
        ),
        (
            "abbreviations.json",
            lambda t: t["never_end"].update(x=["two words"]),
            r"abbreviations\.json.*never_end.*two words",
        ),
        ("abbreviations.json", lambda t: t["end_before_capital"].update(x=["dr"]), r"abbreviations\.json.*'?dr'?"),
        ("abbreviations.json", lambda t: t.pop("never_end"), r"abbreviations\.json.*never_end"),
        ("starts.json", lambda t: t["openers"].update(x=["The"]), r"starts\.json.*openers.*The"),
        ("starts.json", lambda t: t.update(pauses=["."]), r"starts\.json.*pauses"),
        ("starts.json", lambda t: t.update(speech={"past": "said"}), r"starts\.json.*speech\.past"),
    ],
)
def test_broken_words(name, change, said):
    with pytest.raises(WordsError, match=said):
        Sentences("en", "sentences").use(broken(name, change), "models/en/sentences")


def test_broken_json():
    with pytest.raises(WordsError, match=r"starts\.json"):
        Sentences("en", "sentences").use({"starts.json": "{"}, "models/en/sentences")


def test_new_words_are_used():
    component = Sentences("en", "sentences")
    text = "The zog. Lane left."
    assert len(sentence_starts(text, component.vocabulary)) == 2
    component.use(broken("abbreviations.json", lambda t: t["never_end"].update(x=["zog"])), "models/en/sentences")
    assert len(sentence_starts(text, component.vocabulary)) == 1
