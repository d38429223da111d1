"""Who makes a change: their account, looked up when a unit of work begins."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mortgage_collect.core import text
from mortgage_collect.core.clock import local_date
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.permissions import AtWork
from mortgage_collect.models.bank import Bank
from mortgage_collect.models.user import User

_ASK = select(User.login, User.name, User.role, User.active, User.until)


def at_work(session: Session, login: str, now: datetime) -> AtWork:
    """Who `login` is, by their account. Without one it is the desk itself, as long as nobody here
    needs a password.

    Raises UserError where the account is closed or its last day is over.
    """
    found = session.execute(_ASK.where(User.login == login)).first()
    if found is None:
        return AtWork(login)
    if not found.active:
        raise UserError(
            f"The account of {found.name} is closed.", do="Ask an administrator to open it again."
        )
    if found.until is not None and found.until < _today(session, now):
        raise UserError(
            f"The account of {found.name} ended on {text.day(found.until)}.",
            do="Ask an administrator for a later last day.",
        )
    return AtWork(found.login, found.role, found.name)


def _today(session: Session, now: datetime) -> date:
    zone = session.scalar(select(Bank.zone))
    return local_date(now, zone) if zone else now.date()
