"""`users`: who works here, for an administrator without a window."""

from __future__ import annotations

import argparse
from typing import Any

from sqlalchemy import select

from mortgage_collect.cli.answer import Answer
from mortgage_collect.cli.opening import ask, opened
from mortgage_collect.cli.options import Usage
from mortgage_collect.cli.signing_in import new_password, password_of
from mortgage_collect.core import text
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.permissions import Permission
from mortgage_collect.core.words import UserRole
from mortgage_collect.models.user import User
from mortgage_collect.queries.accounts import Account, accounts
from mortgage_collect.services.accounts import (
    add_account,
    change_account,
    reset_password,
    set_password,
    turn_off_codes,
)
from mortgage_collect.store.store import Store


def users(given: argparse.Namespace) -> Answer:
    """Lists accounts, or changes one; a password given for one sign-in is told once."""
    if given.action not in ("list", "password") and not given.login:
        raise Usage(f"users {given.action} needs a LOGIN")
    needs = None if given.action in ("list", "password") else Permission.PEOPLE
    with opened(given, needs) as store:
        said = _DO[given.action](given, store)
        with store.view() as session:
            held = accounts(session)
    lines = [said] if said else [_line(each) for each in held]
    return Answer(tuple(lines), {"said": said, "users": [_data(each) for each in held]})


def _add(given: argparse.Namespace, store: Store) -> str:
    with store.unit() as unit:
        role = UserRole(given.role or "specialist")
        add_account(unit, given.login, given.name or given.login, role, until=given.until)
    return f"{given.login} works here now, as {role.label.lower()}."


def _change(given: argparse.Namespace, store: Store) -> str:
    now: dict[str, Any] = {}
    if given.name:
        now["name"] = given.name
    if given.role:
        now["role"] = UserRole(given.role)
    if given.until:
        now["until"] = given.until
    if not now:
        raise Usage("users change needs --name, --role or --until")
    with store.unit() as unit:
        change_account(unit, _id(unit, given.login), **now)
    return f"The account of {given.login} was changed."


def _close(given: argparse.Namespace, store: Store) -> str:
    with store.unit() as unit:
        change_account(unit, _id(unit, given.login), active=False)
    return f"The account of {given.login} is closed."


def _open(given: argparse.Namespace, store: Store) -> str:
    with store.unit() as unit:
        change_account(unit, _id(unit, given.login), active=True)
    return f"The account of {given.login} is open."


def _reset(given: argparse.Namespace, store: Store) -> str:
    with store.unit() as unit:
        made = reset_password(unit, _id(unit, given.login))
    return f"{made}\nTell it to {given.login}: it holds for one sign-in."


def _codes_off(given: argparse.Namespace, store: Store) -> str:
    with store.unit() as unit:
        turn_off_codes(unit, _id(unit, given.login), password_of(given))
    return f"{given.login} signs in without a code."


def _password(given: argparse.Namespace, store: Store) -> str:
    new = new_password(ask)
    current = password_of(given)
    with store.unit() as unit:
        set_password(unit, new, current=current)
    return f"The password of {store.actor} was changed."


_DO = {
    "list": lambda _given, _store: "",
    "add": _add,
    "change": _change,
    "close": _close,
    "open": _open,
    "reset": _reset,
    "codes-off": _codes_off,
    "password": _password,
}


def _id(unit: Any, login: str) -> int:
    found = unit.session.scalar(select(User.id).where(User.login == login))
    if found is None:
        raise UserError(f"No account has the login {login}.", do="List them: users list.")
    return int(found)


def _line(each: Account) -> str:
    notes = [
        "" if each.active else "closed",
        f"until {text.day(each.until)}" if each.until else "",
        "no password" if not each.has_password else "",
        "must choose a password" if each.must_change else "",
        "codes" if each.has_codes else "",
    ]
    return f"{each.login:<20}{each.name:<28}{each.role.label:<20}{', '.join(filter(None, notes))}"


def _data(each: Account) -> dict[str, Any]:
    return {
        "login": each.login,
        "name": each.name,
        "role": each.role.value,
        "active": each.active,
        "until": each.until.isoformat() if each.until else None,
        "has_password": each.has_password,
        "must_change": each.must_change,
        "has_codes": each.has_codes,
        "last_sign_in": each.last_sign_in.isoformat() if each.last_sign_in else None,
    }
