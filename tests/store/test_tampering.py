"""A hand that gets past the database's refusal is found, wherever it touched the history."""

import pytest
from sqlalchemy import text

from mortgage_collect.events.contacts import NoteWritten
from mortgage_collect.models.history import HistoryEntry
from mortgage_collect.store import history_chain
from mortgage_collect.store.engine import writing


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
