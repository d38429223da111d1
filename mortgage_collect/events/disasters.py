"""A disaster: an area was tagged, and its last day moved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mortgage_collect.core.permissions import Permission
from mortgage_collect.core.words import DisasterKind
from mortgage_collect.events.event import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class DisasterTagged(Event):
    """The batch; each loan's own flag is an event of its own."""

    NEEDS = Permission.TAG_DISASTER

    disaster_id: int
    name: str
    kind: DisasterKind
    begins: date
    ends: date
    pauses_calls: bool
    zips: tuple[str, ...]
    counties: tuple[str, ...]
    loans: int
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DisasterChanged(Event):
    """Extended, or ended early: `was` and `ends` are last days."""

    NEEDS = Permission.TAG_DISASTER

    disaster_id: int
    was: date
    ends: date
    reason: str
    loans: int
