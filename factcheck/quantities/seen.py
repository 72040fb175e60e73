"""A text as it is seen: without soft hyphens and marks of direction, each accent joined to its letter.

Signs and letters that look like others are those: full-width digits, hyphens that don't break, spaces of any width.
"""

import re
import unicodedata
from dataclasses import replace
from typing import NamedTuple, TypeVar

from factcheck.records import Figure, Mention

GAP = "\u200b"  # a space without width; between digits it only says where a line may break
ACCENTS = "\u0300-\u036f"
HIDDEN = "\u00ad\u200c-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
LIKE = {
    "\u2010": "-",  # hyphens: one of its own, the one that doesn't break
    "\u2011": "-",
    "\ufe63": "-",
    "\u2012": "–",  # a dash as wide as a digit
    "\u2015": "—",
    "\u2044": "/",  # between the parts of a fraction
    "\u3000": " ",
    **dict.fromkeys("\u2004\u2005\u2006\u2007\u2008\u200a\u205f", "\u2009"),  # spaces of any width: a thin one
}
# What Unicode knows as other letters in another form: full-width and raised ones, ℃, ㎏.
FORMS = "\u02b0-\u02b8\u02e0-\u02e4\u1d2c-\u1d6a\u2071\u207f\u2103\u2109\u3371-\u33df\uff01-\uff5e\uffe0-\uffe6"
SIGNS = "".join(LIKE)
UNSEEN = re.compile(rf"[^\W\d_][{ACCENTS}]+ | {GAP} | [{HIDDEN}] | [{SIGNS}] | [{FORMS}]", re.VERBOSE)
ODD = re.compile(f"[{ACCENTS}{GAP}{HIDDEN}{SIGNS}{FORMS}]")  # without one of these a text is seen as it is
_WITHIN_NUMBER = re.compile(rf"[\d.,]{GAP}\d")
_HIDDEN = re.compile(f"[{HIDDEN}]")

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
        whole = _seen(found)
        shown += text[at : found.start()], whole
        places += [(place, place + 1) for place in range(at, found.start())] + [found.span()] * len(whole)
        at = found.end()
    shown.append(text[at:end])
    places += [(place, place + 1) for place in range(at, end)]
    return Seen("".join(shown), places)


def _seen(found: re.Match[str]) -> str:
    """What is seen of a match of UNSEEN."""
    odd = found[0]
    if odd == GAP:
        return "" if _WITHIN_NUMBER.match(found.string, found.start() - 1) else " "
    if odd in LIKE:
        return LIKE[odd]
    return "" if _HIDDEN.match(odd) else unicodedata.normalize("NFKC" if len(odd) == 1 else "NFC", odd)
