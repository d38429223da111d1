"""Who works here."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from mortgage_collect.core.words import UserRole
from mortgage_collect.models.base import Base, Key, Versioned
from mortgage_collect.models.types import AWord, Id


class User(Versioned, Base):
    """`until` is the last day on which they may sign in or change anything; None: no end."""

    __tablename__ = "user_account"

    id: Mapped[Key]
    login: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    role: Mapped[UserRole] = mapped_column(AWord(UserRole))
    active: Mapped[bool] = mapped_column(default=True)
    until: Mapped[date | None]


class Credential(Base):
    """How somebody proves who they are; no row: they have no password.

    `password` is the argon2id text. `secret` is that of the six-digit codes in base 32, "" while
    they are off; `last_step` the last one used, so that none is used twice. `codes` are SHA-256 of
    recovery codes not used yet. `failed` counts guesses since the last sign-in; before `wait_until`
    none is looked at.
    """

    __tablename__ = "credential"

    id: Mapped[Key]
    user_id: Mapped[int] = mapped_column(Id, ForeignKey("user_account.id"), unique=True)
    password: Mapped[str] = mapped_column(String(200))
    must_change: Mapped[bool] = mapped_column(default=False)
    changed_at: Mapped[datetime]
    secret: Mapped[str] = mapped_column(String(64), default="")
    last_step: Mapped[int] = mapped_column(default=0)
    codes: Mapped[list[Any]]
    failed: Mapped[int] = mapped_column(default=0)
    wait_until: Mapped[datetime | None]
    last_sign_in: Mapped[datetime | None]
