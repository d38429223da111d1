"""A tape's values as they lie in a loan's `more`, and back: text by the field's own type."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.events.event import plain
from mortgage_collect.tape.fields import all_fields
from mortgage_collect.tape.values import Value, YearMonth


def keep(value: Value) -> Any:
    """A value as JSON: amounts, rates and days as text, yes and no as themselves."""
    return str(value) if isinstance(value, YearMonth) else plain(value)


def read(field: str, kept: Any) -> Value:
    """What `keep` wrote, typed again; text of an unknown field stays text."""
    known = all_fields().get(field)
    if kept is None or known is None or not isinstance(kept, str):
        return None if kept is None else kept  # type: ignore[no-any-return]
    match known.type:
        case "money":
            return Money.of(kept)
        case "rate":
            return Rate.percent(kept)
        case "percent":
            return Decimal(kept)
        case "date":
            if len(kept) == 7:
                return YearMonth(int(kept[:4]), int(kept[5:]))
            return date.fromisoformat(kept)
    return kept


def shown(value: Value) -> str | None:
    """A value as was/now text in a change."""
    kept = keep(value)
    return kept if kept is None or isinstance(kept, str) else str(kept)
