"""XML in ZIP files, as word processors write it. Files come from anywhere: nothing in them is trusted."""

import zlib
from io import BytesIO
from typing import TypeAlias
from zipfile import BadZipFile, ZipFile

from lxml import etree

from factcheck.articles.formats import locked
from factcheck.errors import ArticleError

Element: TypeAlias = etree._Element

_MAX_SIZE = 50_000_000  # bytes of XML, unpacked, that are read of a document; a thousand pages take ten
_MAX_NODES = 4_000_000  # tags and attributes in them, each of which takes a hundred bytes of memory
_BROKEN = BadZipFile, NotImplementedError, EOFError, ValueError, OSError, zlib.error


class Zipped:
    """The parts of a document that is a ZIP file. Messages, which are ArticleErrors, begin with `place`."""

    def __init__(self, data: bytes, place: str) -> None:
        self._place = place
        self._size = self._nodes = 0
        try:
            self._archive = ZipFile(BytesIO(data))
        except _BROKEN as error:
            raise ArticleError(f"{place}: this is a damaged ZIP file ({error}); save it once more.") from None

    def xml(self, name: str) -> Element | None:
        """The root of a part, None where there is no such part."""
        data = self._bytes(name)
        if data is None:
            return None
        self._nodes += data.count(b"<") + data.count(b"=")
        if self._nodes > _MAX_NODES:
            raise self._too_large()
        return parsed(data, self._place)

    def _bytes(self, name: str) -> bytes | None:
        """What a part holds, as long as all that is read stays within the limits."""
        try:
            part = self._archive.getinfo(name)
        except KeyError:
            return None
        if part.flag_bits & 1:
            raise locked(self._place)
        try:
            with self._archive.open(part) as stream:
                data = stream.read(_MAX_SIZE - self._size + 1)
        except _BROKEN as error:
            raise ArticleError(
                f"{self._place}: a part of it ({name}) is damaged ({error}); save the document once more."
            ) from None
        self._size += len(data)
        if self._size > _MAX_SIZE:
            raise self._too_large()
        return data

    def _too_large(self) -> ArticleError:
        return ArticleError(
            f"{self._place}: unpacked it is larger than any article, so it is not read; give the document in pieces."
        )


def parsed(data: bytes, place: str) -> Element:
    """The root of XML; ArticleError where it is broken, nested too deep or defines entities, as no document does."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ArticleError(f"{place}: its XML can't be read ({error.msg}); save the document once more.") from None
    if root.getroottree().docinfo.doctype:
        raise ArticleError(f"{place}: its XML has a DOCTYPE, as no document has; save the document once more.")
    return root
