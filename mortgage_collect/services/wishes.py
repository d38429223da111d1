"""What a person asked for: to be called back, not at certain times, or only in agreed hours."""

from __future__ import annotations

from datetime import date, time, timedelta

from mortgage_collect.core import text
from mortgage_collect.core.errors import UserError
from mortgage_collect.events.contacts import (
    AgreedHoursEnded,
    AgreedHoursSet,
    CallBackAgreed,
    CallBackRevoked,
    QuietTimeEnded,
    QuietTimeSet,
)
from mortgage_collect.models.person import AgreedTime, CallBack, QuietTime
from mortgage_collect.queries.calling import borrower_day
from mortgage_collect.queries.facts import today
from mortgage_collect.services.edit import loans_of
from mortgage_collect.store.unit_of_work import UnitOfWork


def agree_call_back(
    unit: UnitOfWork, loan_id: int, person_id: int, *, until: date | None = None
) -> None:
    """The person asked to be called; good for seven days at most, or through the last day they
    named."""
    on = borrower_day(unit.session, loan_id, person_id, None, unit.now).date()
    if until is not None and until < on:
        raise UserError(f"{text.day(until)} is over.", do="Enter today or a later day.")
    unit.session.add(CallBack(loan_id=loan_id, person_id=person_id, received_on=on, until=until))
    unit.record(
        CallBackAgreed(about=f"loan:{loan_id}", person_id=person_id, received_on=on, until=until)
    )


def revoke_call_back(unit: UnitOfWork, call_back_id: int, reason: str) -> None:
    """They took it back: from today on it covers no call (12 CFR 1006.14(b)(3)(i))."""
    row = unit.session.get_one(CallBack, call_back_id)
    if not reason.strip():
        raise UserError("Why does it end?", do="Say who said so, and how.")
    if row.revoked_on is not None:
        raise UserError("This agreement was taken back before.")
    row.revoked_on = borrower_day(unit.session, row.loan_id, row.person_id, None, unit.now).date()
    unit.record(
        CallBackRevoked(
            about=f"loan:{row.loan_id}",
            person_id=row.person_id,
            received_on=row.received_on,
            revoked_on=row.revoked_on,
            reason=reason.strip(),
        )
    )


def set_quiet_time(
    unit: UnitOfWork,
    person_id: int,
    says: str,
    *,
    weekdays: frozenset[int] = frozenset(range(7)),
    start: time | None = None,
    end: time | None = None,
    until: date | None = None,
) -> None:
    """When a person does not want to be called, in their words and in hours. An end that is not
    after its start is on the next morning; `until` is its last day."""
    if not weekdays:
        raise UserError("On no day at all?", do="Choose at least one day.")
    if until is not None and until < today(unit.session, unit.now):
        raise UserError(f"{text.day(until)} is over.", do="Enter today or a later day.")
    unit.session.add(
        QuietTime(
            person_id=person_id,
            weekdays="".join(str(day) for day in sorted(weekdays)),
            start=start,
            end=end,
            until=until,
            says=says,
        )
    )
    unit.record(
        QuietTimeSet(
            about=f"person:{person_id}",
            also=_touched(unit, person_id),
            person_id=person_id,
            says=says,
            weekdays="".join(str(day) for day in sorted(weekdays)),
            start=start.isoformat("minutes") if start else None,
            end=end.isoformat("minutes") if end else None,
            until=until,
        )
    )


def end_quiet_time(unit: UnitOfWork, quiet_id: int, reason: str) -> None:
    """The wish no longer holds from today; it stays for the calls it was kept for."""
    quiet = unit.session.get_one(QuietTime, quiet_id)
    if not reason.strip():
        raise UserError("Why does it end?", do="Say who said so, and when.")
    quiet.until = today(unit.session, unit.now) - timedelta(days=1)
    unit.record(
        QuietTimeEnded(
            about=f"person:{quiet.person_id}",
            also=_touched(unit, quiet.person_id),
            person_id=quiet.person_id,
            says=quiet.says,
            until=quiet.until,
            reason=reason.strip(),
        )
    )


def agree_hours(
    unit: UnitOfWork, person_id: int, first: time, last: time, in_writing: bool | None
) -> int:
    """Hours in which the person agreed to be reached, from today; they take the place of earlier
    ones. Returns their id. Some states let such an agreement pass their own hours."""
    if last <= first:
        raise UserError(
            f"{text.clock(last)} is not after {text.clock(first)}.",
            do="Enter the hours of one day, the earlier one first.",
        )
    day = today(unit.session, unit.now)
    row = AgreedTime(
        person_id=person_id, first=first, last=last, in_writing=in_writing, agreed_on=day
    )
    unit.session.add(row)
    unit.session.flush()
    unit.record(
        AgreedHoursSet(
            about=f"person:{person_id}",
            also=_touched(unit, person_id),
            person_id=person_id,
            first=first.isoformat("minutes"),
            last=last.isoformat("minutes"),
            in_writing=in_writing,
        )
    )
    return row.id


def end_hours(unit: UnitOfWork, hours_id: int, reason: str) -> None:
    """The agreement no longer holds from today, nor does any before it."""
    row = unit.session.get_one(AgreedTime, hours_id)
    if not reason.strip():
        raise UserError("Why does it end?", do="Say who said so, and when.")
    until = today(unit.session, unit.now) - timedelta(days=1)
    for each in unit.session.query(AgreedTime).filter_by(person_id=row.person_id, until=None):
        each.until = until
    unit.record(
        AgreedHoursEnded(
            about=f"person:{row.person_id}",
            also=_touched(unit, row.person_id),
            person_id=row.person_id,
            first=row.first.isoformat("minutes"),
            last=row.last.isoformat("minutes"),
            until=until,
            reason=reason.strip(),
        )
    )


def _touched(unit: UnitOfWork, person_id: int) -> tuple[str, ...]:
    return tuple(f"loan:{loan_id}" for loan_id in loans_of(unit, person_id))
