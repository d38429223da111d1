"""Trials that were kept, and the permanent terms each of them leads to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any, Final

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from mortgage_collect.core.errors import Bug
from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.core.words import WorkoutStatus
from mortgage_collect.models.workout import Workout
from mortgage_collect.queries.case import case_of
from mortgage_collect.workout.case import CaseFacts
from mortgage_collect.workout.evaluate import Result, result_of
from mortgage_collect.workout.options.modification import Answers, convert, modification

OF_THE_TRIAL: Final = frozenset({"sent_on"})
"""Answers that were about the trial alone: the day its offer went out."""
_GONE: Final = (WorkoutStatus.CANCELLED, WorkoutStatus.SUPERSEDED)


def kept_trials(session: Session) -> dict[int, int]:
    """Completed trials nobody has made permanent yet, and no later version replaces: loan to
    workout."""
    later = aliased(Workout)
    replaced = exists().where(
        later.loan_id == Workout.loan_id, later.id > Workout.id, later.status.not_in(_GONE)
    )
    rows = session.execute(
        select(Workout.loan_id, Workout.id, Workout.terms).where(
            Workout.kind == modification.key,
            Workout.status == WorkoutStatus.COMPLETED,
            ~replaced,
        )
    )
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
    """What a kept trial comes to for good: today's facts, the agreed rate, the trial's answers."""
    case = case_of(session, trial.loan_id, now)
    answers = carried(trial.answers)
    made = convert(case, Rate.percent(trial.terms["rate"]), answers)
    return case, result_of(case, modification, answers, made)


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
