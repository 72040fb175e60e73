"""A text as it is seen: without soft hyphens and marks of direction, and with each accent joined to its letter."""

import re
import unicodedata
from dataclasses import replace
from typing import NamedTuple, TypeVar

from factcheck.records import Figure, Mention

GAP = "\u200b"  # a space without width
ACCENTS = "\u0300-\u036f"
HIDDEN = "\u00ad\u200c-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
UNSEEN = re.compile(rf"[^\W\d_][{ACCENTS}]+ | {GAP} | [{HIDDEN}]", re.VERBOSE)
ODD = re.compile(f"[{ACCENTS}{GAP}{HIDDEN}]")  # without one of these a text is seen as it is

M = TypeVar("M", bound=Mention)


class Seen(NamedTuple):
    """A piece of a text as it is seen, and for each of its characters where that begins and ends in the whole text."""

    text: str
    places: list[tuple[int, int]]

    def placed(self, figure: Figure, text: str) -> Figure:
        """A figure of what is seen, with the offsets and the characters that it has in the whole text."""
        counted = figure.counted and self.moved(figure.counted, text)
        return replace(self.moved(figure, text), counted=counted)

    def moved(self, mention: M, text: str) -> M:
        """A mention of what is seen, in the same way."""
        start, end = self.places[mention.start][0], self.places[mention.end - 1][1]
        return replace(mention, text=text[start:end], start=start, end=end)


def seen(text: str, start: int, end: int) -> Seen:
    """What is seen of the text from `start` to `end`."""
    shown: list[str] = []
    places: list[tuple[int, int]] = []
    at = start
    for found in UNSEEN.finditer(text, start, end):
        whole = " " if found[0] == GAP else unicodedata.normalize("NFC", found[0]) if len(found[0]) > 1 else ""
        shown += text[at : found.start()], whole
        places += [(place, place + 1) for place in range(at, found.start())] + [found.span()] * len(whole)
        at = found.end()
    shown.append(text[at:end])
    places += [(place, place + 1) for place in range(at, end)]
    return Seen("".join(shown), places)
