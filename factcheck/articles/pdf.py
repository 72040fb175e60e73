"""PDF documents: their paragraphs in reading order, with pages, whatever columns and hyphens were made of them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing

from pypdfium2 import PdfDocument, PdfiumError, raw

from factcheck.articles.apart import read_apart
from factcheck.articles.blocks import Block, article
from factcheck.articles.pdf_letters import Page
from factcheck.articles.pdf_lines import Printed, lines
from factcheck.articles.pdf_pages import sheets, usual_size
from factcheck.articles.pdf_paragraphs import blocks
from factcheck.errors import ArticleError
from factcheck.records import Article

MOST_PAGES = 20_000
MOST_CHARACTERS = 100_000_000  # of all pages together

_DAMAGED = "this PDF is damaged, cut off or without pages; fetch it once more, or print it anew."
_DRAWN = 200  # objects; so many are more than a page's ornaments
_SHOWN = 5  # numbers of pages
_FILE_NAME = re.compile(r"\.[a-z]{2,5}$|^microsoft ", re.IGNORECASE)  # which programs take for a title


def read(data: bytes, place: str) -> list[Article]:
    """The article in a PDF. Its title is that of the document, or else its first heading.

    Raises ArticleError where there is no text to read: a password, pictures of pages, a damaged file; and for one that
    never ends, as a few bytes can make a page of a thousand million drawings.
    """
    return read_apart(__name__, data, place)


def articles(data: bytes, place: str) -> Iterator[Article]:
    """The same in this process, which a hostile document may keep busy without end."""
    with closing(_opened(data, place)) as document:
        text = _Text(document, place)
        known = {name: document.get_metadata_value(name) for name in ("Title", "Author")}
    size = usual_size(line for page in text.pages for line in page)
    found = list(blocks(list(sheets(text.pages, size)), size))
    yield article(found, notes=tuple(text.notes()), **_facts(known, found))


def _opened(data: bytes, place: str) -> PdfDocument:
    """The document; ArticleError if it can't be opened, or is too large."""
    try:
        document = PdfDocument(data)
    except PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD and b"/Encrypt" in data:  # pdfium may mean an earlier document
            raise ArticleError(f"{place}: this PDF needs a password; save it without one.") from None
        raise ArticleError(f"{place}: {_DAMAGED}") from None
    if (count := len(document)) > MOST_PAGES:
        document.close()
        raise ArticleError(f"{place}: this PDF has {count:,} pages, more than {MOST_PAGES:,}; split it.")
    return document


class _Text:
    """The text of a document, page by page; and the numbers of the pages that can't be read."""

    def __init__(self, document: PdfDocument, place: str) -> None:
        self.pages, self.pictures, self.damaged = list[list[Printed]](), list[int](), list[int]()
        left = MOST_CHARACTERS
        for number in range(1, len(document) + 1):
            self.pages.append(self._page(document, number))
            left -= sum(len(line.text) for line in self.pages[-1])
            if left < 0:
                raise ArticleError(f"{place}: this PDF holds more than {MOST_CHARACTERS:,} characters; split it.")
        if left == MOST_CHARACTERS:
            raise ArticleError(f"{place}: {self._without_text()}")

    def _page(self, document: PdfDocument, number: int) -> list[Printed]:
        """The lines of a page."""
        page = raw.FPDF_LoadPage(document.raw, number - 1)
        if not page:
            self.damaged.append(number)
            return []
        try:
            found = lines(page, number)
            if not found and _is_drawn(page):
                self.pictures.append(number)
            return found
        finally:
            raw.FPDF_ClosePage(page)

    def _without_text(self) -> str:
        """Why there is no text in any page, and the mend."""
        if self.pictures:
            return "this PDF has no text, only pictures of it; make it readable by OCR first, as ocrmypdf does."
        if self.damaged:
            return _DAMAGED
        return "there is nothing on the pages of this PDF; give a document with text."

    def notes(self) -> Iterator[str]:
        """What a checker should know of it."""
        if self.pictures:
            yield f"{_pages(self.pictures)} no text, only pictures, which were not read; ocrmypdf makes text of them."
        if self.damaged:
            yield f"{_pages(self.damaged)} damage, and no text could be read there."


def _is_drawn(page: Page) -> bool:
    """Whether a page without text shows something: a picture, or as many lines as letters are drawn with."""
    count = raw.FPDFPage_CountObjects(page)
    kinds = (raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page, number)) for number in range(min(count, _DRAWN)))
    return count >= _DRAWN or any(kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM) for kind in kinds)


def _pages(numbers: Sequence[int]) -> str:
    """Pages by their numbers, and the verb that what is said of them begins with."""
    shown = ", ".join(map(str, numbers[:_SHOWN])) + (f" and {len(numbers) - _SHOWN} more" if numbers[_SHOWN:] else "")
    return f"Page {shown} has" if len(numbers) == 1 else f"Pages {shown} have"


def _facts(known: Mapping[str, str], blocks: Sequence[Block]) -> dict[str, str | None]:
    """Title and author of a document, as its properties tell them; a heading instead of a missing title.

    When it was published they don't say.
    """
    title = known.get("Title", "").strip()
    if not title or _FILE_NAME.search(title):
        title = next((block.text for block in blocks if block.heading), "")
    return {"title": title or None, "author": known.get("Author", "").strip() or None}
