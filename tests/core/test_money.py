"""Money: whole cents in, whole cents out, and no cent lost on the way."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mortgage_collect.core.money import ZERO, Money, Rounding, total

cents = st.integers(-(10**12), 10**12)
money = cents.map(Money)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1,204.50", 120450),
        ("1204.5", 120450),
        ("$1,204.50", 120450),
        ("-$12", -1200),
        ("-12", -1200),
        (" 300 ", 30000),
        (".05", 5),
        ("0", 0),
        (300, 30000),
        (-1, -100),
        (Decimal("7.10"), 710),
        ("1,234,567.89", 123456789),
    ],
)
def test_money_as_people_write_it(written, expected):
    assert Money.of(written).cents == expected


@pytest.mark.parametrize(
    "written",
    ["1,204.505", "1.234,50", "12,34", "1,2345", "", "$", "-", ".", "abc", "1e3", "--1", "(5.00)",
     "12 34", "\u0661\u0662x"],
)  # fmt: skip
def test_what_is_no_amount_is_refused(written):
    with pytest.raises(ValueError):
        Money.of(written)


@pytest.mark.parametrize("not_cents", [1.0, "1", None, Decimal(1), True])
def test_money_holds_whole_cents_only(not_cents):
    with pytest.raises(TypeError):
        Money(not_cents)


@pytest.mark.parametrize(
    ("dollars", "how", "expected"),
    [
        ("0.005", Rounding.HALF_UP, 1),
        ("0.0049", Rounding.HALF_UP, 0),
        ("-0.005", Rounding.HALF_UP, -1),
        ("1.015", Rounding.HALF_UP, 102),
        ("1.025", Rounding.HALF_UP, 103),  # a tie is not sent to the even cent
        ("0.001", Rounding.UP, 1),
        ("-0.009", Rounding.UP, 0),
        ("0.009", Rounding.DOWN, 0),
        ("-0.001", Rounding.DOWN, -1),
    ],
)
def test_rounding(dollars, how, expected):
    assert Money.rounded(Decimal(dollars), how).cents == expected


@pytest.mark.parametrize(
    ("amount", "written", "plain"),
    [
        (Money(120450), "$1,204.50", "1204.50"),
        (Money(-5), "-$0.05", "-0.05"),
        (ZERO, "$0.00", "0.00"),
        (Money(100000000), "$1,000,000.00", "1000000.00"),
    ],
)
def test_money_as_it_is_shown(amount, written, plain):
    assert str(amount) == written
    assert amount.plain == plain
    assert amount.dollars == Decimal(plain)


def test_a_share_and_a_zero_divisor():
    assert Money(50).over(Money(200)) == Fraction(1, 4)
    with pytest.raises(ZeroDivisionError):
        Money(1).over(ZERO)


def test_a_rate_is_no_count():
    with pytest.raises(TypeError):
        Money(100) * 1.5  # type: ignore[operator]
    assert 3 * Money(100) == Money(300)
    assert not ZERO
    assert Money(-1)


@given(money)
def test_written_and_read_again(amount):
    assert Money.of(amount.plain) == amount
    assert Money.of(str(amount)) == amount


@given(money, st.integers(1, 500))
def test_a_split_loses_no_cent_and_no_part_is_a_cent_apart(amount, parts):
    shares = amount.split(parts)

    assert len(shares) == parts
    assert total(shares) == amount
    assert max(shares).cents - min(shares).cents <= 1
    assert list(shares) == sorted(shares, reverse=True)


@given(money, st.fractions(-1000, 1000, max_denominator=10**6))
def test_rounding_is_never_more_than_a_cent_away_and_down_never_exceeds_up(amount, factor):
    exact = amount.cents * factor
    down, up = (amount.times(factor, how).cents for how in (Rounding.DOWN, Rounding.UP))

    assert down <= exact <= up
    assert up - down <= 1
    assert abs(amount.times(factor).cents - exact) <= Fraction(1, 2)
    assert amount.times(-factor) == -amount.times(factor), "halves go away from zero on both sides"


@given(st.lists(money, max_size=20))
def test_the_sum_does_not_mind_the_order(amounts):
    assert total(amounts) == total(reversed(amounts)) == Money(sum(a.cents for a in amounts))


@given(money, money)
def test_adding_and_taking_away(one, other):
    assert one + other - other == one
    assert one + -one == ZERO
    assert abs(one) >= ZERO
    assert (one < other) == (one.cents < other.cents)
