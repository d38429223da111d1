"""The only door to the present moment."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Protocol
from zoneinfo import ZoneInfo


class Clock(Protocol):
    def now(self) -> datetime:
        """This moment, aware, in UTC."""


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class FixedClock:
    """A clock that stands where it was put: practice banks and tests. `move` sets it on."""

    def __init__(self, at: datetime) -> None:
        self.move(at)

    def now(self) -> datetime:
        return self._at

    def move(self, at: datetime) -> None:
        if at.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        self._at = at.astimezone(UTC)


def local_time(moment: datetime, zone: str) -> datetime:
    """The same moment on the wall clock of an IANA zone."""
    return moment.astimezone(ZoneInfo(zone))


def local_date(moment: datetime, zone: str) -> date:
    """The calendar day of a moment in an IANA zone."""
    return local_time(moment, zone).date()


def noon(day: date, zone: str) -> datetime:
    """The middle of a day in an IANA zone: the moment of what is known by its day alone."""
    return datetime.combine(day, time(12), ZoneInfo(zone))
