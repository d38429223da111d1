"""Saving a plan, version by version, and moving it through its life."""

from __future__ import annotations

import hashlib

from sqlalchemy import func, select

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.words import WorkoutStatus
from mortgage_collect.events.event import canonical, plain
from mortgage_collect.events.workouts import WorkoutChanged, WorkoutSaved
from mortgage_collect.models.workout import Workout, WorkoutInstalment
from mortgage_collect.queries.case import case_of
from mortgage_collect.queries.reviews import latest_review
from mortgage_collect.queries.workouts import offer
from mortgage_collect.store.unit_of_work import UnitOfWork
from mortgage_collect.workout.option import PlanOffer
from mortgage_collect.workout.options.repayment_plan import Answers

_ALLOWED: dict[WorkoutStatus, frozenset[WorkoutStatus]] = {
    WorkoutStatus.DRAFT: frozenset(
        {WorkoutStatus.OFFERED, WorkoutStatus.ACTIVE, WorkoutStatus.CANCELLED}
    ),
    WorkoutStatus.OFFERED: frozenset({WorkoutStatus.ACTIVE, WorkoutStatus.CANCELLED}),
    WorkoutStatus.ACTIVE: frozenset(
        {WorkoutStatus.COMPLETED, WorkoutStatus.BROKEN, WorkoutStatus.CANCELLED}
    ),
    WorkoutStatus.BROKEN: frozenset({WorkoutStatus.ACTIVE, WorkoutStatus.CANCELLED}),
}
OPEN = (WorkoutStatus.DRAFT, WorkoutStatus.OFFERED)


def save_plan(unit: UnitOfWork, loan_id: int, answers: Answers, *, reason: str = "") -> int:
    """Saves a repayment plan as a new version and puts earlier drafts aside; returns its id.

    Raises UserError when there is no such plan, when one is already running, or when it breaks a
    limit of the bank or of the review and no reason is given to go on all the same.
    """
    session = unit.session
    running = session.scalar(
        select(Workout.id).where(Workout.loan_id == loan_id, Workout.status == WorkoutStatus.ACTIVE)
    )
    if running is not None:
        raise UserError(
            "A plan is already running on this loan.", do="Cancel it before making another."
        )
    made = offer(session, loan_id, unit.now, answers)
    against = [found.says for found in made.reasons if not found.ok]
    if against and not reason.strip():
        raise UserError(f"{against[0]}.", do="Change the plan, or give the reason to go on.")
    case = case_of(session, loan_id, unit.now)
    number = session.scalar(
        select(func.count()).select_from(Workout).where(Workout.loan_id == loan_id)
    )
    replaced = None
    for earlier in session.scalars(
        select(Workout).where(Workout.loan_id == loan_id, Workout.status.in_(OPEN))
    ).all():
        _move(unit, earlier, WorkoutStatus.SUPERSEDED, "a newer version was saved")
        replaced = earlier.id
    facts = {
        "as_of": plain(case.as_of),
        "full_payment": plain(case.terms.full_payment),
        "arrears": plain(case.position.arrears),
        "unpaid": plain(case.position.unpaid),
        "suspense": plain(case.position.suspense),
        "late_charges": plain(case.position.late_charges),
        "surplus": plain(case.surplus),
        "policy": plain(case.policy),
        "against": against,
        "down_payment": plain(made.down_payment),
        "short_term": made.short_term_under_reg_x,
    }
    said = plain(answers)
    inputs = digest(made, said, facts)
    workout = Workout(
        loan_id=loan_id,
        review_id=latest_review(session, loan_id),
        kind=made.kind,
        number=(number or 0) + 1,
        status=WorkoutStatus.DRAFT,
        made_at=unit.now,
        made_by=unit.actor,
        as_of=case.as_of,
        arrears=made.arrears_total,
        cures_on=made.cures_on,
        answers=said,
        facts=facts,
        steps=plain(made.steps),
        inputs=inputs,
        reason=reason.strip(),
        replaces_id=replaced,
    )
    session.add(workout)
    session.flush()
    session.add_all(
        WorkoutInstalment(
            workout_id=workout.id,
            number=part.number,
            due_on=part.due_on,
            regular=part.regular,
            arrears=part.arrears,
        )
        for part in made.instalments
    )
    unit.record(
        WorkoutSaved(
            about=f"loan:{loan_id}",
            also=("queue",),
            workout_id=workout.id,
            kind=made.kind,
            version=workout.number,
            months=made.months,
            arrears=made.arrears_total,
            cures_on=made.cures_on,
            inputs=inputs,
            reason=reason.strip(),
        )
    )
    return workout.id


def move_plan(unit: UnitOfWork, workout_id: int, now: WorkoutStatus, *, reason: str = "") -> None:
    """Offers, starts, completes, breaks or cancels a plan; other moves raise UserError."""
    workout = unit.session.get_one(Workout, workout_id)
    if now not in _ALLOWED.get(workout.status, frozenset()):
        raise UserError(
            f"A plan that is {workout.status.label.lower()} cannot become {now.label.lower()}."
        )
    if now in (WorkoutStatus.CANCELLED, WorkoutStatus.BROKEN) and not reason.strip():
        raise UserError("Why?", do="Say what happened, for the file.")
    _move(unit, workout, now, reason.strip())


def digest(made: PlanOffer, answers: object, facts: object) -> str:
    """The fingerprint of a plan's version: its answers, its facts and every instalment."""
    held = canonical({"answers": answers, "facts": facts, "instalments": made.instalments})
    return hashlib.sha256(held.encode()).hexdigest()


def _move(unit: UnitOfWork, workout: Workout, now: WorkoutStatus, reason: str) -> None:
    was, workout.status = workout.status, now
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
