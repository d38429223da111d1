"""Signing in and out: who somebody says they are, proven by a password and, if they wish, a code.

Guesses are counted in the database, in the unit that looks at them: neither a restart nor a second
computer helps. A try before the wait is over is not looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from mortgage_collect.core import text
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.password_rule import fault
from mortgage_collect.events.accounts import (
    SessionClosed,
    SessionLocked,
    SessionOpened,
    SignInRefused,
)
from mortgage_collect.events.event import Event
from mortgage_collect.models.user import Credential, User
from mortgage_collect.services.accounts import set_password
from mortgage_collect.store import passwords
from mortgage_collect.store.at_work import at_work, one_try_at_a_time
from mortgage_collect.store.store import Store
from mortgage_collect.store.unit_of_work import UnitOfWork

FREE_TRIES: Final = 2
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=5), timedelta(minutes=15)
WRONG = "The login or the password is wrong."
NOBODY = "sign-in"  # the actor of history where no account has the login that was tried


class NeedCode(UserError):
    """The password is right; this account asks for a code as well."""

    def __init__(self, message: str = "This account asks for a code as well.") -> None:
        super().__init__(
            message, do="Enter the six digits of the authenticator, or a recovery code."
        )


class NeedNewPassword(UserError):
    """The password was given by an administrator, and holds only until it is changed."""

    def __init__(self) -> None:
        super().__init__(
            "This password was given to you for one sign-in.", do="Choose one of your own."
        )


def sign_in(store: Store, login: str, password: str, code: str = "", *, new: str = "") -> None:
    """Opens the store for `login`; `new` replaces a password that must be changed.

    Raises UserError when it is refused, NeedCode and NeedNewPassword where something is missing.
    """
    if new and (wrong := fault(new, login.strip())):
        raise UserError(wrong, do="Four or five words in a row make a good one.")
    with store.door(login.strip()) as unit:
        answer = _tried(unit, login.strip(), password, code, new=bool(new))
    if isinstance(answer, UserError):
        raise answer
    was = store.actor, store.signed_in
    store.actor = store.signed_in = answer
    if new:
        try:
            with store.unit() as unit:
                set_password(unit, new, current=password)
        except BaseException:
            store.actor, store.signed_in = was
            raise


def prove(unit: UnitOfWork, login: str, password: str) -> bool:
    """Whether the password is that of an account here, for a second person; counts no guesses
    itself: the caller records what was refused."""
    held = _credential(unit.session, login)
    return held is not None and passwords.opens(held[1].password, password)


def sign_out(store: Store) -> None:
    """Nobody is at the desk any more; nothing is recorded where nobody signs in."""
    _leave(store, lambda user_id: SessionClosed(about=f"user:{user_id}", user_id=user_id))


def lock(store: Store, *, idle: bool) -> None:
    """The window is covered; the same person goes on with their password."""
    _leave(store, lambda who: SessionLocked(about=f"user:{who}", user_id=who, idle=idle))


def _leave(store: Store, event: Callable[[int], Event]) -> None:
    login, store.signed_in = store.signed_in, ""
    if not login:
        return
    with store.door(login) as unit:
        user_id = unit.session.scalar(select(User.id).where(User.login == login))
        if user_id is not None:
            unit.record(event(user_id))


def _credential(session: Session, login: str) -> tuple[User, Credential] | None:
    """An account and its password."""
    found = session.execute(
        select(User, Credential)
        .join(Credential, Credential.user_id == User.id)
        .where(User.login == login)
    ).first()
    return (found[0], found[1]) if found is not None else None


def _tried(unit: UnitOfWork, login: str, password: str, code: str, *, new: bool) -> str | UserError:
    """The login of who is in now, or why not."""
    one_try_at_a_time(unit.session, login)
    found = _credential(unit.session, login)
    if found is None:
        passwords.sealed(password)  # as long as looking at one takes
        unit.actor = NOBODY
        unit.record(
            SignInRefused(about="user:0", user_id=None, why="unknown login", failed=0, wait=0)
        )
        return UserError(WRONG, do="Check capitals and the keyboard layout.")
    user, held = found
    if held.wait_until is not None and held.wait_until > unit.now:
        left = _seconds(held.wait_until - unit.now)
        return UserError(f"There were {held.failed} wrong tries.", do=f"Wait {left} and try again.")
    if not passwords.opens(held.password, password):
        return _wrong(unit, user, held, "wrong password", WRONG)
    try:
        at_work(unit.session, login, unit.now)
    except UserError as closed:
        _refused(unit, user, held, closed.message)
        return closed
    if held.must_change and not new:
        return NeedNewPassword()
    how = "password"
    if held.secret:
        if not code.strip():
            return NeedCode()
        step = passwords.step_of(held.secret, code, unit.now)
        (spent,) = passwords.digests([code])
        if step is not None and step > held.last_step:
            held.last_step, how = step, "password and code"
        elif spent in held.codes:
            held.codes = [each for each in held.codes if each != spent]
            how = "password and recovery code"
        else:
            return _wrong(unit, user, held, "wrong code", "The code is wrong, or was used.")
    if passwords.outdated(held.password):
        held.password = passwords.sealed(password)
    held.failed, held.wait_until, held.last_sign_in = 0, None, unit.now
    unit.record(SessionOpened(about=f"user:{user.id}", user_id=user.id, how=how))
    return user.login


def _wrong(unit: UnitOfWork, user: User, held: Credential, why: str, says: str) -> UserError:
    held.failed += 1
    more = held.failed - FREE_TRIES
    if more > 0:
        wait = min(FIRST_WAIT * 2 ** min(more - 1, 20), LONGEST_WAIT)
        held.wait_until = unit.now + wait
    _refused(unit, user, held, why)
    do = (
        f"Wait {_seconds(held.wait_until - unit.now)} and try again."
        if held.wait_until is not None
        else "Check capitals and the keyboard layout."
    )
    return UserError(says, do=do)


def _refused(unit: UnitOfWork, user: User, held: Credential, why: str) -> None:
    wait = held.wait_until - unit.now if held.wait_until is not None else timedelta()
    unit.record(
        SignInRefused(
            about=f"user:{user.id}",
            user_id=user.id,
            why=why,
            failed=held.failed,
            wait=max(0, int(wait.total_seconds())),
        )
    )


def _seconds(wait: timedelta) -> str:
    seconds = max(1, -(-wait // timedelta(seconds=1)))
    if seconds < 90:
        return text.count(seconds, "second")
    return text.count(-(-seconds // 60), "minute")
