"""Opens the database: an encrypted SQLite file, or PostgreSQL by its URL.

The SQLite engine is SQLCipher. Its connections are in autocommit and begin their transactions
themselves, because the driver's own habit (begin at the first write) would let two readers
become writers and meet in a deadlock.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool, StaticPool

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.waking import waking

BUSY_MILLISECONDS = 15_000
WRITES = "mortgage_collect_writes"
_SERVERS = ("postgresql://", "postgresql+psycopg://", "postgres://")


def open_file(path: Path, key: bytes, *, must_exist: bool = True) -> Engine:
    """An engine on an encrypted file; `key` is 32 raw bytes."""
    with waking:
        from sqlcipher3 import dbapi2

    # The URI form is the only one that does not make a file which is not there.
    uri = f"{path.absolute().as_uri()}?mode={'rw' if must_exist else 'rwc'}"

    def connect() -> Any:
        connection = dbapi2.connect(
            uri,
            uri=True,
            check_same_thread=False,
            isolation_level=None,
            timeout=BUSY_MILLISECONDS / 1000,
        )
        try:
            # Without this a wrong key also writes to the terminal.
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            connection.execute("PRAGMA journal_mode = WAL")
            # A committed call or payment must survive a power cut, not only a crash; macOS
            # keeps a plain fsync in the disk's own cache.
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA fullfsync = ON")
            _manners(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    engine = create_engine(
        "sqlite://", creator=connect, module=dbapi2, poolclass=QueuePool, pool_size=3
    )
    event.listen(engine, "begin", _begin)
    return engine


def open_memory() -> Engine:
    """A plain database in memory, for tests that say so."""
    engine = create_engine(
        "sqlite://",
        poolclass=StaticPool,
        connect_args={"check_same_thread": False, "isolation_level": None},
    )
    event.listen(engine, "connect", lambda connection, _record: _manners(connection))
    event.listen(engine, "begin", _begin)
    return engine


def open_server(url: str) -> Engine:
    """PostgreSQL through psycopg."""
    if not url.startswith(_SERVERS):
        raise UserError(
            f"{url.split(':')[0]}:// is not an address this program can open.",
            do="The address of a shared database begins with postgresql://.",
        )
    try:
        engine = create_engine(
            "postgresql+psycopg://" + url.split("://", 1)[1],
            isolation_level="READ COMMITTED",
            pool_pre_ping=True,
            connect_args={"connect_timeout": 10, "application_name": "Mortgage Collect"},
        )
    except (ArgumentError, ValueError) as error:
        # The error quotes the address, and the address may hold a password.
        raise UserError(
            "The address of the shared database cannot be read.",
            do="It looks like postgresql://user@server:5432/database.",
        ) from error
    event.listen(engine, "connect", _server_manners)
    return engine


def is_server(address: str) -> bool:
    """True for a database URL, False for the path of a file."""
    return "://" in address


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction for the schema itself; everything else goes through a unit of work."""
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        yield connection


def _manners(connection: Any) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    connection.execute("PRAGMA cache_size = -65536")


def _server_manners(connection: Any, _record: object) -> None:
    # Nobody waits longer for a colleague on the server than on a file.
    connection.execute(f"SET lock_timeout = {BUSY_MILLISECONDS}")
    connection.commit()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if writes else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
