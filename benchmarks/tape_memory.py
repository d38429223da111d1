"""The most memory an import takes by the rows of the file, as text and as a workbook.

Each file is read, compared and applied in a process of its own, into an empty encrypted database.
What grows with the rows more than the rows themselves shows in the last column.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks import book
from benchmarks.measure import child, table

SIZES = (100_000, 500_000, 1_000_000)
SMALL = (5_000, 25_000)
MOST = 1_500  # megabytes a million rows may take


def measure(sizes: Sequence[int], seed: int) -> str:
    lines = []
    worst = 0.0
    for ending, write in (("csv", book.write_csv), ("xlsx", book.write_xlsx)):
        before: tuple[int, float] | None = None
        for rows in sizes:
            with tempfile.TemporaryDirectory() as name:
                folder = Path(name)
                tape = folder / f"tape {book.AS_OF:%Y-%m-%d}.{ending}"
                write(tape, rows, seed)
                size = tape.stat().st_size / 1e6
                told = child("benchmarks.tape", "import", str(folder / "book.db"), str(tape))
            peak = told["megabytes"]
            worst = max(worst, peak)
            grew = ""
            if before is not None:
                grew = f"{(peak - before[1]) * 1_000 / (rows - before[0]):.2f}"
            before = rows, peak
            lines.append(
                [f"{rows:,} rows, .{ending} of {size:,.0f} MB", f"{told['seconds']:,.1f}",
                 f"{peak:,.0f}", grew]
            )  # fmt: skip
    header = ("", "seconds", "peak MB", "MB for 1,000 rows more")
    return table("Memory of an import", header, lines) + (
        f"\n\nThe most was {worst:,.0f} MB; a million rows may take {MOST:,}."
    )
