"""The newest entries looked at alone, progress told, and what a backup has of a changed one."""

import pytest
from sqlalchemy import text

from mortgage_collect.core.errors import Cancelled
from mortgage_collect.events.contacts import NoteWritten
from mortgage_collect.events.event import Change
from mortgage_collect.store import history_chain
from mortgage_collect.store.engine import writing
from mortgage_collect.store.history_chain import Head


def write(store, *numbers):
    for number in numbers:
        with store.unit() as unit:
            unit.record(NoteWritten(about=f"loan:{number}", note=f"Señora Ruiz called, {number}"))


def by_hand(store, *statements):
    """As somebody with the key would: the triggers dropped first, then put back."""
    with writing(store._engine) as connection:
        triggers = connection.scalars(
            text("SELECT sql FROM sqlite_master WHERE type = 'trigger'")
        ).all()
        connection.execute(text("DROP TRIGGER history_no_update"))
        connection.execute(text("DROP TRIGGER history_no_delete"))
        for statement in (*statements, *triggers):
            connection.exec_driver_sql(statement)


def verified(store, **how):
    with store.view() as session:
        return history_chain.verify(session, **how)


def the_tail(store, entries):
    with store.view() as session:
        return history_chain.tail(session, entries)


def test_the_newest_alone_can_be_proven_from_a_head_that_was_kept(any_store):
    write(any_store, 1, 2, 3, 4, 5, 6)
    begin = the_tail(any_store, 2)

    found = verified(any_store, after=begin)

    assert found.broken_at is None
    assert found.head.seq == begin.seq + 2
    assert found.says == "2 newest entries, every link holds"


def test_a_history_shorter_than_the_tail_is_proven_whole(memory):
    write(memory, 1, 2)
    assert the_tail(memory, 2_000) == Head(0, history_chain.START)
    assert verified(memory, after=the_tail(memory, 2_000)).says == "2 entries, every link holds"


def test_a_kept_head_that_is_not_in_it_is_the_broken_link(memory):
    write(memory, 1, 2, 3)
    found = verified(memory, after=Head(2, "f" * 64))
    assert (found.broken_at, found.says) == (2, "entry 2 is not the one that was kept")
    gone = verified(memory, after=Head(9, "f" * 64))
    assert gone.broken_at == 9


def test_an_entry_before_the_first_is_found(memory):
    write(memory, 1, 2)
    by_hand(
        memory,
        "INSERT INTO history SELECT -1, at, actor, event, about, body, previous, 'x' "
        "FROM history WHERE seq = 1",
    )
    assert verified(memory).broken_at == 1


def test_progress_is_told_to_the_end_and_can_stop_it(memory):
    with memory.unit() as unit:
        for number in range(4_500):
            unit.record(NoteWritten(about="loan:1", note=str(number)))
    said = []
    verified(memory, progress=lambda done, of, what: said.append((done, of)))
    assert said == [(0, 4_500), (2_000, 4_500), (4_000, 4_500), (4_500, 4_500)]

    def stop(done, of, what):
        raise Cancelled

    with pytest.raises(Cancelled):
        verified(memory, progress=stop)


# --- what was changed ---------------------------------------------------------------------------


def tampered(store, seq):
    with store.view() as session:
        return store.tampered(session, seq)


def test_a_backup_says_what_a_changed_entry_said(file_store):
    write(file_store, 1, 2, 3)
    copy = file_store.back_up("import")
    write(file_store, 4)
    by_hand(
        file_store,
        "UPDATE history SET actor = 'nobody', "
        "body = replace(body, 'called', 'never called') WHERE seq = 3",
    )
    assert verified(file_store).broken_at == 3

    found = tampered(file_store, 3)

    assert (found.seq, found.kept) == (3, copy.name)
    assert found.changes == (
        Change("actor", "ana", "nobody"),
        Change("body.note", "Señora Ruiz called, 2", "Señora Ruiz never called, 2"),
    )


def test_a_backup_says_which_entry_is_gone(file_store):
    write(file_store, 1, 2, 3)
    file_store.back_up("import")
    by_hand(file_store, "DELETE FROM history WHERE seq = 3")
    assert verified(file_store).broken_at == 3

    found = tampered(file_store, 3)

    assert found.changes == (Change("the whole entry", "NoteWritten about loan:2 by ana", None),)


def test_a_backup_made_after_the_change_proves_nothing_and_the_one_before_does(file_store, clock):
    write(file_store, 1, 2, 3)
    good = file_store.back_up("import")
    by_hand(file_store, "UPDATE history SET actor = 'nobody' WHERE seq = 2")
    file_store.back_up("upgrade")

    assert tampered(file_store, 2).kept == good.name


def test_without_a_backup_nobody_can_say(file_store, memory):
    write(file_store, 1)
    by_hand(file_store, "UPDATE history SET actor = 'nobody' WHERE seq = 2")
    assert tampered(file_store, 2) is None
    assert tampered(memory, 1) is None
