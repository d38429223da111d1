"""Which database a command works on, how it is unlocked, and where it may write."""

from __future__ import annotations

import argparse
import getpass
import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from mortgage_collect.cli.options import Usage
from mortgage_collect.cli.signing_in import nobody, signed_in
from mortgage_collect.core.errors import NeedPassphrase, Trouble, UserError
from mortgage_collect.core.permissions import Permission
from mortgage_collect.services.sign_in import sign_out
from mortgage_collect.settings import Settings, default_database
from mortgage_collect.store.at_work import at_work
from mortgage_collect.store.engine import is_server
from mortgage_collect.store.key_store import KeyStore, system_key_store
from mortgage_collect.store.store import Store, create_store, open_store

PASSPHRASE_VARIABLE: Final = "MORTGAGE_COLLECT_PASSPHRASE"


def address(given: argparse.Namespace) -> str:
    """The database named on the command line, in the settings, or the usual place."""
    return str(given.database or Settings.load().database or default_database())


def exists(given: argparse.Namespace) -> bool:
    return bool(given.demo) or is_server(address(given)) or Path(address(given)).exists()


@contextmanager
def opened(given: argparse.Namespace, needs: Permission | None = None) -> Iterator[Store]:
    """The database, open for the length of the command.

    Asks for the passphrase where a person can be asked; else raises Trouble that says what to do.
    Raises UserError before any work where whoever asks may not do what the command `needs`.
    """
    store = _practice(given) if given.demo else _open(address(given), _given(given))
    try:
        signed_in(store, given, ask)
        if needs is not None:
            with store.view() as session:
                at_work(session, store.actor, store.clock.now()).demand(needs)
        yield store
    finally:
        sign_out(store)
        store.close()


@contextmanager
def created(given: argparse.Namespace, bank: str, zone: str) -> Iterator[Store]:
    """A new database with its bank, and the local user, open for the length of the command."""
    from zoneinfo import ZoneInfo

    from mortgage_collect.core.words import UserRole
    from mortgage_collect.services.bank import add_user, set_up_bank

    if given.demo:
        raise Usage("--demo works on the practice bank, which is there already")
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError) as error:
        raise UserError(
            f"{zone!r} is no time zone.", do="Write it as America/Chicago is written."
        ) from error
    place = address(given)
    if is_server(place):
        store = open_store(place, actor=user_name())
    else:
        passphrase = _given(given)
        key_store = system_key_store()
        if passphrase is None and key_store is None:
            passphrase = _asked("New passphrase: ")
        store = create_store(
            Path(place), passphrase=passphrase, key_store=key_store, actor=user_name()
        )
    try:
        with store.unit() as unit:
            set_up_bank(unit, bank, zone=zone)
            add_user(unit, user_name(), user_name(), UserRole.ADMINISTRATOR)
        yield store
    finally:
        store.close()


def unlocking(given: argparse.Namespace) -> dict[str, str | KeyStore | None]:
    """What opens a local file and its backups, for who opens them without a store."""
    passphrase = _given(given)
    if passphrase is not None:
        return {"passphrase": passphrase, "key_store": None}
    if (key_store := system_key_store()) is not None:
        return {"passphrase": None, "key_store": key_store}
    return {"passphrase": _asked("Passphrase: "), "key_store": None}


def user_name() -> str:
    """The person as the operating system knows them."""
    try:
        return getpass.getuser()[:60]
    except (OSError, KeyError, ImportError):
        return "local"


def refuse_place(out: Path, *endings: str) -> None:
    """Before any work: a file of another kind is Usage, a folder one cannot write to Trouble."""
    if out.suffix.casefold() not in endings:
        raise Usage(f"{out.name} should end in {' or '.join(endings)}")
    folder = out.absolute().parent
    if not folder.is_dir():
        raise Trouble(f"There is no folder {folder}.", do="Make it, or choose another.")
    if out.is_dir():
        raise Trouble(f"{out} is a folder.", do="Choose a name for the file.")
    if not os.access(folder, os.W_OK):
        raise Trouble(
            f"Nothing can be written to {folder}.",
            do="Choose another folder, or ask IT for the right to write there.",
        )


def written(out: Path, content: bytes) -> str:
    """Writes a file whole or not at all; returns its SHA-256. Raises Trouble."""
    part = out.with_name(f".{out.name}.part")
    try:
        part.write_bytes(content)
        part.replace(out)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Trouble(
            f"{out} could not be written.",
            do="Close it if a program has it open, and make sure there is room.",
            details=str(error),
        ) from error
    return hashlib.sha256(content).hexdigest()


def _practice(given: argparse.Namespace) -> Store:
    from mortgage_collect.demo.bank import open_practice

    if given.database:
        raise Usage("--demo and --database name two databases: give one")
    return open_practice()


def _open(place: str, passphrase: str | None) -> Store:
    key_store: KeyStore | None = None
    if passphrase is None and not is_server(place):
        key_store = system_key_store()
    try:
        try:
            return open_store(place, passphrase=passphrase, key_store=key_store, actor=user_name())
        except NeedPassphrase:
            return open_store(place, passphrase=_asked("Passphrase: "), actor=user_name())
    except UserError as error:
        # In the window one chooses another file; here it is trouble with the database.
        raise Trouble(error.message, do=error.do) from error


def _given(given: argparse.Namespace) -> str | None:
    """A passphrase from a file or the environment; one on the command line would be seen."""
    if given.passphrase_file is not None:
        try:
            lines = given.passphrase_file.read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise UserError(
                f"The passphrase file {given.passphrase_file} cannot be read.",
                do="It is a text file with the passphrase in its first line.",
            ) from error
        if not lines or not lines[0]:
            raise UserError(f"The first line of {given.passphrase_file} is empty.")
        return str(lines[0])
    return os.environ.get(PASSPHRASE_VARIABLE) or None


def _asked(prompt: str) -> str:
    if not _somebody_there():
        raise Trouble(
            "The database needs a passphrase: this computer's key store cannot help.",
            do=f"Set {PASSPHRASE_VARIABLE}, or use --passphrase-file.",
        )
    try:
        return getpass.getpass(prompt)
    except EOFError as error:
        raise Trouble("No passphrase was entered.") from error


def ask(prompt: str) -> str:
    """A secret from whoever sits there; raises Trouble where nobody does."""
    if not _somebody_there():
        return nobody(prompt)
    try:
        return getpass.getpass(prompt)
    except EOFError as error:
        raise Trouble("Nothing was entered.") from error


def asked_for_file(name: str) -> str:
    """The password of a protected file, from whoever sits there; "" where nobody does."""
    if not _somebody_there():
        return ""
    try:
        return getpass.getpass(f"Password of {name}: ")
    except EOFError:
        return ""


def _somebody_there() -> bool:
    try:
        return sys.stdin is not None and sys.stdin.isatty()
    except ValueError:  # closed
        return False
