"""All options of one loan, and every loan past due of a large book evaluated again.

One loan: the median over many loans, against a plain decimal schedule of 360 months measured in
turn. The book: a tape of loans past due in an encrypted file, read and worked out with a progress
that could be stopped at each loan.
"""

from __future__ import annotations

import csv
import random
import statistics
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

from benchmarks import book
from benchmarks.measure import table

TARGET_MILLISECONDS = 5.0
FLOOR = "floor: a plain decimal schedule, 360 months"


def measure(loans: int, seed: int) -> str:
    return f"{_one(seed)}\n\n{_book(loans, seed)}"


def _one(seed: int) -> str:
    from benchmarks.arithmetic import plain_loop
    from mortgage_collect.workout.evaluate import evaluate
    from mortgage_collect.workout.shelf import SHELF
    from tools.random_case import random_case

    chance = random.Random(seed)
    cases = [random_case(chance) for _ in range(300)]
    for case, pay in cases[:20]:
        evaluate(case, pay)
    took, floors, terms = list[float](), list[float](), 0
    for case, pay in cases:
        began = time.perf_counter()
        found = evaluate(case, pay)
        took.append((time.perf_counter() - began) * 1_000)
        terms += sum(each.offer is not None for each in found.results)
        began = time.perf_counter()
        plain_loop()
        floors.append((time.perf_counter() - began) * 1_000)
    floor = statistics.median(floors)
    rows = [
        [
            "floor: a plain decimal schedule, 360 months",
            f"{floor:.2f}",
            f"{max(floors):.2f}",
            "1.00",
        ],
        [
            f"all {len(SHELF)} options of a loan",
            f"{statistics.median(took):.2f}",
            f"{max(took):.2f}",
            f"{statistics.median(took) / floor:.1f}",
        ],
    ]
    head = ("", "median ms", "most ms", "to floor")
    return table("All options of one loan, value and figures included", head, rows) + (
        f"\n\n{len(cases)} random loans, {terms / len(cases):.1f} sets of terms each on average; "
        f"target at most {TARGET_MILLISECONDS:g} ms median."
    )


def write_late(path: Path, loans: int, seed: int) -> None:
    """The invented book with every loan one to nine payments behind."""
    due = [name for name, _ in book.COLUMNS].index("Next Due Date")
    chance = random.Random(seed)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([name for name, _ in book.COLUMNS])
        for row in book.rows(loans, seed):
            row[due] = date(2026, chance.randrange(1, 10), 1)
            writer.writerow("" if cell is None else cell for cell in row)


def _book(loans: int, seed: int) -> str:
    from benchmarks.tape import PASSPHRASE, run_import
    from mortgage_collect.core.clock import FixedClock
    from mortgage_collect.reports.book_options import book_to_evaluate
    from mortgage_collect.store.store import open_store
    from mortgage_collect.workout.book import evaluate_book

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tape = folder / f"tape {book.AS_OF:%Y-%m-%d}.csv"
        write_late(tape, loans, seed)
        run_import(folder / "book.db", tape, stages=False)
        later = datetime(2026, 10, 2, 15, tzinfo=UTC)
        store = open_store(folder / "book.db", passphrase=PASSPHRASE, clock=FixedClock(later))
        steps = list[tuple[int, int]]()
        began, busy = time.perf_counter(), time.process_time()
        with store.view() as session:
            found = book_to_evaluate(session, later, lambda *step: steps.append(step))
        reading, worked = time.perf_counter() - began, time.process_time() - busy
        store.close()
        count = len(found.cases)
        began, busy = time.perf_counter(), time.process_time()
        given = ((each.number, each.borrower, each.case) for each in found.cases)
        lines = evaluate_book(given, count, lambda *step: steps.append(step))
        working, thought = time.perf_counter() - began, time.process_time() - busy
    rows = [
        [
            "reading the cases",
            f"{reading:.1f}",
            f"{worked:.1f}",
            f"{count / max(reading, 1e-9):,.0f}",
        ],
        ["working out the options", f"{working:.1f}", f"{thought:.1f}", f"{count / working:,.0f}"],
        [
            "together",
            f"{reading + working:.1f}",
            f"{worked + thought:.1f}",
            f"{count / (reading + working):,.0f}",
        ],
    ]
    head = ("", "s", "processor s", "loans a second")
    return table(f"{len(lines):,} loans past due evaluated again", head, rows) + (
        f"\n\nOf a book of {loans:,}; {len(steps):,} places at which it could have been stopped."
    )
