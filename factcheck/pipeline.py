"""The installed languages: listing, loading and guessing them."""

import json
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
    """The spaCy pipeline of an installed language; LanguageError if it is not installed."""
    folder = words.models_folder() / lang
    if not lang.isalpha() or not (folder / "config.cfg").is_file():
        raise LanguageError(f"The language {lang!r} is not installed; installed: {words.installed()}.")
    return spacy.load(folder)
