"""Workout plans as they are worked out and as they were saved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mortgage_collect.core.money import Money
from mortgage_collect.core.words import WorkoutStatus
from mortgage_collect.models.workout import Workout, WorkoutInstallment
from mortgage_collect.queries.case import case_of
from mortgage_collect.queries.reviews import latest_review
from mortgage_collect.workout.life import LIVING
from mortgage_collect.workout.option import PlanInstallment, PlanOffer, Reason
from mortgage_collect.workout.options.repayment_plan import Answers, fit_to_money, repayment_plan


@dataclass(frozen=True, slots=True)
class SavedPlan:
    """One saved version of a workout, as agreed."""

    workout_id: int
    loan_id: int
    kind: str
    number: int
    status: WorkoutStatus
    made_at: datetime
    made_by: str
    as_of: date
    arrears: Money
    cures_on: date | None
    installments: tuple[PlanInstallment, ...]
    inputs: str
    reason: str


def screen(session: Session, loan_id: int, now: datetime) -> tuple[Reason, ...]:
    """Whether a repayment plan can help this household, reason by reason."""
    return tuple(repayment_plan.screen(case_of(session, loan_id, now)))


def offer(session: Session, loan_id: int, now: datetime, answers: Answers) -> PlanOffer:
    """The plan for these answers; changes nothing. Raises UserError when there is none."""
    case = case_of(session, loan_id, now)
    if answers.pay is not None:
        return fit_to_money(case, answers.pay, answers)
    return repayment_plan.offer(case, answers)


def saved_plan(session: Session, workout_id: int) -> SavedPlan:
    """A saved version with its schedule."""
    row = session.get_one(Workout, workout_id)
    parts = session.scalars(
        select(WorkoutInstallment)
        .where(WorkoutInstallment.workout_id == workout_id)
        .order_by(WorkoutInstallment.number)
    )
    return SavedPlan(
        row.id,
        row.loan_id,
        row.kind,
        row.number,
        row.status,
        row.made_at,
        row.made_by,
        row.as_of,
        row.arrears,
        row.cures_on,
        tuple(PlanInstallment(p.number, p.due_on, p.regular, p.arrears) for p in parts),
        row.inputs,
        row.reason,
    )


def open_plan(session: Session, loan_id: int) -> SavedPlan | None:
    """The newest version that still lives: drafted, offered, running or broken."""
    found = session.scalar(
        select(Workout.id)
        .where(Workout.loan_id == loan_id, Workout.status.in_(LIVING))
        .order_by(Workout.id.desc())
        .limit(1)
    )
    return None if found is None else saved_plan(session, found)


def review_behind(session: Session, loan_id: int) -> int | None:
    """The review a plan rests on."""
    return latest_review(session, loan_id)
