"""Green River Savings Bank: a practice bank with invented borrowers, made through the services.

Its business date is Monday, 2 November 2026. The database is encrypted like any other; its key is
one that everybody knows, so it opens without asking, and the window says that it is practice.
"""

from __future__ import annotations

import shutil
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from zlib import crc32

from mortgage_collect.core.clock import FixedClock
from mortgage_collect.core.errors import Trouble
from mortgage_collect.core.rate import Rate
from mortgage_collect.core.waking import waking
from mortgage_collect.core.words import Capacity, UserRole
from mortgage_collect.demo.day import NOW, USER
from mortgage_collect.queries.facts import the_bank
from mortgage_collect.settings import practice_database
from mortgage_collect.store.keys import Cost, keys_file
from mortgage_collect.store.schema import MIGRATIONS
from mortgage_collect.store.store import Store, create_store, open_store

# Raise it when the book or the stories change: an older practice bank is then made anew.
EDITION = 7
# One person for each role, who came after the stories were told; nobody has a password. Who sits at
# the desk may do everything.
COLLEAGUES = (
    ("riley", "Riley Sanborn", UserRole.SPECIALIST),
    ("morgan", "Morgan Tuttle", UserRole.SUPERVISOR),
    ("casey", "Casey Whitcomb", UserRole.COMPLIANCE),
    ("quinn", "Quinn Leavitt", UserRole.MANAGER),
    ("devon", "Devon Hale", UserRole.EXAMINER),
)
# What the bank has told about itself; a few questions stay open, as they do.
TOLD = {
    "charter": "savings",
    "own_name": "yes",
    "collecting_business": "no",
    "own": "1188",
    "affiliates": "0",
    "for_others": "0",
    "reverse": "0",
    "regularly_for_others": "no",
    "open_saturdays": "no",
    "options_available": "yes",
    "states": "AZ FL MA ME NH NY TX VT",
}
BASELINE = MIGRATIONS / "versions" / "0001_baseline.py"


def open_practice(path: Path | None = None) -> Store:
    """The practice bank, made when it is not there yet; on its fixed business date."""
    path = path or practice_database()
    marked = path.with_name(f"{path.stem}-{edition()}{path.suffix}")
    if not marked.exists():
        build_practice(marked)
    store = open_store(marked, clock=FixedClock(NOW), actor=USER)
    with store.view() as session:
        if not the_bank(session).practice:
            store.close()
            raise Trouble(
                f"{marked} opens with the practice key, but it is not a practice bank.",
                do="Do not work in it; restore the database it should be.",
            )
    return store


def edition() -> str:
    """Of the book and of the tables: until the first release the baseline changes in place."""
    return f"{EDITION}-{crc32(BASELINE.read_bytes()):08x}" if BASELINE.exists() else str(EDITION)


def build_practice(path: Path, *, seed: int = 1) -> None:
    """Makes the practice bank from nothing. It appears at `path` only when it is whole."""
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / path.name
        # Everybody knows this key: stretching it would protect nothing.
        store = create_store(
            draft,
            clock=FixedClock(datetime(2026, 9, 1, 13, 0, tzinfo=UTC)),
            practice=True,
            cost=Cost(1, 1_024, 1),
            actor=USER,
        )
        try:
            _fill(store, Path(folder), seed)
        finally:
            store.close()
        shutil.move(keys_file(draft), keys_file(path))
        shutil.move(draft, path)


def _fill(store: Store, folder: Path, seed: int) -> None:
    # Making the bank wakes half of the house; opening it needs none of that.
    with waking:
        from mortgage_collect.demo.book import MONTHS, loans, write_customers, write_month
        from mortgage_collect.demo.stories import tell
        from mortgage_collect.services.bank import add_user, set_up_bank
        from mortgage_collect.services.clocks import renew_all
        from mortgage_collect.services.customers import import_customers, read_customer_file
        from mortgage_collect.services.interview import answer
        from mortgage_collect.services.tapes import import_tape, propose, read_file

    clock = store.clock
    assert isinstance(clock, FixedClock)
    with store.unit() as unit:
        set_up_bank(
            unit,
            "Green River Savings Bank",
            line_1="1 Depot Square",
            city="Montpelier",
            state="VT",
            zip="05602",
            phone="8025550140",
            email="help@greenriver.example",
            nmls="000000",
            zone="America/New_York",
            capacity=Capacity.CREDITOR,
            late_charge_percent=Rate.percent("5"),
            late_charge_grace_days=15,
            practice=True,
        )
        add_user(unit, USER, "Jordan Avery", UserRole.ADMINISTRATOR)
        answer(unit, TOLD, date(2026, 1, 1))
    book = loans(seed)
    stories = tell(book)
    customers = folder / "customers.xlsx"
    write_customers(customers, book)
    for month, as_of in enumerate(MONTHS):
        path = folder / f"GRSB trial balance {as_of:%Y%m%d}.xlsx"
        write_month(path, book, month)
        clock.move(datetime(as_of.year, as_of.month + 1, 1, 13, 0, tzinfo=UTC))
        file = read_file(path)
        with store.view() as session:
            proposal = propose(session, file)
        with store.unit() as unit:
            import_tape(unit, proposal)
        if month == 0:
            with store.view() as session:
                read = read_customer_file(session, customers)
            with store.unit() as unit:
                import_customers(unit, read)
        until = datetime(2026, as_of.month + 2, 1, tzinfo=UTC) if month < len(MONTHS) - 1 else NOW
        stories.play(store, clock, until)
    clock.move(NOW)
    with store.unit() as unit:
        for login, name, role in COLLEAGUES:
            add_user(unit, login, name, role)
    renew_all(store.unit, lambda _done, _of, _what: None)
