"""Partial claim: the insurer or guarantor pays the arrears, as a second lien without interest.

For FHA, VA and USDA loans. The note goes on as written; the claim is due at the end, on sale,
refinance or payoff. Which programs have one, its limit and its trial are the program's data.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from mortgage_collect.core.calendar import add_months
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, Money, total
from mortgage_collect.workout.beside import deferred_known, held, held_known, known_charges
from mortgage_collect.workout.claim_limit import available, claim_checks
from mortgage_collect.workout.note import rest_of_note
from mortgage_collect.workout.option import CaseFacts, Offer, Reason, Trial, ask_money
from mortgage_collect.workout.working import Sheet

KEY: Final = "partial_claim"


@dataclass(frozen=True, slots=True)
class Answers:
    """How much is claimed; empty: all that is past due, as far as the limit goes."""

    amount: Money | None = ask_money("Claimed", help="Empty: all that is past due.")


class PartialClaim:
    """The option as the shelf holds it."""

    key = KEY
    label = "Partial claim"
    template = ""
    answers = Answers
    keeps_home = True

    def screen(self, case: CaseFacts) -> Iterator[Reason]:
        """Whether the program has one, and whether they can pay the old payment again."""
        yield from claim_checks(case)
        if not case.program.claim.available:
            return
        if case.surplus is None:
            yield Reason(None, "Whether they can pay the full payment again is not known")
        else:
            says = f"A surplus of {case.surplus} after the regular payment"
            yield Reason(case.surplus >= ZERO, says)

    def suggest(self, case: CaseFacts, pay: Money | None = None) -> Answers:
        """All that is past due. With `pay`, UserError when it is below the regular payment."""
        if pay is not None and pay < case.terms.full_payment:
            raise UserError(
                f"After a claim the payment is {case.terms.full_payment} again, "
                f"{case.terms.full_payment - pay} more than that.",
                do="Look at a modification, or at a payment supplement.",
            )
        return Answers()

    def offer(self, case: CaseFacts, answers: Answers) -> Offer:
        """The claim and what has to be paid beside it. UserError where the program has none."""
        policy = case.program.claim
        if not policy.available:
            raise UserError(f"Under {case.program.title} there is no partial claim.")
        arrears = case.position.arrears - (case.position.suspense or ZERO)
        if arrears <= ZERO:
            raise UserError("Nothing is past due, so nothing can be claimed.")
        rest = rest_of_note(case)
        if rest is None:
            raise UserError(
                "The rate or the last day of the note is not known.", do="Complete the loan."
            )
        sheet = Sheet()
        sheet.given("unpaid", "Payments past due", case.position.arrears, "the installments")
        _, less = held(case, sheet)
        sheet.found("arrears", "To be claimed or paid", arrears, f"={{unpaid}}{less}")
        left = available(case, sheet)
        wanted = arrears if answers.amount is None else answers.amount
        if wanted <= ZERO:
            raise UserError("A claim is above zero.", do="Enter the amount, or leave it empty.")
        sheet.given("wanted", "Asked for", wanted, "chosen")
        claim = min(wanted, arrears, left)
        formula = "=MIN({wanted},{arrears},{claim_left})"
        sheet.found("claim", "Partial claim", claim, formula)
        cash = arrears - claim
        sheet.found("cash", "To be paid beside it", cash, "={arrears}-{claim}")
        old = case.advances.deferred or ZERO
        first, months = rest.first_due, policy.trial_months
        trial = None
        if months:
            effective = add_months(first, months, case.terms.due_day)
            trial = Trial(months, case.terms.full_payment, first, effective, case.terms.due_day)
        reasons = [
            Reason(cash == ZERO, f"{claim} claimed of {arrears}; {left} is left of the limit"),
            *held_known(case),
            *deferred_known(case),
        ]
        unpaid = total(each.principal_interest for each in case.position.unpaid)
        return Offer(
            kind=KEY,
            reasons=tuple(reasons),
            working=sheet.done(),
            stretches=rest.from_month(0, case.terms.escrow),
            cash_now=cash,
            cures_on=trial.effective_on if trial else first,
            rate=case.terms.rate,
            balance=rest.balance,
            deferred=old + claim,
            due_at_end=old + claim,
            maturity_on=case.ends_on,
            total_cost=rest.total + unpaid + known_charges(case) + old,
            stays_owed=known_charges(case),
            trial=trial,
        )


partial_claim: Final = PartialClaim()
