"""The bank, its people, its policies, and the database itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mortgage_collect.events.event import Change, Event


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseCreated(Event):
    schema: str
    practice: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseUpgraded(Event):
    was: str
    now: str
    backup: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupMade(Event):
    before: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BankChanged(Event):
    bank_id: int
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicySet(Event):
    policy_id: int
    key: str
    since: date
    was: str | None
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UserAdded(Event):
    user_id: int
    name: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryChecked(Event):
    """Somebody had the whole history proven; `wrong` says what did not hold, `head` up to where."""

    entries: int
    head: str
    wrong: str
