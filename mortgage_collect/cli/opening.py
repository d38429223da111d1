"""Which database a command works on, and how it is unlocked."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from pathlib import Path

from mortgage_collect.core.errors import Trouble, UserError
from mortgage_collect.settings import Settings, default_database
from mortgage_collect.store.engine import is_server
from mortgage_collect.store.key_store import system_key_store
from mortgage_collect.store.keys import NeedPassphrase
from mortgage_collect.store.store import Store, create_store, open_store

PASSPHRASE_VARIABLE = "MORTGAGE_COLLECT_PASSPHRASE"


def address(given: argparse.Namespace) -> str:
    """The database named on the command line, in the settings, or the usual place."""
    return str(given.database or Settings.load().database or default_database())


def exists(given: argparse.Namespace) -> bool:
    return given.demo or is_server(address(given)) or Path(address(given)).is_file()


def opened(given: argparse.Namespace) -> Store:
    """The database, open. Asks for the passphrase where a person can be asked."""
    if given.demo:
        from mortgage_collect.demo.bank import open_practice

        return open_practice()
    place = address(given)
    try:
        return open_store(
            place, passphrase=_given(given), key_store=system_key_store(), actor=user_name()
        )
    except NeedPassphrase:
        return open_store(place, passphrase=_asked("Passphrase: "), actor=user_name())


def created(given: argparse.Namespace, bank: str, zone: str) -> Store:
    """A new database with its bank, and the local user."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    from mortgage_collect.core.words import UserRole
    from mortgage_collect.services.bank import add_user, set_up_bank

    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise UserError(
            f"{zone!r} is no time zone.", do="Write it as America/Chicago is written."
        ) from error
    place = address(given)
    if is_server(place):
        store = open_store(place, actor=user_name())
    else:
        path, passphrase, key_store = Path(place), _given(given), system_key_store()
        if passphrase is None and key_store is None:
            passphrase = _asked("New passphrase: ")
        store = create_store(path, passphrase=passphrase, key_store=key_store, actor=user_name())
    with store.unit() as unit:
        set_up_bank(unit, bank, zone=zone)
        add_user(unit, user_name(), user_name(), UserRole.SPECIALIST)
    return store


def user_name() -> str:
    """The person as the operating system knows them."""
    try:
        return getpass.getuser()[:60]
    except (OSError, KeyError):
        return "local"


def _given(given: argparse.Namespace) -> str | None:
    """A passphrase from a file or the environment; one on the command line would be seen."""
    if given.passphrase_file is not None:
        try:
            lines = given.passphrase_file.read_text(encoding="utf-8").splitlines()
        except OSError as error:
            raise UserError(f"The passphrase file cannot be read: {error}") from error
        return str(lines[0]) if lines else ""
    return os.environ.get(PASSPHRASE_VARIABLE)


def _asked(prompt: str) -> str:
    if not sys.stdin.isatty():
        raise Trouble(
            "The database needs a passphrase: this computer's key store cannot help.",
            do=f"Set {PASSPHRASE_VARIABLE}, or use --passphrase-file.",
        )
    return getpass.getpass(prompt)
