"""The lines printed on a page of a PDF, as pdfium finds them: their text, where they stand, and in which type.

Only the first and last letter of a line and its digits are looked at more closely: asking where every letter stands
takes twice the time of reading the text.
"""

import ctypes
import math
import re
from bisect import bisect
from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple, TypeAlias

from pypdfium2 import raw

from factcheck.articles.raised import raised

HYPHEN = "\ufffe"  # ends a line that is hyphenated
MOST_LETTERS = 1_000_000  # of a page
Page: TypeAlias = Any  # pdfium's handle of a page
_Typed: TypeAlias = tuple[int, str, str]

_DIGITS = re.compile(r"\d+")
_BOLD = re.compile(rb"bold|black|heavy|demi|[a-z]bx\d", re.IGNORECASE)  # in a font's name
_AROUND = "\r " + HYPHEN
_BETWEEN = re.compile(r"(?<=\S) (?=\S)")
_NAME = 64  # bytes of it looked at
LONG = 20  # characters; what stands beside other text and is shorter is a cell of a table
_SHORT = 120  # characters; longer lines are in no heading

# In sizes of the type
_SPACE, CELL, GAP = 0.2, 0.5, 1.5  # from which width on there is a space, what parts cells, what parts columns
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

    Raised digits are written as ¹²³. Where a word is hyphenated, its line ends in HYPHEN. Raises ValueError for a page
    that holds more than MOST_LETTERS.
    """
    text = raw.FPDFText_LoadPage(page)
    try:
        letters = _Letters(text)
        if raw.FPDFPage_GetRotation(page) and not letters.angle:
            raw.FPDFPage_SetRotation(page, 0)  # pdfium orders lines as they are shown, and these are shown sideways
            raw.FPDFText_ClosePage(text)
            text = raw.FPDFText_LoadPage(page)
            letters = _Letters(text)
        return letters.lines(number)
    finally:
        raw.FPDFText_ClosePage(text)


class _Letters:
    """The letters of a page, by their index in its text."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._x, self._y, self._box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
        self._matrix, self._name = raw.FS_MATRIX(), ctypes.create_string_buffer(_NAME)
        # made once, as making them takes longer than what they are made for
        self._to_x, self._to_y, self._to_box = ctypes.byref(self._x), ctypes.byref(self._y), ctypes.byref(self._box)
        text = self._text()
        self._lines = list(self._typed(text))
        self._longest, said, _ = max(self._lines, key=lambda line: len(line[1]), default=(0, "", ""))
        self.angle = self._quarters(self._longest)
        self._scaled = abs(self._scale(self._longest) - 1) > 0.01
        self._small = self._small_digits(text)
        self._in_columns = self._is_across(self._longest, said)

    def lines(self, number: int) -> list[Printed]:
        """The lines, or their pieces."""
        typed, found = self._lines, list[Printed]()
        whole = [self._printed(*line, number) for line in typed]
        gaps = self._all_gaps(whole)
        for index, line in enumerate(whole):
            if index in gaps:
                (at, said, hyphen), start = typed[index], 0
                for gap in gaps[index]:
                    _add(found, self._printed(at + start, said[start:gap], "", number))
                    start = gap + 1
                line = self._printed(at + start, said[start:], hyphen, number)
            _add(found, line)
        return found

    def _small_digits(self, text: str) -> list[int]:
        """The last digits of those numbers that are in smaller type than the longest line or one amid the page."""
        middle = self._lines[len(self._lines) // 2][0] if self._lines else 0
        small = _SMALL * max(self._size(self._longest), self._size(middle))
        numbers = (digits.end() - 1 for digits in _DIGITS.finditer(text))
        return [last for last in numbers if self._size(last) < small]

    def _typed(self, text: str) -> Iterator[_Typed]:
        """The lines of the page's text: at which index each begins, what it says, and HYPHEN where that ends it."""
        at = 0
        for line in text.replace(HYPHEN, HYPHEN + "\n").split("\n"):
            hyphen = HYPHEN if line.endswith(HYPHEN) else ""
            if said := line.strip(_AROUND):
                start = at + line.index(said[0])
                if said.endswith(" -") and raw.FPDFText_IsGenerated(self._page, start + len(said) - 2):
                    said, hyphen = said[:-2], HYPHEN  # hung into the margin, away from its word
                yield start, said, hyphen
            at += len(line) + (not line.endswith(HYPHEN))  # which ends its line without a new line

    def _all_gaps(self, whole: Sequence[Printed]) -> dict[int, list[int]]:
        """The gaps of lines, by their numbers: of those that are loosely set, or of all.

        Next to a row of cells, a line with as many gaps is a row, too, even if they are narrower or cells begin there.
        """
        typed, found = self._lines, dict[int, list[int]]()
        for number, (line, (at, said, _)) in enumerate(zip(whole, typed, strict=True)):
            loose = self._in_columns or line.right - line.left > (_LOOSE * len(said) + 2) * line.size
            if loose and (gaps := self._gaps(at, said, GAP)):
                found[number] = gaps
        rows = list(found)
        for row in rows:  # which grows meanwhile
            for number in (row - 1, row + 1):
                if 0 <= number < len(typed) and len(found.get(number, ())) < len(found[row]):
                    starts = {round(self._start(typed[row][0] + gap + 1)[0]) for gap in found[row]}
                    gaps = self._gaps(*typed[number][:2], CELL, starts)
                    if len(gaps) == len(found[row]):
                        found[number] = gaps
                        rows.append(number)
        return found

    def _text(self) -> str:
        """The page's text, a character for each letter."""
        count = max(raw.FPDFText_CountChars(self._page), 0)
        if count > MOST_LETTERS:
            raise ValueError(f"a page holds {count:,} letters")
        units = (ctypes.c_ushort * (count + 1))()
        got = raw.FPDFText_GetText(self._page, 0, count, units)
        text = bytes(memoryview(units)[: max(got - 1, 0)]).decode("utf-16-le", "replace").replace("\0", "\ufffd")
        if len(text) == count:
            return text
        codes = (raw.FPDFText_GetUnicode(self._page, index) for index in range(count))
        return "".join(HYPHEN if code == 2 else chr(code or 0xFFFD) for code in codes)

    def _is_across(self, at: int, said: str) -> bool:
        """Whether a line goes over two columns: it has text on both sides of a gap, not only cells."""
        return bool(self._gaps(at + LONG, said[LONG:-LONG], GAP))

    def _gaps(self, at: int, said: str, wide: float, starts: Collection[int] = ()) -> list[int]:
        """Which spaces of a line, from an index on, are so wide, in sizes of the type, or end at these places."""
        found, wide = list[int](), wide * self._size(at)
        for space in (match.start() for match in _BETWEEN.finditer(said)):
            left = self._start(at + space + 1)[0]
            if left - self._end(at + space - 1) > wide or round(left) in starts:
                found.append(space)
        return found

    def _printed(self, at: int, said: str, hyphen: str, number: int) -> Printed:
        """A line of these letters, which begin at an index."""
        last, middle = at + len(said) - 1, len(said) // 2
        size = self._size(at + middle + (said[middle] == " "))  # a space may be pdfium's own, of no size
        left, y = self._start(at)
        if self._small and (found := bisect(self._small, last)) and self._small[found - 1] >= at:
            said, y = self._with_marks(at, said, y, size)
        bold = len(said) < _SHORT and not said[0].islower() and self._bold(at) and self._bold(last)
        return Printed(said + hyphen, number, left, self._end(last), y, size, bold)

    def _with_marks(self, at: int, said: str, y: float, size: float) -> tuple[str, float]:
        """A line with its raised digits as ¹²³; and its height, which is not theirs where it begins with them."""
        for digits in _DIGITS.finditer(said):
            start, end = digits.span()
            if self._size(at + end - 1) < _SMALL * size:
                while end - start > 1 and self._size(at + start) >= _SMALL * size:
                    start += 1
                if start == 0 and end < len(said):
                    y = self._start(at + end + (said[end] == " "))[1]
                if self._start(at + start)[1] > y + _HIGHER * size:
                    said = said[:start] + raised(said[start:end]) + said[end:]
        return said, y

    def _start(self, index: int) -> tuple[float, float]:
        """Where a letter begins."""
        raw.FPDFText_GetCharOrigin(self._page, index, self._to_x, self._to_y)
        x, y = self._x.value, self._y.value
        return (x, y) if not self.angle else ((y, -x), (-x, -y), (-y, x))[self.angle - 1]

    def _end(self, index: int) -> float:
        """Where the room of a letter ends."""
        raw.FPDFText_GetLooseCharBox(self._page, index, self._to_box)
        box = self._box
        return float(box.right if not self.angle else (box.top, -box.left, -box.bottom)[self.angle - 1])

    def _size(self, index: int) -> float:
        """The size of the type."""
        size = float(raw.FPDFText_GetFontSize(self._page, index))
        return round(size * self._scale(index), 1) if self._scaled or size <= 1 else size

    def _scale(self, index: int) -> float:
        """By which the size of its font is multiplied; a few programs give that as 1."""
        raw.FPDFText_GetMatrix(self._page, index, ctypes.byref(self._matrix))
        return math.hypot(self._matrix.c, self._matrix.d) or 1

    def _quarters(self, index: int) -> int:
        """By how many quarters of a circle a letter is turned."""
        return round(float(raw.FPDFText_GetCharAngle(self._page, index)) / (math.pi / 2)) % 4

    def _bold(self, index: int) -> bool:
        """Whether a letter is in bold type."""
        raw.FPDFText_GetFontInfo(self._page, index, self._name, _NAME, None)
        return _BOLD.search(self._name.value) is not None


def _add(found: list[Printed], line: Printed) -> None:
    """Adds a line; one that goes on with the last, from which a raised mark has cut it, is joined with that."""
    if found:
        last = found[-1]
        size = max(last.size, line.size)
        if abs(line.y - last.y) < size / 2 and -1 <= line.left - last.right < CELL * size:
            found[-1] = _whole(last, line, size)
            return
    found.append(line)


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
