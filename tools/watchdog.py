"""Ends a run that stands still, and says where it stood.

A lane that is never woken, a dialog nobody answers, two imports that wait for each other: none of
them raises anything, and a run would stand for ever without a word.
"""

from __future__ import annotations

import faulthandler
import os
import sys
from threading import Timer
from types import TracebackType
from typing import IO, Self

STOOD_STILL = 3
GRACE = 15  # seconds more, for a stand in which not even Python gets its turn


class Watchdog:
    """`step` is what the run is doing; after so many seconds the process ends with STOOD_STILL."""

    def __init__(self, seconds: float, out: IO[str] | None = None) -> None:
        self._seconds, self._out = seconds, out or sys.stderr
        self.step = "the beginning"
        self._timer = Timer(seconds, self._bite)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        # This one is a thread of its own in C, and needs no interpreter.
        faulthandler.dump_traceback_later(self._seconds + GRACE, exit=True, file=self._out)
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()
        faulthandler.cancel_dump_traceback_later()

    def _bite(self) -> None:
        print(
            f"Stood still: not done after {self._seconds:g} s; the step was: {self.step}.",
            file=self._out,
            flush=True,
        )
        faulthandler.dump_traceback(file=self._out, all_threads=True)
        self._out.flush()
        os._exit(STOOD_STILL)
