"""Every panel opens on its key with its first field ready, and opens no window of its own."""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from mortgage_collect.ui.kit.sheet import Sheet
from tests.ui.keyboard import Keyboard


class Watch(QObject):
    def __init__(self):
        super().__init__()
        self.windows = []

    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(type(watched).__name__)
        return False


@pytest.mark.parametrize("who", ["Washington", "Nguyen", "Okafor"])
def test_a_loan_with_a_flag_opens_no_window_and_f6_still_works(qtbot, window, little_bank, who):
    loan_id = little_bank.loans[who]
    watch = Watch()
    QApplication.instance().installEventFilter(watch)
    window.open_loan(loan_id)
    qtbot.waitUntil(lambda: window.card_model.sight.card.loan_id == loan_id)
    QApplication.instance().removeEventFilter(watch)
    assert watch.windows == []

    Keyboard(window).press("F6")
    assert isinstance(window.card.panel, Sheet)


@pytest.mark.parametrize("key", ["F6", "Shift+F3", "F7", "Shift+F7", "Ctrl+R", "Ctrl+P", "Ctrl+E"])
def test_a_panel_opens_and_closes_without_losing_the_focus(qtbot, window, little_bank, key):
    loan_id = little_bank.loans["Ruiz"]
    window.open_loan(loan_id)
    qtbot.waitUntil(lambda: window.card_model.sight.card.loan_id == loan_id)
    watch, keys = Watch(), Keyboard(window)
    QApplication.instance().installEventFilter(watch)
    keys.press(key)
    panel = window.card.panel
    assert isinstance(panel, Sheet)
    qtbot.waitUntil(lambda: panel.isAncestorOf(QApplication.focusWidget() or panel))
    qtbot.waitUntil(lambda: panel.who.full.startswith("Ruiz, Ana"))
    QApplication.instance().removeEventFilter(watch)
    assert watch.windows == []

    keys.press("Esc")
    qtbot.waitUntil(lambda: window.card.panel is None)
    assert window.isAncestorOf(QApplication.focusWidget())
