"""One entry of the history in full: every value it holds, and what became of it later."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy.orm import Session

from mortgage_collect.models.history import HistoryEntry
from mortgage_collect.queries.history import HistoryRow, rows_of
from mortgage_collect.queries.history_mended import mended_by
from mortgage_collect.queries.was_and_now import as_read

_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Field:
    """One value of an entry: what was and what is now. `was` is None where it was only told."""

    name: str
    was: str | None
    now: str


@dataclass(frozen=True, slots=True)
class EntryTold:
    """`digest` and `previous` are its links in the chain; `later` are the entries that took it
    back or mended it."""

    row: HistoryRow
    fields: tuple[Field, ...]
    event: str
    digest: str
    previous: str
    later: tuple[HistoryRow, ...]


def entry(session: Session, seq: int) -> EntryTold:
    held = session.get_one(HistoryEntry, seq)
    (row,) = rows_of(session, (held,))
    return EntryTold(
        row=row,
        fields=tuple(_fields(json.loads(held.body))),
        event=held.event,
        digest=held.digest,
        previous=held.previous,
        later=rows_of(session, mended_by(session, held)),
    )


def _fields(body: Mapping[str, Any]) -> Iterable[Field]:
    rest = dict(body)
    changes = rest.get("changes")
    changes = rest.pop("changes") if isinstance(changes, list) else []
    single = rest.pop("change", None)
    for each in (*changes, *([single] if single else [])):
        yield _changed(each["field"], each["was"], each["now"])
    if {"was", "now"} <= rest.keys():
        yield _changed(str(rest.pop("key", "it")), rest.pop("was"), rest.pop("now"))
    for name, value in rest.items():
        if value in (None, "", [], {}) or name.endswith("_id") or _is_digest(value):
            continue  # blanks, keys of rows and seals tell a reader nothing
        yield Field(name.replace("_", " "), None, _plain(name, value))


def _is_digest(value: object) -> bool:
    """Nobody reads those; they are proven, not looked at."""
    return isinstance(value, str) and _DIGEST.fullmatch(value) is not None


def _changed(name: str, was: Any, now: Any) -> Field:
    return Field(name.replace("_", " "), _plain(name, was), _plain(name, now))


def _plain(name: str, value: Any) -> str:
    match value:
        case None:
            return as_read(name, None)
        case bool():
            return "yes" if value else "no"
        case str():
            return as_read(name, value)
        case list():
            return ", ".join(_plain(name, each) for each in value)
        case dict():
            parts = (f"{key.replace('_', ' ')} {_plain(key, held)}" for key, held in value.items())
            return ", ".join(parts)
    return str(value)
