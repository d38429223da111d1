"""Months that keep their day, holidays on their day, and the ways of counting days."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mortgage_collect.core.calendar import (
    add_bank_days,
    add_counted_days,
    add_months,
    counts_as_day,
    federal_reserve_holidays,
    is_bank_day,
    last_of_month,
    legal_public_holidays,
    monthly,
    months_between,
)

dates = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("start", "months", "anchor", "expected"),
    [
        (date(2026, 1, 31), 1, None, date(2026, 2, 28)),
        (date(2026, 1, 31), 2, None, date(2026, 3, 31)),
        (date(2028, 1, 31), 1, None, date(2028, 2, 29)),
        (date(2026, 2, 28), 1, 31, date(2026, 3, 31)),
        (date(2026, 3, 15), -3, None, date(2025, 12, 15)),
        (date(2026, 12, 1), 1, None, date(2027, 1, 1)),
        (date(2026, 6, 15), 0, None, date(2026, 6, 15)),
        (date(2028, 2, 29), 12, None, date(2029, 2, 28)),
    ],
)
def test_months_later(start, months, anchor, expected):
    assert add_months(start, months, anchor) == expected


def test_due_dates_come_back_to_their_day_after_february():
    assert list(islice(monthly(date(2026, 1, 31)), 4)) == [
        date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30),
    ]  # fmt: skip


@given(dates, st.integers(-400, 400))
def test_months_there_and_back(start, months):
    later = add_months(start, months)

    assert months_between(start, later) == months
    assert later.day == min(start.day, last_of_month(later.year, later.month))
    assert add_months(later, -months, start.day) == start


def test_the_holidays_of_2026_on_their_own_day():
    assert legal_public_holidays(2026) == {
        date(2026, 1, 1), date(2026, 1, 19), date(2026, 2, 16), date(2026, 5, 25),
        date(2026, 6, 19), date(2026, 7, 4), date(2026, 9, 7), date(2026, 10, 12),
        date(2026, 11, 11), date(2026, 11, 26), date(2026, 12, 25),
    }  # fmt: skip


def test_juneteenth_is_young():
    assert date(2020, 6, 19) not in legal_public_holidays(2020)
    assert date(2021, 6, 19) in legal_public_holidays(2021)


def test_independence_day_on_a_saturday_moves_for_nobody():
    friday = date(2026, 7, 3)

    assert counts_as_day(friday)
    assert is_bank_day(friday)


def test_a_sunday_holiday_moves_to_monday_for_the_reserve_banks_only():
    sunday, monday = date(2027, 7, 4), date(2027, 7, 5)

    assert sunday in legal_public_holidays(2027)
    assert monday in federal_reserve_holidays(2027)
    assert not is_bank_day(monday)
    assert counts_as_day(monday)


@pytest.mark.parametrize(
    ("start", "days", "expected"),
    [
        (date(2024, 10, 8), 10, date(2024, 10, 23)),  # across Columbus Day: the comment's example
        (date(2026, 6, 1), 5, date(2026, 6, 8)),
        (date(2026, 6, 29), 5, date(2026, 7, 6)),  # Friday, July 3 counts
        (date(2026, 11, 10), 1, date(2026, 11, 12)),  # over Veterans Day
        (date(2026, 12, 24), 1, date(2026, 12, 28)),
        (date(2026, 3, 7), 0, date(2026, 3, 7)),
    ],
)
def test_days_without_holidays_saturdays_and_sundays(start, days, expected):
    assert add_counted_days(start, days) == expected


def test_bank_days():
    assert add_bank_days(date(2027, 7, 2), 1) == date(2027, 7, 6)
    assert add_bank_days(date(2026, 7, 2), 1) == date(2026, 7, 3)


@given(dates, st.integers(0, 60))
def test_counted_days_lie_between_and_end_on_one(start, days):
    end = add_counted_days(start, days)

    between = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert sum(map(counts_as_day, between)) == days
    assert days == 0 or counts_as_day(end)


@given(st.integers(1990, 2060))
def test_a_year_has_its_holidays_once(year):
    days = legal_public_holidays(year)

    assert len(days) == (11 if year >= 2021 else 10)
    assert len(federal_reserve_holidays(year)) == len(days)
    assert not any(day.weekday() == 6 for day in federal_reserve_holidays(year))
