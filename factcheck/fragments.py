"""Addresses that open a web page at a sentence: URL fragment text directives ("#:~:text=").

A directive is [prefix-,]start[,end][,-suffix] (WICG, URL Fragment Text Directives). A browser goes to the first place
where `start` stands right after the prefix and before the suffix, and marks it, to `end` if that is named. Each of them
is of whole words within one block of the page. In Chromium case, accents, kinds of spaces and of quotes, raised digits
and soft hyphens make no difference; marks of lists are no part of the page's text.
"""

import re
from collections.abc import Sequence
from functools import cached_property
from typing import TypeAlias
from urllib.parse import quote

Span: TypeAlias = tuple[int, int]

WHOLE = 80  # characters of a sentence that is told as it is; a longer one by its first and last words
WORDS = 5
AROUND = 3  # words before or after a sentence that tell it from an equal one
REACH = 200  # characters in which they are looked for
NEAR = 100_000  # characters before a sentence in which an equal one is looked for

_WORD = re.compile(r"\S+")
_BREAK = re.compile(r"[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")  # ends a block, a line or a cell
_RAISED = re.compile("[⁰¹²³⁴-⁹]")  # a mark, which on the page may be part of a word or stand in brackets


class WebPage:
    """A page of the web, and what is known of its text."""

    def __init__(self, url: str, text: str) -> None:
        self.url = url.partition(":~:")[0]
        self._text = text

    def at(self, sentence: str, start: int, page: int | None = None) -> str:
        """The address that opens the page at a sentence, which begins at `start` of the text.

        `page` is that of a PDF document (RFC 8118). Where equal words stand before in the text, the words around those
        that are meant are named, too.

        >>> WebPage("https://example.org/a#b", "Up. Costs rose by 3.5% on-year.").at("Costs rose by 3.5% on-year.", 4)
        'https://example.org/a#b:~:text=Costs%20rose%20by%203.5%25%20on%2Dyear.'
        """
        if not self._text.startswith(sentence, start):
            return WebPage(self.url, sentence).at(sentence, 0, page)
        whole = self.url if "#" in self.url or page is None else f"{self.url}#page={page}"
        terms = self._terms(start, start + len(sentence))
        if not terms:
            return whole
        return f"{whole}{'' if '#' in whole else '#'}:~:text={','.join(self._alone(terms))}"

    def _terms(self, start: int, end: int) -> list[Span]:
        """What tells a sentence: itself, or its beginning and its end where it is long or goes over a break."""
        runs = self._runs(start, end)
        if not runs:
            return []
        first, last = runs[0], runs[-1]
        if len(runs) == 1 and (_length(first) <= WHOLE or len(first) < 2 * WORDS):
            return [_span(first)]
        return [_span(first[:WORDS]), _span(last[-WORDS:])]

    def _alone(self, terms: Sequence[Span]) -> list[str]:
        """The terms, with the words before or after them where they need them."""
        said = [self._said(term) for term in terms]
        start, end = terms[0]
        if not self._stands_before(start, end):
            return said
        before, after = self._before(start), self._after(end) if len(terms) == 1 else None
        if before and not self._stands_before(before[0], end):
            return [f"{self._said(before)}-", *said]
        if after and not self._stands_before(start, after[1]):
            return [*said, f"-{self._said(after)}"]
        return said

    def _runs(self, start: int, end: int) -> list[list[Span]]:
        """The words of a part of the text that stand side by side in one block, without those with raised marks.

        What holds no letter or digit begins none, as it may be the mark of a list.
        """
        runs: list[list[Span]] = [[]]
        before = start
        for word in _WORD.finditer(self._text, start, end):
            raised = _RAISED.search(word[0])
            if raised or _BREAK.search(self._text, before, word.start()):
                runs.append([])
            if not raised and (runs[-1] or any(map(str.isalnum, word[0]))):
                runs[-1].append(word.span())
            before = word.end()
        return [run for run in runs if run]

    def _before(self, at: int) -> Span | None:
        """The words right before a place."""
        start = max(0, at - REACH)
        runs = self._runs(start, at)
        if start and runs:
            runs[0] = runs[0][1:]  # it may be the end of a word
        words = runs[-1][-AROUND:] if runs else []
        return _span(words) if words and not self._text[words[-1][1] : at].strip() else None

    def _after(self, at: int) -> Span | None:
        """The words right after a place."""
        end = min(len(self._text), at + REACH)
        runs = self._runs(at, end)
        if end < len(self._text) and runs:
            runs[-1] = runs[-1][:-1]  # it may be the beginning of a word
        words = runs[0][:AROUND] if runs else []
        return _span(words) if words and not self._text[at : words[0][0]].strip() else None

    def _stands_before(self, start: int, end: int) -> bool:
        """Whether what stands from `start` to `end` stands before that, too, and not very far."""
        return self._lower.find(self._lower[start:end], max(0, start - NEAR), end - 1) >= 0

    @cached_property
    def _lower(self) -> str:
        lower = self._text.lower()
        return lower if len(lower) == len(self._text) else self._text

    def _said(self, span: Span) -> str:
        """Words as a term of a directive, in which commas part terms, ampersands directives, dashes mark context."""
        words = " ".join(self._text[slice(*span)].replace("\u00ad", "").split())
        return quote(words, safe="", errors="replace").replace("-", "%2D")


def _span(words: Sequence[Span]) -> Span:
    return words[0][0], words[-1][1]


def _length(words: Sequence[Span]) -> int:
    start, end = _span(words)
    return end - start
