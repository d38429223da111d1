"""The guard: one loan with a long past, and the lights of every troubled loan of a large book.

One loan: facts made anew each time, so that nothing counted before is kept, against going once
through a list as long as the past. The book: loans past due in an encrypted file, ten contacts
each, read and judged as the queue does it in the background.
"""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import book
from benchmarks.measure import table, timed
from benchmarks.options import write_late

if TYPE_CHECKING:
    from mortgage_collect.rules.facts import ContactFacts, PastContact
    from mortgage_collect.store.store import Store

TARGET_MILLISECONDS = 1.0
CONTACTS = 500
CONTACTS_A_LOAN = 10
NOW = datetime(2026, 10, 2, 15, tzinfo=UTC)


def measure(loans: int, seed: int) -> str:
    return f"{_one(seed)}\n\n{_book(loans, seed)}"


def _one(seed: int) -> str:
    from mortgage_collect.rules.guard import assess
    from mortgage_collect.rules.question import Question

    chance = random.Random(seed)
    lives = [_a_life(chance) for _ in range(200)]
    floor = statistics.median(timed(partial(_once_through, life.past)) for life in lives)
    rows = [["floor: going once through the past", f"{floor * 1_000:.3f}", "", "1.0"]]
    for question in Question:
        fresh = [life.later(at=life.at) for life in lives]
        for each in fresh:
            each.__dict__.pop("ledger", None)
        took = [timed(partial(assess, question, each)) * 1_000 for each in fresh]
        rows.append(
            [
                question.value.replace("_", " "),
                f"{statistics.median(took):.3f}",
                f"{max(took):.3f}",
                f"{statistics.median(took) / floor / 1_000:.1f}",
            ]
        )
    head = ("", "median ms", "most ms", "to floor")
    return table(f"The guard for a loan with {CONTACTS} past contacts", head, rows) + (
        f"\n\n{len(lives)} random lives; target at most {TARGET_MILLISECONDS:g} ms median."
    )


def _once_through(past: tuple[PastContact, ...]) -> None:
    for each in past:
        _ = each.on


STATES = ("MA", "NY", "CA", "WV", "TX", "VT")  # with limits of their own on contact


def _a_life(chance: random.Random) -> ContactFacts:
    """Five hundred contacts over some months, two agreements, quiet hours, three zones, a state
    that counts as well."""
    from mortgage_collect.core.words import Capacity, Outcome
    from mortgage_collect.rules.facts import (
        CallbackConsent,
        ContactFacts,
        PastContact,
        PointFacts,
        QuietTime,
    )

    past = []
    for _ in range(CONTACTS):
        at = NOW - timedelta(minutes=chance.randrange(1, 150 * 1_440))
        outcome = chance.choices(
            (Outcome.NO_ANSWER, Outcome.VOICEMAIL, Outcome.BUSY, Outcome.RIGHT_PARTY),
            (6, 3, 1, 1),
        )[0]
        past.append(PastContact(at, at.date(), outcome=outcome))
    state = chance.choice(STATES)
    return ContactFacts(
        at=NOW,
        state=state,
        home_state=state,
        days_past_due=60,
        person="p1",
        zones=frozenset({"America/New_York", "America/Denver", "America/Phoenix"}),
        capacity=Capacity.DEBT_COLLECTOR,
        past=tuple(sorted(past, key=lambda each: each.at)),
        callback_consents=(
            CallbackConsent(NOW.date() - timedelta(days=9)),
            CallbackConsent(NOW.date() - timedelta(days=chance.randrange(6))),
        ),
        quiet_times=(QuietTime(frozenset({chance.randrange(7)})),),
        point=PointFacts(),
        loan="L1",
    )


def _book(loans: int, seed: int) -> str:
    from sqlalchemy import select

    from benchmarks.tape import PASSPHRASE, run_import
    from mortgage_collect.core.clock import FixedClock
    from mortgage_collect.models.loan import Loan
    from mortgage_collect.queries.calling import best_lights
    from mortgage_collect.store.store import open_store

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tape = folder / f"tape {book.AS_OF:%Y-%m-%d}.csv"
        write_late(tape, loans, seed)
        run_import(folder / "book.db", tape, stages=False)
        store = open_store(folder / "book.db", passphrase=PASSPHRASE, clock=FixedClock(NOW))
        write_contacts(store, seed)
        began, busy = time.perf_counter(), time.process_time()
        with store.view() as session:
            ids = session.scalars(select(Loan.id)).all()
            found = [light for _, light in best_lights(session, ids, NOW) if light is not None]
        took, worked = time.perf_counter() - began, time.process_time() - busy
        store.close()
    rows = [[f"{took:.1f}", f"{worked:.1f}", f"{len(found) / max(took, 1e-9):,.0f}"]]
    head = ("s", "processor s", "loans a second")
    return table(f"The lights of {len(found):,} troubled loans", head, rows) + (
        f"\n\n{CONTACTS_A_LOAN} contacts a loan; it can be stopped between any two loans."
    )


def write_contacts(store: Store, seed: int) -> None:
    """Ten calls a loan within the last weeks, written past the services: this is not measured."""
    from sqlalchemy import insert, select

    from mortgage_collect.core.words import Channel, Direction, Outcome
    from mortgage_collect.models.contact import Contact
    from mortgage_collect.models.person import LoanPerson
    from mortgage_collect.services.bank import set_policy

    chance = random.Random(seed)
    with store.unit() as unit:
        people = unit.session.execute(
            select(LoanPerson.loan_id, LoanPerson.person_id).where(LoanPerson.position == 1)
        ).all()
        rows = []
        for loan_id, person_id in people:
            for _ in range(CONTACTS_A_LOAN):
                at = NOW - timedelta(minutes=chance.randrange(1, 40 * 1_440))
                rows.append(
                    {
                        "loan_id": loan_id,
                        "person_id": person_id,
                        "at": at,
                        "on": at.date(),
                        "channel": Channel.CALL,
                        "direction": Direction.OUTBOUND,
                        "outcome": chance.choice((Outcome.NO_ANSWER, Outcome.VOICEMAIL)),
                        "by": "bench",
                        "verdict": "CLEAR",
                        "rules": [],
                    }
                )
        unit.session.execute(insert(Contact), rows)
        set_policy(unit, "languages", "en es", date(2026, 1, 1))
