"""The articles that the tests of documents are made of. Writers put them into formats: writers.py and what it names.

They lie in data/stories, a block a line: what it is (title, heading, text, columns, quote, caption, item, number, box,
row, head of the pages) and its text. In a text, {b:bold}, {^:raised}, {n:a footnote}, {a:https://...|a link},
{+:inserted}, {-:deleted}, {?:hidden}; {br:} ends a line, {tab:} parts columns. The cells of a row are parted by " | ".
"""

from html import unescape
from pathlib import Path
from typing import NamedTuple

_NAMES = "bridge.it harvest.en notes.it tables.en changes.it river.it trains.en dam.it ferries.en"


class Story(NamedTuple):
    """An article: its language and its blocks."""

    lang: str
    blocks: list[tuple[str, str]]

    def without(self, *kinds: str) -> "Story":
        """The article without the blocks of these kinds."""
        return self._replace(blocks=[block for block in self.blocks if block[0] not in kinds])


def _read(name: str) -> Story:
    lines = (Path(__file__).parent / "data" / "stories" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    blocks = (line.partition(": ") for line in lines)
    return Story(name.partition(".")[2], [(what, unescape(text)) for what, _, text in blocks])


STORIES = {name.partition(".")[0]: _read(name) for name in _NAMES.split()}
BRIDGE, NOTES, CHANGES = (STORIES[name] for name in ("bridge", "notes", "changes"))
