"""A loan in phases, counted the way its note counts: phases, with their days.

The same family as `phase.py`: in each phase a payment holds, what it leaves of the interest joins
the balance, and the last payment of all is what is owed then. Here each due period's interest is
counted by the note's convention, so on a note that counts days an interest-only payment changes
with the month. Under 30/360 the lines are those of `phase.py`, to the cent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mortgage_collect.core import text
from mortgage_collect.core.calendar import add_months
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import DayCount
from mortgage_collect.loanmath.annuity import require_periods
from mortgage_collect.loanmath.dated_schedule import DatedPayment
from mortgage_collect.loanmath.interest_period import interest_of, interest_periods
from mortgage_collect.loanmath.phase import Pays, Phase, PhasePayment, payment_of


@dataclass(frozen=True, slots=True)
class DatedPlan:
    """Every payment of all phases on its day, and what is paid in each phase.

    Of an interest-only phase on a note that counts days, the phase tells a twelfth of the year's
    interest; its lines tell what each month asks for.
    """

    phases: tuple[PhasePayment, ...]
    lines: tuple[DatedPayment, ...]


def dated_phases(
    principal: Money,
    phases: Sequence[Phase],
    from_day: date,
    first_due: date,
    count: DayCount,
    *,
    before: Money | None = None,
    anchor: int | None = None,
    basis: int = 365,
) -> DatedPlan:
    """The plan of all phases; interest runs from `from_day`, the last payment pays what is owed.

    `before` is the payment before the first phase, for its cap; `basis` divides the days of a
    broken month under 30/360. Raises UserError as `phased` does, and for a first due date that is
    not after `from_day`.
    """
    whole = sum(phase.months for phase in phases)
    require_periods(whole)
    if any(phase.months < 1 for phase in phases):
        raise UserError("A phase must have a payment at least.", do="Take the empty phase out.")
    if first_due <= from_day:
        raise UserError(
            f"The first payment cannot be due on {text.day(first_due)}: interest runs from "
            f"{text.day(from_day)}.",
            do="Correct one of the two days.",
        )
    months = count is DayCount.THIRTY_360
    balance, start, number = principal, from_day, 0
    told, lines = list[PhasePayment](), list[DatedPayment]()
    for phase in phases:
        payment, full = payment_of(phase, balance, whole - number, before)
        told.append(PhasePayment(number + 1, phase.rate, payment, balance, full))
        for _ in range(phase.months):
            number += 1
            due = add_months(first_due, number - 1, anchor)
            found = interest_periods(
                start, due, balance, phase.rate, count, anchor=anchor or first_due.day, basis=basis
            )
            interest = interest_of(found)
            owed = balance + interest
            pays = interest if phase.pays is Pays.INTEREST else payment
            if months and payment == full:
                # A level payment rounded down may fall a cent short of the interest.
                pays = max(pays, interest)
            paid = owed if number == whole else min(pays, owed)
            balance, start = owed - paid, due
            lines.append(DatedPayment(number, due, paid, interest, Money(0), balance, found))
            if not balance:
                return DatedPlan(tuple(told), tuple(lines))
        before = payment
    return DatedPlan(tuple(told), tuple(lines))
