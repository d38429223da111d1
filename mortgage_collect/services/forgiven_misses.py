"""Forgiving a missed payment of a plan, with a person's reason."""

from __future__ import annotations

from mortgage_collect.core import text
from mortgage_collect.core.errors import UserError
from mortgage_collect.events.workouts import WorkoutMissForgiven
from mortgage_collect.models.workout import Workout
from mortgage_collect.queries.plan_watch import policy_of, progress_of
from mortgage_collect.services.plan_watch import reopen
from mortgage_collect.store.unit_of_work import UnitOfWork
from mortgage_collect.workout.progress import DOWN_PAYMENT, Kept


def forgive_miss(unit: UnitOfWork, workout_id: int, number: int, reason: str) -> None:
    """Forgives one payment of a plan; the policy says how many may be.

    It is still owed, but not on its day. One that has been kept cannot be forgiven. A plan the
    payments broke goes on when nothing breaks it any more. Raises UserError without a reason, for a
    payment there is none of or that needs no forgiving, and beyond the policy's number.
    """
    workout = unit.session.get_one(Workout, workout_id)
    if not reason.strip():
        raise UserError("Why is it forgiven?", do="Say what happened, for the file.")
    going = progress_of(unit.session, workout, unit.now)
    row = next((row for row in going.rows if row.installment.number == number), None)
    name = "The down payment" if number == DOWN_PAYMENT else f"Payment {number}"
    if row is None or number in workout.forgiven:
        raise UserError(f"{name} cannot be forgiven.", do="Choose a missed one.")
    if row.status is Kept.KEPT:
        due = text.day(row.installment.due_on)
        raise UserError(
            f"{name}, due {due}, was kept: there is nothing to forgive.", do="Choose a missed one."
        )
    allowed = policy_of(workout).forgiven_misses
    if len(workout.forgiven) >= allowed:
        raise UserError(
            f"{text.count(allowed, 'missed payment')} may be forgiven on this plan, no more.",
            do="The plan is broken: look at the other options.",
        )
    workout.forgiven = [*workout.forgiven, number]
    unit.record(
        WorkoutMissForgiven(
            about=f"loan:{workout.loan_id}",
            also=("queue",),
            workout_id=workout_id,
            installment=number,
            reason=reason.strip(),
        )
    )
    reopen(unit, workout, f"{name.lower()} was forgiven")
