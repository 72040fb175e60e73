"""A language's words: where models/ lies, and its JSON files, read and checked.

Each component of a pipeline keeps its words in a folder of its own, `models/<lang>/<component>/*.json`.
A key that starts with "//" is a comment, anywhere.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from factcheck.errors import LanguageError, WordsError

PACKAGE = Path(__file__).resolve().parent


class Table(BaseModel):
    """What a JSON object must look like: these keys, these types, nothing else."""

    model_config = ConfigDict(extra="forbid", frozen=True)


T = TypeVar("T", bound=Table)


def models_folder() -> Path:
    """Where the installed languages lie: inside the package in a wheel, beside it in a checkout."""
    inside = PACKAGE / "models"
    return inside if inside.is_dir() else PACKAGE.parent / "models"


def read_folder(folder: Path) -> dict[str, str]:
    """The JSON files of a folder as they stand, by name; WordsError if there is none."""
    files = {path.name: path.read_bytes().decode("utf-8") for path in sorted(folder.glob("*.json"))}
    if not files:
        raise WordsError(f"{folder}: there are no words (*.json) in this folder; copy them from another language.")
    return files


def read_language(lang: str, component: str) -> dict[str, str]:
    """The words that an installed language has for a component; LanguageError if the language is not installed."""
    folder = models_folder() / lang / component
    if not folder.is_dir():
        raise LanguageError(f"There are no words for {component!r} in the language {lang!r}; installed: {installed()}.")
    return read_folder(folder)


def installed() -> str:
    """The installed languages in one line, for messages."""
    return ", ".join(sorted(path.parent.name for path in models_folder().glob("*/config.cfg"))) or "none"


def check(files: Mapping[str, str], schema: type[T], where: str) -> T:
    """The words in `files` as a `schema`, whose fields are the files' names without ".json".

    Raises WordsError that names the file and the key, `where` (the folder) before them.
    """
    tables = {}
    for name, text in files.items():
        try:
            tables[name.removesuffix(".json")] = json.loads(text, object_pairs_hook=_without_comments)
        except ValueError as error:
            raise WordsError(f"{where}/{name}: {error}") from None
    try:
        return schema.model_validate(tables)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        stem, *key = [str(part) for part in first["loc"]] or ["?"]
        place = f"{where}/{stem}.json" + (f", key {'.'.join(key)!r}" if key else "")
        raise WordsError(f"{place}: {first['msg']} ({str(first['input'])[:60]!r}).") from None


def _without_comments(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object without its comments; ValueError for a key that stands twice, or a word twice in a list."""
    out: dict[str, Any] = {}
    for key, value in pairs:
        if key.startswith("//"):
            continue
        if key in out:
            raise ValueError(f"key {key!r} stands twice; merge the two entries.")
        for place, word in enumerate(value if isinstance(value, list) else ()):
            if isinstance(word, str) and word in value[:place]:
                raise ValueError(f"key {key!r}: {word!r} stands twice; remove one.")
        out[key] = value
    return out
