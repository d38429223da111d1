"""What an offer is worth to the bank: its payments as cash flows, held against doing nothing."""

from __future__ import annotations

from typing import Final

from mortgage_collect.core.calendar import months_between
from mortgage_collect.core.money import ZERO, Money, total
from mortgage_collect.core.rate import MILLION
from mortgage_collect.loanmath.counted import unpaid_interest
from mortgage_collect.workout.case import CaseFacts
from mortgage_collect.workout.note import flows_of_rest, rest_of_note
from mortgage_collect.workout.option import Offer
from mortgage_collect.workout.value.cash_flow import CashFlows, lump_sum, reinstated
from mortgage_collect.workout.value.facts import LoanValueFacts
from mortgage_collect.workout.value.model import FORECLOSURE, ValueResult, value_of
from mortgage_collect.workout.value.sensitivity import Sensitivity, sensitivity
from mortgage_collect.workout.value.without_workout import WithoutWorkout, without_workout

FAMILY: Final[dict[str, str]] = {
    "reinstatement": "repayment_plan",
    "promise": "repayment_plan",
    "partial_claim": "deferral",
    "payment_supplement": "deferral",
    "term_extension": "modification",
    "rate_reduction": "modification",
    "capitalization": "modification",
    "principal_forbearance": "modification",
    "step_rate": "modification",
}
"""Whose chance of re-default and whose cost an option goes by; the others go by their own."""


def without(case: CaseFacts) -> WithoutWorkout:
    """The side every option of a case is held against, worked out once."""
    return without_workout(_facts(case), case.assumptions, _cure(case))


def worth_of(case: CaseFacts, offer: Offer, side: WithoutWorkout) -> ValueResult:
    """The value of one offer. A foreclosure is the recovery itself; a sale is its proceeds."""
    kind = FAMILY.get(offer.kind, offer.kind)
    if kind == FORECLOSURE:
        return value_of(kind, None, side)
    return value_of(kind, flows_of(case, offer), side)


def sensitivity_of(case: CaseFacts, offer: Offer) -> Sensitivity:
    """What the value of one offer hangs on, figure by figure; some twenty values, not one."""
    kind = FAMILY.get(offer.kind, offer.kind)
    flows = None if kind == FORECLOSURE else flows_of(case, offer)
    return sensitivity(kind, flows, without(case))


def flows_of(case: CaseFacts, offer: Offer) -> CashFlows | None:
    """What an offer brings in when it is kept: principal, interest and arrears, month by month.

    None where a rate or an end is not known. What a borrower who pays off early would owe after a
    payment is taken as the worth of the payments left at the note's own rate, B_{k-1} =
    (B_k + PMT_k) / (1 + i), i a twelfth of it or the month's own days: the schedule read backwards,
    exact for a level loan but for rounding.
    """
    if offer.liquidation is not None:
        sold = offer.liquidation
        return lump_sum(sold.net_proceeds + sold.contribution, sold.months)
    if not offer.stretches or offer.rate is None or offer.total_cost is None:
        return None
    payments, rates = list[int](), list[int]()
    for run in offer.stretches:
        rate = (run.rate or offer.rate).millionths
        each = (run.principal_interest + run.arrears).cents
        payments += [each] * run.months
        rates += [rate] * run.months
        if run.last is not None:
            payments[-1] = (run.last + run.arrears).cents
    first = offer.stretches[0].first_due
    shares = case.counting(first).shares(len(payments))
    owed, balances = 0, [0] * len(payments)
    for at in range(len(payments) - 1, 0, -1):
        part, whole = shares[at]
        once = whole * MILLION
        yearly = once + part * rates[at]
        owed = ((owed + payments[at]) * once + yearly // 2) // yearly
        balances[at - 1] = owed
    delay = max(months_between(case.as_of, first) - 1, 0)
    return CashFlows(
        tuple(payments), tuple(balances), offer.due_at_end, _at_start(case, offer), delay
    )


def _at_start(case: CaseFacts, offer: Offer) -> Money:
    """What is paid now, the escrow part of the unpaid installments left out."""
    escrow = total(each.escrow for each in case.position.unpaid)
    return max(offer.cash_now - escrow, ZERO) if offer.kind == "reinstatement" else offer.cash_now


def _cure(case: CaseFacts) -> CashFlows | None:
    """The borrower pays what is due today, and the note as written after it."""
    rest = rest_of_note(case)
    if rest is None or not rest.months:
        return None
    due = total(each.principal_interest for each in case.position.unpaid)
    regular = flows_of_rest(case, rest, case.advances.deferred or ZERO)
    return reinstated(regular, due)


def _facts(case: CaseFacts) -> LoanValueFacts:
    interest = ZERO
    if case.terms.rate is not None:
        counting = case.counting(case.position.next_due)
        upb, behind = case.position.upb, case.months_behind
        interest = unpaid_interest(upb, case.terms.rate, behind, counting)
    advances = case.advances
    debt = (
        case.total_debt
        + interest
        + (advances.escrow_advance or ZERO)
        + (advances.servicing_advance or ZERO)
    )
    source = case.home.value_source or "source not told"
    return LoanValueFacts(
        upb=case.position.upb,
        total_debt=debt,
        property_value=case.home.value,
        state=case.home.market or case.home.state or None,
        days_past_due=case.days_behind,
        rate=case.terms.rate,
        value_source=source,
    )
