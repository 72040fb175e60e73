"""One numeral, read from left to right: digits and number words with their magnitudes.

"11,175 miliardi", "7mila", "two hundred and fifty thousand", "un milione e mezzo", "una ventina".
"""

from decimal import Decimal

from factcheck.quantities.digits import ONE, read_digits, simple_fraction, tidy
from factcheck.quantities.items import Item, item_at
from factcheck.quantities.numeral import HUNDRED, ZERO, Numeral
from factcheck.quantities.portion import portion

ENDLESS = Decimal("Infinity")


class Run:
    """One numeral, read from left to right: `total` of what is behind a magnitude, `group` of what is before it.

    A magnitude multiplies all since a larger one (a billion two thousand million), which is kept: `closed`, `ceiling`.
    """

    def __init__(self, items: list[Item], at: int, decimal: str) -> None:
        self.items, self.at, self.start, self.decimal = items, at, at, decimal
        self.total: Decimal | None = None
        self.group: Decimal | None = None
        self.tens = self.last = self.ceiling = ENDLESS
        self.closed = ZERO
        self.single: Decimal | None = None

    def has(self, category: str, ahead: int = 0) -> bool:
        """Whether the item some places ahead has the category."""
        at = self.at + ahead
        return at < len(self.items) and category in self.items[at].senses

    def read(self) -> tuple[Numeral, int] | None:
        """The numeral and the place behind it, None if none begins here."""
        if not self._part():
            self._begin()
            while self._step():
                pass
        return self._done()

    def _part(self) -> bool:
        """half a million, three quarters of a million"""
        found = portion(self.items, self.at)
        if found is None:
            return False
        part, ahead = found[0], found[1] - self.at
        ahead += self.has("OF", ahead) or self.has("DASH", ahead)
        ahead += self.has("INDEFINITE", ahead)
        if not (self.has("MAGNITUDES", ahead) or self.has("COLLECTIVES", ahead)):
            return False
        self.group, self.at = part, self.at + ahead
        return self._step()

    def _begin(self) -> None:
        """What counts only at the start: un milione, il milione, a dozen, hundred thousand, point five per cent"""
        magnitude = self.has("MAGNITUDES", 1)
        decimals = self.has("DECIMAL_WORDS", 1) and self.has("NUMBER_WORDS", 2)  # uno virgola cinque
        if self.has("SINGLE") or (self.has("MAGNITUDES") and magnitude):
            self.group = ONE
        elif self.has("INDEFINITE") and (magnitude or decimals or self.has("COLLECTIVES", 1)):
            self.group, self.at = ONE, self.at + 1
        elif self.has("DECIMAL_WORDS"):
            ahead = 1
            while self.has("NUMBER_WORDS", ahead):
                ahead += 1
            if ahead > 1 and (self.has("PERCENTS", ahead) or self.has("MAGNITUDES", ahead)):
                self.group = ZERO

    def _step(self) -> bool:
        """Takes the next item, or two, into the number; False where it ends."""
        if not item_at(self.items, self.at).senses:  # a plain word
            return False
        if self.has("NUMBER"):
            return self._digits()
        if self.has("NUMBER_WORDS") or self.has("COMPOUND"):
            return self._word()
        if self.group is not None and self.has("COLLECTIVES"):
            self.last = self.items[self.at]["COLLECTIVES"]
            self.group, self.at = self.group * self.last, self.at + 1
            return True
        if self.has("MAGNITUDES"):
            return self._multiply()
        hyphen = self.has("DASH") and self.items[self.at].glued
        if self.has("CONJUNCTIONS", hyphen):
            return self._and_part(1 + hyphen) or (not hyphen and self._continued())
        if self.has("COMMA") and self.group is None and self.total is not None:
            return self._after_comma()
        if self.has("DECIMAL_WORDS") or self.has("DECIMAL_JOINS"):
            return self._and_part(1) or self._decimals()
        if self.has("OF") and self.has("MAGNITUDES", 1) and self.group is None and self.total is not None:
            self.total *= self.items[self.at + 1]["MAGNITUDES"]  # two millions of billions
            self.single, self.at = None, self.at + 2
            return True
        return hyphen and self.group is not None and self._hyphen()

    def _digits(self) -> bool:
        value = read_digits(self.items[self.at].text, self.decimal)
        if self.group is not None or value is None:
            return False
        if self.at > self.start and not (self._smaller(1) or self._hundreds(value)):
            return False
        self.group, self.tens, self.at = value, ONE, self.at + 1
        hyphen = self.has("DASH") and self.items[self.at].glued
        whole = self.has("SLASH", hyphen) and value % 1 == 0  # 5 1/2, 5-1/2
        if whole and (part := simple_fraction(self.items[self.at + hyphen].text)):
            self.group, self.at = value + part, self.at + 1 + hyphen
        return True

    def _hundreds(self, value: Decimal) -> bool:
        """Whether digits belong to the thousands before them: 5mila e 200, mille e 23 miliardi; not tra 5mila e 200."""
        if self.has("MAGNITUDES", 1):
            return self.total is None or self.total == 1000
        among = any("BETWEEN" in item for item in self.items[max(0, self.start - 2) : self.start])
        return self.last == 1000 and 100 <= value < 1000 and not among

    def _smaller(self, ahead: int) -> bool:
        """Whether the magnitude ahead is smaller than the last one: 2 million 300 thousand, not 2 million 3 million."""
        item = item_at(self.items, self.at + ahead)
        return "MAGNITUDES" in item and item["MAGNITUDES"] < self.last

    def _word(self) -> bool:
        """A number word, alone or glued (duecentotre); tens take ones, hundreds take tens."""
        item = self.items[self.at]
        before = dict(vars(self))
        for value in item["COMPOUND"] if "COMPOUND" in item else [item["NUMBER_WORDS"]]:
            if not self._add(value):
                vars(self).update(before)
                return False
        self.at += 1
        return True

    def _add(self, value: Decimal) -> bool:
        if value >= 1000:
            if self.group is None and (self.total is None or value < self.last):
                self.group = ONE
            return self._scale(value)
        if value == HUNDRED and self.group is not None and ONE < self.group < 10 and self.tens <= 10:
            self.group, self.tens = self.group * HUNDRED, HUNDRED
            return True
        if self.group is None:
            if value >= self.last:
                return False
            self.group = value
        elif value and value < self.tens and self.tens > ONE:
            self.group += value
        else:
            return False
        self.tens = HUNDRED if value >= HUNDRED else Decimal(10) if value >= 20 and not value % 10 else ONE
        return True

    def _multiply(self) -> bool:
        value = self.items[self.at]["MAGNITUDES"]
        if value == HUNDRED and self.group is not None and self.group < HUNDRED:
            self.group, self.tens = self.group * HUNDRED, HUNDRED
        elif not self._scale(value):
            return False
        self.at += 1
        return True

    def _scale(self, value: Decimal) -> bool:
        """Multiplies the group by a magnitude and adds it up; a larger one behind takes all: 2 mila miliardi."""
        if self.group is not None and value < self.last:
            if self.total is not None:
                self.closed, self.ceiling = self.closed + self.total, self.last
            self.total = self.group * value
        elif self.total is not None and self.last < value < self.ceiling:
            self.total = (self.total + (self.group or ZERO)) * value
        else:
            return False
        self.single = self.group if not self.closed and self.total == (self.group or ZERO) * value else None
        self.group, self.last, self.tens = None, value, ENDLESS
        return True

    def _and_part(self, ahead: int) -> bool:
        """un milione e mezzo; three and a quarter; two-and-a-half; five and two thirds; a billion and a half million"""
        found = portion(self.items, self.at + ahead + self.has("DASH", ahead))
        ones = self._tens_joined() and self.has("NUMBER_WORDS", 1) and not self.has("INDEFINITE", 1)
        if found is None or ones:
            return False
        part, size = found[0], found[1] - self.at
        if not (self.has("HALF", size - 1) or self._free(size, self.has("INDEFINITE", ahead))):
            return False
        if self.group is not None:
            self.group += part if self.total is not None or self.last == ENDLESS else part * self.last
        elif self.total is not None and self._smaller(size):
            self.group = part
        elif self.total is not None:
            self.total, self.single = self.total + part * self.last, None
        else:
            return False
        self.tens, self.at = ONE, self.at + size
        return True

    def _free(self, ahead: int, single: bool) -> bool:
        """Whether what ends here can be no rank and no share of something else: a third man, two thirds of them."""
        item = item_at(self.items, self.at + ahead)
        return not ("OF" in item or (single and item.text.isalpha() and not item.senses))

    def _tens_joined(self) -> bool:
        """Whether "and" joins ones to tens: treinta y cinco"""
        return self.tens == 10 and self.has("TENS_JOINS") and not self.has("MAGNITUDES", 1)

    def _continued(self) -> bool:
        """two hundred and fifty; 2 milioni e 300 mila; treinta y cinco"""
        tens = self._tens_joined()
        started = tens or self.tens == HUNDRED if self.group is not None else self.total is not None
        if not started or (self.has("INDEFINITE", 1) and not tens):  # two million and a car
            return False
        state = dict(vars(self))
        self.at += 1
        if (
            (self.has("NUMBER") and (self._digits() or self._tens_in_digits()))
            or (self.group is not None and self._word_here())
            or self._word_and_more()
        ):
            return True
        vars(self).update(state)
        return False

    def _tens_in_digits(self) -> bool:
        """three hundred and 21"""
        value = read_digits(self.items[self.at].text, self.decimal)
        if self.group is None or not self.has("MAGNITUDES", -2) or self.has("MAGNITUDES", 1):
            return False
        if value is not None and value < HUNDRED:
            self.group, self.tens, self.at = self.group + value, ONE, self.at + 1
        return self.tens == ONE

    def _after_comma(self) -> bool:
        """one thousand, two hundred and six"""
        self.at += 1
        if not self.has("INDEFINITE") and self._word_here():
            return True
        if self.has("INDEFINITE") and self._smaller(1):
            self.group, self.at = ONE, self.at + 1
            return True
        self.at -= 1
        return False

    def _word_here(self) -> bool:
        return (self.has("NUMBER_WORDS") or self.has("COMPOUND")) and self._word()

    def _word_and_more(self) -> bool:
        """behind a magnitude and "and": a word without a magnitude, or with a smaller one"""
        if not self._word_here() or self.has("FRACTIONS") or self.has("COLLECTIVES"):
            return False
        return self.group is None or not self.has("MAGNITUDES") or self._smaller(0)

    def _decimals(self) -> bool:
        """due virgola cinque, two point seven five, two point seventy-five, tres coma treinta y cinco"""
        digits, at = "", self.at + 1
        while (part := Run(self.items, at, self.decimal)).small():
            digits, at = f"{digits}{part.group}", part.at
        loose = self.has("DECIMAL_JOINS") and (self.has("NUMBER", -1) or not self._free(at - self.at, True))
        if not digits or self.group is None or loose:
            return False
        self.group += Decimal(f"0.{digits}")
        self.tens, self.at = ONE, at
        return True

    def small(self) -> bool:
        """Takes a number below a thousand in words: five, seventy-five, trescientos treinta y cinco."""
        while not self.has("MAGNITUDES") and self._word_here():
            if self.has("DASH"):
                self._hyphen()
            elif self.has("TENS_JOINS"):
                self._continued()
        return self.group is not None and self.total is None

    def _hyphen(self) -> bool:
        """twenty-five"""
        self.at += 1
        if self._word_here() or (self.has("MAGNITUDES") and self._multiply()):
            return True
        self.at -= 1
        return False

    def _done(self) -> tuple[Numeral, int] | None:
        if self.at == self.start or (self.group is None and self.total is None):
            return None
        value = tidy(self.closed + (self.total or ZERO) + (self.group or ZERO))
        only = self.items[self.start]
        digits = only.text if self.at == self.start + 1 and "NUMBER" in only else None
        if self.total is None:
            return Numeral(value, value, digits=digits), self.at
        if self.single is not None and self.group is None:
            return Numeral(value, self.single, self.last), self.at
        return Numeral(value, value), self.at
