"""The formats in which the tests make the articles of stories.py: a row each, of which a new one has another."""

import csv
import io
import json
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import mails
import webpages
from opendocument import fodt, odt
from openpyxl import Workbook
from printed import LAYOUTS, page_of, print_of
from stories import STORIES, Story
from word import docx
from written import TOGETHER, plain, shown


class Writer(NamedTuple):
    """How documents of a format are made, and what becomes of an article in it.

    extension   of the document
    write       makes it, or what `program` makes it of
    source      the extension of that
    program     "soffice", which opens it and saves it as another, or "chromium", which prints it
    leaves_out  the kinds of blocks that can't be written in it, or nobody could find again
    keeps       whether the text that is read is the plain text, each character; else its lines are, footnotes apart
    stories     the articles that are written
    """

    extension: str
    write: Callable[[Story], str | bytes]
    source: str = ""
    program: str = ""
    leaves_out: tuple[str, ...] = ()
    keeps: bool = True
    stories: tuple[str, ...] = tuple(STORIES)

    def story(self, name: str) -> Story:
        """An article, as far as it can be written in the format."""
        return STORIES[name].without(*self.leaves_out)

    def put(self, stem: Path, name: str) -> Path:
        """The file that an article is written to: its path is this one and the extension."""
        written = self.write(self.story(name))
        path = stem.with_suffix(f".{self.source or self.extension}")
        path.write_bytes(written.encode() if isinstance(written, str) else written)
        return path


def listed(story: Story, bullet: str, number: str) -> str:
    """A plain text, as somebody types it who puts a bullet or a number before what is in a list."""
    marks = {"item": bullet, "number": number}
    blocks = [(what, marks.get(what, "").format(at) + text) for at, (what, text) in enumerate(story.blocks)]
    return plain(story._replace(blocks=blocks))


def markdown(story: Story) -> str:
    """As somebody types it, the first line of a paragraph broken."""
    marks, lines = {"title": "# ", "heading": "## ", "item": "- ", "number": "1. ", "quote": "> "}, list[str]()
    for (before, _), (what, text) in pairwise([("", ""), *shown(story)]):
        cells = text.split("\t")
        if what == before and what in TOGETHER:
            lines.pop()
        if what == "row":
            lines += [f"| {' | '.join(cells)} |"] + ([f"|{'---|' * len(cells)}"] if before != "row" else [])
        else:
            typed = text.replace("\n", "\\\n") if "\n" in text else text.replace(" ", "\n", 1)
            lines.append(marks[what] + text if what in marks else typed)
        lines.append("")
    return "\n".join(lines)


HEADING = ("id", "text", "lang")


def workbook(story: Story) -> bytes:
    """A table of articles with this one in its only row."""
    book, stream = Workbook(), io.BytesIO()
    for row in (HEADING, ("1", plain(story), story.lang)):
        book["Sheet"].append(row)
    book.save(stream)
    return stream.getvalue()


def table(story: Story) -> str:
    """The same as text parted by semicolons."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=";").writerows([HEADING, ("1", plain(story), story.lang)])
    return stream.getvalue()


def json_lines(story: Story) -> str:
    return json.dumps({"text": plain(story)}) + "\n"


def web(page: Callable[[Story], str]) -> Callable[[Story], str]:
    return lambda story: f"<html><body>{page(story)}</body></html>"


OFFICE = partial(Writer, program="soffice")
HYPERTEXT = partial(Writer, keeps=False, leaves_out=("columns",))
NO_TABLES = partial(HYPERTEXT, leaves_out=("columns", "row"))
LONG = ("bridge", "river", "trains", "dam", "ferries")  # so that they show that a width broke their lines
# Of a short article no page tells where a paragraph ends, what is a head, what is struck out
PRINTED = partial(Writer, "pdf", keeps=False)
WHOLE_LINES = ("river", "trains", "ferries")  # whose items are sentences

WRITERS = {
    "plain text": Writer("txt", plain),
    "plain text with bullets": Writer("txt", partial(listed, bullet="• ", number="{}. "), keeps=False),
    "plain text with dashes": Writer("txt", partial(listed, bullet="- ", number="({}) "), keeps=False),
    "UTF-16": Writer("txt", lambda story: plain(story).encode("utf-16")),
    "Markdown": Writer("md", markdown, leaves_out=("columns",)),
    "Word": Writer("docx", docx),
    "Word by LibreOffice": OFFICE("docx", fodt, "fodt"),
    "OpenDocument": Writer("odt", odt),
    "OpenDocument, flat": Writer("fodt", fodt),
    "OpenDocument by LibreOffice": OFFICE("odt", fodt, "fodt"),
    "OpenDocument by LibreOffice of Word": OFFICE("odt", docx, "docx", leaves_out=("box",)),
    "RTF by LibreOffice": OFFICE("rtf", fodt, "fodt"),
    "RTF by LibreOffice of Word": OFFICE("rtf", docx, "docx", leaves_out=("box",)),
    **{
        f"PDF by LibreOffice, {name}": PRINTED(
            partial(print_of, layout=layout),
            "fodt",
            "soffice",
            leaves_out=("row",) if layout.columns > 2 else (),
            stories=("river", "trains") if name == "one column" else ("river", "trains", "dam", "ferries"),
        )
        for name, layout in LAYOUTS.items()
    },
    "PDF by Chromium": PRINTED(partial(page_of, columns=1), "html", "chromium", stories=WHOLE_LINES),
    "PDF by Chromium, two columns": PRINTED(
        partial(page_of, columns=2), "html", "chromium", leaves_out=("row",), stories=WHOLE_LINES
    ),
    "a web page": HYPERTEXT("html", web(webpages.modern)),
    "a web page of divs": NO_TABLES("html", web(webpages.divs)),
    "a web page of line breaks": NO_TABLES(
        "html", web(webpages.breaks), stories=("bridge", "harvest", "river", "trains", "dam", "ferries")
    ),
    "a web page by a word processor": NO_TABLES("html", web(webpages.saved_as_html)),
    "a web page in short lines": NO_TABLES("html", web(webpages.wrapped)),
    "a mail": Writer("eml", mails.in_plain_text),
    "a mail in broken lines": Writer("eml", mails.in_broken_lines, keeps=False, stories=LONG),
    "a mail in flowed lines": Writer("eml", mails.in_flowed_text, keeps=False),
    "a mail in HTML": HYPERTEXT("eml", mails.in_html),
    "a newsletter": NO_TABLES("eml", mails.as_a_newsletter),
    "RSS": HYPERTEXT("xml", mails.in_rss),
    "RSS, in the description": HYPERTEXT("xml", mails.in_a_description),
    "RSS 1.0": HYPERTEXT("xml", mails.in_rss_1),
    "Atom": HYPERTEXT("xml", mails.in_atom),
    "Atom in XHTML": HYPERTEXT("xml", mails.in_atom_as_xhtml),
    "Atom in text": HYPERTEXT("xml", mails.in_atom_as_text),
    "a workbook": Writer("xlsx", workbook),
    "a workbook by LibreOffice": OFFICE("xlsx", workbook, "xlsx"),
    "CSV": Writer("csv", table),
    "JSON Lines": Writer("jsonl", json_lines),
}
