"""A small desk to test services on: a bank, one loan two months behind, two people, one number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.words import TapeKind
from mortgage_collect.events.tapes import TapeImported
from mortgage_collect.models.tape import Tape
from mortgage_collect.store.store import Store
from mortgage_collect.store.unit_of_work import UnitOfWork
from tests.builders import a_bank, a_loan, a_person, a_phone, linked

AS_OF = date(2026, 2, 28)


@dataclass(frozen=True)
class Case:
    """Monday 9 March 2026; the tape is of 28 February; January and February are unpaid."""

    loan_id: int
    person_id: int
    point_id: int


def a_case(store: Store, **loan: object) -> Case:
    with store.unit() as unit:
        a_bank(unit, zone="America/New_York")
        tape = a_tape(unit, AS_OF)
        fields: dict[str, object] = {
            "as_of": AS_OF,
            "tape_id": tape.id,
            "next_due_on": date(2026, 1, 1),
            "oldest_unpaid_on": date(2026, 1, 1),
            "suspense": ZERO,
            "late_charges": Money.of("59.96"),
            "other_fees": ZERO,
            "escrow_advance": ZERO,
            "corporate_advance": ZERO,
        }
        made = a_loan(unit, **{**fields, **loan})
        person = a_person(unit)
        linked(unit, made, person)
        point = a_phone(unit, person)
        return Case(made.id, person.id, point.id)


def a_tape(unit: UnitOfWork, as_of: date, kind: TapeKind = TapeKind.LOANS) -> Tape:
    tape = Tape(
        kind=kind,
        file_name=f"{as_of}.xlsx",
        sha256="0" * 64,
        as_of=as_of,
        imported_at=unit.now,
        imported_by=unit.actor,
        counts={},
    )
    unit.session.add(tape)
    unit.session.flush()
    unit.record(
        TapeImported(
            about=f"tape:{tape.id}",
            tape_id=tape.id,
            file_sha256=tape.sha256,
            as_of=as_of,
            new=0,
            changed=0,
            unchanged=0,
            older=0,
            missing=0,
            held=0,
            refused=0,
            total_upb=ZERO,
            changes="",
        )
    )
    return tape


def at(day: int, hour: int = 15, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)
