"""Articles from documents of many formats. Each format is a file of this package, named in formats.py.

A reader is a function `read(data, place)`: it takes the bytes of a document, what messages call it, and what else its
format asks for, and gives back Articles, most often one. It makes them of `blocks` where the document has paragraphs,
headings and pages, so that a claim knows where it stands. Its name is left to `read` here.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from factcheck.articles import corpus
from factcheck.articles.formats import Format, format_of
from factcheck.articles.garbled import garbled
from factcheck.articles.source import STDIN, as_name, content, is_page, place_of
from factcheck.articles.texts import unfit
from factcheck.errors import ArticleError, FactcheckError
from factcheck.records import Article

__all__ = ["STDIN", "as_name", "content", "is_page", "only", "place_of", "read", "read_all", "read_bytes"]


def read(source: str | Path) -> Article:
    """The article in a document, on a page of the web (http://, https://), or on standard input for "-".

    Its name is the file's name, or the address. Of a plain text, its text is the file's with any byte order mark
    removed; of anything else, what there is to read in it, a line for each paragraph. Raises ArticleError, one
    sentence, for what can't be read as an article, or holds several.
    """
    return only(read_all(source), str(source))


def read_all(source: str | Path) -> list[Article]:
    """The articles in a document, at least one; a feed or a table has many. Else as `read`."""
    source = str(source)
    if is_page(source):
        from factcheck.articles import fetch, pages

        return pages.read(fetch.fetch(source))
    name = source if source == STDIN else as_name(Path(source).name)
    if not corpus.is_corpus(source):
        return read_bytes(content(source), place_of(source), name)
    return [_named(article, name) for article in corpus.articles(corpus.rows(source, corpus.Columns()), source)]


def only(found: Sequence[Article], place: str) -> Article:
    """The article that was found in a document; ArticleError where there are several."""
    if len(found) > 1:
        raise ArticleError(f"{place}: there are {len(found):,} articles in it, where one is expected.")
    return found[0]


def read_bytes(
    data: bytes, place: str, name: str, declared: str | None = None, url: str | None = None
) -> list[Article]:
    """The articles in the bytes of a document; messages begin with `place`, `name` becomes the articles' name.

    Of a document that was fetched, `declared` is the encoding that the server names, `url` the address.
    """
    format = format_of(data, place)
    told = {"declared": declared, "url": url}
    asked = {name: told[name] for name in format.asks}
    found = [_named(article, name) for article in _articles(format, data, place, asked)]
    if not found:
        raise ArticleError(f"{place}: there is no article in it.")
    for article in found:
        if why := unfit(article.text):
            raise ArticleError(f"{place}: {why}")
    return found


def _named(article: Article, name: str) -> Article:
    """An article under the name of its document, what it is called in that behind; with notes of garbled letters."""
    notes = (*article.notes, *garbled(article.text))
    return replace(article, name=f"{name}/{article.name}" if article.name else name, notes=notes)


def _articles(format: Format, data: bytes, place: str, asked: Mapping[str, str | None]) -> Iterator[Article]:
    """What the reader of a format gives; whatever a library raises becomes an ArticleError."""
    try:
        reader = import_module(f"factcheck.articles.{format.module}")
    except ModuleNotFoundError as error:
        raise ArticleError(
            f"{place}: this is {format.kind}, which needs {error.name}; pip install 'factcheck[documents]'."
        ) from None
    try:
        found: Iterable[Article] = reader.read(data, place, **asked)
        yield from found
    except FactcheckError:
        raise
    except Exception as error:  # each library has its own
        why = next(iter(str(error).strip().splitlines()), "") or type(error).__name__
        raise ArticleError(
            f"{place}: can't be read as {format.kind} ({why}); it may be damaged: save it once more, or as text."
        ) from error
