"""Which figures an assumption moves, in words: said beside it wherever it is shown or changed."""

from __future__ import annotations

from typing import Final

from mortgage_collect.workout.value.assumptions import COST, CURE, REDEFAULT
from mortgage_collect.workout.value.foreclosure_time import PREFIX

_FIGURES: Final = {
    "discount_rule": "every value to the bank, through the discount rate",
    "marginal_yield": "every value to the bank, where the discount rate is the bank's own",
    "prepayment": "the value of the payments, with a workout and without",
    "house_price_change": "the sale price after a foreclosure",
    "distressed_discount": "the sale price after a foreclosure, and the estimate of a deed in lieu",
    "selling_cost": "what is left of a sale after a foreclosure or a deed in lieu",
    "foreclosure_cost": "what a foreclosure costs the bank",
    "reo_months": "the day the money of a sale comes in, and the upkeep until then",
    "carry": "the upkeep until the sale, where the loan's taxes and insurance are not known",
    "mi_months": "the day an insurer's claim is paid, on insured loans",
    "redefault_after": "the value of a workout whose borrower fails again",
}
_FAMILIES: Final = {
    REDEFAULT: "the value of the workout, by the chance that it fails",
    COST: "the value of the workout, by what it costs to make",
    CURE: "the value without a workout, by the chance that the borrower catches up",
    PREFIX: "the day of the foreclosure sale in this state, and the costs until then",
}


def moves(key: str) -> str:
    """The figures an assumption moves; "" for one this program has no use for."""
    if key in _FIGURES:
        return _FIGURES[key]
    return next((said for family, said in _FAMILIES.items() if key.startswith(family)), "")
