"""Watching plans: a payment that comes, or does not, moves a plan on by itself."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from sqlalchemy import select

from mortgage_collect.core import text
from mortgage_collect.core.calendar import add_months
from mortgage_collect.core.words import WorkoutStatus
from mortgage_collect.events.workouts import WorkoutRedefaulted
from mortgage_collect.models.loan import Loan
from mortgage_collect.models.workout import Workout, WorkoutMove
from mortgage_collect.queries.facts import known_through, today
from mortgage_collect.queries.plan_watch import progress_of_many
from mortgage_collect.services.workouts import move_watched
from mortgage_collect.store.unit_of_work import UnitOfWork
from mortgage_collect.workout.progress import PlanProgress

PAID = "every payment has come"
REOPENED = "a payment was taken back"
WATCHED = (WorkoutStatus.ACTIVE, WorkoutStatus.COMPLETED)


REDEFAULT_DAYS = 60
REDEFAULT_MONTHS = 24


def watch_redefaults(unit: UnitOfWork) -> int:
    """Marks completed workouts whose loan is sixty days late again within two years; how many.

    Sixty days or more, counted from completion: how re-default is usually reported.
    """
    known = known_through(unit.session) or today(unit.session, unit.now)
    rows = unit.session.execute(
        select(Workout, Loan.oldest_unpaid_on)
        .join(Loan, Loan.id == Workout.loan_id)
        .where(
            Workout.status == WorkoutStatus.COMPLETED,
            Workout.redefaulted_on.is_(None),
            Workout.ended_on.is_not(None),
            Loan.oldest_unpaid_on <= known - timedelta(days=REDEFAULT_DAYS),
        )
    ).all()
    marked = 0
    for workout, oldest in rows:
        ended = workout.ended_on
        if (
            ended is None
            or oldest is None
            or oldest < ended
            or known > add_months(ended, REDEFAULT_MONTHS)
        ):
            continue
        workout.redefaulted_on = known
        unit.record(
            WorkoutRedefaulted(
                about=f"loan:{workout.loan_id}",
                also=("queue",),
                workout_id=workout.id,
                kind=workout.kind,
                completed_on=ended,
                days=(known - oldest).days,
            )
        )
        marked += 1
    return marked


def watch_plans(unit: UnitOfWork, loan_ids: Collection[int] | None = None) -> int:
    """Completes, breaks or reopens plans by the money known now; returns how many moved.

    Without `loan_ids`, all of them. A plan is broken only when payments are known through the last
    day of the one that is missing. One completed here opens again when its money is taken back.
    """
    query = select(Workout).where(Workout.status.in_(WATCHED)).order_by(Workout.id)
    if loan_ids is not None:
        query = query.where(Workout.loan_id.in_(loan_ids))
    workouts = unit.session.scalars(query).all()
    if loan_ids is None:
        watch_redefaults(unit)
    if not workouts:
        return 0
    going = progress_of_many(unit.session, workouts, unit.now)
    moved = 0
    for workout in workouts:
        now = going[workout.id]
        if not now.rows:
            continue
        if workout.status is WorkoutStatus.COMPLETED:
            if not now.completed and _completed_here(unit, workout):
                move_watched(unit, workout, WorkoutStatus.ACTIVE, REOPENED)
                moved += 1
        elif now.completed:
            move_watched(unit, workout, WorkoutStatus.COMPLETED, PAID)
            moved += 1
        elif now.broken:
            move_watched(unit, workout, WorkoutStatus.BROKEN, _what_broke(now))
            moved += 1
    return moved


def _what_broke(going: PlanProgress) -> str:
    row = going.failed[-1]
    due = text.day(row.instalment.due_on)
    return f"payment {row.instalment.number}, due {due}, is short by {row.short_by}"


def _completed_here(unit: UnitOfWork, workout: Workout) -> bool:
    last = unit.session.scalar(
        select(WorkoutMove)
        .where(WorkoutMove.workout_id == workout.id)
        .order_by(WorkoutMove.id.desc())
        .limit(1)
    )
    return last is not None and last.reason == PAID
