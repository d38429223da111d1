"""One term of a note changed: what the single changes share.

The arrears are capitalized, one lever is moved, the payment follows. Which lever is the option's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.loanmath.annuity import level_payment
from mortgage_collect.loanmath.rate_search import stepped_down
from mortgage_collect.workout.capitalize import EVERYTHING, capitalized, gross_formula
from mortgage_collect.workout.case import CaseFacts
from mortgage_collect.workout.changed_note import (
    Change,
    at_once,
    payments_at_old_terms,
    require_note,
)
from mortgage_collect.workout.option import Reason
from mortgage_collect.workout.waterfall import NoteTerms
from mortgage_collect.workout.working import Sheet


@dataclass(slots=True)
class Lever:
    """A note with its arrears capitalized, before its lever is moved.

    `change` gathers the offer; `rate`, `months` and `gross` are the old terms on the new balance.
    """

    change: Change
    rate: Rate
    months: int
    gross: Money

    @property
    def sheet(self) -> Sheet:
        return self.change.sheet

    def new_terms(
        self, rate: Rate, months: int, aside: Money = ZERO, *, forgiven: Money = ZERO
    ) -> NoteTerms:
        """The new terms, written on the sheet as balance, new_rate and new_months."""
        sheet = self.sheet
        parts = ""
        if aside:
            sheet.given("forborne", "Principal set aside, bearing no interest", aside, "chosen")
            parts += "-{forborne}"
        if forgiven:
            sheet.given("forgiven", "Principal given up", forgiven, "chosen")
            parts += "-{forgiven}"
        balance = self.gross - aside - forgiven
        sheet.found("balance", "Balance bearing interest", balance, f"={{gross}}{parts}")
        sheet.given("new_rate", "Rate", rate, "chosen" if rate != self.rate else "the note")
        sheet.given("new_months", "Payments", months, "chosen")
        return NoteTerms(balance, rate, months, aside, forgiven)


def lever(
    kind: str, case: CaseFacts, shortage: Money | None, *, needs_months: bool = True
) -> Lever:
    """The note with its arrears in the balance, from the next due date that leaves enough days.

    Raises UserError without a rate, and without payments left where the change keeps the term.
    """
    rate = require_note(case)
    begins, sheet = at_once(case), Sheet()
    months = payments_at_old_terms(case, begins.effective_on)
    if months is None:
        raise UserError(
            "The day the note runs out is not known.", do="Enter the maturity on the card."
        )
    if needs_months and not months:
        raise UserError(
            "The note has run out: no payments are left to spread the balance over.",
            do="Look at an extension of the term.",
        )
    found = capitalized(case, begins.first_due, sheet)
    gross = found.balance(case.position.upb, EVERYTHING)
    sheet.found("gross", "Balance with the arrears in it", gross, gross_formula(found, EVERYTHING))
    if gross <= ZERO:
        raise UserError("Money in suspense pays the whole balance.", do="Quote a payoff instead.")
    change = Change(
        kind,
        case,
        begins,
        sheet,
        list(found.reasons),
        escrow_spread=case.program.modification.escrow_spread,
        shortage=shortage,
        waive_late_charges=case.program.modification.waive_late_charges,
    )
    return Lever(change, rate, months, gross)


def target_for(case: CaseFacts, pay: Money | None, shortage: Money | None = None) -> Money:
    """The principal and interest they can carry: what they can pay, less escrow and its shortage.

    Without `pay`, what the surplus allows. Raises UserError where neither is known, or where
    escrow alone takes it.
    """
    if pay is None:
        if case.surplus is None:
            raise UserError(
                "The surplus is not known yet, so no payment can be aimed at.",
                do="Finish the financial review, or type what they can pay.",
            )
        pay = case.terms.full_payment + min(case.surplus, ZERO)
    owed = shortage if shortage is not None else case.advances.escrow_shortage
    months = case.program.modification.escrow_spread
    share = Money(owed.cents // months) if owed is not None and owed > ZERO and months else ZERO
    target = pay - case.terms.escrow - share
    if target <= ZERO:
        raise UserError(
            f"{pay} does not cover escrow of {case.terms.escrow + share} a month.",
            do="No change of the note can reach it; look at the ways to sell.",
        )
    return target


def floor_known(case: CaseFacts) -> Iterator[Reason]:
    """Nothing where the program has a lowest rate; else that somebody has to decide it."""
    relief = case.program.relief
    if relief.rate_floor is None:
        says = "The bank has set no lowest rate: it decides how far it goes down"
        yield Reason(None, says, relief.source)


def rate_within(kind: str, case: CaseFacts, pay: Money | None) -> Rate:
    """The highest rate, in the policy's steps, that reaches what they can pay over the payments
    left. Raises UserError where even the lowest one does not."""
    relief = case.program.relief
    target, floor = target_for(case, pay), relief.rate_floor or Rate(0)
    made = lever(kind, case, None)
    rate = stepped_down(made.gross, made.months, target, made.rate, floor, relief.rate_by)
    least = level_payment(made.gross, rate, made.months)
    if least > target:
        raise short_by(least, target, f"Even at {rate}")
    return rate


def nothing_moved(says: str) -> Reason:
    """That a single change changes nothing beside the arrears."""
    return Reason(False, f"{says}: capitalizing the arrears does the same")


def short_by(payment: Money, target: Money, what: str) -> UserError:
    """That a lever moved all the way does not reach the target, and by how much."""
    return UserError(
        f"{what}, principal and interest would still be {payment}: {payment - target} too much.",
        do="Look at a full modification, which moves several terms.",
    )
