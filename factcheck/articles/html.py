"""Web pages that were saved: the article, and what the page says of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import trafilatura

from factcheck.articles.blocks import Block, article
from factcheck.articles.encoding import decoded
from factcheck.articles.maintext import PIECES, main_text
from factcheck.articles.markup import pieces, tree
from factcheck.errors import ArticleError, LanguageError
from factcheck.language import guess, installed
from factcheck.records import Article

LIMIT = 10_000_000  # bytes; what trafilatura needs grows with their square
_DECLARED_IN = 4_000  # bytes
_CHARSET = re.compile(rb"<(?:meta\b[^>]*?charset|\?xml\b[^>]*?encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_SAVED_FROM = re.compile(r"<!--[^>]*?(?:saved from url=\(\d+\)|\burl:)\s*(https?://[^\s>]+)")
_FOR_SUBSCRIBERS = re.compile(
    r"[\"']isAccessibleForFree[\"']\s*:\s*[\"']?false|content_tier[\"']\s+content=[\"']locked", re.IGNORECASE
)
_WALL = re.compile(
    r"\b(?:class|id)\s?=\s?[\"'][^\"'>]{0,200}?(?:(?:pay|reg|subscri(?:be|ber|ption))[-_]?wall|subscribers?[-_]only)",
    re.IGNORECASE,
)
_STUB = 250  # words: a wall on the page of a longer article is one that was opened
_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"\w[.!?](?:\s|$)")
_FEW = 10  # words
_TELLS = 1_000  # characters, in which any language shows


def read(data: bytes, place: str, declared: str | None = None, url: str | None = None) -> Iterator[Article]:
    """The article on a page, with what the page says of its title, author, date, address and language.

    Of a page that was fetched, `declared` is the encoding that the server names, `url` the address.
    """
    if len(data) > LIMIT:
        raise ArticleError(
            f"{place}: this page has {len(data):,} bytes, where {LIMIT:,} are read at most; save its text only."
        )
    own = _CHARSET.search(data[:_DECLARED_IN])
    text, notes = decoded(data, place, declared or (own and own[1].decode("ascii", "replace")))
    yield _page(text, place, notes, url or _saved_from(text))


def _page(text: str, place: str, notes: Sequence[str], url: str | None) -> Article:
    """The article on a page, whose address may be known."""
    root = tree(text, place)
    known = trafilatura.extract_metadata(root, default_url=url, extensive=False)
    found = pieces(root, url or known.url)
    if len(found) > PIECES:
        raise ArticleError(f"{place}: this page has {len(found):,} paragraphs, too many for an article; save a part.")
    main = main_text(root, found, (known.title, root.findtext(".//title")), known.url)
    notes = [*notes, *main.notes]
    if _is_for_subscribers(text, main.blocks):
        notes.append("the page says that it is for subscribers; look whether the article is whole.")
    made = article(
        main.blocks,
        title=main.headline or known.title,
        author=known.author,
        published=known.date,
        url=known.url,
        notes=tuple(notes),
    )
    if len(_WORD.findall(made.text)) < _FEW and not _SENTENCE.search(made.text) and "<script" in text:
        raise ArticleError(
            f"{place}: this page has no text until its scripts have run; save it from a browser that shows it."
        )
    if not made.text:
        raise ArticleError(f"{place}: there is no article on this page; save the text that you need.")
    return replace(made, lang=language(made.text, root.get("lang", "")))


def _is_for_subscribers(text: str, body: Sequence[Block]) -> bool:
    """Whether a page tells programs that it is for subscribers, or an article of a few words ends at a wall."""
    if _FOR_SUBSCRIBERS.search(text):
        return True
    return sum(len(_WORD.findall(block.text)) for block in body) < _STUB and _WALL.search(text) is not None


def _saved_from(text: str) -> str | None:
    """The address that a browser wrote into a page as it saved it."""
    found = _SAVED_FROM.search(text[:_DECLARED_IN])
    return found and found[1]


def language(text: str, declared: str) -> str | None:
    """The language that a document says it is in, where its text is too short to tell: it is often said wrongly."""
    if len(text) >= _TELLS:
        return None
    try:
        guess(text)
    except LanguageError:
        try:
            return installed(declared)
        except LanguageError:
            pass
    return None
