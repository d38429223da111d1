"""Reinstatement and payoff: golden figures, unknown components, and what a payment does to F7."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, Money, total
from mortgage_collect.core.rate import DayCount, Rate
from mortgage_collect.loanmath.interest import RateChange
from mortgage_collect.loanmath.payoff import payoff
from mortgage_collect.loanmath.quote import QuoteLine
from mortgage_collect.loanmath.reinstatement import reinstatement
from tests.loanmath.loans import a_loan, a_snapshot, paid
from tests.loanmath.tables import cases

USD, PCT = Money.of, Rate.percent
KNOWN = (
    "upb suspense late_charges other_fees escrow_advance corporate_advance deferred_principal "
    "escrow_balance"
).split()


def snapshot_of(case):
    given_here = {key: USD(case[key]) for key in KNOWN if key in case}
    if "escrow_balance" in case and "escrow_advance" not in case:
        given_here["escrow_advance"] = None
    return a_snapshot(as_of=case["snapshot"], next_due=case["next_due"], **given_here)


@pytest.mark.parametrize("case", cases("quotes", "reinstatement"))
def test_reinstatement(case):
    quote = reinstatement(a_loan(), snapshot_of(case), [], [], case["as_of"], case["good_through"])
    lines = [line for line in quote.lines if line.key.startswith("installment:")]
    assert total(line.amount for line in lines) == USD(case["installments"])
    assert quote.total == USD(case["total"])
    assert quote.total_on(case["as_of"]) == USD(case["total_today"])
    assert quote.total_on(case["good_through"]) == quote.total
    assert not quote.at_least
    assert quote.per_diem is None
    assert total(line.amount for line in quote.lines) == quote.total


@pytest.mark.parametrize("case", cases("quotes", "payoff"))
def test_payoff(case):
    change = case.get("rate_change")
    quote = payoff(
        a_loan(rate=PCT(case["rate"]), late_charge=None),
        snapshot_of(case),
        [],
        [],
        case["as_of"],
        case["good_through"],
        rate_changes=[RateChange(change[0], PCT(change[1]))] if change else [],
        recording_fee=USD(case.get("recording_fee", "0.00")),
    )
    months, days = quote.line("interest_months"), quote.line("interest_days")
    assert (months.amount if months else None) == (
        USD(case["months"]) if "months" in case else None
    )
    assert days is not None
    assert days.amount == USD(case["days"])
    assert quote.per_diem == USD(case["per_diem"])
    assert quote.total == USD(case["total"])
    assert not quote.at_least
    assert total(line.amount for line in quote.lines) == quote.total
    assert quote.steps[-1].amount == quote.total


UNKNOWN = "late_charges other_fees escrow_advance corporate_advance".split()


@pytest.mark.parametrize("key", UNKNOWN)
@pytest.mark.parametrize("ask", [reinstatement, payoff])
def test_what_nobody_knows_is_said_and_not_counted(ask, key):
    unknown = {key: None, "escrow_balance": None}
    known = a_snapshot(**{k: USD(10) for k in UNKNOWN})
    days = (date(2026, 9, 1), date(2026, 9, 10))
    full = ask(a_loan(), known, [], [], *days)
    part = ask(a_loan(), replace(known, **unknown), [], [], *days)
    line = part.line(key)
    assert line is not None
    assert line.amount is None
    assert part.at_least
    assert part.unknown == (line.label,)
    assert part.total == full.total - USD(10)
    assert not full.at_least


def test_unknown_deferred_principal_or_rate_or_fee_makes_a_payoff_at_least():
    days = (date(2026, 9, 1), date(2026, 9, 10))
    assert payoff(a_loan(), a_snapshot(deferred_principal=None), [], [], *days).at_least
    assert payoff(a_loan(), a_snapshot(), [], [], *days, recording_fee=None).at_least
    unrated = payoff(a_loan(rate=None), a_snapshot(), [], [], *days)
    assert unrated.at_least
    assert unrated.per_diem is None


def test_unknown_suspense_is_said_but_could_only_lower_the_total():
    days = (date(2026, 9, 1), date(2026, 9, 10))
    quote = reinstatement(a_loan(), a_snapshot(suspense=None), [], [], *days)
    assert not quote.at_least
    assert quote.unknown == ("Less money in suspense",)


def test_costs_not_invoiced_are_named():
    quote = reinstatement(
        a_loan(),
        a_snapshot(),
        [],
        [],
        date(2026, 9, 1),
        date(2026, 9, 10),
        uninvoiced=["Attorney"],
        extra=[QuoteLine("inspection", "Inspection", USD(30))],
    )
    assert quote.unknown == ("Attorney",)
    assert quote.at_least
    assert quote.total == USD("2222.57")


def test_an_account_not_overdrawn_has_no_advance_to_recover():
    days = (date(2026, 9, 1), date(2026, 9, 10))
    quote = reinstatement(a_loan(), a_snapshot(escrow_advance=None), [], [], *days)
    assert not quote.at_least
    overdrawn = a_snapshot(escrow_advance=None, escrow_balance=USD(-5))
    assert reinstatement(a_loan(), overdrawn, [], [], *days).at_least


def test_unknown_charges_leave_those_since_the_snapshot_known():
    quote = reinstatement(
        a_loan(), a_snapshot(late_charges=None), [], [], date(2026, 9, 20), date(2026, 9, 20)
    )
    since = quote.line("late_charges_since")
    assert since is not None
    assert since.amount == USD("79.01")
    assert quote.at_least


def test_more_suspense_than_debt_stays_where_it_is():
    quote = reinstatement(
        a_loan(), a_snapshot(suspense=USD(2500)), [], [], date(2026, 9, 1), date(2026, 9, 10)
    )
    line = quote.line("suspense")
    assert line is not None
    assert (quote.total, line.amount) == (ZERO, USD("-2192.57"))
    assert line.note == "$307.43 stays in suspense"


@pytest.mark.parametrize("ask", [reinstatement, payoff])
def test_the_window_is_forward_and_not_longer_than_it_may_be(ask):
    day = date(2026, 9, 10)
    with pytest.raises(UserError, match="before"):
        ask(a_loan(), a_snapshot(), [], [], day, day - timedelta(days=1))
    with pytest.raises(UserError, match="60 days"):
        ask(a_loan(), a_snapshot(), [], [], day, day + timedelta(days=61))
    assert ask(a_loan(), a_snapshot(), [], [], day, day + timedelta(days=60)).total
    assert ask(a_loan(), a_snapshot(), [], [], day, day + timedelta(days=61), longest_days=90)
    assert ask(a_loan(), a_snapshot(), [], [], day, day).total


def test_a_total_is_only_told_inside_the_window():
    day = date(2026, 9, 10)
    quote = reinstatement(a_loan(), a_snapshot(), [], [], day, day)
    with pytest.raises(ValueError, match="window"):
        quote.total_on(day + timedelta(days=1))


def test_changes_tell_the_day_and_the_reason():
    quote = reinstatement(a_loan(), a_snapshot(), [], [], date(2026, 9, 10), date(2026, 10, 20))
    assert [(change.on.isoformat(), str(change.amount)) for change in quote.changes] == [
        ("2026-09-17", "$79.01"),
        ("2026-10-01", "$2,192.57"),
        ("2026-10-17", "$79.01"),
    ]


def test_daily_simple_interest_counts_every_day_from_the_day_it_is_paid_to():
    # DC-001: 34 days of 150,000 at 6.25 %.
    quote = payoff(
        a_loan(rate=PCT("6.25"), day_count=DayCount.ACTUAL_365),
        a_snapshot(upb=USD(150_000), as_of=date(2027, 2, 1), next_due=date(2027, 3, 1)),
        [],
        [],
        date(2027, 2, 1),
        date(2027, 2, 18),
        paid_to=date(2027, 1, 15),
    )
    line = quote.line("interest_days")
    assert line is not None
    assert line.amount == USD("873.29")
    assert quote.line("interest_months") is None


def test_interest_paid_ahead_asks_for_none():
    quote = payoff(
        a_loan(), a_snapshot(next_due=date(2026, 11, 1)), [], [], date(2026, 9, 1), date(2026, 9, 5)
    )
    line = quote.line("interest_days")
    assert line is not None
    assert line.amount == ZERO


@given(
    amount=st.integers(1, 900_000),
    held=st.integers(0, 200_000),
    late=st.integers(0, 150),
)
def test_a_payment_lowers_the_reinstatement_by_itself_and_never_below_zero(amount, held, late):
    # Late charges are left out: a payment that stops one lowers the quote by that too.
    terms, snapshot = a_loan(late_charge=None), a_snapshot(suspense=Money(held))
    as_of = date(2026, 9, 1) + timedelta(days=late)
    before = reinstatement(terms, snapshot, [], [], as_of, as_of)
    money = [paid(as_of.isoformat(), Money(amount).plain)]
    after = reinstatement(terms, snapshot, money, [], as_of, as_of)
    assert after.total == max(before.total - Money(amount), ZERO)


@given(days=st.integers(0, 59))
def test_a_day_more_of_payoff_is_a_per_diem_within_a_cent_inside_a_month(days):
    start = date(2026, 9, 1)
    good = start + timedelta(days=days)
    one = payoff(a_loan(late_charge=None), a_snapshot(), [], [], start, good)
    two = payoff(a_loan(late_charge=None), a_snapshot(), [], [], start, good + timedelta(days=1))
    if (good + timedelta(days=1)).day != 1:
        assert one.per_diem is not None
        assert abs(two.total - one.total - one.per_diem) <= Money(1)
