"""Schedules with days and phases: cut periods, daily interest, halves, interest only, balloons."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, Money, Rounding, total
from mortgage_collect.core.rate import DayCount, Rate
from mortgage_collect.loanmath.amortize import schedule
from mortgage_collect.loanmath.balloon import balloon
from mortgage_collect.loanmath.biweekly import credited_on_receipt, held_halves, true_biweekly
from mortgage_collect.loanmath.dated_schedule import dated_schedule
from mortgage_collect.loanmath.interest import RateChange, interest_between
from mortgage_collect.loanmath.interest_period import (
    PrincipalChange,
    interest_of,
    interest_periods,
)
from mortgage_collect.loanmath.phase import Pays, Phase, phased
from tests.loanmath.tables import cases

USD, PCT = Money.of, Rate.percent
FIRST_DUE, FIRST_HALF = date(2027, 2, 1), date(2027, 1, 1)


@pytest.mark.parametrize("case", cases("dated", "daily"))
def test_daily(case):
    made = dated_schedule(
        USD(case["principal"]),
        PCT(case["rate"]),
        case["from"],
        case["first_due"],
        case["months"],
        DayCount(case["count"]),
    )
    assert made.lines[0].payment == USD(case["payment"])
    assert [line.days for line in made.lines] == case["days"]
    assert [line.interest.plain for line in made.lines] == case["interest"]
    assert [line.balance.plain for line in made.lines] == case["balances"]
    assert made.final_payment == USD(case["final"])


@pytest.mark.parametrize("case", cases("dated", "cut"))
def test_cut(case):
    found = interest_periods(
        case["start"],
        case["end"],
        USD(case["balance"]),
        PCT(case.get("rate_at_start", case["rate"])),
        DayCount(case["count"]),
        rate_changes=[RateChange(on, PCT(rate)) for on, rate in case.get("rates", [])],
        principal_changes=[PrincipalChange(on, USD(cut)) for on, cut in case.get("principal", [])],
        anchor=case.get("anchor"),
    )
    assert [each.days for each in found] == case["days"]
    assert interest_of(found) == USD(case["interest"])


@pytest.mark.parametrize("case", cases("dated", "true biweekly"))
def test_true_biweekly(case):
    made = true_biweekly(
        USD(case["principal"]), PCT(case["rate"]), case["periods"], basis=case.get("basis")
    )
    assert made.lines[0].interest == USD(case["first_interest"])
    if "payment" in case:
        assert made.payment == USD(case["payment"])
        assert made.final_payment == USD(case["final"])
    assert made.balance_after(case["periods"]) == ZERO


@pytest.mark.parametrize("case", cases("dated", "held"))
def test_held(case):
    made = held_halves(
        USD(case["principal"]),
        PCT(case["rate"]),
        USD(case["payment"]),
        case["first_due"],
        case["first_half"],
        extra_to_principal=case["to_principal"],
    )
    assert made.half == USD(case["half"])
    assert len(made.lines) == case["months"]
    assert made.total_interest == USD(case["total_interest"])
    assert made.waiting == USD(case["waiting"])
    assert [on for on, _ in made.extra][:2] == case["extra"]
    assert len(made.extra) == case.get("extras", 0)


@pytest.mark.parametrize("case", cases("dated", "credited"))
def test_credited(case):
    made = credited_on_receipt(USD(case["principal"]), PCT(case["rate"]), USD(case["half"]))
    assert len(made.lines) == case["number"]
    assert round(Decimal(len(made.lines)) / 26, 2) == Decimal(case["years"])
    assert made.final_payment == USD(case["final"])


def phase_of(months, rate, pays, more=None):
    given = {"payment": USD(more)} if isinstance(more, str) else {"over": more}
    return Phase(months, PCT(rate), Pays(pays), **given)


@pytest.mark.parametrize("case", cases("dated", "phases"))
def test_phases(case):
    made = phased(USD(case["principal"]), [phase_of(*each) for each in case["phases"]])
    if "payments" in case:
        assert [[each.first, each.payment.plain] for each in made.phases] == case["payments"]
    for number, balance in case.get("balances", []):
        assert made.balance_after(number) == USD(balance)
    if "final" in case:
        assert made.final_payment == USD(case["final"])
    if "highest" in case:
        assert made.highest_balance == USD(case["highest"])
    assert made.lines[-1].balance == ZERO


def test_a_balloon_is_a_phase_shorter_than_its_schedule():
    plan = phased(USD(150_000), [Phase(84, PCT(7), over=360)])
    assert plan.final_payment == balloon(USD(150_000), PCT(7), 360, 84).amount_due


def test_halves_that_begin_too_late_are_told():
    with pytest.raises(UserError, match="do not yet make"):
        held_halves(
            USD(10_000),
            PCT(6),
            USD("193.33"),
            date(2027, 2, 1),
            date(2027, 1, 25),
            extra_to_principal=True,
        )
    with pytest.raises(UserError, match="more than 600 months"):
        held_halves(
            USD(10_000), PCT(6), USD("50.01"), FIRST_DUE, FIRST_HALF, extra_to_principal=False
        )
    with pytest.raises(UserError, match="never pays"):
        held_halves(
            USD(10_000),
            PCT(6),
            USD(50),
            date(2027, 2, 1),
            date(2027, 1, 1),
            extra_to_principal=True,
        )


def test_a_change_of_the_rate_recasts_the_payment_from_the_next_due_date():
    made = dated_schedule(
        USD(100_000),
        PCT(6),
        date(2027, 1, 1),
        date(2027, 2, 1),
        360,
        DayCount.ACTUAL_365,
        rate_changes=[RateChange(date(2027, 6, 15), PCT(7))],
    )
    june = made.lines[5]
    assert [each.days for each in june.periods] == [14, 16]
    assert june.payment == made.lines[4].payment
    left = schedule(june.balance, PCT(7), 354)
    assert made.lines[6].payment == left.payment


def test_principal_paid_beside_shortens_the_loan_and_keeps_the_payment():
    extra = [PrincipalChange(date(2027, 2, 15), USD(20_000))]
    plain, made = (
        dated_schedule(
            USD(100_000),
            PCT(6),
            date(2027, 1, 1),
            date(2027, 2, 1),
            120,
            DayCount.THIRTY_360,
            curtailments=paid,
        )
        for paid in ([], extra)
    )
    assert made.lines[1].curtailed == USD(20_000)
    assert made.lines[1].payment == plain.lines[1].payment
    assert len(made.lines) < len(plain.lines) == 120
    assert made.total_interest < plain.total_interest


def test_what_cannot_be_is_told():
    with pytest.raises(UserError, match="cannot be due"):
        dated_schedule(USD(1), PCT(6), date(2027, 2, 1), date(2027, 2, 1), 1, DayCount.ACTUAL_365)
    with pytest.raises(UserError, match="only"):
        dated_schedule(
            USD(100),
            PCT(6),
            date(2027, 1, 1),
            date(2027, 2, 1),
            12,
            DayCount.ACTUAL_365,
            curtailments=[PrincipalChange(date(2027, 1, 5), USD(101))],
        )
    for phases, words in (
        ([], "matured"),
        ([Phase(12, PCT(6)), Phase(0, PCT(6))], "at least"),
        ([Phase(12, PCT(6), Pays.FIXED)], "not known"),
        ([Phase(12, PCT(6), cap=PCT("7.5"))], "before it"),
    ):
        with pytest.raises(UserError, match=words):
            phased(USD(1000), phases)


def test_days_that_run_backwards_bear_no_interest():
    day = date(2027, 2, 1)
    for count in DayCount:
        assert interest_periods(day, day - timedelta(days=3), USD(1), PCT(6), count) == ()
    assert interest_of([]) == ZERO


money = st.integers(1, 30_000_000).map(Money)
rates = st.integers(0, 120_000).map(Rate)


@given(money, rates, st.integers(1, 60), st.sampled_from([1, 15, 28]))
def test_whole_months_of_30_360_are_the_plain_schedule(principal, rate, periods, day):
    plain = schedule(principal, rate, periods)
    if plain.payment < principal.times(rate.monthly):
        return  # the clamp of a payment a cent short of the interest belongs to schedule alone
    made = dated_schedule(
        principal, rate, date(2027, 1, day), date(2027, 2, day), periods, DayCount.THIRTY_360
    )
    assert [line.interest for line in made.lines] == [line.interest for line in plain.lines]
    assert [line.balance for line in made.lines] == [line.balance for line in plain.lines]


@given(
    principal=money,
    rate=rates,
    count=st.sampled_from(DayCount),
    periods=st.integers(1, 30),
    changes=st.lists(st.tuples(st.integers(0, 900), st.integers(0, 120_000)), max_size=4),
    anchor=st.sampled_from([28, 29, 30, 31]),
)
def test_no_cent_is_lost_whatever_changes(principal, rate, count, periods, changes, anchor):
    start = date(2027, 11, 15)
    made = dated_schedule(
        principal,
        rate,
        start,
        date(2027, 12, anchor),
        periods,
        count,
        rate_changes=[RateChange(start + timedelta(days=at), Rate(new)) for at, new in changes],
        anchor=anchor,
    )
    assert total(line.principal for line in made.lines) == principal
    assert made.lines[-1].balance == ZERO
    for line in made.lines:
        assert line.periods[-1].end == line.due_on
        assert all(a.end == b.start for a, b in zip(line.periods, line.periods[1:], strict=False))


@given(
    money,
    rates,
    st.sampled_from(DayCount),
    st.lists(st.integers(-5, 40), max_size=5),
    st.integers(0, 40),
)
def test_a_cut_where_nothing_changes_changes_nothing(balance, rate, count, cuts, days):
    start, end = date(2027, 12, 20), date(2027, 12, 20) + timedelta(days=days)
    same = [RateChange(start + timedelta(days=at), rate) for at in cuts]
    plain = interest_periods(start, end, balance, rate, count)
    cut = interest_periods(start, end, balance, rate, count, rate_changes=same)
    assert sum((each.share for each in cut), Fraction(0)) == sum(
        (each.share for each in plain), Fraction(0)
    )
    if count is not DayCount.THIRTY_360:
        assert interest_of(cut) == interest_between(balance, rate, start, end, count)


@given(
    principal=money,
    months=st.lists(
        st.tuples(
            st.integers(1, 24),
            st.integers(0, 100_000),
            st.sampled_from([Pays.INTEREST, Pays.LEVEL]),
            st.none() | st.integers(1, 480),
        ),
        min_size=1,
        max_size=4,
    ),
    how=st.sampled_from(Rounding),
)
def test_phases_end_at_zero_and_never_grow_without_a_cap(principal, months, how):
    phases = [Phase(n, Rate(rate), pays, over=over) for n, rate, pays, over in months]
    made = phased(principal, phases, how)
    assert made.lines[-1].balance == ZERO
    assert total(line.principal for line in made.lines) == principal
    assert made.highest_balance == principal


@given(money, rates, st.integers(1, 60), st.sampled_from(Rounding))
def test_one_phase_is_the_level_schedule(principal, rate, periods, how):
    assert (
        phased(principal, [Phase(periods, rate)], how).lines
        == schedule(principal, rate, periods, how=how).lines
    )
