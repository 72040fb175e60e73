"""The component that finds who says it. How a source is read is told in factcheck/attribution.py."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

import numpy as np
from pydantic import model_validator
from spacy.attrs import IS_SPACE, LOWER, ORTH, SENT_START
from spacy.language import Language
from spacy.strings import get_string_id
from spacy.tokens import Doc, Span

from factcheck.attribution import Sentence, Vocabulary, phrases
from factcheck.components import parse
from factcheck.components.base import Groups, WordsComponent, words_of
from factcheck.words import Table, Word

SPANS, LABEL = "attributions", "ATTRIBUTION"
REACH = 40  # words of a sentence looked at on each side of a cue
PHRASES = ("before", "before_known", "forms", "participles")  # all else is single words
PLACE = re.compile(r"\{(\w+)\}")


class Cues(Table):
    """cues.json: words before a source; `{name}` stands for each word of that `set`."""

    sets: Groups
    before: Groups
    before_known: list[Word]
    not_after: list[Word]
    not_before: Groups

    @model_validator(mode="after")
    def _sets_exist(self) -> "Cues":
        for text in words_of(self.before):
            for name in PLACE.findall(text):
                if name not in self.sets:
                    raise ValueError(f"{text!r}: there is no set {name!r}")
        return self


class Verbs(Table):
    """verbs.json: verbs of saying; forms and participles in groups."""

    forms: Groups
    participles: Groups
    auxiliaries: list[Word]
    with_object: list[Word]
    nouns_too: list[Word]
    findings: list[Word]
    papers: Groups
    between: list[Word]
    clauses: list[Word]
    inverted: list[Word]


class Sources(Table):
    """sources.json: what the name of a source is made of."""

    determiners: Groups
    contracted: list[Word]
    bare: Groups
    known: list[Word]
    links: list[Word]
    adjectives_follow: bool
    joins: list[Word]
    finite: list[Word]
    stops: Groups
    prepositions: list[Word]
    openers: list[Word]
    never: list[Word]


class AttributionWords(Table):
    """models/<lang>/attribution/"""

    cues: Cues
    verbs: Verbs
    sources: Sources


class Attribution(WordsComponent[AttributionWords]):
    """Sets `doc.spans["attributions"]`: at most one in a sentence, and where figures are known only beside them."""

    folder = "attribution"
    schema = AttributionWords

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words, ready for look-up; WordsError if an entry is broken."""
        words = {**dict(self.words.cues), **dict(self.words.verbs), **dict(self.words.sources)}
        words["before"] = list(filled(words_of(words["before"]), words.pop("sets")))
        for name, value in words.items():
            if not isinstance(value, bool):
                words[name] = phrases(words_of(value)) if name in PHRASES else frozenset(words_of(value))
        return Vocabulary(**words)

    @cached_property
    def anchors(self) -> "np.ndarray[tuple[int], np.dtype[np.uint64]]":
        """The hashes of the words without which a sentence names nobody, ascending."""
        return np.sort(np.array([get_string_id(word) for word in self.vocabulary.anchors], dtype=np.uint64))

    def __call__(self, doc: Doc) -> Doc:
        """Sets the spans; a sentence without a cue costs next to nothing."""
        lower = doc.to_array(LOWER)
        nearest = self.anchors[np.searchsorted(self.anchors[:-1], lower)]  # cheaper than np.isin
        cues: list[int] = np.flatnonzero(nearest == lower).tolist()
        doc.spans[SPANS] = list(self._spans(doc, cues)) if cues else []
        return doc

    def _spans(self, doc: Doc, cues: list[int]) -> Iterator[Span]:
        """The attributions, given the places of the words that may belong to one."""
        parsed = doc.has_annotation("DEP")
        hashes: list[int] = doc.to_array(ORTH).tolist()
        blank = doc.to_array(IS_SPACE).tolist()
        starts = np.append(np.flatnonzero(doc.to_array(SENT_START) == 1), len(doc))
        figures = list(doc.spans.get("figures", ()))
        beside = np.searchsorted(starts, [span.start for span in figures], "right")
        barred = {token for span in figures for token in range(span.start, span.end)}
        done = set(range(len(starts) + 1)) - set(beside.tolist()) if "figures" in doc.spans else set()
        for cue, sentence in zip(cues, np.searchsorted(starts, cues, "right").tolist(), strict=True):
            if sentence in done:
                continue
            found = parse.said_by(doc[cue]) if parsed and self.is_verb(doc[cue].lower_) else None
            if found is None or not barred.isdisjoint(range(found.start, found.end)):
                first = max(int(starts[sentence - 1]) if sentence else 0, cue - REACH)
                places = range(first, min(int(starts[sentence]), cue + REACH))
                found = self._by_rule(doc, hashes, [at for at in places if not blank[at]], cue, barred)
            if found is not None:
                done.add(sentence)
                yield Span(doc, found.start, found.end, LABEL)

    def is_verb(self, word: str) -> bool:
        """Whether a word is a verb of saying, or the longest word of one."""
        return word in self.vocabulary.forms or word in self.vocabulary.participles

    def _by_rule(self, doc: Doc, hashes: list[int], places: list[int], cue: int, barred: set[int]) -> Span | None:
        """The attribution with a cue, read word by word among the tokens at some places; there is none in figures."""
        text = doc.vocab.strings
        figures = {places.index(at) for at in barred.intersection(places)}
        words = Sentence([text[hashes[at]] for at in places], figures, self.vocabulary)
        found = words.source_at(places.index(cue))
        return doc[places[found[0]] : places[found[1] - 1] + 1] if found else None


def filled(texts: Iterable[str], sets: Groups) -> Iterator[str]:
    """The texts, each `{name}` in them replaced by every word of that set."""
    for text in texts:
        name = PLACE.search(text)
        yield from (text.replace(name[0], word) for word in sets[name[1]]) if name else (text,)


@Language.factory("factcheck_attribution", assigns=["doc.spans"])
def create(nlp: Language, name: str) -> Attribution:
    """The component for a pipeline's language."""
    return Attribution(nlp.lang, name)
