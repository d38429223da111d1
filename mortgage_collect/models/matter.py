"""Matters with their dated steps, the deadlines worked out from them, and why one was late."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from mortgage_collect.core.matter_words import MatterKind, Progress
from mortgage_collect.models.base import Base, Key, refers
from mortgage_collect.models.types import AWord, Id


class Matter(Base):
    """Something with a course of its own. What it stands at is worked out from its steps.

    `opened_on` and `closed_on` are kept beside them, so that lists sort in SQL; the service that
    writes a step writes them anew. `reference` is what others call it: a case number, a file.
    """

    __tablename__ = "matter"
    __table_args__ = (Index("ix_matter_kind_closed_on", "kind", "closed_on"),)

    id: Mapped[Key]
    loan_id: Mapped[int] = refers("loan.id")
    person_id: Mapped[int | None] = refers("person.id")
    kind: Mapped[MatterKind] = mapped_column(AWord(MatterKind))
    reference: Mapped[str] = mapped_column(String(60), default="")
    opened_on: Mapped[date]
    closed_on: Mapped[date | None]


class MatterStep(Base):
    """One thing that happened, `on` its own day. Appended, never edited: a mistake is taken back.

    `details` by the keys of the step's fields, as in `rules/matters/matter.py`.
    """

    __tablename__ = "matter_step"

    id: Mapped[Key]
    matter_id: Mapped[int] = refers("matter.id")
    key: Mapped[str] = mapped_column(String(40))
    on: Mapped[date]
    details: Mapped[dict[str, Any]]
    document_id: Mapped[int | None] = refers("document.id", index=False)
    entered_at: Mapped[datetime]
    by: Mapped[str] = mapped_column(String(60))
    taken_back_at: Mapped[datetime | None]
    taken_back_by: Mapped[str] = mapped_column(String(60), default="")
    taken_back_why: Mapped[str] = mapped_column(Text, default="")
    # Checks that were not green on its day, in sentences, and why it was taken all the same.
    against: Mapped[list[Any] | None]
    reason: Mapped[str] = mapped_column(Text, default="")


STEP_STANDS = MatterStep.taken_back_at.is_(None)
"""Steps that count: those nobody has taken back."""


class DeadlineRecord(Base):
    """A deadline as it was worked out last, for lists of many loans. Nothing is decided by it.

    Renewed whenever something that bears on it is written down. `progress` is never "late" here:
    what is open is late once `due` has passed, and nothing has to be written at midnight for it.
    `act` is how it is done, "step sent". `matter_id` is below zero for a flag without a matter.
    """

    __tablename__ = "deadline"
    __table_args__ = (Index("ix_deadline_progress_due", "progress", "due"),)

    id: Mapped[Key]
    loan_id: Mapped[int] = refers("loan.id")
    duty: Mapped[str] = mapped_column(String(80))
    occasion: Mapped[str] = mapped_column(String(160))
    matter_id: Mapped[int | None] = mapped_column(Id)
    says: Mapped[str] = mapped_column(Text)
    due: Mapped[date | None]
    not_before: Mapped[date | None]
    progress: Mapped[Progress] = mapped_column(AWord(Progress))
    closed_on: Mapped[date | None]
    act: Mapped[str] = mapped_column(String(80), default="")


class DeadlineRenewal(Base):
    """The day to which a loan's deadlines were worked out: from the next day on new ones may open.

    None: something bore on them since, and they are to be worked out anew; so they are when the
    rules have another `edition`. `exempt` are the ids of the duties that do not bind on it.
    """

    __tablename__ = "deadline_renewal"

    id: Mapped[Key]
    loan_id: Mapped[int] = mapped_column(Id, ForeignKey("loan.id"), unique=True)
    through: Mapped[date | None] = mapped_column(index=True)
    edition: Mapped[str] = mapped_column(String(20))
    exempt: Mapped[list[Any]]


class LatenessReason(Base):
    """Why a duty was not done in time, in a person's words. Appended; the newest one counts."""

    __tablename__ = "lateness_reason"

    id: Mapped[Key]
    loan_id: Mapped[int] = refers("loan.id")
    duty: Mapped[str] = mapped_column(String(80))
    occasion: Mapped[str] = mapped_column(String(160))
    matter_id: Mapped[int | None] = mapped_column(Id)
    due: Mapped[date]
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(String(60))
