"""Figures that break programs, and questions about figures that cannot be meant."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.rate import DayCount, Rate, per_diem
from mortgage_collect.loanmath.amortize import level_payment
from mortgage_collect.loanmath.delinquency import (
    PRE_FILING_DAYS,
    days_past_due,
    first_filing_date,
    installments_past_due,
)
from mortgage_collect.loanmath.doubts import doubt_of_payment, doubt_of_rate, doubts
from tests.loanmath.loans import a_loan, a_snapshot
from tests.loanmath.tables import cases

USD, PCT = Money.of, Rate.percent


@pytest.mark.parametrize("case", cases("nasty", "rounding"))
def test_rounding(case):
    for value, expected in case["values"]:
        assert Money.rounded(Decimal(value)) == USD(expected)
        assert USD(1).times(Fraction(value)) == USD(expected)


@pytest.mark.parametrize("case", cases("nasty", "matured"))
def test_matured(case):
    balance, rate = USD(case["balance"]), PCT(case["rate"])
    assert per_diem(balance, rate) == USD(case["per_diem"])
    with pytest.raises(UserError, match="matured"):
        level_payment(balance, rate, 0)


@pytest.mark.parametrize("case", cases("nasty", "share"))
def test_share(case):
    for payment, cap in case["values"]:
        assert USD(payment).times(Fraction(case["percent"], 100)) == USD(cap)


@pytest.mark.parametrize("case", cases("nasty", "filing"))
def test_filing(case):
    assert days_past_due(case["due"], case["day_120"]) == PRE_FILING_DAYS
    assert first_filing_date(case["due"]) == case["first_filing"]


@pytest.mark.parametrize("case", cases("nasty", "rate"))
def test_rate(case):
    assert doubt_of_rate(PCT(case["rate"])) == case.get("says")


@pytest.mark.parametrize("case", cases("nasty", "payment"))
def test_payment(case):
    found = doubt_of_payment(USD(case["balance"]), PCT(case["rate"]), USD(case["payment"]))
    assert found == case.get("says")


def test_a_loan_in_order_leaves_no_doubt():
    assert doubts(a_loan(), a_snapshot(), date(2026, 9, 1)) == ()


def test_every_doubt_about_a_loan_is_told():
    odd = a_loan(rate=PCT("0.065"), maturity_on=date(2026, 8, 1), escrow=USD(-1))
    found = doubts(odd, a_snapshot(upb=USD(80_000)), date(2026, 9, 1))
    assert found == (
        "The loan matured on Aug 1, 2026 and $80,000.00 is still owed.",
        "0.065% is a very low rate. Was 6.500% meant?",
        "The escrow part of the payment is below zero: -$1.00.",
    )
    assert doubts(a_loan(rate=None), a_snapshot(upb=ZERO), date(2026, 9, 1)) == (
        "The rate is not known.",
        "Nothing is owed on this loan.",
    )
    assert doubts(a_loan(), a_snapshot(upb=USD(-5)), date(2026, 9, 1)) == (
        "The balance is below zero: -$5.00.",
    )


def test_daily_interest_is_not_judged_by_the_month():
    daily = a_loan(principal_interest=USD(1), day_count=DayCount.ACTUAL_365)
    assert doubts(daily, a_snapshot(), date(2026, 9, 1)) == ()


@pytest.mark.parametrize(
    ("as_of", "number"),
    [
        (date(2026, 8, 31), 0),
        (date(2026, 9, 1), 0),
        (date(2026, 9, 2), 1),
        (date(2026, 10, 1), 1),
        (date(2026, 10, 2), 2),
    ],
)
def test_installments_past_due(as_of, number):
    assert installments_past_due(date(2026, 9, 1), as_of) == number


def test_installments_past_due_keep_the_note_s_day():
    # Due 28 February by the 31st: the next one is due on 31 March.
    assert installments_past_due(date(2026, 2, 28), date(2026, 3, 29), 31) == 1
    assert installments_past_due(date(2026, 2, 28), date(2026, 4, 1), 31) == 2
