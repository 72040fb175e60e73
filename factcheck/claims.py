"""From an Article to its Claims and the sentences left out, and from Claims to a DataFrame."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import fields, replace
from itertools import chain, groupby, islice, pairwise, takewhile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar, cast

from factcheck import articles, keys, links, memory
from factcheck.language import guess
from factcheck.paragraphs import paragraphs
from factcheck.records import WHYS, Article, Claim, Figure, LeftOut, Mention, PassedOver, Why

if TYPE_CHECKING:
    from pandas import DataFrame
    from spacy.language import Language
    from spacy.tokens import Doc, Span

PIECE = 100_000  # characters of a text that are worked on at a time
TOGETHER = 64  # shorter texts that are worked on together
AHEAD = 500  # what comes so many characters later may still change where a sentence ends
LONE_SURROGATE = re.compile("[\ud800-\udfff]")

M = TypeVar("M", bound=Mention)


class Sentence(NamedTuple):
    """A sentence of the article, without the white space around it; offsets in the article's text."""

    start: int
    end: int
    figures: tuple[Figure, ...]
    others: tuple[PassedOver, ...]
    attribution: Mention | None


def extract(source: str | Path | Article, lang: str | None = None, nlp: "Language | None" = None) -> list[Claim]:
    """The claims of an article, in its order; a str is a text, a Path a file to read.

    The language is `lang`, else the article's own, else guessed among those installed. `nlp` is a pipeline to use
    instead of the language's own, such as `factcheck.load` gives with a model or a newsroom's words; then the language
    is that of `nlp`. Raises ArticleError for a file that can't be read, LanguageError for a language that is not
    installed or can't be told, and TypeError for a source of any other type.
    """
    from factcheck.pipeline import loaded

    if isinstance(source, Path):
        source = articles.read(source)
    elif isinstance(source, str):
        source = Article(name="text", text=source)
    elif not isinstance(source, Article):
        raise TypeError(f"extract takes a text (str), a file (Path) or an Article, not {type(source).__name__}.")
    if nlp is not None:
        return list(claims(source, nlp))
    article = in_language(source, lang)
    assert article.lang is not None
    return list(claims(article, loaded(article.lang)))


def in_language(article: Article, lang: str | None = None) -> Article:
    """The article with its language: `lang`, else its own, else guessed; LanguageError if that can't be told."""
    return replace(article, lang=lang or article.lang or guess(article.text))


def to_frame(found: Iterable[Claim]) -> "DataFrame":
    """The claims as a pandas DataFrame: a row per claim, a column per field of Claim."""
    import pandas as pd

    columns = [field.name for field in fields(Claim)]
    return pd.DataFrame([[getattr(claim, name) for name in columns] for claim in found], columns=columns)


def claims(article: Article, nlp: "Language", piece: int = PIECE) -> Iterator[Claim]:
    """The claims of an article, one by one; `nlp` marks sentences, figures and attributions.

    A long text is worked through in pieces of `piece` characters, which changes nothing in the claims.
    """
    return (one for one in sift(article, nlp, piece=piece) if isinstance(one, Claim))


def sift(
    article: Article, nlp: "Language", taken: Set[str] = frozenset(), piece: int = PIECE
) -> Iterator[Claim | LeftOut]:
    """The claims of an article and the other sentences that hold digits or number words, in its order.

    A sentence whose key is in `taken` is a claim whatever it holds; its figures are those that were read, often none.
    """
    return _sifted(article, sentences(article.text, nlp, piece), taken)


def sift_all(several: Iterable[Article], nlp: "Language") -> Iterator[list[Claim | LeftOut]]:
    """What `sift` gives for each of many articles, in their order; those of ordinary length go through `nlp.pipe`."""
    for short, some in groupby(several, lambda article: len(article.text) <= PIECE):
        if not short:
            yield from (list(sift(article, nlp)) for article in some)
            continue
        while batch := list(islice(some, TOGETHER)):
            yield from _together(batch, nlp)


def _together(batch: Sequence[Article], nlp: "Language") -> list[list[Claim | LeftOut]]:
    """What `sift` gives for each of a few articles, which go through `nlp.pipe`."""
    found = []
    with memory.zone(nlp):
        for doc, article in nlp.pipe(((_readable(article.text), article) for article in batch), as_tuples=True):
            read = (sentence for sentence, _ in _placed(doc, article.text, article.text, 0) if sentence)
            found.append(list(_sifted(article, read)))
    return found


def _sifted(article: Article, read: Iterable[Sentence], taken: Set[str] = frozenset()) -> Iterator[Claim | LeftOut]:
    """What `sift` gives, from the sentences of the article."""
    text = article.text
    lines = list(paragraphs(text))
    starts = [start for start, _ in lines]
    seen: Counter[str] = Counter()
    paragraph, closing = 0, list[str]()
    for number, (before, sentence, after) in enumerate(_with_neighbours(read), 1):
        if not (sentence.figures or sentence.others):
            continue
        printed = text[sentence.start : sentence.end]
        same = keys.normal(printed)
        seen[same] += 1
        key = keys.key(same, seen[same])
        if paragraph != (paragraph := max(bisect_right(starts, sentence.start), 1)):
            closing = links.closing(text, lines, paragraph - 1)
        if all(map(why_not, sentence.figures)) and key not in taken:
            yield _left_out(article, sentence, key, paragraph, number)
            continue
        yield Claim(
            text=printed,
            start=sentence.start,
            end=sentence.end,
            key=key,
            article=article.name,
            paragraph=paragraph,
            sentence=number,
            before=text[before.start : before.end] if before else "",
            after=text[after.start : after.end] if after else "",
            figures=sentence.figures,
            links=tuple(dict.fromkeys([*links.found(printed), *closing])),
            attribution=sentence.attribution,
        )


def _left_out(article: Article, sentence: Sentence, key: str, paragraph: int, number: int) -> LeftOut:
    """A sentence that is no claim, with all that it holds of digits and number words."""
    read = [PassedOver(one.text, one.start, one.end, why) for one in sentence.figures if (why := why_not(one))]
    printed = sorted([*read, *sentence.others], key=lambda one: one.start)
    return LeftOut(
        text=article.text[sentence.start : sentence.end],
        start=sentence.start,
        end=sentence.end,
        key=key,
        article=article.name,
        paragraph=paragraph,
        sentence=number,
        why=min((one.why for one in printed), key=WHYS.index),
        printed=tuple(printed),
        figures=sentence.figures,
    )


def why_not(figure: Figure) -> Why | None:
    """Why a figure makes no claim: a rank, a clock time, a 1 written as a word; None for what is worth checking."""
    if figure.kind == "ORDINAL":
        return "rank"
    if figure.kind == "TIME":
        return "clock time"
    return "one" if figure.kind == "CARDINAL" and figure.value == 1 and figure.text.isalpha() else None


def sentences(text: str, nlp: "Language", piece: int = PIECE) -> Iterator[Sentence]:
    """The sentences of a text that are not blank, in order.

    A piece of the text is read; the sentences near its end, which the rest of the text may change, are read again
    at the beginning of the next piece. A piece in which no sentence ends is read again with more text.
    """
    begin, size = 0, piece
    while begin < len(text):
        part = text[begin : begin + size]
        sure = len(part) if begin + size >= len(text) else len(part) - AHEAD
        done = 0
        for sentence, until in _read(part, text, begin, sure, nlp):
            done = until
            if sentence:
                yield sentence
        size = piece if done else 4 * size
        begin += done


def _read(part: str, text: str, begin: int, sure: int, nlp: "Language") -> list[tuple[Sentence | None, int]]:
    """What `_placed` gives of a piece of a text, up to where the sentences are sure."""
    with memory.zone(nlp):
        found = _placed(nlp(_readable(part)), part, text, begin)
        return list(takewhile(lambda one: one[1] <= sure, found))


def _readable(text: str) -> str:
    """A text without lone surrogates, which the tokenizer of a model refuses; offsets stay."""
    return LONE_SURROGATE.sub("\ufffd", text)


def _placed(doc: "Doc", part: str, text: str, begin: int) -> Iterator[tuple[Sentence | None, int]]:
    """The sentences of a Doc, made from the part of a text that begins at an offset, as those of the text.

    None stands for a blank one; each comes with the offset in the part where the next begins.
    """
    as_they_are = begin == 0 and not LONE_SURROGATE.search(part)
    for sentence, until in _bounded(doc, part):
        yield sentence if as_they_are or not sentence else _in_article(sentence, text, begin), until


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
            yield Sentence(start, start + len(stripped), read, rest, said[0] if said else None), until
        else:
            yield None, until


def _passed_over(span: "Span") -> PassedOver:
    return PassedOver(span.text, span.start_char, span.end_char, cast(Why, span.label_))


def _until(spans: "list[Span]", until: int) -> "Iterator[Span]":
    """Takes the spans that begin before an offset off the end of the list, where the first one stands."""
    while spans and spans[-1].start_char < until:
        yield spans.pop()


def _start(span: "Span") -> int:
    return int(span.start_char)


def _in_article(sentence: Sentence, text: str, begin: int) -> Sentence:
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


def _with_neighbours(items: Iterable[Sentence]) -> Iterator[tuple[Sentence | None, Sentence, Sentence | None]]:
    """Each sentence between the one before and the one after it."""
    before: Sentence | None = None
    now: Sentence | None = None
    for after in chain(items, [None]):
        if now:
            yield before, now, after
        before, now = now, after
