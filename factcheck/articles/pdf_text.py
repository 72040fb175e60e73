"""The text of a PDF's paragraph, from its lines: words that were hyphenated are whole again."""

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import accumulate, groupby
from operator import attrgetter

from factcheck.articles.pdf_letters import HYPHEN
from factcheck.articles.pdf_lines import Printed

_COMPOUND = re.compile(r"(?=\b([^\W\d_]+-[^\W\d_]+))")
_TURN = "\n\0"  # stands between lines of two pages, which hold no such characters
_BROKEN = re.compile("-\n(\0?)")
_WHOLE = 5  # letters, from which on a word is hardly the first part of another
_WORD = re.compile(r"[^\W\d_]+")


def compounds(rows: Iterable[Printed]) -> set[str]:
    """The pairs of words that a hyphen joins within a line, in small letters; and their first words that are long."""
    pairs = {pair.lower() for row in rows if "-" in row.text for pair in _COMPOUND.findall(row.text)}
    return pairs | {first for pair in pairs if len(first := pair.partition("-")[0]) >= _WHOLE}


def joined(rows: Sequence[Printed], compounds: Collection[str]) -> tuple[str, list[tuple[int, int]]]:
    """The text of these lines, and the pages on which it stands, each with the offset from which on."""
    pages = [(page, [row.text for row in on_page]) for page, on_page in groupby(rows, attrgetter("page"))]
    text = _TURN.join("\n".join(lines) for _, lines in pages)
    text = _BROKEN.sub(lambda found: _unbroken(found, compounds), text.replace(HYPHEN, "-"))
    pieces = text.replace("\n", " ").split(_TURN[-1])
    starts = accumulate(map(len, pieces[:-1]), initial=0)
    return "".join(pieces), [(start, page) for start, (page, _) in zip(starts, pages, strict=True)]


def _unbroken(found: re.Match[str], compounds: Collection[str]) -> str:
    """What a hyphen at the end of a line becomes, and that end: nothing, or the hyphen alone where its word needs it.

    That is a compound which stands elsewhere, too, as may its first word with another; or one that has a capital, a
    digit or a single letter beside its hyphen. A hyphen with a space before it is a dash.
    """
    text, turn = found.string, found[1]
    if text.endswith(" ", 0, found.start()):
        return f"- {turn}"
    first, second = _last_word(text, found.start()), _WORD.match(text, found.end())
    if len(first) < 2 or not second or not second[0][0].islower():
        return f"-{turn}"
    known = first.lower() in compounds or f"{first}-{second[0]}".lower() in compounds
    return f"-{turn}" if known else turn


def _last_word(text: str, end: int) -> str:
    """The letters right before an offset."""
    start = end
    while start and text[start - 1].isalpha():
        start -= 1
    return text[start:end]
