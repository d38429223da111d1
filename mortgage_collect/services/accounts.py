"""Who works here: accounts, their roles and last days, their passwords and codes."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import func, select

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.password_rule import fault
from mortgage_collect.core.permissions import Permission
from mortgage_collect.core.words import UserRole
from mortgage_collect.events.accounts import AccountChanged, PasswordChanged, SecondFactorSet
from mortgage_collect.models.user import Credential, User
from mortgage_collect.services.bank import add_user
from mortgage_collect.services.edit import apply
from mortgage_collect.store import passwords
from mortgage_collect.store.at_work import bank_day, signs_in
from mortgage_collect.store.unit_of_work import UnitOfWork

KEEPS = "This is the last administrator here."


def own_account(unit: UnitOfWork) -> int:
    """An account for whoever is at the desk and has none; the first one here administers."""
    unit.demand(Permission.PEOPLE)
    first = unit.session.scalar(
        select(User.id).where(User.active.is_(True), User.role == UserRole.ADMINISTRATOR)
    )
    role = UserRole.ADMINISTRATOR if first is None else UserRole.SPECIALIST
    return add_user(unit, unit.actor, unit.actor, role)


def add_account(
    unit: UnitOfWork, login: str, name: str, role: UserRole, *, until: date | None = None
) -> int:
    """Somebody begins to work here; returns the account's id.

    An examiner has a last day. Raises UserError for a login that is taken and a name that is none.
    """
    unit.demand(Permission.PEOPLE)
    login, name = login.strip(), name.strip()
    if not login or not name:
        raise UserError("An account needs a login and a name.", do="Enter both.")
    if len(login) > 60 or len(name) > 80:
        raise UserError("The login or the name is too long.", do="60 and 80 characters at most.")
    taken = unit.session.scalar(select(User.id).where(func.lower(User.login) == login.lower()))
    if taken is not None:
        raise UserError(f"The login {login} is taken.", do="Choose another, or open it again.")
    _last_day(unit, role, until)
    made = add_user(unit, login, name, role)
    if until is not None:
        _changed(unit, unit.session.get_one(User, made), {"until": until})
    return made


def change_account(unit: UnitOfWork, user_id: int, **now: Any) -> None:
    """Another `name`, `role`, `until`, or `active` yes or no.

    Raises UserError where no administrator would be left, who could sign in where that is needed.
    """
    unit.demand(Permission.PEOPLE)
    user = unit.session.get_one(User, user_id)
    role, until = now.get("role", user.role), now.get("until", user.until)
    active = now.get("active", user.active)
    if active and ("role" in now or "until" in now):
        _last_day(unit, role, until)
    stays = active and role is UserRole.ADMINISTRATOR and until is None
    if not stays and _administers(user) and not _others(unit, user):
        raise UserError(KEEPS, do="Make somebody else administrator first, with a password.")
    _changed(unit, user, now)


def set_password(unit: UnitOfWork, new: str, *, current: str = "") -> None:
    """One's own password. The one there is must be told; where there is none, nobody proves it yet.

    Raises UserError for a wrong one, and for a new one that `core/password_rule.py` refuses.
    """
    user = _own(unit)
    held = _held(unit, user.id)
    if held is not None and not passwords.opens(held.password, current):
        raise UserError("The password until now is wrong.", do="Enter it once more.")
    if held is not None and passwords.opens(held.password, new):
        raise UserError("That is the password until now.", do="Choose another.")
    _write(unit, user, held, new, must_change=False)
    unit.record(PasswordChanged(about=f"user:{user.id}", user_id=user.id, given=False))


def reset_password(unit: UnitOfWork, user_id: int) -> str:
    """A password for one sign-in, to be told to its bearer, who chooses their own then.

    Their codes are turned off with it: whoever lost one has often lost both. Waits are over.
    """
    unit.demand(Permission.PEOPLE)
    user = unit.session.get_one(User, user_id)
    if not user.active:
        raise UserError(f"The account of {user.name} is closed.", do="Open it again first.")
    if user.login == unit.actor:
        raise UserError("This is your own account.", do="Change your password instead.")
    made = passwords.one_time_password()
    held = _held(unit, user.id)
    if held is not None and held.secret:
        turn_off_codes(unit, user_id)
    _write(unit, user, held, made, must_change=True)
    unit.record(PasswordChanged(about=f"user:{user.id}", user_id=user.id, given=True))
    return made


def turn_on_codes(unit: UnitOfWork, secret: str, code: str) -> tuple[str, ...]:
    """One's own second factor, once a first code shows that the authenticator has the secret.

    Returns ten recovery codes, which are told this once.
    """
    user = _own(unit)
    held = _held(unit, user.id)
    if held is None:
        raise UserError("Codes come on top of a password.", do="Choose a password first.")
    step = passwords.step_of(secret, code, unit.now)
    if step is None:
        raise UserError(
            "The code does not fit.", do="Check the clock of the telephone, and enter the next one."
        )
    codes = passwords.recovery_codes()
    held.secret, held.last_step, held.codes = secret, step, passwords.digests(codes)
    unit.record(SecondFactorSet(about=f"user:{user.id}", user_id=user.id, on=True))
    return codes


def turn_off_codes(unit: UnitOfWork, user_id: int, password: str = "") -> None:
    """One's own, with the password; those of somebody else, as an administrator."""
    held = _held(unit, user_id)
    if held is None or not held.secret:
        raise UserError("This account asks for no code.")
    own = unit.session.get_one(User, user_id).login == unit.actor
    if own and not passwords.opens(held.password, password):
        raise UserError("The password is wrong.", do="Enter it once more.")
    held.secret, held.codes = "", []
    unit.record(
        SecondFactorSet(
            about=f"user:{user_id}", user_id=user_id, on=False, by_administrator=not own
        )
    )


def _own(unit: UnitOfWork) -> User:
    found = unit.session.scalar(select(User).where(User.login == unit.actor))
    if found is None:
        raise UserError(
            f"The login {unit.actor} has no account here.", do="Add one under People who work here."
        )
    return found


def _held(unit: UnitOfWork, user_id: int) -> Credential | None:
    return unit.session.scalar(select(Credential).where(Credential.user_id == user_id))


def _write(
    unit: UnitOfWork, user: User, held: Credential | None, new: str, *, must_change: bool
) -> None:
    if not must_change and (wrong := fault(new, user.login, user.name)):
        raise UserError(wrong, do="Four or five words in a row make a good one.")
    made = held or Credential(user_id=user.id, codes=[])
    made.password, made.must_change, made.changed_at = passwords.sealed(new), must_change, unit.now
    made.failed, made.wait_until = 0, None
    unit.session.add(made)
    unit.session.flush()


def _last_day(unit: UnitOfWork, role: UserRole, until: date | None) -> None:
    if role is UserRole.EXAMINER and until is None:
        raise UserError("An examiner's account has a last day.", do="Enter when the visit ends.")
    if until is not None and until < bank_day(unit.session, unit.now):
        raise UserError("The last day has gone by.", do="Enter today or a later day.")


def _administers(user: User) -> bool:
    return user.active and user.role is UserRole.ADMINISTRATOR and user.until is None


def _others(unit: UnitOfWork, user: User) -> bool:
    """Whether somebody else can go on administering."""
    query = select(User.id).where(
        User.id != user.id,
        User.active.is_(True),
        User.role == UserRole.ADMINISTRATOR,
        User.until.is_(None),
    )
    if signs_in(unit.session):
        query = query.join(Credential, Credential.user_id == User.id)
    return unit.session.scalar(query.limit(1)) is not None


def _changed(unit: UnitOfWork, user: User, now: dict[str, Any]) -> None:
    changes = apply(user, now)
    if changes:
        unit.record(AccountChanged(about=f"user:{user.id}", user_id=user.id, changes=changes))
