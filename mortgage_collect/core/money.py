"""Money is whole cents. This is the only file that rounds an amount of money."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final

Factor = int | Decimal | Fraction


class Rounding(StrEnum):
    """Which way a fraction of a cent goes."""

    HALF_UP = ROUND_HALF_UP
    UP = ROUND_CEILING
    DOWN = ROUND_FLOOR


_WRITTEN = re.compile(r"(-?)\$?(\d{1,3}(?:,\d{3})+|\d+)?(?:\.(\d{1,2}))?")


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in US dollars, held as whole cents; may be negative.

    >>> Money.of("1,204.50")
    Money(cents=120450)
    """

    cents: int

    def __post_init__(self) -> None:
        if type(self.cents) is not int:
            raise TypeError(f"Money holds whole cents, not {self.cents!r}")

    @classmethod
    def of(cls, written: str | int | Decimal) -> Money:
        """Dollars as people write them: "1,204.50", "-12", 300. More than two decimals raises."""
        if isinstance(written, int):
            return cls(written * 100)
        text = str(written).strip()
        match = _WRITTEN.fullmatch(text)
        if match is None or (match[2] is None and match[3] is None):
            raise ValueError(f"{text!r} is not an amount in dollars and cents")
        dollars, cents = (match[2] or "0").replace(",", ""), (match[3] or "0").ljust(2, "0")
        amount = int(dollars) * 100 + int(cents)
        return cls(-amount if match[1] else amount)

    @classmethod
    def rounded(cls, dollars: Decimal | Fraction, how: Rounding = Rounding.HALF_UP) -> Money:
        """The nearest cents to an exact number of dollars; halves go away from zero."""
        exact = Fraction(dollars)
        return cls(divided(exact.numerator * 100, exact.denominator, how))

    def __add__(self, other: Money) -> Money:
        return Money(self.cents + other.cents)

    def __sub__(self, other: Money) -> Money:
        return Money(self.cents - other.cents)

    def __neg__(self) -> Money:
        return Money(-self.cents)

    def __abs__(self) -> Money:
        return Money(abs(self.cents))

    def __mul__(self, count: int) -> Money:
        if type(count) is not int:
            raise TypeError("multiply money by a count; for a rate use times()")
        return Money(self.cents * count)

    __rmul__ = __mul__

    def __bool__(self) -> bool:
        return self.cents != 0

    def times(self, factor: Factor, how: Rounding = Rounding.HALF_UP) -> Money:
        """This amount times an exact factor, rounded once to the cent."""
        exact = factor if isinstance(factor, Fraction) else Fraction(factor)
        return Money(divided(self.cents * exact.numerator, exact.denominator, how))

    def over(self, other: Money) -> Fraction:
        """This amount as an exact share of another; raises on a zero divisor."""
        return Fraction(self.cents, other.cents)

    def split(self, parts: int) -> tuple[Money, ...]:
        """Equal shares that add up to this amount to the cent; the first take the odd cents."""
        each, odd = divmod(self.cents, parts)
        return tuple(Money(each + (i < odd)) for i in range(parts))

    @property
    def dollars(self) -> Decimal:
        """The amount as an exact decimal with two places."""
        return Decimal(self.cents).scaleb(-2)

    @property
    def plain(self) -> str:
        """For files and JSON: "-1204.50"."""
        sign = "-" if self.cents < 0 else ""
        return f"{sign}{abs(self.cents) // 100}.{abs(self.cents) % 100:02d}"

    def __str__(self) -> str:
        sign = "-" if self.cents < 0 else ""
        return f"{sign}${abs(self.cents) // 100:,}.{abs(self.cents) % 100:02d}"


ZERO: Final = Money(0)


def total(amounts: Iterable[Money]) -> Money:
    """The sum of any number of amounts, none included."""
    return Money(sum(amount.cents for amount in amounts))


def divided(numerator: int, denominator: int, how: Rounding = Rounding.HALF_UP) -> int:
    """`numerator` over a `denominator` above zero, rounded to a whole number.

    Halves go away from zero, as people do it by hand on either side of zero.
    """
    match how:
        case Rounding.DOWN:
            return numerator // denominator
        case Rounding.UP:
            return -(-numerator // denominator)
        case Rounding.HALF_UP:
            if numerator < 0:
                return -((denominator - 2 * numerator) // (2 * denominator))
            return (denominator + 2 * numerator) // (2 * denominator)
