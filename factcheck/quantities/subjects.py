"""What an amount belongs to, where the sentence says it plainly: a fine of $3m, exports to China fell 7%."""

from factcheck.quantities.items import Item
from factcheck.quantities.lexicon import Lexicon
from factcheck.quantities.nouns import LONGEST, Nouns
from factcheck.records import Mention

REACH = 30  # items looked at before the figure
SKIPPED = frozenset("MODIFIERS ARTICLES BETWEEN ORIGINS QUOTE SIGNS INCREMENTS".split())
MOVES = frozenset("RISES FALLS CHANGES".split())
NOT_THINGS = frozenset("DURATIONS MONTHS WEEKDAYS CENTURIES QUARTERS HALVES".split())


class Subjects:
    """Finds the noun that bears an amount, or the subject of the amount's clause, by a language's lists of words."""

    def __init__(self, lexicon: Lexicon, nouns: Nouns) -> None:
        self._nouns = nouns
        clause = lexicon.words.clauses
        self._contents, self._not_contents = frozenset(clause.contents), frozenset(clause.not_contents)
        self._bearing, self._attached = frozenset(clause.bearing), frozenset(clause.attached)
        self._auxiliaries, self._predicates = frozenset(clause.auxiliaries), frozenset(clause.predicates)
        self._infinitive, self._relatives = frozenset(clause.infinitive), frozenset(clause.relatives)
        self._pronouns, self._ends = frozenset(clause.pronouns), frozenset(clause.ends)
        self._adverb_endings = clause.adverb_endings

    def of(self, text: str, items: list[Item], start: int, end: int) -> Mention | None:
        """The noun phrase to which the figure from item `start` to item `end` belongs; offsets as in `text`."""
        found = self._content(items, end) or self._bearer(items, start) or self._subject(items, start)
        if found is None:
            return None
        first, last = found
        return Mention(text[items[first].start : items[last].end], items[first].start, items[last].end)

    def _content(self, items: list[Item], end: int) -> tuple[int, int] | None:
        """What the amount consists of: $20m in aid."""
        if end + 1 >= len(items) or not self._is(items[end], self._contents) or not self._thing(items[end + 1]):
            return None
        last = end + 1
        while last + 1 < len(items) and last - end < LONGEST and self._thing(items[last + 1]):
            last += 1
        return end + 1, last

    def _thing(self, item: Item) -> bool:
        """Whether a word behind "in" may name a thing and not a place or a time."""
        small = item.text[0].islower() and NOT_THINGS.isdisjoint(item.senses)
        return small and self._nouns.noun(item) and not self._is(item, self._not_contents)

    def _bearer(self, items: list[Item], start: int) -> tuple[int, int] | None:
        """The noun that names the amount: a fine of $3m, unemployment at 5%, a deal worth €5m."""
        at = start - 1
        while at >= 0 and not SKIPPED.isdisjoint(items[at].senses) and not self._links(items[at], self._bearing):
            at -= 1
        if at < 1 or not self._links(items[at], self._bearing):
            return None
        first = self._run(items, at - 1)
        return None if first is None else (first, at - 1)

    def _subject(self, items: list[Item], start: int) -> tuple[int, int] | None:
        """The subject of the nearest verb before the figure, None where that is a pronoun."""
        at = start - 1
        while at >= max(0, start - REACH) and not self._is(items[at], self._ends):
            if not self._verb(items, at):
                at -= 1
                continue
            before = self._chain(items, at) - 1
            if before >= 0 and self._is(items[before], self._pronouns):
                return None
            found = self._phrase(items, self._antecedent(items, before))
            if found:
                return found
            at = before
        return None

    def _chain(self, items: list[Item], at: int) -> int:
        """The first item of the verb that has its last part at a place: would cost, has not yet risen, plans to pay."""
        while at > 0:
            before = items[at - 1]
            planned = self._is(items[at], self._infinitive) and self._verb(items, at - 1)
            if not (planned or self._is(before, self._auxiliaries | self._infinitive) or self._adverb(before)):
                break
            at -= 1
        return at

    def _antecedent(self, items: list[Item], at: int) -> int:
        """Where the subject ends: back over "which", or over what stands between two commas."""
        if at > 0 and self._is(items[at], self._relatives):
            at -= 1
            return at - 1 if "COMMA" in items[at] else at
        if at > 0 and "COMMA" in items[at]:
            commas = [place for place in range(max(0, at - REACH), at) if "COMMA" in items[place]]
            return commas[-1] - 1 if commas else -1
        return at

    def _phrase(self, items: list[Item], last: int) -> tuple[int, int] | None:
        """The noun phrase that ends at a place, back to the noun on which it hangs: exports to China -> exports."""
        first = self._run(items, last)
        while first is not None:
            at = first - 1
            while at >= 0 and ("ARTICLES" in items[at] or self._nouns.determines(items[at])):
                at -= 1
            if at < 1 or not self._links(items[at], self._attached):
                break
            before = self._run(items, at - 1)
            if before is None:
                break
            first, last = before, last if "OF" in items[at] else at - 1
        return None if first is None else (first, last)

    def _run(self, items: list[Item], last: int) -> int | None:
        """The first of the nouns and adjectives that end at a place, None if there is none or it names a time."""
        at = last
        while at >= 0 and self._nouns.noun(items[at]) and not (at < last and self._verb(items, at)):
            at -= 1
        return at + 1 if at < last and NOT_THINGS.isdisjoint(items[last].senses) else None

    def _verb(self, items: list[Item], at: int) -> bool:
        """Whether a word may be the verb of a clause."""
        item, word = items[at], items[at].text.lower()
        if not MOVES.isdisjoint(item.senses):
            return at > 0 and "ARTICLES" not in items[at - 1] and not self._links(items[at - 1], self._attached)
        known = word in self._auxiliaries or word in self._predicates
        return known or (self._nouns.verb(word) and not self._adverb(item))

    def _adverb(self, item: Item) -> bool:
        return item.text.lower().endswith(self._adverb_endings)

    def _links(self, item: Item, prepositions: frozenset[str]) -> bool:
        return "OF" in item or self._is(item, prepositions)

    def _is(self, item: Item, words: frozenset[str]) -> bool:
        return item.text.lower() in words
