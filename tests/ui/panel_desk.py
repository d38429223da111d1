"""A desk for one panel: the real runner on a real store, and everything said and asked noted."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from mortgage_collect.core.clock import local_date, local_time
from mortgage_collect.store.store import Store
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit import theme
from mortgage_collect.ui.kit.runner import Runner

ZONE = "America/New_York"


@dataclass
class Noted:
    """What a panel asked of the house."""

    said: list[tuple[str, str]] = field(default_factory=list)
    panels: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    places: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    loans: list[int] = field(default_factory=list)
    errors: list[Exception] = field(default_factory=list)
    where: list[Path | None] = field(default_factory=list)  # answers to "where shall it go?"
    undo: list[Any] = field(default_factory=list)


@contextmanager
def a_desk(store: Store) -> Iterator[tuple[Desk, Noted]]:
    """The look is on, the runner runs; both go when the test is over."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    if not app.styleSheet():
        theme.apply(app, "light")
    runner, noted = Runner(store), Noted()
    runner.failed.connect(noted.errors.append)

    def say(message: str, kind: str = "info", undo: Any = None) -> None:
        noted.said.append((message, kind))
        noted.undo.append(undo)

    memory: dict[str, Any] = {}
    given: dict[str, Any] = {
        "runner": runner,
        "clock": store.clock,
        "user": "ana",
        "say": say,
        "open_loan": noted.loans.append,
        "open_panel": lambda key, **more: noted.panels.append((key, more)),
        "close_panel": lambda: None,
        "open_place": lambda key, **more: noted.places.append((key, more)),
        "next_loan": lambda _: None,
        "today": lambda: local_date(store.clock.now(), ZONE),
        "local": lambda moment: local_time(moment, ZONE),
        "remember": memory.__setitem__,
        "recall": lambda key, otherwise=None: memory.get(key, otherwise),
        "ask_where": lambda suggested: noted.where.pop(0) if noted.where else None,
    }
    names = {each.name for each in fields(Desk)}
    try:
        yield Desk(**{name: value for name, value in given.items() if name in names}), noted
    finally:
        runner.close()
    assert noted.errors == []


class Keys:
    """Types at whatever has the focus, and counts."""

    def __init__(self) -> None:
        self.count = 0

    def type(self, text: str) -> None:
        for sign in text:
            QTest.keyClicks(self._here(), sign)
            self.count += 1

    def press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(self._here(), key, held)
        self.count += 1

    def enter(self) -> None:
        self.press(Qt.Key.Key_Return)

    def _here(self) -> QWidget:
        here = QApplication.focusWidget()
        assert here is not None, "nothing has the focus"
        return here


W = TypeVar("W", bound=QWidget)


def shown(qtbot: Any, panel: W, width: int = 720, height: int = 690) -> W:
    """The panel on the screen at the size of the middle column, with its first field focused."""
    qtbot.addWidget(panel)
    panel.resize(width, height)
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    return panel
