"""Who shares a home and a budget with whom."""

from __future__ import annotations

from dataclasses import dataclass

from mortgage_collect.core.permissions import Permission
from mortgage_collect.events.event import Change, Event


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdChanged(Event):
    """A person went into a household or out of one; `change` names both, None is no household.

    `why` is what the file shows they share, or the reason given when they are taken out.
    """

    NEEDS = Permission.WORK

    person_id: int
    was: int | None
    now: int | None
    change: Change
    why: str
