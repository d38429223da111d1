"""Dirty tapes with all their dirt on, as workbook and as text, against their truth."""

from __future__ import annotations

import tempfile
from pathlib import Path

ROWS = 5_000


def soak(count: int, seed: int) -> tuple[str, list[str]]:
    """So many tapes of `ROWS` loans; what came out otherwise is the second part."""
    from tests.tape.dirty import dirty_tape
    from tests.tape.dirty_check import differences, together

    wrong: list[str] = []
    rows = 0
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            for ending in ("xlsx", "csv"):
                tape = dirty_tape(together(ending), ROWS, seed + number)
                rows += len(tape.lines)
                found = differences(tape, Path(folder) / f"tape.{ending}")
                wrong += [f"tape {number}, {ending}: {each}" for each in found[:5]]
    return f"{count:,} tapes of {ROWS:,} loans twice over, {rows:,} rows", wrong
