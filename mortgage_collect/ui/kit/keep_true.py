"""Keeps Python's `True` alive under a fault of PySide 6.12: without it the window dies one day.

`Signal.emit` hands back `True` without counting the reference, so each emit takes one away. On
Python 3.11 the interpreter stops ("bool_dealloc: deallocating True or False") when none is left,
after some hundreds of signals. From Python 3.12 on `True` is immortal and nothing is wrong.
"""

from __future__ import annotations

import ctypes
import sys

ENOUGH = 1 << 40  # more signals than a window sends in its life


def keep_true() -> None:
    """Give `True` references to lose. Called before the first signal; again does no harm."""
    if sys.version_info < (3, 12) and sys.getrefcount(True) < ENOUGH // 2:
        ctypes.c_ssize_t.from_address(id(True)).value += ENOUGH
