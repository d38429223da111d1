"""Going back to a backup: looked into first, tried, and only then put where the database is.

What is there now is never thrown away: it goes to the backups as a copy of its own, or, where it
can no longer be opened, as the file it is.
"""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from mortgage_collect.core.clock import Clock
from mortgage_collect.core.errors import Trouble, UserError
from mortgage_collect.core.permissions import Permission
from mortgage_collect.events.bank import DatabaseRestored
from mortgage_collect.models.contact import Contact, Promise
from mortgage_collect.models.loan import Loan, Payment
from mortgage_collect.store import backup, backup_names, history_chain, schema
from mortgage_collect.store.at_work import at_work
from mortgage_collect.store.bulk import Progress, ignore
from mortgage_collect.store.database_file import refuse_network_share
from mortgage_collect.store.db_errors import told
from mortgage_collect.store.engine import open_file, writing
from mortgage_collect.store.history_chain import Head
from mortgage_collect.store.key_store import KeyStore
from mortgage_collect.store.keys import keys_file, unlock
from mortgage_collect.store.soundness import damage

log = logging.getLogger(__name__)

DATABASE = "database"
COUNTED = (
    ("loans", Loan),
    ("contacts", Contact),
    ("promises", Promise),
    ("payments", Payment),
)


@dataclass(frozen=True, slots=True)
class Inside:
    """What a backup holds. `rows` counts loans, contacts, promises and payments.

    `lost` is how many entries of today's history are younger than it, so what going back to it
    would take away; None where the backup is of another history, or today's cannot be read.
    """

    path: Path
    made_at: datetime
    made_for: str
    size: int
    head: Head
    rows: dict[str, int]
    lost: int | None


@dataclass(frozen=True, slots=True)
class Tried:
    """A backup proven through, every page and every link. `wrong` is empty when it holds.

    `lost` as in `Inside`.
    """

    entries: int
    wrong: str
    lost: int | None = None


def look_into(
    copy: Path,
    *,
    now: Session | None = None,
    passphrase: str | None = None,
    key_store: KeyStore | None = None,
) -> Inside:
    """What is in a backup, beside what there is `now`. Raises UserError, Trouble or WrongKey."""
    with _opened(copy, passphrase, key_store) as engine, Session(engine) as session:
        head = history_chain.head(session)
        rows = {
            name: session.scalar(select(func.count()).select_from(table)) or 0
            for name, table in COUNTED
        }
    return Inside(
        path=copy,
        made_at=backup_names.made_at(copy),
        made_for=backup_names.made_for(copy),
        size=copy.stat().st_size,
        head=head,
        rows=rows,
        lost=None if now is None else lost_by(now, head),
    )


def lost_by(now: Session, back_to: Head) -> int | None:
    """How many entries of today's history are younger than a head of it; None where it is none."""
    if not history_chain.holds(now, str(back_to)):
        return None
    return history_chain.head(now).seq - back_to.seq


def try_out(
    copy: Path,
    *,
    now: Session | None = None,
    key: bytes | None = None,
    passphrase: str | None = None,
    key_store: KeyStore | None = None,
    progress: Progress = ignore,
) -> Tried:
    """Opens a copy of the backup and proves it through: what a restore would give, without one.

    `key` where the database is open and its own key at hand.
    """
    with _opened(copy, passphrase, key_store, key) as engine, Session(engine) as session:
        if bad := damage(session):
            return Tried(0, f"the file is damaged: {bad}")
        found = history_chain.verify(session, progress=progress)
        head = history_chain.head(session)
    lost = None if now is None else lost_by(now, head)
    return Tried(found.entries, found.says if found.broken_at is not None else "", lost)


def restore(
    database: Path,
    copy: Path,
    *,
    clock: Clock,
    actor: str,
    passphrase: str | None = None,
    key_store: KeyStore | None = None,
) -> Path | None:
    """Puts a backup where the database is; nobody may have the database open.

    Returns where what was there is kept now, None where nothing was. Raises Trouble when the
    backup does not hold, and leaves everything as it is.
    """
    refuse_network_share(database)
    tried = try_out(copy, passphrase=passphrase, key_store=key_store)
    if tried.wrong:
        raise Trouble(
            f"{copy.name} is not put back: {tried.wrong}.",
            do="Choose an older backup; nothing was changed.",
        )
    key = unlock(copy, passphrase=passphrase, key_store=key_store)
    kept, was = _put_aside(database, clock, actor, passphrase, key_store)
    try:
        _put_in_place(database, copy)
    except OSError as error:
        raise Trouble(
            f"The backup could not be put in the place of {database.name}.",
            do="Make room or ask IT for write permission, and restore again; what was there is "
            f"kept{f' as {kept.name}' if kept else ''}.",
            details=str(error),
        ) from error
    engine = open_file(database, key)
    try:
        with told(), writing(engine) as connection, Session(connection) as session:
            head = history_chain.head(session)
            event = DatabaseRestored(
                about=DATABASE,
                backup=copy.name,
                sha256=backup.fingerprint(copy),
                was=str(was) if was is not None else "",
                now=str(head),
            )
            history_chain.append(session, (event,), actor=actor, at=clock.now())
            session.commit()
    finally:
        engine.dispose()
    return kept


@contextmanager
def _opened(
    copy: Path,
    passphrase: str | None,
    key_store: KeyStore | None,
    key: bytes | None = None,
) -> Iterator[Engine]:
    """A private copy of the backup, open: SQLite writes beside what it opens."""
    if not copy.is_file():
        raise UserError(f"There is no file {copy}.", do="Choose one of the backups.")
    backup_names.made_at(copy)  # is it one of ours?
    if key is None:
        key = unlock(copy, passphrase=passphrase, key_store=key_store)
    looked = copy.with_name(f".{copy.name}.look")
    try:
        shutil.copyfile(copy, looked)
        engine = open_file(looked, key)
        try:
            with told(looking=True):
                with engine.connect() as connection:
                    schema.check(schema.version_of(connection))
                yield engine
        finally:
            engine.dispose()
    except OSError as error:
        raise Trouble(
            f"{copy.name} could not be looked into.",
            do="Make room in the backups folder, or ask IT for write permission there.",
            details=str(error),
        ) from error
    finally:
        for end in ("", "-wal", "-shm"):
            looked.with_name(looked.name + end).unlink(missing_ok=True)


def _put_aside(
    database: Path,
    clock: Clock,
    actor: str,
    passphrase: str | None,
    key_store: KeyStore | None,
) -> tuple[Path | None, Head | None]:
    """What is there now, kept among the backups: proven where it opens, as a file where not."""
    if not database.exists():
        return None, None
    try:
        key = unlock(database, passphrase=passphrase, key_store=key_store)
        engine = open_file(database, key)
        try:
            with told(), Session(engine) as session:
                was = history_chain.head(session)
                forbidden = _forbidden(session, actor, clock)
            if forbidden is None:
                _refuse_others(engine, database)
                at = clock.now()
                return backup.back_up(engine, database, key, before="restore", at=at), was
        finally:
            engine.dispose()
        raise NotPermitted(forbidden.message, do=forbidden.do)
    except (InUse, NotPermitted):
        raise
    except (UserError, Trouble) as error:
        log.info("what is there does not open, and is kept as it is: %s", error.message)
    kept = backup_names.new_name(database, "damaged", clock.now())
    try:
        kept.parent.mkdir(exist_ok=True)
        for end in ("", "-wal", "-shm"):
            beside = database.with_name(database.name + end)
            if beside.exists():
                shutil.copy2(beside, kept.with_name(kept.name + end))
        if keys_file(database).exists():
            shutil.copy2(keys_file(database), keys_file(kept))
    except OSError as error:
        raise Trouble(
            f"What is in {database.name} now could not be kept in {kept.parent}.",
            do="Make room there; nothing was changed.",
            details=str(error),
        ) from error
    return kept, None


class InUse(Trouble):
    """Somebody has the database open, and what they save would go into a file that is gone."""


class NotPermitted(UserError):
    """Whoever asks for it may not decide such things here."""


def _forbidden(session: Session, actor: str, clock: Clock) -> UserError | None:
    """Why this account may not go back to a backup; an older schema knows no roles yet."""
    if schema.version_of(session.connection()) != schema.HEAD:
        return None
    try:
        at_work(session, actor, clock.now()).demand(Permission.DECIDE_BANK)
    except UserError as refused:
        return refused
    return None


def _refuse_others(engine: Engine, database: Path) -> None:
    """Leaving the write-ahead log asks SQLite whether anybody else has the file open."""
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        if driver is None:
            return
        driver.execute("PRAGMA busy_timeout = 1000")
        try:
            mode = driver.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
        except Exception as error:  # noqa: BLE001 - the driver is the encrypted one, or a plain one
            mode = str(error)
    if mode != "delete":
        raise InUse(
            f"{database.name} is open in another window or program.",
            do="Close it there, then restore again; nothing was changed.",
            details=mode,
        )


def _put_in_place(database: Path, copy: Path) -> None:
    """Each file whole in one stroke: at no moment is there half a database."""
    new, new_keys = (path.with_name(path.name + ".new") for path in (database, keys_file(database)))
    for source, target in ((copy, new), (keys_file(copy), new_keys)):
        shutil.copyfile(source, target)
        with target.open("rb+") as file:
            os.fsync(file.fileno())
    new_keys.chmod(0o600)
    new_keys.replace(keys_file(database))
    for end in ("-wal", "-shm"):
        # Of the database that goes; over the one that comes they would be taken for its own.
        database.with_name(database.name + end).unlink(missing_ok=True)
    new.replace(database)
