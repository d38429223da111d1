"""Bringing files in, as a test says it: read, look, import."""

from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from mortgage_collect.core.clock import FixedClock
from mortgage_collect.models.base import Base
from mortgage_collect.models.history import HistoryEntry
from mortgage_collect.services.tape_layouts import remembered
from mortgage_collect.services.tapes import (
    Proposal,
    import_tape,
    propose,
    read_file,
)
from mortgage_collect.store import history_chain
from mortgage_collect.store.store import Store
from tests.builders import a_bank

HEADERS = (
    "Loan Number", "Borrower Name", "Property Address", "Property City", "Property State",
    "Property Zip", "Current UPB", "Rate", "P&I", "Escrow Payment", "Next Due Date",
)  # fmt: skip
ROW = {
    "Loan Number": "0041000017",
    "Borrower Name": "RUIZ, MARIA",
    "Property Address": "12 Maple St",
    "Property City": "Barre",
    "Property State": "VT",
    "Property Zip": "05641",
    "Current UPB": "180000.00",
    "Rate": "6.000",
    "P&I": "1199.10",
    "Escrow Payment": "300.00",
    "Next Due Date": "03/01/2026",
}


def a_row(number: str = "0041000017", **other: str) -> dict[str, str]:
    return {**ROW, "Loan Number": number, **other}


def a_file(path: Path, *rows: dict[str, str]) -> Path:
    """A comma-separated tape of these rows; its columns are those of the first one."""
    import csv

    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def with_bank(store: Store) -> Store:
    with store.unit() as unit:
        a_bank(unit, zone="America/New_York")
    return store


def proposed(store: Store, path: Path, **how: Any) -> Proposal:
    with store.view() as session:
        return propose(
            session, read_file(path, layouts=lambda key: remembered(session, key), **how)
        )


def brought_in(store: Store, path: Path, as_of: date | None = None, **how: Any) -> Proposal:
    found = proposed(store, path, as_of=as_of, **how)
    # A tape comes after the day it is of.
    if isinstance(store.clock, FixedClock) and as_of and as_of > store.clock.now().date():
        store.clock.move(datetime.combine(as_of, time(15), UTC))
    with store.unit() as unit:
        import_tape(unit, found)
    return found


def everything(store: Store) -> tuple[object, dict[str, int]]:
    """The head of the history and the rows of every table: what a failed import leaves alone."""
    with store.view() as session:
        counts = {
            table.name: session.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
        }
        return history_chain.head(session), counts


def events(store: Store) -> list[str]:
    with store.view() as session:
        return list(session.scalars(select(HistoryEntry.event).order_by(HistoryEntry.seq)))
