"""From nothing by migration one comes to today's models; old, new and strange databases."""

import ast
import re
import shutil

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, text

from mortgage_collect.core.errors import Bug
from mortgage_collect.models.all import METADATA
from mortgage_collect.models.search import INDEX
from mortgage_collect.store import schema
from mortgage_collect.store.engine import WRITES, open_file, open_memory, open_server, writing

KEY = bytes(32)


@pytest.fixture(params=["file", "server"])
def engines(request, tmp_path):
    """Opens an empty database, as many as one asks for."""
    opened = []

    def another() -> Engine:
        if request.param == "file":
            engine = open_file(tmp_path / f"{len(opened)}.db", KEY, must_exist=False)
        else:
            engine = open_server(request.getfixturevalue("server_url"))
            with engine.begin() as connection:
                connection.execute(text("DROP SCHEMA public CASCADE"))
                connection.execute(text("CREATE SCHEMA public"))
        opened.append(engine)
        return engine

    yield another
    for engine in opened:
        engine.dispose()


def migrated(engine: Engine) -> None:
    connection = schema.unguarded(engine).execution_options(**{WRITES: True})
    with connection, connection.begin():
        schema.upgrade(connection)


def created(engine: Engine) -> None:
    with writing(engine) as connection:
        schema.create(connection)


def everything(connection: Connection) -> set[str]:
    """All that the database itself knows of its tables, whatever the order of columns."""
    if connection.dialect.name == "sqlite":
        found = connection.execute(text("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"))
        return {_plain(sql) for sql in found.scalars()}
    questions = (
        """SELECT table_name || column_name || data_type || is_nullable
            || coalesce(column_default, '') || coalesce(character_maximum_length, 0)
            FROM information_schema.columns WHERE table_schema = 'public'""",
        """SELECT conrelid::regclass || conname || pg_get_constraintdef(oid) FROM pg_constraint
            WHERE connamespace = 'public'::regnamespace""",
        "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'",
        "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
        "SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
    )
    return {
        " ".join(str(row).split()) for sql in questions for row in connection.scalars(text(sql))
    }


def _plain(sql: str) -> str:
    """One line; the parts of a table in the order of the alphabet."""
    sql = re.sub(r"\s+", " ", sql)
    if not sql.startswith("CREATE TABLE"):
        return sql
    start, _, rest = sql.partition("(")
    inside, _, end = rest.rpartition(")")
    parts = sorted(re.split(r", (?![^(]*\))", inside.strip()))
    return f"{start}({', '.join(parts)}){end}"


def _not_the_index(name: str | None, _kind: str, _parents: object) -> bool:
    return not (name or "").startswith(INDEX)


def test_the_migrations_lead_to_the_models(engines):
    """`alembic check`: nothing is left for a migration to do."""
    engine = engines()
    migrated(engine)

    with engine.connect() as connection:
        assert schema.version_of(connection) == schema.HEAD
        # The index of words is the database's own: the next test compares it to the letter.
        known = {"compare_type": True, "include_name": _not_the_index}
        context = MigrationContext.configure(connection, opts=known)
        assert compare_metadata(context, METADATA) == []


def test_a_migrated_database_is_a_new_one_to_the_letter(engines):
    """Triggers, the index of words and names of constraints, which `alembic check` cannot see."""
    found = []
    for make in (migrated, created):
        engine = engines()
        make(engine)
        with engine.connect() as connection:
            found.append(everything(connection))
        engine.dispose()

    assert found[0] == found[1]
    assert any("history is append-only" in part for part in found[0])
    index = "fts5" if engine.dialect.name == "sqlite" else "gin"
    assert any("search_index" in part and index in part for part in found[0])


# --- written once, for ever ---------------------------------------------------------------------


def test_old_migrations_import_nothing_of_the_program():
    versions = sorted((schema.MIGRATIONS / "versions").glob("0*.py"))

    assert [path.name[:4] for path in versions] == list(schema.VERSIONS)
    for path in versions:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                assert {name.name for name in node.names} <= {"sqlalchemy"}
            if isinstance(node, ast.ImportFrom):
                assert node.module in {"alembic", "typing"}


def test_a_new_migration_is_written_in_plain_types(tmp_path):
    """What Alembic proposes when every table is new: no word of our own types."""
    folder = tmp_path / "migrations"
    shutil.copytree(schema.MIGRATIONS, folder, ignore=shutil.ignore_patterns("0*.py"))
    engine = open_file(tmp_path / "bank.db", KEY, must_exist=False)
    config = Config()
    config.set_main_option("script_location", str(folder))
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        command.revision(config, "All tables", autogenerate=True, rev_id="0009")
    engine.dispose()

    (made,) = (folder / "versions").glob("0009*.py")
    source = made.read_text(encoding="utf-8")
    ast.parse(source)
    assert "mortgage_collect" not in source
    assert "sa.Column('upb', sa.BigInteger(), nullable=True)" in source
    assert "sa.Column('rules', sa.Text(), nullable=False)" in source
    assert "sa.DateTime(timezone=True)" in source


def test_a_program_without_its_migrations_says_so(monkeypatch, tmp_path):
    monkeypatch.setattr(schema, "MIGRATIONS", tmp_path)
    engine = open_memory()

    with pytest.raises(Bug, match="migrations are missing"), writing(engine) as connection:
        schema.upgrade(connection)
    engine.dispose()
