"""The workout options, gentlest first. The order is the order on the screen."""

from __future__ import annotations

from typing import Any, Final

from mortgage_collect.workout.option import WorkoutOption
from mortgage_collect.workout.options.capitalization import capitalization
from mortgage_collect.workout.options.deed_in_lieu import deed_in_lieu
from mortgage_collect.workout.options.deferral import deferral
from mortgage_collect.workout.options.forbearance import forbearance
from mortgage_collect.workout.options.foreclosure import foreclosure
from mortgage_collect.workout.options.modification import modification
from mortgage_collect.workout.options.partial_claim import partial_claim
from mortgage_collect.workout.options.payment_supplement import payment_supplement
from mortgage_collect.workout.options.principal_forbearance import principal_forbearance
from mortgage_collect.workout.options.promise import promise
from mortgage_collect.workout.options.rate_reduction import rate_reduction
from mortgage_collect.workout.options.reinstatement import reinstatement
from mortgage_collect.workout.options.repayment_plan import repayment_plan
from mortgage_collect.workout.options.short_sale import short_sale
from mortgage_collect.workout.options.step_rate import step_rate
from mortgage_collect.workout.options.term_extension import term_extension

SHELF: Final[tuple[WorkoutOption[Any], ...]] = (
    reinstatement,
    promise,
    repayment_plan,
    forbearance,
    deferral,
    partial_claim,
    payment_supplement,
    capitalization,
    term_extension,
    rate_reduction,
    principal_forbearance,
    modification,
    step_rate,
    short_sale,
    deed_in_lieu,
    foreclosure,
)


def option_of(answers: Any) -> WorkoutOption[Any]:
    """The option these answers belong to; KeyError when no option asks such questions."""
    for each in SHELF:
        if type(answers) is each.answers:
            return each
    raise KeyError(type(answers).__name__)


def option(key: str) -> WorkoutOption[Any]:
    """The option with this key; KeyError when the shelf has none."""
    for each in SHELF:
        if each.key == key:
            return each
    raise KeyError(key)
