"""Appends events to the history and proves that it is whole.

digest(n) = SHA-256 of the canonical JSON of [seq, at, actor, event, about, body, digest(n-1)];
the first one follows sixty-four zeros.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select, text
from sqlalchemy.orm import Session

from mortgage_collect.events.event import Event, canonical
from mortgage_collect.models.history import HistoryEntry

START = "0" * 64
_LOCK = 0x4D43_4849  # "MCHI": one writer at a time between reading the head and writing after it


@dataclass(frozen=True, slots=True)
class Head:
    """The newest entry: printed at the foot of every report and agreement."""

    seq: int
    digest: str

    def __str__(self) -> str:
        return f"{self.seq}-{self.digest[:12]}"


@dataclass(frozen=True, slots=True)
class Verification:
    """`broken_at` is the first entry that does not follow from the one before; None: whole."""

    entries: int
    head: Head
    broken_at: int | None
    says: str


def head(session: Session) -> Head:
    """The newest entry, or entry 0 of an empty history."""
    row = session.execute(
        select(HistoryEntry.seq, HistoryEntry.digest).order_by(HistoryEntry.seq.desc()).limit(1)
    ).first()
    return Head(row.seq, row.digest) if row else Head(0, START)


def append(session: Session, events: Iterable[Event], *, actor: str, at: datetime) -> Head:
    """Writes one entry an event, in order, in the session's own transaction."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    last = head(session)
    rows = []
    for event in events:
        seq = last.seq + 1
        body = event.body()
        digest = _digest(seq, at, actor, event.name, event.about, body, last.digest)
        rows.append(
            {
                "seq": seq,
                "at": at,
                "actor": actor,
                "event": event.name,
                "about": event.about,
                "body": body,
                "previous": last.digest,
                "digest": digest,
            }
        )
        last = Head(seq, digest)
    if rows:
        session.execute(insert(HistoryEntry), rows)
    return last


def verify(session: Session) -> Verification:
    """Walks the whole history and names the first broken link."""
    previous, expected = START, 1
    for row in _entries(session):
        digest = _digest(row.seq, row.at, row.actor, row.event, row.about, row.body, row.previous)
        wrong = ""
        if row.seq != expected:
            wrong = f"entry {expected} is missing"
        elif row.previous != previous:
            wrong = f"entry {row.seq} does not follow entry {row.seq - 1}"
        elif row.digest != digest:
            wrong = f"entry {row.seq} was changed after it was written"
        if wrong:
            return Verification(
                expected - 1, Head(row.seq, row.digest), min(expected, row.seq), wrong
            )
        previous, expected = row.digest, expected + 1
    entries = expected - 1
    return Verification(
        entries, Head(entries, previous), None, f"{entries:,} entries, every link holds"
    )


def count(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(HistoryEntry)) or 0


def _entries(session: Session) -> Iterator[HistoryEntry]:
    query = select(HistoryEntry).order_by(HistoryEntry.seq)
    yield from session.scalars(query.execution_options(yield_per=2_000))


def _digest(
    seq: int, at: datetime, actor: str, event: str, about: str, body: str, previous: str
) -> str:
    link = canonical([seq, at.isoformat(), actor, event, about, body, previous])
    return hashlib.sha256(link.encode()).hexdigest()
