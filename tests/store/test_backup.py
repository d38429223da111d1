"""A verified copy before anything large, twelve of them, each with its key."""

import shutil
import threading
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from mortgage_collect.core.errors import Trouble
from mortgage_collect.events.contacts import NoteWritten
from mortgage_collect.models.history import HistoryEntry
from mortgage_collect.models.person import Person
from mortgage_collect.store import backup, backup_names, history_chain
from mortgage_collect.store.keys import keys_file
from mortgage_collect.store.store import create_store, open_store
from tests.builders import a_person
from tests.stores import CHEAP, PASSPHRASE

SECRET = "QUIROGA XIMENA"


def names(store):
    return [path.name for path in backup_names.copies(store.path)]


def test_a_backup_opens_by_itself_with_what_the_database_held(file_store, clock):
    with file_store.unit() as unit:
        a_person(unit, written=SECRET)

    copy = file_store.back_up("import")

    assert copy.name == "bank-20260309-150000-before-import.db"
    again = open_store(copy, clock=clock, passphrase=PASSPHRASE)
    with again.view() as session:
        assert session.scalars(select(Person.written)).all() == [SECRET]
        assert history_chain.verify(session).entries == 2
    again.close()


def test_a_backup_is_recorded_with_its_fingerprint(file_store):
    copy = file_store.back_up("import")

    with file_store.view() as session:
        last = session.get_one(HistoryEntry, 2)
    assert (last.event, last.about) == ("BackupMade", "database")
    assert backup.fingerprint(copy) in last.body


def test_a_backup_lies_with_its_key_and_nothing_else(file_store):
    copy = file_store.back_up("import")

    assert sorted(copy.parent.iterdir()) == [copy, keys_file(copy)]
    assert keys_file(copy).read_bytes() == keys_file(file_store.path).read_bytes()


def test_nothing_of_a_borrower_can_be_read_in_any_file(file_store):
    with file_store.unit() as unit:
        a_person(unit, written=SECRET)
        # While the unit is open, too: what SQLite spills, it spills encrypted.
        unit.session.execute(text("PRAGMA cache_size = 1"))
        for number in range(300):
            unit.session.add(Person(written=f"{SECRET} {number}"))
        unit.session.flush()
        found = files_that_say(file_store, SECRET)
        assert found == []
    file_store.back_up("import")
    assert any(path.name.endswith("-wal") for path in file_store.path.parent.iterdir())

    assert files_that_say(file_store, SECRET) == []
    assert files_that_say(file_store, "CREATE TABLE") == []
    assert files_that_say(file_store, "SQLite format") == []
    file_store.close()
    assert files_that_say(file_store, SECRET) == []


def files_that_say(store, words):
    files = [path for path in store.path.parent.rglob("*") if path.is_file()]
    assert len(files) >= 2
    return [path.name for path in files if words.encode() in path.read_bytes()]


def test_the_oldest_is_let_go_after_twelve(file_store, clock):
    for hour in range(14):
        clock.move(clock.now() + timedelta(hours=1))
        file_store.back_up(f"import{hour}")

    kept = names(file_store)
    assert len(kept) == backup_names.KEEP == 12
    assert [name.rpartition("import")[2] for name in kept] == [f"{n}.db" for n in range(2, 14)]
    assert len(list((file_store.path.parent / "backups").iterdir())) == 24


def test_backups_of_one_second_keep_their_order(file_store):
    for _ in range(13):
        file_store.back_up("import")

    assert [name.split("-")[3] for name in names(file_store)] == [str(n) for n in range(2, 14)]


def test_the_backups_of_a_neighbor_are_left_alone(file_store, clock, tmp_path):
    neighbor = create_store(tmp_path / "bank-2.db", clock=clock, passphrase=PASSPHRASE, cost=CHEAP)
    theirs = neighbor.back_up("import")
    for _ in range(13):
        file_store.back_up("import")

    assert theirs.exists()
    assert backup_names.copies(neighbor.path) == [theirs]
    neighbor.close()


def test_a_backup_is_good_though_somebody_saves_meanwhile(file_store):
    stop, failed = threading.Event(), []

    def busy():
        try:
            while not stop.is_set():
                with file_store.unit() as unit:
                    unit.record(NoteWritten(about="loan:1", note="meanwhile"))
        except Exception as error:  # noqa: BLE001 - whatever it is, the test must hear of it
            failed.append(error)

    writer = threading.Thread(target=busy)
    writer.start()
    try:
        made = [file_store.back_up("import") for _ in range(5)]
    finally:
        stop.set()
        writer.join()

    assert failed == []
    assert all(copy.exists() for copy in made)


def test_a_database_in_memory_and_a_server_have_no_file_to_copy(memory, server_store):
    assert memory.back_up("import") is None
    assert server_store.back_up("import") is None


# --- a backup that fails stops what it was made for ----------------------------------------------


def test_a_backup_that_cannot_be_written_is_trouble_and_not_recorded(file_store):
    (file_store.path.parent / "backups").write_text("in the way", encoding="utf-8")

    with pytest.raises(Trouble, match="backup before the import could not be written"):
        file_store.back_up("import")

    with file_store.view() as session:
        assert history_chain.head(session).seq == 1


def test_a_backup_without_its_key_file_is_none(file_store):
    keys_file(file_store.path).unlink()

    with pytest.raises(Trouble, match="could not be written"):
        file_store.back_up("import")

    assert names(file_store) == []


def test_a_backup_of_something_else_is_not_taken_for_ours(file_store, clock, tmp_path, monkeypatch):
    """As a disk that returns old bytes would do."""
    (tmp_path / "other").mkdir()
    other = create_store(
        tmp_path / "other" / "bank.db", clock=clock, passphrase=PASSPHRASE, cost=CHEAP
    )
    with other.unit() as unit:
        a_person(unit)
        a_person(unit)
    made = backup._copy
    monkeypatch.setattr(backup, "_copy", lambda _engine, copy, key: made(other._engine, copy, key))

    with pytest.raises(Trouble, match="does not hold what the database holds"):
        file_store.back_up("import")

    assert names(file_store) == []
    other.close()


def test_a_damaged_database_is_not_copied_over_good_backups(file_store, clock):
    with file_store.unit() as unit:
        a_person(unit)
    good = file_store.back_up("import")
    file_store.close()
    content = bytearray(file_store.path.read_bytes())
    content[6 * 4096 + 100] ^= 0xFF
    file_store.path.write_bytes(content)

    hurt = open_store(file_store.path, clock=clock, passphrase=PASSPHRASE)
    with pytest.raises(Trouble, match=r"damaged|does not hold what the database holds"):
        hurt.back_up("import")
    hurt.close()

    assert backup_names.copies(file_store.path) == [good]


def test_a_backup_is_put_back_by_copying_two_files(file_store, clock):
    with file_store.unit() as unit:
        a_person(unit, written=SECRET)
    copy = file_store.back_up("import")
    file_store.close()

    shutil.copy(copy, file_store.path)
    shutil.copy(keys_file(copy), keys_file(file_store.path))

    again = open_store(file_store.path, clock=clock, passphrase=PASSPHRASE)
    with again.view() as session:
        assert history_chain.verify(session).entries == 2
    again.close()
