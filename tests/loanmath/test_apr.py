"""The annual percentage rate against the examples of appendix J, and against its own equation."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.loanmath.amortize import schedule
from mortgage_collect.loanmath.apr import (
    Flow,
    UnitPeriod,
    apr,
    regular_apr,
    single_payment_apr,
    unit_periods_between,
)
from tests.loanmath.tables import cases

USD, PCT = Money.of, Rate.percent


@pytest.mark.parametrize("case", cases("apr", "stream"))
def test_stream(case):
    unit = UnitPeriod(case["unit"])
    payments = [USD(each) for number, each in case["payments"] for _ in range(number)]
    whole, over, of = case.get("odd", [1, 0, 1])
    if "advanced" in case:
        assert unit_periods_between(case["advanced"], case["first"], unit) == (
            whole,
            Fraction(over, of),
        )
    found = regular_apr(USD(case["amount"]), payments, unit, (whole, Fraction(over, of)))
    assert found == PCT(case["apr"])


@pytest.mark.parametrize("case", cases("apr", "single"))
def test_single(case):
    assert (case["due"] - case["advanced"]).days == case["days"]
    found = single_payment_apr(USD(case["amount"]), USD(case["repaid"]), case["days"])
    assert found == PCT(case["apr"])


def test_a_loan_without_costs_has_its_own_rate():
    payments = [line.amount for line in schedule(USD(100_000), PCT("6.125"), 360).lines]
    assert regular_apr(USD(100_000), payments, grid=Rate(10)) == PCT("6.125")


def test_costs_raise_it_and_a_loan_without_interest_has_none():
    payments = [line.amount for line in schedule(USD(100_000), PCT(6), 360).lines]
    assert regular_apr(USD(98_000), payments) > PCT(6)
    assert regular_apr(USD(300), [USD(100)] * 3) == PCT(0)


def test_two_advances():
    # 1,000 now and 1,000 after a month, 2,030.10 after two, at 1 % a month: 1,020.10 + 1,010.00.
    found = apr([Flow(USD(1000), 0), Flow(USD(1000), 1)], [Flow(USD("2030.10"), 2)], 12)
    assert found == PCT(12)


@pytest.mark.parametrize(
    ("start", "end", "unit", "expected"),
    [
        (date(2027, 1, 31), date(2027, 3, 31), UnitPeriod.MONTH, (2, Fraction(0))),
        (date(2027, 1, 15), date(2027, 3, 1), UnitPeriod.MONTH, (1, Fraction(17, 30))),
        (date(2027, 1, 15), date(2027, 1, 15), UnitPeriod.MONTH, (0, Fraction(0))),
        (date(2027, 1, 10), date(2027, 3, 1), UnitPeriod.SEMIMONTH, (3, Fraction(7, 15))),
        (date(2026, 3, 1), date(2028, 3, 2), UnitPeriod.YEAR, (2, Fraction(1, 365))),
        (date(2027, 1, 1), date(2027, 1, 16), UnitPeriod.TWO_WEEKS, (1, Fraction(1, 14))),
    ],
)
def test_unit_periods_are_counted_back_from_the_payment(start, end, unit, expected):
    assert unit_periods_between(start, end, unit) == expected


def test_what_has_no_rate_is_told():
    with pytest.raises(UserError, match="less than"):
        regular_apr(USD(1000), [USD(100)] * 3)
    with pytest.raises(UserError, match="needs"):
        regular_apr(USD(1000), [])
    with pytest.raises(UserError, match="more than"):
        regular_apr(USD(1), [USD(1000)])
    with pytest.raises(UserError, match="1 to 364"):
        single_payment_apr(USD(1000), USD(1080), 365)
    with pytest.raises(UserError, match="before the advance"):
        unit_periods_between(date(2027, 2, 1), date(2027, 1, 1), UnitPeriod.MONTH)


@given(
    amount=st.integers(10_000, 1_000_000),
    payments=st.lists(st.integers(1_000, 90_000), min_size=1, max_size=24),
    first=st.tuples(st.integers(1, 2), st.integers(0, 29)),
)
def test_the_rate_found_solves_the_equation_to_half_a_step(amount, payments, first):
    if not amount < sum(payments) < amount * 3 // 2:
        return
    odd = (first[0], Fraction(first[1], 30))
    found = regular_apr(Money(amount), [Money(each) for each in payments], first=odd, grid=Rate(1))

    def less(millionths):
        i = millionths / 12_000_000
        worth = sum(
            Fraction(each) / ((1 + odd[1] * i) * (1 + i) ** (odd[0] + at))
            for at, each in enumerate(payments)
        )
        return worth - amount

    assert less(found.millionths + Fraction(1, 2)) <= 0
    if found:
        assert less(found.millionths - Fraction(1, 2)) >= 0
