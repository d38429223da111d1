"""Who works here."""

from __future__ import annotations

from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from mortgage_collect.core.words import UserRole
from mortgage_collect.models.base import Base, Key, Versioned
from mortgage_collect.models.types import AWord


class User(Versioned, Base):
    """`until` is the last day on which they may sign in or change anything; None: no end."""

    __tablename__ = "user_account"

    id: Mapped[Key]
    login: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    role: Mapped[UserRole] = mapped_column(AWord(UserRole))
    active: Mapped[bool] = mapped_column(default=True)
    until: Mapped[date | None]
