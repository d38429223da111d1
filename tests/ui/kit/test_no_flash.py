"""What is being built opens no window: one that flashes takes the focus with it."""

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from mortgage_collect.ui.kit.empty import Empty
from mortgage_collect.ui.kit.field_grid import FieldGrid
from mortgage_collect.ui.kit.fields import DateEdit, TextEdit
from mortgage_collect.ui.kit.section import Section


class Watch(QObject):
    def __init__(self):
        super().__init__()
        self.windows = []

    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(type(watched).__name__)
        return False


@pytest.fixture
def watch(qapp):
    found = Watch()
    QApplication.instance().installEventFilter(found)
    yield found
    QApplication.instance().removeEventFilter(found)


def test_fields_with_hints_open_no_window(qtbot, watch):
    grid = FieldGrid()
    qtbot.addWidget(grid)
    grid.ask("name", "Name", TextEdit(), "As on the note")
    grid.ask("day", "Day", DateEdit(date(2026, 3, 9)), "Empty is today")
    grid.hint("day", "Another word")

    assert watch.windows == []


def test_an_empty_place_and_a_card_open_no_window(qtbot, watch):
    for made in (Empty("inbox", "Nothing yet", more="Add one", act="Add"), Section("A heading")):
        qtbot.addWidget(made)

    assert watch.windows == []
