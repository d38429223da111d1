"""Papers: the exact bytes, their fingerprint, and what they were made from."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, deferred, mapped_column

from mortgage_collect.core.words import DocumentStatus
from mortgage_collect.models.base import Base, Key, Versioned, refers
from mortgage_collect.models.types import AWord


class Document(Versioned, Base):
    __tablename__ = "document"

    id: Mapped[Key]
    loan_id: Mapped[int] = refers("loan.id")
    workout_id: Mapped[int | None] = refers("workout.id")
    title: Mapped[str] = mapped_column(String(120))
    template: Mapped[str] = mapped_column(String(80))
    template_version: Mapped[str] = mapped_column(String(20))
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(String(60))
    status: Mapped[DocumentStatus] = mapped_column(AWord(DocumentStatus))
    sent_on: Mapped[date | None]
    pages: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    content: Mapped[bytes] = deferred(mapped_column(LargeBinary))
