"""The months a bill is paid in, as people write them: "1, 7", "Jan and Jul", "monthly"."""

from __future__ import annotations

import re
from typing import Final

from mortgage_collect.core import text
from mortgage_collect.core.errors import UserError

EVERY: Final = tuple(range(1, 13))
_ALL: Final = frozenset({"monthly", "all", "every month", "each month"})
_NAMES: Final = {name.casefold(): at for at, name in enumerate(text.MONTHS, 1)}


def bill_months(written: str) -> tuple[int, ...]:
    """The months in their order, 1 for January. Raises UserError for what is no month."""
    said = " ".join(written.casefold().split())
    if said in _ALL:
        return EVERY
    found = set[int]()
    for word in filter(None, re.split(r"[\s,;+&/]+|\band\b", said)):
        number = int(word) if word.isdecimal() else _NAMES.get(word[:3], 0)
        if not 1 <= number <= 12:
            raise UserError(
                f"{word!r} is no month.", do='Write months as "1, 7" or "Jan, Jul", or "monthly".'
            )
        found.add(number)
    if not found:
        raise UserError("No month is named.", do='Write "1, 7", "Jan, Jul" or "monthly".')
    return tuple(sorted(found))


def written_months(months: tuple[int, ...]) -> str:
    """The months as they stand in a field: "Jan, Jul", or "monthly"."""
    if months == EVERY:
        return "monthly"
    return ", ".join(text.MONTHS[month - 1] for month in months)
