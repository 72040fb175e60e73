"""The component that finds who says it. How a source is read is told in factcheck/attribution.py."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

import numpy as np
from pydantic import model_validator
from spacy.attrs import LOWER, SENT_START
from spacy.language import Language
from spacy.strings import get_string_id
from spacy.tokens import Doc, Span

from factcheck.attribution import Sentence, Vocabulary, phrases
from factcheck.components.base import Groups, WordsComponent, words_of
from factcheck.words import Table

SPANS, LABEL = "attributions", "ATTRIBUTION"
REACH = 40  # words of a sentence looked at on each side of a cue
PHRASES = ("before", "before_known", "forms", "participles")  # all else is single words
PLACE = re.compile(r"\{(\w+)\}")


class Cues(Table):
    """cues.json: words before a source; `{name}` stands for each word of that `set`."""

    sets: Groups
    before: Groups
    before_known: list[str]
    not_after: list[str]
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
    auxiliaries: list[str]
    with_object: list[str]
    nouns_too: list[str]
    findings: list[str]
    papers: Groups
    between: list[str]
    clauses: list[str]
    inverted: list[str]


class Sources(Table):
    """sources.json: what the name of a source is made of."""

    determiners: Groups
    contracted: list[str]
    bare: Groups
    known: list[str]
    links: list[str]
    adjectives_follow: bool
    joins: list[str]
    finite: list[str]
    stops: Groups
    prepositions: list[str]
    openers: list[str]
    never: list[str]


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
        starts = np.append(np.flatnonzero(doc.to_array(SENT_START) == 1), len(doc))
        figures = list(doc.spans.get("figures", ()))
        beside = np.searchsorted(starts, [span.start for span in figures], "right")
        barred = {token for span in figures for token in range(span.start, span.end)}
        done = set(range(len(starts) + 1)) - set(beside.tolist()) if "figures" in doc.spans else set()
        for cue, sentence in zip(cues, np.searchsorted(starts, cues, "right").tolist(), strict=True):
            if sentence in done:
                continue
            first = max(int(starts[sentence - 1]) if sentence else 0, cue - REACH)
            tokens = [token for token in doc[first : min(int(starts[sentence]), cue + REACH)] if not token.is_space]
            places = [token.i for token in tokens]
            words = Sentence(
                [token.text for token in tokens], {places.index(at) for at in barred & set(places)}, self.vocabulary
            )
            found = words.source_at(places.index(cue))
            if found:
                done.add(sentence)
                yield Span(doc, places[found[0]], places[found[1] - 1] + 1, LABEL)


def filled(texts: Iterable[str], sets: Groups) -> Iterator[str]:
    """The texts, each `{name}` in them replaced by every word of that set."""
    for text in texts:
        name = PLACE.search(text)
        yield from (text.replace(name[0], word) for word in sets[name[1]]) if name else (text,)


@Language.factory("factcheck_attribution", assigns=["doc.spans"])
def create(nlp: Language, name: str) -> Attribution:
    """The component for a pipeline's language."""
    return Attribution(nlp.lang, name)
