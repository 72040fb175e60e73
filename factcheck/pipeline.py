"""The installed languages: listing and loading them."""

import json
import sys
from pathlib import Path
from typing import Any, NamedTuple

import spacy
from spacy.language import Language as Pipeline

from factcheck import own_words
from factcheck.errors import LanguageError, WordsError
from factcheck.memory import Pipelines
from factcheck.model import COMPONENTS, with_components
from factcheck.own_words import OwnWords
from factcheck.words import listed, models_folder


class Language(NamedTuple):
    """An installed language: its ISO 639-1 code, its name in English, and the version of its words."""

    code: str
    name: str
    version: str


def languages() -> list[Language]:
    """The installed languages, by code."""
    metas = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(models_folder().glob("*/meta.json"))]
    return [Language(meta["lang"], meta["description"], meta["version"]) for meta in metas]


def load(lang: str, model: str | Path | None = None, words: OwnWords | None = None) -> Pipeline:
    """A new spaCy pipeline of an installed language, for texts of any length.

    With a `model`, the name or folder of a trained pipeline, our components join it and use its parse; see model.py.
    `words` are a newsroom's own, a JSON file or what stands in one; see own_words.py. Raises LanguageError if the
    language is not installed, ModelError if the model is not or doesn't fit, WordsError for words that don't fit.
    """
    if not isinstance(lang, str):
        raise TypeError(f"load takes the code of a language, such as 'it', not {type(lang).__name__}.")
    folder = models_folder() / lang
    if not lang.isalpha() or not (folder / "config.cfg").is_file():
        raise LanguageError(f"The language {lang!r} is not installed; installed: {listed()}.")
    nlp = spacy.load(folder) if model is None else with_components(str(Path(model)), lang)
    if words is not None:
        _add(nlp, words)
    nlp.max_length = sys.maxsize  # spaCy's limit is for the memory of parsers; claims are found in pieces of a text
    return nlp


def loaded(lang: str, model: str | None = None, words: str | None = None) -> Pipeline:
    """The pipeline of an installed language, loaded once for the same options; not to be changed.

    One that is worn is loaded anew, so it should be asked for again with each text; see memory.py.
    """
    return _loaded(lang, model, words)


_loaded = Pipelines(load)


def _add(nlp: Pipeline, words: OwnWords) -> None:
    """Adds a newsroom's own words to the components that have a file for them."""
    added, where = own_words.read(words)
    components: list[Any] = [nlp.get_pipe(name) for name in COMPONENTS]
    known = sorted(name.removesuffix(".json") for component in components for name in component.files)
    for key in added:
        if key not in known:
            raise WordsError(f"{where}, key {key!r}: is none of {', '.join(known)}.")
    for component in components:
        component.add(added, where)
