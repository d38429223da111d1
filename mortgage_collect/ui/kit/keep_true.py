"""Keeps `None`, `True` and `False` alive under a fault of PySide 6.12 on Python 3.11.

PySide 6.12 hands these back without counting the reference: `Signal.emit` loses a `True`, a method
without an answer and an empty QVariant (`index.data()` of nothing) each lose a `None`, a QVariant
that holds a bool loses that. When none is left the interpreter stops ("none_dealloc: deallocating
None"): after some hundreds of signals, or of cells painted. From Python 3.12 on they are immortal
and nothing is wrong.
"""

from __future__ import annotations

import ctypes
import sys

ENOUGH = 1 << 40  # more than a window loses in its life


def keep_true() -> None:
    """Give them references to lose. Called before the first signal; again does no harm."""
    if sys.version_info >= (3, 12):
        return
    for value in (None, True, False, NotImplemented, Ellipsis):
        if sys.getrefcount(value) < ENOUGH // 2:
            ctypes.c_ssize_t.from_address(id(value)).value += ENOUGH
