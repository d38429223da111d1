"""Late charges: from which day, and how much.

Source: the late-payment paragraph of the uniform fixed-rate note (a percentage of the overdue
principal and interest once the days of grace are over); caps differ by state and by program.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.loanmath.terms import LateChargeTerms

USUAL: Final = LateChargeTerms(percent=Rate.percent(5), grace_days=15)
"""The conventional note: 5 % after 15 days. A starting point for a bank's own settings."""


def last_day_without_charge(due_on: date, grace_days: int) -> date:
    """The last day a payment is in time: due on the 1st with 15 days is the 16th."""
    return due_on + timedelta(days=grace_days)


def first_day_of_charge(due_on: date, grace_days: int) -> date:
    """The day a charge is assessed if the installment is still unpaid: the 17th."""
    return last_day_without_charge(due_on, grace_days) + timedelta(days=1)


def is_late(due_on: date, received_on: date, grace_days: int) -> bool:
    """True when the payment came after the days of grace."""
    return received_on > last_day_without_charge(due_on, grace_days)


def late_charge(terms: LateChargeTerms, overdue: Money) -> Money:
    """The charge on one installment's overdue principal and interest, to the cent, half up.

    A flat charge replaces the percentage; then the minimum and last the maximum hold, so that a
    legal maximum wins over a minimum. Nothing overdue, nothing charged.
    """
    if overdue.cents <= 0:
        return ZERO
    charge = terms.flat if terms.flat is not None else overdue.times(terms.percent.exact)
    if terms.minimum is not None:
        charge = max(charge, terms.minimum)
    if terms.maximum is not None:
        charge = min(charge, terms.maximum)
    return charge
