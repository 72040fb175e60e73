"""Feeds (RSS, Atom): an article for each entry."""

import re
from calendar import timegm
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timezone
from html import unescape
from io import BytesIO
from typing import Any

import feedparser

from factcheck.articles.blocks import Block, article, lines
from factcheck.articles.encoding import decoded
from factcheck.articles.html import language
from factcheck.articles.markup import pieces, tree, undeclared
from factcheck.errors import ArticleError
from factcheck.records import Article

LIMIT = 5_000_000  # bytes
_ENCODING = re.compile(rb"<\?xml\b[^>]*?encoding\s*=\s*[\"']([\w.:-]+)")
_MAILED = re.compile(r"\S+@\S+\s+\((.+)\)")  # as RSS asks for; feedparser misreads it for long domains
_IS_UTF8 = {"content-type": "application/xml; charset=utf-8"}


def read(data: bytes, place: str, declared: str | None = None, url: str | None = None) -> Iterator[Article]:
    """An article for each entry that has a text, called as its link or its id, or else as its number from 1.

    Of a feed that was fetched, `declared` is the encoding that the server names, `url` the address.
    """
    if len(data) > LIMIT:
        raise ArticleError(
            f"{place}: this feed has {len(data):,} bytes, where {LIMIT:,} are read at most; give its pages instead."
        )
    own = _ENCODING.search(data[:200])
    text, notes = decoded(data, place, declared or (own and own[1].decode("ascii")))
    if "<!ENTITY" in text:
        raise ArticleError(f"{place}: this feed declares entities, as hostile ones do; give its pages instead.")
    stream = BytesIO(undeclared(text).encode())
    headers = _IS_UTF8 | ({"content-location": url} if url else {})
    found = feedparser.parse(stream, response_headers=headers, sanitize_html=False)
    names = set[str]()
    for number, entry in enumerate(found.entries, 1):
        known = (entry.get("link"), entry.get("id"))
        name = next((name for name in known if name and name not in names), str(number))
        names.add(name)
        made = _article(entry, place)
        if made.text:
            lang = language(made.text, found.feed.get("language", ""))
            yield replace(made, name=name, notes=(*notes, *made.notes), lang=lang)


def _article(entry: Any, place: str) -> Article:
    """The article of an entry, below its title."""
    base = entry.get("link")
    heading = " ".join(block.text for block in _blocks(entry.get("title_detail"), place, base))
    body = next(iter(entry.get("content", ())), entry.get("summary_detail"))
    blocks = _blocks(body, place, base)
    if [heading] != [block.text for block in blocks[:1]]:
        blocks.insert(0, Block(heading, heading=True))
    moment = next((entry[name] for name in ("published_parsed", "updated_parsed") if name in entry), None)
    return article(
        blocks,
        title=heading or None,
        url=base,
        author=_author(entry),
        published=datetime.fromtimestamp(timegm(moment), timezone.utc).isoformat() if moment else None,
    )


def _author(entry: Any) -> str | None:
    """Who wrote an entry: the name, or else what stands there."""
    said = entry.get("author") or ""
    mailed = _MAILED.fullmatch(said)
    return mailed[1] if mailed else entry.get("author_detail", {}).get("name") or said or None


def _blocks(told: Any, place: str, base: str | None) -> list[Block]:
    """The blocks of what an entry tells, in HTML or as plain text."""
    text, kind = (told.get("value", ""), told.get("type")) if told else ("", None)
    if not text.strip():
        return []
    if kind == "text/plain" or "<" not in text:
        return lines(text if kind == "text/plain" else unescape(text))
    return [piece.block for piece in pieces(tree(text, place), base)]
