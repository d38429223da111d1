"""A workout: the option, its terms as agreed, version by version, and its way through life."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mortgage_collect.core.money import Money
from mortgage_collect.core.words import WorkoutStatus
from mortgage_collect.models.base import Base, Key, Versioned, refers
from mortgage_collect.models.types import AWord


class Workout(Versioned, Base):
    """`answers` and `facts` are what the terms were computed from, `inputs` their digest.

    `program` and `edition` say under which parameter set it was decided. `terms` and `figures` are
    the offer as it was shown, `working` every line of its arithmetic, `steps` the amounts of it.
    `approvals` are the sentences a second person has to answer for; `solo` marks an approval by the
    only person there is, to be reviewed by `review_due`. `forgiven` are numbers of installments a
    person forgave. `converts_id` is the trial a permanent change came from. `redefaulted_on` is the
    day on which a completed one was known to be sixty days late again.
    """

    __tablename__ = "workout"

    id: Mapped[Key]
    loan_id: Mapped[int] = refers("loan.id")
    review_id: Mapped[int | None] = refers("review.id", index=False)
    kind: Mapped[str] = mapped_column(String(40))
    number: Mapped[int] = mapped_column(default=1)
    status: Mapped[WorkoutStatus] = mapped_column(AWord(WorkoutStatus), index=True)
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(String(60))
    as_of: Mapped[date]
    arrears: Mapped[Money]
    cures_on: Mapped[date | None]
    program: Mapped[str] = mapped_column(String(20), default="portfolio")
    edition: Mapped[str] = mapped_column(String(40), default="")
    answers: Mapped[dict[str, Any]]
    facts: Mapped[dict[str, Any]]
    terms: Mapped[dict[str, Any]]
    figures: Mapped[dict[str, Any]]
    working: Mapped[list[Any]]
    steps: Mapped[list[Any]]
    inputs: Mapped[str] = mapped_column(String(64))
    reason: Mapped[str] = mapped_column(Text, default="")
    replaces_id: Mapped[int | None] = refers("workout.id", index=False)
    converts_id: Mapped[int | None] = refers("workout.id", index=False)

    approvals: Mapped[list[Any]]
    approved_by: Mapped[str] = mapped_column(String(60), default="")
    approved_at: Mapped[datetime | None]
    solo: Mapped[bool] = mapped_column(default=False)
    review_due: Mapped[date | None]
    offered_on: Mapped[date | None]
    accepted_on: Mapped[date | None]
    accepted_how: Mapped[str] = mapped_column(String(40), default="")
    started_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    forgiven: Mapped[list[Any]]
    redefaulted_on: Mapped[date | None]


class WorkoutInstallment(Base):
    """One payment of a plan: the regular part and the share of the arrears."""

    __tablename__ = "workout_installment"
    __table_args__ = (UniqueConstraint("workout_id", "number"),)

    id: Mapped[Key]
    workout_id: Mapped[int] = refers("workout.id", index=False)
    number: Mapped[int]
    due_on: Mapped[date]
    regular: Mapped[Money]
    arrears: Mapped[Money]


class WorkoutMove(Base):
    """One step in a workout's life. Appended, never edited: an undo is a move of its own.

    `before` is what stood in the fields of the workout that the step changed. `by_payments`: the
    money decided it, nobody's judgment.
    """

    __tablename__ = "workout_move"

    id: Mapped[Key]
    workout_id: Mapped[int] = refers("workout.id")
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(String(60))
    was: Mapped[WorkoutStatus] = mapped_column(AWord(WorkoutStatus))
    now: Mapped[WorkoutStatus] = mapped_column(AWord(WorkoutStatus))
    reason: Mapped[str] = mapped_column(Text, default="")
    undoes_id: Mapped[int | None] = refers("workout_move.id", index=False)
    before: Mapped[dict[str, Any]]
    by_payments: Mapped[bool] = mapped_column(default=False)
