"""How a step in a workout's life is written, and how it is taken back by an entry of its own.

A move keeps what its step changed on the workout (`before`), so that taking it back restores
exactly that, and nothing that came in between.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import select

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.words import WorkoutStatus
from mortgage_collect.events.event import plain
from mortgage_collect.events.workouts import WorkoutChanged, WorkoutMoveReversed
from mortgage_collect.models.workout import Workout, WorkoutMove
from mortgage_collect.queries.facts import today
from mortgage_collect.queries.standing import last_standing
from mortgage_collect.services.renewal import renew_later
from mortgage_collect.store.unit_of_work import UnitOfWork
from mortgage_collect.workout.life import WAITING

PUT_ASIDE: Final = "a newer version was saved"
_MOMENTS: Final = frozenset({"approved_at"})
_DAYS: Final = frozenset(
    {"review_due", "offered_on", "accepted_on", "started_on", "ended_on", "redefaulted_on"}
)


def write_move(
    unit: UnitOfWork,
    workout: Workout,
    now: WorkoutStatus,
    reason: str,
    *,
    how: str = "",
    by_payments: bool = False,
    **more: Any,
) -> None:
    """Moves a workout on and writes the step with what it changed; `more` are further fields of it.

    `by_payments` says that the money decided it, and nobody's judgment.
    """
    was, day = workout.status, today(unit.session, unit.now)
    changes = {**more, **_changes(workout, now, day, how)}
    before = {name: plain(getattr(workout, name)) for name in changes}
    workout.status = now
    for name, value in changes.items():
        setattr(workout, name, value)
    unit.session.add(
        WorkoutMove(
            workout_id=workout.id,
            at=unit.now,
            by=unit.actor,
            was=was,
            now=now,
            reason=reason,
            before=before,
            by_payments=by_payments,
        )
    )
    unit.record(
        WorkoutChanged(
            about=f"loan:{workout.loan_id}",
            also=("queue",),
            workout_id=workout.id,
            was=was.value,
            now=now.value,
            reason=reason,
        )
    )
    renew_later(unit, workout.loan_id)


def undo_move(unit: UnitOfWork, workout_id: int, reason: str = "") -> WorkoutStatus:
    """Takes back the last step of a workout's life by an entry of its own; returns where it stands.

    Raises UserError when there is no step to take back, or while another version stands in the way.
    """
    session = unit.session
    workout = session.get_one(Workout, workout_id)
    last = last_standing(session, workout_id)
    if last is None:
        raise UserError("There is no step to take back.")
    _none_since(unit, workout)
    if last.was is WorkoutStatus.ACTIVE:
        none_running(unit, workout)
    reverse(unit, workout, last, reason.strip() or "taken back")
    if last.now is WorkoutStatus.CANCELLED and workout.status in WAITING:
        put_aside(unit, workout.loan_id, but=workout_id)
    return workout.status


def reverse(unit: UnitOfWork, workout: Workout, last: WorkoutMove, reason: str) -> None:
    """Restores what stood before a move, with an entry that names it."""
    was, workout.status = workout.status, last.was
    for name, value in last.before.items():
        setattr(workout, name, _read(name, value))
    unit.session.add(
        WorkoutMove(
            workout_id=workout.id,
            at=unit.now,
            by=unit.actor,
            was=was,
            now=last.was,
            reason=reason,
            undoes_id=last.id,
            before={},
            by_payments=False,
        )
    )
    unit.record(
        WorkoutMoveReversed(
            about=f"loan:{workout.loan_id}",
            also=("queue",),
            workout_id=workout.id,
            was=was.value,
            now=last.was.value,
            reason=reason,
        )
    )
    renew_later(unit, workout.loan_id)


def put_aside(unit: UnitOfWork, loan_id: int, *, but: int | None = None) -> int | None:
    """Versions that wait give way to a newer one; the newest of them, or None."""
    waiting = unit.session.scalars(
        select(Workout)
        .where(Workout.loan_id == loan_id, Workout.status.in_(WAITING))
        .order_by(Workout.id)
    ).all()
    replaced = None
    for earlier in waiting:
        if earlier.id != but:
            write_move(unit, earlier, WorkoutStatus.SUPERSEDED, PUT_ASIDE)
            replaced = earlier.id
    return replaced


def bring_back(unit: UnitOfWork, newer: Workout) -> None:
    """The version that gave way to one now cancelled stands again where it stood."""
    if newer.replaces_id is None:
        return
    earlier = unit.session.get_one(Workout, newer.replaces_id)
    last = last_standing(unit.session, earlier.id)
    if last is not None and earlier.status is last.now is WorkoutStatus.SUPERSEDED:
        reverse(unit, earlier, last, f"version {newer.number} was cancelled")


def none_running(unit: UnitOfWork, workout: Workout) -> None:
    """Raises UserError while another workout of the loan is in force."""
    running = unit.session.scalar(
        select(Workout.number).where(
            Workout.loan_id == workout.loan_id,
            Workout.status == WorkoutStatus.ACTIVE,
            Workout.id != workout.id,
        )
    )
    if running is not None:
        raise UserError(
            f"Version {running} is already running on this loan.", do="Cancel it first."
        )


def _none_since(unit: UnitOfWork, workout: Workout) -> None:
    newer = unit.session.scalar(
        select(Workout)
        .where(
            Workout.loan_id == workout.loan_id,
            Workout.id > workout.id,
            (Workout.status != WorkoutStatus.CANCELLED) | Workout.started_on.is_not(None),
        )
        .order_by(Workout.id.desc())
        .limit(1)
    )
    if newer is None:
        return
    if newer.started_on is not None:
        raise UserError(
            f"Version {newer.number} has been in force since.", do="Save a new version instead."
        )
    raise UserError(
        f"A newer version, {newer.number}, was made since.",
        do="Cancel that one before going back to this.",
    )


def _changes(workout: Workout, now: WorkoutStatus, day: date, how: str) -> dict[str, Any]:
    """The dates a step sets."""
    match now:
        case WorkoutStatus.OFFERED:
            return {"offered_on": day}
        case WorkoutStatus.ACCEPTED:
            return {"accepted_on": day, "accepted_how": how or "signed"}
        case WorkoutStatus.ACTIVE if workout.started_on is not None:
            return {"ended_on": None, "redefaulted_on": None}
        case WorkoutStatus.ACTIVE if workout.accepted_on is None:
            return {
                "started_on": day,
                "accepted_on": day,
                "accepted_how": how or "first payment",
            }
        case WorkoutStatus.ACTIVE:
            return {"started_on": day}
        case WorkoutStatus.COMPLETED | WorkoutStatus.BROKEN | WorkoutStatus.CANCELLED:
            return {"ended_on": day, "redefaulted_on": None}
    return {}


def _read(name: str, value: Any) -> Any:
    """A value as its move kept it."""
    if value is not None and name in _DAYS:
        return date.fromisoformat(value)
    if value is not None and name in _MOMENTS:
        return datetime.fromisoformat(value)
    return value
