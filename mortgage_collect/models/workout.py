"""A workout: the option, its terms as agreed, version by version."""

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
    """`answers` and `facts` are what the terms were computed from, `inputs` their digest."""

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
    cures_on: Mapped[date]
    answers: Mapped[dict[str, Any]]
    facts: Mapped[dict[str, Any]]
    steps: Mapped[list[Any]]
    inputs: Mapped[str] = mapped_column(String(64))
    reason: Mapped[str] = mapped_column(Text, default="")
    replaces_id: Mapped[int | None] = refers("workout.id", index=False)


class WorkoutInstalment(Base):
    """One payment of a plan: the regular part and the share of the arrears."""

    __tablename__ = "workout_instalment"
    __table_args__ = (UniqueConstraint("workout_id", "number"),)

    id: Mapped[Key]
    workout_id: Mapped[int] = refers("workout.id", index=False)
    number: Mapped[int]
    due_on: Mapped[date]
    regular: Mapped[Money]
    arrears: Mapped[Money]
