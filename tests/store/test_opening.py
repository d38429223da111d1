"""Making and opening databases, and what is said when that does not work."""

import os
import shutil
import sqlite3
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select, text

from mortgage_collect.core.errors import Bug, Trouble, UserError, WrongKey
from mortgage_collect.events.contacts import NoteWritten
from mortgage_collect.models.history import HistoryEntry
from mortgage_collect.store import history_chain
from mortgage_collect.store.database_file import on_network_share
from mortgage_collect.store.keys import keys_file
from mortgage_collect.store.store import create_store, open_store
from tests.builders import a_person
from tests.stores import CHEAP, PASSPHRASE

NOTE = NoteWritten(about="loan:1", note="x")


@pytest.fixture
def bank(file_store):
    """A closed database with one borrower."""
    with file_store.unit() as unit:
        a_person(unit, written="QUIROGA XIMENA")
    file_store.close()
    return file_store.path


def test_a_new_database_opens_again_with_what_was_saved(bank, clock):
    store = open_store(bank, clock=clock, passphrase=PASSPHRASE)
    with store.view() as session:
        assert session.scalars(select(HistoryEntry.event)).all() == [
            "DatabaseCreated",
            "PersonAdded",
        ]
    assert store.place == str(bank)
    store.close()


def test_a_practice_bank_opens_for_everybody(tmp_path, clock):
    create_store(tmp_path / "practice.db", clock=clock, practice=True, cost=CHEAP).close()

    store = open_store(tmp_path / "practice.db", clock=clock)
    with store.view() as session:
        assert '"practice":true' in session.get_one(HistoryEntry, 1).body
    store.close()


def test_a_closed_store_is_closed(file_store):
    file_store.close()
    file_store.close()

    with pytest.raises(Bug, match="closed"), file_store.view():
        pass
    with pytest.raises(Bug, match="closed"), file_store.unit():
        pass


def test_closing_leaves_one_file_and_its_key(bank):
    assert sorted(path.name for path in bank.parent.iterdir()) == ["bank.db", "bank.db.keys"]


def test_a_store_nobody_closed_loses_nothing(file_store, clock):
    with file_store.unit() as unit:
        unit.record(NOTE)

    again = open_store(file_store.path, clock=clock, passphrase=PASSPHRASE)
    with again.view() as session:
        assert history_chain.head(session).seq == 2
    again.close()


# --- what is said -------------------------------------------------------------------------------


def test_an_existing_file_is_never_overwritten(bank):
    before = bank.read_bytes()
    with pytest.raises(UserError, match="already there"):
        create_store(bank, passphrase=PASSPHRASE, cost=CHEAP)
    assert bank.read_bytes() == before


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(UserError, match="does not exist"):
        create_store(tmp_path / "no" / "bank.db", passphrase=PASSPHRASE, cost=CHEAP)


def test_a_database_that_is_not_there_is_not_made(tmp_path):
    with pytest.raises(UserError, match="There is no database"):
        open_store(tmp_path / "bank.db")
    assert list(tmp_path.iterdir()) == []


def test_a_failed_start_leaves_nothing_behind(tmp_path, monkeypatch):
    from mortgage_collect.store import schema

    monkeypatch.setattr(schema, "create", lambda connection: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        create_store(tmp_path / "bank.db", passphrase=PASSPHRASE, cost=CHEAP)
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_passphrase_is_called_wrong(bank):
    with pytest.raises(WrongKey, match="passphrase is wrong"):
        open_store(bank, passphrase="this is not the one")


def test_a_key_file_of_another_database_does_not_fit(bank, tmp_path):
    (tmp_path / "other").mkdir()
    other = tmp_path / "other" / "other.db"
    create_store(other, passphrase=PASSPHRASE, cost=CHEAP).close()
    shutil.copy(keys_file(other), keys_file(bank))

    with pytest.raises(Trouble, match="does not belong to it, or it is damaged"):
        open_store(bank, passphrase=PASSPHRASE)


def test_a_plain_sqlite_file_is_called_plain(tmp_path):
    path = tmp_path / "plain.db"
    plain = sqlite3.connect(path)
    plain.execute("CREATE TABLE loan (id INTEGER)")
    plain.close()

    with pytest.raises(Trouble, match="is a plain SQLite file"):
        open_store(path)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 and so on", b"\x00" * 5000])
def test_a_file_that_is_no_database_is_called_so(tmp_path, content):
    path = tmp_path / "letter.pdf"
    path.write_bytes(content)

    with pytest.raises(Trouble, match="not a whole database"):
        open_store(path)


def test_a_database_cut_short_is_not_whole(bank):
    bank.write_bytes(bank.read_bytes()[:-100])

    with pytest.raises(Trouble, match="not a whole database"):
        open_store(bank, passphrase=PASSPHRASE)


@pytest.mark.parametrize("page", [0, 1, 2, 5])
def test_a_damaged_page_is_called_damaged(bank, clock, page):
    content = bytearray(bank.read_bytes())
    content[page * 4096 + 1000] ^= 0xFF
    bank.write_bytes(content)

    with pytest.raises(Trouble, match="damaged"):
        read_all(bank, clock)


def read_all(bank, clock):
    store = open_store(bank, clock=clock, passphrase=PASSPHRASE)
    try:
        with store.view() as session:
            assert session.execute(text("PRAGMA integrity_check")).scalars().all() == ["ok"]
    except AssertionError as error:
        raise Trouble("integrity_check: damaged") from error
    finally:
        store.close()


@contextmanager
def as_nobody():
    """Root may write anywhere; for a while we are somebody else."""
    if os.geteuid() == 0:
        os.seteuid(65534)
        try:
            yield
        finally:
            os.seteuid(0)
    else:
        yield


@pytest.mark.skipif(os.name == "nt", reason="folders are not made read-only by mode on Windows")
@pytest.mark.parametrize(("folder", "file"), [(0o555, 0o444), (0o555, 0o666), (0o777, 0o444)])
def test_a_folder_one_may_only_read_is_said_to_be_so(bank, folder, file):
    # Not below tmp_path: nobody but its owner may look into that.
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "bank.db"
        shutil.copy(bank, copy)
        shutil.copy(keys_file(bank), keys_file(copy))
        keys_file(copy).chmod(0o444)
        copy.chmod(file)
        Path(place).chmod(folder)
        try:
            with as_nobody(), pytest.raises(Trouble, match="may only be read"):
                open_store(copy, passphrase=PASSPHRASE)
            if folder == 0o555:
                with as_nobody(), pytest.raises(Trouble, match="cannot be written"):
                    create_store(Path(place) / "new.db", passphrase=PASSPHRASE, cost=CHEAP)
        finally:
            Path(place).chmod(0o700)


@pytest.mark.parametrize(
    ("path", "network"),
    [
        (r"\\server\share\bank.db", True),
        (r"\\?\UNC\server\share\bank.db", True),
        (r"//server/share/bank.db", True),
        (r"C:\Bank\bank.db", False),
        (r"\\?\C:\Bank\bank.db", False),
        (r"Bank\bank.db", False),
        ("/home/ana/bank.db", False),
    ],
)
def test_a_network_share_is_known_by_its_path(path, network):
    assert on_network_share(path) is network


def test_a_database_on_a_network_share_is_refused_in_words():
    for act in (open_store, create_store):
        with pytest.raises(UserError, match=r"network share.* PostgreSQL"):
            act(Path(r"\\server\share\bank.db"))
