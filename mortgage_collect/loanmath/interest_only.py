"""Interest-only years, and the payment that follows them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate, month_of_interest
from mortgage_collect.loanmath.amortize import level_payment


@dataclass(frozen=True, slots=True)
class InterestOnly:
    """The payment before and after the recast; `shock` is the rise as a share of the first."""

    interest_payment: Money
    amortizing_payment: Money

    @property
    def shock(self) -> Fraction:
        return self.amortizing_payment.over(self.interest_payment) - 1


def interest_only(balance: Money, rate: Rate, amortizing_months: int) -> InterestOnly:
    """A month's interest now; afterwards the whole balance over the months that REMAIN.

    Ten years of interest only on a thirty-year note leave 240 months, not 360. Raises UserError
    when none remain.
    """
    return InterestOnly(
        month_of_interest(balance, rate), level_payment(balance, rate, amortizing_months)
    )
