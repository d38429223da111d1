"""Level payments, schedules and their relatives, against published and twice-computed figures."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money, Rounding, total
from mortgage_collect.core.rate import Rate
from mortgage_collect.loanmath.amortize import (
    balance_after,
    level_payment,
    pay_until_clear,
    principal_for,
    schedule,
)
from mortgage_collect.loanmath.balloon import balloon
from mortgage_collect.loanmath.interest_only import interest_only
from mortgage_collect.loanmath.negative_amortization import underpay
from mortgage_collect.loanmath.remaining_term import remaining_term
from tests.loanmath.tables import cases

USD, PCT = Money.of, Rate.percent


@pytest.mark.parametrize("case", cases("amortization", "schedule"))
def test_schedule(case):
    how = Rounding[case.get("rounding", "HALF_UP")]
    made = schedule(USD(case["principal"]), PCT(case["rate"]), case["months"], how=how)
    first = made.lines[0]
    told = {
        "payment": made.payment,
        "first_interest": first.interest,
        "first_principal": first.principal,
        "balance_after_1": first.balance,
        "balance_after_60": made.balance_after(60),
        "final": made.final_payment,
        "total_interest": made.total_interest,
        "total_paid": made.total_paid,
    }
    for key, amount in told.items():
        if key in case:
            assert amount == USD(case[key]), key
    assert len(made.lines) == case.get("number", case["months"])


@pytest.mark.parametrize("case", cases("amortization", "interest only"))
def test_interest_only(case):
    made = interest_only(USD(case["principal"]), PCT(case["rate"]), case["months"])
    assert made.interest_payment == USD(case["interest_payment"])
    assert made.amortizing_payment == USD(case["amortizing_payment"])
    assert Money.rounded(made.shock * 100).plain == case["shock"]


@pytest.mark.parametrize("case", cases("amortization", "balloon"))
def test_balloon(case):
    made = balloon(USD(case["principal"]), PCT(case["rate"]), case["months"], case["due_with"])
    for key in ("payment", "balance_before", "balance_after", "amount_due"):
        assert getattr(made, key) == USD(case[key]), key


@pytest.mark.parametrize("case", cases("amortization", "biweekly"))
def test_biweekly(case):
    made = pay_until_clear(
        USD(case["principal"]), PCT(case["rate"]), USD(case["half"]), per_year=26
    )
    assert len(made.lines) == case["number"]
    assert made.final_payment == USD(case["final"])


@pytest.mark.parametrize("case", cases("amortization", "underpaid"))
def test_payment_below_interest(case):
    made = underpay(
        USD(case["principal"]),
        PCT(case["rate"]),
        USD(case["payment"]),
        case["months"],
        capitalize=case["capitalize"],
    )
    for key in ("first_interest", "first_unpaid", "balance", "shortfall"):
        assert getattr(made, key) == USD(case[key]), key


@pytest.mark.parametrize("case", cases("amortization", "remaining term"))
def test_remaining_term(case):
    balance, rate, payment = USD(case["balance"]), PCT(case["rate"]), USD(case["payment"])
    found = remaining_term(balance, rate, payment)
    assert found.payments == case.get("payments")
    assert found.never == ("payments" not in case)
    assert str(found) == (f"{found.payments} payments" if found.payments else "never amortizes")
    if "exact" in case:
        assert found.exact is not None
        assert found.exact.quantize(Decimal("0.000001")) == Decimal(case["exact"])
    if "final" in case:
        made = schedule(balance, rate, case["payments"], payment)
        assert made.final_payment == USD(case["final"])


def test_a_shortfall_kept_beside_is_repaid_before_the_balance():
    # 12 % of 1,000 is 10 a month: 4 unpaid, then 6 over, of which 4 repay and 2 reduce.
    after_one = underpay(USD(1000), PCT(12), USD(6), 1, capitalize=False)
    assert (after_one.balance, after_one.shortfall) == (USD(1000), USD(4))
    above = underpay(USD(1000), PCT(12), USD(16), 1, capitalize=False)
    assert (above.balance, above.shortfall) == (USD(994), USD(0))


def test_a_matured_loan_has_no_level_payment():
    with pytest.raises(UserError, match="matured"):
        level_payment(USD(80_000), PCT(6), 0)  # NX-001


def test_a_payment_below_the_interest_makes_no_schedule():
    with pytest.raises(UserError, match="interest"):
        schedule(USD(200_000), PCT("7.5"), 360, USD(1000))
    with pytest.raises(UserError, match="never"):
        pay_until_clear(USD(200_000), PCT("7.5"), USD(1250))


def test_what_makes_no_schedule_is_told():
    with pytest.raises(UserError, match="matured"):
        schedule(USD(80_000), PCT(6), 0, USD(500))
    with pytest.raises(UserError, match="below zero"):
        schedule(USD(-1), PCT(6), 12)
    with pytest.raises(UserError, match=r"2,000 payments"):
        pay_until_clear(USD(2000), PCT(0), USD(1))
    assert schedule(USD(0), PCT(6), 12).final_payment == USD(0)


def test_a_payment_may_need_more_than_forty_years():
    # 0 %: 1,000 payments of a dollar.
    assert len(pay_until_clear(USD(1000), PCT(0), USD(1)).lines) == 1000


def test_the_closed_form_checks_the_schedule_within_cents():
    made = schedule(USD(400_000), PCT("5.75"), 360)
    closed = balance_after(USD(400_000), PCT("5.75"), made.payment, 60)
    assert abs(closed - USD("371048.86")) <= Money(30)


def test_principal_for_a_payment_is_the_annuity_backwards():
    # HW-002: 1,220.83 a month at 2 % over 480 months carries 403,147.28 within a cent's worth.
    found = principal_for(USD("1220.83"), PCT(2), 480)
    assert abs(found - USD("403147.28")) <= USD(2)


@given(
    principal=st.integers(1, 90_000_000),
    rate=st.integers(0, 200_000),
    months=st.integers(1, 480),
    how=st.sampled_from(Rounding),
)
def test_every_schedule_ends_at_zero_and_repays_the_principal(principal, rate, months, how):
    made = schedule(Money(principal), Rate(rate), months, how=how)
    assert made.lines[-1].balance == Money(0)
    assert total(line.principal for line in made.lines) == Money(principal)
    assert len(made.lines) <= months
    assert all(line.principal.cents >= 0 for line in made.lines)


@given(
    balance=st.integers(1, 30_000_000),
    rate=st.integers(0, 120_000),
    above=st.integers(1, 400_000),
)
def test_the_remaining_term_is_the_first_number_of_payments_that_clears(balance, rate, above):
    payment = Money(int(balance * Rate(rate).monthly) + above)
    found = remaining_term(Money(balance), Rate(rate), payment)
    assert found.payments is not None
    assert found.exact is not None
    if found.payments > 400 or abs(found.exact - round(found.exact)) <= Decimal("0.01"):
        return
    growth, i = 1 + Rate(rate).monthly, Rate(rate).monthly

    def left(payments):
        grown = growth**payments
        paid = payment.cents * ((grown - 1) / i if i else payments)
        return balance * grown - paid

    assert left(found.payments) <= 0 < left(found.payments - 1)
