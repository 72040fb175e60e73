"""From an Article to its Claims and the sentences left out, and from Claims to a DataFrame."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import fields, replace
from itertools import chain, groupby, islice, takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck import articles, keys, links, memory
from factcheck.characters import readable
from factcheck.language import code
from factcheck.mixed import foreign, main_language, sentences_of_all, unknown
from factcheck.paragraphs import paragraphs
from factcheck.pieces import PIECE, Sentence, sentences_of
from factcheck.records import WHYS, Article, Claim, Figure, LeftOut, Part, PassedOver, Why

if TYPE_CHECKING:
    from pandas import DataFrame
    from spacy.language import Language

TOGETHER = 64  # articles of ordinary length that are worked on together


def extract(source: str | Path | Article, lang: str | None = None, nlp: "Language | None" = None) -> list[Claim]:
    """The claims of an article, in its order; a str is a text, a Path a document to read, which may hold several.

    The language is `lang`, else the article's own, else guessed among those installed. `nlp` is a pipeline to use
    instead of the language's own, such as `factcheck.load` gives with a model or a newsroom's words; then the language
    is that of `nlp`. Raises ArticleError for a file that can't be read, LanguageError for a language that is not
    installed or can't be told, and TypeError for a source of any other type.
    """
    from factcheck.pipeline import loaded

    if isinstance(source, Path):
        found = articles.read_all(source)
    elif isinstance(source, str):
        found = [Article(name="text", text=source)]
    elif isinstance(source, Article):
        found = [source]
    else:
        raise TypeError(f"extract takes a text (str), a file (Path) or an Article, not {type(source).__name__}.")
    if nlp is None:
        found = [in_language(article, lang) for article in found]
    return [claim for article in found for claim in claims(article, nlp or loaded(str(article.lang)))]


def in_language(article: Article, lang: str | None = None) -> Article:
    """The article with its language: `lang`, else its own, else guessed; LanguageError if that can't be told.

    Unless `lang` says that all of it is in one, its paragraphs in other languages are known then, too; a note tells of
    those that are not installed.
    """
    if lang:
        return replace(article, lang=lang)
    main = code(article.lang) if article.lang else main_language(article.text)
    found = foreign(article.text, main)
    return replace(article, lang=main, foreign=found, notes=(*article.notes, *unknown(article.text, found)))


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
    article: Article,
    nlp: "Language",
    taken: Set[str] = frozenset(),
    others: "Callable[[str], Language] | None" = None,
    piece: int = PIECE,
) -> Iterator[Claim | LeftOut]:
    """The claims of an article and the other sentences that hold digits or number words, in its order.

    A sentence whose key is in `taken` is a claim whatever it holds; its figures are those that were read, often none.
    `others` gives the pipelines for what is in other languages, without it those that are installed.
    """
    from factcheck.pipeline import loaded

    return _sifted(article, sentences_of_all(article, nlp, others or loaded, piece), taken)


def sift_all(
    several: Iterable[Article], nlp: "Language", others: "Callable[[str], Language] | None" = None
) -> Iterator[list[Claim | LeftOut]]:
    """What `sift` gives for each of many articles, in their order; the ordinary ones go through `nlp.pipe`.

    Those are of ordinary length, and in one language.
    """
    for ordinary, some in groupby(several, lambda article: len(article.text) <= PIECE and not article.foreign):
        if not ordinary:
            yield from (list(sift(article, nlp, others=others)) for article in some)
            continue
        while batch := list(islice(some, TOGETHER)):
            yield from _together(batch, nlp)


def _together(batch: Sequence[Article], nlp: "Language") -> list[list[Claim | LeftOut]]:
    """What `sift` gives for each of a few articles, which go through `nlp.pipe`."""
    found = []
    with memory.zone(nlp):
        for doc, article in nlp.pipe(((readable(article.text), article) for article in batch), as_tuples=True):
            found.append(list(_sifted(article, sentences_of(doc, article.text, nlp))))
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
            links=tuple(dict.fromkeys([*links.found(printed), *_linked(article, sentence), *closing])),
            attribution=sentence.attribution,
            page=(part := _part(article, sentence.start)).page,
            heading=part.heading,
        )


def _part(article: Article, start: int) -> Part:
    """Where what begins at an offset stands in the document."""
    number = bisect_right(article.parts, start, key=lambda part: part.start)
    return article.parts[number - 1] if number else Part(0, None, None)


def _linked(article: Article, sentence: Sentence) -> Iterator[str]:
    """The addresses to which the document links from a sentence."""
    first = bisect_right(article.links, sentence.start, key=lambda link: link.end)
    return (link.url for link in takewhile(lambda link: link.start < sentence.end, article.links[first:]))


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


def _with_neighbours(items: Iterable[Sentence]) -> Iterator[tuple[Sentence | None, Sentence, Sentence | None]]:
    """Each sentence between the one before and the one after it."""
    before: Sentence | None = None
    now: Sentence | None = None
    for after in chain(items, [None]):
        if now:
            yield before, now, after
        before, now = now, after
