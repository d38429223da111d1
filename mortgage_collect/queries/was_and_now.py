"""What a field was and is now, as people read it: history holds text that is the same for ever."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from mortgage_collect.core import text
from mortgage_collect.core.money import Money

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_AMOUNT: Final = re.compile(r"-?\d+\.\d\d")
_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?")
_RATES: Final = ("rate", "percent")
_NAMES: Final = {"upb": "principal balance"}
_YES: Final = {"true": "yes", "false": "no"}


def was_and_now(field: str, was: str | None, now: str | None) -> str:
    """One change of one field: "next due date: Sep 5, 2026 -> Oct 5, 2026" with an arrow."""
    name = _NAMES.get(field, field.replace("_", " "))
    return f"{name}: {as_read(field, was)} \u2192 {as_read(field, now)}"


def as_read(field: str, value: str | None) -> str:
    """A value of history as a person reads it; what is in no form of ours stays as it stands."""
    if not value:
        return "blank"
    if _DAY.fullmatch(value):
        try:
            return text.day(date.fromisoformat(value))
        except ValueError:
            return value
    if _NUMBER.fullmatch(value) and field.endswith(_RATES):
        return f"{value}%"
    if _AMOUNT.fullmatch(value):
        return str(Money.of(value))
    return _YES.get(value, value)
