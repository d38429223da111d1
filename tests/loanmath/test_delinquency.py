"""How late a loan is, three ways, and the first day of a filing."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mortgage_collect.core.words import Counting
from mortgage_collect.loanmath.call_report import (
    PastDueColumn,
    past_due_column,
    past_due_column_by_installments,
)
from mortgage_collect.loanmath.delinquency import (
    BUCKETS,
    days_past_due,
    delinquency,
    first_filing_date,
    months_mba,
    months_ots,
)
from tests.loanmath.tables import cases

COUNTINGS = {"mba": Counting.MBA, "ots": Counting.OTS, "days": Counting.DAYS}


@pytest.mark.parametrize("case", cases("delinquency"))
def test_delinquency(case):
    due, as_of, day = case["due"], case["as_of"], case.get("due_day")
    for name, counting in COUNTINGS.items():
        found = delinquency(due, as_of, counting, day)
        assert (found.as_of, found.counting) == (as_of, counting)
        if name in case and name != "days":
            assert found.months == case[name], name
        if f"{name}_bucket" in case:
            assert found.bucket.value == case[f"{name}_bucket"], name
        if "days" in case:
            assert found.days == days_past_due(due, as_of) == case["days"]
        if "says" in case:
            assert found.says == case["says"]
    if "call_report" in case:
        assert past_due_column(case["days"]).value == case["call_report"]


def test_by_days_the_months_are_full_thirties():
    assert delinquency(date(2026, 6, 1), date(2026, 7, 30), Counting.DAYS).months == 1
    assert delinquency(date(2026, 6, 1), date(2026, 7, 31), Counting.DAYS).months == 2


def test_a_current_loan_has_no_months_even_on_the_eve_of_a_count():
    # MBA closes a month on the eve of a due date: on its own due date a loan is still current.
    found = delinquency(date(2026, 4, 1), date(2026, 4, 1), Counting.MBA)
    assert (found.days, found.months) == (0, 0)


def test_the_first_filing_date():
    assert first_filing_date(date(2026, 1, 1)) == date(2026, 5, 2)  # DQ-003, unverified


def test_call_report_columns():
    assert past_due_column(10, nonaccrual=True) is PastDueColumn.NONACCRUAL  # PF-003
    by_count = past_due_column_by_installments
    assert [by_count(n).value for n in (1, 2, 3, 4)] == ["none", "30-89", "30-89", "90+"]
    assert by_count(1, nonaccrual=True) is PastDueColumn.NONACCRUAL


dates = st.dates(date(2000, 1, 1), date(2050, 1, 1))


@given(due=dates, late=st.integers(-400, 4000), day=st.none() | st.integers(28, 31))
def test_mba_is_never_behind_ots_and_never_more_than_one_ahead(due, late, day):
    as_of = due + timedelta(days=late)
    mba, ots = months_mba(due, as_of, day), months_ots(due, as_of, day)
    assert ots <= mba <= ots + 1


@given(due=dates, late=st.integers(-40, 1000), counting=st.sampled_from(Counting))
def test_a_day_later_is_never_a_better_bucket(due, late, counting):
    order = list(BUCKETS)
    today = delinquency(due, due + timedelta(days=late), counting)
    tomorrow = delinquency(due, due + timedelta(days=late + 1), counting)
    assert tomorrow.days >= today.days
    if today.bucket in order:
        assert order.index(tomorrow.bucket) >= order.index(today.bucket)
