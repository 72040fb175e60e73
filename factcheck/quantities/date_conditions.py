"""Where the reading of a rule for dates and clock times holds."""

import re

from factcheck.quantities.grammar import Match
from factcheck.quantities.items import NOWHERE, Item, item_at
from factcheck.quantities.nouns import Nouns
from factcheck.quantities.surroundings import Surroundings

AFTER_HOUR = frozenset("STOP COMMA SIGN CONJUNCTIONS ENDS ORIGINS CLOCK_CUES WEEKDAYS".split())
NEAR = 10
JOINS = {"OF", "CONJUNCTIONS"}
MINUTES, HOUR = re.compile(r"\d{1,2}\.\d\d"), re.compile(r"\d{1,2}[.,]\d\d")
NOT_YEARS, LABELS, LIMITS = {"DECADE_SUFFIXES", "BEFORE_CHRIST", "AFTER_CHRIST"}, {"REFERENCES"}, {"MODIFIERS"}


class DateConditions(Surroundings):
    """The conditions of the rules for dates, by name."""

    def __init__(self, nouns: Nouns, years_before_nouns: bool) -> None:
        super().__init__(nouns)
        self.years_before_nouns = years_before_nouns

    def day(self, match: Match) -> bool:
        """A month before the day ("May 7") only where the day is not the start of "20 people"."""
        if match["bd"].start < match["bm"].start or match.get("by"):
            return True
        if self.years_before_nouns and self._before_noun(match):  # the July 4 parade, not "in May 20 people"
            return "ARTICLES" in match.before or not self._before_plural(match)
        return "ROMAN" not in match.before and not self._before_noun(match)  # via XX Settembre 12

    def day_period(self, match: Match) -> bool:
        """ "and" joins a period only behind "between" """
        return self._joined(match)

    month_period = day_period

    def year_period(self, match: Match) -> bool:
        """Years, not amounts: no unit and no noun behind them; "and" only behind "between"."""
        last = match["b"]
        if not self._joined(match) or self._unit(match):
            return False
        between = "YEAR" in last and match.get("open") is not None and not self._before_plural(match)
        if self._before_noun(match) and not between and not 1900 <= int(match.first["NUM"].digits) < 2100:
            return False
        return "YEAR" in last or "SHORT" in last or ("DASH" in match["join"] and last.glued)

    def decade(self, match: Match) -> bool:
        """A decade, not an amount: a bare number only where nothing is counted behind it."""
        n = match["n"]
        bare = match.last is n and "NUM" in n and "YEAR" not in n and "DECADES" not in n and not n.text[0].isupper()
        if self._aged(match) and "DECADE_CUES" not in match.first:
            return False
        return not bare or not (self._unit(match) or self._before_noun(match))

    def listed_decade(self, match: Match) -> bool:
        """A decade behind another one: gli anni Sessanta e Settanta, gli anni '50 e '60."""
        at, n = match.found.start() - 1, match.first
        named = "SHORT" in n or "DECADES" in n
        return named and at > 0 and "DECADE_CUES" in match.items[at - 1] and "CONJUNCTIONS" not in match.items[at]

    def short_century(self, match: Match) -> bool:
        """nel '500, not "a '500 euro' coupon" """
        quote, n = match.first, match.last
        return n.glued and not quote.glued and not self._unit(match) and not self._before_noun(match)

    def age_decade(self, match: Match) -> bool:
        """in her 40s, mid-40s"""
        return self._aged(match)

    def ten_degrees(self, match: Match) -> bool:
        """Highs in the mid-80s: no decade behind a word for temperatures."""
        before = match.items[max(0, match.start - NEAR) : match.start]
        return "YEAR" not in match.first and any("TEMPERATURES" in item for item in before)

    def _aged(self, match: Match) -> bool:
        """Whether the words before a decade make it an age: her, her late, mid-; but not the mid-1990s."""
        if "YEAR" in match.first:
            return False
        at = match.start - 1
        while at >= 0 and ("PREFIXES" in match.items[at] or "DASH" in match.items[at]):
            at -= 1
        before = match.items[at] if at >= 0 else NOWHERE
        if "YEAR_CUES" not in before and self.nouns.determines(before):
            return True
        return at < match.start - 1 and not self._has(before, {"YEAR_CUES", "ARTICLES"})

    def year(self, match: Match) -> bool:
        """A year, not an amount: no unit, sign or noun beside it, unless a word such as "in" announces it."""
        item, before = match.first, match.before
        cue = match.get("cue") is not None
        if "SHORT" in item:
            return cue and not self._has(match.after, NOT_YEARS)
        if self._unit(match) or self._signed(match) or self._has(match.after, NOT_YEARS):
            return False
        noun, year = self._before_noun(match), int(item["NUM"].digits)
        if not cue and (
            self._has(before, LABELS) or (self._has(before, LIMITS) and (noun or not self.years_before_nouns))
        ):
            return False
        if noun and year % 1000 == 0:  # in 2000 homes
            return False
        if cue or self._has(before, {"MONTHS"}):
            return not noun or 1800 <= year < 2100
        return 1900 <= year < 2100 and (self.years_before_nouns or not noun)

    def clock(self, match: Match) -> bool:
        """An hour, not an amount: with a colon or a part of the day; a bare number only where nothing follows."""
        after, first = match.after, match.first
        if "DURATIONS" in match["word"] and "CLOCK" not in first:  # 14.30 h, not 3 h
            return MINUTES.fullmatch(first.text) is not None
        if "CLOCK" in first or match.end - match.start > 1:
            return not self._unit(match)
        opener = match.items[match.found.start()]
        if "BETWEEN" in opener:  # tra le 10 e le 15 persone
            return False
        if HOUR.fullmatch(first.text) and not self._unit(match):  # il treno delle 7.15
            return True
        if match.found.start() < match.start and self._has(opener, JOINS):  # two of the ten.
            return False
        return after is NOWHERE or not AFTER_HOUR.isdisjoint(after.senses) or self._hour(match, after)

    def _hour(self, match: Match, after: Item) -> bool:
        """Whether a bare number is an hour: alle 23 di ieri; alle 12 ha votato; not "alle 20 più grandi"."""
        if self._unit(match):
            return False
        if "OF" in after:
            day = item_at(match.items, match.end + 1)
            return self._has(day, {"WEEKDAYS", "DAY"}) or self.nouns.stops(day)
        return self.nouns.stops(after) and not self._has(after, {"RANKS", "MODIFIERS", "TIMES", "OUT_OF"})

    def hour_and_part(self, match: Match) -> bool:
        """alle 8 e 45, alle dieci meno un quarto; not "alle 8 e 12 minuti di gioco" """
        n, minutes, opener = match["n"], match.get("minutes"), match.items[match.found.start()]
        if "DAY" not in n or "BETWEEN" in opener or self._unit(match) or self._before_noun(match):
            return False
        return minutes is None or (minutes["NUM"].value in range(60) and match.last is not n)

    def clock_period(self, match: Match) -> bool:
        """Hours, not amounts: two of them with a colon or a part of the day, or words for hours around them."""
        clocks = ["CLOCK" in match[name] for name in ("n", "bn")]
        opener = match.get("open")
        if self._unit(match) or self._before_noun(match):
            return False
        if opener is None:
            return self._joined(match) and (all(clocks) or match.get("bam") or match.get("bpm")) is not None
        told = any(clocks) or any(match.get(name) for name in ("am", "pm", "bam", "bpm"))
        joined = any("CLOCK_CUES" in item for item in match.items[match.start : match.end])
        return told or ("CLOCK_CUES" in opener and joined)

    def _joined(self, match: Match) -> bool:
        """Whether the words that join two dates belong together: between … and, from … to, or a dash."""
        parted = any("CONJUNCTIONS" in item for item in match.items[match.start : match.end])
        return "BETWEEN" in match["open"] or not parted
