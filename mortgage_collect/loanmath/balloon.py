"""A balloon: payments as if the loan ran long, and the whole balance due early."""

from __future__ import annotations

from dataclasses import dataclass

from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.loanmath.amortize import schedule


@dataclass(frozen=True, slots=True)
class Balloon:
    """`amount_due` is the last installment: the regular payment and the balance it leaves."""

    payment: Money
    balance_before: Money
    balance_after: Money

    @property
    def amount_due(self) -> Money:
        return self.payment + self.balance_after


def balloon(principal: Money, rate: Rate, amortization_months: int, due_with: int) -> Balloon:
    """The balloon that falls due with payment number `due_with` of a longer schedule.

    Raises ValueError unless it is due after the first payment and before the schedule ends.
    """
    if not 1 < due_with < amortization_months:
        raise ValueError("a balloon is due inside the schedule, after its first payment")
    plan = schedule(principal, rate, amortization_months)
    return Balloon(plan.payment, plan.balance_after(due_with - 1), plan.balance_after(due_with))
