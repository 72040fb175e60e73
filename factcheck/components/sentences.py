"""The component that sets sentence starts. How a sentence ends is told in factcheck/sentences.py."""

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from typing import Any, ClassVar, Literal

import numpy as np
from pydantic import field_validator, model_validator
from spacy.attrs import IDX, SENT_START
from spacy.language import Language
from spacy.pipeline.senter import senter_score  # type: ignore[import-not-found]  # Cython
from spacy.tokens import Doc
from spacy.training import Example

from factcheck.components.base import Groups, WordsComponent, words_of
from factcheck.components.texts import text_of
from factcheck.sentences import Ending, Vocabulary, sentence_starts
from factcheck.words import Table

ENDINGS: tuple[Ending, ...] = ("never_end", "end_before_opener", "end_before_capital", "end_unless_number")


class Abbreviations(Table):
    """abbreviations.json: how abbreviations end a sentence, in groups whose names are free."""

    one_place: ClassVar[bool] = True

    never_end: Groups
    end_before_opener: Groups
    end_before_capital: Groups
    end_unless_number: Groups

    @field_validator("*")
    @classmethod
    def _without_stop(cls, groups: Groups) -> Groups:
        for word in words_of(groups):
            if not word.strip() or word.endswith(".") or " " in word:
                raise ValueError(f"{word!r} must be one word, without its last stop")
        return groups

    @model_validator(mode="after")
    def _each_once(self) -> "Abbreviations":
        counts = Counter(word for name in ENDINGS for word in words_of(getattr(self, name)))
        if twice := [word for word, count in counts.items() if count > 1]:
            raise ValueError(f"{', '.join(twice)}: stands twice, keep one")
        return self


class Starts(Table):
    """starts.json: words, in small letters, that tell whether a sentence starts; in groups whose names are free."""

    openers: Groups
    name_particles: Groups
    continuers: Groups
    speech: Groups
    pauses: frozenset[Literal[":", ";"]]
    amounts: Groups
    last_letters: frozenset[str]

    @field_validator("openers", "name_particles", "continuers", "speech", "amounts")
    @classmethod
    def _small(cls, groups: Groups) -> Groups:
        for word in words_of(groups):
            if not word.strip() or word != word.lower():
                raise ValueError(f"{word!r} must be a word in small letters")
        return groups


class SentenceWords(Table):
    """models/<lang>/sentences/"""

    abbreviations: Abbreviations
    starts: Starts


class Sentences(WordsComponent[SentenceWords]):
    """Sets sentence starts, and nothing else."""

    folder = "sentences"
    schema = SentenceWords

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words, ready for look-up; WordsError if an entry is broken."""
        endings = {word: name for name in ENDINGS for word in words_of(getattr(self.words.abbreviations, name))}
        starts = self.words.starts
        return Vocabulary(
            endings=endings,
            openers=frozenset(words_of(starts.openers)),
            name_particles=frozenset(words_of(starts.name_particles)),
            continuers=frozenset(words_of(starts.continuers)),
            speech=frozenset(words_of(starts.speech)),
            pauses=starts.pauses,
            amounts=frozenset(words_of(starts.amounts)),
            last_letters=starts.last_letters,
        )

    def __call__(self, doc: Doc) -> Doc:
        """Sets the sentence start of every token; a boundary inside a token is left out."""
        if not len(doc):
            return doc
        offsets = doc.to_array([IDX])
        starts = sentence_starts(text_of(doc), self.vocabulary)
        begins = np.array(starts[1:], dtype=offsets.dtype)  # blanks open the first
        tokens = np.searchsorted(offsets, begins)
        values = np.full(len(doc), -1)
        values[0] = 1
        values[tokens[offsets.take(tokens, mode="clip") == begins]] = 1
        # one call for all: the setter of a single token is slow
        doc.from_array([SENT_START], values.astype(np.uint64))  # type: ignore[arg-type]  # it takes a column, too
        return doc

    def score(self, examples: Iterable[Example], **_: Any) -> dict[str, Any]:
        """spaCy's scores of sentences: `sents_p`, `sents_r`, `sents_f`."""
        scores: dict[str, Any] = senter_score(examples)
        return scores


@Language.factory(
    "factcheck_sentences",
    assigns=["token.is_sent_start", "doc.sents"],
    default_score_weights={"sents_f": 1.0, "sents_p": 0.0, "sents_r": 0.0},
)
def create(nlp: Language, name: str) -> Sentences:
    """The component for a pipeline's language."""
    return Sentences(nlp.lang, name)
