"""The text of the articles in stories.py: what there is to read in them, whatever format they are in."""

import re
from collections.abc import Iterator
from itertools import pairwise

from stories import Story

_RUN = re.compile(r"\{([a-z^?+-]+):([^{}]*)\}")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
TOGETHER = ("item", "number", "row")  # blocks that stand right below each other


def runs(text: str) -> Iterator[tuple[str, str]]:
    """The runs of a text: what each is, "" for one that is nothing special, and what it says."""
    at = 0
    for found in _RUN.finditer(text):
        if found.start() > at:
            yield "", text[at : found.start()]
        yield found[1], found[2]
        at = found.end()
    if text[at:]:
        yield "", text[at:]


def shown(story: Story) -> list[tuple[str, str]]:
    """The blocks as they are read, the cells of a row parted by tabs; without heads of pages, notes ("note") last."""
    notes = list[str]()
    blocks = [(what, _shown(text, notes)) for what, text in story.blocks if what != "head"]
    told = [("note", f"{_mark(number)} {note}") for number, note in enumerate(notes, 1)]
    return [(what, text) for what, text in blocks + told if text]


def plain(story: Story) -> str:
    """The article as a plain text."""
    return "".join(
        text + ("\n" if what == after and what in TOGETHER else "\n\n")
        for (what, text), (after, _) in pairwise([*shown(story), ("", "")])
    ).strip()


def title(story: Story) -> str:
    """Its headline."""
    return next(text for what, text in shown(story) if what == "title")


def _mark(number: int) -> str:
    return str(number).translate(_RAISED)


def _shown(text: str, notes: list[str]) -> str:
    """What a reader sees of a text, with the marks of its notes, which are added to `notes`."""
    out = list[str]()
    for what, said in runs(text.replace(" | ", "\t")):
        if what == "n":
            notes.append(said)
            out.append(_mark(len(notes)))
        elif what not in ("-", "?"):
            seen = {"^": said.translate(_RAISED), "br": "\n", "tab": "\t", "a": said.partition("|")[2]}
            out.append(seen.get(what, said))
    return "".join(out)
