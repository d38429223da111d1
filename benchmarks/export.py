"""The book to Excel, against the two writers doing no more than writing the same values.

Both floors write the values as they are: no formats, no totals, no database to read them from.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import book
from benchmarks.measure import Line, child, peak_megabytes, table

HEADERS = [header for header, _ in book.COLUMNS]


def by_us(database: Path, out: Path) -> int:
    from benchmarks.tape import PASSPHRASE
    from mortgage_collect.services.exports import export_tape
    from mortgage_collect.store.store import open_store

    store = open_store(database, passphrase=PASSPHRASE)
    with store.view() as session:
        rows = export_tape(session, out, store.clock.now())
    store.close()
    return rows


def by_openpyxl(loans: int, seed: int, out: Path) -> int:
    import openpyxl

    made = openpyxl.Workbook(write_only=True)
    sheet = made.create_sheet("Loans")
    sheet.append(HEADERS)
    for cells in book.rows(loans, seed):
        sheet.append(cells)
    made.save(out)
    return loans


def by_xlsxwriter(loans: int, seed: int, out: Path) -> int:
    import xlsxwriter

    made = xlsxwriter.Workbook(
        str(out), {"constant_memory": True, "default_date_format": "mm/dd/yyyy"}
    )
    sheet = made.add_worksheet("Loans")
    sheet.write_row(0, 0, HEADERS)
    for at, cells in enumerate(book.rows(loans, seed), 1):
        sheet.write_row(at, 0, cells)
    made.close()
    return loans


def told(work: Callable[[], int]) -> dict[str, Any]:
    """Seconds, peak memory and rows of one way, in a process of its own."""
    before = peak_megabytes()
    began, busy = time.perf_counter(), time.process_time()
    rows = work()
    return {
        "seconds": time.perf_counter() - began,
        "processor": time.process_time() - busy,
        "megabytes": peak_megabytes(),
        "before": before,
        "rows": rows,
    }


def made_up(loans: int, seed: int) -> float:
    """Seconds that making up the values takes by itself: taken off the two floors."""
    began = time.perf_counter()
    for _ in book.rows(loans, seed):
        pass
    return time.perf_counter() - began


def measure(loans: int, rounds: int, seed: int) -> str:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tape = folder / f"tape {book.AS_OF:%Y-%m-%d}.csv"
        book.write_csv(tape, loans, seed)
        database = folder / "book.db"
        child("benchmarks.tape", "import", str(database), str(tape))
        ways: dict[str, tuple[str, ...]] = {
            "openpyxl, write-only": ("openpyxl", str(loans), str(seed)),
            "XlsxWriter, constant memory": ("xlsxwriter", str(loans), str(seed)),
            "our export": ("ours", str(database)),
        }
        found: dict[str, list[dict[str, Any]]] = {way: [] for way in ways}
        for number in range(rounds):
            for way, given in ways.items():
                out = folder / f"{number}-{given[0]}.xlsx"
                found[way].append(child("benchmarks.export", given[0], str(out), *given[1:]))
                out.unlink()
    taken = made_up(loans, seed)
    lines = {
        way: Line(
            way,
            tuple(one["seconds"] - (0 if way == "our export" else taken) for one in times),
        )
        for way, times in found.items()
    }
    ours = lines["our export"]
    shown = [
        [
            way,
            f"{line.median:.2f}",
            line.spread,
            f"{ours.median / line.median:.2f}",
            f"{max(one['megabytes'] for one in found[way]):,.0f}",
        ]
        for way, line in lines.items()
    ]
    title = f"{loans:,} loans of {len(HEADERS)} columns to Excel"
    return table(title, ("", "median s", "min to max", "ours to it", "peak MB"), shown) + (
        "\n\nOurs reads the encrypted database, formats every cell and adds totals; of the other "
        f"two the {taken:.1f} s that making up the values takes are taken off."
    )


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["ours", out, database]:
            answer = told(lambda: by_us(Path(database), Path(out)))
        case ["openpyxl", out, loans, seed]:
            answer = told(lambda: by_openpyxl(int(loans), int(seed), Path(out)))
        case ["xlsxwriter", out, loans, seed]:
            answer = told(lambda: by_xlsxwriter(int(loans), int(seed), Path(out)))
        case _:
            raise SystemExit(__doc__)
    print(json.dumps(answer))
