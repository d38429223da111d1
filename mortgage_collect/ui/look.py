"""How the window looks: light or dark, and how large. Chosen by a person, and remembered."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication

from mortgage_collect.ui.kit import theme
from mortgage_collect.ui.memory import Memory

ZOOMS = (0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)


class Look:
    """`changed` hears of it when the application has been dressed anew."""

    def __init__(self, memory: Memory, changed: Callable[[], None]) -> None:
        self._memory, self._changed = memory, changed

    def scheme(self, scheme: theme.Scheme) -> None:
        self._memory.remember("scheme", scheme)
        self._dress(scheme, self._memory.recall("scale", 1.0))

    def zoom(self, steps: int) -> None:
        """So many steps larger, or smaller."""
        now = self._memory.recall("scale", 1.0)
        at = min(range(len(ZOOMS)), key=lambda i: abs(ZOOMS[i] - now))
        scale = ZOOMS[max(0, min(at + steps, len(ZOOMS) - 1))]
        self._memory.remember("scale", scale)
        self._dress(self._memory.recall("scheme", "system"), scale)

    def _dress(self, scheme: theme.Scheme, scale: float) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, scheme, scale)
        self._changed()
