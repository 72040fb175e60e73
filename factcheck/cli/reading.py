"""Reading articles for a command: in which language, with which pipeline, which sentences are taken in."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from factcheck import articles
from factcheck.program import say
from factcheck.records import Article, Claim, LeftOut
from factcheck.review.records import ReviewedArticle, unreviewed


class Reading(NamedTuple):
    """How articles are read: their language if it is given, a trained pipeline, a newsroom's words."""

    lang: str | None
    model: str | None
    words: str | None

    def in_language(self, article: Article, verbose: bool = False) -> Article:
        """The article with its language; LanguageError if that can't be told."""
        from factcheck.claims import in_language
        from factcheck.language import code
        from factcheck.mixed import numbered

        article = in_language(article, self.lang if self.lang is None else code(self.lang))
        if verbose:
            others = "".join(f"; {where}: {lang}" for lang, where in numbered(article.text, article.foreign))
            say(f"{article.name}: language {article.lang}{others}")
        return article

    def read(
        self, article: Article, name: str, reached: Callable[[int], None], taken: Collection[str] = frozenset()
    ) -> ReviewedArticle:
        """The claims of an article whose language is known, and the sentences left out, as nobody reviewed them yet.

        `name` is the article's in the worksheet; `reached` is told the offset that is done; sentences whose keys are
        `taken` are claims in any case.
        """
        from factcheck.claims import sift
        from factcheck.pipeline import loaded

        assert article.lang is not None
        lang = article.lang

        def passing() -> Iterator[Claim | LeftOut]:
            nlp = loaded(lang, self.model, self.words)
            for sentence in sift(article, nlp, frozenset(taken), lambda other: loaded(other, None, self.words)):
                yield sentence
                reached(sentence.end)

        return unreviewed(article, name, passing())


def distinct(read: Mapping[str, Sequence[Article]]) -> list[Article]:
    """The articles of each source under names of their own: where files have the same name, as they were given."""
    often = Counter(article.name for articles in read.values() for article in articles)
    return [
        article
        if often[article.name] == 1
        else replace(article, name=source if len(articles) == 1 else f"{source}/{at}")
        for source, articles in read.items()
        for at, article in enumerate(articles, 1)
    ]


def ui_asked(asked: str) -> str:
    """The code of a language that a worksheet may be in; LanguageError if it has no words in it."""
    from factcheck.language import code
    from factcheck.worksheet.wording import wording

    wording(code(asked))
    return code(asked)


def attention(found: Sequence[ReviewedArticle], kind: str) -> Iterator[str]:
    """What the user should know of articles that were read, a line each."""
    from factcheck.worksheet import layout
    from factcheck.worksheet.text import forbidden

    claims = sum(len(reviewed.claims) for reviewed in found)
    if kind == "xlsx" and claims >= layout.MAX_ROWS:
        yield f"{counted(claims, 'claim')} are more than a sheet has rows: they go on in a second sheet."
    for reviewed in found:
        article = reviewed.article
        if not reviewed.claims:
            yield f"No figures to check in {'standard input' if article.name == articles.STDIN else article.name}."
        yield from (f"{article.name}: {note}" for note in article.notes)
        if kind != "jsonl" and (count := forbidden(article.text)):
            left = counted(count, "character")
            yield f"{article.name}: {left} that no worksheet can hold (control characters) were left out."


def counted(number: int, noun: str) -> str:
    """A number and its noun, for example "1,204 claims"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
