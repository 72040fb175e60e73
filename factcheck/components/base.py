"""What our components share: words that are a folder of JSON, loaded late, saved as they were read."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar

import srsly  # type: ignore[import-untyped]
from spacy.pipeline import Pipe
from spacy.tokens import Doc
from spacy.util import minibatch

from factcheck import own_words, words
from factcheck.words import Word

BATCH = 64  # Docs at a time

T = TypeVar("T", bound=words.Table)

Groups = dict[str, list[Word]]  # words in groups whose names are free


class WordsComponent(Pipe, Generic[T]):
    """A component that reads its words from `models/<lang>/<folder>/*.json`.

    In a pipeline loaded from disk they are the pipeline's own; in a blank one those of the installed language.
    """

    folder: ClassVar[str]
    schema: ClassVar[type[words.Table]]

    def __init__(self, lang: str | None, name: str) -> None:
        self.lang, self.name = lang, name
        self._files: dict[str, str] | None = None
        self._where = f"models/{lang}/{self.folder}"

    @property
    def files(self) -> dict[str, str]:
        """The JSON files as they stand, by name; LanguageError if nobody gave them and the language has none."""
        if self._files is None:
            self._files = words.read_language(self.lang or "", self.folder)
        return self._files

    @cached_property
    def words(self) -> T:
        """The words, checked; WordsError if an entry is broken."""
        return words.check(self.files, self.schema, self._where)  # type: ignore[return-value]

    def use(self, files: dict[str, str], where: str) -> None:
        """Takes other words, checks them and forgets what was made of the old ones."""
        self.__dict__ = {**self.__getstate__(), "_files": files, "_where": where}
        _ = self.words

    def add(self, added: Mapping[str, Any], where: str) -> None:
        """Adds a newsroom's own words, by the names of the files; what the component has no file for is left out.

        They become part of the component's words, so that a saved pipeline has them too. Raises WordsError with the
        key in `where` (the newsroom's file) if they don't fit.
        """
        ours = {f"{stem}.json": value for stem, value in added.items() if f"{stem}.json" in self.files}
        if ours:
            self.use(own_words.merged(self.files, ours, self.schema, where), self._where)

    def __getstate__(self) -> dict[str, Any]:
        """Only what can't be made again: workers compile their own patterns."""
        return {"lang": self.lang, "name": self.name, "_files": self.files, "_where": self._where}

    def __reduce__(self) -> tuple[Any, ...]:
        """Made anew: spaCy's own way to pickle a Pipe does not know about our state."""
        return type(self), (self.lang, self.name), self.__getstate__()

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__ = state

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Writes the JSON files as they were read."""
        Path(path).mkdir(parents=True, exist_ok=True)
        for name, text in self.files.items():
            (Path(path) / name).write_bytes(text.encode("utf-8"))

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> "WordsComponent[T]":
        """Takes the words of a saved pipeline; WordsError if an entry is broken."""
        self.use(words.read_folder(Path(path)), str(path))
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The JSON files as bytes."""
        return bytes(srsly.msgpack_dumps(self.files))

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> "WordsComponent[T]":
        """Takes what `to_bytes` gave."""
        self.use(srsly.msgpack_loads(data), self._where)
        return self

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = BATCH) -> Iterator[Doc]:
        """The Docs of a stream, worked on some at a time: each component stays in the processor's cache."""
        failed = self.get_error_handler()
        for batch in minibatch(stream, min(batch_size, BATCH)):  # type: ignore[no-untyped-call]
            done = []
            for doc in batch:
                try:
                    done.append(self(doc))
                except Exception as error:
                    failed(self.name, self, [doc], error)
            yield from done

    def __call__(self, doc: Doc) -> Doc:
        """Adds what the component finds to the Doc."""
        raise NotImplementedError


def words_of(groups: Groups | list[str]) -> list[str]:
    """The words of all groups; a list is one group."""
    return groups if isinstance(groups, list) else [word for group in groups.values() for word in group]
