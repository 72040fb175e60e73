"""Bytes as text, in the encoding in which they were written."""

import codecs
import re
from functools import partial
from typing import BinaryIO

import webencodings
from charset_normalizer import from_bytes

from factcheck.errors import ArticleError

BOM = "\ufeff"
_BOMS = {  # those of UTF-32 first, as one of them begins like one of UTF-16
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_WESTERN = ("windows-1252", "iso-8859-15", "mac-roman", "cp850")  # the first is what nearly all such files are in
# What stands in western texts outside ASCII, and where. What is missing tells encodings apart: "perché" in mac-roman
# would end with "Ž", in cp850 with "‚" or "Ç"; the euro of iso-8859-15 would be a "¤", Polish letters raised digits.
_USUAL = re.compile(
    r"[ßàáâãäåæçèéêëìíîïñòóôõöøùúûüÿœ]|(?<![a-z])[ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜŒ]"
    r"|[\xa0\xad¡¿«»‹›“”„‘’–—…•·°ºª§€£¥¢©®™¼½¾±×÷µ¬]|(?<!\w)‚|[¹²³](?!\w)"
)
_MOSTLY = 0.95  # of what is not ASCII must be usual
_UNUSUAL = re.compile("[À-ɏ]{3}")  # western words don't have so many side by side
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x19\x1c-\x1f]")  # no text holds them; \x1a and \x1b end and mark some
_LOOK = 200_000  # bytes by which an encoding is guessed
_BLOCK = 1 << 20  # bytes of a stream looked at together


def decoded(data: bytes, place: str, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """Bytes as text, without a byte order mark; with what a checker should know of how they were read.

    `declared` is the encoding that the document says it is in, by its name on the web (encoding.spec.whatwg.org); a
    name that is unknown there is as none. What the bytes themselves tell counts more: a mark, or that they are UTF-8.
    An encoding that had to be guessed is told. Bytes that are no character become U+FFFD. Raises ArticleError, which
    begins with `place`, for binary files.
    """
    data = data.removeprefix(codecs.BOM_UTF8)
    codec, notes = _encoding(data, place, declared)
    return codec.decode(data, "replace")[0].lstrip(BOM), notes


def encoding_within(stream: BinaryIO, place: str) -> str:
    """The encoding, by Python's name, of a text of any length, as the first megabyte that isn't all ASCII tells it.

    The stream is read up to there. Raises ArticleError, which begins with `place`, for binary files, and where the
    encoding would have to be guessed.
    """
    blocks = iter(partial(stream.read, _BLOCK), b"")
    telling = next((block for block in blocks if not block.isascii() or b"\0" in block), b"")
    codec, notes = _encoding(telling + stream.readline(_BLOCK), place, None)
    if notes:
        raise ArticleError(
            f"{place}: the encoding can't be told for certain, it may be {codec.name}; save it as UTF-8."
        )
    return codec.name


def _encoding(data: bytes, place: str, declared: str | None) -> tuple[codecs.CodecInfo, tuple[str, ...]]:
    """The encoding of bytes, and what a checker should know of how it was told, as in `decoded`."""
    mark = next((mark for mark in _BOMS if data.startswith(mark)), None)
    if mark:
        return codecs.lookup(_BOMS[mark]), ()
    if is_utf16(data):
        return codecs.lookup("utf-16-be" if data.startswith(b"\0") else "utf-16-le"), ()
    if _is_utf8(data):
        return codecs.lookup("utf-8"), ()
    if _CONTROLS.search(data):
        raise ArticleError(f"{place}: this is a binary file, not a text; give a text file (UTF-8).")
    known = webencodings.lookup(declared or "")
    if known and known.name != "utf-8":
        return known.codec_info, ()
    return _guessed(data, place)


def is_utf16(data: bytes) -> bool:
    """Whether bytes begin with the mark of UTF-16, or nearly every second one is NUL, and no other."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    shares = sorted(half.count(0) / max(len(half), 1) for half in (data[::2], data[1::2]))
    return shares[0] == 0 and shares[1] > 0.7


def _is_utf8(data: bytes) -> bool:
    """Whether bytes are UTF-8, though a few may be damaged: bytes of another encoding hardly ever look like it."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
        lost = text.count("\ufffd")
        return sum(not char.isascii() for char in text) - lost > lost
    return True


def _guessed(data: bytes, place: str) -> tuple[codecs.CodecInfo, tuple[str, ...]]:
    """The encoding of bytes that don't tell it; with a note that names it, unless it is the usual one."""
    for name in _WESTERN:
        if _is_western(data.decode(name, "replace")):
            return codecs.lookup(name), () if name == _WESTERN[0] else (_note(name),)
    best = from_bytes(data[:_LOOK]).best()
    if best is None:
        raise ArticleError(f"{place}: the encoding of this text can't be told; save it as UTF-8.")
    return codecs.lookup(best.encoding), (_note(best.encoding),)


def _note(name: str) -> str:
    return f"the text doesn't say its encoding, which seems to be {name}; check its letters, or save it as UTF-8."


def _is_western(text: str) -> bool:
    """Whether a text looks as one in a language of western Europe."""
    outside = sum(not char.isascii() for char in text)
    return len(_USUAL.findall(text)) >= _MOSTLY * outside and not _UNUSUAL.search(text)
