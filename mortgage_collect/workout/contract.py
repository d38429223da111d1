"""The contractual payments a plan rides on: how they fall before it starts, and along it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from mortgage_collect.core import text
from mortgage_collect.core.calendar import add_months, months_between
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money, total
from mortgage_collect.loanmath.terms import Installment
from mortgage_collect.workout.case import CaseFacts


@dataclass(frozen=True, slots=True)
class PlanStart:
    """The first plan day, and every installment that will be unpaid by then.

    `between` are those that fall due after today but before the plan begins: no plan payment
    covers them, so they are repaid with the arrears. With nothing unpaid they are simply paid.
    """

    first_due: date
    unpaid: tuple[Installment, ...]
    between: tuple[Installment, ...]

    @property
    def installments_total(self) -> Money:
        return total(each.amount for each in (*self.unpaid, *self.between))


def plan_start(case: CaseFacts, wanted: date | None = None) -> PlanStart:
    """Where a plan starts: the next due date at least the policy's days away, or the one wanted.

    A wanted day need not be a due date; the month it lies in is the first whose contractual
    payment the plan carries. Raises UserError for a day that is past.
    """
    wanted = wanted or case.next_plan_due
    if wanted is not None and wanted < case.as_of:
        raise UserError(
            f"The first plan payment cannot be due on {text.day(wanted)}, which is past.",
            do="Choose a later day.",
        )
    earliest = case.as_of + timedelta(days=case.policy.min_days_to_first)
    between = list[Installment]()
    for each in _upcoming(case):
        if wanted is None and each.due_on >= earliest:
            return PlanStart(each.due_on, case.position.unpaid, tuple(between))
        if wanted is not None and months_between(wanted, each.due_on) >= 0:
            return PlanStart(wanted, case.position.unpaid, tuple(between))
        if case.position.unpaid:
            between.append(each)
    raise AssertionError("due dates run for ever")


def regular_on(case: CaseFacts, due_on: date) -> Installment:
    """The contractual payment of the month of `due_on`, as billed where a bill is known."""
    for each in case.billed:
        if months_between(each.due_on, due_on) == 0:
            return each
    return Installment(due_on, case.terms.principal_interest, case.terms.escrow)


def due_by(case: CaseFacts, day: date) -> tuple[Installment, ...]:
    """Every installment unpaid today or falling due through `day`, oldest first."""
    found = list(case.position.unpaid)
    for each in _upcoming(case):
        if each.due_on > day:
            return tuple(found)
        found.append(each)
    raise AssertionError("due dates run for ever")


def payments_left(case: CaseFacts, first_due: date) -> int | None:
    """Monthly payments from `first_due` through maturity; None when maturity is not known."""
    if case.ends_on is None:
        return None
    months = months_between(first_due, case.ends_on)
    on_time = plan_due(case, first_due, months) <= case.ends_on
    return max(months + on_time, 0)


def plan_due(case: CaseFacts, first_due: date, months: int) -> date:
    """The day of a plan payment: the note's own day, unless the plan was given another."""
    own_day = add_months(first_due, 0, case.terms.due_day) == first_due
    return add_months(first_due, months, case.terms.due_day if own_day else first_due.day)


def _upcoming(case: CaseFacts) -> Iterator[Installment]:
    """Installments not unpaid yet, from the next to fall due."""
    unpaid = case.position.unpaid
    months = 0
    if unpaid:
        start, months = unpaid[-1].due_on, 1
    else:
        start = case.position.next_due
    while True:
        due = add_months(start, months, case.terms.due_day)
        months += 1
        if due > case.as_of:
            known = next((each for each in case.billed if each.due_on == due), None)
            terms = case.terms
            yield known or Installment(due, terms.principal_interest, terms.escrow)
