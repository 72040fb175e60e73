"""A language's words: where models/ lies, and its JSON files, read and checked.

Each component of a pipeline keeps its words in a folder of its own, `models/<lang>/<component>/*.json`.
A key that starts with "//" is a comment, anywhere. How a newsroom adds words of its own is told in own_words.py.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, ClassVar, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from factcheck.errors import LanguageError, WordsError

PACKAGE = Path(__file__).resolve().parent

Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]

LIST, OBJECT = "must be a list, [...]", "must be an object, {...}"
MESSAGES = {  # pydantic's errors in the words of JSON
    "tuple_type": LIST,
    "list_type": LIST,
    "frozen_set_type": LIST,
    "dict_type": OBJECT,
    "mapping_type": OBJECT,
    "model_type": OBJECT,
    "string_too_short": "must not be empty",
    "missing": "is missing",
}


class Table(BaseModel):
    """What a JSON object must look like: these keys, these types, nothing else."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
    one_place: ClassVar[bool] = False  # whether a word can stand in one of the lists only


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
        raise LanguageError(f"There are no words for {component!r} in the language {lang!r}; installed: {listed()}.")
    return read_folder(folder)


def installed() -> tuple[str, ...]:
    """The codes of the installed languages, sorted."""
    return tuple(sorted(path.parent.name for path in models_folder().glob("*/config.cfg")))


def listed() -> str:
    """The installed languages in one line, for messages."""
    return ", ".join(installed()) or "none"


def check(files: Mapping[str, str], schema: type[T], where: str) -> T:
    """The words in `files` as a `schema`, whose fields are the files' names without ".json".

    Raises WordsError that names the file and the key, `where` (the folder) before them.
    """
    tables = {name.removesuffix(".json"): parse(text, f"{where}/{name}") for name, text in files.items()}
    return validated(tables, schema, lambda stem, *key: in_file(f"{where}/{stem}.json", *key))


def parse(text: str, place: str) -> Any:
    """A JSON text without its comments; WordsError if it is broken, `place` (the file) before what is wrong."""
    try:
        return json.loads(text, object_pairs_hook=_without_comments)
    except RecursionError:
        raise WordsError(f"{place}: is no such JSON, as it has brackets within brackets without end.") from None
    except json.JSONDecodeError as error:
        raise WordsError(f"{place}, line {error.lineno}: is no JSON ({error.msg}, column {error.colno}).") from None
    except ValueError as error:
        raise WordsError(f"{place}, {error}") from None


def in_file(file: str, *key: str) -> str:
    """A place for a message: the file, and the key in it if there is one."""
    return file + (f", key {'.'.join(key)!r}" if key else "")


def validated(tables: Mapping[str, Any], schema: type[T], place: Callable[..., str]) -> T:
    """The tables as a `schema`; WordsError if they aren't, with the `place` of the table's name and the keys in it."""
    try:
        return schema.model_validate(tables)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        key = [str(part) for part in first["loc"] if part != "[key]"] or ["?"]
        if first["type"] == "extra_forbidden":
            raise WordsError(f"{place(*key)}: is none of {', '.join(_allowed(schema, *first['loc'][:-1]))}.") from None
        message = MESSAGES.get(first["type"]) or first["msg"].replace("Input should be", "must be")
        told = first["type"] in ("missing", "string_too_short", "value_error")  # where the message says all
        given = "" if told else f", not {str(first['input'])[:60]!r}"
        raise WordsError(f"{place(*key)}: {message.removeprefix('Value error, ')}{given}.") from None


def _allowed(schema: Any, *place: int | str) -> Iterable[str]:
    """The keys that a schema allows at a place inside it."""
    for part in place:
        if isinstance(schema, type) and issubclass(schema, Table):
            schema = schema.model_fields[str(part)].annotation
        else:
            schema = next(inner for inner in reversed(get_args(schema)) if inner is not ...)
    return list(schema.model_fields)


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
