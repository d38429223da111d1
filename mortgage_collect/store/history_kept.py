"""What a backup still holds of an entry of the history that was tampered with.

The chain says which entry does not hold. What stood there before is in the newest backup that
still has it as it was written: its digest holds, and its neighbors agree.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from mortgage_collect.core.errors import Trouble, UserError
from mortgage_collect.events.event import Change
from mortgage_collect.models.history import HistoryEntry
from mortgage_collect.store import backup_names, history_chain
from mortgage_collect.store.db_errors import told
from mortgage_collect.store.engine import open_file

GONE = "the whole entry"


@dataclass(frozen=True, slots=True)
class Tampered:
    """Entry `seq` as the backup `kept` has it and as it stands now, field by field."""

    seq: int
    kept: str
    changes: tuple[Change, ...]


def compare(session: Session, database: Path, key: bytes, seq: int) -> Tampered | None:
    """What was changed of entry `seq`; None when no backup holds it as it was written."""
    for copy in reversed(backup_names.copies(database)):
        before = _of_copy(copy, key, seq)
        if before is not None:
            now = _read(session, seq)
            return Tampered(seq, copy.name, tuple(_changes(before, now)))
    return None


def _of_copy(copy: Path, key: bytes, seq: int) -> dict[str, str] | None:
    try:
        engine = open_file(copy, key)
        try:
            with told(looking=True), Session(engine) as there:
                proof = history_chain.verify(there)
                # Up to the entry, the copy is whole: what it says of the entry was written so.
                return _read(there, seq) if proof.entries >= seq else None
        finally:
            engine.dispose()
    except (UserError, Trouble, SQLAlchemyError, OSError):
        return None  # a backup that cannot be read proves nothing; an older one may


def _read(session: Session, seq: int) -> dict[str, str] | None:
    """The entry as text by field, its body taken apart; None where there is none to be read."""
    try:
        entry = session.scalar(select(HistoryEntry).where(HistoryEntry.seq == seq))
    except (SQLAlchemyError, UserError, Trouble, ValueError, TypeError):
        return None
    if entry is None:
        return None
    at = entry.at.isoformat() if isinstance(entry.at, datetime) else str(entry.at)
    return {
        "at": at,
        "actor": str(entry.actor),
        "event": str(entry.event),
        "about": str(entry.about),
        **dict(_body(entry.body)),
        "previous": str(entry.previous),
        "digest": str(entry.digest),
    }


def _body(body: object) -> Iterator[tuple[str, str]]:
    try:
        held = json.loads(str(body))
    except ValueError:
        held = None
    if not isinstance(held, dict):
        yield "body", str(body)
        return
    for name, value in held.items():
        yield f"body.{name}", value if isinstance(value, str) else json.dumps(value)


def _changes(before: dict[str, str], now: dict[str, str] | None) -> Iterator[Change]:
    if now is None:
        yield Change(GONE, f"{before['event']} about {before['about']} by {before['actor']}", None)
        return
    for field in dict.fromkeys((*before, *now)):
        if before.get(field) != now.get(field):
            yield Change(field, before.get(field), now.get(field))
