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
from mortgage_collect.store.engine import writing
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


# --- and a hand that gets past it is found -------------------------------------------------------


def tamper(store, *statements):
    """As somebody would with the key and time: the triggers dropped first, then put back."""
    with writing(store._engine) as connection:
        if store.dialect == "sqlite":
            triggers = connection.scalars(
                text("SELECT sql FROM sqlite_master WHERE type = 'trigger'")
            ).all()
            connection.execute(text("DROP TRIGGER history_no_update"))
            connection.execute(text("DROP TRIGGER history_no_delete"))
        else:
            connection.execute(text("ALTER TABLE history DISABLE TRIGGER ALL"))
            triggers = ["ALTER TABLE history ENABLE TRIGGER ALL"]
        for statement in statements:
            connection.exec_driver_sql(statement)
        for trigger in triggers:
            connection.exec_driver_sql(trigger)


COLUMNS = ("actor", "event", "about", "body", "previous", "digest")


@pytest.mark.parametrize("column", COLUMNS)
def test_any_changed_letter_of_any_column_is_found(memory, column):
    with memory.unit() as unit:
        for number in range(1, 5):
            unit.record(note(number))
    with memory.view() as session:
        right = str(getattr(session.get_one(HistoryEntry, 3), column))

    for place in range(len(right)):
        wrong = right[:place] + chr(ord(right[place]) ^ 1) + right[place + 1 :]
        tamper(memory, f"UPDATE history SET {column} = '{wrong}' WHERE seq = 3")
        found = verified(memory)
        assert (found.broken_at, found.entries, found.head.seq) == (3, 2, 2), wrong

    tamper(memory, f"UPDATE history SET {column} = '{right}' WHERE seq = 3")
    assert verified(memory).broken_at is None


def test_any_changed_letter_of_the_moment_is_found(memory):
    with memory.unit() as unit:
        unit.record(note(1))
        unit.record(note(2))
    right = "2026-03-09 15:00:00.000000"

    for place in range(len(right)):
        wrong = right[:place] + chr(ord(right[place]) ^ 1) + right[place + 1 :]
        tamper(memory, f"UPDATE history SET at = '{wrong}' WHERE seq = 2")
        assert verified(memory).broken_at == 2, wrong


@pytest.mark.parametrize("moment", ["+ interval '1 microsecond'", "+ interval '9000 years'"])
def test_a_changed_moment_is_found_on_a_server(server_store, moment):
    with server_store.unit() as unit:
        unit.record(note(1))
        unit.record(note(2))

    tamper(server_store, f"UPDATE history SET at = at {moment} WHERE seq = 2")

    assert verified(server_store).broken_at == 2


def test_a_moment_that_is_none_is_found_on_a_server(server_store):
    with server_store.unit() as unit:
        unit.record(note(1))

    tamper(server_store, "UPDATE history SET at = 'infinity' WHERE seq = 2")

    assert verified(server_store).broken_at == 2


@pytest.mark.parametrize(
    "value", ["x'4142'", "x'ff'", "CAST(x'ff41' AS TEXT)", "42", "body || ' '", "''"]
)
@pytest.mark.parametrize("column", ["body", "digest", "at", "event"])
def test_what_is_no_text_at_all_is_found(memory, column, value):
    with memory.unit() as unit:
        for number in range(1, 4):
            unit.record(note(number))

    tamper(memory, f"UPDATE history SET {column} = {value} WHERE seq = 2")

    assert verified(memory).broken_at == 2


COPIED = """
    INSERT INTO history (seq, at, actor, event, about, body, previous, digest)
    SELECT 7, at, actor, event, about, body, digest, previous FROM history WHERE seq = 1
"""


@pytest.mark.parametrize(
    ("statements", "broken", "says"),
    [
        (["UPDATE history SET body = '{}' WHERE seq = 4"], 4, "entry 4 was changed"),
        (["DELETE FROM history WHERE seq = 3"], 3, "entry 3 is missing"),
        (["DELETE FROM history WHERE seq = 1"], 1, "entry 1 is missing"),
        (["UPDATE history SET seq = 7 WHERE seq = 4"], 4, "entry 4 is missing"),
        (
            [
                "UPDATE history SET seq = 70 WHERE seq = 3",
                "UPDATE history SET seq = 3 WHERE seq = 4",
                "UPDATE history SET seq = 4 WHERE seq = 70",
            ],
            3,
            "entry 3 was changed",
        ),
        (["UPDATE history SET seq = -1 WHERE seq = 6"], 1, "entry 1 is missing"),
        (
            [
                COPIED,
            ],
            7,
            "entry 7 was changed",
        ),
    ],
    ids=["changed", "deleted", "first deleted", "moved", "swapped", "hidden", "added"],
)
def test_the_first_broken_link_is_named(six, statements, broken, says):
    tamper(six, *statements)

    found = verified(six)

    assert (found.broken_at, found.entries) == (broken, broken - 1)
    assert found.says.startswith(says)


def test_an_entry_rewritten_with_a_fitting_digest_breaks_the_next_link(six):
    with six.view() as session:
        row = session.get_one(HistoryEntry, 3)
    forged = history_chain._digest(3, row.at, row.actor, row.event, row.about, "{}", row.previous)

    tamper(six, f"UPDATE history SET body = '{{}}', digest = '{forged}' WHERE seq = 3")

    found = verified(six)
    assert found.broken_at == 4
    assert found.says == "entry 4 does not follow entry 3"


def test_a_missing_tail_is_seen_only_against_a_printed_head(six):
    """No chain can show it. That is why the head stands at the foot of every paper."""
    with six.view() as session:
        printed = str(history_chain.head(session))
        assert history_chain.holds(session, printed)
        assert not history_chain.holds(session, "6-000000000000")
        assert not history_chain.holds(session, "what is this")

    tamper(six, "DELETE FROM history WHERE seq >= 5")

    assert verified(six).broken_at is None
    with six.view() as session:
        assert not history_chain.holds(session, printed)


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
