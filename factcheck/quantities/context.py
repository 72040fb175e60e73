"""What the words around a figure say: its modifier, its trend, and what is counted."""

from factcheck.quantities.items import Item
from factcheck.quantities.lexicon import Lexicon
from factcheck.records import Kind, Mention, Modifier, Trend

FUNCTION = frozenset(
    "CONJUNCTIONS ALTERNATIVES OF ARTICLES ENDS ORIGINS BETWEEN MODIFIERS MODIFIERS_AFTER INCREMENTS OUT_OF MONTHS "
    "WEEKDAYS NUM SHORT IDIOMS YEAR_CUES TIMES CLOCK_CUES CURRENCIES PERCENTS OPAQUE INDEFINITE".split()
)
BETWEEN_MODIFIER = ("ARTICLES", "BETWEEN", "ORIGINS", "QUOTE", "SIGNS")
DIRECT = ("CARDINAL", "ORDINAL")
LONGEST = 5
REACH = 6


def modifier(items: list[Item], start: int, end: int) -> Modifier:
    """What is said of a figure's exactness, right before it ("circa il") or right behind it ("o più")."""
    at = start - 1
    while at >= 0 and any(category in items[at] for category in BETWEEN_MODIFIER) and "MODIFIERS" not in items[at]:
        at -= 1
    if at >= 0 and "MODIFIERS" in items[at]:
        return items[at]["MODIFIERS"]  # type: ignore[no-any-return]
    if end < len(items) and "MODIFIERS_AFTER" in items[end]:
        return items[end]["MODIFIERS_AFTER"]  # type: ignore[no-any-return]
    return "="


def trend(items: list[Item], start: int) -> Trend | None:
    """Whether the figure is the amount of a rise or a fall: "cresce del 3%", "fell by 3%", "up 3%"."""
    at = start - 1
    while at >= 0 and any(category in items[at] for category in (*BETWEEN_MODIFIER, "MODIFIERS")):
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
        self._verb_endings = nouns.verb_endings
        self._plurals = frozenset(nouns.plurals)
        self._plural_endings = nouns.plural_endings

    def noun(self, item: Item | None) -> bool:
        """Whether a word may belong to a noun phrase."""
        return (
            item is not None
            and item.text[0].isalpha()
            and FUNCTION.isdisjoint(item.senses)
            and item.text.lower() not in self._stop
        )

    def plural(self, word: str) -> bool:
        """Whether a word looks like a plural."""
        return word in self._plurals or word.endswith(self._plural_endings)

    def counted(self, text: str, items: list[Item], end: int, kind: Kind) -> Mention | None:
        """What the figure that ends before item `end` counts or shares out; offsets count characters in `text`."""
        at = end
        across = at < len(items) and "OF" in items[at]
        if across:
            at += 1
        elif kind not in DIRECT:
            return None
        while at < len(items) and (items[at].text.lower() in self._determiners or across and "ARTICLES" in items[at]):
            at += 1
        first, last, count = at, at, 0
        while at < len(items) and count < LONGEST and self.noun(items[at]):
            word = items[at].text.lower()
            if count and self._verb(word, items[at - 1].text.lower()):
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
        return at + 1 < len(items) and "DASH" in items[at] and items[at].glued and items[at + 1].glued and items[at + 1].text[0].isalpha()

    def _verb(self, word: str, before: str) -> bool:
        """Whether a word behind a noun is its verb, by its ending."""
        return word.endswith(self._verb_endings) and word not in self._not_verbs and (not self._plural_endings or self.plural(before))
