"""The rest of the note: what it asks from today to its end when everything due has been paid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from mortgage_collect.core.calendar import add_months, months_between
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate, month_of_interest
from mortgage_collect.loanmath.amortize import schedule
from mortgage_collect.workout.case import CaseFacts
from mortgage_collect.workout.option import Stretch


@dataclass(frozen=True, slots=True)
class RestOfNote:
    """`months` payments of `principal_interest` from `first_due`, the last one `last`.

    `balance` is what is owed before the first of them, at today's rate. `months` is 0 when every
    installment has fallen due.
    """

    first_due: date
    months: int
    principal_interest: Money
    last: Money
    balance: Money

    @property
    def total(self) -> Money:
        """Principal and interest of all of them."""
        if not self.months:
            return self.balance
        return self.principal_interest * (self.months - 1) + self.last

    def from_month(self, skipped: int, escrow: Money) -> tuple[Stretch, ...]:
        """The payments left after the first `skipped`, as one stretch; none when none are left."""
        left = self.months - skipped
        if left < 1:
            return ()
        first = add_months(self.first_due, skipped)
        return (Stretch(first, left, self.principal_interest, escrow, last=self.last),)


def rest_of_note(case: CaseFacts) -> RestOfNote | None:
    """From the first installment due after the case's day; None where rate or end is not known.

    The unpaid installments are taken as paid: their principal is off the balance. A payment that
    does not cover the interest has no schedule: None as well.
    """
    terms, rate, ends = case.terms, case.terms.rate, case.ends_on
    if rate is None or ends is None or not terms.principal_interest:
        return None
    balance = case.position.upb
    for each in case.position.unpaid:
        interest = month_of_interest(balance, rate)
        balance -= max(min(each.principal_interest - interest, balance), Money(0))
    first = first_upcoming(case)
    months = months_between(first, ends) + 1
    while months > 0 and add_months(first, months - 1, terms.due_day) > ends:
        months -= 1
    months = max(months, 0)
    if not months or not balance:
        return RestOfNote(first, 0, terms.principal_interest, balance, balance)
    try:
        count, last = run_of(balance, rate, months, terms.principal_interest)
    except UserError:
        return None
    return RestOfNote(first, count, terms.principal_interest, last, balance)


def first_upcoming(case: CaseFacts) -> date:
    """The due date of the first installment that falls due after the case's day."""
    position = case.position
    start = position.unpaid[-1].due_on if position.unpaid else position.next_due
    months = 1 if position.unpaid else 0
    while (due := add_months(start, months, case.terms.due_day)) <= case.as_of:
        months += 1
    return due


@lru_cache(maxsize=512)
def run_of(balance: Money, rate: Rate, months: int, payment: Money) -> tuple[int, Money]:
    """(number of payments, the last one) of a schedule. Raises UserError where there is none."""
    made = schedule(balance, rate, months, payment)
    return len(made.lines), made.final_payment
