"""Digits with separators, as a Decimal."""

import re
import unicodedata
from decimal import Decimal

from factcheck.quantities.tokens import GROUP_SPACE, MARKS, RAISED

ONE = Decimal(1)
TOO_LARGE = Decimal("1e27")
POWERS = re.compile(rf"(?:(?P<times>[\d.,]+)[^\d.,]+)?10(?:\^(?P<sure>[-−]?\d+)|(?P<raised>⁻?[{RAISED}]+))")
SPACES = re.compile(f"[{GROUP_SPACE}'’]")


def read_digits(text: str, decimal: str) -> Decimal | None:
    """The value of digits with separators; None where both readings are possible and nothing tells.

    `decimal` is the language's decimal mark, "," or "."; the other one groups thousands. The other way round is taken
    where it is the only reading: "1.5" in Italian, "1.234.567" in English.

    >>> read_digits("20.000", ","), read_digits("20.000", "."), read_digits("1,234,567", ",")
    (Decimal('20000'), Decimal('20.000'), Decimal('1234567'))
    """
    if power := POWERS.fullmatch(text):
        return _power(power, decimal)
    mark = sum((Decimal(str(unicodedata.numeric(char))) for char in text if char in MARKS), Decimal(0))
    text = SPACES.sub("", text.rstrip(MARKS)).replace("−", "-").replace("–", "-").lstrip("+")
    if not text:
        return mark
    if re.match(r"-?\.", text):
        return Decimal(text)
    group = "." if decimal == "," else ","
    own = rf"-?\d{{1,3}}(?:\{group}\d{{3}})+(?:\{decimal}\d+)?|-?\d+(?:\{decimal}\d+)?"
    if re.fullmatch(own, text) and not re.match(rf"-?0\{group}|-?0\d", text):
        return _with(text.replace(group, "").replace(decimal, "."), mark)
    other = rf"-?\d{{1,3}}(?:\{decimal}\d{{3}})+(?:\{group}\d+)?|-?\d+\{group}\d+"
    if re.fullmatch(other, text) and not re.match(r"-?0\d", text):
        return _with(text.replace(decimal, "").replace(group, "."), mark)
    if decimal == "." and re.fullmatch(r"-?\d{1,2}(?:,\d{2})*,\d{3}", text):  # lakh and crore
        return Decimal(text.replace(group, ""))
    return None


def _power(found: re.Match[str], decimal: str) -> Decimal | None:
    """The value of a match of POWERS."""
    times, sure, raised = found.group("times", "sure", "raised")
    if not (times or sure):
        return None
    ten = Decimal(10) ** int(unicodedata.normalize("NFKC", sure or raised).replace("−", "-"))
    value = read_digits(times, decimal) if times else ONE
    return value and value * ten


def tidy(value: Decimal) -> Decimal:
    """The value without the zeros that a multiplication leaves behind the point: 4300000000, not 4300000000.0."""
    return value.quantize(ONE) if abs(value) < TOO_LARGE and value == value.to_integral_value() else value


def simple_fraction(text: str) -> Decimal | None:
    """The value of a fraction such as 1/2 or 3/4, between zero and one with one digit each; None for anything else."""
    match = re.fullmatch(r"([1-9])/([2-9])", text)
    if not match or int(match[1]) >= int(match[2]):
        return None
    return Decimal(match[1]) / Decimal(match[2])


def _with(text: str, mark: Decimal) -> Decimal:
    """The value of plain digits and a mark such as ½; without one not a digit is lost."""
    return Decimal(text) + mark if mark else Decimal(text)
