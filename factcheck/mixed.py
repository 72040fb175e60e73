"""Texts that mix languages: which paragraphs are in another one, and the sentences of all, each read in its own.

A paragraph is in another language only where its stop words say so beyond doubt. Where they only say that it is not in
the article's, its figures are unsure. All other paragraphs are in the article's language.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, groupby
from typing import TYPE_CHECKING

from factcheck import words
from factcheck.errors import LanguageError
from factcheck.language import SAMPLE, guess, stop_words, votes
from factcheck.paragraphs import paragraphs
from factcheck.pieces import PIECE, Sentence, in_article, sentences
from factcheck.records import Article, PassedOver, Stretch

if TYPE_CHECKING:
    from spacy.language import Language

SHORTEST = 40  # characters of a paragraph that may be told
LOOK = 300  # characters of it that are looked at
LEAST = 5  # stop words
TIMES = 2  # so many times those of the article's language, where no other language is sure
UNKNOWN = "und"  # the code of such a language
OWN = 0.36  # this share of its words being stop words of the article's language, no other is looked for


def main_language(text: str) -> str:
    """The code of the installed language of a text, or of most of its paragraphs; LanguageError if it is not sure."""
    try:
        return guess(text)
    except LanguageError:
        text, sizes = text[:SAMPLE], Counter[str]()
        for start, end in paragraphs(text):
            if end - start >= SHORTEST and (lang := votes(text[start : min(start + LOOK, end)]).winner(LEAST)):
                sizes[lang] += end - start
        best = max(sizes, key=sizes.__getitem__, default="")
        if best not in words.installed() or 2 * sizes.total() < len(text):
            raise
        return best


def foreign(text: str, lang: str) -> tuple[Stretch, ...]:
    """The stretches of whole paragraphs in another language than `lang`, installed or not, in order.

    A paragraph that can't be told, between two in the same language, is of that.
    """
    places = list(paragraphs(text))
    langs = [_told(text[start : min(start + LOOK, end)], lang) for start, end in places]
    if not any(found not in (lang, None) for found in langs):
        return ()
    runs = [(one, list(group)) for one, group in groupby(zip(_settled(langs, lang), places, strict=True), _first)]
    return tuple(Stretch(run[0][1][0], run[-1][1][1], one) for one, run in runs if one != lang)


def _first(pair: tuple[str, tuple[int, int]]) -> str:
    return pair[0]


def _told(text: str, lang: str) -> str | None:
    """The language of a paragraph, UNKNOWN if only that it isn't `lang` is sure, None if nothing is."""
    if len(text) < SHORTEST:
        return None
    found = text.lower().split()
    if sum(map(stop_words(lang).__contains__, found)) >= OWN * len(found):
        return lang
    hits = votes(text)
    leader = hits.leader(LEAST)
    if leader is None or leader == lang:
        return leader
    return hits.winner(LEAST) or (UNKNOWN if hits.hits[leader] >= TIMES * hits.hits[lang] else None)


def _settled(langs: Sequence[str | None], lang: str) -> list[str]:
    """The languages of paragraphs. One that isn't told is in that of the run in which it lies, or else in `lang`.

    One that isn't in `lang` is in that of the run beside it.
    """
    sure = [one if one != UNKNOWN else None for one in langs]
    before = list(accumulate(sure, lambda last, one: one or last, initial=lang))[1:]
    behind = list(accumulate(reversed(sure), lambda last, one: one or last, initial=lang))[:0:-1]
    settled = []
    for one, left, right in zip(langs, before, behind, strict=True):
        if one == UNKNOWN:
            settled.append(next((beside for beside in (left, right) if beside != lang), UNKNOWN))
        else:
            settled.append(one or (left if left == right else lang))
    return settled


def sentences_of_all(
    article: Article, nlp: "Language", others: "Callable[[str], Language]", piece: int = PIECE
) -> Iterator[Sentence]:
    """The sentences of an article, as `pieces.sentences` gives them, its foreign stretches read in their own language.

    `others` gives the pipeline of another installed language. Of one that isn't installed the sentences have no
    figures: what might be some is passed over as unsure.
    """
    text, at = article.text, 0
    if not article.foreign:
        yield from sentences(text, nlp, piece)
        return
    for stretch in (*article.foreign, Stretch(len(text), len(text), "")):
        yield from _placed(sentences(text[at : stretch.start], nlp, piece), text, at)
        is_installed = stretch.lang in words.installed()
        printed, at = text[stretch.start : stretch.end], stretch.end
        found = sentences(printed, others(stretch.lang) if is_installed else nlp, piece) if printed else iter(())
        yield from _placed(found if is_installed else map(_doubted, found), text, stretch.start)


def _placed(found: Iterator[Sentence], text: str, begin: int) -> Iterator[Sentence]:
    """Sentences of a part of a text as those of the text."""
    return (in_article(sentence, text, begin) for sentence in found)


def _doubted(sentence: Sentence) -> Sentence:
    """A sentence whose figures are unsure, and so is who says it."""
    printed = sorted([*sentence.figures, *sentence.others], key=lambda one: one.start)
    others = tuple(PassedOver(one.text, one.start, one.end, "unsure") for one in printed)
    return sentence._replace(figures=(), others=others, attribution=None)


def numbered(text: str, stretches: Sequence[Stretch]) -> Iterator[tuple[str, str]]:
    """Each language of some stretches, with the numbers of its paragraphs: ("en", "paragraphs 2, 5-7")."""
    starts = [start for start, _ in paragraphs(text)] if stretches else []
    for lang in dict.fromkeys(stretch.lang for stretch in stretches):
        runs = [
            (bisect_right(starts, stretch.start), bisect_left(starts, stretch.end))
            for stretch in stretches
            if stretch.lang == lang
        ]
        one = len(runs) == 1 and runs[0][0] == runs[0][1]
        places = ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)
        yield lang, f"paragraph{'' if one else 's'} {places}"


def known(article: Article) -> Iterator[str]:
    """Which paragraphs of an article were read in another language than its own, a sentence each."""
    installed = words.installed()
    stretches = [stretch for stretch in article.foreign if stretch.lang in installed]
    yield from (f"{where}: read in {lang!r}." for lang, where in numbered(article.text, stretches))


def unknown(text: str, stretches: Sequence[Stretch]) -> Iterator[str]:
    """What a checker should know of stretches in languages that are not installed, a sentence each."""
    installed = words.installed()
    for lang, where in numbered(text, [stretch for stretch in stretches if stretch.lang not in installed]):
        which = "a language that can't be told" if lang == UNKNOWN else f"{lang!r}, it seems, which is not installed"
        yield f"{where}: in {which}; figures there are left out as unsure."
