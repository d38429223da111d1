"""Reinstatement: everything past due is paid at once, and the loan goes on as if nothing were.

Unpaid installments (not accrued interest), late charges, fees and advances, less suspense. What
nobody knows is said, and the figure is then at least what is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from mortgage_collect.core import text
from mortgage_collect.core.calendar import months_between
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, Money, total
from mortgage_collect.workout.beside import charges, held, held_known, known_charges
from mortgage_collect.workout.contract import due_by
from mortgage_collect.workout.note import rest_of_note
from mortgage_collect.workout.option import (
    CaseFacts,
    Offer,
    PlanInstallment,
    Reason,
    Stretch,
    ask_date,
)
from mortgage_collect.workout.working import Sheet

KEY: Final = "reinstatement"


@dataclass(frozen=True, slots=True)
class Answers:
    """The last day on which it may be paid."""

    good_through: date | None = ask_date("Paid by", help="Empty: today.")


class Reinstatement:
    """The option as the shelf holds it."""

    key = KEY
    label = "Reinstatement"
    template = ""
    answers = Answers
    keeps_home = True

    def screen(self, case: CaseFacts) -> Iterator[Reason]:
        """Whether something is past due, and whether the money to pay it is there."""
        if not case.position.unpaid:
            yield Reason(False, "No payment is past due", bars=True)
            return
        needed = _owed(case, case.as_of, Sheet())
        reserves = case.household.reserves
        if reserves is None:
            says = f"{needed} at once; the review does not tell whether they have it"
            yield Reason(None, says)
        else:
            says = f"{needed} at once, of {reserves} they have outside retirement"
            yield Reason(reserves >= needed, says)

    def suggest(self, case: CaseFacts, pay: Money | None = None) -> Answers:
        """Today. With `pay`, UserError unless it covers all of it."""
        if pay is not None and (needed := _owed(case, case.as_of, Sheet())) > pay:
            raise UserError(
                f"{needed} would have to be paid at once, {needed - pay} more than that.",
                do="Look at a promise in parts, or at a repayment plan.",
            )
        return Answers()

    def offer(self, case: CaseFacts, answers: Answers) -> Offer:
        """What is due by the day. UserError for a past day, or when nothing is due."""
        day = answers.good_through or case.as_of
        if day < case.as_of:
            raise UserError(f"{text.day(day)} is past.", do="Choose a later day.")
        if not case.position.unpaid:
            raise UserError("Nothing is past due, so there is nothing to reinstate.")
        sheet = Sheet()
        needed = _owed(case, day, sheet)
        due = due_by(case, day)
        reasons = [
            Reason(None, f"{says} are not known: the figure is at least this")
            for _, says, amount in charges(case)
            if amount is None
        ]
        reasons += held_known(case)
        rest = rest_of_note(case)
        stretches: tuple[Stretch, ...] = ()
        cost: Money | None = None
        if rest is not None:
            skipped = max(months_between(rest.first_due, due[-1].due_on) + 1, 0)
            stretches = rest.from_month(skipped, case.terms.escrow)
            unpaid = total(each.principal_interest for each in case.position.unpaid)
            cost = rest.total + unpaid + known_charges(case) + (case.advances.deferred or ZERO)
        return Offer(
            kind=KEY,
            reasons=tuple(reasons),
            working=sheet.done(),
            stretches=stretches,
            cash_now=needed,
            cures_on=day,
            rate=case.terms.rate,
            balance=case.position.upb if rest is None else rest.balance,
            deferred=case.advances.deferred or ZERO,
            due_at_end=case.advances.deferred or ZERO,
            maturity_on=case.ends_on,
            total_cost=cost,
            watched=(PlanInstallment(1, day, ZERO, needed),),
        )


reinstatement: Final = Reinstatement()


def _owed(case: CaseFacts, day: date, sheet: Sheet) -> Money:
    """Everything due by the day less suspense, on the sheet; what is not known is left out."""
    due = due_by(case, day)
    as_of = case.as_of
    installments = total(each.amount for each in due)
    says = text.count(len(due), "payment") + " due"
    sheet.given("installments", says, installments, "the loan's own installments", as_of)
    parts, owed = ["{installments}"], installments
    for key, label, amount in charges(case):
        sheet.given(key, label, amount, "the loan system", as_of)
        if amount is not None:
            parts.append(f"+{{{key}}}")
            owed += amount
    suspense, known = held(case, sheet)
    less = "-MAX({suspense},0)" if known else ""
    needed = max(owed - max(suspense, ZERO), ZERO)
    return sheet.found("arrears", "To be current", needed, f"=MAX({''.join(parts)}{less},0)")
