"""Real keys, counted: what a person presses from the first key to the saved state."""

import string

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mortgage_collect.ui.window import Window

NAMED = {
    "Enter": Qt.Key.Key_Return,
    "Tab": Qt.Key.Key_Tab,
    "Esc": Qt.Key.Key_Escape,
    "Down": Qt.Key.Key_Down,
    "PgUp": Qt.Key.Key_PageUp,
    "Up": Qt.Key.Key_Up,
    "Shift+F3": (Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier),
    "Ctrl+K": (Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier),
    "Ctrl+R": (Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier),
    "Space": Qt.Key.Key_Space,
    "Shift+F2": (Qt.Key.Key_F2, Qt.KeyboardModifier.ShiftModifier),
    "Ctrl+Shift+M": (
        Qt.Key.Key_M,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    ),
    "Ctrl+Shift+R": (
        Qt.Key.Key_R,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    ),
    "Ctrl+Shift+G": (
        Qt.Key.Key_G,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    ),
    "Ctrl+Shift+D": (
        Qt.Key.Key_D,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    ),
    "Ctrl+PgDown": (Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier),
    "Right": Qt.Key.Key_Right,
    "Ctrl+P": (Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier),
    "Ctrl+E": (Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier),
    "Ctrl+D": (Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier),
    "Shift+F7": (Qt.Key.Key_F7, Qt.KeyboardModifier.ShiftModifier),
    **{
        f"Alt+{letter}": (getattr(Qt.Key, f"Key_{letter}"), Qt.KeyboardModifier.AltModifier)
        for letter in "PQRX"
    },
    "Shift+F6": (Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier),
    "Delete": Qt.Key.Key_Delete,
    "Ctrl+G": (Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier),
    "Ctrl+Enter": (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier),
    **{
        f"Alt+{letter}": (getattr(Qt.Key, f"Key_{letter}"), Qt.KeyboardModifier.AltModifier)
        for letter in string.ascii_uppercase
    },
    **{f"F{n}": getattr(Qt.Key, f"Key_F{n}") for n in range(1, 13)},
}


class Keyboard:
    """Presses keys where the focus is; `count` grows with each."""

    def __init__(self, window: Window) -> None:
        self._window, self.count = window, 0

    def press(self, *keys: str) -> None:
        """Names ("F2", "Tab") are one key; anything else is typed letter by letter."""
        for key in keys:
            if key in NAMED:
                held = NAMED[key]
                code, modifier = held if isinstance(held, tuple) else (held, None)
                self._send(code, modifier)
            else:
                for letter in key:
                    self.count += 1
                    QTest.keyClicks(self._focused(), letter)

    def _send(self, code: Qt.Key, modifier: Qt.KeyboardModifier | None) -> None:
        self.count += 1
        QTest.keyClick(self._focused(), code, modifier or Qt.KeyboardModifier.NoModifier)

    def _focused(self):
        # Shortcuts are found from the focus window on.
        return QApplication.focusWidget() or self._window
