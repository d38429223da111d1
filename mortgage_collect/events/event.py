"""What happened, in the past tense. An event becomes one link of the history.

Names and fields are for ever: tests/house/events.txt holds every name ever used. Bodies hold ids
and was/now values as text; never a Social Security number or a full account number.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from mortgage_collect.core.errors import Bug
from mortgage_collect.core.money import Money
from mortgage_collect.core.permissions import Permission
from mortgage_collect.core.rate import Rate


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """`about` is the subject, "loan:42"; `also` are others it touches, told to open screens.

    `NEEDS` is what whoever makes it happen must be permitted; `needs` where that hangs on a value.
    """

    NEEDS: ClassVar[Permission]

    about: str
    also: tuple[str, ...] = ()

    def needs(self) -> Permission:
        return self.NEEDS

    def body(self) -> str:
        """The rest of the event as canonical JSON: sorted keys, no idle spaces."""
        return canonical(
            {
                field.name: getattr(self, field.name)
                for field in fields(self)
                if field.name not in ("about", "also")
            }
        )


def name_of(event: Event) -> str:
    """What history calls it. Not an attribute: events have fields of their own called name."""
    return type(event).__name__


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one record: what it was, what it is now; None is "nothing on file"."""

    field: str
    was: str | None
    now: str | None


_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def canonical(value: Any) -> str:
    """JSON that is the same for the same facts, whatever the machine."""
    return as_json(plain(value))


def as_json(value: Any) -> str:
    """The same of what is plain already."""
    return _ENCODER.encode(value)


def plain(value: Any) -> Any:
    """A value as JSON holds it: amounts and dates as text, words by their value."""
    match value:
        case None | bool() | int():
            return value
        case str():
            return str(value)
        case Money() | Rate():
            return value.plain
        case Decimal():
            return format(value, "f")
        case datetime() | date():
            return value.isoformat()
        case dict():
            return {str(key): plain(item) for key, item in value.items()}
        case list() | tuple():
            return [plain(item) for item in value]
        case frozenset() | set():
            return sorted(plain(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    raise Bug(f"an event cannot hold a {type(value).__name__}")


def shown(value: Any) -> str | None:
    """A field's value as was/now text."""
    made = plain(value)
    return made if made is None or isinstance(made, str) else json.dumps(made, sort_keys=True)
