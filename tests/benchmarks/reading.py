"""What reading a document costs, beside the library's own call on the same file: `python tests/benchmarks/reading.py`.

CPU time of one process. The two take turns, each round on all documents of the kind; a document of each kind is read
before. The documents are made of generated articles (see corpus.py).
"""

import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from functools import partial
from html import escape
from io import BytesIO
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from textwrap import fill
from typing import Any, NamedTuple
from zipfile import ZipFile

from corpus import articles
from extraction import machine

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from office import converted
from printed import LAYOUTS, print_of
from stories import Story

from factcheck.records import Article

ROUNDS, DOCUMENTS = 15, 20


class Contest(NamedTuple):
    """Documents, what reads them, and the library's call that tells nearest the same."""

    documents: Sequence[bytes]
    ours: Callable[[bytes], object]
    library: Callable[[bytes], object]


def pages(length: int) -> Contest:
    """Web pages of so many articles, with what stands around; trafilatura.extract, asked for the same."""
    import trafilatura

    from factcheck.articles import html

    options = {"include_links": True, "include_comments": False, "with_metadata": True}
    dates = {"extensive_search": False, "original_date": True}

    def own(data: bytes) -> object:
        return trafilatura.extract(data.decode(), output_format="xml", date_extraction_params=dates, **options)

    return Contest([_page(text).encode() for text in _texts(length)], lambda data: list(html.read(data, "a")), own)


def _texts(length: int) -> list[str]:
    """The texts of documents, each of so many articles."""
    texts = list(articles("en", DOCUMENTS * length))
    return ["\n\n".join(texts[number::DOCUMENTS]) for number in range(DOCUMENTS)]


def _page(text: str) -> str:
    """An article on a web page."""
    head, *told = text.strip().split("\n\n")
    body = "".join(f"<p>{escape(one).replace(', ', ', <a href=/a>see</a> ', 1)}</p>" for one in told)
    links = "".join(f"<li><a href='/{number}'>{word}</a></li>" for number, word in enumerate(text.split()[:30]))
    comments = "".join(f"<div class='comment'><p>{escape(one[:200])}</p></div>" for one in told)
    title = escape(head[:60])
    return (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>{title} | News</title></head><body>"
        f"<nav><ul>{links}</ul></nav><main><article><h1>{title}</h1><p>{escape(head)}</p>{body}</article>"
        f"<section id='comments'>{comments}</section><aside class='related'><ul>{links}</ul></aside></main>"
    )


def plain_texts(width: int | None) -> Contest:
    """Plain texts of five articles, broken into lines of a width or not; finding the claims in them."""
    import factcheck
    from factcheck.articles import plain
    from factcheck.claims import claims

    nlp = factcheck.load("en")
    texts = (
        _texts(5)
        if width is None
        else ["\n\n".join(fill(one, width) for one in text.split("\n\n")) for text in _texts(5)]
    )

    def own(data: bytes) -> object:
        return list(claims(Article("a", data.decode()), nlp))

    return Contest([text.encode() for text in texts], lambda data: list(plain.read(data, "a")), own)


def word(length: int) -> Contest:
    """Word documents of so many articles; the text of the paragraphs and cells that python-docx finds."""
    from docx import Document
    from docx.text.paragraph import Paragraph

    from factcheck.articles import docx

    def own(data: bytes) -> object:
        return [
            one.text if isinstance(one, Paragraph) else [[cell.text for cell in row.cells] for row in one.rows]
            for one in Document(BytesIO(data)).iter_inner_content()
        ]

    return Contest([_document(text) for text in _texts(length)], lambda data: list(docx.read(data, "a")), own)


def word_by_lxml(length: int) -> Contest:
    """The same; the XML parsed and its text joined, which tells no heading, list, row, link, note, change or style."""
    from lxml import etree

    names = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

    def own(data: bytes) -> object:
        with ZipFile(BytesIO(data)) as archive:
            root = etree.fromstring(archive.read("word/document.xml"))
        return "\n".join("".join(one.itertext(f"{names}t")) for one in root.iter(f"{names}p"))

    return word(length)._replace(library=own)


def _document(text: str) -> bytes:
    """A Word document: below each third paragraph an item of a list and a table."""
    from docx import Document

    document, stream = Document(), BytesIO()
    head, *told = text.strip().split("\n\n")
    document.add_heading(head[:60], 0)
    for number, one in enumerate([head, *told]):
        document.add_paragraph(one[:100]).add_run(one[100:]).bold = True
        if number % 3 == 0:
            document.add_paragraph(one[:80], style="List Bullet")
            for cell, said in zip(document.add_table(1, 3).rows[0].cells, one.split(), strict=False):
                cell.text = said
    document.save(stream)
    return stream.getvalue()


def prints(layout: str, length: int) -> Contest:
    """PDFs of so many articles, printed by LibreOffice; the text of the pages, as the library says that it is got."""
    from pypdfium2 import PdfDocument

    from factcheck.articles import pdf

    def own(data: bytes) -> object:
        with closing(PdfDocument(data)) as document:
            return [_own_text(page) for page in document]

    written = [
        Story("en", [("title", text[:60]), *(("text", one) for one in text.strip().split("\n\n"))])
        for text in _texts(length)
    ]
    with TemporaryDirectory() as name:
        folder = Path(name)
        for number, one in enumerate(written):
            (folder / f"{number}.fodt").write_text(print_of(one, LAYOUTS[layout]), encoding="utf-8")
        printed = converted([folder / f"{number}.fodt" for number in range(DOCUMENTS)], "pdf", folder)
        documents = [path.read_bytes() for path in printed]
    return Contest(documents, lambda data: list(pdf.articles(data, "a")), own)


def _own_text(page: Any) -> str:
    """The text of a page, in lines."""
    with closing(page), closing(page.get_textpage()) as text:
        return str(text.get_text_bounded())


CONTESTS: dict[str, Callable[[], Contest]] = {
    "plain text, finding its claims": partial(plain_texts, None),
    "plain text in lines of a width, finding its claims": partial(plain_texts, 72),
    "short web page, trafilatura": partial(pages, 1),
    "web page, trafilatura": partial(pages, 5),
    "long web page, trafilatura": partial(pages, 20),
    "short Word document, python-docx": partial(word, 1),
    "long Word document, python-docx": partial(word, 20),
    "long Word document, lxml alone": partial(word_by_lxml, 20),
    "PDF in one column, pypdfium2": partial(prints, "one column", 1),
    "long PDF in one column, pypdfium2": partial(prints, "one column", 20),
    "long PDF in two columns, pypdfium2": partial(prints, "two columns", 20),
}


def seconds(read: Callable[[bytes], object], documents: Sequence[bytes]) -> float:
    """The CPU seconds of reading all."""
    began = time.process_time()
    for document in documents:
        read(document)
    return time.process_time() - began


def row(name: str) -> str:
    """What the two need for a document, in milliseconds, and the ratio, min-max of the rounds."""
    contest = CONTESTS[name]()
    readers = contest.library, contest.ours
    for read in readers:
        read(contest.documents[0])
    turns = [[seconds(read, contest.documents) for read in readers] for _ in range(ROUNDS)]
    library, ours = (1000 * median(times) / len(contest.documents) for times in zip(*turns, strict=True))
    ratios = [ours / library for library, ours in turns]
    size = sum(map(len, contest.documents)) / len(contest.documents) / 1000
    told = f"{median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f})"
    return f"| {name} | {size:.0f} | {library:.1f} | {ours:.1f} | {told} |"


def main() -> None:
    """Prints the table, in Markdown."""
    print(f"{date.today()}, {machine()}\n")
    print("| document, library | kB | library's own call: ms | ours: ms | ratio |\n|---|---|---|---|---|")
    for name in CONTESTS:
        print(row(name))


if __name__ == "__main__":
    main()
