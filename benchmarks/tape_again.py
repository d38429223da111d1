"""A corrected tape with one loan in fifty changed, against the first; and a plain script.

The corrected tape is of the same day: under a later one every loan it leaves alone would be a month
late, and its arrears worked out anew.

The script is what a bank's analyst would write: pandas reads the workbook with openpyxl and puts it
into a table with `to_sql`. It checks nothing, compares nothing and encrypts nothing; where pandas
is not installed it is left out and said so.
"""

from __future__ import annotations

import importlib.util
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks import book
from benchmarks.measure import Line, child, peak_megabytes, table

EVERY = 50  # one loan in so many has changed: 2 %


def corrected(folder: Path, loans: int, seed: int) -> Path:
    path = folder / f"tape {book.AS_OF:%Y-%m-%d} corrected.xlsx"
    book.write_xlsx(path, loans, seed, month=1, every=EVERY)
    return path


def by_pandas(tape: Path, database: Path) -> dict[str, Any]:
    """Seconds of the script, in this process."""
    import pandas as pd  # type: ignore[import-not-found,import-untyped,unused-ignore]
    from sqlalchemy import create_engine

    began = time.perf_counter()
    frame = pd.read_excel(tape, engine="openpyxl", dtype=str)
    engine = create_engine(f"sqlite:///{database}")
    frame.to_sql("tape", engine, if_exists="replace", index=False)
    engine.dispose()
    return {"seconds": time.perf_counter() - began, "megabytes": peak_megabytes()}


def measure(loans: int, rounds: int, seed: int) -> str:
    has_pandas = importlib.util.find_spec("pandas") is not None
    first: list[dict[str, Any]] = []
    again: list[dict[str, Any]] = []
    script: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tape = folder / f"tape {book.AS_OF:%Y-%m-%d}.xlsx"
        book.write_xlsx(tape, loans, seed)
        second = corrected(folder, loans, seed)
        for number in range(rounds):
            database = folder / f"{number}.db"
            first.append(child("benchmarks.tape", "import", str(database), str(tape)))
            again.append(child("benchmarks.tape", "import", str(database), str(second)))
            database.unlink()
            if has_pandas:
                out = folder / f"script-{number}.db"
                script.append(child("benchmarks.tape_again", "pandas", str(tape), str(out)))
                out.unlink()
    whole = Line("import of the first tape", tuple(one["seconds"] for one in first))
    less = Line("the corrected one, 2 % changed", tuple(one["seconds"] for one in again))
    plain = Line("pandas, openpyxl, to_sql", tuple(one["seconds"] for one in script))
    lines = [
        [line.name, f"{line.median:.2f}", line.spread, f"{line.median / whole.median:.2f}",
         f"{max(one['megabytes'] for one in told):,.0f}"]
        for line, told in ((whole, first), (less, again), (plain, script))
        if told
    ]  # fmt: skip
    counts = {name: number for name, number in again[-1]["counts"].items() if number}
    said = ", ".join(f"{name} {number:,}" for name, number in counts.items())
    title = f"{loans:,} loans again (.xlsx)"
    return table(title, ("", "median s", "min to max", "to the first", "peak MB"), lines) + (
        f"\n\nThe second tape: {said}."
        + ("" if has_pandas else " pandas is not installed here: its script was left out.")
    )


if __name__ == "__main__":
    print(json.dumps(by_pandas(Path(sys.argv[2]), Path(sys.argv[3]))))
