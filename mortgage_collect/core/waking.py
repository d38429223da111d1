"""Heavy libraries are imported when they are first needed, by one thread at a time.

Two threads that import the two halves of one package in opposite order wait for each other; Python
notices, and gives one of them a module that is half made. Whoever imports inside a function that
may run on a lane, or wakes a screen, does so under `waking`:

    with waking:
        from sqlalchemy import select

Nothing under it may wait for another thread. A module never takes it at its own top level.
"""

from __future__ import annotations

from threading import RLock
from typing import Final

waking: Final = RLock()
