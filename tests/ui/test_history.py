"""History on the screen: read by arrows, narrowed by filters, proven or told what was changed."""

from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from sqlalchemy import text

from mortgage_collect.core.clock import FixedClock
from mortgage_collect.queries.history import HistoryAsked, page
from mortgage_collect.store import history_chain
from mortgage_collect.store.engine import writing
from mortgage_collect.store.store import create_store
from mortgage_collect.ui.history.view import HistoryPlace
from mortgage_collect.ui.history.watch import HistoryWatch
from tests.stores import CHEAP, PASSPHRASE
from tests.ui.little_bank import build
from tests.ui.panel_desk import Keys, a_desk, shown

ALT = Qt.KeyboardModifier.AltModifier
FRIDAY = datetime(2026, 11, 20, 15, 42, tzinfo=UTC)


@pytest.fixture
def kept(tmp_path):
    """The little bank in an encrypted file, as a bank has it."""
    store = create_store(
        tmp_path / "bank.db",
        clock=FixedClock(FRIDAY),
        passphrase=PASSPHRASE,
        cost=CHEAP,
        actor="ana",
    )
    build(store)
    yield store
    store.close()


@pytest.fixture
def desk(qtbot, kept):
    with a_desk(kept) as made:
        yield made


def opened(qtbot, desk, **given):
    place = shown(qtbot, HistoryPlace(desk[0], **given), 1060)
    qtbot.waitUntil(lambda: place.entry.isVisible())
    return place


def rows_in_sight(place):
    return [place.rows.row_at(at) for at in range(min(place.rows.rowCount(), 8))]


def by_hand(store, *statements):
    with writing(store._engine) as connection:
        triggers = connection.scalars(
            text("SELECT sql FROM sqlite_master WHERE type = 'trigger'")
        ).all()
        connection.execute(text("DROP TRIGGER history_no_update"))
        connection.execute(text("DROP TRIGGER history_no_delete"))
        for statement in (*statements, *triggers):
            connection.exec_driver_sql(statement)


def test_ctrl_h_opens_it(qtbot, window):
    qtbot.keyClick(window, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    place = window._right.currentWidget()
    assert isinstance(place, HistoryPlace)
    qtbot.waitUntil(lambda: place.rows.rowCount() > 0)


def test_the_newest_stands_first_and_the_arrows_read_on(qtbot, desk, kept):
    place = opened(qtbot, desk)
    with kept.view() as session:
        newest, second = page(session, HistoryAsked(), 0, 2)
    assert place.table.hasFocus()
    assert place.entry.heading.full == newest.title
    Keys().press(Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: place.entry.heading.full == second.title)


def test_enter_opens_the_loan(qtbot, desk):
    place = opened(qtbot, desk)
    assert place.table.row().loan_id is not None
    Keys().enter()
    assert desk[1].loans == [place.table.row().loan_id]


def test_a_loan_is_asked_for_by_its_borrower_and_everything_comes_back(qtbot, desk, kept):
    place = opened(qtbot, desk)
    everything = place.rows.rowCount()
    keys = Keys()
    keys.press(Qt.Key.Key_F, ALT)
    for _ in range(2):
        keys.press(Qt.Key.Key_Tab)
    keys.type("garcia")
    keys.enter()
    qtbot.waitUntil(lambda: 0 < place.rows.rowCount() < everything)
    qtbot.waitUntil(lambda: all(rows_in_sight(place)))
    assert {row.subject[:6] for row in rows_in_sight(place)} == {"Garcia"}
    keys.press(Qt.Key.Key_A, ALT)
    qtbot.waitUntil(lambda: place.rows.rowCount() == everything)


def test_nothing_found_is_said(qtbot, desk):
    place = opened(qtbot, desk)
    place.filters.words.set_value("zzzz")
    place.filters.words.entered.emit("zzzz")
    qtbot.waitUntil(lambda: place.rows.rowCount() == 0)
    assert not place.entry.isVisible()
    assert place.table.empty == "No entry is of this kind."


def test_days_the_wrong_way_round_are_told_at_the_field(qtbot, desk):
    place = opened(qtbot, desk)
    before = place.rows.rowCount()
    place.filters.since.setFocus()
    keys = Keys()
    keys.type("11/20/2026")
    keys.press(Qt.Key.Key_Tab)
    keys.type("11/1/2026")
    keys.press(Qt.Key.Key_Tab)
    assert place.filters.until.error == "This is before the first day. Enter a later one."
    assert place.rows.rowCount() == before


def test_it_is_proven_whole_and_that_is_written_down(qtbot, desk, kept):
    place = opened(qtbot, desk)
    Keys().press(Qt.Key.Key_V, ALT)
    qtbot.waitUntil(lambda: "every link holds" in place.proof.said.text())
    with kept.view() as session:
        head = history_chain.head(session)
    qtbot.waitUntil(lambda: place.rows.row_at(0) is not None and place.rows.row_at(0).seq > 1)

    def written():
        with kept.view() as session:
            return page(session, HistoryAsked(), 0, 1)[0].title

    qtbot.waitUntil(lambda: written() == "The history was checked and is whole")
    assert head.seq > 0
    assert desk[1].said[-1] == ("The history is whole.", "done")


def test_a_changed_entry_is_named_with_what_it_said_before(qtbot, desk, kept):
    backup = kept.back_up("import")
    with kept.view() as session:
        note = next(
            row for row in page(session, HistoryAsked(kind="note"), 0, 10) if row.title == "Note"
        )
    by_hand(
        kept, f"UPDATE history SET body = replace(body, 'September', 'May') WHERE seq = {note.seq}"
    )
    place = opened(qtbot, desk)

    Keys().press(Qt.Key.Key_V, ALT)

    qtbot.waitUntil(lambda: place.proof.table.isVisible())
    assert f"entry {note.seq} was changed after it was written" in place.proof.said.text()
    assert backup.name in place.proof.kept.text()
    (change,) = place.proof.changes.rows
    assert change.field == "body.note"
    assert "September" in change.was
    assert "May" in change.now
    assert desk[1].said[-1][1] == "error"


def test_a_printed_head_is_looked_for(qtbot, desk, kept):
    with kept.view() as session:
        printed = str(history_chain.head(session))
    place = opened(qtbot, desk)
    keys = Keys()
    keys.press(Qt.Key.Key_P, ALT)
    keys.type(printed)
    keys.enter()
    qtbot.waitUntil(lambda: "is in this history" in place.proof.said.text())
    keys.press(Qt.Key.Key_P, ALT)
    keys.type("9-9f86d081884c")
    keys.enter()
    qtbot.waitUntil(lambda: "is not in this history" in place.proof.said.text())


def test_the_head_is_kept_in_a_file_of_its_own(qtbot, desk, kept, tmp_path):
    with kept.view() as session:
        head = history_chain.head(session)
    out = tmp_path / "head.txt"
    desk[1].where.append(out)
    place = opened(qtbot, desk)
    Keys().press(Qt.Key.Key_K, ALT)
    qtbot.waitUntil(lambda: ("Saved as head.txt.", "done") in desk[1].said)
    written = out.read_text(encoding="utf-8")
    assert head.digest in written
    assert str(head) in written
    del place


def test_the_list_goes_to_excel_as_it_is_narrowed(qtbot, desk, tmp_path):
    out = Path(tmp_path / "history.xlsx")
    desk[1].where.append(out)
    place = opened(qtbot, desk)
    place.filters.kind.set_value("promise")
    place.filters.kind.entered.emit("promise")
    qtbot.waitUntil(lambda: place.rows.rowCount() == 2)
    Keys().press(Qt.Key.Key_X, ALT)
    qtbot.waitUntil(lambda: ("Saved as history.xlsx.", "done") in desk[1].said)
    sheet = openpyxl.load_workbook(out)["History"]
    said = [row for row in sheet.iter_rows(values_only=True) if "Promises" in row]
    assert len(said) == 2
    assert "Promised $1,600.00 by Nov 20, 2026" in said[0]


# --- at the start -------------------------------------------------------------------------------


def test_the_look_at_the_start_says_nothing_while_all_is_well(qtbot, desk, kept):
    watch = HistoryWatch(desk[0], rest=0)
    qtbot.waitUntil(lambda: watch.newest is not None)
    assert watch.newest.wrong == ""
    assert desk[1].said == []
    with kept.view() as session:
        assert list(desk[0].recall("history.seen", {}).values()) == [
            str(history_chain.head(session))
        ]


def test_newest_entries_that_are_gone_since_this_computer_saw_them_are_told(qtbot, desk, kept):
    first = HistoryWatch(desk[0], rest=0)
    qtbot.waitUntil(lambda: first.newest is not None)
    seen = str(first.newest.chain.head)
    by_hand(kept, f"DELETE FROM history WHERE seq >= {first.newest.chain.head.seq}")

    again = HistoryWatch(desk[0], rest=0)

    qtbot.waitUntil(lambda: again.newest is not None)
    assert seen in again.newest.wrong
    (said, kind) = desk[1].said[-1]
    assert kind == "error"
    assert "not there any more" in said
    assert "Ctrl+H" in said


def test_the_head_is_remembered_again_after_changes(qtbot, desk, kept):
    watch = HistoryWatch(desk[0], rest=0)
    qtbot.waitUntil(lambda: watch.newest is not None)
    before = dict(desk[0].recall("history.seen"))
    kept.back_up("import")
    watch.remember()
    qtbot.waitUntil(lambda: desk[0].recall("history.seen") != before)
