"""The bank and the policies it has adopted, each from a date."""

from __future__ import annotations

from datetime import date

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from mortgage_collect.core.rate import Rate
from mortgage_collect.core.words import Capacity, Counting
from mortgage_collect.models.base import Base, Key, Versioned
from mortgage_collect.models.types import AWord


class Bank(Versioned, Base):
    """One row: who we are, how we count, what our letters say."""

    __tablename__ = "bank"

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(120))
    line_1: Mapped[str] = mapped_column(String(80), default="")
    line_2: Mapped[str] = mapped_column(String(80), default="")
    city: Mapped[str] = mapped_column(String(60), default="")
    state: Mapped[str] = mapped_column(String(2), default="")
    zip: Mapped[str] = mapped_column(String(10), default="")
    phone: Mapped[str] = mapped_column(String(20), default="")
    email: Mapped[str] = mapped_column(String(120), default="")
    nmls: Mapped[str] = mapped_column(String(20), default="")
    zone: Mapped[str] = mapped_column(String(40), default="America/New_York")
    capacity: Mapped[Capacity] = mapped_column(AWord(Capacity), default=Capacity.CREDITOR)
    counting: Mapped[Counting] = mapped_column(AWord(Counting), default=Counting.MBA)
    # Used for a loan whose tape says nothing of its late charge; None: nobody knows.
    late_charge_percent: Mapped[Rate | None]
    late_charge_grace_days: Mapped[int] = mapped_column(default=15)
    practice: Mapped[bool] = mapped_column(default=False)


class Policy(Base):
    """One decision of the bank: adopt a rule, tighten a limit, set a weight. Never loosens law."""

    __tablename__ = "policy"

    id: Mapped[Key]
    key: Mapped[str] = mapped_column(String(80), index=True)
    value: Mapped[str] = mapped_column(Text)
    since: Mapped[date]
    why: Mapped[str] = mapped_column(Text, default="")
