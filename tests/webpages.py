"""Articles as web pages of many shapes, and as pieces of HTML."""

import re
from collections.abc import Mapping
from html import escape
from itertools import groupby

from stories import Story
from written import runs, title

_SHAPES = {
    "title": "<h1>{}</h1>", "heading": "<h2>{}</h2>", "quote": "<blockquote><p>{}</p></blockquote>",
    "caption": "<figure><img src='a.jpg' alt='12 cats'><figcaption>{}</figcaption></figure>",
    "item": "<li>{}</li>", "number": "<li>{}</li>", "row": "<tr><td>{}</td></tr>",
}  # fmt: skip
_AROUND = {"item": "<ul>{}</ul>", "number": "<ol>{}</ol>", "row": "<table>{}</table>"}
_RUNS = {"b": "<b>{}</b>", "^": "<sup>{}</sup>", "+": "<ins>{}</ins>", "-": "", "?": "<i hidden>{}</i>", "br": "<br>"}


def blocks(story: Story) -> list[tuple[str, str]]:
    """The blocks in HTML, without heads of pages; notes ("note") last."""
    notes = list[str]()
    found = [(what, _inline(text, notes)) for what, text in story.blocks if what != "head"]
    found += [("note", f"<sup>{number}</sup> {_inline(note, notes)}") for number, note in enumerate(notes, 1)]
    return [(what, html) for what, html in found if html]


def _inline(text: str, notes: list[str]) -> str:
    """A text in HTML, with the marks of its notes, which are added to `notes`."""
    html = ""
    for what, said in runs(text):
        if what == "n":
            notes.append(said)
            html += f"<sup>{len(notes)}</sup>"
        elif what == "a":
            address, _, words = said.partition("|")
            html += f"<a href='{escape(address)}'>{escape(words)}</a>"
        else:
            html += _RUNS.get(what, "{}").format(escape(said, quote=False))
    return html.replace("\u00a0", "&nbsp;")


def body(story: Story, shapes: Mapping[str, str] | None = None, around: Mapping[str, str] = _AROUND) -> str:
    """The article in HTML: the shape of each kind of block, where it is another than most pages have, and of lists."""
    wanted, html = {**_SHAPES, **(shapes or {})}, ""
    for what, group in groupby(blocks(story), key=lambda block: block[0]):
        inner = "".join(wanted.get(what, "<p>{}</p>").format(said.replace(" | ", "</td><td>")) for _, said in group)
        html += around.get(what, "{}").format(inner)
    return html


def modern(story: Story) -> str:
    """An <article> with a header, figures and a table; around it navigation, comments and other articles."""
    inner = body(story, {"title": "<header><h1>{}</h1></header>"})
    return (
        f"<title>{title(story)} | 24 News</title><nav><a href='/'>24 News</a><a href='/top'>Top 10</a></nav>"
        f"<main><article>{inner}</article><aside class='related'><a href='/x'>Rents up 12%</a></aside>"
        "<section class='comments'><p>I paid 500 euros for that and nobody told me why.</p></section></main>"
        "<footer>Read by 120,000 people</footer>"
    )


def _lines(story: Story) -> list[str]:
    """The blocks without what they are."""
    return [html for _, html in blocks(story)]


def divs(story: Story) -> str:
    """Nothing but divs with names that say nothing."""
    inner = "".join(f"<div class='x{number % 3}'>{line}</div>" for number, line in enumerate(_lines(story)))
    return f"<title>{title(story)}</title><div class='q'><div><a href='/'>Home 24</a></div><div>{inner}</div></div>"


def breaks(story: Story) -> str:
    """A page laid out by tables, its paragraphs parted by line breaks."""
    first, *rest = _lines(story)
    inner = f"<font size=5><b>{first}</b></font><br>{'<br><br>'.join(rest)}"
    return (
        f"<title>24 News - {title(story)}</title><table><tr><td colspan=2><a href='/'>Page 1</a></td></tr>"
        f"<tr><td><a href='a'>Top 10</a></td><td>{inner}</td></tr></table>"
    )


def saved_as_html(story: Story) -> str:
    """What word processors save."""
    first, *rest = _lines(story)
    return f"<h1>{first}</h1>" + "".join(f"<p>{line}</p>\n" for line in rest)


def wrapped(story: Story) -> str:
    """A page whose source is broken into short lines, with links and emphasis."""
    first, *rest = _lines(story)
    lines = "".join(f"<p><span>{line}</span></p>" for line in rest).replace(" ", "\n   ", 40)
    linked = re.sub(r"(\d+)(?=\s)", r"<a href='https://source.example/\1'><em>\1</em></a>", lines, count=2)
    return f"<title>{title(story)}</title><div id='content'><h1>{first}</h1>{linked}</div>"
