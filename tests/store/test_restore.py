"""Going back to a backup: looked into, tried, put back; what was there is never thrown away."""

import os
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from mortgage_collect.core.errors import Trouble, UserError, WrongKey
from mortgage_collect.core.words import UserRole
from mortgage_collect.events.contacts import NoteWritten
from mortgage_collect.models.history import HistoryEntry
from mortgage_collect.store import backup_names, history_chain
from mortgage_collect.store.keys import keys_file
from mortgage_collect.store.restore import look_into, restore, try_out
from mortgage_collect.store.store import create_store, open_store
from tests.builders import a_bank, a_loan, a_user
from tests.stores import CHEAP, MONDAY, PASSPHRASE


def note(store, words):
    with store.unit() as unit:
        unit.record(NoteWritten(about="loan:1", note=words))


def notes(store):
    with store.view() as session:
        bodies = session.scalars(
            select(HistoryEntry.body).where(HistoryEntry.event == "NoteWritten")
        )
        return list(bodies)


def head(store):
    with store.view() as session:
        return history_chain.head(session)


@pytest.fixture
def two_days(file_store, clock):
    """A backup of Monday; on Tuesday two notes more. Closed, as one restores."""
    with file_store.unit() as unit:
        a_bank(unit)
        a_loan(unit)
    note(file_store, "Monday")
    copy = file_store.back_up("import")
    clock.move(MONDAY + timedelta(days=1))
    note(file_store, "Tuesday")
    note(file_store, "Tuesday again")
    return file_store, copy


def back(store, copy, clock, **how):
    return restore(store.path, copy, clock=clock, actor="ben", **{"passphrase": PASSPHRASE, **how})


def test_what_is_in_a_backup_and_what_going_back_would_take_away(two_days):
    store, copy = two_days
    with store.view() as session:
        inside = look_into(copy, now=session, passphrase=PASSPHRASE)
    assert (inside.made_at, inside.made_for) == (MONDAY, "import")
    assert inside.rows["loans"] == 1
    assert inside.lost == 3  # that it was made, and two notes
    assert sorted(path.name for path in copy.parent.iterdir()) == [copy.name, keys_file(copy).name]


def test_of_another_history_nobody_can_say_what_is_lost(two_days, tmp_path, clock):
    _, copy = two_days
    other = create_store(tmp_path / "other.db", clock=clock, passphrase=PASSPHRASE, cost=CHEAP)
    note(other, "of another bank")
    with other.view() as session:
        assert look_into(copy, now=session, passphrase=PASSPHRASE).lost is None
    other.close()


def test_the_backup_stands_where_the_database_stood_and_that_is_kept(two_days, clock):
    store, copy = two_days
    tuesday = head(store)
    store.close()

    kept = back(store, copy, clock)

    again = open_store(store.path, clock=clock, passphrase=PASSPHRASE)
    assert len(notes(again)) == 1
    with again.view() as session:
        assert history_chain.verify(session).broken_at is None
        last = session.scalar(select(HistoryEntry).order_by(HistoryEntry.seq.desc()).limit(1))
    assert (last.event, last.actor) == ("DatabaseRestored", "ben")
    assert str(tuesday) in last.body
    again.close()
    then = open_store(kept, clock=clock, passphrase=PASSPHRASE)
    assert len(notes(then)) == 3
    then.close()


def test_one_can_go_forward_again(two_days, clock):
    store, copy = two_days
    store.close()
    kept = back(store, copy, clock)
    clock.move(clock.now() + timedelta(minutes=1))

    back(store, kept, clock)

    again = open_store(store.path, clock=clock, passphrase=PASSPHRASE)
    assert len(notes(again)) == 3
    again.close()


def test_a_database_that_does_not_open_is_kept_as_the_file_it_is(two_days, clock):
    store, copy = two_days
    store.close()
    store.path.write_bytes(b"not a database at all" * 400)
    bad = store.path.read_bytes()

    kept = back(store, copy, clock)

    assert kept.read_bytes() == bad
    assert "damaged" in kept.name
    again = open_store(store.path, clock=clock, passphrase=PASSPHRASE)
    assert len(notes(again)) == 1
    again.close()


def test_a_database_that_is_gone_comes_back(two_days, clock):
    store, copy = two_days
    store.close()
    store.path.unlink()
    keys_file(store.path).unlink()

    assert back(store, copy, clock) is None

    again = open_store(store.path, clock=clock, passphrase=PASSPHRASE)
    assert len(notes(again)) == 1
    again.close()


def test_while_somebody_has_it_open_nothing_is_put_back(two_days, clock):
    store, copy = two_days
    before = head(store)

    with pytest.raises(Trouble, match="open in another window"):
        back(store, copy, clock)

    assert head(store) == before
    assert len(notes(store)) == 3


@pytest.mark.parametrize("at", [0.001, 0.3, 0.7, 0.999])
def test_one_flipped_byte_of_a_backup_is_found_and_it_is_not_put_back(two_days, clock, at):
    store, copy = two_days
    store.close()
    held = bytearray(copy.read_bytes())
    held[int(len(held) * at)] ^= 1
    copy.write_bytes(held)
    today = store.path.read_bytes()

    with pytest.raises(Trouble):
        back(store, copy, clock)

    assert store.path.read_bytes() == today


def test_a_good_backup_can_be_tried_without_a_trace(two_days):
    store, copy = two_days
    before = sorted(copy.parent.iterdir())
    tried = try_out(copy, passphrase=PASSPHRASE)
    assert tried.wrong == ""
    assert tried.entries == head(store).seq - 3
    assert sorted(copy.parent.iterdir()) == before


def test_a_wrong_passphrase_and_a_strange_file_are_told(two_days, tmp_path, clock):
    store, copy = two_days
    store.close()
    with pytest.raises(WrongKey):
        back(store, copy, clock, passphrase="not the one it was made with")
    with pytest.raises(UserError, match="There is no file"):
        back(store, tmp_path / "bank-20260101-000000-before-import.db", clock)
    strange = tmp_path / "holiday.db"
    strange.write_bytes(b"x")
    with pytest.raises(UserError, match="is no backup of this program"):
        back(store, strange, clock)


def test_a_specialist_may_not_go_back_and_an_administrator_may(two_days, clock):
    store, copy = two_days
    with store.unit() as unit:
        a_user(unit, login="ben", name="Ben Ito", role=UserRole.SPECIALIST)
        a_user(unit, login="cy", name="Cy Young", role=UserRole.ADMINISTRATOR)
    store.close()
    today = store.path.read_bytes()

    with pytest.raises(UserError, match="A specialist may not decide"):
        back(store, copy, clock)

    assert store.path.read_bytes() == today
    assert restore(store.path, copy, clock=clock, actor="cy", passphrase=PASSPHRASE) is not None


# --- when they are made, and where they go ------------------------------------------------------


def test_one_a_day_and_none_where_nothing_changed(file_store, clock):
    note(file_store, "Monday")
    assert file_store.back_up_when_due("day").name == "bank-20260309-150000-at-day.db"
    assert file_store.back_up_when_due("day") is None
    note(file_store, "Monday, later")
    assert file_store.back_up_when_due("day") is None
    clock.move(MONDAY + timedelta(hours=3))
    assert file_store.back_up_when_due("close").name == "bank-20260309-180000-at-close.db"
    assert file_store.back_up_when_due("close") is None
    clock.move(MONDAY + timedelta(days=1))
    assert file_store.back_up_when_due("day") is None
    note(file_store, "Tuesday")
    assert file_store.back_up_when_due("day") is not None


def test_of_one_second_the_later_is_the_newer_whatever_it_was_made_for(file_store):
    made = [file_store.back_up(before) for before in ("request", "import", "day", "upgrade")]
    assert backup_names.copies(file_store.path) == made


def test_days_and_months_outlive_the_newest_twelve(tmp_path):
    made = []
    day = datetime(2025, 1, 1, 12, tzinfo=UTC)
    for _ in range(430):
        made += [tmp_path / f"bank-{day:%Y%m%d}-{hour}0000-at-day.db" for hour in ("09", "17")]
        day += timedelta(days=1)

    kept = [copy for copy in made if copy not in backup_names.spare(made)]

    days = {copy.name[5:13] for copy in kept}
    assert kept[-12:] == made[-12:]
    assert {f"{day - timedelta(days=back):%Y%m%d}" for back in range(1, 15)} <= days
    months = sorted({copy.name[5:11] for copy in kept})
    assert len(months) == 12
    assert all(copy.name.endswith("170000-at-day.db") for copy in kept[:-12])


def test_a_copy_goes_elsewhere_with_its_key(file_store, tmp_path):
    file_store.elsewhere = tmp_path / "stick"
    file_store.elsewhere.mkdir()
    copy = file_store.back_up("request")
    there = file_store.elsewhere / copy.name
    assert there.read_bytes() == copy.read_bytes()
    assert keys_file(there).read_bytes() == keys_file(copy).read_bytes()
    assert try_out(there, passphrase=PASSPHRASE).wrong == ""


def test_a_stick_that_is_not_there_stops_nothing_and_is_written_down(file_store, tmp_path):
    file_store.elsewhere = tmp_path / "not plugged in"
    copy = file_store.back_up("import")
    assert copy.exists()
    with file_store.view() as session:
        last = session.scalar(select(HistoryEntry).order_by(HistoryEntry.seq.desc()).limit(1))
    assert last.event == "BackupTaken"
    assert "could not be copied" in last.body


def test_what_a_killed_backup_left_goes_with_the_next(file_store, clock):
    folder = file_store.path.parent / "backups"
    folder.mkdir()
    left = folder / "bank-20260301-000000-before-import.db.part"
    left.write_bytes(b"half")
    old = (MONDAY - timedelta(days=1)).timestamp()
    os.utime(left, (old, old))
    assert backup_names.copies(file_store.path) == []
    file_store.back_up("import")
    assert not left.exists()
