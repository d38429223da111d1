"""Finding a loan by what is typed, at the size of a large book, against a bare key lookup.

Every question opens a view of its own, as the search field does; so does the floor.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks import book
from benchmarks.measure import table
from benchmarks.tape import PASSPHRASE, run_import

TARGET_MILLISECONDS = 20.0


def questions(loans: int, seed: int, count: int) -> Iterator[tuple[str, str]]:
    """(kind, typed): prefixes as people type them, in all the ways a loan is asked for."""
    chance = random.Random(seed)
    every = list(book.rows(min(loans, 20_000), seed))
    for at in range(count):
        cells = chance.choice(every)
        number, name, street = str(cells[0]), str(cells[1]), str(cells[3])
        last, first = name.split(", ")
        phone = str(cells[9])
        yield (
            ("last name", last[: chance.randrange(3, len(last) + 1)]),
            ("last and first name", f"{last[:4]} {first[:3]}"),
            ("loan number", number.lstrip("0")[: chance.randrange(3, 8)]),
            ("whole loan number", number),
            ("last four", number[-4:]),
            ("phone", f"({phone[:3]}) {phone[3:6]}-{phone[6:]}"),
            ("street", street),
            ("common words", "st oak"),
        )[at % 8]


def measure(loans: int, count: int, seed: int) -> str:
    from sqlalchemy import select

    from mortgage_collect.models.loan import Loan
    from mortgage_collect.queries.search import find
    from mortgage_collect.store.store import open_store

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tape = folder / f"tape {book.AS_OF:%Y-%m-%d}.csv"
        book.write_csv(tape, loans, seed)
        run_import(folder / "search.db", tape, stages=False)
        store = open_store(folder / "search.db", passphrase=PASSPHRASE)
        chance = random.Random(seed)
        took: dict[str, list[float]] = {}
        worked: dict[str, list[float]] = {}
        hits: dict[str, int] = {}

        def clocked(kind: str, ask: Callable[[Any], int]) -> None:
            began, busy = time.perf_counter(), time.process_time()
            with store.view() as session:
                found = ask(session)
            worked.setdefault(kind, []).append((time.process_time() - busy) * 1_000)
            took.setdefault(kind, []).append((time.perf_counter() - began) * 1_000)
            hits[kind] = hits.get(kind, 0) + found

        def by_key(session: Any) -> int:
            query = select(Loan.number).where(Loan.id == chance.randrange(1, loans + 1))
            return int(session.scalar(query) is not None)

        for kind, typed in questions(loans, seed, count):
            clocked("floor: one loan by its key", by_key)
            clocked(kind, lambda session, typed=typed: len(find(session, typed)))  # type: ignore[misc]
        store.close()
    floor = _at(took["floor: one loan by its key"], 50)
    ours = [each for kind, times in took.items() if not kind.startswith("floor") for each in times]
    took["all of them"] = ours
    own = [each for kind, some in worked.items() if not kind.startswith("floor") for each in some]
    worked["all of them"] = own
    hits["all of them"] = sum(n for kind, n in hits.items() if not kind.startswith("floor"))
    rows = [
        [
            kind,
            str(len(times)),
            f"{hits[kind] / len(times):.1f}",
            *(f"{_at(times, part):.2f}" for part in (50, 95, 100)),
            f"{_at(worked[kind], 95):.2f}",
            f"{_at(times, 50) / floor:.1f}",
        ]
        for kind, times in took.items()
    ]
    head = ("", "asked", "found", "p50 ms", "p95 ms", "most ms", "p95 cpu ms", "p50 to floor")
    return table(f"Search at {loans:,} loans, encrypted", head, rows) + (
        f"\n\np95 of all {_at(ours, 95):.2f} ms, {_at(own, 95):.2f} ms of the processor (which a "
        f"busy machine stretches less); target at most {TARGET_MILLISECONDS:g} ms."
    )


def _at(times: list[float], part: int) -> float:
    ordered = sorted(times)
    return ordered[min(len(ordered) * part // 100, len(ordered) - 1)]
