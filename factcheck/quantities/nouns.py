"""What a figure counts: the noun phrase behind it."""

from factcheck.quantities.items import Item
from factcheck.quantities.lexicon import NOUNS, Lexicon
from factcheck.records import Mention

BEFORE_NOUN = frozenset("MODIFIERS_AFTER RISES_AFTER FALLS_AFTER".split())
COMPARED = frozenset("RISES_AFTER FALLS_AFTER".split())
LONGEST = 5
OPENING = frozenset('"“«‘„')


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

    def noun(self, item: Item) -> bool:
        """Whether a word may belong to a noun phrase."""
        return (
            item.text[:1].isalpha()
            and item.text[-1] != "."
            and (" " not in item.text or item.text.partition(" ")[0].lower() not in self._stop)
            and NOUNS.issuperset(item.senses)
            and (
                item.text.lower() not in self._stop
                or (item.text.isupper() and len(item.text) > 1)
                or (item.text[0].isupper() and len(item.text) > 3)
            )
        )

    def stops(self, item: Item) -> bool:
        """Whether a word ends a noun phrase."""
        return item.text.lower() in self._stop

    def determines(self, item: Item) -> bool:
        """Whether a word stands between a figure and its noun: all, these, other."""
        return item.text.lower() in self._determiners

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
        if at + 1 < len(items) and "OF" in items[at + 1] and not COMPARED.isdisjoint(items[at].senses):
            return None  # 6 in più del previsto
        while at < len(items) and (place := at + (direct and self._hyphen(items, at))) < len(items):
            if BEFORE_NOUN.isdisjoint(items[place].senses):
                break
            at = place + 1
        at += direct and at + 1 < len(items) and items[at].text in OPENING and self.noun(items[at + 1])
        joined = direct and self._hyphen(items, at)
        at += joined
        across = at < len(items) and "OF" in items[at]
        if across:
            at += 1
        elif not direct:
            return None
        while at < len(items) and (
            self.determines(items[at]) or (across and ("ARTICLES" in items[at] or "NUM" in items[at]))
        ):
            at += 1
        if not across and at < len(items) and self.verb(items[at].text.lower()) and not self._noun_at(items, at + 1):
            return None  # 20 million died
        found = self.phrase(items, at, 1 if joined else LONGEST, hyphened)
        if found is None:
            return None
        start, stop = items[found[0]].start, items[found[1] if across else self._joined(items, found[1])].end
        return Mention(text[start:stop], start, stop)

    def _joined(self, items: list[Item], last: int) -> int:
        """The last item of what is counted, where two adjectives are joined: 200 public and private schools."""
        if last + 1 == len(items) or "CONJUNCTIONS" not in items[last + 1] or self.plural(items[last].text.lower()):
            return last
        found = self.phrase(items, last + 2)
        return found[1] if found and self.plural(items[found[1]].text.lower()) else last

    def phrase(
        self, items: list[Item], at: int, longest: int = LONGEST, hyphened: bool = False
    ) -> tuple[int, int] | None:
        """The first and the last item of the noun phrase that begins at a place, None if none does."""
        first, last, count = at, at, 0
        while at < len(items) and count < longest and self.noun(items[at]):
            word = items[at].text.lower()
            if (count and not self._agrees(items[at - 1].text.lower(), word)) or (hyphened and self.verb(word)):
                break
            count += 1
            last = at = at + 1
            while self._hyphen(items, at):
                last = at = at + 2
        return (first, last - 1) if count else None

    def before(self, text: str, items: list[Item], end: int) -> Mention | None:
        """The noun phrase that ends before item `end`, back over one "of": the mining of ore (30%)."""
        at, across = end, False
        while at > 0 and end - at < LONGEST:
            if self.noun(items[at - 1]):
                at -= 1
            elif "OF" in items[at - 1] and not across and at < end:
                at, across = at - 1, True
            else:
                break
        while at < end and not self.noun(items[at]):
            at += 1
        return (
            Mention(text[items[at].start : items[end - 1].end], items[at].start, items[end - 1].end)
            if at < end
            else None
        )

    def _noun_at(self, items: list[Item], at: int) -> bool:
        return at < len(items) and self.noun(items[at])

    def _hyphen(self, items: list[Item], at: int) -> bool:
        """Whether a hyphen without spaces stands here, with a word behind it."""
        return (
            at + 1 < len(items)
            and "DASH" in items[at]
            and items[at].glued
            and items[at + 1].glued
            and items[at + 1].text[0].isalpha()
        )

    def verb(self, word: str) -> bool:
        """Whether a word that stands behind a noun must be a verb."""
        return word in self._verbs or (word.endswith(self._verb_endings) and word not in self._not_verbs)

    def _agrees(self, before: str, word: str) -> bool:
        """Whether a word may go on with a noun phrase: no finite verb, and a plural behind a plural."""
        if self.verb(word):
            return False
        return self.plural(word) or not self.plural(before)
