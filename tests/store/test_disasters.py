"""A killed program, a full disk, a database somebody else holds: nothing half-written."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import event, select, text

from mortgage_collect.core.errors import Trouble
from mortgage_collect.events.contacts import NoteWritten
from mortgage_collect.models.person import Household
from mortgage_collect.store import engine, history_chain
from mortgage_collect.store.store import open_store
from tests.stores import PASSPHRASE

ROOT = Path(__file__).resolve().parents[2]
NOTE = NoteWritten(about="loan:1", note="x")

# Saves one household, then is in the middle of the next when it is killed.
VICTIM = """
import sys
from pathlib import Path
from mortgage_collect.events.contacts import NoteWritten
from mortgage_collect.models.person import Household
from mortgage_collect.store.store import open_store

store = open_store(Path(sys.argv[1]), passphrase=sys.argv[2])
with store.unit() as unit:
    unit.session.add(Household(name="saved"))
    unit.record(NoteWritten(about="loan:1", note="saved"))
with store.unit() as unit:
    for number in range(5_000):
        unit.session.add(Household(name=f"half {number}"))
    unit.session.flush()
    unit.session.connection().exec_driver_sql("PRAGMA cache_spill = 1")
    unit.record(NoteWritten(about="loan:1", note="never"))
    print("in the middle", flush=True)
    sys.stdin.read()
"""


def households(store):
    with store.view() as session:
        return session.scalars(select(Household.name)).all()


def verified(store):
    with store.view() as session:
        assert session.execute(text("PRAGMA integrity_check")).scalar() == "ok"
        return history_chain.verify(session)


def test_a_program_killed_in_the_middle_leaves_what_was_saved_before(file_store):
    victim = subprocess.Popen(
        [sys.executable, "-c", VICTIM, str(file_store.path), PASSPHRASE],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with victim:
        assert victim.stdout.readline().strip() == b"in the middle"
        victim.kill()

    assert households(file_store) == ["saved"]
    assert verified(file_store).entries == 2
    with file_store.unit() as unit:
        unit.record(NOTE)
    assert verified(file_store).entries == 3


def test_a_database_left_by_a_killed_program_opens(file_store, clock):
    file_store.close()
    test_a_program_killed_in_the_middle_leaves_what_was_saved_before(
        open_store(file_store.path, clock=clock, passphrase=PASSPHRASE)
    )


def full(store):
    """SQLite's own limit, which fails as a disk without room does: in the middle of a write."""

    def no_more_pages(connection):
        used = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {used}")

    event.listen(store._engine, "begin", no_more_pages)
    return lambda: event.remove(store._engine, "begin", no_more_pages)


@pytest.mark.parametrize("flush", [True, False], ids=["inside", "when leaving"])
def test_a_full_disk_is_trouble_in_words_and_nothing_is_half_written(file_store, flush):
    make_room = full(file_store)

    with pytest.raises(Trouble, match=r"disk is full; nothing was saved\. Make room"):
        save_much(file_store, flush=flush)

    make_room()
    assert households(file_store) == []
    assert verified(file_store).entries == 1


def save_much(store, *, flush):
    with store.unit() as unit:
        unit.record(NOTE)
        unit.session.add_all(Household(name="x" * 100) for _ in range(2_000))
        if flush:
            unit.session.flush()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is full")
def test_no_room_for_the_key_file_is_trouble(tmp_path, monkeypatch):
    from mortgage_collect.store import keys
    from mortgage_collect.store.keys import make_key
    from tests.stores import CHEAP

    opened = keys.os.open
    monkeypatch.setattr(keys.os, "open", lambda *_: opened("/dev/full", keys.os.O_WRONLY))
    with pytest.raises(Trouble, match="cannot be written"):
        make_key(tmp_path / "bank.db", passphrase=PASSPHRASE, cost=CHEAP)


def test_a_database_held_by_another_program_is_said_to_be(file_store, clock, monkeypatch):
    monkeypatch.setattr(engine, "BUSY_MILLISECONDS", 200)
    other = open_store(file_store.path, clock=clock, passphrase=PASSPHRASE)

    with file_store.unit() as unit:
        unit.record(NOTE)
        with pytest.raises(Trouble, match="Another program is writing"):
            in_a_thread(save, other)

    save(other)
    other.close()
    assert verified(file_store).entries == 3


def save(store):
    with store.unit() as unit:
        unit.record(NOTE)


def in_a_thread(act, *args):
    """What goes wrong there is raised here."""
    raised = []

    def run():
        try:
            act(*args)
        except Exception as error:  # noqa: BLE001 - raised again below
            raised.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    for error in raised:
        raise error


def test_a_reader_does_not_wait_for_a_writer(file_store):
    with file_store.unit() as unit:
        unit.session.add(Household(name="not yet"))
        unit.session.flush()
        unit.record(NOTE)
        assert households(file_store) == []

    assert households(file_store) == ["not yet"]
