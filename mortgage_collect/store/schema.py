"""Which schema a database has, and bringing it to today's.

The version is read with plain SQL, and Alembic is woken only when there is something to do. A
new database is made from the models and stamped; a test holds that the migrations lead to the
same place.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from mortgage_collect.core.errors import Trouble
from mortgage_collect.models.all import METADATA
from mortgage_collect.store.engine import WRITES

# Oldest first. The last one is what this program writes.
VERSIONS: tuple[str, ...] = ("0001",)
HEAD = VERSIONS[-1]


def version_of(engine: Engine) -> str | None:
    """The schema version a database says it has, None for an empty one."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return None if found is None else str(found)


def check(version: str | None) -> None:
    """Raises Trouble for a database made by a newer program than this one."""
    if version is not None and version not in VERSIONS:
        raise Trouble(
            f"This database was made by a newer version of Mortgage Collect (schema {version}; "
            f"this program knows up to {HEAD}).",
            do="Update the program on this computer; the database was not touched.",
        )


def create(engine: Engine) -> None:
    """Makes every table in an empty database and stamps it with today's version."""
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        METADATA.create_all(connection)
        connection.execute(
            text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
        )
        connection.execute(text("INSERT INTO alembic_version VALUES (:v)"), {"v": HEAD})


def upgrade(connection: Connection, to: str = "head") -> None:
    """Runs the migrations on an open connection, in its transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
