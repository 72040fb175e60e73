"""The letters on a page of a PDF, by their index in its text: where they stand, and in which type.

Many are asked for in one call, and pdfium is called with plain addresses: a page has hundreds of lines, and to make an
object for each answer takes longer than to find it.
"""

import ctypes
import math
import re
from array import array
from collections import deque
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import repeat
from typing import Any, TypeAlias

from pypdfium2 import raw

HYPHEN = "\ufffe"  # ends a line that is hyphenated
MOST_LETTERS = 1_000_000  # of a page
Page: TypeAlias = Any  # pdfium's handle of a page

_BOLD = re.compile(rb"bold|black|heavy|demi|[a-z]bx\d", re.IGNORECASE)  # in a font's name
_NAME = 64  # bytes of it looked at
_DOUBLE, _BOX = 8, 16  # bytes

_INDEX, _ADDRESS = ctypes.c_int, ctypes.c_void_p


def _function(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    """A function of pdfium that takes the address of the page's text, the index of a letter, and more."""
    address = ctypes.cast(getattr(raw, name), _ADDRESS).value
    return ctypes.CFUNCTYPE(result, _ADDRESS, _INDEX, *arguments)(address or 0)


_origin = _function("FPDFText_GetCharOrigin", ctypes.c_int, _ADDRESS, _ADDRESS)
_loose_box = _function("FPDFText_GetLooseCharBox", ctypes.c_int, _ADDRESS)
_font_size = _function("FPDFText_GetFontSize", ctypes.c_double)
_font = _function("FPDFText_GetFontInfo", ctypes.c_ulong, _ADDRESS, ctypes.c_ulong, _ADDRESS)


class Letters:
    """The letters of a page, from its handle of pdfium's. Lengths are in points, `y` grows upwards.

    Raises ValueError for a page that holds more than MOST_LETTERS.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self._address = ctypes.cast(page, _ADDRESS).value
        self._font_name, self._matrix = ctypes.create_string_buffer(_NAME), raw.FS_MATRIX()
        self._font_name_address = ctypes.addressof(self._font_name)
        self._is_scaled = False
        self._quarters = 0
        self.text = self._text()

    def turn(self, index: int) -> int:
        """By how many quarters of a circle a letter is turned; that one is taken for upright from now on."""
        self._quarters = round(float(raw.FPDFText_GetCharAngle(self._page, index)) / (math.pi / 2)) % 4
        self._is_scaled = abs(self._scale(index) - 1) > 0.01
        return self._quarters

    def starts(self, indices: Sequence[int]) -> list[tuple[float, float]]:
        """Where letters begin: how far to the right, and their line's height."""
        found = array("d", bytes(2 * _DOUBLE * len(indices)))
        begin, size = found.buffer_info()[0], 2 * _DOUBLE * len(indices)
        places = range(begin, begin + size, 2 * _DOUBLE), range(begin + _DOUBLE, begin + size + _DOUBLE, 2 * _DOUBLE)
        _each(map(_origin, repeat(self._address), indices, *places))
        across, up = found[::2], found[1::2]
        if not self._quarters:
            return list(zip(across, up, strict=True))
        return [((y, -x), (-x, -y), (-y, x))[self._quarters - 1] for x, y in zip(across, up, strict=True)]

    def ends(self, indices: Sequence[int]) -> list[float]:
        """Where the room of letters ends."""
        found = array("f", bytes(_BOX * len(indices)))
        begin = found.buffer_info()[0]
        _each(map(_loose_box, repeat(self._address), indices, range(begin, begin + _BOX * len(indices), _BOX)))
        side = (2, 1, 0, 3)[self._quarters]  # of a box: left, top, right, bottom
        return list(found[side::4]) if self._quarters in (0, 1) else [-end for end in found[side::4]]

    def sizes(self, indices: Sequence[int]) -> list[float]:
        """The sizes of their type."""
        sizes = list(map(_font_size, repeat(self._address), indices))
        if not self._is_scaled and min(sizes, default=2) > 1:
            return sizes
        return [
            round(size * self._scale(index), 1) if self._is_scaled or size <= 1 else size
            for index, size in zip(indices, sizes, strict=True)
        ]

    def is_bold(self, index: int) -> bool:
        """Whether a letter is in bold type."""
        _font(self._address, index, self._font_name_address, _NAME, None)
        return _is_bold(self._font_name.value)

    def is_generated(self, index: int) -> bool:
        """Whether a letter is not on the page, but a space that pdfium found there."""
        return bool(raw.FPDFText_IsGenerated(self._page, index))

    def _scale(self, index: int) -> float:
        """By which the size of its font is multiplied; a few programs give that as 1."""
        raw.FPDFText_GetMatrix(self._page, index, ctypes.byref(self._matrix))
        return math.hypot(self._matrix.c, self._matrix.d) or 1

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


_each = deque[Any](maxlen=0).extend  # runs through calls without keeping what they give back


@lru_cache
def _is_bold(name: bytes) -> bool:
    """Whether a font of this name is bold."""
    return _BOLD.search(name) is not None
