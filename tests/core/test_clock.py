"""The present moment, and what day it is somewhere else."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from mortgage_collect.core.clock import FixedClock, SystemClock, local_date, local_time

EVENING = datetime(2026, 3, 9, 2, 30, tzinfo=UTC)


def test_a_fixed_clock_stands_until_it_is_moved():
    clock = FixedClock(EVENING)
    assert clock.now() == EVENING

    clock.move(EVENING + timedelta(days=1))
    assert clock.now() == EVENING + timedelta(days=1)


def test_a_clock_speaks_utc():
    eastern = timezone(timedelta(hours=-5))

    assert FixedClock(datetime(2026, 3, 8, 21, 30, tzinfo=eastern)).now().tzinfo is UTC
    assert SystemClock().now().tzinfo is UTC


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        FixedClock(datetime(2026, 3, 9))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("zone", "day", "hour"),
    [
        ("UTC", date(2026, 3, 9), 2),
        ("America/New_York", date(2026, 3, 8), 22),  # summer time began that morning
        ("America/Phoenix", date(2026, 3, 8), 19),
        ("Pacific/Guam", date(2026, 3, 9), 12),
    ],
)
def test_the_day_somewhere_else(zone, day, hour):
    assert local_date(EVENING, zone) == day
    assert local_time(EVENING, zone).hour == hour
