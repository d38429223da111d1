"""Who works here, and whom one may ask for what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mortgage_collect.core.permissions import Permission, who_may
from mortgage_collect.core.text import folded
from mortgage_collect.core.words import UserRole
from mortgage_collect.models.user import Credential, User


def second_people(
    session: Session, login: str, permission: Permission
) -> tuple[tuple[str, str], ...]:
    """Everybody active beside `login` who may do it, as (login, name), by name."""
    rows = session.execute(
        select(User.login, User.name)
        .where(User.active.is_(True), User.login != login, User.role.in_(who_may(permission)))
        .order_by(User.name)
    )
    return tuple((found, name) for found, name in rows)


def works_alone(session: Session, login: str, permission: Permission) -> bool:
    """Whether nobody but `login` could be the second person: then one cannot be asked."""
    return not second_people(session, login, permission)


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who works or worked here. `must_change`: their password holds for one sign-in."""

    user_id: int
    login: str
    name: str
    role: UserRole
    active: bool
    until: date | None
    has_password: bool
    must_change: bool
    has_codes: bool
    last_sign_in: datetime | None


def accounts(session: Session) -> tuple[Account, ...]:
    """Everybody, those who work here first, by name."""
    rows = session.execute(
        select(User, Credential).outerjoin(Credential, Credential.user_id == User.id)
    ).all()
    return tuple(
        Account(
            user.id,
            user.login,
            user.name,
            user.role,
            user.active,
            user.until,
            held is not None,
            held is not None and held.must_change,
            held is not None and bool(held.secret),
            held.last_sign_in if held is not None else None,
        )
        for user, held in sorted(rows, key=lambda row: (not row[0].active, folded(row[0].name)))
    )
