"""Setting up the bank and its one local user, and the policies it adopts."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.words import UserRole
from mortgage_collect.events.bank import BankChanged, PolicySet, UserAdded
from mortgage_collect.events.event import Change
from mortgage_collect.models.bank import Bank, Policy
from mortgage_collect.models.user import User
from mortgage_collect.queries.facts import policy, the_bank
from mortgage_collect.services.edit import apply
from mortgage_collect.services.renewal import mark_stale
from mortgage_collect.store.unit_of_work import UnitOfWork

ABOUT = "bank"


def set_up_bank(unit: UnitOfWork, name: str, **fields: Any) -> int:
    """The bank's one row, made once. Raises UserError when it is already there."""
    if not name.strip():
        raise UserError("The bank needs a name.", do="Enter the name as it stands on its letters.")
    if unit.session.scalar(select(Bank.id)) is not None:
        raise UserError("The bank is already set up.", do="Change it in the settings instead.")
    bank = Bank(name=name.strip(), **fields)
    unit.session.add(bank)
    unit.session.flush()
    unit.record(
        BankChanged(about=ABOUT, bank_id=bank.id, changes=(Change("name", None, bank.name),))
    )
    return bank.id


def change_bank(unit: UnitOfWork, **now: Any) -> None:
    """Changes settings of the bank; screens that count lateness hear of it."""
    bank = the_bank(unit.session)
    changes = apply(bank, now)
    if changes:
        mark_stale(unit)
        unit.record(BankChanged(about=ABOUT, also=("queue",), bank_id=bank.id, changes=changes))


def set_policy(
    unit: UnitOfWork, key: str, value: str, since: date, why: str = "", *, was: str | None = None
) -> None:
    """A decision of the bank from a day on; earlier decisions stay for what was done under them.

    `was` is what held before, where that is not the decision before this one.
    """
    if was is None:
        was = policy(unit.session, key, since)
    mark_stale(unit)
    row = Policy(key=key, value=value, since=since, why=why)
    unit.session.add(row)
    unit.session.flush()
    unit.record(
        PolicySet(
            about=ABOUT,
            also=("queue",),
            policy_id=row.id,
            key=key,
            since=since,
            was=was,
            now=value,
        )
    )


def add_user(unit: UnitOfWork, login: str, name: str, role: UserRole) -> int:
    user = User(login=login, name=name, role=role)
    unit.session.add(user)
    unit.session.flush()
    unit.record(UserAdded(about=f"user:{user.id}", user_id=user.id, name=name, role=role.value))
    return user.id
