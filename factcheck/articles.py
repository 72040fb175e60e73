"""Articles from files and standard input: UTF-8 text, decoded as it stands, so that offsets slice the text."""

import os
import re
import sys
import unicodedata
from pathlib import Path

from factcheck import storage
from factcheck.errors import ArticleError, FactcheckError
from factcheck.records import Article

STDIN = "-"
BOM = "\ufeff"
UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")
LONE_SURROGATE = re.compile("[\ud800-\udfff]")
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
    return Article(name=as_name(Path(source).name), text=decode(content(str(source)), str(source)))


def as_name(path: str) -> str:
    """A path as an article's name, the same on every system: composed characters, no broken bytes."""
    return unicodedata.normalize("NFC", os.fsencode(path).decode("utf-8", "replace"))


def content(source: str) -> bytes:
    """The bytes of a regular file, or of a file at an address (s3://...); ArticleError if it can't be read."""
    if not storage.is_remote(source):
        return _content(Path(source))
    try:
        with storage.opened(source) as stream:
            return stream.read()
    except FactcheckError as error:
        raise ArticleError(str(error)) from None
    except Exception as error:  # whatever its file system raises
        raise ArticleError(f"{source}: can't be read ({storage.reason(error)}); check the address.") from None


def decode(data: bytes, name: str) -> str:
    """Bytes as text; ArticleError, which begins with `name`, for anything but UTF-8 text with words in it."""
    check_format(data, name)
    try:
        text = data.decode("utf-8").lstrip(BOM)
    except UnicodeDecodeError as error:
        if b"\0" in data:
            raise ArticleError(f"{name}: this is a binary file, not a text; give a text file (UTF-8).") from None
        raise ArticleError(
            f"{name}: byte {error.start} (0x{data[error.start]:02x}) is not UTF-8, the encoding of articles; "
            "save the file as UTF-8."
        ) from None
    if why := unfit(text):
        raise ArticleError(f"{name}: {why}")
    return text


def check_format(data: bytes, name: str) -> None:
    """ArticleError, which begins with `name`, for bytes that begin as a document, or as text in UTF-16."""
    for start, kind in OTHER_FORMATS.items():
        if data.startswith(start):
            raise ArticleError(f"{name}: this is {kind}; save its text as a .txt file (UTF-8) first.")
    if data.startswith(UTF16_BOMS):
        raise ArticleError(f"{name}: this text is in UTF-16; save it as UTF-8.")
    if _looks_like_utf16(data):
        raise ArticleError(f"{name}: this looks like UTF-16; save it as UTF-8.")


def unfit(text: str) -> str | None:
    """Why a text is no article, with the mend; None if it is one."""
    if why := broken(text):
        return why
    if not text:
        return "the text is empty; give an article."
    if not any(char.isprintable() and not char.isspace() for char in text):
        return "there is only white space, or nothing that can be seen; give an article."
    return None


def broken(text: str) -> str | None:
    """Which character no text holds, with the mend; None if there is none."""
    if (at := text.find("\0")) >= 0:
        return f"character {at} is a NUL, which no text holds; remove it, or save the text as UTF-8."
    if lone := LONE_SURROGATE.search(text):
        return f"character {lone.start()} is half of one (a lone surrogate), or not UTF-8; save the text as UTF-8."
    return None


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
