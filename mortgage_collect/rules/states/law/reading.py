"""Reads a state's file, strictly: a key nobody knows is an error that names the file and the line.

The mistakes here are ours, so they are a Bug; a test reads every file.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date, time
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

from mortgage_collect.core import assets
from mortgage_collect.core.citation import Citation
from mortgage_collect.core.errors import Bug
from mortgage_collect.core.states import CODES, file_of
from mortgage_collect.rules.states.law.state import (
    ContactCap,
    ContactRule,
    Entry,
    Hours,
    Locality,
    Notice,
    Passage,
    State,
    Workplace,
)

# Table of the file, field of the State, what it becomes.
TABLES: dict[str, tuple[str, type[Entry]]] = {
    "notice": ("notices", Notice),
    "contact_cap": ("contact_caps", ContactCap),
    "hours": ("hours", Hours),
    "workplace": ("workplaces", Workplace),
    "contact_rule": ("contact_rules", ContactRule),
    "language": ("languages", Passage),
    "disclosure": ("disclosures", Passage),
    "locality": ("localities", Locality),
}
# Of these the room that counts money makes its own (`loanmath/late_charge_cap.py`).
ELSEWHERE = frozenset({"late_charge", "late_charge_stop"})
# Hours have no key in the file: a state has one set of them.
LONE = frozenset({"hours"})


@cache
def state(code: str | None) -> State | None:
    """What a state says; None where it is not known, and for two letters that are none of ours."""
    return read(assets.text(file_of(code)), file_of(code)) if code and code in CODES else None


def every_state() -> tuple[State, ...]:
    """All of them, by their two letters."""
    return tuple(found for code in CODES if (found := state(code)) is not None)


def read(written: str, name: str) -> State:
    """A state from its TOML text; raises Bug naming the file and the line of what is wrong."""
    try:
        content = tomllib.loads(written)
    except tomllib.TOMLDecodeError as wrong:
        raise Bug(f"{name} does not read: {wrong}") from wrong
    place = _Place(written, name)
    code = str(content.get("code", ""))
    built: dict[str, Any] = {}
    for key, found in content.items():
        if key in ELSEWHERE:
            continue
        if key not in TABLES:
            built[key] = found
            continue
        field_name, kind = TABLES[key]
        rows = found if isinstance(found, list) else [found]
        built[field_name] = tuple(
            _entry(kind, row, f"states.{key}.{code}", place.inside(key, index), key in LONE)
            for index, row in enumerate(rows)
        )
    made: State = _built(State, built, place, ready=frozenset(f for f, _ in TABLES.values()))
    for zone in made.zones:
        ZoneInfo(zone)
    ids = [each.id for each in made.entries]
    if len(set(ids)) < len(ids):
        raise Bug(f"{name}: two entries share the key {max(ids, key=ids.count)!r}")
    return made


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in a file we are: the nth table of a name, or the top."""

    written: str
    file: str
    table: str = ""
    index: int = 0

    def inside(self, table: str, index: int) -> _Place:
        return _Place(self.written, self.file, table, index)

    def says(self, key: str) -> str:
        """ "states/NY.toml, line 12": where a key stands; the table's own line for one missing."""
        seen, here, at = -1, not self.table, 1
        for number, line in enumerate(self.written.splitlines(), 1):
            if head := re.match(r"\[+([\w.]+)\]+", line):
                seen += head[1] == self.table
                here = bool(self.table) and head[1] == self.table and seen == self.index
                at = number if here else at
            elif here and re.match(rf"{re.escape(key)}\s*=", line):
                return f"{self.file}, line {number}"
        return f"{self.file}, line {at}"


def _entry(
    kind: type[Entry], row: Mapping[str, Any], stem: str, place: _Place, lone: bool
) -> Entry:
    values = dict(row)
    key = values.get("key", "")
    if lone:
        key = values["key"] = "hours"
    values["id"] = stem if lone else f"{stem}.{key}"
    made: Entry = _built(kind, values, place)
    return made


def _built(
    kind: type[Any], values: Mapping[str, Any], place: _Place, ready: frozenset[str] = frozenset()
) -> Any:
    hints = get_type_hints(kind)
    for key in values:
        if key not in hints:
            raise Bug(f"{place.says(key)}: {key!r} is not known there")
    for each in fields(kind):
        if each.default is MISSING and each.name not in values:
            raise Bug(f"{place.says(each.name)}: {each.name!r} is missing")
    return kind(
        **{
            key: found if key in ready else _value(hints[key], found, key, place)
            for key, found in values.items()
        }
    )


def _value(hint: Any, found: Any, key: str, place: _Place) -> Any:
    if get_origin(hint) in (UnionType, Union):
        (hint,) = (each for each in get_args(hint) if each is not type(None))
    if get_origin(hint) is tuple and isinstance(found, list):
        return tuple(_value(get_args(hint)[0], each, key, place) for each in found)
    if hint is Citation and isinstance(found, str) and found:
        return Citation(found)
    if isinstance(hint, type) and issubclass(hint, StrEnum) and found in tuple(hint):
        return hint(found)
    plain = hint in (str, int, bool, date, time) and type(found) is hint
    if not plain or (hint is int and found < 0) or found == "":
        wanted = getattr(hint, "__name__", str(hint)).lower()
        raise Bug(f"{place.says(key)}: {key} is {found!r}; expected {wanted}")
    return found
