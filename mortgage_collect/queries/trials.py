"""Trials that were kept, and the permanent terms each of them leads to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from mortgage_collect.core.errors import Bug
from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.core.words import WorkoutStatus
from mortgage_collect.models.workout import Workout
from mortgage_collect.queries.case import case_of
from mortgage_collect.workout.case import CaseFacts
from mortgage_collect.workout.evaluate import Result, result_of
from mortgage_collect.workout.life import WAITING
from mortgage_collect.workout.options.modification import Answers, convert, modification

OF_THE_TRIAL: Final = frozenset({"sent_on"})
"""Answers that were about the trial alone: the day its offer went out."""
_GONE: Final = (WorkoutStatus.CANCELLED, WorkoutStatus.SUPERSEDED)


def kept_trials(session: Session, loan_id: int | None = None) -> dict[int, int]:
    """Completed trials nobody has made permanent yet, and no later version replaces, by loan."""
    later = aliased(Workout)
    replaced = exists().where(
        later.loan_id == Workout.loan_id, later.id > Workout.id, later.status.not_in(_GONE)
    )
    query = select(Workout.loan_id, Workout.id, Workout.terms).where(
        Workout.kind == modification.key, Workout.status == WorkoutStatus.COMPLETED, ~replaced
    )
    if loan_id is not None:
        query = query.where(Workout.loan_id == loan_id)
    rows = session.execute(query)
    return {row.loan_id: row.id for row in rows if row.terms.get("trial")}


def is_trial(workout: Workout) -> bool:
    """Whether it is a modification on trial."""
    return workout.kind == modification.key and bool(workout.terms.get("trial"))


def permanent_version(session: Session, trial: Workout) -> Workout | None:
    """The version that made this trial permanent; None while none stands."""
    return session.scalar(
        select(Workout)
        .where(Workout.converts_id == trial.id, Workout.status.not_in(_GONE))
        .order_by(Workout.id.desc())
        .limit(1)
    )


def permanent_terms(session: Session, trial: Workout, now: datetime) -> tuple[CaseFacts, Result]:
    """What a kept trial comes to for good: today's facts, the agreed rate, the trial's answers.

    The trial itself is no earlier modification, and what its payments held of the escrow shortage
    is not asked for again.
    """
    case = case_of(session, trial.loan_id, now, leaving_out=trial.id)
    months = int(trial.terms["trial"]["months"])
    answers = carried(trial.answers)
    if answers.escrow_shortage is not None:
        left = answers.escrow_shortage - _share(trial) * months
        answers = replace(answers, escrow_shortage=max(left, ZERO))
    policy = case.program.modification
    rest = replace(policy, escrow_spread=max(policy.escrow_spread - months, 1))
    after = replace(case, program=replace(case.program, modification=rest))
    told = date.fromisoformat(trial.terms["trial"]["effective_on"])
    made = convert(after, Rate.percent(trial.terms["rate"]), answers, told)
    return case, result_of(case, modification, answers, made)


def standing_trial(session: Session, loan_id: int) -> Workout | None:
    """The trial behind a permanent version that waits or runs; None where there is none."""
    made = session.scalar(
        select(Workout)
        .where(
            Workout.loan_id == loan_id,
            Workout.converts_id.is_not(None),
            Workout.status.in_((*WAITING, WorkoutStatus.ACTIVE)),
        )
        .order_by(Workout.id.desc())
        .limit(1)
    )
    return None if made is None else session.get(Workout, made.converts_id)


def carried(kept: Mapping[str, Any]) -> Answers:
    """The answers of a trial that still apply when it is made permanent."""
    read = dict[str, Any]()
    for field in fields(Answers):
        value = kept.get(field.name)
        if value is None or field.name in OF_THE_TRIAL:
            continue
        match field.metadata["kind"]:
            case "money":
                read[field.name] = Money.of(value)
            case "rate":
                read[field.name] = Rate.percent(value)
            case kind:
                raise Bug(f"an answer of a trial is a {kind}, which nothing reads yet")
    return Answers(**read)


def _share(trial: Workout) -> Money:
    """What each payment of a trial held of the escrow shortage."""
    lines = (line for line in trial.working if line["key"] == "shortage_share")
    return next((Money.of(line["value"]) for line in lines), ZERO)
