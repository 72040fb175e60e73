"""What an amount belongs to, where the sentence says it plainly: a fine of $3m, exports to China fell 7%."""

from factcheck.quantities.items import SIGNED, Item
from factcheck.quantities.lexicon import Lexicon
from factcheck.quantities.nouns import LONGEST, Nouns
from factcheck.records import Mention

REACH = 30  # items looked at before the figure
SKIPPED = frozenset("MODIFIERS ARTICLES BETWEEN ORIGINS QUOTE SIGNS INCREMENTS".split())
MOVES = frozenset("RISES FALLS CHANGES".split())
TIMES = frozenset("MONTHS WEEKDAYS YEAR".split())
COMMAS = frozenset("COMMA CONJUNCTIONS".split())
NOT_THINGS = TIMES | frozenset("DURATIONS CENTURIES QUARTERS HALVES".split())


class Subjects:
    """Finds the noun that bears an amount, or the subject of the amount's clause, by a language's lists of words."""

    def __init__(self, lexicon: Lexicon, nouns: Nouns) -> None:
        self._nouns = nouns
        clause = lexicon.words.clauses
        self._before_nouns, self._dimensions = clause.amounts_before_nouns, frozenset(clause.dimensions)
        self._verbs_open = clause.verbs_open
        self._contents, self._not_contents = frozenset(clause.contents), frozenset(clause.not_contents)
        self._bearing, self._attached = frozenset(clause.bearing), frozenset(clause.attached)
        self._auxiliaries, self._verbs = frozenset(clause.auxiliaries), frozenset(clause.predicates)
        self._between = frozenset([*clause.auxiliaries, *clause.adverbs, *clause.infinitive])
        self._infinitive, self._relatives = frozenset(clause.infinitive), frozenset(clause.relatives)
        self._pronouns, self._ends = frozenset(clause.pronouns), frozenset(clause.ends)
        self._adverbs, self._adverb_endings = frozenset(clause.adverbs), clause.adverb_endings

    def of(self, text: str, items: list[Item], start: int, end: int) -> Mention | None:
        """The noun phrase to which the figure from item `start` to item `end` belongs; offsets as in `text`."""
        if end < len(items) and "OF" in items[end]:  # 9% of it
            return None
        adjective = self._before_nouns and start > 0 and "ARTICLES" in items[start - 1]
        found = (
            self._postponed(items, start, end)
            or (self._content(items, end) if self._measured(items, start, end) else None)
            or (None if adjective else self._bearer(items, start, end))
            or self._direct(items, start, end, adjective)
            or self._subject(items, start, end)
        )
        if found is None:
            return None
        first, last = found
        return Mention(text[items[first].start : items[last].end], items[first].start, items[last].end)

    def _postponed(self, items: list[Item], start: int, end: int) -> tuple[int, int] | None:
        """The subject behind "to be" or the like and its number, a plural with an article: sono 400 le vittime."""
        at = start - 1
        while at >= 0 and (self._is(items[at], self._adverbs) or not SKIPPED.isdisjoint(items[at].senses)):
            at -= 1
        found = self._nouns.phrase(items, end + 1) if end < len(items) and "ARTICLES" in items[end] else None
        plural = found is not None and self._nouns.plural(items[found[0]].text.lower())
        return found if plural and (at < 0 or self._announced(items, at)) else None

    def _announced(self, items: list[Item], at: int) -> bool:
        """Whether the item before a number lets its subject follow: sono 15, salgono a 15, tutti e tre."""
        if at and "ENDS" in items[at]:
            return not MOVES.isdisjoint(items[at - 1].senses) or self._verb(items, at - 1)
        if at and "CONJUNCTIONS" in items[at]:
            return self._nouns.determines(items[at - 1])
        return self._is(items[at], self._auxiliaries)

    def _direct(self, items: list[Item], start: int, end: int, adjective: bool) -> tuple[int, int] | None:
        """The noun in front of which the amount stands: a $20m contract, a 5% rise; not "it is 90% full"."""
        if not self._before_nouns or end >= len(items) or self._is(items[end], self._dimensions):
            return None
        if self._verb(items, end) and not (adjective and not self._is(items[end], self._auxiliaries)):
            return None
        return None if start and self._is(items[start - 1], self._auxiliaries) else self._nouns.phrase(items, end)

    def _content(self, items: list[Item], end: int) -> tuple[int, int] | None:
        """What the amount consists of: $20m in aid; not "8 in matematica", where nothing is measured."""
        if end + 1 >= len(items) or not self._is(items[end], self._contents) or not self._thing(items[end + 1]):
            return None
        last = end + 1
        while last + 1 < len(items) and last - end < LONGEST and self._thing(items[last + 1]):
            last += 1
        return end + 1, last

    def _measured(self, items: list[Item], start: int, end: int) -> bool:
        """Whether a figure is more than a bare count: it has a unit or a magnitude."""
        return end - start > 1 or ("NUM" in items[start] and items[start]["NUM"].magnitude > 1)

    def _thing(self, item: Item) -> bool:
        """Whether a word behind "in" may name a thing and not a place or a time."""
        small = item.text[0].islower() and NOT_THINGS.isdisjoint(item.senses)
        return (
            small
            and self._nouns.noun(item)
            and not (self._is(item, self._not_contents) or self._nouns.determines(item))
        )

    def _bearer(self, items: list[Item], start: int, end: int) -> tuple[int, int] | None:
        """The noun that names the amount: a fine of $3m, unemployment at 5%, a deal worth €5m."""
        at = start - 1
        if at >= 0 and items[start].text[0] in SIGNED and not self._verb(items, at):  # Nasdaq +0.8%
            return self._phrase(items, at)
        while at >= 0 and not SKIPPED.isdisjoint(items[at].senses) and not self._links(items[at], self._bearing):
            at -= 1
        if (at > 0 and self._gapped(items, at)) or (at == start - 1 == 0 and "PERCENTS" in items[end - 1]):  # Pd 22%
            return self._phrase(items, at)
        if at < 1 or not self._links(items[at], self._bearing) or self._verb(items, at - 1):
            return None
        first = self._run(items, at - 1)
        if first is not None and first > 1 and "OF" in items[first - 1]:
            first = first if (whole := self._run(items, first - 2)) is None else whole
        return None if first is None or (first and self._is(items[first - 1], self._auxiliaries)) else (first, at - 1)

    def _gapped(self, items: list[Item], at: int) -> bool:
        """Whether a noun that ends at a place begins a clause without a verb: the state pays $2m, the city $1m."""
        first = None if self._verb(items, at) else self._run(items, at)
        if not first:
            return first == 0  # a headline: Inflation 3.5%
        while first and "ARTICLES" in items[first - 1]:
            first -= 1
        return first > 0 and not COMMAS.isdisjoint(items[first - 1].senses)

    def _subject(self, items: list[Item], start: int, end: int) -> tuple[int, int] | None:
        """The subject of the nearest verb before the figure, None where that is a pronoun or the figure itself."""
        at = start - 1
        if end < len(items) and self._verb(items, end):
            return None
        while at >= max(0, start - REACH) and not self._is(items[at], self._ends):
            if not self._verb(items, at):
                at -= 1
                continue
            before = self._chain(items, at) - 1
            if before >= 0 and self._is(items[before], self._pronouns):
                return None
            found = self._antecedent(items, before) if before > 0 else self._opening(items, before)
            if found:
                return found
            at = before
        return None

    def _opening(self, items: list[Item], at: int) -> tuple[int, int] | None:
        """The noun that opens the sentence before its verb, if anything does."""
        return None if at < 0 or self._verb(items, at) else self._phrase(items, at)

    def _chain(self, items: list[Item], at: int) -> int:
        """The first item of the verb that has its last part at a place: would cost, has not yet risen, plans to pay."""
        while at > 0:
            before, named = items[at - 1], at > 1 and items[at - 1].text[0].isupper()  # in May
            particle = self._is(items[at], self._infinitive) or self._nouns.stops(items[at])
            between = not named and (self._is(before, self._between) or self._adverb(before))
            if not (between or (particle and self._verb(items, at - 1))):
                break
            at -= 1
        return at

    def _antecedent(self, items: list[Item], at: int) -> tuple[int, int] | None:
        """The subject that ends at a place; back over "which", or over what stands between two commas."""
        if self._is(items[at], self._relatives):
            at -= 2 if "COMMA" in items[at - 1] else 1
            first = self._run(items, at)
            return None if first is None else (first, at)
        if "COMMA" in items[at]:
            commas = [place for place in range(max(0, at - REACH), at) if "COMMA" in items[place]]
            at = commas[-1] - 1 if commas else -1
        return self._phrase(items, at)

    def _phrase(self, items: list[Item], last: int) -> tuple[int, int] | None:
        """The noun phrase that ends at a place, back to the noun on which it hangs: exports to China -> exports.

        None if that noun has a preposition of its own: "in Italy" is no subject.
        """
        while last > 1 and not TIMES.isdisjoint(items[last].senses) and self._links(items[last - 1], self._attached):
            last -= 2
        first = self._run(items, last)
        while first is not None:
            at = first - 1
            while at >= 0 and ("ARTICLES" in items[at] or self._nouns.determines(items[at])):
                at -= 1
            if at < 0 or not self._links(items[at], self._attached):
                return first, last
            first, last = self._run(items, at - 1), last if "OF" in items[at] else at - 1
        return None

    def _run(self, items: list[Item], last: int) -> int | None:
        """The first of the nouns and adjectives that end at a place, None if there is none or it names a time."""
        at = last
        while at >= 0 and self._noun(items, at) and not (at < last and self._verb(items, at)):
            at -= 2 if self._hyphened(items, at) else 1
        if 0 < at < last - 1 and "DASH" in items[at] and "NUM" in items[at - 1]:  # a three-bedroom house
            at += 1
        thing = at < last and NOT_THINGS.isdisjoint(items[last].senses) and not self._adverb(items[last])
        return at + 1 if thing else None

    def _hyphened(self, items: list[Item], at: int) -> bool:
        """Whether a hyphen ties a word to a noun before it: single-family homes."""
        return (
            at > 1 and "DASH" in items[at - 1] and items[at - 1].glued and items[at].glued and self._noun(items, at - 2)
        )

    def _noun(self, items: list[Item], at: int) -> bool:
        """Whether a word may be part of a noun phrase; a capital that begins the sentence makes no name."""
        item, numbered = items[at], at > 0 and "NUM" in items[at - 1]
        if self._is(item, self._bearing) or (at == 0 and self._nouns.stops(item)):
            return False
        if "CURRENCIES" in item or "MEASURES" in item:
            return item.text[0].isalpha() and not numbered
        return self._nouns.noun(item)

    def _verb(self, items: list[Item], at: int) -> bool:
        """Whether a word may be the verb of a clause: no name, and no noun behind an article or a preposition."""
        item, before = items[at], items[at - 1] if at else None
        words = item.text.lower().split()
        if not item.text[0].isalpha() or (item.text[0].isupper() and at):
            return False
        if not self._auxiliaries.isdisjoint(words):
            return True
        if before is None:  # Costa 5 euro; but "Calo del 3%"
            return self._verbs_open and (not self._verbs.isdisjoint(words) or self._nouns.verb(words[0]))
        if self._nouns.determines(before):
            return False
        if "ARTICLES" in before and not self._is(before, self._between):
            return False
        if self._links(before, self._attached) and not self._is(before, self._infinitive):
            return False
        known = not MOVES.isdisjoint(item.senses) or not self._verbs.isdisjoint(words)
        return known or (self._nouns.verb(words[0]) and not self._adverb(item))

    def _adverb(self, item: Item) -> bool:
        return item.text.lower().endswith(self._adverb_endings)

    def _links(self, item: Item, prepositions: frozenset[str]) -> bool:
        return "OF" in item or self._is(item, prepositions)

    def _is(self, item: Item, words: frozenset[str]) -> bool:
        return item.text.lower() in words
