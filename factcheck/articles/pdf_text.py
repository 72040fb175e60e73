"""The text of a PDF's paragraph, from its lines: words that were hyphenated are whole again."""

import re
from collections.abc import Collection, Iterable, Sequence

from factcheck.articles.pdf_lines import HYPHEN, Printed

_COMPOUND = re.compile(r"(?=\b([^\W\d_]+-[^\W\d_]+))")
_WORD = re.compile(r"[^\W\d_]+")
_LIGATURE = re.compile("[\x0b\x0c\x0e\x0f\x1b-\x1f\ufb00-\ufb06]")
_LIGATURES = dict(zip("ﬀﬁﬂﬃﬄﬅﬆ", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True))
# Fonts of TeX that don't tell what their letters are have them at these places
_LIGATURES |= dict(zip("\x1b\x1c\x1d\x1e\x1f", ("ff", "fi", "fl", "ffi", "ffl"), strict=True))
_LIGATURES |= dict(zip("\x0b\x0c\x0e\x0f", ("ff", "fi", "ffi", "ffl"), strict=True))


def compounds(rows: Iterable[Printed]) -> set[str]:
    """The pairs of words that a hyphen joins within a line, in small letters."""
    return {pair.lower() for row in rows if "-" in row.text for pair in _COMPOUND.findall(row.text)}


def joined(rows: Sequence[Printed], compounds: Collection[str]) -> tuple[str, list[tuple[int, int]]]:
    """The text of these lines, and the pages on which it stands, each with the offset from which on."""
    text, pages = "", list[tuple[int, int]]()
    for row in rows:
        more = _LIGATURE.sub(lambda found: _LIGATURES[found[0]], row.text)
        if text.endswith((HYPHEN, "-")):
            text = _without_hyphen(text[:-1], more, compounds)
        elif text:
            text += " "
        if not pages or pages[-1][1] != row.page:
            pages.append((len(text), row.page))
        text += more
    return (text[:-1] + "-" if text.endswith(HYPHEN) else text), pages


def _without_hyphen(text: str, more: str, compounds: Collection[str]) -> str:
    """A text up to the hyphen that ended its line; with that, if the word in front of what follows needs it.

    That is a compound which also stands elsewhere, or has a capital, a digit or a single letter beside its hyphen.
    A hyphen with a space before it is a dash.
    """
    before, after = _last_word(text), _WORD.match(more)
    if text.endswith(" "):
        return text + "- "
    if len(before) < 2 or not after or not after[0][0].islower():
        return text + "-"
    return text + "-" if f"{before}-{after[0]}".lower() in compounds else text


def _last_word(text: str) -> str:
    """The letters at the end of a text."""
    start = len(text)
    while start and text[start - 1].isalpha():
        start -= 1
    return text[start:]
