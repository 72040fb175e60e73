"""Where the reading of a rule holds, by what stands around it. A rule without a condition always holds."""

import re
from itertools import pairwise

from factcheck.quantities.date_conditions import DateConditions
from factcheck.quantities.digits import ONE
from factcheck.quantities.grammar import Match
from factcheck.quantities.items import Item
from factcheck.quantities.numeral import HUNDRED
from factcheck.quantities.surroundings import UNITS, item_at

CHANGES = {"RISES", "FALLS", "CHANGES"}
BARE, PARTS, VERSE = map(re.compile, (r"-?[\d\s]+", r"-?[\d\s]+(?:\.\d{1,2})*", r"\d+[.,]\d+"))
MOVE = re.compile(r"\w{0,2}x?[a-h][1-8]")
AFTER_LEADING = frozenset("COMMA STOP OF CONJUNCTIONS ENDS".split())
FEW = 10
NAMELIKE = "#§/\\_=*"


class Conditions(DateConditions):
    """The conditions of the rules, by name."""

    def hold(self, rule: str, match: Match) -> bool:
        """Whether the rule's reading of the match holds."""
        condition = getattr(self, rule, None)
        return condition is None or bool(condition(match))

    def reference(self, match: Match) -> bool:
        """A law's or page's number: bare digits, nothing counted behind (form 3 groups, new rules 30 million)."""
        first = match.items[match.found.start()]
        weak = "WEAK_REFERENCES" in first
        form = BARE if weak and first.text.islower() else PARTS  # the number 4.7, but Table 4.7
        return self._label(match, form) and not (weak and self._before_plural(match))

    def name(self, match: Match) -> bool:
        """A name's number: bare digits, nothing measured behind."""
        return self._label(match, PARTS)

    def address(self, match: Match) -> bool:
        """A house's number: via Roma 12, at 10 Mill Lane; not "in piazza Duomo 300 agenti", 3 Wall Street banks"""
        n, first = match.get("n"), match.items[match.found.start()]
        if n is None or "YEAR" in n or not self._label(match, BARE) or self._before_plural(match):
            return False
        return n is not first or (match.found.start() > 0 and match.items[match.found.start() - 1].text.islower())

    def verse(self, match: Match) -> bool:
        """Chapter and verse: 3:16, 1:1 or 3,16."""
        n, colon = match.get("n"), match.get("colon")
        told = (n is not None and "CLOCK" in n) or (colon is not None and colon.text == ":")
        return told or self._label(match, VERSE)

    def _label(self, match: Match, form: re.Pattern[str]) -> bool:
        """Whether the number of a reference or name is nothing but digits in such a form, with no unit behind it."""
        n, after = match.get("n"), item_at(match.items, match.found.end())
        digits = n["NUM"].digits if n is not None else None
        unit = after is not None and not set(UNITS).isdisjoint(after.senses) and "REFERENCES" not in after
        return digits is not None and form.fullmatch(digits) is not None and not unit

    def list_mark(self, match: Match) -> bool:
        """At the very start: "1. ", "2) "."""
        items = match.items
        number = items[0]
        return (
            match.found.start() == 0
            and "DAY" in number
            and number["NUM"].digits is not None
            and items[1].glued
            and len(items) > 2
            and not items[2].glued
        )

    def move(self, match: Match) -> bool:
        """Moves of chess: 1. e4 e5 2. Nf3"""
        move = match.get("move")
        return move is not None and MOVE.fullmatch(move.text) is not None

    def score(self, match: Match) -> bool:
        """2-1, without spaces and nothing counted; what counts something goes up: 2-3 figli"""
        first, last = match.get("n"), match.get("b")
        if first is None or last is None or self._unit(match):
            return False
        tight = all(item.glued for item in match.items[match.start + 1 : match.end])
        return tight and (first["NUM"].value >= last["NUM"].value or not self._counting(match))

    def out_of(self, match: Match) -> bool:
        """one in four, not 5 in 10 days nor 3 in 2019 nor 32 goals in 36 games"""
        last, per = match.get("b"), match.get("per")
        games = match.get("what") and per and "YEAR_CUES" in per and self._before_noun(match)
        year = last is not None and "YEAR" in last and per is not None and "YEAR_CUES" in per
        return last is not None and not year and not games and not self._unit(match)

    def fraction(self, match: Match) -> bool:
        """un terzo dei voti, not a third party; two quarters are half a year"""
        first, last, after = match.get("a"), match.get("b"), item_at(match.items, match.end)
        if last is not None and "DURATIONS" in last:
            return after is not None and "OF" in after
        if first is None or ("INDEFINITE" not in first and first["NUM"].value != ONE):
            return True
        return not self.nouns.noun(after) and (after is None or "DASH" not in after)

    def part(self, match: Match) -> bool:
        """half of the voters, il doppio; not the second half, a double standard; fivefold always"""
        if "MULTIPLES" in match.items[match.start]:
            return True
        before = match.items[match.start - 1] if match.start else None
        after = item_at(match.items, match.end)
        if (before is not None and "ORDINALS" in before) or (after is not None and "DASH" in after):
            return False
        if after is not None and ("OF" in after or "ARTICLES" in after or self.nouns.determines(after)):
            return True
        return before is not None and ("ARTICLES" in before or "MODIFIERS" in before) and not self.nouns.noun(after)

    def one_percent(self, match: Match) -> bool:
        """un punto percentuale, l'uno per cento; not "una percentuale", where one word is a noun"""
        return " " in match.items[match.end - 1].text

    def points(self, match: Match) -> bool:
        """Points of a percentage, as far as one can tell: few, and a part of one (0,5 punti, not 12 punti)."""
        n = match.get("an")
        value = n["NUM"].value if n is not None else None
        return value is not None and abs(value) < FEW and value % 1 != 0

    def two_units(self, match: Match) -> bool:
        """Without a second unit only 5 euros 50, 6-foot-2, 1 metre and 85, and nothing counted behind."""
        unit, join, after = match.get("unit"), match.get("join"), item_at(match.items, match.end)
        dash = join is not None and "DASH" in join
        if (dash and join is not None and not join.glued) or (match.get("sign") and self._has(unit, {"SIGNS"})):
            return False
        if match.get("bunit") is not None:
            return unit is not None or match.get("sign") is not None
        if unit is None or (join is not None and "COMMA" in join):
            return False
        counts = {"TIMES"} if join is not None else {"TIMES", "OF"}  # 10 dollars 20 of them
        return not self._unit(match) and (dash or not (self.nouns.noun(after) or self._has(after, counts)))

    def leading_duration(self, match: Match) -> bool:
        """di anni 45, mesi sei di reclusione; not "negli ultimi anni 300 persone" """
        unit, n, after = match.get("unit"), match.get("n"), item_at(match.items, match.end)
        if unit is None or n is None or not self._plural(unit):
            return False
        few = n["NUM"].value is not None and n["NUM"].value < HUNDRED
        listed = after is not None and "COMMA" in after and self._has(item_at(match.items, match.end + 1), {"NUM"})
        return few and not listed and (after is None or not AFTER_LEADING.isdisjoint(after.senses))

    def race_time(self, match: Match) -> bool:
        """9"58, all in one piece"""
        return all(item.glued for item in match.items[match.start + 1 : match.end])

    def inches(self, match: Match) -> bool:
        """A sign for inches, not the end of a quotation: no quotation is open; 9"58 is a time."""
        after = item_at(match.items, match.end)
        before = match.items[match.start - 1] if match.start else None
        if "DITTO" not in match.items[match.end - 1]:  # 6'2
            feet = match.items[match.start]["NUM"].value
            tight = all(item.glued for item in match.items[match.start + 1 : match.end])
            return tight and feet is not None and 3 < feet < 9 and not self._unit(match)
        opening = not match.items[match.end - 1].glued  # 300 "esodati"
        if (after is not None and after.glued and (opening or "NUM" in after)) or self._has(before, {"QUOTE"}):
            return False
        pairs = pairwise(match.items[: match.start])
        quotes = sum("DITTO" in item and not (item.glued and "NUM" in before) for before, item in pairs)
        return not (quotes + ("DITTO" in match.items[0])) % 2

    def age(self, match: Match) -> bool:
        """The driver, 34, was held: one noun with its article before, no number in words, no list behind."""
        who, n, start = match.get("who"), match.get("n"), match.found.start()
        if who is None:
            return True
        if n is None or n["NUM"].digits is None or self.nouns.plural(who.text):
            return False
        after = item_at(match.items, match.found.end())
        return self._determined(match.items, start) and (after is None or not self._has(after, {"NUM"}))

    def _determined(self, items: list[Item], at: int) -> bool:
        """Whether an article or a possessive stands before the word at a place, or before the one before it."""
        return any(self._has(item, {"ARTICLES"}) or self.nouns.determines(item) for item in items[max(0, at - 2) : at])

    def interval(self, match: Match) -> bool:
        """From A to B is a range unless something rose or fell from A to B, or both have an article (dal 7 all'8)."""
        opener = match.get("open")
        if opener is None:
            return not self._score(match) and not self._change(match)
        if "ORIGINS" not in opener:
            return True
        before = match.items[max(0, match.found.start() - 8) : match.found.start()]
        return "BETWEEN" in opener or not any(CHANGES & item.senses.keys() for item in before)

    def ordinal(self, match: Match) -> bool:
        """A rank: "il terzo produttore", "third largest"; an ordinal word needs a word that ranks behind it."""
        after = item_at(match.items, match.end)
        if after is not None and "DASH" in after:
            after = item_at(match.items, match.end + 1)
        before = match.items[match.start - 1] if match.start else None
        degrees = "MEASURES" in match.items[match.end - 1] and not self._before_noun(match)
        if degrees and (self._has(before, {"MODIFIERS"}) or self._hot(match, before)):  # fino a 30°
            return False
        return match.get("word") is None or (after is not None and "RANKS" in after)

    def glued_magnitude(self, match: Match) -> bool:
        """3.5m people: glued, below hundred, and a plural behind; else m is a metre. 1.2b alone is no measure."""
        n, money, noun = match.get("n"), match.get("money"), item_at(match.items, match.end)
        if n is None or money is None or not money.glued or n["NUM"].value is None or n["NUM"].value >= HUNDRED:
            return False
        counted = noun is not None and self.nouns.noun(noun) and self.nouns.plural(noun.text.lower())
        return counted or (not self._unit(match) and "MEASURES" not in money and n["NUM"].value % 1 != 0)

    def _hot(self, match: Match, before: Item | None) -> bool:
        """Whether "to" stands before a number too large for a rank: forno a 180°."""
        return self._has(before, {"ENDS"}) and "DAY" not in match.items[match.start]

    def amount(self, match: Match) -> bool:
        """ "one" only before a noun or "of"; no number glued to a sign of names (#5, §3)."""
        n = match.get("an")
        if n is None:
            return False
        before, minus = match.items[match.start - 1] if match.start else None, match.get("minus")
        if before is not None and n.glued and before.text in NAMELIKE:
            return False
        if minus is not None and "DASH" in minus and not self._sign(match, minus):
            return False
        after = item_at(match.items, match.end)
        if n["NUM"].vague and after is not None and "OF" in after and self._number_at(match.items, match.end + 1):
            return False  # the scores of 20 schools
        if self._named(match, n):
            return False
        if "UNCERTAIN" in n and match.get("aunit") is None:
            after = item_at(match.items, match.end)
            bounded = before is not None and "MODIFIERS" in before
            return bounded or (after is not None and self.nouns.noun(after) and self._plural(after))
        if self._label_sign(match, n):
            return False
        if "ONE" in n and match.get("aunit") is None and minus is None:
            after = item_at(match.items, match.end)
            return after is not None and (
                "OF" in after
                or (self.nouns.noun(after) and not self._finite(after) and not self.nouns.plural(after.text))
            )
        return True

    def _sign(self, match: Match, minus: Item) -> bool:
        """Whether a dash is the sign of a number: glued to it, and to nothing before it but a bracket: (–2%)"""
        bracket = match.start > 0 and match.items[match.start - 1].text == "("
        return match.items[match.start + 1].glued and (bracket or not minus.glued)

    def _change(self, match: Match) -> bool:
        """Whether "A to B" tells where something came from and went to, not a range: rose $3 to $15."""
        items, join = match.items, match.get("join")
        if match.start and "ORIGINS" in items[match.start - 1] and join is not None and "DASH" not in join:
            return True
        a, b = match.get("an"), match.get("bn")
        if a is None or b is None or "NUM" not in a or b["NUM"].magnitude > a["NUM"].magnitude:  # $89 to $93 billion
            return False
        whole = match.get("aunit") is not None or match.get("asign") is not None
        before = items[max(0, match.start - 8) : match.start]
        return join is not None and "ENDS" in join and whole and any(CHANGES & item.senses.keys() for item in before)

    def _number_at(self, items: list[Item], at: int) -> bool:
        return at < len(items) and "NUM" in items[at]

    def _label_sign(self, match: Match, n: Item) -> bool:
        """Whether a currency's word stands before a small bare number or a year: Euro 6, Euro 2024, but euro 1.500."""
        sign = match.get("asign")
        small = "DAY" in n or "YEAR" in n
        return sign is not None and "CURRENCIES" in sign and small and match.get("aunit") is None

    def _named(self, match: Match, n: Item) -> bool:
        """Whether a number word and the word behind it have capitals within a sentence: piazza Cinque Giornate."""
        last, after = match.items[match.end - 1], item_at(match.items, match.end)
        follower = last if last is not n else after
        before = match.items[match.start - 1].text if match.start else "."
        if not n.text[0].isupper() or not (before[0].isalpha() or before == ","):
            return False
        if follower is None or not follower.text[0].isalpha():
            return len(n["MEMBERS"]) == 1 and n is last  # i Mille, nel Novecento
        return follower.text[0].isupper() or (last is n and not self.nouns.plural(follower.text.lower()))

    def _finite(self, item: Item) -> bool:
        """Whether a small word is a verb, as far as its looks tell: one stayed."""
        return item.text.islower() and self.nouns.verb(item.text)

    def _score(self, match: Match) -> bool:
        """Two small bare numbers with a dash between them and nothing counted behind: 2-1"""
        a, b, join = match.get("an"), match.get("bn"), match.get("join")
        if match.get("asign") or match.get("bsign") or not all(item is not None and "DAY" in item for item in (a, b)):
            return False
        return join is not None and "DASH" in join and match.get("bunit") is None and not self._counting(match)
