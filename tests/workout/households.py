"""One household behind on its payments, with just the arrears a case asks for."""

from dataclasses import replace
from datetime import date
from typing import Any

from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.loanmath.position import Position
from mortgage_collect.loanmath.terms import Installment, LoanTerms
from mortgage_collect.workout.case import CaseFacts
from mortgage_collect.workout.policy import PlanPolicy
from mortgage_collect.workout.program import Program, program

AS_OF = date(2026, 3, 10)


def a_position(arrears: Money, **changes: Any) -> Position:
    """`arrears` as one unpaid installment of March; change what a test is about."""
    unpaid = (Installment(date(2026, 3, 1), arrears, ZERO),) if arrears else ()
    given: dict[str, Any] = {
        "as_of": AS_OF,
        "unpaid": unpaid,
        "next_due": date(2026, 3, 1) if arrears else date(2026, 4, 1),
        "arrears": arrears,
        "suspense": ZERO,
        "upb": Money.of(200_000),
        "satisfied": (),
        "late_charges": ZERO,
        "assessed": (),
    }
    return Position(**given | changes)


PORTFOLIO = program("portfolio")


def plan_under(policy: PlanPolicy) -> Program:
    """The portfolio program with other limits of a repayment plan."""
    return replace(PORTFOLIO, repayment_plan=policy)


def a_case(piti: str = "2100.00", arrears: str = "6426.00", **changes: Any) -> CaseFacts:
    given: dict[str, Any] = {
        "as_of": AS_OF,
        "terms": LoanTerms(Money.of(piti), ZERO, due_day=1),
        "position": a_position(Money.of(arrears)),
    }
    return CaseFacts(**given | changes)
