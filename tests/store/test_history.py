"""The history: in order, chained, and silent about no change but one."""

import hashlib
import json
import threading
from datetime import timedelta

import pytest
from sqlalchemy import insert, select, text

from mortgage_collect.core.errors import Trouble
from mortgage_collect.events.contacts import NoteWritten
from mortgage_collect.models.history import HistoryEntry
from mortgage_collect.store import history_chain
from mortgage_collect.store.store import open_store
from tests.stores import MONDAY, PASSPHRASE


def note(number: int) -> NoteWritten:
    return NoteWritten(about=f"loan:{number}", note=f"Señora Ruiz called, № {number}")


@pytest.fixture
def six(any_store):
    """A history of entries 1 to 6, whoever made the first."""
    with any_store.view() as session:
        already = history_chain.count(session)
    for number in range(already + 1, 7):
        with any_store.unit() as unit:
            unit.record(note(number))
    return any_store


def verified(store):
    with store.view() as session:
        return history_chain.verify(session)


# --- what is written ----------------------------------------------------------------------------


def test_entries_are_written_in_the_order_they_were_told(memory, clock):
    with memory.unit() as unit:
        unit.record(note(1))
        clock.move(MONDAY + timedelta(hours=1))
        unit.record(note(2))
    with memory.unit(actor="ben") as unit:
        unit.record(note(3))

    with memory.view() as session:
        entries = session.scalars(select(HistoryEntry).order_by(HistoryEntry.seq)).all()
    assert [(e.seq, e.about, e.actor, e.event) for e in entries] == [
        (1, "loan:1", "ana", "NoteWritten"),
        (2, "loan:2", "ana", "NoteWritten"),
        (3, "loan:3", "ben", "NoteWritten"),
    ]
    assert [e.at for e in entries] == [MONDAY, MONDAY, MONDAY + timedelta(hours=1)]


def test_anybody_can_compute_a_digest_by_hand(any_store):
    with any_store.unit() as unit:
        unit.record(note(1))

    with any_store.view() as session:
        last = session.scalars(select(HistoryEntry).order_by(HistoryEntry.seq.desc())).first()
    link = [
        last.seq,
        "2026-03-09T15:00:00+00:00",
        "ana",
        "NoteWritten",
        "loan:1",
        '{"note":"Señora Ruiz called, № 1"}',
        last.previous,
    ]
    written = json.dumps(link, separators=(",", ":"), ensure_ascii=False)
    assert last.digest == hashlib.sha256(written.encode()).hexdigest()


def test_the_first_entry_follows_zeros(memory):
    with memory.unit() as unit:
        unit.record(note(1))

    with memory.view() as session:
        assert session.get_one(HistoryEntry, 1).previous == "0" * 64


def test_a_whole_history_says_so(six):
    found = verified(six)

    assert (found.entries, found.broken_at) == (6, None)
    assert found.says == "6 entries, every link holds"


def test_an_empty_history_is_whole(memory):
    assert verified(memory).head == history_chain.Head(0, "0" * 64)


def test_a_long_history_is_walked_page_by_page(memory, monkeypatch):
    monkeypatch.setattr(history_chain, "_PAGE", 3)
    with memory.unit() as unit:
        for number in range(8):
            unit.record(note(number))

    assert verified(memory).entries == 8


# --- the database refuses -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE history SET actor = 'nobody' WHERE seq = 2",
        "DELETE FROM history WHERE seq = 2",
        "DELETE FROM history",
    ],
)
def test_the_database_refuses_to_change_history(six, sql):
    with pytest.raises(Trouble, match="History cannot be changed"), six.unit() as unit:
        unit.session.execute(text(sql))

    assert verified(six).entries == 6


def test_a_server_refuses_to_empty_history(server_store):
    with pytest.raises(Trouble, match="cannot be changed"), server_store.unit() as unit:
        unit.session.execute(text("TRUNCATE history"))


# --- many hands ---------------------------------------------------------------------------------


def test_everything_told_at_once_is_there_and_the_chain_is_whole(shared_store):
    failed = []

    def writer(name):
        try:
            for number in range(20):
                with shared_store.unit(actor=name) as unit:
                    unit.record(note(number))
        except Exception as error:  # noqa: BLE001 - whatever it is, the test must hear of it
            failed.append(error)

    threads = [threading.Thread(target=writer, args=(name,)) for name in ("ana", "ben", "cy")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    found = verified(shared_store)
    assert (found.entries, found.broken_at) == (61, None)


def test_threads_take_turns_on_a_database_in_memory(memory):
    def writer(name):
        for number in range(20):
            with memory.unit(actor=name) as unit:
                unit.record(note(number))
            verified(memory)

    threads = [threading.Thread(target=writer, args=(name,)) for name in ("ana", "ben")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert verified(memory).entries == 40


def test_two_programs_write_one_chain(file_store, clock):
    """Two stores on one file share nothing but the file, as two programs do."""
    other = open_store(file_store.path, clock=clock, passphrase=PASSPHRASE, actor="other")

    def writer(store):
        for number in range(20):
            with store.unit() as unit:
                unit.record(note(number))

    threads = [threading.Thread(target=writer, args=(store,)) for store in (file_store, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other.close()

    assert verified(file_store).entries == 41


def test_an_entry_that_skips_the_queue_is_refused(six):
    """Without a head read under the lock two would take one number; the key refuses that."""
    with six.view() as session:
        row = session.get_one(HistoryEntry, 6)
    taken = {c.name: getattr(row, c.name) for c in HistoryEntry.__table__.columns}

    with pytest.raises(Exception, match=r"(?i)unique"), six.unit() as unit:
        unit.session.execute(insert(HistoryEntry), [taken])

    assert verified(six).entries == 6
