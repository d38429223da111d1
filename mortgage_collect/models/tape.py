"""Files that came in: the bytes, how their columns were read, what was wrong, what changed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from mortgage_collect.core.money import Money
from mortgage_collect.core.words import Severity, TapeKind
from mortgage_collect.models.base import Base, Key, refers
from mortgage_collect.models.types import AWord, Id


class Tape(Base):
    __tablename__ = "tape"

    id: Mapped[Key]
    kind: Mapped[TapeKind] = mapped_column(AWord(TapeKind), index=True)
    file_name: Mapped[str] = mapped_column(String(200))
    sheet: Mapped[str] = mapped_column(String(80), default="")
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    as_of: Mapped[date | None]
    imported_at: Mapped[datetime]
    imported_by: Mapped[str] = mapped_column(String(60))
    layout_key: Mapped[str] = mapped_column(String(64), default="")
    total_upb: Mapped[Money | None]
    counts: Mapped[dict[str, Any]]
    # Control totals somebody said something about: {name: {"read", "file", "typed"}}.
    controls: Mapped[dict[str, Any] | None]
    # Taken back as a whole; nothing in the book is of it any more.
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[str | None] = mapped_column(String(60))


class TapeFile(Base):
    """The bytes as they came, compressed; the source text of every cell is in here."""

    __tablename__ = "tape_file"

    tape_id: Mapped[int] = mapped_column(
        Id, ForeignKey("tape.id"), primary_key=True, autoincrement=False
    )
    content: Mapped[bytes] = mapped_column(LargeBinary)


class TapeLayout(Base):
    """How a file's columns were read last time, found again by its header."""

    __tablename__ = "tape_layout"

    id: Mapped[Key]
    kind: Mapped[TapeKind] = mapped_column(AWord(TapeKind))
    layout_key: Mapped[str] = mapped_column(String(64), unique=True)
    columns: Mapped[list[Any]]
    confirmed_at: Mapped[datetime]
    confirmed_by: Mapped[str] = mapped_column(String(60))


class TapeFinding(Base):
    __tablename__ = "tape_finding"

    id: Mapped[Key]
    tape_id: Mapped[int] = refers("tape.id")
    severity: Mapped[Severity] = mapped_column(AWord(Severity))
    sheet: Mapped[str] = mapped_column(String(80), default="")
    row: Mapped[int | None]
    column: Mapped[str] = mapped_column(String(80), default="")
    field: Mapped[str] = mapped_column(String(60), default="")
    found: Mapped[str] = mapped_column(Text, default="")
    expected: Mapped[str] = mapped_column(Text, default="")
    says: Mapped[str] = mapped_column(Text)


class TapeChange(Base):
    """What one import did to one field of one loan; the digest of all of them is in history."""

    __tablename__ = "tape_change"
    __table_args__ = (Index("ix_tape_change_loan", "loan_id", "tape_id"),)

    id: Mapped[Key]
    tape_id: Mapped[int] = refers("tape.id")
    loan_id: Mapped[int] = refers("loan.id", index=False)
    field: Mapped[str] = mapped_column(String(60))
    was: Mapped[str | None] = mapped_column(Text)
    now: Mapped[str | None] = mapped_column(Text)
