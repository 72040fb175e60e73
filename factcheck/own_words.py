"""A newsroom's own words, beside those of a language: one JSON file in the form of models/<lang>/*/*.json.

Its keys are the names of those files, its values parts of what they hold. Lists grow, everything else is replaced:
where the newsroom and the language say different things of a word, the newsroom is right.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from factcheck import words
from factcheck.errors import WordsError

OwnWords = str | Path | Mapping[str, Any]  # a file, or what stands in one


def read(source: OwnWords) -> tuple[dict[str, Any], str]:
    """The words by the names of the language's files, and the place for messages; WordsError if they can't be read."""
    place = "words" if isinstance(source, Mapping) else str(Path(source))
    try:
        text = json.dumps(source) if isinstance(source, Mapping) else Path(source).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise WordsError(f"{place}: can't be read ({error.strerror or error}); give a JSON file.") from None
    except (ValueError, TypeError, RecursionError) as error:  # no UTF-8; nothing that JSON knows
        raise WordsError(f"{place}: is no JSON in UTF-8 ({error}).") from None
    added = words.parse(text, place)
    if not isinstance(added, dict):
        raise WordsError(f'{place}: must be a JSON object, such as {{"units": {{…}}}}.')
    return added, place


def merged(files: Mapping[str, str], added: Mapping[str, Any], schema: type[words.Table], where: str) -> dict[str, str]:
    """The JSON files of a component with a newsroom's words, by the same names; WordsError for words that don't fit."""
    tables = {name: json.loads(files[name]) for name in added}
    for name, value in added.items():
        table = schema.model_fields[name.removesuffix(".json")].annotation
        if getattr(table, "one_place", False):
            tables[name] = _without(tables[name], set(_words(value)))
        tables[name] = _merged(tables[name], value)
    files = dict(files) | {name: json.dumps(tables[name], ensure_ascii=False, indent=2) + "\n" for name in added}
    stems = {name.removesuffix(".json"): words.parse(text, where) for name, text in files.items()}
    words.validated(stems, schema, lambda *key: words.in_file(where, *key))
    return files


def _merged(own: Any, added: Any) -> Any:
    """Both; what is added comes first, as the first meaning of a word counts."""
    if isinstance(own, dict) and isinstance(added, dict):
        both = {key: _merged(own[key], value) if key in own else value for key, value in added.items()}
        return both | {key: value for key, value in own.items() if key not in added}
    if isinstance(own, list) and isinstance(added, list):
        return [*added, *(value for value in own if value not in added)]
    return added


def _words(value: Any) -> list[str]:
    """All words in the lists of a table."""
    if isinstance(value, dict):
        return [word for inner in value.values() for word in _words(inner)]
    return [word for word in value if isinstance(word, str)] if isinstance(value, list) else []


def _without(table: Any, gone: set[str]) -> Any:
    """A table whose lists have lost some words."""
    if isinstance(table, dict):
        return {key: _without(value, gone) for key, value in table.items()}
    return [word for word in table if word not in gone] if isinstance(table, list) else table
