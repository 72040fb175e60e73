"""What stands around a match: the ground that conditions are built on."""

from collections.abc import Set

from factcheck.quantities.grammar import Match
from factcheck.quantities.items import Item, item_at
from factcheck.quantities.nouns import Nouns

UNITS = frozenset("CURRENCIES SIGNS PERCENTS MEASURES DURATIONS CENTS MAGNITUDES MONEY_MAGNITUDES".split())


class Surroundings:
    """Questions about a match's neighbours."""

    def __init__(self, nouns: Nouns) -> None:
        self.nouns = nouns

    def _has(self, item: Item | None, categories: Set[str]) -> bool:
        """Whether an item is there and has one of the categories."""
        return item is not None and not categories.isdisjoint(item.senses)

    def _plural(self, item: Item) -> bool:
        """Whether a word is a plural noun, as far as its looks tell."""
        word = item.text.lower()
        return self.nouns.plural(word) and not self.nouns.verb(word)

    def _unit(self, match: Match) -> bool:
        """Whether a unit stands behind the match."""
        return self._has(match.after, UNITS)

    def _signed(self, match: Match) -> bool:
        """Whether a currency sign stands before the match."""
        return "SIGNS" in match.before

    def _before_noun(self, match: Match) -> bool:
        """Whether a lower-case noun stands behind the match."""
        return self.nouns.noun(match.after) and match.after.text[0].islower()

    def _counting(self, match: Match) -> bool:
        """Whether the match counts what stands behind: a noun, or times (2-3 volte)."""
        return self._before_noun(match) or "TIMES" in match.after

    def _before_plural(self, match: Match) -> bool:
        """Whether a small plural noun stands right behind the match."""
        after = item_at(match.items, match.found.end())
        return self.nouns.noun(after) and after.text.islower() and self._plural(after)
