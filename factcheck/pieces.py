"""The sentences of a text of any length, with their figures, read by a pipeline piece by piece.

What is found in a piece depends on nothing that stands before it, so the size of the pieces changes nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, TypeVar, cast

from factcheck import bullets, memory
from factcheck.characters import LONE_SURROGATE, readable
from factcheck.records import Figure, Mention, PassedOver, Why

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

PIECE = 100_000  # characters of a text that are worked on at a time
LONGEST = 10_000  # characters of a sentence
AHEAD = 500  # what comes so many characters later may still change where a sentence ends

M = TypeVar("M", bound=Mention)


class Sentence(NamedTuple):
    """A sentence of the article, without bullets before it and white space around it; offsets in the article's text."""

    start: int
    end: int
    figures: tuple[Figure, ...]
    others: tuple[PassedOver, ...]
    attribution: Mention | None


Bounded: TypeAlias = tuple[Sentence | None, int]  # None for a blank one; the offset in its piece where the next begins


def sentences(text: str, nlp: "Language", piece: int = PIECE) -> Iterator[Sentence]:
    """The sentences of a text that are not blank, in order; of one that is too long its parts, one by one.

    A piece of the text is read; the sentences near its end, which the rest of the text may change, are read again
    at the beginning of the next piece.
    """
    begin, size = 0, piece
    while begin < len(text):
        part = text[begin : begin + size]
        sure = len(part) if begin + size >= len(text) else len(part) - AHEAD
        with memory.zone(nlp):
            read = list(_placed(nlp(readable(part)), part, text, begin))
        whole = _whole(read, sure)
        if not whole and size != LONGEST + AHEAD:
            size = min(4 * size, LONGEST + AHEAD)  # so that a cut depends on no size
            continue
        for sentence, until in whole or [_cut(read[0][0], text, begin)]:
            done = until
            if sentence:
                yield sentence
        size = piece if whole else LONGEST + AHEAD
        begin += done


def sentences_of(doc: "Doc", text: str, nlp: "Language") -> Iterator[Sentence]:
    """What `sentences` gives of a text of which the Doc is made already."""
    read = list(_placed(doc, text, text, 0))
    if len(_whole(read, len(text))) < len(read):
        return sentences(text, nlp)
    return (sentence for sentence, _ in read if sentence)


def _whole(read: Sequence[Bounded], sure: int) -> list[Bounded]:
    """The sentences of a piece up to where they are sure, or one is too long."""
    ends = pairwise([0, *(until for _, until in read)])
    count = next((at for at, (begin, end) in enumerate(ends) if end > sure or end - begin > LONGEST), len(read))
    return list(read[:count])


def _cut(sentence: Sentence | None, text: str, begin: int) -> Bounded:
    """The first part of a sentence that is too long: up to white space where there is some, never within a figure."""
    end = begin + LONGEST
    if sentence is None or sentence.start >= end:
        return None, LONGEST
    printed = text[sentence.start : end]
    last = printed.rsplit(None, 1)[-1]
    if printed.endswith(last) and last != printed:
        end -= len(last)
    for one in (*sentence.figures, *sentence.others):
        if sentence.start < one.start < end < one.end:
            end = one.start
    whole = Sentence(
        sentence.start,
        sentence.start + len(text[sentence.start : end].rstrip()),
        tuple(_without_what_follows(figure, end) for figure in sentence.figures if figure.end <= end),
        tuple(one for one in sentence.others if one.end <= end),
        sentence.attribution if sentence.attribution and sentence.attribution.end <= end else None,
    )
    return whole, end - begin


def _without_what_follows(figure: Figure, end: int) -> Figure:
    """A figure of a sentence that was cut; what it counts may stand behind."""
    return replace(figure, counted=None) if figure.counted and figure.counted.end > end else figure


def _placed(doc: "Doc", part: str, text: str, begin: int) -> Iterator[tuple[Sentence | None, int]]:
    """The sentences of a Doc, made from the part of a text that begins at an offset, as those of the text.

    None stands for a blank one; each comes with the offset in the part where the next begins.
    """
    as_they_are = begin == 0 and not LONE_SURROGATE.search(part)
    for sentence, until in _bounded(doc, part):
        yield sentence if as_they_are or not sentence else in_article(sentence, text, begin), until


def _bounded(doc: "Doc", text: str) -> Iterator[tuple[Sentence | None, int]]:
    """The sentences of a Doc, made from `text` (None for a blank one), each with the offset where the next begins."""
    figures = sorted(doc.spans.get("figures", ()), key=_start, reverse=True)
    others = sorted(doc.spans.get("not_figures", ()), key=_start, reverse=True)
    sources = sorted(doc.spans.get("attributions", ()), key=_start, reverse=True)
    for start, until in pairwise(chain((sentence.start_char for sentence in doc.sents), [len(text)])):
        printed = text[start:until]
        said = [Mention(span.text, span.start_char, span.end_char) for span in _until(sources, until)]
        read = tuple(span._.figure for span in _until(figures, until))
        rest = tuple(_passed_over(span) for span in _until(others, until))
        stripped = printed.strip()
        if stripped:
            start += printed.index(stripped[0])
            whole = Sentence(start, start + len(stripped), read, rest, said[0] if said else None)
            yield _behind_bullets(whole, text), until
        else:
            yield None, until


def _behind_bullets(sentence: Sentence, text: str) -> Sentence:
    """A sentence of a text without bullets and the like, whose number is none; whole if it holds no other number."""
    numbers = (*sentence.figures, *sentence.others)
    begin = bullets.begin(text, sentence.start, sentence.end, numbers)
    if begin == sentence.start:
        return sentence
    before = [one for one in numbers if one.start < begin]
    if not before:
        return sentence._replace(start=begin)
    figures = tuple(one for one in sentence.figures if one.start >= begin)
    others = tuple(one for one in sentence.others if one.start >= begin)
    if figures or others:
        return sentence._replace(start=begin, figures=figures, others=others)
    listed = tuple(PassedOver(one.text, one.start, one.end, "list mark") for one in before)
    return sentence._replace(figures=(), others=listed)


def _passed_over(span: "Span") -> PassedOver:
    return PassedOver(span.text, span.start_char, span.end_char, cast(Why, span.label_))


def _until(spans: "list[Span]", until: int) -> "Iterator[Span]":
    """Takes the spans that begin before an offset off the end of the list, where the first one stands."""
    while spans and spans[-1].start_char < until:
        yield spans.pop()


def _start(span: "Span") -> int:
    return int(span.start_char)


def in_article(sentence: Sentence, text: str, begin: int) -> Sentence:
    """A sentence of a piece as one of the article, whose text the piece cites from `begin` on."""
    figures = tuple(
        replace(_moved(figure, text, begin), counted=figure.counted and _moved(figure.counted, text, begin))
        for figure in sentence.figures
    )
    others = tuple(_moved(one, text, begin) for one in sentence.others)
    said = sentence.attribution and _moved(sentence.attribution, text, begin)
    return Sentence(sentence.start + begin, sentence.end + begin, figures, others, said)


def _moved(mention: M, text: str, by: int) -> M:
    """A mention so many characters later, with the article's own text (the pipeline replaces lone surrogates)."""
    start, end = mention.start + by, mention.end + by
    return replace(mention, start=start, end=end, text=text[start:end])
