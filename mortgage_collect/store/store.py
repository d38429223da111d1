"""The database as the rest of the house sees it: `unit()` to change, `view()` to look."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from mortgage_collect.core.clock import Clock, SystemClock
from mortgage_collect.core.errors import Trouble, UserError
from mortgage_collect.events.bank import BackupMade, DatabaseCreated, DatabaseUpgraded
from mortgage_collect.store import backup, schema
from mortgage_collect.store.db_errors import told
from mortgage_collect.store.engine import WRITES, is_server, open_file, open_memory, open_server
from mortgage_collect.store.keys import Cost, KeyStore, keys_file, make_key, unlock
from mortgage_collect.store.unit_of_work import UnitOfWork

THE_DATABASE = "database"


class Store:
    """Holds one open database. `place` is its file, or its URL without the password."""

    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        *,
        actor: str = "local",
        path: Path | None = None,
        key: bytes | None = None,
    ) -> None:
        self._engine, self.clock, self.actor = engine, clock, actor
        self.path, self._key = path, key

    @property
    def place(self) -> str:
        return str(self.path) if self.path else self._engine.url.render_as_string()

    @property
    def dialect(self) -> str:
        return self._engine.dialect.name

    def unit(self, actor: str | None = None) -> UnitOfWork:
        """A change: everything inside it, with its events, or nothing."""
        return UnitOfWork(self._engine, self.clock, actor or self.actor)

    @contextmanager
    def view(self) -> Iterator[Session]:
        """A look. The database refuses writes made through it."""
        with told(), self._engine.connect() as connection, Session(bind=connection) as session:
            if self.dialect == "postgresql":
                session.execute(text("SET TRANSACTION READ ONLY"))
            yield session

    def back_up(self, before: str) -> Path | None:
        """A verified copy of a local database; None on a server, whose own backups apply."""
        if self.path is None or self._key is None:
            return None
        with told():
            copy = backup.back_up(
                self._engine, self.path, self._key, before=before, at=self.clock.now()
            )
        with self.unit() as unit:
            unit.record(
                BackupMade(about=THE_DATABASE, before=before, sha256=backup.fingerprint(copy))
            )
        return copy

    def close(self) -> None:
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
    """Makes a new encrypted database file. Raises UserError when the file is already there."""
    if path.exists():
        raise UserError(f"{path} is already there.", do="Open it, or choose another name.")
    if not path.parent.is_dir():
        raise UserError(
            f"The folder {path.parent} does not exist.", do="Make it, or choose another."
        )
    key = make_key(path, passphrase=passphrase, key_store=key_store, practice=practice, cost=cost)
    try:
        with told():
            engine = open_file(path, key, must_exist=False)
            schema.create(engine)
            store = Store(engine, clock or SystemClock(), actor=actor, path=path, key=key)
            with store.unit() as unit:
                unit.record(
                    DatabaseCreated(about=THE_DATABASE, schema=schema.HEAD, practice=practice)
                )
    except BaseException:
        path.unlink(missing_ok=True)
        keys_file(path).unlink(missing_ok=True)
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
    if not path.is_file():
        raise UserError(
            f"There is no database at {path}.",
            do="Check the path, or make a new database there first.",
        )
    key = unlock(path, passphrase=passphrase, key_store=key_store)
    with told():
        engine = open_file(path, key)
        try:
            version = schema.version_of(engine)
            schema.check(version)
            store = Store(engine, clock, actor=actor, path=path, key=key)
            if version is None:
                raise Trouble(
                    f"{path} is a database, but not one of Mortgage Collect.",
                    do="Choose another file.",
                )
            if version != schema.HEAD:
                _upgrade(store, engine, version)
        except BaseException:
            engine.dispose()
            raise
    return store


def memory_store(clock: Clock | None = None, *, actor: str = "local") -> Store:
    """A plain database in memory, for tests that say so."""
    engine = open_memory()
    schema.create(engine)
    return Store(engine, clock or SystemClock(), actor=actor)


def _open_server(url: str, clock: Clock, actor: str) -> Store:
    with told():
        engine = open_server(url)
        version = schema.version_of(engine)
        schema.check(version)
        if version is None:
            schema.create(engine)
            store = Store(engine, clock, actor=actor)
            with store.unit() as unit:
                unit.record(DatabaseCreated(about=THE_DATABASE, schema=schema.HEAD, practice=False))
            return store
        if version != schema.HEAD:
            raise Trouble(
                f"The shared database has schema {version}; this program wants {schema.HEAD}.",
                do="Ask the administrator to upgrade it.",
            )
        return Store(engine, clock, actor=actor)


def _upgrade(store: Store, engine: Engine, was: str) -> None:
    copy = store.back_up("upgrade")
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        schema.upgrade(connection)
    with store.unit() as unit:
        unit.record(
            DatabaseUpgraded(
                about=THE_DATABASE, was=was, now=schema.HEAD, backup=copy.name if copy else ""
            )
        )
