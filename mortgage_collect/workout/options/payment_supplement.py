"""Payment supplement (FHA): a partial claim cures the arrears and pays a part of the principal.

For three years a monthly principal reduction comes out of the claim, so the borrower pays less;
then the old payment returns. Source: Mortgagee Letter 2024-02, read in a secondary copy, and the
amounts as an illustration: UNVERIFIED. HUD said it would review whether to keep it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from mortgage_collect.core import text
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, Money, total
from mortgage_collect.loanmath.counted import unpaid_interest
from mortgage_collect.workout.beside import deferred_known, held_known, known_charges
from mortgage_collect.workout.claim_limit import available, claim_checks
from mortgage_collect.workout.note import RestOfNote, rest_of_note
from mortgage_collect.workout.option import CaseFacts, Offer, Reason, Stretch, ask_money
from mortgage_collect.workout.policy import ClaimPolicy
from mortgage_collect.workout.working import Sheet

KEY: Final = "payment_supplement"


@dataclass(frozen=True, slots=True)
class Answers:
    """The monthly reduction; empty: the program's share of principal and interest."""

    reduction: Money | None = ask_money("Less each month", help="Empty: the program's share.")


class PaymentSupplement:
    """The option as the shelf holds it."""

    key = KEY
    label = "Payment supplement"
    template = ""
    answers = Answers
    keeps_home = True

    def screen(self, case: CaseFacts) -> Iterator[Reason]:
        """Whether the program has one."""
        policy = case.program.claim
        if policy.supplement_months is None:
            says = f"Under {case.program.title} there is no payment supplement"
            yield Reason(False, says, policy.source, bars=True)
            return
        yield from claim_checks(case)
        rate_is_final = case.loan.rate_is_final
        if rate_is_final is not True:
            says = (
                "It is for a fixed rate"
                if rate_is_final is False
                else "Whether the rate is fixed is not known"
            )
            yield Reason(None if rate_is_final is None else False, says, policy.source)

    def suggest(self, case: CaseFacts, pay: Money | None = None) -> Answers:
        """The program's share. With `pay`, UserError when the payment would still be above it."""
        if pay is not None:
            rest, policy = _needs(case)
            reduced = case.terms.full_payment - _reduction(case, rest, policy, None)
            if reduced > pay:
                raise UserError(
                    f"The payment would still be {reduced}, {reduced - pay} more than that.",
                    do="Look at the ways to sell.",
                )
        return Answers()

    def offer(self, case: CaseFacts, answers: Answers) -> Offer:
        """The reduced years and the years after. UserError where the program has none."""
        rest, policy = _needs(case)
        months = policy.supplement_months or 0
        arrears = case.position.arrears - (case.position.suspense or ZERO)
        if arrears <= ZERO:
            raise UserError("Nothing is past due, so nothing can be claimed.")
        sheet = Sheet()
        less = _reduction(case, rest, policy, answers.reduction)
        terms = case.terms
        sheet.given(
            "principal_interest", "Principal and interest", terms.principal_interest, "the note"
        )
        sheet.given("arrears", "Past due, less suspense", arrears, "the installments", case.as_of)
        sheet.given("reduction", "Less each month", less, "the program, or chosen")
        sheet.given("months", "For months", months, policy.source)
        whole = arrears + less * months
        formula = "={arrears}+{months}*{reduction}"
        sheet.found("claim", "Claimed in all", whole, formula)
        left = available(case, sheet)
        least = max(
            terms.principal_interest.times(policy.supplement_least_percent.exact),
            policy.supplement_least,
        )
        first_principal = _first_principal(case, rest)
        reasons = [
            Reason(whole <= left, f"{whole} claimed; {left} is left of the limit", policy.source),
            Reason(less >= least, f"{less} less each month; at least {least}", policy.source),
            Reason(
                less <= first_principal,
                f"{less} less each month; the principal part is {first_principal}",
                policy.source,
            ),
        ]
        reduced = Stretch(
            rest.first_due, min(months, rest.months), terms.principal_interest - less, terms.escrow
        )
        old = case.advances.deferred or ZERO
        unpaid = total(each.principal_interest for each in case.position.unpaid)
        says = (
            f"The old payment of {terms.full_payment} returns after {text.count(months, 'month')}"
        )
        reasons += [Reason(True, says), *held_known(case), *deferred_known(case)]
        return Offer(
            kind=KEY,
            reasons=tuple(reasons),
            working=sheet.done(),
            stretches=(reduced, *rest.from_month(months, terms.escrow)),
            cures_on=rest.first_due,
            rate=terms.rate,
            balance=rest.balance,
            deferred=old + whole,
            due_at_end=old + whole,
            maturity_on=case.ends_on,
            total_cost=rest.total + unpaid + known_charges(case) + old,
            stays_owed=known_charges(case),
        )


payment_supplement: Final = PaymentSupplement()


def _needs(case: CaseFacts) -> tuple[RestOfNote, ClaimPolicy]:
    policy = case.program.claim
    if policy.supplement_months is None:
        raise UserError(f"Under {case.program.title} there is no payment supplement.")
    rest = rest_of_note(case)
    if rest is None or not rest.months:
        raise UserError(
            "The rate or the last day of the note is not known, or it has run out.",
            do="Complete the loan on the card.",
        )
    return rest, policy


def _reduction(
    case: CaseFacts, rest: RestOfNote, policy: ClaimPolicy, wanted: Money | None
) -> Money:
    if wanted is not None:
        if not ZERO < wanted < case.terms.principal_interest:
            raise UserError(
                f"{wanted} cannot be taken off {case.terms.principal_interest}.",
                do="Enter less than the principal and interest.",
            )
        return wanted
    share = case.terms.principal_interest.times(policy.supplement_percent.exact)
    return min(share, _first_principal(case, rest))


def _first_principal(case: CaseFacts, rest: RestOfNote) -> Money:
    """Principal in the first payment once the arrears are cured."""
    assert case.terms.rate is not None
    counting = case.counting(rest.first_due)
    interest = unpaid_interest(rest.balance, case.terms.rate, 1, counting)
    return max(case.terms.principal_interest - interest, ZERO)
