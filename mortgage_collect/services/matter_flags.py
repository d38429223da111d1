"""Flags that follow the steps of a matter: raised, moved and ended with them.

One that somebody raised by hand for the same trouble, and that still stands, is taken over: it
stands from the earlier of the two days, what was told of it is joined, and it ends with the matter.
What was told by hand is kept beside it (`Flag.before_matter`), and stands again by itself as soon
as no step of the matter bears on it.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import zip_longest
from typing import Any

from sqlalchemy import select

from mortgage_collect.core.words import FlagKind
from mortgage_collect.events.matters import FlagFollowed
from mortgage_collect.models.matter import Matter
from mortgage_collect.models.person import Flag
from mortgage_collect.queries.matters import as_raised
from mortgage_collect.rules.facts import FlagFact
from mortgage_collect.rules.matters import matter as told
from mortgage_collect.rules.matters.flags import FLAGS, flags_of, joined, joins
from mortgage_collect.services.edit import apply, loans_of
from mortgage_collect.services.flags import raise_flag
from mortgage_collect.store.unit_of_work import UnitOfWork


def follow_flags(unit: UnitOfWork, row: Matter, matter: told.Matter) -> None:
    """Brings the flags of a matter up to its steps.

    A flag whose step was taken back never stood: its last day is set before its first.
    """
    kind = FLAGS.get(row.kind)
    if kind is None:
        return
    wanted = list(flags_of(matter)) if matter.steps else []
    held = [flag for flag in _held(unit, row) if flag.until is None or flag.until >= flag.since]
    if not held and wanted and (found := _by_hand(unit, row, kind)):
        held = [found]
    for flag in [flag for flag in held if flag.matter_id is None or flag.before_matter]:
        held.remove(flag)
        by_hand = as_raised(flag)
        want = next((each for each in wanted if joins(by_hand, each)), None)
        if want is not None:
            wanted.remove(want)
            _take_over(unit, row, flag, joined(by_hand, want))
        elif flag.matter_id is not None:
            _let_go(unit, row, flag)
    for own, want in zip_longest(held, wanted):
        if own is None and want is not None:
            _raise(unit, row, want)
        elif own is not None:
            _move(unit, row, own, want)


def _held(unit: UnitOfWork, row: Matter) -> list[Flag]:
    return list(
        unit.session.scalars(
            select(Flag).where(Flag.matter_id == row.id).order_by(Flag.since, Flag.id)
        )
    )


def _by_hand(unit: UnitOfWork, row: Matter, kind: FlagKind) -> Flag | None:
    whose = (
        Flag.person_id == row.person_id
        if kind.of_person and row.person_id
        else Flag.loan_id == row.loan_id
    )
    query = select(Flag).where(
        Flag.kind == kind, whose, Flag.matter_id.is_(None), Flag.until.is_(None)
    )
    return unit.session.scalar(query.order_by(Flag.id.desc()).limit(1))


def _take_over(unit: UnitOfWork, row: Matter, flag: Flag, both: FlagFact) -> None:
    if flag.before_matter is None:
        flag.before_matter = {
            "since": flag.since.isoformat(),
            "until": flag.until and flag.until.isoformat(),
            "details": flag.details,
        }
    flag.matter_id = row.id
    _change(unit, row, flag, since=both.since, until=both.until, details=dict(both.details))


def _let_go(unit: UnitOfWork, row: Matter, flag: Flag) -> None:
    """It stands by itself again, exactly as it was raised."""
    kept, raised = flag.before_matter or {}, as_raised(flag)
    flag.matter_id, flag.before_matter = None, None
    details = kept.get("details")
    _change(unit, row, flag, since=raised.since, until=raised.until, details=details)


def _raise(unit: UnitOfWork, row: Matter, want: FlagFact) -> None:
    flag_id = raise_flag(
        unit,
        want.kind,
        want.since,
        loan_id=row.loan_id,
        person_id=row.person_id if want.kind.of_person else None,
        details=want.details,
        until=want.until,
    )
    unit.session.get_one(Flag, flag_id).matter_id = row.id


def _move(unit: UnitOfWork, row: Matter, flag: Flag, want: FlagFact | None) -> None:
    if want is None:
        _change(unit, row, flag, until=flag.since - timedelta(days=1))
        return
    details = {**(flag.details or {}), **want.details}
    _change(unit, row, flag, since=want.since, until=want.until, details=details)


def _change(unit: UnitOfWork, row: Matter, flag: Flag, **now: Any) -> None:
    changes = apply(flag, now)
    if not changes:
        return
    loans = {flag.loan_id} if flag.loan_id else set(loans_of(unit, flag.person_id or 0))
    unit.record(
        FlagFollowed(
            about=f"person:{flag.person_id}" if flag.person_id else f"loan:{flag.loan_id}",
            also=("queue", *(f"loan:{loan_id}" for loan_id in sorted(loans))),
            flag_id=flag.id,
            kind=flag.kind,
            matter_id=row.id,
            changes=changes,
            by_itself=flag.matter_id is None,
        )
    )
