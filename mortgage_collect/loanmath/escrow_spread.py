"""An escrow shortage, deficiency or surplus in equal monthly parts, the odd cents told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, Money

YEAR: Final = 12
WORKOUT_MONTHS: Final = 60
"""Over how long a shortage is spread with a workout, unless the borrower wants it shorter.

Fannie Mae Servicing Guide B-1-01 (11 September 2024), read in a secondary copy: unverified.
"""


@dataclass(frozen=True, slots=True)
class EscrowSpread:
    """`each` month for `months`; `odd` are the cents more in one of them, zero when none are left.

    What is owed puts them into the last month, what is given back into the first.
    """

    months: int
    each: Money
    odd: Money
    odd_first: bool = False

    @property
    def total(self) -> Money:
        return self.each * self.months + self.odd

    def in_month(self, number: int) -> Money:
        """The part of one month, counted from 1; nothing after the last."""
        if not 1 <= number <= self.months:
            return ZERO
        return self.each + (self.odd if number == (1 if self.odd_first else self.months) else ZERO)

    def __str__(self) -> str:
        if not self.odd:
            return f"{self.months} x {self.each}"
        whole, rest = f"{self.months - 1} x {self.each}", f"{self.each + self.odd}"
        if self.months == 1:
            return rest
        return f"{rest}, then {whole}" if self.odd_first else f"{whole}, then {rest}"


def spread_escrow(amount: Money, months: int, *, odd_first: bool = False) -> EscrowSpread:
    """`amount` over `months`, each part rounded down to the cent and the rest told.

    Raises UserError for no months or an amount below zero. An amount of zero spreads to zeros.
    """
    if months < 1:
        raise UserError(
            f"An escrow amount cannot be spread over {months} months.",
            do="Choose a month at least.",
        )
    if amount.cents < 0:
        raise UserError(
            f"{amount} of escrow cannot be spread.", do="Enter a shortage as an amount above zero."
        )
    each, odd = divmod(amount.cents, months)
    return EscrowSpread(months, Money(each), Money(odd), odd_first)
