"""When a pair of daily hours next begins in every zone somebody may be in."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo


def opens(at: datetime, zones: frozenset[str], first: time, last: time) -> datetime | None:
    """The first moment after `at` inside the hours of every zone: the first hour of one of them.

    A day goes by at the most until they open again, so today and tomorrow of each zone will do.
    """
    places = [ZoneInfo(zone) for zone in zones]
    starts = sorted(
        datetime.combine(at.astimezone(place).date() + timedelta(days=ahead), first, place)
        for place in places
        for ahead in range(2)
    )
    for start in starts:
        if start > at and all(first <= start.astimezone(p).time() < last for p in places):
            return start.astimezone(UTC)
    return None
