"""Where the money of a payment goes: interest, principal, escrow, and only then late charges.

Source: 12 CFR 1026.36(c)(1) for the periodic payment; the order inside it is the uniform
instrument's since 1999. Older instruments name another order, so the order is handed in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.rate import DayCount, Rate, month_of_interest
from mortgage_collect.loanmath.interest import interest_between
from mortgage_collect.loanmath.terms import Installment

UNIFORM_ORDER = ("interest", "principal", "escrow", "late_charges")


@dataclass(frozen=True, slots=True)
class Split:
    """One installment taken apart, and the balance it leaves.

    `principal` is negative when the payment does not cover the interest (daily simple interest,
    paid late).
    """

    interest: Money
    principal: Money
    escrow: Money
    balance: Money


def split_installment(installment: Installment, balance: Money, rate: Rate) -> Split:
    """A 30/360 installment on the balance it is paid against: the month's interest comes first.

    The interest is one month whatever the day of payment: lateness costs late charges, not
    interest.
    """
    interest = month_of_interest(balance, rate)
    principal = installment.principal_interest - interest
    return Split(interest, principal, installment.escrow, balance - principal)


def split_daily(
    payment: Money,
    balance: Money,
    rate: Rate,
    paid_to: date,
    on: date,
    count: DayCount = DayCount.ACTUAL_365,
) -> Split:
    """A principal-and-interest payment on a daily simple interest note: every day counts."""
    interest = interest_between(balance, rate, paid_to, on, count)
    principal = payment - interest
    return Split(interest, principal, ZERO, balance - principal)


def allocate(
    amount: Money, owed: Mapping[str, Money], order: Sequence[str] = UNIFORM_ORDER
) -> dict[str, Money]:
    """Fill what is owed in the given order; what is left over stands under "left".

    Raises ValueError for a negative amount, or when something owed is missing from the order:
    money must not vanish because a name was misspelt.
    """
    if amount.cents < 0:
        raise ValueError("only money that came in can be allocated")
    if strangers := set(owed) - set(order):
        raise ValueError(f"the order does not say when to pay {', '.join(sorted(strangers))}")
    filled: dict[str, Money] = {}
    for name in order:
        filled[name] = min(amount, max(owed.get(name, ZERO), ZERO))
        amount -= filled[name]
    return filled | {"left": amount}
