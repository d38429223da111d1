"""Who works here: accounts, their roles and their last days."""

from __future__ import annotations

from sqlalchemy import select

from mortgage_collect.core.permissions import Permission
from mortgage_collect.core.words import UserRole
from mortgage_collect.models.user import User
from mortgage_collect.services.bank import add_user
from mortgage_collect.store.unit_of_work import UnitOfWork


def own_account(unit: UnitOfWork) -> int:
    """An account for whoever is at the desk and has none; the first one here administers."""
    unit.demand(Permission.PEOPLE)
    first = unit.session.scalar(
        select(User.id).where(User.active.is_(True), User.role == UserRole.ADMINISTRATOR)
    )
    role = UserRole.ADMINISTRATOR if first is None else UserRole.SPECIALIST
    return add_user(unit, unit.actor, unit.actor, role)
