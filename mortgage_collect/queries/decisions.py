"""What a bank decided under a key, with who entered it and when: for whoever looks back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from mortgage_collect.models.bank import Policy
from mortgage_collect.models.history import HistoryEntry


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision as it was entered: it holds from `since` on.

    `changes` are names with was and now, None where what ships held or is to hold; a decision about
    one plain value has it under the name "". `by` and `at` come from the history, and are None for
    a decision it does not tell of.
    """

    id: int
    key: str
    since: date
    why: str
    changes: tuple[tuple[str, str | None, str | None], ...]
    by: str | None = None
    at: datetime | None = None


def decisions_told(session: Session) -> dict[str, tuple[Decision, ...]]:
    """Every decision by its key, the one entered last first."""
    told = {body["policy_id"]: (entry, body) for entry, body in _entries(session)}
    found: dict[str, list[Decision]] = {}
    for row in session.scalars(select(Policy).order_by(Policy.id.desc())):
        entry, body = told.get(row.id, (None, {}))
        found.setdefault(row.key, []).append(
            Decision(
                row.id,
                row.key,
                row.since,
                row.why,
                _changes(row.value, body),
                entry.actor if entry is not None else None,
                entry.at if entry is not None else None,
            )
        )
    return {key: tuple(rows) for key, rows in found.items()}


def _entries(session: Session) -> list[tuple[HistoryEntry, dict[str, Any]]]:
    entries = session.scalars(select(HistoryEntry).where(HistoryEntry.event == "PolicySet"))
    return [(entry, json.loads(entry.body)) for entry in entries]


def _changes(value: str, body: Mapping[str, Any]) -> tuple[tuple[str, str | None, str | None], ...]:
    now, was = _names(value), _names(body.get("was"))
    return tuple((name, was.get(name), each) for name, each in now.items())


def _names(value: str | None) -> dict[str, str | None]:
    """A stored value as names to text; a plain one has no name."""
    if value is None:
        return {}
    try:
        read = json.loads(value)
    except ValueError:
        read = None
    return read if isinstance(read, dict) else {"": value}
