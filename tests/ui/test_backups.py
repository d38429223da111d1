"""Backups on the screen: listed, made, tried, and the way back to one, with the desk closed."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from mortgage_collect.events.contacts import NoteWritten
from mortgage_collect.store import backup_names
from mortgage_collect.ui.backups.view import BackupsPlace
from tests.ui.panel_desk import Keys, a_desk, shown

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def desk(qtbot, file_store, clock):
    file_store.back_up("import")
    clock.move(clock.now() + timedelta(hours=2))
    with file_store.unit() as unit:
        unit.record(NoteWritten(about="loan:1", note="later"))
    with a_desk(file_store) as made:
        yield made


@pytest.fixture
def place(qtbot, desk):
    made = shown(qtbot, BackupsPlace(desk[0]), 1060)
    qtbot.waitUntil(lambda: made.rows.rowCount() == 1)
    return made


def test_one_is_made_and_stands_first(qtbot, place, desk):
    Keys().press(Qt.Key.Key_M, ALT)
    qtbot.waitUntil(lambda: place.rows.rowCount() == 2)
    assert [row.made_for for row in place.rows.rows] == ["request", "import"]
    assert desk[1].said[-1] == ("Made bank-20260309-170000-at-request.db.", "done")


def test_enter_tries_it_and_says_what_going_back_takes_away(qtbot, place):
    Keys().enter()
    qtbot.waitUntil(lambda: "holds" in place.said.text())
    assert "1 entry follow" in place.said.text()
    assert "takes away the 2 entries written since" in place.said.text()


def test_one_that_does_not_hold_is_told(qtbot, place, file_store):
    (copy,) = backup_names.copies(file_store.path)
    held = bytearray(copy.read_bytes())
    held[len(held) // 2] ^= 1
    copy.write_bytes(held)
    Keys().press(Qt.Key.Key_T, ALT)
    qtbot.waitUntil(lambda: "does NOT hold" in place.said.text())


def test_a_stick_that_is_not_there_is_told(qtbot, place, desk, file_store, tmp_path):
    file_store.elsewhere = tmp_path / "gone"
    Keys().press(Qt.Key.Key_M, ALT)
    qtbot.waitUntil(lambda: place.rows.rowCount() == 2)
    assert desk[1].said[-1][1] == "warning"
    assert "could not be copied" in desk[1].said[-1][0]


def test_going_back_leaves_the_desk_with_the_one_chosen(qtbot, place, desk, file_store):
    gone = []
    desk[0].runner.left.connect(gone.append)
    Keys().press(Qt.Key.Key_B, ALT)
    assert gone == backup_names.copies(file_store.path)


def test_it_opens_from_the_menu_also_without_a_file(qtbot, window):
    window.open_place("backups")
    place = window._right.currentWidget()
    qtbot.waitUntil(lambda: "on its server" in place.table.empty)
    assert not any(button.isEnabled() for button in place.buttons)
