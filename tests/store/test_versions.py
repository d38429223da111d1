"""A database of a newer program, of an older one, and one that is nobody's."""

import shutil
from hashlib import sha256

import pytest
from sqlalchemy import create_engine, select, text

from mortgage_collect.core.errors import Bug, Trouble
from mortgage_collect.models.history import HistoryEntry
from mortgage_collect.models.person import Person
from mortgage_collect.store import backup, backup_names, history_chain, schema
from mortgage_collect.store.engine import writing
from mortgage_collect.store.store import create_store, open_store, upgrade_server
from tests.builders import a_loan, a_person, linked
from tests.stores import CHEAP, PASSPHRASE

NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade():
    # Made anew on SQLite, while others refer to it.
    anew = "always" if op.get_bind().dialect.name == "sqlite" else "never"
    with op.batch_alter_table("person", recreate=anew) as batch:
        batch.add_column(sa.Column("nickname", sa.String(40), nullable=False, server_default=""))
    {more}
"""

FORGERY = (
    'op.execute("DROP TRIGGER history_no_update"); '
    "op.execute(\"UPDATE history SET actor = 'x' WHERE seq = 2\")"
)


@pytest.fixture
def bank(tmp_path, clock):
    """A closed database with a loan and its borrower."""
    path = tmp_path / "bank.db"
    store = create_store(path, clock=clock, passphrase=PASSPHRASE, cost=CHEAP, actor="ana")
    with store.unit() as unit:
        linked(unit, a_loan(unit), a_person(unit))
    store.close()
    return path


@pytest.fixture
def newer_program(tmp_path, monkeypatch):
    """The program as it will be after one more migration."""

    def released(more: str = "pass") -> None:
        folder = tmp_path / "100% new" / "migrations"
        shutil.copytree(schema.MIGRATIONS, folder)
        (folder / "versions" / "0002_nickname.py").write_text(
            NEXT.format(more=more), encoding="utf-8"
        )
        monkeypatch.setattr(schema, "MIGRATIONS", folder)
        monkeypatch.setattr(schema, "VERSIONS", ("0001", "0002"))
        monkeypatch.setattr(schema, "HEAD", "0002")

    return released


@pytest.fixture
def fresh_server(server_url, clock):
    store = open_store(server_url, clock=clock, actor="ana")
    yield store
    store.close()


def opened(path, clock):
    return open_store(path, clock=clock, passphrase=PASSPHRASE, actor="ben")


def bytes_of(folder):
    return {
        path.name: sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if path.is_file()
    }


def stamp(path, clock, version):
    store = opened(path, clock)
    with writing(store._engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": version})
    store.close()


# --- newer ------------------------------------------------------------------------------------


def test_a_newer_database_is_refused_in_words_and_not_touched(bank, clock):
    stamp(bank, clock, "0042")
    before = bytes_of(bank.parent)

    with pytest.raises(Trouble, match=r"newer version .*schema 0042.* Update the program"):
        opened(bank, clock)

    assert bytes_of(bank.parent) == before


def test_a_newer_server_is_refused_in_words(fresh_server, server_url, clock):
    with writing(fresh_server._engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0042'"))

    with pytest.raises(Trouble, match="newer version"):
        open_store(server_url, clock=clock)


# --- older ------------------------------------------------------------------------------------


def test_an_older_database_is_copied_upgraded_proven_and_recorded(bank, clock, newer_program):
    newer_program()

    store = opened(bank, clock)

    (copy,) = backup_names.copies(bank)
    with store.view() as session:
        assert schema.version_of(session.connection()) == "0002"
        assert session.execute(text("SELECT written, nickname FROM person")).all() == [
            ("RUIZ MARIA", "")
        ]
        assert session.execute(text("PRAGMA foreign_key_check")).all() == []
        assert session.execute(text("PRAGMA foreign_keys")).scalar() == 1
        last = session.scalars(select(HistoryEntry).order_by(HistoryEntry.seq.desc()).limit(2))
        upgraded, made = last.all()
        assert (made.event, upgraded.event, upgraded.actor) == (
            "BackupMade",
            "DatabaseUpgraded",
            "ben",
        )
        assert f'"backup":"{copy.name}"' in upgraded.body
        assert '"now":"0002","was":"0001"' in upgraded.body
        assert backup.fingerprint(copy) in made.body
        assert history_chain.verify(session).broken_at is None
    store.close()


def test_the_copy_made_before_an_upgrade_opens_with_the_older_program(
    bank, clock, newer_program, monkeypatch
):
    newer_program()
    opened(bank, clock).close()
    monkeypatch.undo()

    (copy,) = backup_names.copies(bank)
    store = opened(copy, clock)
    with store.view() as session:
        assert session.scalars(select(Person.written)).all() == ["RUIZ MARIA"]
    store.close()


@pytest.mark.parametrize(
    ("more", "error", "says"),
    [
        ('raise ZeroDivisionError("in the middle")', ZeroDivisionError, "in the middle"),
        ('op.execute("DELETE FROM loan")', Bug, "refer to nothing"),
        (
            FORGERY,
            Trouble,
            "entry 2 was changed",
        ),
    ],
    ids=["a migration that fails", "one that loses loans", "one that touches history"],
)
def test_an_upgrade_that_goes_wrong_leaves_the_database_as_it_was(
    bank, clock, newer_program, monkeypatch, more, error, says
):
    newer_program(more)

    with pytest.raises(error, match=says):
        opened(bank, clock)

    monkeypatch.undo()
    store = opened(bank, clock)
    with store.view() as session:
        assert session.scalars(select(Person.written)).all() == ["RUIZ MARIA"]
        assert history_chain.head(session).seq == 4
        assert history_chain.verify(session).broken_at is None
    store.close()


def test_without_a_copy_there_is_no_upgrade(bank, clock, newer_program, monkeypatch):
    newer_program()
    (bank.parent / "backups").write_text("a file where the folder should be", encoding="utf-8")

    with pytest.raises(Trouble, match="backup before the upgrade could not be written"):
        opened(bank, clock)

    monkeypatch.undo()
    opened(bank, clock).close()


def test_an_older_server_is_left_to_its_administrator(
    fresh_server, server_url, clock, newer_program
):
    newer_program()

    with pytest.raises(Trouble, match=r"schema 0001; .* Ask the administrator"):
        open_store(server_url, clock=clock)


def test_the_administrator_upgrades_a_server(fresh_server, server_url, clock, newer_program):
    newer_program()

    upgrade_server(server_url, clock=clock, actor="root of the department")
    upgrade_server(server_url, clock=clock, actor="and again")

    store = open_store(server_url, clock=clock)
    with store.view() as session:
        trail = session.execute(select(HistoryEntry.event.label("what"), HistoryEntry.actor)).all()
        assert trail == [
            ("DatabaseCreated", "ana"),
            ("DatabaseUpgraded", "root of the department"),
        ]
        assert session.execute(text("SELECT nickname FROM person")).all() == []
    store.close()


# --- nobody's ---------------------------------------------------------------------------------


def test_somebody_elses_server_database_is_not_touched(server_url, clock):
    theirs = create_engine(server_url.replace("postgresql://", "postgresql+psycopg://"))
    with theirs.begin() as connection:
        connection.execute(text("CREATE TABLE invoices (id INTEGER)"))

    with pytest.raises(Trouble, match="not one of Mortgage Collect"):
        open_store(server_url, clock=clock)

    with theirs.begin() as connection:
        tables = connection.scalars(
            text("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        )
        assert tables.all() == ["invoices"]
    theirs.dispose()
