"""Raising and lifting the hard flags: bankruptcy, attorney, cease, deceased, and the others."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from mortgage_collect.core import text
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.words import FlagKind, Source
from mortgage_collect.events.loans import FlagExtended, FlagLifted, FlagRaised
from mortgage_collect.models.person import Flag
from mortgage_collect.queries.facts import today
from mortgage_collect.rules.matters.flags import MATTERS
from mortgage_collect.services.edit import loans_of
from mortgage_collect.services.renewal import renew_later
from mortgage_collect.store.unit_of_work import UnitOfWork


def raise_flag(
    unit: UnitOfWork,
    kind: FlagKind,
    since: date,
    *,
    loan_id: int | None = None,
    person_id: int | None = None,
    details: Mapping[str, str] | None = None,
    source: Source = Source.STAFF,
    until: date | None = None,
    disaster_id: int | None = None,
) -> int:
    """Acts at once on every loan of the person, or on the one loan. Returns the flag's id.

    `until`: its last day, where that is known from the start.
    """
    if loan_id is None and person_id is None:
        raise UserError("Whose is it?", do="Choose the person or the loan.")
    if since > today(unit.session, unit.now):
        raise UserError("A flag cannot begin in the future.", do="Enter the day you learned of it.")
    flag = Flag(
        kind=kind,
        loan_id=loan_id if not kind.of_person or person_id is None else None,
        person_id=person_id,
        since=since,
        until=until,
        details=dict(details or {}),
        source=source,
        disaster_id=disaster_id,
    )
    unit.session.add(flag)
    unit.session.flush()
    unit.record(
        FlagRaised(
            about=f"person:{person_id}" if person_id else f"loan:{loan_id}",
            also=_also(unit, flag),
            flag_id=flag.id,
            kind=kind,
            since=since,
            person_id=person_id,
            details=dict(details or {}),
        )
    )
    return flag.id


def lift_flag(unit: UnitOfWork, flag_id: int, until: date, reason: str) -> None:
    """Ends a flag on a day, with the reason; the row stays for what was done under it."""
    flag = unit.session.get_one(Flag, flag_id)
    if flag.matter_id is not None:
        raise UserError(
            "This flag follows a matter of the loan.", do="Take the step that ends it there."
        )
    if flag.until is not None and flag.until <= today(unit.session, unit.now):
        raise UserError("This flag has already ended.")
    if not reason.strip():
        raise UserError("Why does it end?", do="Say what ended it, and how we know.")
    if until < flag.since:
        raise UserError("It cannot end before it began.")
    if flag.until is not None and until > flag.until:
        raise UserError(
            f"It ends on {text.day(flag.until)} as it is.", do="Enter that day or an earlier one."
        )
    flag.until = until
    unit.record(
        FlagLifted(
            about=f"person:{flag.person_id}" if flag.person_id else f"loan:{flag.loan_id}",
            also=_also(unit, flag),
            flag_id=flag_id,
            kind=flag.kind,
            until=until,
            reason=reason.strip(),
        )
    )


def extend_flag(unit: UnitOfWork, flag_id: int, until: date, reason: str) -> None:
    """Moves the last day of a flag that still stands and has one."""
    flag = unit.session.get_one(Flag, flag_id)
    was = flag.until
    if was is None or until <= was:
        raise UserError("A flag is extended to a later day than its last one.")
    flag.until = until
    unit.record(
        FlagExtended(
            about=f"person:{flag.person_id}" if flag.person_id else f"loan:{flag.loan_id}",
            also=_also(unit, flag),
            flag_id=flag_id,
            kind=flag.kind,
            was=was,
            until=until,
            reason=reason.strip(),
        )
    )


def _also(unit: UnitOfWork, flag: Flag) -> tuple[str, ...]:
    """Every loan the flag acts on; the deadlines of these follow where the law looks at it."""
    loans = {flag.loan_id} if flag.loan_id else set(loans_of(unit, flag.person_id or 0))
    if flag.kind in MATTERS:
        for loan_id in loans:
            renew_later(unit, loan_id)
    return ("queue", *(f"loan:{loan_id}" for loan_id in sorted(loans)))
