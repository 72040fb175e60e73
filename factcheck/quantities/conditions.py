"""Where the reading of a rule holds, by what stands around it. A rule without a condition always holds."""

import re
from itertools import pairwise

from factcheck.quantities.date_conditions import DateConditions
from factcheck.quantities.digits import ONE
from factcheck.quantities.grammar import Match
from factcheck.quantities.items import NOWHERE, Item, item_at
from factcheck.quantities.numeral import HUNDRED
from factcheck.quantities.surroundings import UNITS

CHANGES = {"RISES", "FALLS", "CHANGES"}
BARE, PARTS, VERSE = map(re.compile, (r"-?[\d\s]+", r"-?[\d\s]+(?:\.\d{1,2})*", r"\d+[.,]\d+"))
LINKED = {"OF", "ARTICLES", "COMPARISONS"}
MOVE = re.compile(r"\w{0,2}x?[a-h][1-8]")
AFTER_LEADING = frozenset("COMMA STOP OF CONJUNCTIONS ENDS".split())
FEW = 10
NAMELIKE = frozenset("#§/\\_=*")


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
        n, first = match["n"], match.items[match.found.start()]
        if "YEAR" in n or not self._label(match, BARE) or self._before_plural(match):
            return False
        return n is not first or (match.found.start() > 0 and match.items[match.found.start() - 1].text.islower())

    def verse(self, match: Match) -> bool:
        """Chapter and verse: 3:16, 1:1 or 3,16."""
        return "CLOCK" in match["n"] or match["colon"].text == ":" or self._label(match, VERSE)

    def _label(self, match: Match, form: re.Pattern[str]) -> bool:
        """Whether the number of a reference or name is nothing but digits in such a form, with no unit behind it."""
        digits, after = match["n"]["NUM"].digits, item_at(match.items, match.found.end())
        unit = self._has(after, UNITS) and "REFERENCES" not in after
        return digits is not None and form.fullmatch(digits) is not None and not unit

    def cross(self, match: Match) -> bool:
        """4x4, without spaces"""
        return all(item.glued for item in match.items[match.found.start() + 1 : match.found.end()])

    def multiple(self, match: Match) -> bool:
        """four times, 12.5x; a letter only where it is tight"""
        last = match.items[match.found.end("n")]
        return last.glued or len(last.text) > 1

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
        return MOVE.fullmatch(match["move"].text) is not None

    def score(self, match: Match) -> bool:
        """2-1, without spaces and nothing counted; what counts something goes up: 2-3 figli"""
        tight = all(item.glued for item in match.items[match.start + 1 : match.end])
        falls = match["n"]["NUM"].value >= match["b"]["NUM"].value
        return tight and not self._unit(match) and (falls or not self._counting(match))

    def out_of(self, match: Match) -> bool:
        """one in four, not 5 in 10 days nor 3 in 2019 nor 32 goals in 36 games"""
        within = "YEAR_CUES" in match["per"]
        games = match.get("what") and self._before_noun(match)
        return not (within and ("YEAR" in match["b"] or games)) and not self._unit(match)

    def fraction(self, match: Match) -> bool:
        """un terzo dei voti, not a third party; two quarters are half a year"""
        first, after = match["a"], match.after
        if "DURATIONS" in match["b"]:
            return "OF" in after
        if "INDEFINITE" not in first and first["NUM"].value != ONE:
            return True
        return not self.nouns.noun(after) and "DASH" not in after

    def part(self, match: Match) -> bool:
        """half of the voters, il doppio; not the second half, a double standard; fivefold always"""
        if "MULTIPLES" in match.first:
            return True
        before = match.before
        after = match.after
        if "ORDINALS" in before or "DASH" in after:
            return False
        if self._has(after, LINKED) or self.nouns.determines(after):
            return True
        return self._has(before, {"ARTICLES", "MODIFIERS", "INCREMENTS"}) and not self.nouns.noun(after)

    def one_percent(self, match: Match) -> bool:
        """un punto percentuale, l'uno per cento; not "una percentuale", where one word is a noun"""
        return " " in match.last.text

    def points(self, match: Match) -> bool:
        """Points of a percentage, as far as one can tell: few, and a part of one (0,5 punti, not 12 punti)."""
        value = match["an"]["NUM"].value
        return value is not None and abs(value) < FEW and value % 1 != 0

    def two_units(self, match: Match) -> bool:
        """Without a second unit only 5 euros 50, 6-foot-2, 1 metre and 85, and nothing counted behind."""
        unit, join, after = match.get("unit"), match["join"], match.after
        dash = "DASH" in join
        if (dash and not join.glued) or (match.get("sign") and self._has(unit, {"SIGNS"})):
            return False
        if match.get("bunit") is not None:
            return unit is not None or match.get("sign") is not None
        if unit is None or "COMMA" in join:
            return False
        counts = {"TIMES"} if match.get("join") else {"TIMES", "OF"}  # 10 dollars 20 of them
        return not self._unit(match) and (dash or not (self.nouns.noun(after) or self._has(after, counts)))

    def leading_duration(self, match: Match) -> bool:
        """di anni 45, mesi sei di reclusione; not "negli ultimi anni 300 persone" """
        value, after = match["n"]["NUM"].value, match.after
        few = value is not None and value < HUNDRED
        listed = "COMMA" in after and "NUM" in item_at(match.items, match.end + 1)
        ends = after is NOWHERE or (self._has(after, AFTER_LEADING) and not listed)
        return few and self._plural(match["unit"]) and ends

    def race_time(self, match: Match) -> bool:
        """9"58, all in one piece"""
        return all(item.glued for item in match.items[match.start + 1 : match.end])

    def inches(self, match: Match) -> bool:
        """A sign for inches, not the end of a quotation: no quotation is open; 9"58 is a time."""
        after = match.after
        before = match.before
        if "DITTO" not in match.last:  # 6'2
            feet = match.first["NUM"].value
            tight = all(item.glued for item in match.items[match.start + 1 : match.end])
            return tight and feet is not None and 3 < feet < 9 and not self._unit(match)
        opening = not match.last.glued  # 300 "esodati"
        if (after.glued and (opening or "NUM" in after)) or self._has(before, {"QUOTE"}):
            return False
        pairs = pairwise(match.items[: match.start])
        quotes = sum("DITTO" in item and not (item.glued and "NUM" in before) for before, item in pairs)
        return not (quotes + ("DITTO" in match.items[0])) % 2

    def age(self, match: Match) -> bool:
        """The driver, 34, was held: one noun with its article before, no number in words, no list behind."""
        who, start = match.get("who"), match.found.start()
        if who is None:
            return True
        if match["n"]["NUM"].digits is None or self.nouns.plural(who.text):
            return False
        after = item_at(match.items, match.found.end())
        return self._determined(match.items, start) and "NUM" not in after

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
        after = match.after
        if "DASH" in after:
            after = item_at(match.items, match.end + 1)
        degrees = "MEASURES" in match.last and not self._before_noun(match)
        if degrees and ("MODIFIERS" in match.before or self._hot(match)):  # fino a 30°
            return False
        return match.get("word") is None or "RANKS" in after

    def glued_magnitude(self, match: Match) -> bool:
        """3.5m people: glued, below hundred, and a plural behind; else m is a metre. 1.2b alone is no measure."""
        value, money, noun = match["n"]["NUM"].value, match["money"], match.after
        if not money.glued or value is None or value >= HUNDRED:
            return False
        counted = self.nouns.noun(noun) and self.nouns.plural(noun.text.lower())
        return counted or (not self._unit(match) and "MEASURES" not in money and value % 1 != 0)

    def _hot(self, match: Match) -> bool:
        """Whether "to" stands before a number too large for a rank: forno a 180°."""
        return "ENDS" in match.before and "DAY" not in match.first

    def amount(self, match: Match) -> bool:
        """ "one" only before a noun or "of"; no number glued to a sign of names (#5, §3)."""
        n, before, after, minus = match["an"], match.before, match.after, match["minus"]
        if n.glued and before.text in NAMELIKE:
            return False
        if "DASH" in minus and not self._sign(match, minus):
            return False
        if n["NUM"].vague and "OF" in after and "NUM" in item_at(match.items, match.end + 1):
            return False  # the scores of 20 schools
        if self._named(match, n):
            return False
        if "UNCERTAIN" in n and match.get("aunit") is None:
            return "MODIFIERS" in before or (self.nouns.noun(after) and self._plural(after))
        if self._label_sign(match, n):
            return False
        if "ONE" in n and not (match.get("aunit") or match.get("minus")):
            return "OF" in after or (
                self.nouns.noun(after) and not self._finite(after) and not self.nouns.plural(after.text)
            )
        return True

    def _sign(self, match: Match, minus: Item) -> bool:
        """Whether a dash is the sign of a number: glued to it, and to nothing before it but a bracket: (–2%)"""
        bracket = match.before.text == "("
        return match.items[match.start + 1].glued and (bracket or not minus.glued)

    def _change(self, match: Match) -> bool:
        """Whether "A to B" tells where something came from and went to, not a range: rose $3 to $15."""
        join, a, b = match.get("join"), match["an"], match["bn"]
        if "ORIGINS" in match.before and join is not None and "DASH" not in join:
            return True
        if "OF" in match.before and "ARTICLES" not in match.before:
            return False  # cuts of 3% to 5%
        if "NUM" not in a or b["NUM"].magnitude > a["NUM"].magnitude:  # $89 to $93 billion
            return False
        whole = match.get("aunit") or match.get("asign")
        before = match.items[max(0, match.start - 8) : match.start]
        return "ENDS" in match["join"] and bool(whole) and any(self._has(item, CHANGES) for item in before)

    def _label_sign(self, match: Match, n: Item) -> bool:
        """Whether a currency's word stands before a small bare number or a year: Euro 6, Euro 2024, but euro 1.500."""
        small = "DAY" in n or "YEAR" in n
        return "CURRENCIES" in match["asign"] and small and match.get("aunit") is None

    def _named(self, match: Match, n: Item) -> bool:
        """Whether a number word and the word behind it have capitals within a sentence: piazza Cinque Giornate."""
        last, after = match.last, match.after
        follower = last if last is not n else after
        before = match.before.text or "."
        if not n.text[0].isupper() or not (before[0].isalpha() or before == ","):
            return False
        if not follower.text[:1].isalpha():
            return len(n["MEMBERS"]) == 1 and n is last  # i Mille, nel Novecento
        return follower.text[0].isupper() or (last is n and not self.nouns.plural(follower.text.lower()))

    def _finite(self, item: Item) -> bool:
        """Whether a small word is a verb, as far as its looks tell: one stayed."""
        return item.text.islower() and self.nouns.verb(item.text)

    def _score(self, match: Match) -> bool:
        """Two small bare numbers with a dash between them and nothing counted behind: 2-1"""
        if match.get("asign") or match.get("bsign") or not all("DAY" in match[name] for name in ("an", "bn")):
            return False
        dash = "DASH" in match["join"] and len(match.found["join"]) == 1
        return dash and match.get("bunit") is None and not self._counting(match)
