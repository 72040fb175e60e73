"""The text of a PDF's paragraph, from its lines: words that were hyphenated are whole again."""

import re
from collections.abc import Collection, Iterable, Sequence

from factcheck.articles.pdf_lines import HYPHEN, Printed

_COMPOUND = re.compile(r"(?=\b([^\W\d_]+-[^\W\d_]+))")
_WHOLE = 5  # letters, from which on a word is hardly the first part of another
_WORD = re.compile(r"[^\W\d_]+")
_LIGATURE = re.compile("[\x0b\x0c\x0e\x0f\x1b-\x1f\ufb00-\ufb06]")
_LIGATURES = dict(zip("ﬀﬁﬂﬃﬄﬅﬆ", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True))
# Fonts of TeX that don't tell what their letters are have them at these places
_LIGATURES |= dict(zip("\x1b\x1c\x1d\x1e\x1f", ("ff", "fi", "fl", "ffi", "ffl"), strict=True))
_LIGATURES |= dict(zip("\x0b\x0c\x0e\x0f", ("ff", "fi", "ffi", "ffl"), strict=True))


def compounds(rows: Iterable[Printed]) -> set[str]:
    """The pairs of words that a hyphen joins within a line, in small letters; and their first words that are long."""
    pairs = {pair.lower() for row in rows if "-" in row.text for pair in _COMPOUND.findall(row.text)}
    return pairs | {first for pair in pairs if len(first := pair.partition("-")[0]) >= _WHOLE}


def joined(rows: Sequence[Printed], compounds: Collection[str]) -> tuple[str, list[tuple[int, int]]]:
    """The text of these lines, and the pages on which it stands, each with the offset from which on."""
    pieces, pages, length = list[str](), list[tuple[int, int]](), 0
    for row in rows:
        text = _LIGATURE.sub(lambda found: _LIGATURES[found[0]], row.text)
        if pieces:
            before = _before(pieces[-1], text, compounds)
            length += len(before) - len(pieces[-1])
            pieces[-1] = before
        if not pages or pages[-1][1] != row.page:
            pages.append((length, row.page))
        pieces.append(text)
        length += len(text)
    return re.sub(f"{HYPHEN}$", "-", "".join(pieces)), pages


def _before(line: str, below: str, compounds: Collection[str]) -> str:
    """A line as it stands before the one below it: with a space, or with nothing but the hyphen that a word needs.

    That is a compound which stands elsewhere, too, as may its first word with another; or one that has a capital, a
    digit or a single letter beside its hyphen. A hyphen with a space before it is a dash.
    """
    if not line.endswith((HYPHEN, "-")):
        return f"{line} "
    line = line[:-1]
    if line.endswith(" "):
        return f"{line}- "
    first, second = _last_word(line), _WORD.match(below)
    if len(first) < 2 or not second or not second[0][0].islower():
        return f"{line}-"
    known = first.lower() in compounds or f"{first}-{second[0]}".lower() in compounds
    return f"{line}-" if known else line


def _last_word(line: str) -> str:
    """The letters at the end of a line."""
    start = len(line)
    while start and line[start - 1].isalpha():
        start -= 1
    return line[start:]
