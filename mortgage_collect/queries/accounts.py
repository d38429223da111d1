"""Who works here, and whom one may ask for what."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from mortgage_collect.core.permissions import Permission, who_may
from mortgage_collect.models.user import User


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
