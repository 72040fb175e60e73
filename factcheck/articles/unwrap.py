r"""Text that was broken into lines of a certain width, as paragraphs again.

Such text is known by three things, in any language. Its lines are filled: nearly none had room for the first word of
the next. Sentences run on over its breaks. Its lines are longer than those of poems. Poems, lists, addresses, tables
and files of one sentence a line lack at least one of them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, groupby, pairwise, starmap
from typing import NamedTuple

_ENDS = re.compile(r"(\r\n|\r|\n)")
_WORDS, _ALNUM = re.compile(r"[^\W\d_].* |\S .*[^\W\d_]"), re.compile(r"[^\W_]")
_OPEN = " \t\"'“‘«(["
_CLOSES, _AROUND = tuple(".!?…:;"), "\"'”’»)]"  # a sentence; quotes and brackets that may follow
_BULLETS = "-*•·▪◦>|+#"
_MARK = re.compile(r"\s*(?:[-*•·▪◦>|+#–—]+|\d{1,3}[.)]|[a-z][.)]|[A-Z]\))\s+")
_LABEL = re.compile(r"\S+(?: \S+){0,3}:(?:\s|$)")  # of who speaks, of what follows
_CELLS = re.compile(r"""\S(?:[ ]*\t|[ ]{3,}|(?<![.!?:;"'”’»)])[ ]{2})\s*\S""")  # two spaces may part sentences
_HYPHEN = re.compile(r"(?:([^\W\d_]+)[-‐]|\d[-‐–])$")
_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_BROKEN_WORD = re.compile(r"[^\W\d_]+[-‐]\s*[\r\n]\s*[^\W\d_]+")
_SOFT_HYPHEN = "\u00ad"

_NARROWEST, _WIDEST = 45, 120  # characters of a line
_RUN_ON = 0.4  # of the breaks at the width lie within a sentence
_BROKEN = 0.08  # of the lines end with a hyphen where words are broken


class _Evidence(NamedTuple):
    """What shows that a width broke the lines: `breaks` within sentences, all filled but for a share of `exceptions`.

    The width is the length of the line that `of_lines` of them don't exceed; filled is what reaches a share of it.
    """

    breaks: int
    of_lines: float
    share: float
    exceptions: float


_COUNTED = _Evidence(3, 1, 1, 0)  # by a program, in characters
_MEASURED = _Evidence(8, 0.9, 0.88, 0.05)  # on a page, where letters have widths of their own


class _Break(NamedTuple):
    """A line break within what may be one paragraph.

    length    of the line before it
    size      the same with the first word of the line behind it; one that ends within a word is as long as any
    runs_on   whether a sentence goes on behind it: with a small letter, or one that has no case
    capital   whether a capital stands behind it
    """

    length: int
    size: int
    runs_on: bool
    capital: bool


def unwrapped(text: str) -> str:
    r"""A text with a space instead of each line break that only a width made; any other text as it is.

    Offsets stay, unless a break is "\r\n" or has white space beside it, or a word was broken, whose parts are joined.
    """
    pieces = _ENDS.split(text)
    lines, ends = pieces[::2], pieces[1::2]
    found = list(starmap(_break, pairwise(lines)))
    least = _least([one for one in found if one])
    if least is None:
        return text
    joined = list(_joined(found, least))
    hyphens = _Hyphens(text, compress(lines, joined))
    out = [lines[0]]
    for end, after, is_joined in zip(ends, lines[1:], joined, strict=True):
        if is_joined:
            out[-1:] = hyphens.joint(out[-1].rstrip(), after := after.lstrip())
        else:
            out.append(end)
        out.append(after)
    return "".join(out)


def _break(line: str, after: str) -> _Break | None:
    """The break between two lines; None where they can't be of one paragraph."""
    if not line or not after or len(line) > _WIDEST or line.isspace() or after.isspace():
        return None
    if _has_cells(line) or _has_cells(after) or not _WORDS.search(line) or not _ALNUM.search(after):
        return None
    line, behind = line.rstrip(), after.lstrip()
    marked = _MARK.match(line)
    column = marked.end() if marked else len(line) - len(line.lstrip())
    if len(after) - len(behind) > column:
        return None
    is_closed = line.rstrip(_AROUND).endswith(_CLOSES)
    if (mark := _MARK.match(behind)) and (marked or is_closed or mark[0][0] in _BULLETS):
        return None
    if is_closed and _LABEL.match(behind):
        return None
    first = behind.lstrip(_OPEN)[:1]
    within_word = first.islower() and _hyphen(line)
    size = _WIDEST + 1 if within_word else len(line) + 1 + len(behind.split(None, 1)[0])
    runs_on = first.islower() or (first.isalpha() and not first.isupper() and not is_closed)
    return _Break(len(line), size, runs_on, first.isupper())


def _has_cells(line: str) -> bool:
    """Whether a line is a row of a table."""
    return ("\t" in line or "  " in line) and _CELLS.search(line.strip()) is not None


def _least(found: Sequence[_Break]) -> int | None:
    """What a line and the first word of the next exceed together where the width broke them; None if none did."""
    sizes = [one.size for one in found if one.runs_on]
    lengths = sorted(one.length for one in found)
    for need in (_COUNTED, _MEASURED):
        if len(sizes) < need.breaks:
            return None
        width = lengths[int(need.of_lines * (len(lengths) - 1))]
        least = int(need.share * width)
        filled = sum(one.size > least for one in found)
        within = sum(size > least for size in sizes)
        enough = len(sizes) - within <= need.exceptions * len(sizes) and within >= _RUN_ON * filled
        if enough and width >= _NARROWEST:
            return least
    return None


def _joined(found: Iterable[_Break | None], least: int) -> Iterator[bool]:
    """Of each break whether a width made it; lines that all begin with capitals are a list, however long they are."""
    for _, some in groupby(found, lambda one: one is None):
        block = list(some)
        capitals = sum(one is not None and one.capital for one in block)
        is_list = capitals > 1 and not any(one and one.runs_on for one in block)
        yield from (one is not None and not is_list and one.size > least for one in block)


def _hyphen(line: str) -> re.Match[str] | None:
    """The hyphen at the end of a line, and the letters before it."""
    return _HYPHEN.search(line) if line[-1] in "-‐–" else None


class _Hyphens:
    """What becomes of the hyphens at the ends of the lines of a text."""

    def __init__(self, text: str, lines: Iterable[str]) -> None:
        ends = [_hyphen(line.rstrip()) is not None for line in lines]
        self._are_broken = sum(ends) > max(1, _BROKEN * len(ends))
        self._words = set(_WORD.findall(_BROKEN_WORD.sub(" ", text).lower())) if any(ends) else set()

    def joint(self, line: str, after: str) -> tuple[str, str]:
        """A line without the hyphen that broke its last word, and what comes between it and the next."""
        if line.endswith(_SOFT_HYPHEN):
            return line[:-1], ""
        hyphen = _hyphen(line)
        if not hyphen or not after[0].isalnum():
            return line, " "
        rest = _LETTERS.match(after)
        is_broken = hyphen[1] and rest and after[0].islower() and self._is_one(hyphen[1].lower(), rest[0].lower())
        return line[:-1] if is_broken else line, ""

    def _is_one(self, start: str, rest: str) -> bool:
        """Whether two parts are one word without a hyphen, by the other words of the text."""
        if f"{start}-{rest}" in self._words:
            return False
        both_are_words = start in self._words and rest in self._words
        return start + rest in self._words or (self._are_broken and not both_are_words)
