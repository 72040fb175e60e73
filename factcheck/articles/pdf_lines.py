"""The lines printed on a page of a PDF, as pdfium finds them: their text, where they stand, and in which type.

Only the first and last letter of a line and its digits are looked at more closely: asking where every letter stands
takes twice the time of reading the text.
"""

import re
from bisect import bisect
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from pypdfium2 import raw

from factcheck.articles.ligatures import expanded, has_ligatures
from factcheck.articles.pdf_letters import HYPHEN, Letters, Page
from factcheck.articles.raised import raised

# A line of a page's text: the index of its first letter, what it says, and HYPHEN where that ends it
_Typed: TypeAlias = tuple[int, str, str]

_LINE = re.compile(f"([^\\r\\n {HYPHEN}](?:[^\\n{HYPHEN}]*[^\\r\\n {HYPHEN}])?)(?: *({HYPHEN}))?")
_DIGITS = re.compile(r"\d+")
_LAST_DIGIT = re.compile(r"[0-9](?![0-9])")  # of a number
_NUMBER = re.compile(" [0-9]")
_BETWEEN_WORDS = re.compile(r"(?<=[^\W\d_]) (?=[^\W\d_])")
_BETWEEN = re.compile(r"(?<=\S) (?=\S)")
LONG = 20  # characters; what stands beside other text and is shorter is a cell of a table
_SHORT = 120  # characters; longer lines are in no heading

# In sizes of the type
_SPACE, CELL, GAP = 0.15, 0.5, 1.5  # from which width on there is a space, what parts cells, what parts columns
_LOOSE = 0.62  # for each letter: a line that is longer has gaps
_SMALL = 0.9  # raised digits are smaller
_HIGHER = 0.1  # and this much higher


class Printed(NamedTuple):
    """A line, or a piece of one that a wide gap parts from the rest.

    Lengths are in points; `y` grows upwards, and is that of the line on which the letters stand. `bold` is told only of
    what may begin a heading: short lines that don't begin with a small letter.
    """

    text: str
    page: int
    left: float
    right: float
    y: float
    size: float
    bold: bool


def lines(page: Page, number: int) -> list[Printed]:
    """The lines of a page, in the order in which it says them; what is printed sideways is turned.

    Raised digits are written as ¹²³, ligatures as their letters. Where a word is hyphenated, its line ends in HYPHEN.
    Raises ValueError for a page that holds more than MOST_LETTERS.
    """
    text = raw.FPDFText_LoadPage(page)
    try:
        found = _Lines(text, number)
        if raw.FPDFPage_GetRotation(page) and not found.quarters:
            raw.FPDFPage_SetRotation(page, 0)  # pdfium orders lines as they are shown, and these are shown sideways
            raw.FPDFText_ClosePage(text)
            text = raw.FPDFText_LoadPage(page)
            found = _Lines(text, number)
        return found.all()
    finally:
        raw.FPDFText_ClosePage(text)


class _Lines:
    """The lines of a page."""

    def __init__(self, page: Page, number: int) -> None:
        self._number, self._letters = number, Letters(page)
        self._typed = [self._hung(line) if line[1].endswith(" -") else line for line in _typed(self._letters.text)]
        longest = max(self._typed, key=lambda line: len(line[1]), default=(0, "", ""))
        self.quarters = self._letters.turn(longest[0])
        digits = [digit.start() for digit in _LAST_DIGIT.finditer(self._letters.text)]
        self._small = self._smaller(digits, longest[0])
        self._between_numbers = [last + 1 for last in digits if _NUMBER.match(self._letters.text, last + 1)]
        self._in_columns = self._is_across(longest)

    def all(self) -> list[Printed]:
        """The lines, or their pieces."""
        whole, cells = self._printed(self._typed), set[int]()
        if gaps := self._all_gaps(whole):
            pieces = list[_Typed]()
            for index, line in enumerate(self._typed):
                cells.update(range(len(pieces) + 1, len(pieces) + 1 + len(gaps.get(index, ()))))
                pieces += self._pieces(line, gaps.get(index, ()))
            whole = self._printed(pieces)
        found = _joined(whole, cells)
        if has_ligatures(self._letters.text):
            found = [line._replace(text=expanded(line.text)) for line in found]
        return found

    def _hung(self, line: _Typed) -> _Typed:
        """A line that ends in a space and a hyphen, which may be hung into the margin, away from its word."""
        start, text, _ = line
        return (start, text[:-2], HYPHEN) if self._letters.is_generated(start + len(text) - 2) else line

    def _smaller(self, digits: Sequence[int], longest: int) -> list[int]:
        """Those of some digits that are in smaller type than the longest line or one amid the page."""
        middle = self._typed[len(self._typed) // 2][0] if self._typed else 0
        small = _SMALL * max(self._letters.sizes([longest, middle]))
        return [digit for digit, size in zip(digits, self._letters.sizes(digits), strict=True) if size < small]

    def _all_gaps(self, whole: Sequence[Printed]) -> dict[int, list[int]]:
        """The gaps of lines, by their numbers: of those that are loosely set, or of all.

        Next to a row of cells, a line with as many gaps is a row, too, even if they are narrower or cells begin there.
        """
        typed, found = self._typed, dict[int, list[int]]()
        for number, line in enumerate(whole):
            loose = self._in_columns or line.right - line.left > (_LOOSE * len(typed[number][1]) + 2) * line.size
            gaps = self._gaps(*typed[number][:2], GAP) if loose else []
            if self._between_numbers:
                gaps = sorted({*gaps, *self._cells(typed[number])})
            if gaps:
                found[number] = gaps
        rows = list(found)
        for row in rows:  # which grows meanwhile
            for number in (row - 1, row + 1):
                if 0 <= number < len(typed) and len(found.get(number, ())) < len(found[row]):
                    begins = self._letters.starts([typed[row][0] + gap + 1 for gap in found[row]])
                    gaps = self._gaps(*typed[number][:2], CELL, {round(left) for left, _ in begins})
                    if len(gaps) == len(found[row]):
                        found[number] = gaps
                        rows.append(number)
        return found

    def _cells(self, line: _Typed) -> list[int]:
        """The gaps of a line between numbers that stand further apart than the parts of one would, and than words."""
        start, text, _ = line
        among = slice(bisect(self._between_numbers, start), bisect(self._between_numbers, start + len(text)))
        parting = {space - start for space in self._between_numbers[among]}
        gaps = self._gaps(start, text, CELL) if parting else []
        words = {found.start() for found in _BETWEEN_WORDS.finditer(text)} if gaps else set()
        return [gap for gap in gaps if gap in parting] if not words or not words.issubset(gaps) else []

    def _is_across(self, line: _Typed) -> bool:
        """Whether a line goes over two columns: it has text on both sides of a gap, not only cells."""
        start, text, _ = line
        return bool(self._gaps(start + LONG, text[LONG:-LONG], GAP))

    def _gaps(self, start: int, text: str, wide: float, places: Collection[int] = ()) -> list[int]:
        """Which spaces of a line, whose text begins at an index, are so wide (in sizes of type), or end at a place."""
        spaces = [match.start() for match in _BETWEEN.finditer(text)]
        ends = self._letters.ends([start + space - 1 for space in spaces])
        begins = self._letters.starts([start + space + 1 for space in spaces])
        wide *= self._letters.sizes([start])[0]
        return [
            space
            for space, end, (left, _) in zip(spaces, ends, begins, strict=True)
            if left - end > wide or round(left) in places
        ]

    def _pieces(self, line: _Typed, gaps: Iterable[int]) -> list[_Typed]:
        """A line cut at its gaps."""
        start, text, hyphen = line
        cuts = [0, *(gap + 1 for gap in gaps), len(text) + 1]
        pieces = [(start + begin, text[begin : end - 1], "") for begin, end in pairwise(cuts)]
        return [*pieces[:-1], (*pieces[-1][:2], hyphen)]

    def _printed(self, typed: Sequence[_Typed]) -> list[Printed]:
        """Lines of these letters."""
        starts = [start for start, _, _ in typed]
        lasts = [start + len(text) - 1 for start, text, _ in typed]
        # amid a line, but not a space, as that may be pdfium's own, of no size
        middles = [start + (at := len(text) // 2) + (text[at] == " ") for start, text, _ in typed]
        letters, found = self._letters, list[Printed]()
        places = zip(letters.starts(starts), letters.ends(lasts), letters.sizes(middles), strict=True)
        for line, last, ((left, y), right, size) in zip(typed, lasts, places, strict=True):
            start, text, hyphen = line
            if self._small and (small := bisect(self._small, last)) and self._small[small - 1] >= start:
                text, y = self._with_marks(line, y, size)
            bold = len(text) < _SHORT and not text[0].islower() and letters.is_bold(start) and letters.is_bold(last)
            found.append(Printed(text + hyphen, self._number, left, right, y, size, bold))
        return found

    def _with_marks(self, line: _Typed, y: float, size: float) -> tuple[str, float]:
        """A line's text with raised digits as ¹²³; and its height, which is not theirs where it begins with them."""
        at, said, _ = line
        sizes = self._letters.sizes(range(at, at + len(said)))
        for digits in _DIGITS.finditer(said):
            start, end = digits.span()
            if sizes[end - 1] < _SMALL * size:
                while end - start > 1 and sizes[start] >= _SMALL * size:
                    start += 1
                if start == 0 and end < len(said):
                    y = self._height(at + end + (said[end] == " "))
                if self._height(at + start) > y + _HIGHER * size:
                    said = said[:start] + raised(said[start:end]) + said[end:]
        return said, y

    def _height(self, index: int) -> float:
        """The height of the line on which a letter stands."""
        return self._letters.starts([index])[0][1]


def _typed(text: str) -> list[_Typed]:
    """The lines of a page's text."""
    return [(found.start(), found[1], found[2] or "") for found in _LINE.finditer(text)]


def _joined(lines: Iterable[Printed], cells: Collection[int]) -> list[Printed]:
    """The lines; one that goes on with the last, from which a raised mark has cut it, is joined with that.

    Those with the numbers `cells` are pieces that were cut from the last one, and stay so.
    """
    found = list[Printed]()
    for number, line in enumerate(lines):
        if found and number not in cells:
            last = found[-1]
            size = max(last.size, line.size)
            if abs(line.y - last.y) < size / 2 and -1 <= line.left - last.right < CELL * size:
                found[-1] = _whole(last, line, size)
                continue
        found.append(line)
    return found


def _whole(last: Printed, line: Printed, size: float) -> Printed:
    """Two pieces as one line, which is in this size of type."""
    main = last if last.size == size else line
    space = " " if line.left - last.right > _SPACE * size else ""
    text = space.join(_with_mark(piece, main) for piece in (last, line))
    return Printed(text, last.page, last.left, line.right, main.y, size, last.bold and line.bold)


def _with_mark(piece: Printed, main: Printed) -> str:
    """The text of a piece; in ¹²³ if it is no more than a mark above the main one."""
    is_mark = piece.text.isdigit() and piece.size < _SMALL * main.size and piece.y > main.y + _HIGHER * main.size
    return raised(piece.text) if is_mark else piece.text
