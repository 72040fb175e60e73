"""Our pipelines behave as spaCy's own do."""

import json
import pickle
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import DocBin

import factcheck
from factcheck.errors import LanguageError
from factcheck.pipeline import languages, load, loaded
from factcheck.words import models_folder

DATA = Path(__file__).parent / "data"
LANGUAGES = [language.code for language in languages()]
TEXTS = {lang: json.loads((DATA / lang / "frames.json").read_text(encoding="utf-8"))["texts"] for lang in LANGUAGES}


def read(doc):
    """All that our components find in a Doc."""
    spans = [(group, span.text, span.label_) for group in ("figures", "attributions") for span in doc.spans[group]]
    return doc.text, [sent.text for sent in doc.sents], spans, [span._.figure for span in doc.spans["figures"]]


def files(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(params=LANGUAGES)
def nlp(request, pipelines):
    return pipelines[request.param]


def test_languages():
    assert [(language.code, language.name) for language in languages()] == [
        ("en", "English"),
        ("es", "Spanish"),
        ("it", "Italian"),
    ]


@pytest.mark.parametrize("lang", ["xx", "", "IT", "../models/it", "it/", "italiano"])
def test_a_language_that_is_not_installed(lang):
    with pytest.raises(LanguageError, match="installed: en, es, it"):
        load(lang)


@pytest.mark.parametrize("lang", [None, 5, b"it", ["it"]])
def test_a_language_that_is_no_text(lang):
    with pytest.raises(TypeError, match="load takes the code of a language"):
        load(lang)


def test_a_pipeline_is_new_or_shared():
    assert load("it") is not load("it")
    assert loaded("it") is loaded("it")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_spacy_loads_a_model_without_factcheck(lang, tmp_path):
    code = (
        "import sys, spacy\n"
        "assert 'factcheck' not in sys.modules\n"
        f"doc = spacy.load({str(models_folder() / lang)!r})({TEXTS[lang][0]!r})\n"
        "print(len(list(doc.sents)), len(doc.spans['figures']), len(doc.spans['attributions']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=True)
    assert done.stdout.split() == ["2", "2", "1"]


def test_processes_give_the_same(nlp):
    texts = TEXTS[nlp.lang] * 5
    one = [read(doc) for doc in nlp.pipe(texts)]
    assert [read(doc) for doc in nlp.pipe(texts, n_process=2, batch_size=3)] == one
    assert [read(nlp(text)) for text in texts] == one


def test_a_pipeline_is_saved_as_it_was_read(nlp, tmp_path):
    nlp.to_disk(tmp_path, exclude=["vocab"])
    whole = files(models_folder() / nlp.lang)
    assert files(tmp_path) == {name: data for name, data in whole.items() if Path(name).parts[0] != "worksheet"}


def test_a_saved_pipeline_reads_the_same(nlp, tmp_path):
    nlp.to_disk(tmp_path / "model")
    again = spacy.load(tmp_path / "model")
    assert [read(again(text)) for text in TEXTS[nlp.lang]] == [read(nlp(text)) for text in TEXTS[nlp.lang]]


def test_bytes(nlp):
    again = factcheck.load(nlp.lang).from_bytes(nlp.to_bytes())
    assert [read(again(text)) for text in TEXTS[nlp.lang]] == [read(nlp(text)) for text in TEXTS[nlp.lang]]


def test_pickle(nlp):
    again = pickle.loads(pickle.dumps(nlp))
    assert isinstance(again, Language)
    assert [read(again(text)) for text in TEXTS[nlp.lang]] == [read(nlp(text)) for text in TEXTS[nlp.lang]]


def test_docs_are_saved_with_their_figures(nlp):
    doc = nlp(TEXTS[nlp.lang][0])
    (again,) = DocBin(docs=[doc], store_user_data=True).get_docs(nlp.vocab)
    assert read(again) == read(doc)


@pytest.mark.parametrize("factory", ["factcheck_sentences", "factcheck_figures", "factcheck_attribution"])
def test_a_component_works_alone_in_a_blank_pipeline(factory):
    nlp = spacy.blank("it")
    nlp.add_pipe(factory)
    doc = nlp(TEXTS["it"][0])
    assert doc.text == TEXTS["it"][0]
    if factory == "factcheck_figures":
        assert [span.text for span in doc.spans["figures"]] == ["30", "3,5 milioni di euro"]


@pytest.mark.parametrize("factory", ["factcheck_sentences", "factcheck_figures", "factcheck_attribution"])
def test_a_component_in_a_language_without_words(factory):
    nlp = spacy.blank("de")
    nlp.add_pipe(factory)
    with pytest.raises(LanguageError, match=r"'de'; installed: en, es, it"):
        nlp("Es sind 30.")


def test_a_text_of_any_length():
    nlp = load("en")
    assert nlp.max_length > 50_000_000
