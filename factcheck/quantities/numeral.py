"""A number as read, before a unit is known."""

from dataclasses import dataclass
from decimal import Decimal

from factcheck.quantities.digits import ONE

ZERO = Decimal(0)
HALF = Decimal("0.5")
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as read. `value` = `mantissa` × `magnitude`; a vague one ("millions") has `low` and `high` instead.

    `digits` is the number as printed where it is nothing but digits and separators.
    """

    value: Decimal | None = None
    mantissa: Decimal | None = None
    magnitude: Decimal = ONE
    low: Decimal | None = None
    high: Decimal | None = None
    digits: str | None = None

    @property
    def vague(self) -> bool:
        """True where only an order of magnitude is named."""
        return self.low is not None
