"""When a bill is paid, as people write it: "1, 7", "Jan and Jul", "monthly", and for one that does
not come every year "Mar, every 3 years from 2027".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from mortgage_collect.core import text
from mortgage_collect.core.errors import UserError

EVERY: Final = tuple(range(1, 13))
LEAST_OFTEN: Final = 10
"""No bill is known that comes less often than every ten years."""
_ALL: Final = frozenset({"monthly", "all", "every month", "each month"})
_NAMES: Final = {name.casefold(): at for at, name in enumerate(text.MONTHS, 1)}

_YEARS: Final = re.compile(
    r"[\s,;]*\bevery\s+(other|second|third|\d+)(?:st|nd|rd|th)?\s+years?\b"
    r"(?:[\s,;]*(?:from|in|next|next in|since)?\s*(\d{4}))?$"
)
_COUNTS: Final = {"other": 2, "second": 2, "third": 3}


@dataclass(frozen=True, slots=True)
class BillTimes:
    """In `months`, every `every_years` years; `next_year` is a year it is paid in, or unknown."""

    months: tuple[int, ...]
    every_years: int = 1
    next_year: int | None = None


def bill_times(written: str) -> BillTimes:
    """Raises UserError for what is no month, and for years that cannot be."""
    said = " ".join(written.casefold().split())
    found = _YEARS.search(said)
    if found is None:
        return BillTimes(bill_months(said))
    every = _COUNTS.get(found[1]) or int(found[1])
    if not 1 <= every <= LEAST_OFTEN:
        raise UserError(
            f"Every {every} years is not how a bill comes.", do=f"Write 2 to {LEAST_OFTEN} years."
        )
    year = int(found[2]) if found[2] else None
    if every > 1 and year is None:
        raise UserError(
            "In which year it is paid next is not told.",
            do='Write it, as "Mar, every 3 years from 2027".',
        )
    return BillTimes(bill_months(said[: found.start()]), every, year if every > 1 else None)


def written_times(times: BillTimes) -> str:
    """As it stands in a field, and read back the same."""
    months = written_months(times.months)
    if times.every_years == 1:
        return months
    return f"{months}, every {times.every_years} years from {times.next_year}"


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
