"""In which format a document is: its content decides, and its extension only where that tells nothing."""

import re
from io import BytesIO
from pathlib import PurePath
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile

from factcheck.errors import ArticleError


class Format(NamedTuple):
    """A format: what messages call a document in it, the module of this package that reads it, its extensions.

    `asks` names what the reader wants to know besides the bytes and the place, where the document was fetched: its
    "declared" encoding, its "url"; each is None where it is not known.
    """

    kind: str
    module: str
    extensions: tuple[str, ...]
    asks: tuple[str, ...] = ()


PLAIN = Format("a plain text", "plain", (".txt", ".text"), ("declared",))
MARKDOWN = Format("a Markdown text", "markdown", (".md", ".markdown"), ("declared",))
HTML = Format("a web page", "html", (".html", ".htm", ".xhtml"), ("declared", "url"))
PDF = Format("a PDF document", "pdf", (".pdf",))
DOCX = Format("a Word document", "docx", (".docx", ".docm"))
ODT = Format("an OpenDocument text", "odt", (".odt", ".fodt"))
RTF = Format("an RTF document", "rtf", (".rtf",))
MAIL = Format("a mail", "mail", (".eml", ".mht", ".mhtml"))
FEED = Format("a feed", "feed", (".rss", ".atom", ".xml"), ("declared", "url"))
XLSX = Format("a workbook", "workbook", ())  # its extensions name tables of articles

FORMATS = (PLAIN, MARKDOWN, HTML, PDF, DOCX, ODT, RTF, MAIL, FEED, XLSX)

_EXTENSIONS = {extension for format in FORMATS for extension in format.extensions}
_START = 4_000  # bytes looked at
_BROKEN_ZIP = BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError
_IN_ZIP = {"word/": DOCX, "xl/": XLSX}  # folders
_ODT = b"application/vnd.oasis.opendocument.text"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_TAG = re.compile(rb"(?:<!--(?:(?!-->).)*-->|<\?[^>]*>|\s)*<(!doctype\s+)?([a-z][a-z0-9:]*)", re.IGNORECASE | re.DOTALL)
_FEED_TAGS = {b"rss", b"feed", b"rdf:rdf"}
_HEADER = re.compile(rb"(?:[!-9;-~]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)+")
_MAIL = re.compile(
    rb"^(?:from|to|subject|date|mime-version|received|return-path|message-id|content-type):", re.I | re.M
)


def is_feed(path: str) -> bool:
    """Whether a file holds an article for each entry, as far as its extension tells."""
    return PurePath(path).suffix.lower() in FEED.extensions


def is_document(path: str) -> bool:
    """Whether a file is a document that can be read, as far as its extension tells."""
    return PurePath(path).suffix.lower() in _EXTENSIONS


def format_of(data: bytes, place: str) -> Format:
    """The format of a document, `place` being its name; ArticleError, which begins with it, for one that none reads."""
    if not data.strip():
        return PLAIN  # whatever it is called, it is empty
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith(b"PK\x03\x04"):
        return _in_zip(data, place)
    if data.startswith(b"{\\rtf"):
        return RTF
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if _LOCKED in data:
            raise locked(place)
        raise ArticleError(f"{place}: this is an old Word or Excel file; save it as .docx or .xlsx first.")
    start = data[:_START].removeprefix(b"\xef\xbb\xbf")
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):  # UTF-16
        start = start[2:].replace(b"\0", b"")
    return _of_text(start, PurePath(place).suffix.lower())


def locked(place: str) -> ArticleError:
    """The error for a document that only a password opens."""
    return ArticleError(f"{place}: this has a password; open it, take the password away and save it once more.")


def _in_zip(data: bytes, place: str) -> Format:
    """The format of a document that is a ZIP file."""
    try:
        with ZipFile(BytesIO(data)) as file:
            names = set(file.namelist())
            if (
                "mimetype" in names
                and file.getinfo("mimetype").file_size < 100
                and file.read("mimetype").startswith(_ODT)
            ):
                return ODT
    except _BROKEN_ZIP as error:
        raise ArticleError(
            f"{place}: this is a damaged Word, OpenDocument or ZIP file ({error}); save it once more."
        ) from None
    found = next((format for folder, format in _IN_ZIP.items() if any(name.startswith(folder) for name in names)), None)
    if found is None:
        raise ArticleError(f"{place}: this is a ZIP file, or a document of another kind; give the documents in it.")
    return found


def _of_text(start: bytes, extension: str) -> Format:
    """The format of a document that begins like this."""
    if tag := _TAG.match(start):
        doctype, name = tag[1], tag[2].lower()
        if name in _FEED_TAGS:
            return FEED
        if name == b"office:document":
            return ODT
        if name == b"html" or (doctype is None and name in _HTML_TAGS):
            return HTML
    header = _HEADER.match(start)
    if header and len({found.lower() for found in _MAIL.findall(header[0])}) >= 2:
        return MAIL
    return next((format for format in _BY_EXTENSION if extension in format.extensions), PLAIN)


_HTML_TAGS = set(b"head title meta link base script style body header nav main article section div p h1 table".split())
_BY_EXTENSION = (MARKDOWN, HTML)
