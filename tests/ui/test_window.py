"""The shape of the desk: nothing covers anything, nothing is nameless, nothing typed is lost."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
)

from mortgage_collect.ui.commands import commands
from mortgage_collect.ui.memory import Memory
from mortgage_collect.ui.panels import PANELS
from mortgage_collect.ui.places import PLACES
from tests.ui.keyboard import Keyboard


def place(window, widget):
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


@pytest.mark.parametrize("size", [(1366, 740), (1920, 1040), (1000, 700), (683, 384)])
def test_queue_card_and_entry_never_cover_each_other(qtbot, window, size):
    window.resize(*size)
    qtbot.wait(50)

    parts = [window.queue, window.card.header, window.strip]
    parts += [window.side_scroll] if window.side_scroll.isVisible() else []
    spots = [place(window, part) for part in parts]
    for at, one in enumerate(spots):
        assert window.rect().contains(one), parts[at]
        for other in spots[at + 1 :]:
            assert not one.intersects(other)
    assert (window.width(), window.height()) == size


def test_the_light_is_seen_with_and_without_a_third_column(qtbot, window):
    for width in (1366, 1000, 683, 1366):
        window.resize(width, 700)
        qtbot.wait(20)
        assert window.side.call.isVisible()
        assert window.side_scroll.isVisible() == (width == 1366)


def test_every_control_has_a_name(window):
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractItemView)
    nameless = [
        widget
        for kind in kinds
        for widget in window.findChildren(kind)
        if widget.focusPolicy()
        and widget.isVisibleTo(window)
        and not widget.objectName().startswith("qt_")
        and not widget.accessibleName()
        and not getattr(widget, "text", lambda: "")()
    ]

    assert nameless == []


def test_every_row_of_the_queue_is_a_sentence_with_its_light(qtbot, window):
    from PySide6.QtCore import Qt

    index = window.queue.rows.index(0, 0)
    said = window.queue.rows.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert "days past due" in said
    qtbot.waitUntil(
        lambda: "may call" in window.queue.rows.data(index, Qt.ItemDataRole.AccessibleTextRole)
    )


# Opened from another panel, which tells it of what: a paper, a saved version.
TOLD_OF_WHAT = ("document", "version")


@pytest.mark.parametrize("key", [spec.key for spec in PANELS if spec.key not in TOLD_OF_WHAT])
def test_every_panel_opens_and_escape_gives_the_card_back(qtbot, window, key):
    window.desk.open_panel(key)
    panel = window.card.panel
    assert panel is not None
    assert window.strip.isVisible()
    assert window.card.header.isVisible()
    qtbot.waitUntil(lambda: not window.desk.runner.under_way)

    Keyboard(window).press("Esc")
    assert window.card.panel is None

    window.desk.open_panel(key)
    assert window.card.panel is panel  # as it was left
    qtbot.waitUntil(lambda: not window.desk.runner.under_way)


@pytest.mark.parametrize("key", [spec.key for spec in PLACES])
def test_every_place_leaves_the_queue_in_sight(qtbot, window, key):
    window.desk.open_place(key)
    qtbot.waitUntil(lambda: not window.desk.runner.under_way)

    assert window.queue.isVisible()
    assert not window.card.isVisible()


def test_no_two_commands_share_a_key(window):
    used = [line.keys for line in window.actions_.lines() if line.keys]

    assert len(used) == len(set(used))


def test_no_two_commands_share_a_name(window):
    """Of two with one name the first would silently be gone."""
    names = [command.id for command in commands(window)]

    assert len(names) == len(set(names))


def test_a_practice_bank_cannot_be_taken_for_a_real_one(qtbot, window):
    qtbot.waitUntil(lambda: "Nov 20, 2026" in window.band.words.full)
    assert window.band.isVisible()

    window.resize(683, 384)
    qtbot.wait(20)
    assert window._shape.corner.isVisible()


def test_on_a_low_window_the_strip_leaves_a_panel_the_room(qtbot, window, little_bank):
    window.open_loan(little_bank.loans["Ruiz"])
    qtbot.waitUntil(lambda: window.strip.whose.full.startswith("Ruiz, Ana"))
    window.resize(683, 384)
    window.open_panel("payment")
    strip, panel = window.strip, window.card.panel
    qtbot.waitUntil(lambda: strip.folded)
    # Whose loan it is stays in sight; what is folded away takes no room.
    assert strip.whose.full.endswith("4471   18 Maple St")
    assert strip.whose.isVisible()
    assert not strip.result.isVisible()
    assert strip.height() <= 44
    with_room = panel.height()

    keys = Keyboard(window)
    keys.press("F2")
    assert not strip.folded
    assert strip.result.hasFocus()
    qtbot.waitUntil(lambda: with_room - panel.height() >= 60)
    keys.press("n")
    panel.amount.setFocus()
    qtbot.wait(20)
    assert not strip.folded, "what is begun is never folded away"


def test_the_strip_opens_again_when_the_panel_goes_and_on_a_high_window(qtbot, window):
    window.resize(683, 384)
    window.open_panel("payment")
    qtbot.waitUntil(lambda: window.strip.folded)
    window.close_panel()
    qtbot.waitUntil(lambda: not window.strip.folded)
    window.open_panel("payment")
    qtbot.waitUntil(lambda: window.strip.folded)
    window.resize(1366, 740)
    qtbot.waitUntil(lambda: not window.strip.folded)
    assert window.strip.channel.isVisible()
    assert window.strip.result.isVisible()


def test_what_a_person_chose_is_there_next_time(tmp_path):
    memory = Memory(tmp_path / "deep" / "window.json")
    memory.remember("window.columns", [300, 900])
    memory.remember("gone", None)
    memory.save()

    assert Memory(tmp_path / "deep" / "window.json").recall("window.columns") == [300, 900]


def test_a_broken_memory_costs_nothing(tmp_path):
    path = tmp_path / "window.json"
    path.write_text("[1, 2", encoding="utf-8")

    assert Memory(path).recall("window.columns", "as ever") == "as ever"


def test_question_mark_lists_all_keys(qtbot, window):
    window.go_queue()
    Keyboard(window).press("?")

    assert window.keys_panel.isVisible()
    assert window.keys_panel.table.model().rowCount() > 20


def test_the_first_loan_of_a_queue_comes_up_behind_what_is_open(qtbot, window):
    """An import fills an empty queue while one still looks at what it did."""
    window.open_place("import")
    window.card_model.loan_id = 0

    window.refresh()
    qtbot.waitUntil(lambda: window.card_model.loan_id != 0)

    assert window._right.currentWidget() is not window._desk_split


def test_the_focus_goes_to_an_empty_queue_and_from_there_to_its_first_rows(qtbot, window):
    rows = window.queue.rows.rows
    window.queue._show(())
    window.go_queue()
    assert window.queue.nothing.hasFocus()

    window.queue._show(tuple(rows))
    assert window.queue.list.hasFocus()


def test_the_open_card_is_made_anew_when_a_file_has_come_in(qtbot, window):
    with qtbot.waitSignal(window.card_model.shown):
        window.desk.runner.changed.emit(frozenset({"tape:7", "queue", "book"}))
