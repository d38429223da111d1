"""The cyclic collector runs on the screen's thread alone.

Python collects on whichever thread happens to allocate. What it finds may be a widget that was
put away, and a widget that dies on a lane takes Qt's locks there while the screen's thread waits
for the interpreter: the window stands still for ever. So the automatic collector is off while a
runner lives, and a timer on the screen's thread does what it would have done.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY = 200  # milliseconds


class Tidying(QObject):
    """Off with the first, as it was before when the last has ended."""

    _alive = 0
    _was_on = True

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ended = False
        if not Tidying._alive:
            Tidying._was_on = gc.isenabled()
            gc.disable()
        Tidying._alive += 1
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(collect_what_is_due)
        self._timer.start()

    def end(self) -> None:
        if self._ended:
            return
        self._ended = True
        self._timer.stop()
        Tidying._alive -= 1
        if not Tidying._alive and Tidying._was_on:
            gc.enable()


def collect_what_is_due() -> None:
    """The oldest generation whose threshold is passed, as the interpreter itself would."""
    for generation in (2, 1, 0):
        if gc.get_count()[generation] > gc.get_threshold()[generation] > 0:
            gc.collect(generation)
            return
