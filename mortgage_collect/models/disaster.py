"""A disaster as it was tagged: an area, its days, and how many loans it struck."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from mortgage_collect.core.words import DisasterKind
from mortgage_collect.models.base import Base, Key, Versioned
from mortgage_collect.models.types import AWord


class Disaster(Versioned, Base):
    """`zips` are five digits each, `counties` "washington, VT". Its flags hold its id."""

    __tablename__ = "disaster"

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(80))
    kind: Mapped[DisasterKind] = mapped_column(AWord(DisasterKind))
    begins: Mapped[date]
    ends: Mapped[date]
    pauses_calls: Mapped[bool]
    zips: Mapped[list[Any]]
    counties: Mapped[list[Any]]
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(String(60))
    loans: Mapped[int]
    people: Mapped[int]
    ended_on: Mapped[date | None]
