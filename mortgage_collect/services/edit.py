"""Setting fields on a record and telling what they were and what they are now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from mortgage_collect.core.errors import Bug
from mortgage_collect.events.event import Change, shown
from mortgage_collect.models.person import LoanPerson
from mortgage_collect.store.unit_of_work import UnitOfWork


def apply(record: Any, now: Mapping[str, Any]) -> tuple[Change, ...]:
    """Sets what differs, and returns was/now of exactly those fields."""
    changes = []
    for field, value in now.items():
        if not hasattr(record, field):
            raise Bug(f"{type(record).__name__} has no {field}")
        was = getattr(record, field)
        if was != value:
            setattr(record, field, value)
            changes.append(Change(field, shown(was), shown(value)))
    return tuple(changes)


def ends_only(changes: tuple[Change, ...], *fields: str, keep: int = 4) -> tuple[Change, ...]:
    """The same, but of an account or telephone number no more than its last signs."""

    def end(identifier: str | None) -> str | None:
        return f"..{identifier[len(identifier) - keep :]}" if identifier else identifier

    return tuple(
        Change(each.field, end(each.was), end(each.now)) if each.field in fields else each
        for each in changes
    )


def loans_of(unit: UnitOfWork, person_id: int) -> tuple[int, ...]:
    """The loans a person is on."""
    return tuple(
        unit.session.scalars(select(LoanPerson.loan_id).where(LoanPerson.person_id == person_id))
    )
