"""A screen to be drawn, and the hands that bring a window to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mortgage_collect.ui.window import Window

NOON = datetime(2026, 11, 20, 15, 42, tzinfo=UTC)
SETTLE = 350  # milliseconds a screen is given to come to rest

Do = Callable[["Window"], None]


@dataclass(frozen=True)
class Screen:
    """`loan` is a last name of the little bank; `do` brings the window to what is shown."""

    name: str
    loan: str = "Ruiz"
    do: Do = lambda window: None


def press(*keys: str) -> Do:
    """Types the way a person does: "F2", "Ctrl+K" and "Tab" are keys, the rest is letters."""

    def do(window: Window) -> None:
        from tests.ui.keyboard import Keyboard

        board = Keyboard(window)
        for key in keys:
            board.press(key)
            wait(60)

    return do


def tab(at: int) -> Do:
    return lambda window: window.card.details.setCurrentIndex(at)


def panel(key: str) -> Do:
    return lambda window: window.open_panel(key)


def place(key: str) -> Do:
    return lambda window: window.open_place(key)


def wait(milliseconds: int) -> None:
    """Lets the event loop run, and with it the lanes (QTest.qWait would hold them up)."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def settle(window: Any) -> None:
    """Until the lanes are empty, and a little longer."""
    wait(SETTLE)
    for _ in range(100):
        if not window.desk.runner.under_way:
            break
        wait(50)
    wait(SETTLE // 2)
