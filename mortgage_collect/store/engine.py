"""Opens the database: an encrypted SQLite file, or PostgreSQL by its URL.

The SQLite engine is SQLCipher. Its connections are in autocommit and begin their transactions
themselves, because the driver's own habit (begin at the first write) would let two readers
become writers and meet in a deadlock.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool, StaticPool

from mortgage_collect.core.errors import Bug

BUSY_MILLISECONDS = 15_000
WRITES = "mortgage_collect_writes"


def open_file(path: Path, key: bytes, *, must_exist: bool = True) -> Engine:
    """An engine on an encrypted file; `key` is 32 raw bytes."""
    from sqlcipher3 import dbapi2

    def connect() -> Any:
        # The URI form is the only one that does not make a file which is not there.
        mode = "rw" if must_exist else "rwc"
        connection = dbapi2.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            check_same_thread=False,
            isolation_level=None,
            timeout=BUSY_MILLISECONDS / 1000,
        )
        # Without this a wrong key also writes to the terminal.
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        return connection

    engine = create_engine(
        "sqlite://", creator=connect, module=dbapi2, poolclass=QueuePool, pool_size=3
    )
    _sqlite_manners(engine, wal=True)
    return engine


def open_memory() -> Engine:
    """A plain database in memory, for tests that say so."""
    engine = create_engine(
        "sqlite://",
        poolclass=StaticPool,
        connect_args={"check_same_thread": False, "isolation_level": None},
    )
    _sqlite_manners(engine, wal=False)
    return engine


def open_server(url: str) -> Engine:
    """PostgreSQL through psycopg."""
    if not url.startswith(("postgresql://", "postgresql+psycopg://", "postgres://")):
        raise Bug(f"not a PostgreSQL address: {url.split(':')[0]}")
    address = "postgresql+psycopg://" + url.split("://", 1)[1]
    return create_engine(address, isolation_level="READ COMMITTED", pool_pre_ping=True)


def is_server(address: str) -> bool:
    """True for a database URL, False for the path of a file."""
    return "://" in address


def _sqlite_manners(engine: Engine, *, wal: bool) -> None:
    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: object) -> None:
        if wal:
            connection.execute("PRAGMA journal_mode = WAL")
            # A committed call or payment must survive a power cut, not only a crash.
            connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        connection.execute("PRAGMA cache_size = -65536")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(WRITES, False)
        connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if writes else 'ON'}")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
