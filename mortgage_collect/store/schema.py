"""Which schema a database has, and bringing it to today's.

The version is read with plain SQL, and Alembic is woken only when there is something to do. A
new database is made from the models and stamped; a test holds that the migrations lead to the
same place.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from mortgage_collect.core.errors import Bug, Trouble
from mortgage_collect.core.waking import waking
from mortgage_collect.models.all import METADATA

# Oldest first. The last one is what this program writes.
VERSIONS: tuple[str, ...] = ("0001",)
HEAD = VERSIONS[-1]

MIGRATIONS = Path(__file__).parent / "migrations"
LOCK = 0x4D43_5343  # "MCSC": one program at a time makes or changes the tables of a server


def version_of(connection: Connection) -> str | None:
    """The schema version a database says it has, None for an empty one.

    Raises Trouble when there are tables, and they are not ours.
    """
    tables = set(inspect(connection).get_table_names())
    found = (
        connection.scalar(text("SELECT version_num FROM alembic_version"))
        if {"alembic_version", "history"} <= tables
        else None
    )
    if found is None and tables:
        raise Trouble(
            "This is a database, but not one of Mortgage Collect.",
            do="Choose another one; it was not touched.",
        )
    return None if found is None else str(found)


def check(version: str | None) -> None:
    """Raises Trouble for a database made by a newer program than this one."""
    if version is not None and version not in VERSIONS:
        raise Trouble(
            f"This database was made by a newer version of Mortgage Collect (schema {version}; "
            f"this program knows up to {HEAD}).",
            do="Update the program on this computer; the database was not touched.",
        )


def lock(connection: Connection) -> None:
    """On a server, wait for another program that makes the tables; a file is locked already."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})


def create(connection: Connection) -> None:
    """Makes every table in an empty database and stamps it with today's version."""
    METADATA.create_all(connection)
    connection.execute(
        text(
            "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
            "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
        )
    )
    connection.execute(text("INSERT INTO alembic_version VALUES (:v)"), {"v": HEAD})


def upgrade(connection: Connection, to: str = "head") -> None:
    """Runs the migrations on an open connection, in its transaction.

    On SQLite foreign keys must be off (see `unguarded`): a table that is made anew is dropped
    for a moment. They are checked here afterwards.
    """
    with waking:
        from alembic import command
        from alembic.config import Config

    if not (MIGRATIONS / "env.py").is_file():
        raise Bug(f"the migrations are missing from {MIGRATIONS}")
    config = Config()
    # Alembic reads a percent sign as the start of a name to fill in.
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise Bug(f"the upgrade left rows that refer to nothing: {broken[:5]}")


def unguarded(engine: Engine) -> Connection:
    """A connection to upgrade on; SQLite minds its foreign keys again on the next one."""
    connection = engine.connect()
    if engine.dialect.name == "sqlite":
        # Outside a transaction, or SQLite does not listen; so not through SQLAlchemy, which
        # would begin one.
        driver = connection.connection.driver_connection
        if driver is None:
            raise Bug("the connection is gone")
        connection.detach()
        driver.execute("PRAGMA foreign_keys = OFF")
    return connection
