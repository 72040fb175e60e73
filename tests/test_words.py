"""A broken entry in a language's words gives an error that names the file and the key."""

import json
import shutil

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from factcheck.errors import LanguageError, WordsError
from factcheck.pipeline import languages
from factcheck.words import Table, check, installed, listed, models_folder, read_folder, read_language
from factcheck.worksheet.wording import COMPONENT, Wording

LANGUAGES = [language.code for language in languages()]
FILES = [
    pytest.param(lang, path.parent.name, path.name, id=f"{lang}-{path.parent.name}-{path.name}")
    for lang in LANGUAGES
    for path in sorted((models_folder() / lang).glob("*/*.json"))
]
PIPELINE = [file for file in FILES if file.values[1] != COMPONENT]
WORKSHEET = [file for file in FILES if file.values[1] == COMPONENT]


class Colours(Table):
    names: list[str]
    shades: dict[str, int]


class Schema(Table):
    colours: Colours


def broken(text):
    with pytest.raises(WordsError) as caught:
        check({"colours.json": text}, Schema, "models/xx/paint")
    assert "\n" not in str(caught.value)
    return str(caught.value)


GOOD = '{"//": "a comment", "names": ["red"], "shades": {"//red": "of wine", "red": 3}}'


def test_good_words():
    assert check({"colours.json": GOOD}, Schema, "x").colours.shades == {"red": 3}


@pytest.mark.parametrize(
    ("good", "bad", "words"),
    [
        ('"names"', '"name"', ["colours.json", "'names'", "is missing"]),
        ('"red": 3', '"red": "three"', ["colours.json", "'shades.red'", "integer", "three"]),
        ('["red"]', '"red"', ["colours.json", "'names'", "list"]),
        ('["red"]', '["red", 3]', ["colours.json", "'names.1'", "string"]),
        ('"red": 3', '"red": 3, "red": 4', ["colours.json", "'red' stands twice"]),
        ('["red"]', '["red", "blue", "red"]', ["colours.json", "'names'", "'red' stands twice"]),
        ('"red": 3', '"red": 3,', ["colours.json", "line 1"]),
        ('"names": ["red"]', '"names": ["red"], "sheds": {}', ["colours.json", "'sheds'"]),
    ],
)
def test_a_broken_entry_is_named(good, bad, words):
    message = broken(GOOD.replace(good, bad))
    assert message.startswith("models/xx/paint/")
    for word in words:
        assert word in message


@pytest.mark.parametrize("text", ["", "[]", "3", "{"])
def test_a_broken_file_is_named(text):
    assert "models/xx/paint/colours.json" in broken(text)


def test_a_missing_and_a_superfluous_file():
    with pytest.raises(WordsError, match=r"colours\.json"):
        check({}, Schema, "x")
    with pytest.raises(WordsError, match=r"colors\.json"):
        check({"colours.json": GOOD, "colors.json": "{}"}, Schema, "x")


@given(
    text=st.text() | st.recursive(st.none() | st.text() | st.integers(), lambda part: st.lists(part)).map(json.dumps)
)
def test_any_file_is_read_or_named(text):
    with pytest.raises(WordsError):
        check({"colours.json": text}, Schema, "x")


def test_a_folder_without_words(tmp_path):
    with pytest.raises(WordsError, match="no words"):
        read_folder(tmp_path)


def test_a_language_or_component_without_words():
    with pytest.raises(LanguageError, match="'xx'"):
        read_language("xx", "figures")
    with pytest.raises(LanguageError, match="'nothing'"):
        read_language("it", "nothing")


def wording_of(folder):
    return check(read_folder(folder / COMPONENT), Wording, str(folder))


@pytest.mark.parametrize(
    ("lang", "component", "name", "load"),
    [
        pytest.param(*file.values, load, id=file.id)
        for files, load in ((PIPELINE, spacy.load), (WORKSHEET, wording_of))
        for file in files
    ],
)
def test_every_file_of_a_model_is_checked_when_it_is_loaded(tmp_path, lang, component, name, load):
    folder = tmp_path / lang
    shutil.copytree(models_folder() / lang, folder)
    path = folder / component / name
    good = path.read_text(encoding="utf-8")
    for bad in (good.replace("{", '{"mispelt": 3,', 1), good.rstrip()[:-1]):
        path.write_text(bad, encoding="utf-8")
        with pytest.raises(WordsError) as caught:
            load(folder)
        assert name in str(caught.value)
        assert "mispelt" in str(caught.value) or bad.endswith(good.rstrip()[-2])
    path.unlink()
    with pytest.raises(WordsError, match=name.removesuffix(".json")):
        load(folder)


@pytest.mark.parametrize(("lang", "component", "name"), FILES)
def test_every_file_is_explained(lang, component, name):
    text = (models_folder() / lang / component / name).read_text(encoding="utf-8")
    assert text.endswith("\n") and "\r" not in text and "\t" not in text
    assert '"//' in text


def test_the_installed_languages(tmp_path, monkeypatch):
    assert installed() == tuple(LANGUAGES)
    assert listed() == ", ".join(LANGUAGES)
    monkeypatch.setattr("factcheck.words.models_folder", lambda: tmp_path)
    assert (installed(), listed()) == ((), "none")
