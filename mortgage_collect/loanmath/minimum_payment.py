"""A minimum payment below the interest, month by month, and the level payment that follows it.

Where unpaid interest joins the balance the phases of `phase.py` say it all. Where the note forbids
interest on interest it is kept beside the balance: a payment above the interest repays it first,
as in `negative_amortization.py`, and the last payment takes what is left of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mortgage_collect.core.calendar import add_months
from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.rate import DayCount, Rate
from mortgage_collect.loanmath.annuity import level_payment
from mortgage_collect.loanmath.dated_schedule import DatedPayment
from mortgage_collect.loanmath.interest_period import interest_of, interest_periods


@dataclass(frozen=True, slots=True)
class BesideLine:
    """A line, and the unpaid interest that is owed after it beside the balance.

    The line's `principal` is what was paid above its interest, whichever debt it went to; the
    balance falls by less while there is unpaid interest.
    """

    line: DatedPayment
    regular: Money
    beside: Money


def minimum_beside(
    principal: Money,
    rate: Rate,
    minimum: Money,
    minimum_months: int,
    periods: int,
    from_day: date,
    first_due: date,
    count: DayCount,
    anchor: int | None = None,
) -> tuple[BesideLine, ...]:
    """`minimum` for `minimum_months`, then the level payment of the balance over what remains.

    Expects fewer minimum months than `periods`. The level payment is worked out once, on the
    balance that bears interest.
    """
    balance, beside, start = principal, ZERO, from_day
    pays, lines = minimum, list[BesideLine]()
    for number in range(1, periods + 1):
        if number == minimum_months + 1:
            pays = level_payment(balance, rate, periods - minimum_months)
        due = add_months(first_due, number - 1, anchor)
        found = interest_periods(start, due, balance, rate, count, anchor=anchor or first_due.day)
        interest = interest_of(found)
        owed = balance + beside + interest
        paid = owed if number == periods else min(pays, owed)
        over = paid - interest
        # Below the interest the debt beside grows; above it, it is repaid before the balance.
        repaid = min(over, beside)
        beside -= repaid
        balance -= over - repaid
        start = due
        lines.append(
            BesideLine(
                DatedPayment(number, due, paid, interest, ZERO, balance, found), pays, beside
            )
        )
        if not balance and not beside:
            break
    return tuple(lines)
