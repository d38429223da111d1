"""A schedule with its days: for notes where every day counts, and where things change in between.

Each due period's interest comes from its interest periods, so a rate may change and principal may
be paid on any day. The last payment is what is owed then; on a daily simple interest note it is
often far from the others, and it is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mortgage_collect.core import text
from mortgage_collect.core.calendar import add_months
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, Money, total
from mortgage_collect.core.rate import DayCount, Rate
from mortgage_collect.loanmath.annuity import level_payment, require_periods
from mortgage_collect.loanmath.interest import RateChange, rate_on
from mortgage_collect.loanmath.interest_period import (
    InterestPeriod,
    PrincipalChange,
    interest_of,
    interest_periods,
)


@dataclass(frozen=True, slots=True)
class DatedPayment:
    """One installment with the interest periods it pays. `principal` is below zero when the payment
    does not cover the interest; `curtailed` is principal paid beside it since the one before.
    """

    number: int
    due_on: date
    payment: Money
    interest: Money
    curtailed: Money
    balance: Money
    periods: tuple[InterestPeriod, ...]

    @property
    def principal(self) -> Money:
        return self.payment - self.interest

    @property
    def days(self) -> int:
        return sum(each.days for each in self.periods)


@dataclass(frozen=True, slots=True)
class DatedSchedule:
    """Every payment until nothing is owed, on its day."""

    lines: tuple[DatedPayment, ...]

    @property
    def final_payment(self) -> Money:
        return self.lines[-1].payment if self.lines else ZERO

    @property
    def total_interest(self) -> Money:
        return total(line.interest for line in self.lines)


def dated_schedule(
    principal: Money,
    rate: Rate,
    from_day: date,
    first_due: date,
    periods: int,
    count: DayCount,
    *,
    payment: Money | None = None,
    rate_changes: Sequence[RateChange] = (),
    curtailments: Sequence[PrincipalChange] = (),
    recast: bool = True,
    anchor: int | None = None,
    basis: int = 365,
) -> DatedSchedule:
    """Pay `principal` off in `periods` months; interest runs from `from_day`.

    Without a `payment` it is the level one of the rate (which knows no days). With `recast` the
    payment is worked out anew on the due date that follows a change of the rate, over the months
    that remain then. A curtailment counts from its own day and does not change the payment; what
    is more than the balance is refused. Raises UserError for dates that run backwards.
    """
    require_periods(periods)
    if first_due <= from_day:
        raise UserError(
            f"The first payment cannot be due on {text.day(first_due)}: interest runs from "
            f"{text.day(from_day)}.",
            do="Correct one of the two days.",
        )
    rate = rate_on(rate, rate_changes, from_day)
    pays = level_payment(principal, rate, periods) if payment is None else payment
    balance, start, lines = principal, from_day, list[DatedPayment]()
    for number in range(1, periods + 1):
        due = add_months(first_due, number - 1, anchor)
        inside = [each for each in curtailments if start < each.on <= due]
        found = interest_periods(
            start,
            due,
            balance,
            rate,
            count,
            rate_changes=rate_changes,
            principal_changes=inside,
            anchor=anchor or first_due.day,
            basis=basis,
        )
        curtailed = total(each.amount for each in inside)
        if curtailed > balance:
            raise UserError(
                f"{curtailed} was paid to principal by {text.day(due)}, and only {balance} was "
                "owed.",
                do="Correct the extra payments.",
            )
        interest = interest_of(found)
        balance -= curtailed
        owed = balance + interest
        paid = owed if number == periods else min(pays, owed)
        balance = owed - paid
        lines.append(DatedPayment(number, due, paid, interest, curtailed, balance, found))
        if not balance:
            break
        now = rate_on(rate, rate_changes, due)
        if recast and now != rate and number < periods:
            pays = level_payment(balance, now, periods - number)
        rate, start = now, due
    return DatedSchedule(tuple(lines))
