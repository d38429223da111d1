"""Adjustable rates: the grid, the caps, which one held, and the schedule over changes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mortgage_collect.core.calendar import add_months
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, Money, total
from mortgage_collect.core.rate import Rate
from mortgage_collect.loanmath.amortize import level_payment, schedule
from mortgage_collect.loanmath.arm import (
    ArmTerms,
    Bound,
    ToGrid,
    adjust,
    arm_schedule,
    index_for,
    to_grid,
)
from mortgage_collect.loanmath.interest import RateChange
from mortgage_collect.loanmath.rate_search import EIGHTH
from tests.loanmath.tables import cases

USD, PCT = Money.of, Rate.percent
FIRST = date(2027, 1, 1)


def terms(**rates):
    return ArmTerms(**{name: PCT(rate) for name, rate in rates.items()})


@pytest.mark.parametrize("case", cases("arm", "adjust"))
def test_adjust(case):
    names = ("margin", "original", "first_cap", "periodic_cap", "lifetime_cap", "floor")
    arm = terms(**{name: case[name] for name in names if name in case})
    found = adjust(arm, PCT(case["index"]), PCT(case["prior"]), first=case.get("first", False))
    for key in ("unrounded", "rounded", "highest", "rate"):
        if key in case:
            assert getattr(found, key) == PCT(case[key]), key
    assert found.bound.value == case["bound"]
    if "payment" in case:
        recast = level_payment(USD(case["balance"]), found.rate, case["months"])
        assert recast == USD(case["payment"])


@pytest.mark.parametrize("case", cases("arm", "grid"))
def test_grid(case):
    for how in ToGrid:
        if how.value in case:
            assert to_grid(PCT(case["rate"]), how=how) == PCT(case[how.value]), how


@pytest.mark.parametrize("case", cases("arm", "payment cap"))
def test_payment_cap(case):
    change = RateChange(add_months(FIRST, 11), PCT(case["then"]))
    made = arm_schedule(
        USD(case["principal"]),
        PCT(case["start"]),
        FIRST,
        case["months"],
        [change],
        PCT(case["cap"]),
    )
    one, two = made.phases
    assert (one.payment, two.first) == (USD(case["first_payment"]), 13)
    assert (two.full, two.payment) == (USD(case["full"]), USD(case["capped"]))
    assert two.capped
    assert not one.capped
    assert made.lines[12].interest == USD(case["interest_13"])
    assert made.lines[12].principal < ZERO
    assert made.balance_after(12) == USD(case["balance_after_12"])
    assert made.balance_after(24) == USD(case["balance_after_24"])
    assert made.balance_after(360) == ZERO
    assert made.highest_balance > USD(case["principal"])


def test_the_installment_on_the_change_date_still_pays_the_old_rate():
    made = arm_schedule(USD(100_000), PCT(6), FIRST, 360, [RateChange(date(2028, 1, 1), PCT(7))])
    # Due 1 Jan 2028 is number 13: December's interest at 6 %. Number 14 is the first at 7 %.
    assert [each.first for each in made.phases] == [1, 14]
    left = made.balance_after(13)
    assert made.lines[13].interest == left.times(PCT(7).monthly)
    assert made.phases[1].payment == level_payment(left, PCT(7), 347)


def test_the_index_is_the_newest_before_the_look_back():
    arm = terms(margin="2.75", original="5")
    published = [
        (date(2026, 9, 16), PCT("4.1")),
        (date(2026, 9, 17), PCT("4.2")),
        (date(2026, 9, 18), PCT(9)),
    ]
    # 45 days before 1 November is 17 September.
    assert index_for(date(2026, 11, 1), published, arm) == PCT("4.2")
    with pytest.raises(UserError, match="Sep 15, 2026"):
        index_for(date(2026, 10, 30), published, arm)


def test_a_change_is_on_a_due_date():
    for day in (date(2027, 6, 2), date(2026, 12, 1), date(2026, 6, 1)):
        with pytest.raises(UserError, match="not a due date"):
            arm_schedule(USD(100_000), PCT(6), FIRST, 360, [RateChange(day, PCT(7))])


def test_a_change_after_the_last_payment_changes_nothing():
    late = RateChange(date(2028, 1, 1), PCT(7))
    assert (
        arm_schedule(USD(1000), PCT(6), FIRST, 12, [late]).lines
        == schedule(USD(1000), PCT(6), 12).lines
    )


def test_a_note_without_a_grid_keeps_the_sum():
    found = adjust(ArmTerms(PCT("2.75"), PCT(5), grid=None), PCT("4.101"), PCT(6))
    assert (found.rate, found.bound) == (PCT("6.851"), Bound.NOTHING)
    assert (found.lowest, found.highest) == (None, None)


def test_a_grid_of_nothing_is_a_mistake_of_the_program():
    with pytest.raises(ValueError, match="something"):
        to_grid(PCT(6), Rate(0))


rates = st.integers(-5_000, 150_000).map(Rate)
caps = st.none() | st.integers(0, 50_000).map(Rate)


@given(rates, rates, rates, rates, caps, caps, caps, st.booleans())
def test_a_new_rate_keeps_to_its_limits(index, margin, prior, original, one, every, life, first):
    arm = ArmTerms(margin, original, one, every, life, floor=margin)
    found = adjust(arm, index, prior, first=first)
    assert found.lowest is not None
    if found.highest is None or found.lowest <= found.highest:
        assert found.lowest <= found.rate
        assert found.highest is None or found.rate <= found.highest
        assert (found.bound is Bound.NOTHING) == (found.rate == found.rounded)
    elif life is not None:
        assert found.rate <= Rate(original.millionths + life.millionths)
    assert abs(found.rounded.millionths - found.unrounded.millionths) * 2 <= EIGHTH.millionths


@given(
    st.integers(1, 30_000_000).map(Money),
    st.integers(0, 90_000).map(Rate),
    st.integers(1, 120),
    st.lists(
        st.tuples(st.integers(0, 130), st.integers(0, 90_000)),
        max_size=4,
        unique_by=lambda each: each[0],
    ),
    caps,
)
def test_every_adjustable_schedule_ends_at_zero(principal, start, periods, changes, cap):
    dated = [RateChange(add_months(FIRST, month), Rate(rate)) for month, rate in changes]
    made = arm_schedule(principal, start, FIRST, periods, dated, cap)
    assert made.lines[-1].balance == ZERO
    assert total(line.principal for line in made.lines) == principal
    assert len(made.lines) <= periods
