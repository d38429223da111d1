"""Who makes a change: their account, looked up when a unit of work begins."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from mortgage_collect.core.clock import local_date
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.permissions import AtWork
from mortgage_collect.core.text import day
from mortgage_collect.core.words import UserRole
from mortgage_collect.models.bank import Bank
from mortgage_collect.models.user import Credential, User

_TRIES = 0x4D43_5347  # "MCSG": one sign-in to an account at a time
_ASK = select(User.login, User.name, User.role, User.active, User.until)
_SIGNS_IN = (
    select(Credential.id)
    .join(User, User.id == Credential.user_id)
    .where(User.active.is_(True), User.role == UserRole.ADMINISTRATOR, User.until.is_(None))
    .limit(1)
)


def signs_in(session: Session) -> bool:
    """Whether everybody here needs a password: as soon as an administrator who stays has one."""
    return session.scalar(_SIGNS_IN) is not None


def at_work(session: Session, login: str, now: datetime) -> AtWork:
    """Who `login` is, by their account. Without one it is the desk itself, as long as nobody here
    needs a password.

    Raises UserError where the account is closed or its last day is over.
    """
    found = session.execute(_ASK.where(User.login == login)).first()
    if found is None:
        if signs_in(session):
            raise UserError(
                f"Nobody with the login {login} has an account here.",
                do="Ask an administrator for one.",
            )
        return AtWork(login)
    if not found.active:
        raise UserError(
            f"The account of {found.name} is closed.", do="Ask an administrator to open it again."
        )
    if found.until is not None and found.until < bank_day(session, now):
        raise UserError(
            f"The account of {found.name} ended on {day(found.until)}.",
            do="Ask an administrator for a later last day.",
        )
    return AtWork(found.login, found.role, found.name)


def proven(session: Session, login: str, now: datetime, signed_in: str) -> AtWork:
    """`at_work` of somebody who has signed in, where that is needed; else raises UserError."""
    found = at_work(session, login, now)
    if login != signed_in and signs_in(session):
        raise UserError("Nothing is changed before somebody signs in.", do="Sign in.")
    return found


def one_try_at_a_time(session: Session, login: str) -> None:
    """On a server, wait for another try at the same login; a file has one writer anyhow."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(
            text("SELECT pg_advisory_xact_lock(:lock, hashtext(:login))"),
            {"lock": _TRIES, "login": login},
        )


def bank_day(session: Session, now: datetime) -> date:
    """The bank's business day; before there is a bank, that of UTC."""
    zone = session.scalar(select(Bank.zone))
    return local_date(now, zone) if zone else now.date()
