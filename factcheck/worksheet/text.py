"""Text as a cell can hold it: cleaned, cut, shortened; which addresses can be clicked, how high a row must be."""

import math
import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from factcheck.worksheet.layout import LINE, MAX_HEIGHT, MAX_LINK, MAX_TEXT

# Control characters but tab and newline, lone surrogates, U+FFFE and U+FFFF: forbidden in XML, or invisible and harmful
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_END = re.compile("\r\n?|[\u2028\u2029]")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_FORMULA = tuple("=+-@\t\n\r＝＋－＠")
_ADDRESS = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)
_IN_ADDRESS = "!#$%&'()*+,-./:;=?@_~"

# How wide letters are beside a digit, which is the unit of a column's width (in the layout's font, roughly)
_WIDTHS = {" ijlI.,;:'’!|": -0.53, 'ftrs-()/"“”': -0.3, "mwMWOQGDNHU%@": 0.3}
_WIDE = re.compile(
    "[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60\U0001f300-\U0001faff\U00020000-\U0003fffd]"
)
_MARGIN = 2  # units of a column that hold no text
_LOST = 0.15, 2.5  # what a line loses because words aren't broken: share of a narrow column, units of a wide one


def clean(text: str) -> str:
    r"""The text without what a workbook can't hold (control characters, lone surrogates); lines end in \n."""
    if text.isascii() and text.isprintable():
        return text
    return _FORBIDDEN.sub("", _LINE_END.sub("\n", text))


def forbidden(text: str) -> int:
    """How many characters of the text a workbook can't hold."""
    return len(_FORBIDDEN.findall(_LINE_END.sub("\n", text)))


def one_line(text: str) -> str:
    """The text, cleaned, on one line."""
    return " ".join(clean(text).split())


def units(text: str) -> int:
    """How long a text is for a spreadsheet: in UTF-16 units."""
    return len(text) + sum(char > "\uffff" for char in text)


def cut(text: str, note: str) -> str:
    """A cleaned text that fits in a cell; one that is too long ends with a note that says so."""
    if 2 * len(text) <= MAX_TEXT or units(text) <= MAX_TEXT:
        return text
    left = text.encode("utf-16-le")[: 2 * (MAX_TEXT - units(note))]
    return left.decode("utf-16-le", "ignore") + note


def escape(text: str) -> str:
    """The text with "_x0041_" written so that spreadsheets don't read it as "A"."""
    return _ESCAPE.sub("_x005F_", text) if "_x" in text else text


def in_cell(text: str, note: str) -> str:
    """The text as a workbook's cell holds it: cleaned, escaped, and cut with a note where it is too long."""
    return cut(escape(clean(text)), note)


def is_formula_like(text: str) -> bool:
    """Whether a spreadsheet might take the text for a formula."""
    return text.startswith(_FORMULA)


def guarded(text: str) -> str:
    """The text for a table (.csv), where an apostrophe keeps spreadsheets from taking it for a formula."""
    return f"'{text}" if is_formula_like(text.lstrip("'")) else text


def unguarded(text: str) -> str:
    """The text that was `guarded`."""
    return text[1:] if text.startswith("'") and is_formula_like(text.lstrip("'")) else text


def address(url: str) -> str | None:
    """The URL as a link that every spreadsheet opens, or None: only http and https, and not too long."""
    if not _ADDRESS.fullmatch(url):
        return None
    quoted = quote(url, safe=_IN_ADDRESS)
    return quoted if len(quoted) <= MAX_LINK else None


def relative(path: str) -> str | None:
    """A path, parted by "/" and relative to the workbook, as a link that every spreadsheet opens, or None."""
    quoted = quote(path, safe="/")
    return quoted if 0 < len(quoted) <= MAX_LINK else None


def shorten_end(text: str, size: int) -> str:
    """The first characters of a text on one line, at most `size`, whole words where there are any."""
    text = one_line(text)
    return text if len(text) <= size else (text[: size - 2].rsplit(" ", 1)[0] or text[: size - 2]) + " …"


def shorten_start(text: str, size: int) -> str:
    """The last characters of a text on one line, at most `size`, whole words where there are any."""
    text = one_line(text)
    return text if len(text) <= size else "… " + (text[2 - size :].split(" ", 1)[-1] or text[2 - size :])


def pieces(text: str, start: int, end: int, size: int) -> Iterator[tuple[int, int]]:
    """Cuts text[start:end] into pieces of at most `size` characters, after a space where there is one."""
    while end - start > size:
        space = text.rfind(" ", start + size // 2, start + size)
        stop = space + 1 if space >= 0 else start + size
        yield start, stop
        start = stop
    yield start, end


def height(cells: Iterable[tuple[str, float]]) -> float:
    """The height in points of a row whose cells hold these texts in columns of these widths."""
    most = 1
    for text, width in cells:
        if 1.5 * len(text) >= width - _MARGIN or "\n" in text:
            most = max(most, sum(_lines(line, width) for line in text.split("\n")))
    return min(most * LINE + 1, MAX_HEIGHT)


def _lines(text: str, width: float) -> int:
    """How many lines a text without line ends takes in a column."""
    size = len(text) + sum(more * sum(map(text.count, letters)) for letters, more in _WIDTHS.items())
    if not text.isascii():
        size += len(_WIDE.findall(text))
    room = width - _MARGIN
    return 1 if size <= room else math.ceil(size / max(1, room - min(_LOST[0] * room, _LOST[1])))
