"""The financial review: saved as it is typed, one line a row, versions kept."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mortgage_collect.core.words import PayFrequency, ReviewStatus, Standing
from mortgage_collect.models.base import Base, Key, Versioned, refers
from mortgage_collect.models.types import AWord


class Review(Versioned, Base):
    __tablename__ = "review"

    id: Mapped[Key]
    loan_id: Mapped[int] = refers("loan.id")
    person_id: Mapped[int | None] = refers("person.id", index=False)
    number: Mapped[int] = mapped_column(default=1)
    status: Mapped[ReviewStatus] = mapped_column(AWord(ReviewStatus))
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    by: Mapped[str] = mapped_column(String(60))
    # The review whose answers this one began with, of this loan or another; None: with none.
    begun_from_id: Mapped[int | None] = refers("review.id", index=False)
    # The payment and the figures as they stood when the review was finished, for the file.
    result: Mapped[dict[str, Any] | None]


class ReviewLine(Base):
    """One answer: `value` as plain text ("2450.00", "2026-11-02", "yes"); None is "not asked"."""

    __tablename__ = "review_line"
    __table_args__ = (UniqueConstraint("review_id", "key"),)

    id: Mapped[Key]
    review_id: Mapped[int] = refers("review.id", index=False)
    key: Mapped[str] = mapped_column(String(60))
    value: Mapped[str | None] = mapped_column(Text)
    frequency: Mapped[PayFrequency] = mapped_column(
        AWord(PayFrequency), default=PayFrequency.MONTHLY
    )
    hours: Mapped[str] = mapped_column(String(8), default="")
    standing: Mapped[Standing] = mapped_column(AWord(Standing), default=Standing.STATED)
    # The date of the paper it was seen on; None while nobody told it.
    paper_on: Mapped[date | None]
    saved_at: Mapped[datetime]
