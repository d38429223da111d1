"""Interest between days, days of 30/360, daily simple interest, and runs of due dates."""

from datetime import date
from itertools import takewhile

import pytest

from mortgage_collect.core.money import ZERO, Money, total
from mortgage_collect.core.rate import DayCount, Rate, month_of_interest
from mortgage_collect.loanmath.allocate import split_daily
from mortgage_collect.loanmath.amortize import schedule
from mortgage_collect.loanmath.due_dates import anniversaries, biweekly, every_months, first_dates
from mortgage_collect.loanmath.interest import (
    RateChange,
    accrue,
    days_30_360,
    interest_between,
    unchanged_balance_interest,
)
from tests.loanmath.tables import cases

USD, PCT = Money.of, Rate.percent


@pytest.mark.parametrize("case", cases("interest", "interest"))
def test_interest_by_every_count_the_case_names(case):
    balance, rate = USD(case["balance"]), PCT(case["rate"])
    for count in DayCount:
        if count.value in case:
            found = interest_between(balance, rate, case["start"], case["end"], count)
            assert found == USD(case[count.value]), count
    if "month" in case:
        assert month_of_interest(balance, rate) == USD(case["month"])


@pytest.mark.parametrize("case", cases("interest", "days"))
def test_days_when_every_month_has_thirty(case):
    assert days_30_360(case["start"], case["end"]) == case["us"]
    assert days_30_360(case["start"], case["end"], european=True) == case["european"]


@pytest.mark.parametrize("case", cases("interest", "daily split"))
def test_daily_simple_interest(case):
    split = split_daily(
        USD(case["payment"]), USD(case["balance"]), PCT(case["rate"]), case["paid_to"], case["on"]
    )
    assert split.interest == USD(case["interest"])
    assert split.principal == USD(case["principal"])
    assert split.balance == USD(case["balance"]) - split.principal


@pytest.mark.parametrize("case", cases("interest", "monthly dates"))
def test_monthly_dates(case):
    assert first_dates(case["first"], len(case["dates"])) == tuple(case["dates"])


@pytest.mark.parametrize("case", cases("interest", "yearly dates"))
def test_yearly_dates(case):
    assert anniversaries(case["first"], len(case["dates"])) == tuple(case["dates"])


@pytest.mark.parametrize("case", cases("interest", "fortnights"))
def test_fortnights(case):
    run = biweekly(case["first"])
    year = list(takewhile(lambda day: day.year == case["first"].year, run))
    assert (len(year), year[-1]) == (case["in_year"], case["last_in_year"])
    after = next(day for day in biweekly(case["first"]) if day.year > case["first"].year)
    assert after == case["first_after"]


def test_quarters_keep_their_day():
    assert every_months(date(2027, 1, 31), 3, 3) == (
        date(2027, 1, 31),
        date(2027, 4, 30),
        date(2027, 7, 31),
    )


def test_two_figures_of_interest_on_three_missed_months():
    # NX-007: on the balance nobody reduced, and by the schedule; both are right in their place.
    made = schedule(USD(200_000), PCT(6), 360)
    left = made.balance_after(12)
    missed = made.lines[12:15]
    assert missed[0].interest == USD("987.72")
    assert unchanged_balance_interest(left, PCT(6), 3) == USD("2963.16")
    assert total(line.interest for line in missed) == USD("2959.98")


def test_six_months_of_forbearance_bear_no_interest_on_interest():
    assert unchanged_balance_interest(USD(200_000), PCT(6), 6) == USD(6000)  # FB-003


def test_nothing_accrues_on_a_loan_paid_ahead():
    for count in (DayCount.THIRTY_360, DayCount.ACTUAL_365):
        found = accrue(USD(1000), PCT(6), date(2027, 3, 1), date(2027, 2, 1), count=count)
        assert (found.interest, found.days) == (ZERO, 0)


def test_a_rate_that_changes_inside_a_whole_month_is_shared_by_its_days():
    # June has 30 days: ten at 12 % and twenty at 6 % of 36,000: 120.00 + 120.00.
    found = accrue(
        USD(36_000),
        PCT(12),
        date(2027, 6, 1),
        date(2027, 7, 1),
        changes=[RateChange(date(2027, 6, 11), PCT(6))],
    )
    assert (found.whole_months, found.month_interest, found.days) == (1, USD(240), 0)
    assert found.per_diem == USD("5.92")


def test_a_daily_note_is_split_where_its_rate_changes():
    # 73,000 at 10 % is 20.00 a day, at 5 % 10.00 a day.
    found = accrue(
        USD(73_000),
        PCT(10),
        date(2027, 6, 1),
        date(2027, 6, 11),
        count=DayCount.ACTUAL_365,
        changes=[RateChange(date(2027, 6, 6), PCT(5))],
    )
    assert (found.interest, found.days, found.per_diem) == (USD(150), 10, USD(10))
