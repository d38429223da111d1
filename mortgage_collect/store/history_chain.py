"""Appends events to the history and proves that it is whole.

digest(n) = SHA-256 of the canonical JSON of [seq, at, actor, event, about, body, digest(n-1)];
the first one follows sixty-four zeros. The chain shows any change in the middle. It cannot show
that the newest entries are gone, so the head is printed on paper, and `holds` compares it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, Select, String, func, insert, select, text, type_coerce
from sqlalchemy.exc import DataError, OperationalError
from sqlalchemy.orm import Session

from mortgage_collect.events.event import Event, canonical, name_of
from mortgage_collect.models.history import HistoryEntry
from mortgage_collect.store.bulk import Progress, ignore

START = "0" * 64
_LOCK = 0x4D43_4849  # "MCHI": one writer at a time between reading the head and writing after it
_PAGE = 2_000
_PRINTED = 12
_STORED = "%Y-%m-%d %H:%M:%S.%f"


@dataclass(frozen=True, slots=True)
class Head:
    """The newest entry: printed at the foot of every report and agreement."""

    seq: int
    digest: str

    def __str__(self) -> str:
        return f"{self.seq}-{self.digest[:_PRINTED]}"


@dataclass(frozen=True, slots=True)
class Verification:
    """`entries` hold up to `head`; `broken_at` is the first that does not follow. None: whole."""

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


def hold(session: Session) -> None:
    """Nobody else writes history until this transaction ends.

    Called early by work that must see the book as it will be when it is saved, such as an import.
    SQLite needs nothing: its units hold the only write lock from their beginning.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


def append(session: Session, events: Iterable[Event], *, actor: str, at: datetime) -> Head:
    """Writes one entry an event, in order, in the session's own transaction."""
    events, at = tuple(events), at.astimezone(UTC)
    if events:
        hold(session)
    last = head(session)
    rows = []
    for event in events:
        seq = last.seq + 1
        name, body = name_of(event), event.body()
        digest = _digest(seq, at, actor, name, event.about, body, last.digest)
        rows.append(
            {
                "seq": seq,
                "at": at,
                "actor": actor,
                "event": name,
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


def verify(
    session: Session, *, after: Head | None = None, progress: Progress = ignore
) -> Verification:
    """Walks the history and names the first broken link: the whole of it, or what follows `after`.

    What comes before `after` is taken as proven; a head that is not in the history is itself the
    broken link. Told of its progress every couple of thousand entries, where it can be cancelled.
    """
    last = after or Head(0, START)
    if after is not None and after.seq and not _is_there(session, after):
        says = f"entry {after.seq} is not the one that was kept"
        return Verification(0, Head(0, START), after.seq, says)
    total = session.scalar(select(func.max(HistoryEntry.seq))) or 0
    begun = last.seq
    for seq, row in _entries(session, begun if after else None):
        if (seq - begun) % _PAGE == 1:
            progress(seq - begun - 1, total - begun, "Checking the history")
        expected = last.seq + 1
        if seq != expected:
            return Verification(last.seq, last, expected, f"entry {expected} is missing")
        if row is None or row.digest != _digest_of(row):
            says = f"entry {seq} was changed after it was written"
            return Verification(last.seq, last, seq, says)
        if row.previous != last.digest:
            says = f"entry {seq} does not follow entry {last.seq}"
            return Verification(last.seq, last, seq, says)
        last = Head(seq, row.digest)
    walked = last.seq - begun
    progress(walked, walked, "Checking the history")
    newest = "newest " if begun else ""
    return Verification(last.seq, last, None, f"{walked:,} {newest}entries, every link holds")


def tail(session: Session, entries: int) -> Head:
    """The head as it stood `entries` ago: where a quick look at the newest begins."""
    seq = head(session).seq - entries
    found = session.scalar(select(HistoryEntry.digest).where(HistoryEntry.seq == seq))
    return Head(seq, found) if found is not None else Head(0, START)


def _is_there(session: Session, one: Head) -> bool:
    found = session.scalar(select(HistoryEntry.digest).where(HistoryEntry.seq == one.seq))
    return found == one.digest


def holds(session: Session, printed: str) -> bool:
    """True when the head printed on a paper ("1204-9f86d081884c") is in this history."""
    seq, _, digest = printed.strip().partition("-")
    if not seq.isdecimal() or len(digest) != _PRINTED:
        return False
    found = session.scalar(select(HistoryEntry.digest).where(HistoryEntry.seq == int(seq)))
    return found is not None and found.startswith(digest.lower())


def count(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(HistoryEntry)) or 0


Entry = tuple[int, Row[Any] | None]


def _entries(session: Session, after: int | None) -> Iterator[Entry]:
    """Every entry in order, or those above `after`.

    None where what is stored can no longer be read as an entry.
    """
    entry = HistoryEntry
    # SQLite keeps a moment as text, and several texts are one moment; only one was written.
    at = type_coerce(entry.at, String) if session.get_bind().dialect.name == "sqlite" else entry.at
    rest = (entry.actor, entry.event, entry.about, entry.body, entry.previous, entry.digest)
    query = select(entry.seq, at.label("at"), *rest).order_by(entry.seq)
    pages = select(entry.seq).order_by(entry.seq).limit(_PAGE)
    first = pages if after is None else pages.where(entry.seq > after)
    seqs = session.scalars(first).all()
    while seqs:
        rows: list[Row[Any] | None]
        try:
            rows = list(session.execute(query.where(entry.seq.between(seqs[0], seqs[-1]))))
        except (DataError, OperationalError):
            rows = [_one(session, query.where(entry.seq == seq)) for seq in seqs]
        yield from zip(seqs, rows, strict=True)
        seqs = session.scalars(pages.where(entry.seq > seqs[-1])).all()


def _one(session: Session, query: Select[*tuple[Any, ...]]) -> Row[Any] | None:
    try:
        return session.execute(query).one()
    except (DataError, OperationalError) as error:
        # A text that is not UTF-8, a moment that is none: not a disk that cannot be read.
        if isinstance(error, DataError) or "decode" in str(error.orig).lower():
            return None
        raise


def _digest_of(row: Row[Any]) -> str:
    """The digest this entry should have; empty when it holds what was never written."""
    at, texts = row.at, (row.actor, row.event, row.about, row.body, row.previous)
    if not all(isinstance(text, str) for text in texts):
        return ""
    if isinstance(at, str):
        try:
            at = datetime.strptime(at, _STORED).replace(tzinfo=UTC)
        except ValueError:
            return ""
        if at.strftime(_STORED) != row.at:
            return ""
    if not isinstance(at, datetime):
        return ""
    return _digest(row.seq, at, *texts)


def _digest(
    seq: int, at: datetime, actor: str, event: str, about: str, body: str, previous: str
) -> str:
    link = canonical([seq, at.isoformat(), actor, event, about, body, previous])
    return hashlib.sha256(link.encode()).hexdigest()
