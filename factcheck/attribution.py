"""Who says it: words in, the place of "Secondo Reuters" or "the mayor said" out; knows no spaCy.

Three shapes are known: a cue before a source ("according to the union"), a source before a verb of saying ("the mayor
said") and a verb before its source ("..., said the mayor"). A source is a short noun phrase, read word by word.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

REACH = 14  # words looked at before a verb for its subject
NOUN = 4  # words of one noun with its adjectives; names may be longer
SIGNS = ',;:.!?…()[]"“”«»–—'

Phrase = tuple[str, ...]
Phrases = Mapping[str, Sequence[Phrase]]  # by their longest word


@dataclass(frozen=True)
class Vocabulary:
    """A language's words, in small letters; `Phrases` are made by `phrases`.

    before       cues before a source: "according to"
    before_known cues before a known source, where a clause begins
    not_after    words after which a cue is none: "il secondo"
    not_before   nouns before which a cue is none: "secondo il tipo"
    forms        verbs of saying, finite; participles  after one of the auxiliaries
    with_object  verbs that also take an object: a noun after them may be no source
    nouns_too    verb forms that are nouns too: a subject comes before them and a clause or an object after
    findings     verb forms that say something only of one of the `papers` or before a clause: "the survey found"
    between      words that may stand between subject, auxiliary, verb and source
    clauses      words that begin the clause that is said: "that"
    inverted     words after which a verb comes before its source: "as"
    determiners  words that open a noun phrase; contracted  prepositions that hold one
    bare         nouns that are sources without a determiner; known  names of sources
    links        words between two nouns of one source: "of"; joins  the same between names: "and"
    adjectives_follow  whether a small word right after a name may belong to it: "Commissione europea"
    finite       verbs that end a source; stops  other words that are in none
    prepositions words after which a noun is no subject
    openers      words after which a clause begins; never  nouns that say nothing: "according to plan"
    """

    before: Phrases
    before_known: Phrases
    not_after: frozenset[str]
    not_before: frozenset[str]
    forms: Phrases
    participles: Phrases
    auxiliaries: frozenset[str]
    with_object: frozenset[str]
    nouns_too: frozenset[str]
    findings: frozenset[str]
    papers: frozenset[str]
    between: frozenset[str]
    clauses: frozenset[str]
    inverted: frozenset[str]
    determiners: frozenset[str]
    contracted: frozenset[str]
    bare: frozenset[str]
    known: frozenset[str]
    links: frozenset[str]
    adjectives_follow: bool
    joins: frozenset[str]
    finite: frozenset[str]
    stops: frozenset[str]
    prepositions: frozenset[str]
    openers: frozenset[str]
    never: frozenset[str]

    @property
    def anchors(self) -> frozenset[str]:
        """The words without which a sentence names nobody."""
        return frozenset().union(self.before, self.before_known, self.forms, self.participles)


def phrases(texts: Iterable[str]) -> Phrases:
    """Phrases by their longest word.

    >>> phrases(["stando a", "secondo"])
    {'stando': [('stando', 'a')], 'secondo': [('secondo',)]}
    """
    out: dict[str, list[Phrase]] = {}
    for text in texts:
        phrase = tuple(text.split())
        out.setdefault(max(phrase, key=len), []).append(phrase)
    return out


def plain(word: str) -> str:
    """A word as the vocabulary has it."""
    return word.lower().replace("’", "'")


class Sentence:
    """The words of a sentence, in which a source is looked for; `figures` are the places of words in figures."""

    def __init__(self, printed: Sequence[str], figures: Container[int], words: Vocabulary) -> None:
        self.printed, self.figures, self.words = printed, figures, words
        self.low = [plain(word) for word in printed]

    def source_at(self, at: int) -> tuple[int, int] | None:
        """The first and the last word (exclusive) of an attribution whose anchor stands at `at`."""
        return self._after_cue(at) or self._beside_verb(at)

    def _after_cue(self, at: int) -> tuple[int, int] | None:
        for start, end in self._standing(self.words.before, at):
            noun = end + (self._low(end) in self.words.determiners)
            measure = self._low(noun) in self.words.not_before and not self._upper(noun)
            if self._low(start - 1) not in self.words.not_after and not measure:
                stop = self._source(end, lower=self.low[end - 1] in self.words.contracted)
                if stop > end:
                    return start, stop
        for start, end in self._standing(self.words.before_known, at):
            end += self._low(end) in self.words.determiners
            if self._begins_clause(start) and self._low(end) in self.words.known:
                return start, end + 1
        return None

    def _beside_verb(self, at: int) -> tuple[int, int] | None:
        for start, end in self._verbs(at):
            form = " ".join(self.low[start:end])
            if form not in self.words.nouns_too or self._is_verb(start, end):
                subject = self._subject(start)
                if subject is not None and self._tells(end, self.low[subject:start]):
                    return subject, end
            if self._may_be_inverted(start, end, form in self.words.with_object):
                after = self._past_between(end)
                stop = self._source(after)
                if stop > after and self._low(stop) not in self.words.finite and self._tells(end, self.low[after:stop]):
                    return start, stop
        return None

    def _verbs(self, at: int) -> Iterator[tuple[int, int]]:
        """The verbs of saying whose anchor stands there, with their auxiliary."""
        for start, end in self._standing(self.words.participles, at):
            first = self._back_between(start) - 1
            if self._low(first) in self.words.auxiliaries:
                yield first, end
        yield from self._standing(self.words.forms, at)

    def _is_verb(self, start: int, end: int) -> bool:
        """Whether a word that may be a noun is a verb: a clause or a figure follows, or a noun does after a name."""
        after = self._low(end)
        return (
            self._is_figure(end)
            or after in self.words.clauses
            or (after in self.words.determiners and self._upper(start - 1))
        )

    def _tells(self, end: int, source: Sequence[str]) -> bool:
        """Whether the verb that ends there says something: the survey found 12, but not: the dog found 12."""
        finding = self.low[end - 1] in self.words.findings and self._low(end) not in self.words.clauses
        return not finding or any(word in self.words.papers for word in source)

    def _may_be_inverted(self, start: int, end: int, with_object: bool) -> bool:
        """Whether what follows a verb may be its subject."""
        if self._low(start - 1) in self.words.inverted:
            return True
        if start == 0 and end - start > 1:
            return False
        return self._after_sign(start) and (not with_object or self._upper(self._past_between(end)))

    def _subject(self, verb: int) -> int | None:
        """Where the subject of a verb begins; it may have an apposition between commas."""
        end = self._back_between(verb)
        if self._low(end - 1) == ",":
            earlier = range(end - 2, max(-1, end - REACH), -1)
            sign = next((at for at in earlier if self.printed[at][0] in SIGNS), -1)
            if self._low(sign) != ",":
                return None
            end = sign
        for start in range(max(0, end - REACH), end):
            if self._begins_subject(start) and self._source(start, until=end) == end:
                return start
        return None

    def _begins_subject(self, at: int) -> bool:
        before = self._low(at - 1)
        if self.low[at] in self.words.determiners:
            return not any(before in words for words in (self.words.links, self.words.prepositions))
        return self._begins_clause(at)

    def _begins_clause(self, at: int) -> bool:
        return self._after_sign(at) or self._low(at - 1) in self.words.openers

    def _after_sign(self, at: int) -> bool:
        return at == 0 or (not self.printed[at - 1][-1].isalnum() and self.printed[at - 1][0] not in "-'’")

    def _source(self, at: int, *, lower: bool = False, until: int | None = None) -> int:
        """Where the source that begins at `at` ends; `at` itself if there is none."""
        end = self._noun(at, lower, until)
        while end > at:
            begin = end + 1
            if self._low(end) in self.words.joins and (self._upper(begin) or self._low(begin) in self.words.links):
                begin += self._low(begin) in self.words.links
            elif self._low(end) not in self.words.links:
                break
            more = self._noun(begin, True, until)
            if more == begin:
                break
            end = more
        return end

    def _noun(self, at: int, lower: bool, until: int | None) -> int:
        """Where the noun that begins at `at` ends, at most `until`.

        Words in small letters need a determiner; after a name they may stand only where the end is known.
        """
        begin = at
        if self._low(at) in self.words.determiners:
            at, lower = at + 1, True
        if self._low(at) in self.words.never and not self._upper(at):
            return begin
        first, named = at, False
        lower = lower or any(self._low(place) in self.words.bare for place in range(at, at + NOUN - 1))
        while at != until and self._is_word(at):
            if self._upper(at):
                named = True
            elif named and until is None:
                return self._past_adjectives(at)
            elif not lower or at - first >= NOUN:
                break
            at += 1
        return at if at > first else begin

    def _past_adjectives(self, at: int) -> int:
        """Past the words in small letters after a name that belong to it: two before a sign, or one if allowed."""
        end = at
        while self._is_word(end) and not self._upper(end):
            end += 1
        closed = end == len(self.low) or self.printed[end][0] in SIGNS
        allowed = 2 if closed else int(self.words.adjectives_follow and not self._is_figure(end))
        return end if end - at <= allowed else at

    def _is_figure(self, at: int) -> bool:
        return at in self.figures or self._low(at)[:1].isdigit()

    def _is_word(self, at: int) -> bool:
        word = self._low(at)
        if self._upper(at) and len(word) > 1 and self.printed[at].isupper():
            return True  # the US, the WHO: no pronouns
        words = self.words
        closed = (words.finite, words.stops, words.links, words.determiners, words.prepositions, words.joins)
        return word[:1].isalpha() and not self._is_figure(at) and not any(word in group for group in closed)

    def _standing(self, known: Phrases, at: int) -> Iterator[tuple[int, int]]:
        """Where the phrases stand whose longest word stands at `at`."""
        for phrase in known.get(self.low[at], ()):
            start = at - phrase.index(self.low[at])
            if start >= 0 and tuple(self.low[start : start + len(phrase)]) == phrase:
                yield start, start + len(phrase)

    def _back_between(self, at: int) -> int:
        while self._low(at - 1) in self.words.between:
            at -= 1
        return at

    def _past_between(self, at: int) -> int:
        while self._low(at) in self.words.between:
            at += 1
        return at

    def _low(self, at: int) -> str:
        """The word there, "" outside the sentence."""
        return self.low[at] if 0 <= at < len(self.low) else ""

    def _upper(self, at: int) -> bool:
        return 0 <= at < len(self.low) and self.printed[at][0].isupper()
