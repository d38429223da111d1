"""A process at work on an encrypted database, killed at any moment, again and again.

    python -m tools.soak_kills DATABASE FOLDER SEED    (the one that is killed)

After each kill the database must open, its history must be whole, and rows and history must tell
the same: as many tapes, payments and contacts as there are events of them, and as many loans as
the tapes that came in and stand had. Half an import, or half an undoing of one, would show in any
of these.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from mortgage_collect.core.clock import FixedClock
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.words import Outcome
from mortgage_collect.models.contact import Contact
from mortgage_collect.models.history import HistoryEntry
from mortgage_collect.models.loan import Loan, Payment
from mortgage_collect.models.search import SearchWords
from mortgage_collect.models.tape import Tape, TapeFile
from mortgage_collect.models.tape_trace import LOAN_WAS, TapeTrace
from mortgage_collect.services.bank import set_up_bank
from mortgage_collect.services.contacts import LogContact, log_contact
from mortgage_collect.services.payments import post_payment
from mortgage_collect.services.tape_undo import undo_tape
from mortgage_collect.services.tapes import import_tape, propose, read_file
from mortgage_collect.store import history_chain
from mortgage_collect.store.keys import Cost
from mortgage_collect.store.store import Store, create_store, open_store

SECRET = "only for the soak"
FIRST, MORE = 240, 30  # loans of the first tape, and new ones on each that follows
LARGEST = 1_500  # then a new database is begun
LONGEST = 2.5  # seconds of work before a kill
HEADER = (
    "Loan Number,Borrower Name,Unpaid Principal Balance,Interest Rate,Next Due Date,P&I Payment,"
    "Escrow Payment,Maturity Date,Property Address,Property City,Property State,Property Zip,"
    "Cell Phone"
)
START = datetime(2026, 1, 31, 17, tzinfo=UTC)


def write_tape(path: Path, number: int) -> None:
    """The tape after `number` others: more loans, and every balance moved."""
    lines = [HEADER]
    for at in range(loans_after(number + 1)):
        due = "02/01/2026" if at % 9 else "12/01/2025"
        balance = f"{190_000 - 100 * number + at}.25"
        lines.append(
            f'{2_000_000 + at},"RUIZ{at}, ANA",{balance},6.125,{due},1215.22,300.00,02/01/2050,'
            f"{at} Maple Street,Barre,VT,05641,802555{at:04d}"
        )
    path.write_text("\n".join(lines), encoding="utf-8")


def loans_after(tapes: int) -> int:
    return FIRST + MORE * (tapes - 1) if tapes else 0


def work(database: Path, folder: Path, seed: int) -> None:
    """Imports, posts and logs until it is killed."""
    chance = random.Random(seed)
    clock = FixedClock(START)
    store = open_store(database, clock=clock, passphrase=SECRET)
    print("ready", flush=True)
    while True:
        with store.view() as session:
            tapes = standing(session)
            ids = list(session.scalars(select(Loan.id)))
            newest = session.scalar(select(func.max(Tape.id)).where(Tape.undone_at.is_(None)))
        clock.move(START + timedelta(days=tapes))
        if tapes > 1 and newest and chance.random() < 0.4 and take_back(store, newest):
            continue
        if not ids or chance.random() < 0.5:
            bring_in(store, folder / f"tape-{seed}.csv", tapes)
            continue
        with store.unit() as unit:
            for _ in range(chance.randrange(1, 6)):
                loan = chance.choice(ids)
                if chance.random() < 0.5:
                    amount = Money(chance.randrange(1_000, 200_000))
                    post_payment(unit, loan, amount, unit.now.date(), reference=f"R{seed}")
                else:
                    outcome = chance.choice((Outcome.NO_ANSWER, Outcome.RIGHT_PARTY))
                    log_contact(unit, LogContact(loan, outcome, note="as ever"))


def standing(session: Session) -> int:
    """Tapes that came in and were not undone."""
    return session.scalar(select(func.count(Tape.id)).where(Tape.undone_at.is_(None))) or 0


def take_back(store: Store, tape_id: int) -> bool:
    """Undoes an import; False where something was posted or logged on its figures since."""
    try:
        with store.unit() as unit:
            undo_tape(unit, tape_id)
    except UserError:
        return False
    return True


def bring_in(store: Store, path: Path, tapes: int) -> None:
    write_tape(path, tapes)
    file = read_file(path, as_of=START.date() + timedelta(days=tapes))
    with store.view() as session:
        proposal = propose(session, file)
    store.back_up("import")
    with store.unit() as unit:
        import_tape(unit, proposal)


def wrong_with(database: Path) -> tuple[list[str], int]:
    """What does not hold in a database that was left in the middle; and how many loans it has."""
    store = open_store(database, clock=FixedClock(START), passphrase=SECRET)
    try:
        with store.view() as session:
            found = history_chain.verify(session)
            events = Counter(session.scalars(select(HistoryEntry.event)))
            count = {
                table: session.scalar(select(func.count()).select_from(table)) or 0
                for table in (Tape, TapeFile, Payment, Contact, Loan)
            }
            stand = standing(session)
            kept = session.scalar(select(func.count()).select_from(LOAN_WAS)) or 0
            first = session.scalar(select(func.min(Tape.id)).where(Tape.undone_at.is_(None)))
            earlier = session.scalar(
                select(func.count(TapeTrace.tape_id))
                .join(Tape, Tape.id == TapeTrace.tape_id)
                .where(Tape.undone_at.is_(None), Tape.id != first)
            )
            indexed = session.scalar(select(func.count(SearchWords.loan_id))) or 0
            sound = session.scalar(text("PRAGMA integrity_check"))
    finally:
        store.close()
    pairs = (
        ("history", found.says, found.says if found.broken_at is None else "whole"),
        ("file", sound, "ok"),
        ("tapes", count[Tape], events["TapeImported"]),
        ("kept files", count[TapeFile], count[Tape]),
        ("payments", count[Payment], events["PaymentPosted"]),
        ("contacts", count[Contact], events["ContactLogged"]),
        ("undone tapes", count[Tape] - stand, events["TapeUndone"]),
        ("traces of tapes", earlier, max(stand - 1, 0)),
        ("loans kept as they were", kept, sum(loans_after(each) for each in range(1, stand))),
        ("loans", count[Loan], loans_after(stand)),
        ("loans that can be found", indexed, count[Loan]),
    )
    return [f"{name}: {is_}, expected {want}" for name, is_, want in pairs if is_ != want], count[
        Loan
    ]


def soak(kills: int, seed: int) -> tuple[str, list[str]]:
    """`kills` processes killed; what was found wrong comes back as the second part."""
    chance = random.Random(seed)
    wrong: list[str] = []
    slowest = 0.0
    databases = done = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = folder / "none"
        for number in range(kills):
            if not database.exists():
                databases += 1
                database = folder / f"killed-{databases}.db"
                store = create_store(
                    database, clock=FixedClock(START), passphrase=SECRET, cost=Cost(1, 1_024, 1)
                )
                with store.unit() as unit:
                    set_up_bank(unit, "Soaked Bank", zone="America/New_York")
                store.close()
            kill_one(database, folder, seed * 100_000 + number, chance.random() * LONGEST)
            began = time.perf_counter()
            found, loans = wrong_with(database)
            slowest = max(slowest, time.perf_counter() - began)
            wrong += [f"kill {number}: {each}" for each in found]
            done += loans
            if loans > LARGEST or found:
                database = folder / "none"
    return (
        f"{kills:,} kills on {databases} encrypted databases; the slowest opened and proved itself "
        f"again in {slowest:.1f} s"
    ), wrong


def kill_one(database: Path, folder: Path, seed: int, after: float) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "tools.soak_kills", str(database), str(folder), str(seed)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        if process.stdout.readline().strip() != "ready":
            raise SystemExit(f"the worker did not begin:\n{process.stderr.read()}")
        time.sleep(after)
        if process.poll() is not None:
            raise SystemExit(f"the worker ended by itself:\n{process.stderr.read()}")
        process.kill()


if __name__ == "__main__":
    work(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
