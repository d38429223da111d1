"""The database as the rest of the house sees it: `unit()` to change, `view()` to look."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, select, text
from sqlalchemy.orm import Session

from mortgage_collect.core.clock import Clock, SystemClock
from mortgage_collect.core.errors import Bug, Trouble, UserError
from mortgage_collect.core.permissions import Permission
from mortgage_collect.events.bank import (
    BackupMade,
    BackupTaken,
    DatabaseCreated,
    DatabaseUpgraded,
)
from mortgage_collect.events.event import Event
from mortgage_collect.models.history import HistoryEntry
from mortgage_collect.store import (
    backup,
    backup_names,
    history_chain,
    history_kept,
    restore,
    schema,
)
from mortgage_collect.store.at_work import at_work
from mortgage_collect.store.bulk import Progress, ignore
from mortgage_collect.store.database_file import refuse_network_share, refuse_other_files
from mortgage_collect.store.db_errors import told
from mortgage_collect.store.engine import (
    WRITES,
    is_server,
    open_file,
    open_memory,
    open_server,
    writing,
)
from mortgage_collect.store.gate import Gate
from mortgage_collect.store.history_kept import Tampered
from mortgage_collect.store.key_store import KeyStore
from mortgage_collect.store.keys import Cost, keys_file, make_key, unlock
from mortgage_collect.store.restore import Tried
from mortgage_collect.store.unit_of_work import UnitOfWork

THE_DATABASE = "database"


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy beside the database: when it was made, what for, and its bytes."""

    path: Path
    made_at: datetime
    made_for: str
    size: int


class Store:
    """Holds one open database."""

    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        *,
        actor: str = "local",
        path: Path | None = None,
        key: bytes | None = None,
        one_connection: bool = False,
    ) -> None:
        self._engine, self.clock, self.actor = engine, clock, actor
        self.path, self._key = path, key
        self.elsewhere: Path | None = None  # a folder every backup is also copied to
        self._gate = Gate(one_connection=one_connection)
        self.signed_in = ""  # the login that has proven who it is, where people sign in

    @property
    def place(self) -> str:
        """Its file, or its URL without the password."""
        return str(self.path) if self.path else self._engine.url.render_as_string()

    @property
    def dialect(self) -> str:
        return self._engine.dialect.name

    def unit(self, actor: str | None = None) -> UnitOfWork:
        """A change: everything inside it, with its events, or nothing.

        One at a time in a thread; a second one inside it is a Bug.
        """
        signed_in = self.signed_in
        return UnitOfWork(
            self._engine, self.clock, actor or self.actor, self._gate, signed_in=signed_in
        )

    def door(self, login: str) -> UnitOfWork:
        """A unit for signing in and out, before it is known who somebody is: nothing else."""
        return UnitOfWork(self._engine, self.clock, login, self._gate, at_door=True)

    @contextmanager
    def view(self) -> Iterator[Session]:
        """A look: everything read in it is of one moment, and a write is a Bug.

        On a server too: a report's parts must add up while others save.
        """
        with (
            self._gate.looking(),
            told(looking=True),
            self._engine.connect() as connection,
            Session(bind=connection) as session,
        ):
            if self.dialect == "postgresql":
                session.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))
            yield session
            if session.new or session.deleted or any(map(session.is_modified, session.dirty)):
                raise Bug("a view looks and cannot write: change things in a unit of work")

    def back_up(self, before: str) -> Path | None:
        """A verified copy of a local database; None on a server, whose own backups apply."""
        copy = self.copy(before)
        if copy is not None:
            taken = self._take_elsewhere(copy)
            with self.unit() as unit:
                unit.record(_backup_made(copy, before))
                if taken is not None:
                    unit.record(taken)
        return copy

    def back_up_when_due(self, at: str) -> Path | None:
        """`back_up`, unless nothing has changed since the last one, or today's "day" is made.

        Whoever only reads here, as an examiner does, makes none.
        """
        if self.path is None:
            return None
        with self.view() as session:
            if not at_work(session, self.actor, self.clock.now()).may(Permission.FOLLOW):
                return None
            newest = session.scalar(
                select(HistoryEntry.event).order_by(HistoryEntry.seq.desc()).limit(1)
            )
        made = backup_names.copies(self.path)
        if made and newest in (BackupMade.__name__, BackupTaken.__name__):
            return None
        today = self.clock.now().astimezone().date()
        if at == "day" and made and backup_names.made_at(made[-1]).astimezone().date() == today:
            return None
        return self.back_up(at)

    def backups(self) -> tuple[Backup, ...] | None:
        """Those beside the database, oldest first; None of a server, which has its own."""
        if self.path is None or self._key is None:
            return None
        return tuple(
            Backup(
                copy, backup_names.made_at(copy), backup_names.made_for(copy), copy.stat().st_size
            )
            for copy in backup_names.copies(self.path)
        )

    def try_backup(self, copy: Path, progress: Progress = ignore) -> Tried:
        """A backup of this database, proven through, beside what there is now."""
        with self.view() as now:
            return restore.try_out(copy, now=now, key=self._key, progress=progress)

    def _take_elsewhere(self, copy: Path) -> BackupTaken | None:
        """A disk that is not plugged in must not stop the work the backup was made for."""
        if self.elsewhere is None or self.path is None:
            return None
        try:
            backup.take_elsewhere(copy, self.path, self.elsewhere)
        except Trouble as trouble:
            return BackupTaken(about=THE_DATABASE, copy=copy.name, wrong=trouble.message)
        return BackupTaken(about=THE_DATABASE, copy=copy.name, wrong="")

    def copy(self, before: str) -> Path | None:
        """`back_up` without a word in history, for who records it together with the change."""
        if self.path is None or self._key is None:
            return None
        at = self.clock.now()
        return backup.back_up(self._engine, self.path, self._key, before=before, at=at)

    def tampered(self, session: Session, seq: int) -> Tampered | None:
        """What was changed of an entry that no longer holds, by the newest backup that has it."""
        if self.path is None or self._key is None:
            return None
        return history_kept.compare(session, self.path, self._key, seq)

    def close(self) -> None:
        """Lets go of the file or server. A second time does nothing; opening a unit is a Bug."""
        self._gate.close()
        self._engine.dispose()


def create_store(
    path: Path,
    *,
    clock: Clock | None = None,
    passphrase: str | None = None,
    key_store: KeyStore | None = None,
    practice: bool = False,
    cost: Cost | None = None,
    actor: str = "local",
) -> Store:
    """Makes a new encrypted database file.

    Raises UserError when the file is already there or the place is no place for one.
    """
    refuse_network_share(path)
    if path.exists():
        raise UserError(f"{path} is already there.", do="Open it, or choose another name.")
    if not path.parent.is_dir():
        raise UserError(
            f"The folder {path.parent} does not exist.", do="Make it, or choose another."
        )
    key = make_key(path, passphrase=passphrase, key_store=key_store, practice=practice, cost=cost)
    try:
        with _kept(open_file(path, key, must_exist=False)) as engine:
            store = Store(engine, clock or SystemClock(), actor=actor, path=path, key=key)
            with writing(engine) as connection:
                _make(connection, store, practice=practice)
    except BaseException:
        for name in (path.name, path.name + "-wal", path.name + "-shm", keys_file(path).name):
            path.with_name(name).unlink(missing_ok=True)
        raise
    return store


def open_store(
    address: str | Path,
    *,
    clock: Clock | None = None,
    passphrase: str | None = None,
    key_store: KeyStore | None = None,
    actor: str = "local",
) -> Store:
    """Opens an existing database: a path, or a PostgreSQL URL.

    Raises UserError when there is none, NeedPassphrase or WrongKey when it stays locked, Trouble
    when it is damaged, read-only or newer than this program. An older local one is backed up and
    upgraded; an older server is left for an administrator.
    """
    clock = clock or SystemClock()
    if is_server(str(address)):
        return _open_server(str(address), clock, actor)
    path = Path(address)
    refuse_network_share(path)
    if not path.is_file():
        raise UserError(
            f"There is no database at {path}.",
            do="Check the path, or make a new database there first.",
        )
    refuse_other_files(path)
    key = unlock(path, passphrase=passphrase, key_store=key_store)
    _refuse_unwritable(path)
    with _kept(open_file(path, key)) as engine:
        with engine.connect() as connection:
            version = schema.version_of(connection)
        schema.check(version)
        store = Store(engine, clock, actor=actor, path=path, key=key)
        if version is None:
            raise Trouble(
                f"{path.name} holds no tables: making it was not finished.",
                do="Restore the newest copy from the backups folder, or make a new database.",
            )
        if version != schema.HEAD:
            _upgrade(store, engine)
    return store


def memory_store(clock: Clock | None = None, *, actor: str = "local") -> Store:
    """A plain database in memory, for tests that say so. Its history begins empty."""
    engine = open_memory()
    with writing(engine) as connection:
        schema.create(connection)
    return Store(engine, clock or SystemClock(), actor=actor, one_connection=True)


def _open_server(url: str, clock: Clock, actor: str) -> Store:
    with _kept(open_server(url)) as engine:
        store = Store(engine, clock, actor=actor)
        with engine.connect() as connection:
            version = schema.version_of(connection)
        if version is None:
            with writing(engine) as connection:
                schema.lock(connection)
                # Somebody else may have made it while we waited.
                version = schema.version_of(connection)
                if version is None:
                    _make(connection, store, practice=False)
                    version = schema.HEAD
        schema.check(version)
        if version != schema.HEAD:
            raise Trouble(
                f"The shared database has schema {version}; this program wants {schema.HEAD}.",
                do="Ask the administrator to upgrade it.",
            )
    return store


def upgrade_server(url: str, *, clock: Clock | None = None, actor: str) -> None:
    """Brings a shared database to today's schema; for its administrator, after a backup there."""
    with _kept(open_server(url)) as engine:
        with engine.connect() as connection:
            schema.check(schema.version_of(connection))
        _upgrade(Store(engine, clock or SystemClock(), actor=actor), engine)
        engine.dispose()


def _make(connection: Connection, store: Store, *, practice: bool) -> None:
    """The tables and the first entry of the history, together."""
    schema.create(connection)
    created = DatabaseCreated(about=THE_DATABASE, schema=schema.HEAD, practice=practice)
    _record(connection, store, created)


def _upgrade(store: Store, engine: Engine) -> None:
    """Copies, migrates, proves and records; on any error the old schema stands unchanged."""
    copy = store.copy("upgrade")
    connection = schema.unguarded(engine).execution_options(**{WRITES: True})
    with connection, connection.begin():
        schema.lock(connection)
        was = schema.version_of(connection)
        if was == schema.HEAD or was is None:
            return  # another program was faster
        with Session(connection) as session:
            before = history_chain.head(session)
        schema.upgrade(connection)
        with Session(connection) as session:
            found = history_chain.verify(session)
        if found.broken_at is not None or found.head != before:
            raise Trouble(
                f"The upgrade was undone, because the history does not hold: {found.says}.",
                do="Go on with the version of the program used until now, and tell the maker.",
            )
        events: list[Event] = [_backup_made(copy, "upgrade")] if copy else []
        kept = copy.name if copy else ""
        events.append(DatabaseUpgraded(about=THE_DATABASE, was=was, now=schema.HEAD, backup=kept))
        _record(connection, store, *events)


def _record(connection: Connection, store: Store, *events: Event) -> None:
    with Session(connection) as session:
        history_chain.append(session, events, actor=store.actor, at=store.clock.now())


def _backup_made(copy: Path, before: str) -> BackupMade:
    return BackupMade(about=THE_DATABASE, before=before, sha256=backup.fingerprint(copy))


def _refuse_unwritable(path: Path) -> None:
    # SQLite would open it all the same and fail at the first save, or say that it cannot open it.
    effective = os.access in os.supports_effective_ids
    if not all(os.access(p, os.W_OK, effective_ids=effective) for p in (path, path.parent)):
        raise Trouble(
            f"{path} or its folder may only be read by this user, and a database is also "
            "written to.",
            do="Ask IT for write permission on the folder, or open a database elsewhere.",
        )


@contextmanager
def _kept(engine: Engine) -> Iterator[Engine]:
    """The engine, let go of again when what follows fails."""
    try:
        with told():
            yield engine
    except BaseException:
        engine.dispose()
        raise
