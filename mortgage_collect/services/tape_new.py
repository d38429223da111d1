"""The new loans of a tape: loans, homes, people, numbers and search terms, in batches.

Rows go to the driver a batch at a time, so that a hundred thousand loans are never held twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import Table
from sqlalchemy.orm import Session

from mortgage_collect.core.rate import DayCount
from mortgage_collect.core.words import LoanStatus, Source
from mortgage_collect.events.event import as_json
from mortgage_collect.models.loan import Loan, Property
from mortgage_collect.models.search import SearchWords
from mortgage_collect.queries.search import WHY, index_new, words_of_loan
from mortgage_collect.services.tape_people import NewPeople
from mortgage_collect.services.tape_rows import borrower_shown, home_columns, loan_columns, more_of
from mortgage_collect.services.tape_trace import loan_ids
from mortgage_collect.store.bulk import BATCH, Progress, insert_rows, reserve_ids
from mortgage_collect.tape.parsed import LoanRow


@dataclass(frozen=True, slots=True)
class Held:
    """Where a loan of the tape lies in the book."""

    loan_id: int
    property_id: int | None
    more: dict[str, Any] | None


def insert_new(
    session: Session, rows: Sequence[LoanRow], tape_id: int, as_of: date, progress: Progress
) -> dict[str, Held]:
    """Writes every new loan; returns where each lies, by its number."""
    if not rows:
        return {}
    ids = loan_ids(session, len(rows))
    home_ids = reserve_ids(session, Property.__table__, len(rows))  # type: ignore[arg-type]
    people = NewPeople(session, len(rows), as_of)
    held: dict[str, Held] = {}
    defaults = {**_LOAN_DEFAULTS, "as_of": as_of.isoformat(), "tape_id": tape_id}
    source = iter(rows)
    while batch := list(islice(source, BATCH)):
        loans: list[dict[str, Any]] = []
        homes: list[dict[str, Any]] = []
        words: list[tuple[int | str, ...]] = []
        for row in batch:
            loan_id, home_id = next(ids), next(home_ids)
            home = home_columns(row.values)
            home["id"] = home_id
            loan = loan_columns(row.values, as_of, new=True)
            names, phones, emails, mail = people.add(loan_id, row.values)
            loan["id"], loan["property_id"] = loan_id, home_id
            loan["number"] = row.loan_number
            loan["borrower"] = (names[0][1] if names else borrower_shown(row.values))[:160]
            loan["more"] = as_json(more_of(row))
            loan["oldest_unpaid_on"] = loan.get("next_due_on")
            homes.append(home)
            loans.append(loan)
            held[row.loan_number] = Held(loan_id, home_id, None)
            place = f"{home.get('line_1', '')} {home.get('city', '')} {home.get('zip', '')}"
            found = words_of_loan(
                row.loan_number, [name for name, _ in names], phones, [place, mail], emails
            )
            words.append((loan_id, *found))
        _insert(session, Property.__table__, homes, _HOME_DEFAULTS)  # type: ignore[arg-type]
        progress(len(held), len(rows), "Writing homes")
        _insert(session, Loan.__table__, loans, defaults)  # type: ignore[arg-type]
        progress(len(held), len(rows), "Writing new loans")
        people.write(progress)
        insert_rows(session, SearchWords.__table__, ("loan_id", *WHY), words)  # type: ignore[arg-type]
    progress(0, 0, "Indexing for search")
    index_new(session, next(iter(held.values())).loan_id)
    return held


def _insert(
    session: Session, table: Table, rows: list[dict[str, Any]], defaults: dict[str, Any]
) -> None:
    """Rows that may lack what has a default; what no row has stands in the statement."""
    told = set[str]().union(*rows)
    columns = tuple(column.name for column in table.columns if column.name in told)
    usual = {name: value for name, value in defaults.items() if name in told}
    same = {name: value for name, value in defaults.items() if name not in told}
    filled = (tuple(map((usual | row).__getitem__, columns)) for row in rows)
    insert_rows(session, table, columns, filled, same=same)


_HOME_DEFAULTS: dict[str, Any] = {
    "line_1": "",
    "line_2": "",
    "city": "",
    "state": "",
    "zip": "",
    "county": "",
    "property_type": "",
    "occupancy": "unknown",
    "value": None,
    "value_on": None,
    "version": 1,
}

_LOAN_DEFAULTS: dict[str, Any] = {
    **{column.name: None for column in Loan.__table__.columns if column.nullable},
    "status": LoanStatus.ACTIVE.value,
    "source": Source.TAPE.value,
    "investor_code": "",
    "loan_type": "",
    "purpose": "",
    "branch_code": "",
    "officer_code": "",
    "day_count": DayCount.THIRTY_360.value,
    "tape_status": "",
    "pay_string": "",
    "borrower": "",
    "next_action": "",
    "version": 1,
}
