"""Pages of the web as articles: what they are called, at which address they stand, how a copy of one is called."""

import hashlib
from dataclasses import replace
from datetime import timezone
from pathlib import PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

from factcheck import articles
from factcheck.articles import corpus
from factcheck.articles.fetch import Page
from factcheck.articles.formats import PLAIN, format_of
from factcheck.errors import ArticleError
from factcheck.file_names import file_name
from factcheck.records import Article


def read(page: Page) -> list[Article]:
    """The articles on a page, at least one; their names begin with the address that was asked for.

    Raises ArticleError for what holds none.
    """
    if format_of(page.data, page.url) is PLAIN and corpus.is_corpus(urlsplit(page.url).path):
        raise ArticleError(f"{page.asked}: this is a table; save it, and give the file.")
    name = articles.as_name(page.asked)
    found = articles.read_bytes(page.data, page.asked, name, declared=page.charset, url=page.url)
    retrieved = page.retrieved.isoformat(timespec="seconds")
    return [replace(article, url=_url(article, name, page.url), retrieved=retrieved) for article in found]


def _url(article: Article, name: str, url: str) -> str:
    """The address of an article that was found at a `url`.

    It is the one that a page of the same host calls its own, as it has no marks of who followed which link; an article
    of a feed stands elsewhere.
    """
    try:
        own = urljoin(url, article.url or "")
        same = urlsplit(own).hostname == urlsplit(url).hostname
    except ValueError:  # no address at all
        return url
    return own if own.startswith(("http://", "https://")) and (same or article.name != name) else url


def stem(address: str) -> str:
    """What a file that is made of what stands at an address is called, without an extension: by the address's end.

    >>> stem("https://example.org/news/il-ponte.html?from=home"), stem("https://example.org/"), stem("s3://bucket/a.txt")
    ('il-ponte', 'example.org', 'a')
    """
    try:
        parts = urlsplit(address)
    except ValueError:  # which `fetch` tells
        return "page"
    last = PurePosixPath(unquote(PurePosixPath(parts.path).name)).stem.lstrip(".")
    return file_name(last or parts.hostname or "page")


def copy_name(page: Page, stem: str) -> str:
    """What a copy of a page is called: when it was fetched (UTC), the start of its SHA-256, what it is.

    For example article.2026-11-23T102200Z.1a2b3c4d.html.
    """
    moment = page.retrieved.astimezone(timezone.utc).strftime("%Y-%m-%dT%H%M%SZ")
    extension = next(iter(format_of(page.data, page.url).extensions), ".xlsx")  # which is a table's, no document's
    return f"{stem}.{moment}.{hashlib.sha256(page.data).hexdigest()[:8]}{extension}"
