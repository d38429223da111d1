"""The rest of the note: what it asks from today to its end when everything due has been paid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from mortgage_collect.core.calendar import add_months, months_between
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.loanmath.amortize import Schedule
from mortgage_collect.loanmath.counted import Counting, counted_schedule, unpaid_interest
from mortgage_collect.workout.case import CaseFacts
from mortgage_collect.workout.option import Stretch
from mortgage_collect.workout.value.cash_flow import CashFlows, level


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
        counting = case.counting(each.due_on)
        interest = unpaid_interest(balance, rate, 1, counting)
        principal = min(each.principal_interest - interest, balance)
        # By days a long month may bear more than the payment: the rest joins the balance.
        balance -= principal if counting.by_days else max(principal, Money(0))
    first = first_upcoming(case)
    months = months_between(first, ends) + 1
    while months > 0 and add_months(first, months - 1, terms.due_day) > ends:
        months -= 1
    months = max(months, 0)
    if not months or not balance:
        return RestOfNote(first, 0, terms.principal_interest, balance, balance)
    try:
        counting = case.counting(first)
        made = run_of(balance, rate, months, terms.principal_interest, counting)
    except UserError:
        return None
    count = len(made.lines)
    return RestOfNote(first, count, terms.principal_interest, made.final_payment, balance)


def first_upcoming(case: CaseFacts) -> date:
    """The due date of the first installment that falls due after the case's day."""
    position = case.position
    start = position.unpaid[-1].due_on if position.unpaid else position.next_due
    months = 1 if position.unpaid else 0
    while (due := add_months(start, months, case.terms.due_day)) <= case.as_of:
        months += 1
    return due


def flows_of_rest(case: CaseFacts, rest: RestOfNote, due_at_end: Money) -> CashFlows:
    """Its payments and balances as the input of its value. It has payments, and a known rate."""
    rate = case.terms.rate
    assert rate is not None
    counting, pays = case.counting(rest.first_due), rest.principal_interest
    if not counting.by_days:
        return level(rest.balance, rate, rest.months, pays, due_at_end=due_at_end)
    lines = run_of(rest.balance, rate, rest.months, pays, counting).lines
    return CashFlows(lines.amounts, lines.balances, due_at_end)


@lru_cache(maxsize=512)
def run_of(balance: Money, rate: Rate, months: int, payment: Money, counting: Counting) -> Schedule:
    """The schedule, counted the note's way. Raises UserError where there is none."""
    return counted_schedule(balance, rate, months, payment, counting)
