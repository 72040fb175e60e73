"""The installed languages: listing and loading them."""

import json
import sys
from functools import cache
from typing import NamedTuple

import spacy
from spacy.language import Language as Pipeline

from factcheck import words
from factcheck.errors import LanguageError


class Language(NamedTuple):
    """An installed language: its ISO 639-1 code, its name in English, and the version of its words."""

    code: str
    name: str
    version: str


def languages() -> list[Language]:
    """The installed languages, by code."""
    metas = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(words.models_folder().glob("*/meta.json"))]
    return [Language(meta["lang"], meta["description"], meta["version"]) for meta in metas]


def load(lang: str) -> Pipeline:
    """A new spaCy pipeline of an installed language, for texts of any length; LanguageError if it is not installed."""
    if not isinstance(lang, str):
        raise TypeError(f"load takes the code of a language, such as 'it', not {type(lang).__name__}.")
    folder = words.models_folder() / lang
    if not lang.isalpha() or not (folder / "config.cfg").is_file():
        raise LanguageError(f"The language {lang!r} is not installed; installed: {words.installed()}.")
    nlp = spacy.load(folder)
    nlp.max_length = sys.maxsize  # spaCy's limit is for trained parsers; rules need no such memory
    return nlp


@cache
def loaded(lang: str) -> Pipeline:
    """The pipeline of an installed language, loaded once; not to be changed."""
    return load(lang)
