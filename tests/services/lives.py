"""A plan to test lives on. Monday 9 March 2026: January, February and March are unpaid, 1,499.10
each, 4,497.30 in all. Over six months that is 749.55 a month on top of 1,499.10: plan payments of
2,248.65 from 1 April."""

from __future__ import annotations

from datetime import date

from mortgage_collect.core.money import Money
from mortgage_collect.core.words import PaymentKind, WorkoutStatus
from mortgage_collect.models.workout import Workout
from mortgage_collect.queries.plan_watch import progress_of
from mortgage_collect.queries.queue import queue
from mortgage_collect.services.payments import post_payment
from mortgage_collect.services.workouts import move_workout, save_workout
from mortgage_collect.store.store import Store
from mortgage_collect.workout.options.repayment_plan import Answers
from tests.services.desks import a_case

PLAN_PAYMENT = Money.of("2248.65")
S = WorkoutStatus


def a_plan(store: Store, *, months: int = 6, start: bool = True, **loan: object) -> tuple[int, int]:
    """(workout, loan); active unless told otherwise."""
    case = a_case(store, **loan)
    with store.unit() as unit:
        made = save_workout(unit, case.loan_id, Answers(months=months), reason="She works again")
        if start:
            move_workout(unit, made, S.OFFERED)
            move_workout(unit, made, S.ACCEPTED, how="signed")
            move_workout(unit, made, S.ACTIVE)
    return made, case.loan_id


def row(store: Store, workout_id: int) -> Workout:
    with store.view() as session:
        found = session.get_one(Workout, workout_id)
        session.expunge(found)
        return found


def pay(store: Store, loan_id: int, amount: Money, on: date) -> int:
    with store.unit() as unit:
        return post_payment(unit, loan_id, amount, on, kind=PaymentKind.REGULAR)


def reasons(store: Store, loan_id: int) -> tuple[str, ...]:
    with store.view() as session:
        rows = queue(session, store.clock.now()).rows
    return next((row.reasons for row in rows if row.loan_id == loan_id), ())


def kept(store: Store, workout_id: int) -> list[str]:
    """What became of each payment of a plan."""
    with store.view() as session:
        going = progress_of(session, session.get_one(Workout, workout_id), store.clock.now())
    return [each.status.value for each in going.rows]
