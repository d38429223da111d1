"""Files that came in and went out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mortgage_collect.core.money import Money
from mortgage_collect.core.permissions import Permission
from mortgage_collect.events.event import Event, canonical


@dataclass(frozen=True, slots=True, kw_only=True)
class TapeImported(Event):
    """A loan tape applied in one piece; `changes` is the digest of every was/now it wrote."""

    NEEDS = Permission.IMPORT_TAPE

    tape_id: int
    file_sha256: str
    as_of: date
    new: int
    changed: int
    unchanged: int
    older: int
    missing: int
    held: int
    refused: int
    total_upb: Money
    changes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TapeUndone(Event):
    """An import taken back as a whole; `changes` is the digest its own entry has."""

    NEEDS = Permission.IMPORT_TAPE

    tape_id: int
    as_of: date | None
    removed: int
    restored: int
    changes: str


def digest_of_changes(changes: Iterable[tuple[int, str, str | None, str | None]]) -> str:
    """SHA-256 over (loan's id, field, was, now) of every change, in the order they were written."""
    digest = hashlib.sha256()
    for change in changes:
        digest.update(canonical(list(change)).encode())
        digest.update(b"\n")
    return digest.hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomersImported(Event):
    NEEDS = Permission.IMPORT_FILE

    tape_id: int
    file_sha256: str
    rows: int
    people: int
    points: int
    unknown_loans: int
    changes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentsImported(Event):
    NEEDS = Permission.IMPORT_FILE

    tape_id: int
    file_sha256: str
    posted: int
    refused: int
    total: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutRemembered(Event):
    layout_id: int
    kind: str
    columns: int

    def needs(self) -> Permission:
        return Permission.IMPORT_TAPE if self.kind == "loans" else Permission.IMPORT_FILE


@dataclass(frozen=True, slots=True, kw_only=True)
class FileExported(Event):
    """`what` is "tape" for the book, "queue" for the work queue, else the name of a report."""

    what: str
    rows: int
    sha256: str

    def needs(self) -> Permission:
        whole = self.what in ("tape", "queue")
        return Permission.EXPORT_BOOK if whole else Permission.EXPORT_REPORT
