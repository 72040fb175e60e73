"""Prose without a figure, as much as is asked for, from a language's pieces in data/<lang>/prose.json.

The same pieces and the same seed give the same text. Each list of pieces is dealt out like a pack of cards, so all of
it is used before a piece comes again.
"""

import json
import re
from pathlib import Path
from random import Random
from string import ascii_uppercase

DATA = Path(__file__).parent / "data"
SLOT = re.compile(r"\{(\^?)(\w+)\}")
SIGNS = {"%d": "0123456789", "%n": "123456789", "%A": ascii_uppercase}


class Prose:
    """Deals out the pieces of a language."""

    def __init__(self, lang: str, seed: int = 1) -> None:
        self.pieces = json.loads((DATA / lang / "prose.json").read_text(encoding="utf-8"))
        self._packs: dict[str, list[str]] = {}
        self._random = Random(seed)

    def text(self, size: int) -> str:
        """Articles, of at least so many bytes together."""
        articles = []
        while size > 0:
            articles.append(self.say("article") + "\n\n")
            size -= len(articles[-1].encode())
        return "".join(articles)

    def say(self, name: str) -> str:
        """A piece of a list, its slots filled."""
        filled = SLOT.sub(self._fill, self._deal(name))
        return re.sub("%[dnA]", lambda sign: self._random.choice(SIGNS[sign[0]]), filled)

    def _fill(self, slot: re.Match[str]) -> str:
        said = self.say(slot[2])
        return said[0].upper() + said[1:] if slot[1] else said

    def _deal(self, name: str) -> str:
        if not self._packs.get(name):
            self._packs[name] = self._random.sample(self.pieces[name], len(self.pieces[name]))
        return self._packs[name].pop()
