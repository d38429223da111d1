"""The bank, its people, its policies, and the database itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mortgage_collect.core.permissions import Permission
from mortgage_collect.events.event import Change, Event


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseCreated(Event):
    NEEDS = Permission.PEOPLE

    schema: str
    practice: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseUpgraded(Event):
    NEEDS = Permission.PEOPLE

    was: str
    now: str
    backup: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupMade(Event):
    NEEDS = Permission.ENTER  # the copy of the day is made whoever is here

    before: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupTaken(Event):
    """A backup taken elsewhere; `wrong` says why it could not be."""

    NEEDS = Permission.FOLLOW

    copy: str
    wrong: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseRestored(Event):
    """A backup put in the place of the database. `was` is the head that stood there before, empty
    where it could not be read; `now` the backup's own."""

    NEEDS = Permission.DECIDE_BANK

    backup: str
    sha256: str
    was: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BankChanged(Event):
    NEEDS = Permission.DECIDE_BANK

    bank_id: int
    changes: tuple[Change, ...]


# What a decision is about, by how its key begins; all else is the bank's own business.
LEGAL = ("adopted_rules", "adopts_", "confirmed.", "interview.", "tighten.", "translation")


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicySet(Event):
    policy_id: int
    key: str
    since: date
    was: str | None
    now: str

    def needs(self) -> Permission:
        legal = self.key.startswith(LEGAL)
        return Permission.DECIDE_LAW if legal else Permission.DECIDE_BANK


@dataclass(frozen=True, slots=True, kw_only=True)
class UserAdded(Event):
    NEEDS = Permission.PEOPLE

    user_id: int
    name: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryChecked(Event):
    """Somebody had the whole history proven; `wrong` says what did not hold, `head` up to where."""

    NEEDS = Permission.PROVE

    entries: int
    head: str
    wrong: str
