"""Deadlines: of every troubled loan of a book in the background, and of one loan that changes.

The book: loans past due in an encrypted file, ten contacts each and a matter on every third, worked
out in runs as the window does it behind the screens. The floor is reading the same loans' facts
without asking any duty.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import book, guard
from benchmarks.measure import table, timed
from benchmarks.options import write_late

if TYPE_CHECKING:
    from mortgage_collect.store.store import Store

TARGET_SECONDS = 5
TARGET_MILLISECONDS = 100
NOW = datetime(2026, 10, 2, 15, tzinfo=UTC)
CHANGED = 100


def measure(loans: int, seed: int) -> str:
    from benchmarks.tape import PASSPHRASE, run_import
    from mortgage_collect.core.clock import FixedClock
    from mortgage_collect.store.store import open_store

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tape = folder / f"tape {book.AS_OF:%Y-%m-%d}.csv"
        write_late(tape, loans, seed)
        run_import(folder / "book.db", tape, stages=False)
        store = open_store(folder / "book.db", passphrase=PASSPHRASE, clock=FixedClock(NOW))
        guard.write_contacts(store, seed)
        _matters(store)
        told = f"{_all(store, loans)}\n\n{_one(store)}"
        store.close()
    return told


def _all(store: Store, loans: int) -> str:
    from sqlalchemy import func, select

    from mortgage_collect.models.matter import DeadlineRecord
    from mortgage_collect.queries.clocks import stale_loans
    from mortgage_collect.queries.life import lives
    from mortgage_collect.services.clocks import renew_all

    with store.view() as session:
        ids = stale_loans(session, NOW.date())
        busy = time.process_time()
        floor = timed(lambda: sum(1 for _ in lives(session, ids, NOW)))
        read = time.process_time() - busy
    busy = time.process_time()
    took = timed(lambda: renew_all(store.unit, lambda _done, _of, _what: None))
    worked = time.process_time() - busy
    with store.view() as session:
        kept = session.scalar(select(func.count()).select_from(DeadlineRecord)) or 0
    rows = [
        ["floor: reading their facts", f"{floor:.1f}", f"{read:.1f}", "1.0"],
        ["deadlines worked out and kept", f"{took:.1f}", f"{worked:.1f}", f"{took / floor:.1f}"],
    ]
    head = ("", "s", "processor s", "to floor")
    return table(f"The deadlines of {len(ids):,} troubled loans", head, rows) + (
        f"\n\n{kept:,} deadlines kept; target at most {TARGET_SECONDS} s for 10,000, here "
        f"{took / max(loans, 1) * 10_000:.1f} s."
    )


def _one(store: Store) -> str:
    from sqlalchemy import select

    from mortgage_collect.core.words import Channel, Outcome
    from mortgage_collect.models.loan import Loan
    from mortgage_collect.queries.card import card
    from mortgage_collect.queries.clocks import loan_clocks
    from mortgage_collect.services.contacts import LogContact, log_contact

    with store.view() as session:
        ids = session.scalars(select(Loan.id).order_by(Loan.id).limit(CHANGED)).all()
    saved, shown = [], []
    for loan_id in ids:

        def save(loan_id: int = loan_id) -> None:
            with store.unit() as unit:
                said = LogContact(loan_id, Outcome.SENT, channel=Channel.LETTER)
                log_contact(unit, said)

        def show(loan_id: int = loan_id) -> None:
            with store.view() as session:
                card(session, loan_id, NOW)
                loan_clocks(session, loan_id, NOW)

        saved.append(timed(save) * 1_000)
        shown.append(timed(show) * 1_000)
    both = [one + other for one, other in zip(saved, shown, strict=True)]
    rows = [
        [name, f"{statistics.median(each):.0f}", f"{max(each):.0f}"]
        for name, each in (
            ("a letter logged, deadlines renewed", saved),
            ("the card read, its deadlines worked out", shown),
            ("both", both),
        )
    ]
    head = ("", "median ms", "most ms")
    return table(f"One loan changes, {len(ids)} times", head, rows) + (
        f"\n\nTarget at most {TARGET_MILLISECONDS} ms."
    )


def _matters(store: Store) -> None:
    """A request on every third loan, written past the services: this is not measured."""
    from sqlalchemy import insert, select

    from mortgage_collect.core.matter_words import MatterKind
    from mortgage_collect.events.matters import MatterOpened
    from mortgage_collect.models.loan import Loan
    from mortgage_collect.models.matter import Matter, MatterStep

    kinds = (
        (MatterKind.PAYOFF_REQUEST, "received", {"written": "yes"}),
        (MatterKind.APPLICATION, "received", {"how": "written"}),
        (MatterKind.ERROR_NOTICE, "received", {"written": "yes", "category": "b6"}),
    )
    on = date(2026, 9, 21)
    with store.unit() as unit:
        ids = unit.session.scalars(select(Loan.id).order_by(Loan.id)).all()[::3]
        matters, steps = [], []
        for at, loan_id in enumerate(ids):
            kind, key, details = kinds[at % len(kinds)]
            matters.append({"id": at + 1, "loan_id": loan_id, "kind": kind, "opened_on": on})
            steps.append(
                {
                    "matter_id": at + 1,
                    "key": key,
                    "on": on,
                    "details": details,
                    "entered_at": NOW,
                    "by": "bench",
                }
            )
        unit.session.execute(insert(Matter), matters)
        unit.session.execute(insert(MatterStep), steps)
        unit.record(
            MatterOpened(
                about=f"loan:{ids[0]}",
                matter_id=1,
                kind=MatterKind.PAYOFF_REQUEST,
                person_id=None,
                reference="bench",
            )
        )
