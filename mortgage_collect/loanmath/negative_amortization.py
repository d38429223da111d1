"""Payments below the interest: where the unpaid interest goes, by the words of the note."""

from __future__ import annotations

from dataclasses import dataclass

from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.rate import Rate, month_of_interest


@dataclass(frozen=True, slots=True)
class Underpaid:
    """After the months: `balance` bears interest, `shortfall` is owed beside it and does not."""

    balance: Money
    shortfall: Money
    first_interest: Money
    first_unpaid: Money


def underpay(
    balance: Money, rate: Rate, payment: Money, months: int, *, capitalize: bool
) -> Underpaid:
    """Pay `payment` for `months`, interest monthly on 30/360.

    With `capitalize` unpaid interest joins the balance every month and bears interest itself.
    Without it (the note forbids interest on interest) it is kept beside the balance, and a payment
    above the interest repays that shortfall before the balance.
    """
    first = month_of_interest(balance, rate)
    shortfall = ZERO
    for _ in range(months):
        over = payment - month_of_interest(balance, rate)
        if capitalize:
            balance -= over
        elif over < ZERO:
            shortfall -= over
        else:
            repaid = min(over, shortfall)
            shortfall -= repaid
            balance -= over - repaid
    return Underpaid(balance, shortfall, first, max(first - payment, ZERO))
