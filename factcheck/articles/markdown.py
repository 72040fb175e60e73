"""Markdown: the text that a reader sees, with its headings, lists, tables and links."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from factcheck.articles import dates
from factcheck.articles.blocks import Block, Line, article, lines
from factcheck.articles.encoding import decoded
from factcheck.articles.unwrap import unwrapped
from factcheck.errors import LanguageError
from factcheck.language import installed
from factcheck.records import Article

_FRONT = re.compile(r"---[ \t]*\n(?=\w+:)(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FACT = re.compile(r"^(title|author|date|url|lang):[ \t]*(['\"]?)(.+?)\2[ \t]*$", re.MULTILINE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_STRUCK = re.compile(r"<(/?)(?:del|s|strike)\b[^>]*>", re.IGNORECASE)
_DEPTH = 100  # of lists and quotes; what is deeper markdown-it drops


class _Run(NamedTuple):
    """A run of text: where it leads, and whether it is struck out."""

    text: str
    url: str | None = None
    is_struck: bool = False


def read(data: bytes, place: str, declared: str | None = None) -> Iterator[Article]:
    """The article as a reader sees it; what stands in front of it between lines of --- tells its title, author …"""
    text, notes = decoded(data, place, declared)
    front = _FRONT.match(text)
    body = text[front.end() :] if front else text
    tokens = MarkdownIt("commonmark", {"maxNesting": _DEPTH}).enable(["table", "strikethrough"]).parse(body)
    is_whole = all(token.level < _DEPTH - 1 for token in tokens if token.type.endswith(("_item_open", "quote_open")))
    blocks = _blocks(tokens) if is_whole else lines(unwrapped(body))
    yield article(blocks, notes=notes, **_facts(front[0] if front else ""))


def _facts(front: str) -> dict[str, str | None]:
    """What the lines in front of a text tell of it, as far as it can be understood."""
    said = {name: said for name, _, said in _FACT.findall(front)}
    url = said.get("url", "")
    return {
        "title": said.get("title"),
        "author": said.get("author"),
        "published": dates.iso(said.get("date")),
        "url": url if url.startswith(("http://", "https://")) else None,
        "lang": _language(said.get("lang", "")),
    }


def _language(name: str) -> str | None:
    try:
        return installed(name)
    except LanguageError:
        return None


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    """The blocks of a text that was parsed."""
    row: Line | None = None
    heading = below = False
    lists = 0  # that are open
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            heading = token.nesting == 1
        elif token.type.endswith(("_list_open", "_list_close")):
            lists += token.nesting
            below = below and lists > 0
        elif token.type in ("table_open", "table_close"):
            below = False
        elif token.type == "tr_open":
            row = Line()
        elif token.type in ("th_open", "td_open") and row:
            row.cell()
        elif token.type == "inline":
            for number, runs in enumerate(_lines(token.children or ())):
                line = row or Line()
                line.part()
                for run in runs:
                    if run.is_struck:
                        line.strike()
                    else:
                        line.add(run.text, run.url)
                if row is None:
                    yield line.block(heading, below or number > 0)
            below = below if row else lists > 0
        elif token.type == "tr_close" and row:
            yield row.block(below=below)
            row, below = None, True
        elif token.type in ("fence", "code_block"):
            yield from _code(token.content)


def _code(text: str) -> Iterator[Block]:
    """A block that is shown as it was typed, a line each."""
    for number, typed in enumerate(text.splitlines()):
        line = Line()
        line.add(typed)
        yield line.block(below=number > 0)


def _lines(tokens: Sequence[Token]) -> list[list[_Run]]:
    """The lines of a paragraph that were broken on purpose: its runs of text; of a picture its words."""
    found: list[list[_Run]] = [[]]
    url: str | None = None
    is_struck = False
    for token in tokens:
        if token.type == "link_open":
            target = str(token.attrs["href"])
            url = target if target.startswith(("http://", "https://")) else None
        elif token.type == "link_close":
            url = None
        elif token.type == "hardbreak" or (token.type == "html_inline" and _BREAK.fullmatch(token.content)):
            found.append([])
        elif token.type == "softbreak":
            found[-1].append(_Run(" "))
        elif token.type in ("s_open", "s_close"):
            is_struck = token.nesting == 1
        elif token.type == "html_inline" and (mark := _STRUCK.fullmatch(token.content)):
            is_struck = not mark[1]
        elif token.type in ("text", "code_inline", "image"):
            found[-1].append(_Run(token.content, url, is_struck))
    return found
