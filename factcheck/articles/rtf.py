"""RTF documents: what they say with all changes accepted; notes last, no heads of pages."""

import re
from collections.abc import Iterator
from itertools import chain

from factcheck.articles.blocks import article
from factcheck.articles.flow import CHANGES
from factcheck.articles.rtf_words import State, Words
from factcheck.errors import ArticleError
from factcheck.records import Article

_TOKEN = re.compile(
    rb"""
      \\ (?P<word> [a-zA-Z]{1,32} ) (?P<number> -?\d{1,10} )? [ ]?
    | \\' (?P<hex> [0-9a-fA-F]{2} )
    | \\ (?P<sign> . )
    | (?P<brace> [{}] )
    | (?P<text> [^\\{}\r\n]+ )
    | [\r\n]+ | \\
    """,
    re.VERBOSE | re.DOTALL,
)
_MAX_DEPTH = 1_000  # groups in groups
_MAX_TOKENS = 5_000_000  # in a document; a thousand pages take one
_CHARACTERS = {
    "emdash": "—", "endash": "–", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005", "bullet": "•",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "~": "\u00a0", "-": "\u00ad", "_": "\u2011", "\\": "\\", "{": "{", "}": "}",
}  # fmt: skip


def read(data: bytes, place: str) -> Iterator[Article]:
    """The article in a document, with its headings, links and properties."""
    words = _Reader(place).read(data)
    blocks = chain(words.story.flow.blocks, *(note.flow.blocks for note in words.notes))
    yield article(blocks, notes=(CHANGES,) if words.is_changed else (), **words.known())


class _Reader:
    """Parts a document into words, groups and text."""

    def __init__(self, place: str) -> None:
        self._place = place
        self._words = Words()
        self._groups = list[State]()
        # The run under way: what it says so far, the bytes after that, and how many bytes to come say it once more.
        self._run, self._bytes, self._unread = list[str](), bytearray(), 0
        self._is_optional = False

    def read(self, data: bytes) -> Words:
        """Takes a document, up to where its outermost group ends."""
        at = 0
        for _ in range(_MAX_TOKENS):
            token = _TOKEN.match(data, at)
            if token is None:
                break
            at = token.end()
            if token["text"]:
                self._add(token["text"])
            elif token["hex"]:
                self._add(bytes.fromhex(token["hex"].decode()))
            elif token["brace"]:
                self._group(token["brace"])
                if not self._groups:
                    break
            elif word := token["word"] or token["sign"]:
                number = None if token["number"] is None else int(token["number"])
                if word == b"bin":
                    at += max(number or 0, 0)  # what follows is no text
                else:
                    self._word(word.decode("latin-1"), number)
        else:
            raise ArticleError(f"{self._place}: it is larger than any article, so it is not read; give it in pieces.")
        self._put()
        self._words.story.close()
        return self._words

    def _group(self, brace: bytes) -> None:
        """The begin of a group, or its end."""
        self._put()
        self._is_optional = False
        if brace == b"{":
            if len(self._groups) == _MAX_DEPTH:
                raise ArticleError(f"{self._place}: it is nested deeper than any article; save it once more.")
            self._groups.append(self._words.state)
        else:
            self._words.back_to(self._groups.pop())

    def _word(self, word: str, number: int | None) -> None:
        """A word, or a sign that is one."""
        if word == "u":
            self._decode()
            self._run.append(chr((number or 0) & 0xFFFF))
            self._unread = self._words.state.unread
        elif word in _CHARACTERS:
            if self._unread:
                self._unread -= 1
            else:
                self._decode()
                self._run.append(_CHARACTERS[word])
        else:
            self._put()
            self._words.word("par" if word in "\r\n" else word, number, self._is_optional)
            self._is_optional = word == "*"

    def _add(self, data: bytes) -> None:
        """Adds bytes of text."""
        unread = min(self._unread, len(data))
        self._unread -= unread
        self._bytes += data[unread:]

    def _decode(self) -> None:
        """Adds what the bytes so far say."""
        if self._bytes:
            self._run.append(self._bytes.decode(self._words.state.codec, "replace"))
            self._bytes.clear()

    def _put(self) -> None:
        """Ends the run."""
        self._decode()
        self._unread = 0
        if self._run:
            halves = "".join(self._run).encode("utf-16-le", "surrogatepass")  # of characters that \u gives in two
            self._words.text(halves.decode("utf-16-le", "replace"))
            self._run.clear()
