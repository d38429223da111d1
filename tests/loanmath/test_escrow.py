"""Escrow: analysis, surplus, shortage, deficiency, and spreading without losing a cent."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, Money, total
from mortgage_collect.loanmath.escrow import Disbursement, analyze
from mortgage_collect.loanmath.escrow_remedy import difference, escrow_payment
from mortgage_collect.loanmath.escrow_spread import spread_escrow
from tests.loanmath.tables import cases

USD = Money.of


def bill(name, on, amount, every_years=1):
    return Disbursement(name, on, USD(amount), every_years)


@pytest.mark.parametrize("case", cases("escrow", "analysis"))
def test_analysis(case):
    found = analyze(case["first_month"], [bill(*each) for each in case["bills"]], ZERO)
    for key in ("annual", "payment", "required", "cushion", "target"):
        if key in case:
            assert getattr(found, key) == USD(case[key]), key
    for key in ("trial", "projection"):
        if key in case:
            assert [line.balance.plain for line in getattr(found, key)] == case[key]
    if "low" in case:
        assert found.low_point is not None
        assert (found.low_point.month, found.low_point.balance.plain) == (
            case["low_month"],
            case["low"],
        )
    assert found.findings == ()


@pytest.mark.parametrize("case", cases("escrow", "difference"))
def test_difference(case):
    found = difference(USD(case["target"]), USD(case["projected"]), USD(case["base"]))
    for kind in ("surplus", "shortage", "deficiency"):
        assert getattr(found, kind) == USD(case[kind]), kind
        allowed = found.remedies(kind, current=case["current"])
        assert [each.value for each in allowed] == case.get(f"{kind}_remedies", []), kind
    payment = escrow_payment(found, credit_surplus=True)
    if "credit_each" in case:
        assert payment.credit is not None
        assert payment.credit.each == USD(case["credit_each"])
        assert payment.credit.odd == USD(case["credit_odd"])
    if "parts" in case:
        assert [str(each) for each in payment.parts] == case["parts"]
    if "payment" in case:
        assert payment.usual == USD(case["payment"])
        assert payment.in_month(12) == USD(case["last_month"])
    if "first_month" in case:
        assert payment.in_month(1) == USD(case["first_month"])
    assert payment.in_month(13) == USD(case["base"])


@pytest.mark.parametrize("case", cases("escrow", "spread"))
def test_spread(case):
    found = spread_escrow(USD(case["amount"]), case["months"])
    assert (found.each, found.odd) == (USD(case["each"]), USD(case["odd"]))
    assert str(found) == case["says"]
    if "new_payment" in case:
        paid = USD(case["principal_interest"]) + USD(case["old_escrow"]) + found.in_month(1)
        assert paid == USD(case["new_payment"])


def test_a_surplus_is_told_with_its_odd_cents_first():
    assert str(spread_escrow(USD("26.68"), 12, odd_first=True)) == "$2.26, then 11 x $2.22"
    assert str(spread_escrow(USD("26.68"), 1)) == "1 x $26.68"
    assert spread_escrow(USD("26.68"), 12).total == USD("26.68")


def test_what_is_not_known_is_said_and_never_zero():
    tax = Disbursement("County tax", date(2026, 12, 1), None)
    found = analyze(date(2026, 7, 1), [tax, bill("insurance", date(2026, 9, 1), "360.00")], None)
    assert found.findings == (
        "The amount of County tax in Dec 2026 is not known",
        "The projected balance of the escrow account is not known",
    )
    assert (found.annual, found.payment, found.target, found.difference) == (None,) * 4
    assert (found.trial, found.low_point) == ((), None)


def test_no_bills_are_a_finding_too():
    assert "No bills" in analyze(date(2026, 7, 1), [], ZERO).findings[0]


def test_without_the_balance_there_is_a_payment_but_no_difference():
    found = analyze(date(2026, 7, 1), [bill("insurance", date(2026, 9, 1), "360.00")], None)
    assert found.payment == USD(30)
    assert found.difference is None


def test_nobody_guesses_whether_the_borrower_is_current():
    found = difference(USD(100), ZERO, USD(50))
    with pytest.raises(UserError, match="not known"):
        found.remedies("shortage", current=None)


def test_what_a_rule_forbids_is_refused_in_words():
    short = difference(USD(100), ZERO, USD(50))
    with pytest.raises(UserError, match="12 months or more"):
        escrow_payment(short, shortage_months=11)
    overdrawn = difference(ZERO, USD(-10), USD(50))
    with pytest.raises(UserError, match="2 months or more"):
        escrow_payment(overdrawn, deficiency_months=1)
    with pytest.raises(UserError, match="sixth"):
        analyze(date(2026, 7, 1), [], ZERO, Fraction(1, 5))
    with pytest.raises(UserError, match="0 months"):
        spread_escrow(USD(1), 0)
    with pytest.raises(UserError, match="above zero"):
        spread_escrow(USD(-1), 2)


@given(st.integers(0, 500_000), st.integers(1, 60), st.booleans())
def test_a_spread_comes_back_to_the_cent(cents, months, first):
    made = spread_escrow(Money(cents), months, odd_first=first)
    assert total(made.in_month(number) for number in range(months + 2)) == Money(cents)
    assert made.odd < Money(months)


@given(
    bills=st.lists(
        st.tuples(st.integers(1, 12), st.integers(0, 200_000), st.integers(1, 3)),
        min_size=1,
        max_size=4,
    )
)
def test_from_the_target_the_account_never_falls_below_the_cushion(bills):
    made = [
        Disbursement("bill", date(2026, month, 1), Money(cents), years)
        for month, cents, years in bills
    ]
    found = analyze(date(2026, 1, 1), made, ZERO)
    assert found.low_point is not None
    assert found.cushion is not None
    assert found.low_point.balance >= found.cushion


@given(st.integers(-50_000, 50_000), st.integers(0, 50_000))
def test_surplus_shortage_and_deficiency_lead_back_to_the_target(projected, target):
    found = difference(Money(target), Money(projected), USD(50))
    after = Money(projected) + found.deficiency + found.shortage - found.surplus
    assert after == Money(target)
    assert not (found.surplus and found.shortage)
