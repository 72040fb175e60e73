"""The links that a text cites."""

import re
from collections.abc import Sequence

RUN = re.compile(r"https?://[^\s<>\"“”«»]+", re.IGNORECASE)
GLUED = re.compile(r"(?=https?://)", re.IGNORECASE)
TAIL = 2_000  # how far before a paragraph's end its closing links may begin
TRAILING = ".,;:!?…'’*_"
BRACKETS = {")": "(", "]": "[", "}": "{"}


def found(text: str) -> list[str]:
    """The http(s) links in a text, in order, each once.

    >>> found("See (https://a.org/x_(y)), https://b.org/1https://b.org/1.")
    ['https://a.org/x_(y)', 'https://b.org/1']
    """
    if "://" not in text:
        return []
    return list(dict.fromkeys(link for run in RUN.findall(text) for link in _separated(run)))


def closing(text: str, lines: Sequence[tuple[int, int]], index: int) -> list[str]:
    """The links at the end of a paragraph (one of the `lines`), and those on lines of their own right below it."""
    start, end = lines[index]
    out = _tail(text[max(start, end - TAIL) : end].split())
    for start, below in lines[index + 1 :]:
        words = (
            text[start:below].split() if text.startswith("http", start) and text.count("\n", end, start) <= 1 else []
        )
        if not words or len(_tail(words)) < len(words):
            break
        out, end = out + words, below
    return found(" ".join(out))


def _tail(words: list[str]) -> list[str]:
    """The words at the end that are links; the first of them may be glued to a word."""
    count = 0
    for word in reversed(words):
        if "://" not in word:
            break
        count += 1
        if not word.lstrip("([<").lower().startswith("http"):
            break
    return words[len(words) - count :]


def _separated(run: str) -> list[str]:
    """The links that stand in a row without a space, each without the punctuation that follows it.

    A link may hold another one as part of its path or query (".../web/2020/https://..."), unless that repeats it.
    """
    out: list[str] = []
    for part in filter(None, GLUED.split(run)):
        if out and out[-1][-1] in "/=" and out[-1].rstrip("/") != part.rstrip("/"):
            out[-1] += part
        else:
            out.append(part)
    return [link for link in map(_trimmed, out) if link.partition("://")[2]]


def _trimmed(link: str) -> str:
    """A link without punctuation at its end; a bracket belongs to it if it opened it."""
    while link and (
        link[-1] in TRAILING or (link[-1] in BRACKETS and link.count(BRACKETS[link[-1]]) < link.count(link[-1]))
    ):
        link = link[:-1]
    return link
