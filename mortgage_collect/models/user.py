"""Who works here."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from mortgage_collect.core.words import UserRole
from mortgage_collect.models.base import Base, Key, Versioned
from mortgage_collect.models.types import AWord


class User(Versioned, Base):
    __tablename__ = "user_account"

    id: Mapped[Key]
    login: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    role: Mapped[UserRole] = mapped_column(AWord(UserRole))
    active: Mapped[bool] = mapped_column(default=True)
