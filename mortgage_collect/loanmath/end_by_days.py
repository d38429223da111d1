"""What a payment leaves for the end of a note that counts days: quickly, for every option at once.

The same cents as a fixed phase of `dated_phases.py`, without its lines: the shares of a year are
worked out once for a run of due dates, and the rest is whole numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise

from mortgage_collect.core.calendar import add_months
from mortgage_collect.core.money import Money, divided
from mortgage_collect.core.rate import MILLION, DayCount, Rate, year_fraction


@dataclass(frozen=True, slots=True)
class EndByDays:
    """`payments` in number, the `last` of them, and the interest of all."""

    payments: int
    last: Money
    interest: Money


def end_by_days(
    balance: Money,
    rate: Rate,
    payment: Money,
    months: int,
    first_due: date,
    count: DayCount,
    anchor: int,
) -> EndByDays:
    """Pay `payment` for `months` at most, from a month before `first_due` on; the last pays all.

    For a note that counts days, and a balance above zero. Raises ValueError for 30/360, whose
    months have no days.
    """
    if count is DayCount.THIRTY_360:
        raise ValueError("a month of 30/360 is a twelfth of a year")
    owed, pays, interest = balance.cents, payment.cents, 0
    shares = _shares(first_due, months, count, anchor)
    for number, (part, whole) in enumerate(shares, 1):
        bears = divided(owed * rate.millionths * part, MILLION * whole)
        interest += bears
        due = owed + bears
        if number == months or pays >= due:
            return EndByDays(number, Money(due), Money(interest))
        owed = due - pays
    raise ValueError("a note has a month at least")


@lru_cache(maxsize=32)
def _shares(
    first_due: date, months: int, count: DayCount, anchor: int
) -> tuple[tuple[int, int], ...]:
    """The part of a year of each month, as numerator and denominator."""
    days = [add_months(first_due, at, anchor) for at in range(-1, months)]
    found = [year_fraction(a, b, count) for a, b in pairwise(days)]
    return tuple((each.numerator, each.denominator) for each in found)
