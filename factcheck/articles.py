"""Articles from files and standard input: UTF-8 text, decoded as it stands, so that offsets slice the text."""

import os
import sys
import unicodedata
from pathlib import Path

from factcheck.errors import ArticleError
from factcheck.records import Article

STDIN = "-"
BOM = "\ufeff"
UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")
OTHER_FORMATS = {
    b"%PDF-": "a PDF document",
    b"PK\x03\x04": "a Word, Excel, OpenDocument or ZIP file",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
    b"{\\rtf": "an RTF document",
}


def read(source: str | Path) -> Article:
    """The article in a text file, or on standard input for "-".

    Its name is the file's name, its text the file's with any byte order mark removed and nothing else changed.
    Raises ArticleError, one sentence, for what can't be read as an article.
    """
    if str(source) == STDIN:
        return Article(name=STDIN, text=decode(_standard_input(), "Standard input"))
    if not str(source):
        raise ArticleError(f"The name of an article is empty; give a text file, or {STDIN} for standard input.")
    path = Path(source)
    return Article(name=_name(path), text=decode(_content(path), str(path)))


def decode(data: bytes, name: str) -> str:
    """Bytes as text; ArticleError, which begins with `name`, for anything but UTF-8 text with words in it."""
    for start, kind in OTHER_FORMATS.items():
        if data.startswith(start):
            raise ArticleError(f"{name}: this is {kind}; save its text as a .txt file (UTF-8) first.")
    if data.startswith(UTF16_BOMS):
        raise ArticleError(f"{name}: this text is in UTF-16; save it as UTF-8.")
    if _looks_like_utf16(data):
        raise ArticleError(f"{name}: this looks like UTF-16; save it as UTF-8.")
    try:
        text = data.decode("utf-8").lstrip(BOM)
    except UnicodeDecodeError as error:
        if b"\0" in data:
            raise ArticleError(f"{name}: this is a binary file, not a text; give a text file (UTF-8).") from None
        raise ArticleError(
            f"{name}: byte {error.start} (0x{data[error.start]:02x}) is not UTF-8, the encoding of articles; "
            "save the file as UTF-8."
        ) from None
    if "\0" in text:
        at = data.index(0)
        raise ArticleError(
            f"{name}: byte {at} is a NUL byte, which no text holds; remove it or save the file as UTF-8."
        )
    if not any(char.isprintable() and not char.isspace() for char in text):
        reason = "there is only white space, or nothing that can be seen" if text else "the file is empty"
        raise ArticleError(f"{name}: {reason}; give an article.")
    return text


def _looks_like_utf16(data: bytes) -> bool:
    """Whether nearly every second byte is NUL, and no other."""
    shares = sorted(half.count(0) / max(len(half), 1) for half in (data[::2], data[1::2]))
    return shares[0] == 0 and shares[1] > 0.7


def _standard_input() -> bytes:
    """All that comes from standard input; ArticleError if that can't be read."""
    if sys.stdin is None:
        raise ArticleError("Standard input is closed; pipe an article in, or name a file.")
    try:
        return sys.stdin.buffer.read()
    except OSError as error:
        raise ArticleError(
            f"Standard input can't be read ({error.strerror or error}); pipe an article in, or name a file."
        ) from None


def _content(path: Path) -> bytes:
    """The bytes of a regular file; ArticleError if there is none."""
    try:
        if path.is_dir():
            raise ArticleError(f"{path}: this is a folder, not an article; name the files in it.")
        if path.exists() and not path.is_file():
            raise ArticleError(f"{path}: this is not a regular file; pipe it in and give {STDIN!r} as the article.")
        return path.read_bytes()
    except FileNotFoundError:
        raise ArticleError(f"{path}: there is no such file; check the name and the folder.") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or str(error)
        raise ArticleError(f"{path}: can't be read ({reason}); check the name and the permissions.") from None


def _name(path: Path) -> str:
    """A file's name, the same text on every system: composed characters (macOS decomposes them), no broken bytes."""
    return unicodedata.normalize("NFC", os.fsencode(path.name).decode("utf-8", "replace"))
