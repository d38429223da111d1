"""Tagging the loans a disaster strikes: all in one transaction, extended and ended alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from mortgage_collect.core import text
from mortgage_collect.core.area import Area, listed
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.words import DisasterKind, FlagKind
from mortgage_collect.events.disasters import DisasterChanged, DisasterTagged
from mortgage_collect.models.disaster import Disaster
from mortgage_collect.models.person import Flag
from mortgage_collect.queries.disasters import struck
from mortgage_collect.queries.facts import today
from mortgage_collect.services.flags import extend_flag, lift_flag, raise_flag
from mortgage_collect.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class TagArea:
    """`pauses_calls`: the guard stops calls through `ends`. `again`: loans which carry a disaster
    flag already are tagged as well."""

    name: str
    kind: DisasterKind
    area: Area
    begins: date
    ends: date
    pauses_calls: bool
    again: bool = False


def tag_area(unit: UnitOfWork, wanted: TagArea) -> int:
    """A flag on every loan the area strikes, and one record of the whole. Returns its id.

    Raises UserError for an area or a name that is missing, days out of order, and no loan struck.
    """
    day = today(unit.session, unit.now)
    if not wanted.name.strip():
        raise UserError("What is it called?", do="Enter a name: Flood of July 2026.")
    if not wanted.area:
        raise UserError("Which area?", do="Enter ZIP codes, or counties with their state.")
    if wanted.begins > day:
        raise UserError(
            f"{text.day(wanted.begins)} is still to come.", do="Enter the day it struck."
        )
    if wanted.ends < day:
        raise UserError(
            f"{text.day(wanted.ends)} is over.", do="Enter the last day the tag is to stand."
        )
    found = struck(unit.session, wanted.area, day)
    loans = found.loans if wanted.again else found.new
    if not loans:
        tagged = f" {text.count(found.tagged, 'loan')} tagged already." if found.tagged else ""
        raise UserError(
            f"No loan to tag in this area.{tagged}", do="Check the ZIP codes and the counties."
        )
    row = Disaster(
        name=wanted.name.strip(),
        kind=wanted.kind,
        begins=wanted.begins,
        ends=wanted.ends,
        pauses_calls=wanted.pauses_calls,
        zips=list(listed(wanted.area.zips)),
        counties=list(listed(wanted.area.counties)),
        made_at=unit.now,
        made_by=unit.actor,
        loans=len(loans),
        people=found.people,
    )
    unit.session.add(row)
    unit.session.flush()
    for loan in loans:
        raise_flag(
            unit,
            FlagKind.DISASTER,
            wanted.begins,
            loan_id=loan.loan_id,
            details={
                "disaster": row.name,
                "kind": wanted.kind.value,
                "pause_calls": "yes" if wanted.pauses_calls else "no",
                "struck": loan.how,
            },
            until=wanted.ends,
            disaster_id=row.id,
        )
    unit.record(
        DisasterTagged(
            about=f"disaster:{row.id}",
            also=("queue", "disasters"),
            disaster_id=row.id,
            name=row.name,
            kind=wanted.kind,
            begins=wanted.begins,
            ends=wanted.ends,
            pauses_calls=wanted.pauses_calls,
            zips=listed(wanted.area.zips),
            counties=listed(wanted.area.counties),
            loans=row.loans,
            people=row.people,
        )
    )
    return row.id


def extend_disaster(unit: UnitOfWork, disaster_id: int, ends: date, reason: str) -> int:
    """A later last day for every flag of it that still stands. Returns how many those are."""
    row = unit.session.get_one(Disaster, disaster_id)
    _reason(reason)
    if ends <= row.ends:
        raise UserError(
            f"It ends on {text.day(row.ends)} as it is.", do="Enter a later day, or end it early."
        )
    if ends < today(unit.session, unit.now):
        raise UserError(f"{text.day(ends)} is over.", do="Enter today or a later day.")
    flags = _standing(unit, row)
    if not flags:
        raise UserError("No loan carries it any more.", do="Tag the area anew.")
    for flag in flags:
        extend_flag(unit, flag.id, ends, reason)
    return _moved(unit, row, ends, reason, len(flags))


def end_disaster(unit: UnitOfWork, disaster_id: int, ends: date, reason: str) -> int:
    """Ends every flag of it that still stands on an earlier day. Returns how many those are."""
    row = unit.session.get_one(Disaster, disaster_id)
    _reason(reason)
    day = today(unit.session, unit.now)
    if ends >= row.ends:
        raise UserError(
            f"It ends on {text.day(row.ends)} as it is.", do="Enter an earlier day, or extend it."
        )
    if ends < day:
        raise UserError(f"{text.day(ends)} is over.", do="Enter today or a later day.")
    flags = _standing(unit, row)
    for flag in flags:
        lift_flag(unit, flag.id, ends, reason)
    row.ended_on = day
    return _moved(unit, row, ends, reason, len(flags))


def _moved(unit: UnitOfWork, row: Disaster, ends: date, reason: str, loans: int) -> int:
    was, row.ends = row.ends, ends
    unit.record(
        DisasterChanged(
            about=f"disaster:{row.id}",
            also=("queue", "disasters"),
            disaster_id=row.id,
            was=was,
            ends=ends,
            reason=reason.strip(),
            loans=loans,
        )
    )
    return loans


def _standing(unit: UnitOfWork, row: Disaster) -> tuple[Flag, ...]:
    """Its flags that were not ended one by one: those still have its own last day."""
    return tuple(
        unit.session.scalars(select(Flag).where(Flag.disaster_id == row.id, Flag.until == row.ends))
    )


def _reason(reason: str) -> None:
    if not reason.strip():
        raise UserError("Why?", do="Say in a sentence why its last day moves.")
