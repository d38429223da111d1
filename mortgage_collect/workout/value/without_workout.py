"""What a loan is worth when nothing is done: some borrowers catch up, the others lose the house.

    NPV_0 = p_cure PV_cure + (1 - p_cure) PV_liq

PV_cure counts early payoff as the value of an option does, so that equal payments are worth the
same on both sides; with a rate of early payoff of zero it is the plain sum of PMT_k v^k.
"""

from __future__ import annotations

from dataclasses import dataclass

from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.workout.value.assumptions import Assumptions
from mortgage_collect.workout.value.cash_flow import CashFlows
from mortgage_collect.workout.value.discount import discount, money, weighed
from mortgage_collect.workout.value.facts import LoanValueFacts
from mortgage_collect.workout.value.lines import without_working
from mortgage_collect.workout.value.recovery import (
    Foreclosure,
    Recovery,
    foreclosure_of,
    recover,
)
from mortgage_collect.workout.working import Working


@dataclass(frozen=True, slots=True)
class WithoutWorkout:
    """The side every option of a loan is held against, worked out once.

    Scaled amounts are None where something in `missing` blocks them; `blocked` is what keeps a
    foreclosure from being worked out.
    """

    facts: LoanValueFacts
    assumptions: Assumptions
    yearly: Rate | None
    prepaid: Rate | None
    cure_chance: Rate | None
    cure: CashFlows | None
    foreclosure: Foreclosure | None
    liquidation: Recovery | None
    cured: int | None
    worth: int | None
    missing: tuple[str, ...]
    blocked: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def npv(self) -> Money | None:
        """NPV_0, or None when it cannot be told."""
        return None if self.worth is None else money(self.worth)

    @property
    def working(self) -> Working:
        """The working of NPV_0, made when somebody asks for it."""
        return without_working(self)


def without_workout(
    facts: LoanValueFacts, assumptions: Assumptions, cure: CashFlows | None
) -> WithoutWorkout:
    """NPV_0 of this loan. `cure` is what comes in when the borrower catches up without help.

    The contract's own payments, with the arrears received today when the cure is a reinstatement.
    """
    yearly, prepaid = _yield(facts, assumptions), assumptions.rate("prepayment")
    missing = list[str]()
    if yearly is None:
        missing.append(f"{_no_yield(assumptions)} No present value can be told.")
    if prepaid is None:
        missing.append("The rate of early payoff is not set. No present value can be told.")
    chance = _cure_chance(facts, assumptions)
    if facts.days_past_due is None:
        missing.append("The days past due are not known. The chance of a cure cannot be told.")
    elif chance is None:
        missing.append("The bank has set no chance of a cure for these days past due.")
    if cure is None:
        missing.append(
            "The contract's payments are not known. A cure has no value that can be told."
        )
    terms, blocked = foreclosure_of(facts, assumptions)
    if facts.total_debt is None or facts.upb is None:
        blocked = (*blocked, "The total debt is not known.")
    missing += [f"{each} The worth of a foreclosure cannot be told." for each in blocked]
    cured = liquidation = worth = None
    if yearly is not None and prepaid is not None and cure is not None:
        cured = cure.worth(discount(yearly, cure.months, prepaid))
    if (
        terms is not None
        and yearly is not None
        and facts.total_debt is not None
        and facts.upb is not None
    ):
        liquidation = recover(terms, yearly, facts.total_debt, facts.upb)
    if cured is not None and liquidation is not None and chance is not None:
        worth = weighed(chance, cured, liquidation.worth)
    insured = facts.mortgage_insurance is not None
    notes = () if insured else ("Mortgage insurance is not known: the figures leave it out.",)
    return WithoutWorkout(
        facts=facts,
        assumptions=assumptions,
        yearly=yearly,
        prepaid=prepaid,
        cure_chance=chance,
        cure=cure,
        foreclosure=terms,
        liquidation=liquidation,
        cured=cured,
        worth=worth,
        missing=tuple(missing),
        blocked=blocked,
        notes=notes,
    )


def _yield(facts: LoanValueFacts, assumptions: Assumptions) -> Rate | None:
    if assumptions.word("discount_rule") == "bank":
        return assumptions.rate("marginal_yield")
    if assumptions.word("discount_rule") == "loan":
        return facts.rate if facts.effective_rate is None else facts.effective_rate
    return None


def _no_yield(assumptions: Assumptions) -> str:
    match assumptions.word("discount_rule"):
        case "bank":
            return "The bank's yield on new money is not set."
        case "loan":
            return "The loan's rate is not known."
    return "The bank has not chosen a discount rate."


def _cure_chance(facts: LoanValueFacts, assumptions: Assumptions) -> Rate | None:
    if facts.days_past_due is None:
        return None
    key = assumptions.cure_key(facts.days_past_due)
    return assumptions.rate(key) if key else None
