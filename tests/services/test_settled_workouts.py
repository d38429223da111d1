"""Workouts without payments of their own: over once their terms are in force, and watched after.

Monday 9 March 2026: January, February and March are unpaid. A deferral makes the loan current with
the payment of 1 April; a forbearance of three months suspends April, May and June.
"""

from datetime import date

import pytest

from mortgage_collect.core.money import ZERO
from mortgage_collect.core.words import WorkoutStatus as S
from mortgage_collect.models.workout import Workout
from mortgage_collect.services.plan_watch import watch_plans
from mortgage_collect.services.workouts import move_workout, save_workout
from mortgage_collect.workout.options import deferral, forbearance
from mortgage_collect.workout.options.repayment_plan import Answers as PlanAnswers
from tests.services.desks import a_case, a_tape, at


def begun(store, answers):
    loan_id = a_case(store).loan_id
    with store.unit() as unit:
        made = save_workout(unit, loan_id, answers, reason="He is back at work")
        for step in (S.OFFERED, S.ACCEPTED, S.ACTIVE):
            move_workout(unit, made, step)
    return made, loan_id


def status(store, made):
    with store.view() as session:
        row = session.get_one(Workout, made)
        return row.status, row.ended_on


@pytest.mark.parametrize(
    ("answers", "still", "over"),
    [
        pytest.param(deferral.Answers(3), (31, 3), (1, 4), id="a deferral"),
        pytest.param(forbearance.Answers(3, ZERO), (30, 6), (1, 7), id="a forbearance"),
    ],
)
def test_it_is_over_once_its_terms_are_in_force(store, clock, answers, still, over):
    made, loan_id = begun(store, answers)
    for (day, month), expected in ((still, S.ACTIVE), (over, S.COMPLETED)):
        clock.move(at(day, month=month))
        with store.unit() as unit:
            a_tape(unit, date(2026, month, day))
            watch_plans(unit)
        assert status(store, made)[0] is expected
    assert status(store, made)[1] == date(2026, over[1], over[0])
    # Another way may be tried now.
    with store.unit() as unit:
        assert save_workout(unit, loan_id, PlanAnswers(months=6), reason="Late again")
