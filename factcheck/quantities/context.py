"""What the words around a figure say: its modifier, its trend, and what is counted."""

from factcheck.quantities.items import Item
from factcheck.quantities.lexicon import Lexicon
from factcheck.records import Mention, Modifier, Trend

NOUNS = frozenset(
    [
        "REFERENCES",
        "NAMES",
        "PREFIXES",
        "RISES",
        "FALLS",
        "CHANGES",
        "WEIGHTS",
        "MEASURES",
        "DURATIONS",
        "ORDINALS",
        "FRACTIONS",
        "CENTURIES",
        "DECADE_CUES",
        "RANKS",
        "ROMAN",
        "AGED",
        "QUARTERS",
        "HALVES",
    ]
)
BETWEEN_TREND = ("ARTICLES", "QUOTE", "SIGNS", "MODIFIERS")
AFTER = frozenset(("MODIFIERS_AFTER", "RISES_AFTER", "FALLS_AFTER"))
BETWEEN_MODIFIER = ("ARTICLES", "BETWEEN", "ORIGINS", "QUOTE", "SIGNS")
LONGEST = 5
REACH = 6


def modifier(items: list[Item], start: int, end: int, behind: int) -> Modifier:
    """What is said of a figure's exactness, right before it ("circa il"), right behind it ("o più"), or behind what it
    counts ("300 persone circa"); `behind` is the offset where that ends.
    """
    at = start - 1
    while at >= 0 and any(category in items[at] for category in BETWEEN_MODIFIER) and "MODIFIERS" not in items[at]:
        at -= 1
    if at >= 0 and "MODIFIERS" in items[at]:
        return items[at]["MODIFIERS"]  # type: ignore[no-any-return]
    for item in items[end : end + 2 * LONGEST]:
        if "MODIFIERS_AFTER" in item and (item is items[end] or 0 <= item.start - behind <= 1):
            return item["MODIFIERS_AFTER"]  # type: ignore[no-any-return]
    if any("ROUGH" in part for item in items[start:end] if "NUM" in item for part in item["PARTS"]):
        return "~"
    return "="


def trend(items: list[Item], start: int, end: int, behind: int) -> Trend | None:
    """Whether the figure is the amount of a rise or a fall: "cresce del 3%", "fell by 3%", "3 in più"."""
    for item in items[end : end + 2 * LONGEST]:
        if item is items[end] or 0 <= item.start - behind <= 1:
            if "RISES_AFTER" in item or "FALLS_AFTER" in item:
                return "up" if "RISES_AFTER" in item else "down"
    at = start - 1
    while at >= 0 and any(category in items[at] for category in BETWEEN_TREND):
        at -= 1
    if at < 0 or "INCREMENTS" not in items[at]:
        return None
    for item in reversed(items[max(0, at - REACH) : at + 1]):
        if "RISES" in item or "FALLS" in item:
            return "up" if "RISES" in item else "down"
    return None


class Nouns:
    """Finds the noun phrase that a figure counts, by a language's lists of words that end one."""

    def __init__(self, lexicon: Lexicon) -> None:
        nouns = lexicon.words.nouns
        self._determiners = frozenset(nouns.determiners)
        self._stop = frozenset(nouns.stop_words)
        self._not_verbs = frozenset(nouns.not_verbs)
        self._verbs = frozenset(nouns.verbs)
        self._verb_endings = nouns.verb_endings
        self._plurals = frozenset(nouns.plurals)
        self._plural_endings, self._singular_endings = nouns.plural_endings, nouns.singular_endings

    def noun(self, item: Item | None) -> bool:
        """Whether a word may belong to a noun phrase."""
        return (
            item is not None
            and item.text[0].isalpha()
            and NOUNS.issuperset(item.senses)
            and (
                item.text.lower() not in self._stop
                or (item.text.isupper() and len(item.text) > 1)
                or (item.text[0].isupper() and len(item.text) > 3)
            )
        )

    def plural(self, word: str) -> bool:
        """Whether a word looks like a plural."""
        return word in self._plurals or (
            word.endswith(self._plural_endings) and not word.endswith(self._singular_endings)
        )

    def counted(self, text: str, items: list[Item], end: int, direct: bool, hyphened: bool) -> Mention | None:
        """What the figure that ends before item `end` counts or shares out; offsets count characters in `text`.

        Only a `direct` one may do without "of": 200 people, but 30% of the people. Behind a `hyphened` one a verb may
        stand as well: the 72-year-old denied it.
        """
        at = end
        while direct and at < len(items) and not AFTER.isdisjoint(items[at].senses):
            at += 1
        if direct and at > end - 1 and self._hyphen(items, at):
            at += 1
        across = at < len(items) and "OF" in items[at]
        if across:
            at += 1
        elif not direct:
            return None
        while at < len(items) and (
            items[at].text.lower() in self._determiners or (across and ("ARTICLES" in items[at] or "NUM" in items[at]))
        ):
            at += 1
        first, last, count = at, at, 0
        while at < len(items) and count < LONGEST and self.noun(items[at]):
            word = items[at].text.lower()
            if (count and not self._agrees(items[at - 1].text.lower(), word)) or (hyphened and self._verb(word)):
                break
            count += 1
            last = at = at + 1
            if self._hyphen(items, at):
                at += 1
        if not count:
            return None
        start, stop = items[first].start, items[last - 1].end
        return Mention(text[start:stop], start, stop)

    def _hyphen(self, items: list[Item], at: int) -> bool:
        """Whether a hyphen without spaces stands here, with a word behind it."""
        return (
            at + 1 < len(items)
            and "DASH" in items[at]
            and items[at].glued
            and items[at + 1].glued
            and items[at + 1].text[0].isalpha()
        )

    def _verb(self, word: str) -> bool:
        """Whether a word that stands behind a noun must be a verb."""
        return word in self._verbs or (word.endswith(self._verb_endings) and word not in self._not_verbs)

    def _agrees(self, before: str, word: str) -> bool:
        """Whether a word may go on with the noun phrase: no finite verb, and a plural where a plural stands before it."""
        if self._verb(word):
            return False
        return self.plural(word) or not self.plural(before)
