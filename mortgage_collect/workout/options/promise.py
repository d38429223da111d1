"""Promise: the arrears in one or a few dated payments within weeks. No agreement, but watched."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from mortgage_collect.core import text
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, Money, total
from mortgage_collect.workout.beside import held, held_known, known_charges
from mortgage_collect.workout.note import rest_of_note
from mortgage_collect.workout.option import (
    CaseFacts,
    Offer,
    PlanInstallment,
    Reason,
    ask,
    ask_date,
)
from mortgage_collect.workout.spread import spread
from mortgage_collect.workout.working import Sheet

KEY: Final = "promise"
FIRST_DAYS: Final = 7


@dataclass(frozen=True, slots=True)
class Answers:
    """How many payments, and when the first one comes."""

    payments: int = ask("Payments", 1, low=1, high=6)
    first_on: date | None = ask_date("First one on", help="Empty: a week from today.")


class Promise:
    """The option as the shelf holds it."""

    key = KEY
    label = "Promise to pay"
    template = ""
    answers = Answers
    keeps_home = True

    def screen(self, case: CaseFacts) -> Iterator[Reason]:
        """Whether what is past due could come within the policy's days."""
        if not case.position.unpaid:
            yield Reason(False, "No payment is past due", bars=True)
            return
        policy = case.program.promise
        owed = _arrears(case)
        source = policy.source
        reserves, surplus = case.household.reserves, case.surplus
        within = text.count(policy.most_days, "day")
        if surplus is None:
            yield Reason(None, f"{owed} within {within}: the review does not tell", source)
        else:
            there = max(surplus, ZERO) + (reserves or ZERO)
            says = f"{owed} within {within}, of {there} in surplus and reserves"
            yield Reason(there >= owed, says, source)

    def suggest(self, case: CaseFacts, pay: Money | None = None) -> Answers:
        """One payment. With `pay`, UserError unless it brings the loan current in a month."""
        if pay is not None and (owed := _arrears(case)) > pay:
            raise UserError(
                f"{owed} would have to come within weeks, {owed - pay} more than that.",
                do="Look at a repayment plan.",
            )
        return Answers()

    def offer(self, case: CaseFacts, answers: Answers) -> Offer:
        """The dated payments. UserError when nothing is past due or the first day is past."""
        policy, owed = case.program.promise, _arrears(case)
        if not case.position.unpaid or owed <= ZERO:
            raise UserError("Nothing is past due, so nothing needs to be promised.")
        if answers.payments < 1:
            raise UserError("A promise has at least one payment.", do="Enter how many.")
        first = answers.first_on or case.as_of + timedelta(days=FIRST_DAYS)
        if first < case.as_of:
            raise UserError(f"{text.day(first)} is past.", do="Choose a later day.")
        shares = spread(owed, answers.payments)
        last_day = case.as_of + timedelta(days=policy.most_days)
        gap = max((last_day - first).days // max(len(shares) - 1, 1), 1)
        watched = tuple(
            PlanInstallment(at + 1, first + timedelta(days=gap * at), ZERO, share)
            for at, share in enumerate(shares)
        )
        sheet = Sheet()
        sheet.given("unpaid", "Payments past due", case.position.arrears, "the installments")
        _, less = held(case, sheet)
        sheet.found("arrears", "Past due in all", owed, f"={{unpaid}}{less}")
        sheet.given("payments", "Payments promised", len(shares), "chosen")
        formula = "=ROUNDUP({arrears}/{payments},2)"
        sheet.found("share", "Each", shares[0], formula, "up to the cent")
        ends = watched[-1].due_on
        says = f"The last one comes on {text.day(ends)}; the latest is {text.day(last_day)}"
        reasons = [Reason(ends <= last_day, says, policy.source)]
        says = f"{text.count(len(shares), 'payment')}; at most {policy.most_payments}"
        reasons.append(Reason(len(shares) <= policy.most_payments, says, policy.source))
        reasons += [*held_known(case), *_beside(case)]
        rest = rest_of_note(case)
        cost = None
        if rest is not None:
            unpaid = total(each.principal_interest for each in case.position.unpaid)
            cost = rest.total + unpaid + known_charges(case) + (case.advances.deferred or ZERO)
        return Offer(
            kind=KEY,
            reasons=tuple(reasons),
            working=sheet.done(),
            stretches=() if rest is None else rest.from_month(0, case.terms.escrow),
            cash_now=owed,
            cures_on=ends,
            rate=case.terms.rate,
            balance=case.position.upb if rest is None else rest.balance,
            deferred=case.advances.deferred or ZERO,
            due_at_end=case.advances.deferred or ZERO,
            maturity_on=case.ends_on,
            total_cost=cost,
            stays_owed=known_charges(case),
            watched=watched,
        )


promise: Final = Promise()


def _beside(case: CaseFacts) -> Iterator[Reason]:
    if found := known_charges(case):
        yield Reason(True, f"Late charges, fees and advances of {found} stay owed beside it")


def _arrears(case: CaseFacts) -> Money:
    return case.position.arrears - (case.position.suspense or ZERO)
