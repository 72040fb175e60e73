"""The reader of figures: text in, figures with character offsets out. Knows no spaCy and no language."""

from collections.abc import Iterable, Iterator
from typing import Any

from factcheck.quantities import amounts, durations
from factcheck.quantities.amounts import Reading
from factcheck.quantities.calendar import Calendar
from factcheck.quantities.conditions import Conditions
from factcheck.quantities.context import explained, modifier, trend
from factcheck.quantities.grammar import Grammar, Match, Rule
from factcheck.quantities.items import SIGNED, Item, Itemizer
from factcheck.quantities.lexicon import Lexicon
from factcheck.quantities.lists import share_counted, share_units
from factcheck.quantities.nouns import LONGEST, Nouns
from factcheck.quantities.numerals import Numerals
from factcheck.quantities.passed_over import DIGIT, RULES, passed_over
from factcheck.quantities.seen import ODD, seen
from factcheck.quantities.subjects import Subjects
from factcheck.quantities.tables import FigureWords
from factcheck.records import Figure, Mention, PassedOver

DIRECT = {"CARDINAL", "ORDINAL"}
BELONGING = {"MONEY", "PERCENT", "QUANTITY", "CARDINAL"}
BRACKETED = {"MONEY", "PERCENT", "QUANTITY", "RATIO"}
CALENDAR = {"DATE", "TIME"}


class Reader:
    """Reads the figures of a text by one language's words."""

    def __init__(self, words: FigureWords) -> None:
        self.lexicon = Lexicon(words)
        self._itemizer = Itemizer(self.lexicon)
        self._numerals = Numerals(self.lexicon)
        self._nouns = Nouns(self.lexicon)
        self._subjects = Subjects(self.lexicon, self._nouns)
        self._conditions = Conditions(self._nouns, words.dates.years_before_nouns)
        self._grammar = Grammar(self.lexicon)
        self._calendar = Calendar(words.dates.day_first)

    def might_hold(self, text: str, start: int, end: int) -> bool:
        """Whether a piece of text has a digit or a number word: a quick look that spares most sentences a long one."""
        if DIGIT.search(text, start, end):
            return True
        piece = seen(text, start, end).text if ODD.search(text, start, end) else text[start:end]
        return self.lexicon.names_number(piece.lower())

    def read(self, text: str, start: int = 0, end: int | None = None) -> list[Figure]:
        """The figures of a sentence, the text from `start` to `end`, in order.

        Offsets count characters in the whole text.
        """
        return self.sift(text, start, end)[0]

    def sift(self, text: str, start: int = 0, end: int | None = None) -> tuple[list[Figure], list[PassedOver]]:
        """The figures of a sentence, and the digits and number words that are none."""
        end = len(text) if end is None else end
        if not ODD.search(text, start, end):
            return self._sift(text, start, end)
        piece = seen(text, start, end)
        figures, others = self._sift(piece.text, 0, len(piece.text))
        return [piece.placed(figure, text) for figure in figures], [piece.moved(other, text) for other in others]

    def _sift(self, text: str, start: int, end: int) -> tuple[list[Figure], list[PassedOver]]:
        """What `sift` gives, for a piece of text in which nothing is unseen."""
        items = self._numerals.merge(text, self._itemizer.items(text, start, end))
        matches = list(self._matches(items))
        found = share_units([(match, reading) for match, reading in matches if reading is not None])
        figures = [self._figure(text, match, reading) for match, reading in found]
        others = [match for match, reading in matches if reading is None]
        passed = list(passed_over(items, (match for match, _ in found), others, self.lexicon))
        return explained(share_counted(found, figures), text), passed

    def _matches(self, items: list[Item]) -> Iterator[tuple[Match, Reading | None]]:
        """The matches with their readings, None for what is no figure."""
        letters = "".join([item.letter for item in items])
        found = self._grammar.next(letters, 0)
        while found:
            at, rules = found
            match, reading = self._first(items, letters, at, rules)
            if match is not None:
                yield match, reading
            found = self._grammar.next(letters, max(match.found.end() if match else 0, at + 1))

    def _first(
        self, items: list[Item], letters: str, at: int, rules: Iterable[Rule]
    ) -> tuple[Match | None, Reading | None]:
        """The first of the rules that matches at a place and whose reading holds."""
        for name, pattern in rules:
            found = pattern.match(letters, at)
            if not found:
                continue
            match = Match(items, found, name)
            if not self._conditions.hold(name, match):
                continue
            if name in RULES:
                return match, None
            reading = self._read(name, match)
            if reading is not None:
                return match, reading
        return None, None

    def _read(self, rule: str, match: Match) -> Reading | None:
        """The reading of a rule's match by the function of the same name: of the calendar, of durations, of amounts."""
        function = getattr(self._calendar, rule, None) or getattr(durations, rule, None) or getattr(amounts, rule)
        reading: Reading | None = function(match)
        return reading

    def _figure(self, text: str, match: Match, reading: Reading) -> Figure:
        items, first, last = match.items, match.first, match.last
        fields: dict[str, Any] = {}
        if reading.kind not in CALENDAR:
            counted = fields["counted"] = self._counted(text, match, reading)
            behind = max(counted.end if counted else 0, last.end)
            fields["modifier"] = modifier(items, match.start, match.end, behind)
            if reading.kind != "ORDINAL":  # a rank is no amount: la 2.ª ciudad más poblada
                fields["trend"] = trend(items, match.start, match.end, behind)
        end = last.end - self._stopped(match, last)
        return Figure(text[first.start : end], first.start, end, **reading._asdict(), **fields)

    def _stopped(self, match: Match, last: Item) -> bool:
        """Whether the figure's last word is an abbreviation whose stop ends the sentence as well."""
        ends = match.end == len(match.items) and last.text.endswith(".") and last.text.count(".") == 1
        return ends and self.lexicon.lookup(last.text[:-1]) is not None

    def _counted(self, text: str, match: Match, reading: Reading) -> Mention | None:
        """What is counted: inside the figure (7 ragazzi su 10), before its bracket, behind it, or what bears it."""
        inside = match.get("what")
        if inside is not None:
            return Mention(inside.text, inside.start, inside.end)
        items, end = match.items, match.end
        unit = match.get("aunit")
        hyphened = unit is not None and ("DASH" in items[end - 2] or "-" in unit.text)
        direct = hyphened or match.get("per") is not None or reading.kind in DIRECT
        if reading.kind == "DURATION" and match.get("an") is items[end - 2] and items[end - 1].glued:  # 34enne di Bari
            return None
        if reading.kind in BRACKETED and self._bracketed(match):
            return self._nouns.before(text, items, match.start - 1)
        end = self._past_bracket(items, end)
        counted = self._nouns.counted(text, items, end, direct, hyphened)
        if counted is None and reading.kind in BELONGING:
            counted = self._subjects.of(text, items, match.start, end)
        return counted

    def _past_bracket(self, items: list[Item], end: int) -> int:
        """The place behind the figure, and behind a bracket with another unit: 8 miles (13 km) of tunnels."""
        if end < len(items) and items[end].text == "(":
            for at in range(end + 2, min(end + LONGEST + 2, len(items))):
                if items[at].text == ")" and any("NUM" in item for item in items[end:at]):
                    return at + 1
        return end

    def _bracketed(self, match: Match) -> bool:
        """Whether the figure stands alone in brackets: services (30%)."""
        items, start, end = match.items, match.start, match.end
        signed = items[start].text[0] in SIGNED
        return not signed and start > 0 and items[start - 1].text == "(" and end < len(items) and items[end].text == ")"
