"""HTML as blocks: what a browser shows of it, a block for each paragraph, heading, item of a list, row of a table."""

import re
from typing import NamedTuple
from urllib.parse import urljoin

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from factcheck.articles.blocks import Block, Line
from factcheck.articles.raised import raised
from factcheck.errors import ArticleError

_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_BLOCKS = _HEADINGS | {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "legend", "li", "main", "nav",
    "ol", "p", "pre", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_LISTS = {"dl", "ol", "ul"}
_ITEMS = {"li", "dd", "dt"}
_TABLES = {"table", "tbody", "td", "tfoot", "th", "thead", "tr"}
_UNSHOWN = {
    "audio", "button", "canvas", "datalist", "embed", "head", "iframe", "math", "noscript", "object", "option",
    "script", "select", "style", "svg", "template", "textarea", "title", "video",
}  # fmt: skip
_STRUCK = {"del", "s", "strike"}
_STRUCK_BY_STYLE = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)
_STYLED_AWAY = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MARK = re.compile(r"[\[(]?([-+−]?\d{1,4})[\])]?")
_LONG = 300  # characters
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*\?>")


class Run(NamedTuple):
    """Text of a page: what an element begins with, or what stands behind it; whether that is part of a link."""

    element: HtmlElement
    behind: bool
    linked: bool


class Piece(NamedTuple):
    """A block of a page, the tag of its heading ("" for what is none), whether it is in a list, its runs of text."""

    block: Block
    heading: str
    in_list: bool
    runs: list[Run]

    @property
    def linked(self) -> bool:
        """Whether part of it is a link."""
        return any(run.linked for run in self.runs)

    @property
    def box(self) -> HtmlElement:
        """The innermost element around its begin that is a block."""
        element, behind, _ = self.runs[0]
        while behind or element.tag not in _BLOCKS:
            element, behind = element.getparent(), False
        return element

    def texts(self, *, linked: bool) -> list[str]:
        """The texts of the runs that are part of a link, or that are not."""
        runs = (run for run in self.runs if run.linked == linked)
        return [(run.element.tail if run.behind else run.element.text) or "" for run in runs]


def tree(text: str, place: str) -> HtmlElement:
    """The tree of a page or a piece of one, which may be empty.

    Raises ArticleError, which begins with `place`, for one that is too deep.
    """
    parser = HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        page: HtmlElement = document_fromstring(undeclared(text), parser=parser)
    except etree.ParserError:  # there is no element in it, and no word
        page = document_fromstring("<html></html>")
    if any("depth" in error.message for error in parser.error_log.filter_from_fatals()):
        raise ArticleError(f"{place}: the elements of this page are nested too deeply; save its text only.")
    return page


def undeclared(text: str) -> str:
    """XML without its declaration, whose encoding no longer holds once it is text."""
    declaration = _DECLARATION.match(text)
    return text[declaration.end() :] if declaration else text


def pieces(page: HtmlElement, base: str | None = None) -> list[Piece]:
    """The blocks of all that a page shows, in order. Its links start from the address `base`, if that is known.

    In the page, tables that only lay it out become `div`s.
    """
    walk, left_out = _Walk(base), None
    body = page.find("body")
    walker = etree.iterwalk(page if body is None else body, events=("start", "end"))
    for event, element in walker:
        if event == "start" and not walk.enter(element):
            left_out = element
            walker.skip_subtree()
        elif event == "end":
            walk.leave(element, element is left_out)
    walk.end_block()
    return walk.found


class _Walk:
    """A walk through a page, which gathers its blocks."""

    def __init__(self, base: str | None) -> None:
        self.found: list[Piece] = []
        self._base = base
        self._line, self._runs = Line(), list[Run]()
        self._below = False  # whether the next block stands right below the last
        self._urls, self._headings = list[str | None](), list[str]()
        self._lists = self._typed = 0  # how many lists and preformatted texts are around
        self._in_row = False
        self._tables: list[bool] = []  # those around, and whether their rows are rows
        self._rowed = False  # whether a row was the last block

    def enter(self, element: HtmlElement) -> bool:
        """Begins an element; whether to go into it."""
        tag = element.tag
        style = element.get("style")
        if tag in _UNSHOWN or element.get("hidden") is not None or (style and _STYLED_AWAY.search(style)):
            return False
        if tag in _STRUCK or (style and _STRUCK_BY_STYLE.search(style)):
            if "".join(element.itertext()).strip():
                self._line.strike()
            return False
        if tag in _BLOCKS:
            self._begin_block(element, tag)
        elif tag == "a":
            self._urls.append(self._address(element))
        elif tag == "br":
            self._break()
        elif tag == "sup" and (mark := _MARK.fullmatch("".join(element.itertext()).strip())):
            link = element.find(".//a")
            self._runs.append(Run(element, False, link is not None))
            self._line.add(raised(mark[1]), self._url() if link is None else self._address(link))
            return False
        self._add(element.text, element, False)
        return True

    def leave(self, element: HtmlElement, left_out: bool) -> None:
        """Ends an element, which may have been left out; what stands behind it follows."""
        tag = element.tag
        if left_out:
            pass
        elif tag in _BLOCKS:
            self._finish_block(element, tag)
        elif tag == "a":
            self._urls.pop()
        self._add(element.tail, element, True)

    def end_block(self) -> None:
        """Ends the block under way."""
        if self._runs:
            block = self._line.block(bool(self._headings), self._below)
            heading = self._headings[-1] if self._headings else ""
            self.found.append(Piece(block, heading, self._lists > 0, self._runs))
            self._below = False
        if self._runs or self._in_row:
            self._line, self._runs = Line(), []

    def _begin_block(self, element: HtmlElement, tag: str) -> None:
        if self._in_row:
            self._line.part()
            if tag in ("td", "th"):
                self._line.cell()
            return
        self.end_block()
        if tag in _HEADINGS:
            self._headings.append(tag)
        elif tag == "pre":
            self._typed += 1
        elif tag in _LISTS:
            self._lists += 1
        elif tag in _ITEMS:
            self._below = element.getprevious() is not None
        elif tag == "table":
            self._tables.append(not _lays_out(element))
            self._rowed = False
        elif tag == "tr" and self._tables and self._tables[-1]:
            self._in_row, self._below = True, self._rowed

    def _finish_block(self, element: HtmlElement, tag: str) -> None:
        if self._in_row and tag != "tr":
            self._line.part()
            return
        self.end_block()
        if tag == "tr":
            self._in_row, self._rowed = False, self._in_row
        if tag in _TABLES and self._tables and not self._tables[-1]:
            element.tag = "div"
        if tag in _HEADINGS:
            self._headings.pop()
        elif tag == "pre":
            self._typed -= 1
        elif tag in _LISTS:
            self._lists -= 1
        elif tag == "table":
            self._tables.pop()

    def _break(self) -> None:
        """A new line: a space in headings, a new paragraph elsewhere, where it is not the first."""
        if self._in_row:
            self._line.part()
            return
        if self._headings:
            self._line.add(" ")
            return
        before = len(self.found)
        self.end_block()
        self._below = len(self.found) > before

    def _add(self, text: str | None, element: HtmlElement, behind: bool) -> None:
        if not text:
            return
        for number, line in enumerate(text.split("\n") if self._typed else (text,)):
            if number:
                self._break()
            if line and not line.isspace():
                self._runs.append(Run(element, behind, bool(self._urls)))
            if self._runs:
                self._line.add(line, self._url())

    def _url(self) -> str | None:
        """Where the link goes that is around."""
        return self._urls[-1] if self._urls else None

    def _address(self, link: HtmlElement) -> str | None:
        """Where a link goes, if that is another page of the web."""
        target = link.get("href", "").strip()
        if target.startswith("#"):
            return None
        try:
            url = urljoin(self._base or "", target)
        except ValueError:  # a broken address
            return None
        return url if url.startswith(("http://", "https://")) else None


def _lays_out(table: HtmlElement) -> bool:
    """Whether a table lays out a page: it holds tables or headings, or a long cell of several paragraphs."""
    return (
        table.get("role") in ("presentation", "none")
        or next(table.iterdescendants("table", "h1", "h2", "h3", "hr"), None) is not None
        or any(_has_paragraphs(cell) and len("".join(cell.itertext())) > _LONG for cell in table.iter("td"))
    )


def _has_paragraphs(cell: HtmlElement) -> bool:
    """Whether several paragraphs stand in a cell."""
    if sum(1 for _ in cell.iter("p", "div")) > 1:
        return True
    for line in cell.iter("br"):
        after = line.getnext()
        if after is not None and after.tag == "br" and not (line.tail or "").strip():
            return True
    return False
