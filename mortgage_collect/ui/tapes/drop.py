"""A file dropped anywhere on the window goes to the import place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from mortgage_collect.ui.tapes.dropped import dropped


class FileDrop(QObject):
    """Watches a window; `take` gets the one file."""

    def __init__(self, window: QWidget, take: Callable[[Path], None]) -> None:
        super().__init__(window)
        self._take = take
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent) and dropped(event) is not None:
            event.acceptProposedAction()
            return True
        if event.type() == QEvent.Type.Drop and isinstance(event, QDropEvent):
            path = dropped(event)
            if path is not None:
                event.acceptProposedAction()
                self._take(path)
                return True
        return super().eventFilter(watched, event)
