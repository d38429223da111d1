"""Rates and the four ways of counting a year."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import DayCount, Rate, month_of_interest, per_diem, year_fraction

dates = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("written", "millionths", "shown", "plain"),
    [
        ("6.125", 61250, "6.125%", "6.125"),
        ("6.125%", 61250, "6.125%", "6.125"),
        (6, 60000, "6.000%", "6"),
        ("0", 0, "0.000%", "0"),
        ("10", 100000, "10.000%", "10"),
        ("3.3333", 33333, "3.3333%", "3.3333"),
        (Decimal("2.50"), 25000, "2.500%", "2.5"),
    ],
)
def test_a_rate_as_people_write_it(written, millionths, shown, plain):
    rate = Rate.percent(written)

    assert rate.millionths == millionths
    assert str(rate) == shown
    assert rate.plain == plain
    assert Rate.percent(rate.plain) == rate


def test_a_rate_finer_than_we_hold_is_refused():
    with pytest.raises(ValueError, match="four decimals"):
        Rate.percent("6.12345")
    with pytest.raises(TypeError):
        Rate(6.5)  # type: ignore[arg-type]


def test_interest_by_the_month_and_by_the_day():
    balance, rate = Money.of(200_000), Rate.percent("7.5")

    assert month_of_interest(balance, rate) == Money.of(1_250)
    assert per_diem(balance, rate) == Money.of("41.10")
    assert per_diem(balance, rate, 360) == Money.of("41.67")
    assert rate.exact == Fraction(3, 40)
    assert rate.monthly * 12 == rate.exact


@pytest.mark.parametrize(
    ("start", "end", "count", "share"),
    [
        (date(2026, 1, 1), date(2026, 2, 1), DayCount.ACTUAL_365, Fraction(31, 365)),
        (date(2026, 1, 1), date(2026, 2, 1), DayCount.ACTUAL_360, Fraction(31, 360)),
        (date(2026, 1, 1), date(2026, 2, 1), DayCount.THIRTY_360, Fraction(1, 12)),
        (date(2026, 1, 31), date(2026, 2, 28), DayCount.THIRTY_360, Fraction(28, 360)),
        (date(2026, 1, 30), date(2026, 3, 31), DayCount.THIRTY_360, Fraction(60, 360)),
        (date(2026, 1, 15), date(2026, 3, 31), DayCount.THIRTY_360, Fraction(76, 360)),
        (date(2024, 2, 1), date(2024, 3, 1), DayCount.ACTUAL_ACTUAL, Fraction(29, 366)),
        (
            date(2023, 12, 1),
            date(2024, 2, 1),
            DayCount.ACTUAL_ACTUAL,
            Fraction(31, 365) + Fraction(31, 366),
        ),
        (date(2024, 1, 1), date(2025, 1, 1), DayCount.ACTUAL_366, Fraction(1)),
        (date(2026, 5, 5), date(2026, 5, 5), DayCount.ACTUAL_365, Fraction(0)),
    ],
)
def test_a_share_of_a_year(start, end, count, share):
    assert year_fraction(start, end, count) == share


@pytest.mark.parametrize("count", list(DayCount))
def test_interest_does_not_run_backwards(count):
    with pytest.raises(ValueError, match="back"):
        year_fraction(date(2026, 1, 2), date(2026, 1, 1), count)


ACTUAL = [DayCount.ACTUAL_365, DayCount.ACTUAL_360, DayCount.ACTUAL_ACTUAL, DayCount.ACTUAL_366]


@given(dates, st.integers(0, 2000), st.integers(0, 2000), st.sampled_from(ACTUAL))
def test_two_spans_make_one(start, first, second, count):
    middle = start + timedelta(days=first)
    end = middle + timedelta(days=second)

    whole = year_fraction(start, end, count)
    assert year_fraction(start, middle, count) + year_fraction(middle, end, count) == whole


@given(st.integers(1990, 2050), st.integers(1, 40))
def test_whole_years_are_whole(year, years):
    start, end = date(year, 1, 1), date(year + years, 1, 1)

    assert year_fraction(start, end, DayCount.ACTUAL_ACTUAL) == years
    assert year_fraction(start, end, DayCount.THIRTY_360) == years
