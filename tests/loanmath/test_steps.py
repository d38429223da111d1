"""Steps of the rate, and the searches for a rate and a term, against exact fractions."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, Money, Rounding, total
from mortgage_collect.core.rate import Rate
from mortgage_collect.loanmath.accrued_interest import capitalization_figure, missed_installments
from mortgage_collect.loanmath.amortize import (
    annuity,
    exact_payment,
    level_payment,
    principal_for,
    schedule,
)
from mortgage_collect.loanmath.annuity import shortest_term
from mortgage_collect.loanmath.phase import Phase, phased
from mortgage_collect.loanmath.rate_search import EIGHTH, highest_rate, stepped_down
from mortgage_collect.loanmath.step_rate import RateStep, rising_steps, step_schedule
from tests.loanmath.tables import cases

USD, PCT = Money.of, Rate.percent


@pytest.mark.parametrize("case", cases("steps", "steps"))
def test_steps(case):
    steps = rising_steps(PCT(case["start"]), PCT(case["cap"]))
    made = step_schedule(USD(case["principal"]), steps, case["months"])
    told = [[each.first, each.rate.plain, each.payment.plain] for each in made.steps]
    assert told == case["steps"]
    assert len(made.lines) == case["months"]
    assert made.balance_after(case["months"]) == ZERO
    if "final" in case:
        assert made.final_payment == USD(case["final"])
    if "exact_balance_after_120" in case:
        # The source lets interest run in fractions of a cent; what is posted differs by cents.
        exact = Fraction(USD(case["principal"]).cents, 100)
        for number in range(1, 121):
            step = [each for each in made.steps if each.first <= number][-1]
            if step.first == number:
                paid = exact / annuity(step.rate, case["months"] - number + 1)
            exact = exact * (1 + step.rate.monthly) - paid
            exact = Fraction(round(exact * 10**20), 10**20)
        assert Money.rounded(exact) == USD(case["exact_balance_after_120"])
        assert abs(made.balance_after(120) - Money.rounded(exact)) <= Money(60)


@pytest.mark.parametrize("case", cases("steps", "highest rate"))
def test_highest_rate(case):
    principal, target = USD(case["principal"]), USD(case["target"])
    rate = highest_rate(principal, case["months"], target, PCT(10))
    assert rate == PCT(case["rate"])
    assert level_payment(principal, rate, case["months"]) == USD(case["payment"])


@pytest.mark.parametrize("case", cases("steps", "stepped down"))
def test_stepped_down(case):
    principal, months = USD(case["principal"]), case["months"]
    rate = stepped_down(
        principal, months, USD(case["target"]), PCT(case["start"]), PCT(case["floor"])
    )
    assert rate == PCT(case["rate"])
    assert level_payment(principal, rate, months) == USD(case["payment"])


@pytest.mark.parametrize("case", cases("steps", "shortest term"))
def test_shortest_term(case):
    found = shortest_term(USD(case["principal"]), PCT(case["rate"]), USD(case["target"]))
    assert found == case["months"]


@pytest.mark.parametrize("case", cases("steps", "principal"))
def test_principal_of_an_exact_payment(case):
    payment = Fraction(*case["exact_payment"])
    found = Money.rounded(payment * annuity(PCT(case["rate"]), case["months"]))
    assert found == USD(case["principal"])
    # A payment in whole cents carries a balance within a cent's worth of annuity.
    whole = principal_for(Money.rounded(payment), PCT(case["rate"]), case["months"])
    assert abs(whole - found) <= Money.rounded(annuity(PCT(case["rate"]), case["months"]) / 200)


@pytest.mark.parametrize("case", cases("steps", "missed"))
def test_missed_months(case):
    rate = PCT(case["rate"])
    plan = schedule(USD(case["principal"]), rate, case["months"])
    upb = plan.balance_after(case["paid"])
    missed = missed_installments(upb, rate, plan.payment, case["missed"])
    assert capitalization_figure(upb, rate, case["missed"]) == USD(case["capitalized"])
    assert missed.interest == USD(case["scheduled"])
    assert missed.lines[0].interest == USD(case["first_interest"])
    assert missed.amount == plan.payment * case["missed"]
    assert missed.principal == upb - plan.balance_after(case["paid"] + case["missed"])


def test_nothing_missed_is_nothing_owed():
    assert missed_installments(USD(1000), PCT(6), USD(100), 0).amount == ZERO
    assert capitalization_figure(USD(1000), PCT(6), 0) == ZERO
    with pytest.raises(UserError, match="count them from 0"):
        capitalization_figure(USD(1000), PCT(6), -1)
    assert len(missed_installments(USD(100), PCT(6), USD(60), 5).lines) == 2
    with pytest.raises(UserError, match="does not cover"):
        missed_installments(USD(200_000), PCT("7.5"), USD(1000), 3)


def test_steps_must_begin_at_the_beginning():
    for steps in ([], [RateStep(2, PCT(3))], [RateStep(1, PCT(3)), RateStep(1, PCT(4))]):
        with pytest.raises(UserError, match="first payment"):
            step_schedule(USD(1000), steps, 12)
    with pytest.raises(UserError, match="matured"):
        step_schedule(USD(1000), [RateStep(1, PCT(3))], 0)
    with pytest.raises(ValueError, match="rises"):
        rising_steps(PCT(2), PCT(4), by=Rate(0))


def test_payments_are_counted_from_one():
    made = step_schedule(USD(1000), [RateStep(1, PCT(6))], 12)
    assert made.payment_at(1) == made.steps[0].payment
    assert made.payment_at(12) == made.final_payment
    for plan in (made, schedule(USD(1000), PCT(6), 12), phased(USD(1000), [Phase(12, PCT(6))])):
        with pytest.raises(ValueError, match="from 1"):
            plan.balance_after(0)


def test_without_interest_the_principal_is_the_payments():
    assert principal_for(USD("100.01"), PCT(0), 12) == USD("1200.12")


def test_a_floor_that_does_not_reach_is_the_answer_and_a_low_start_is_not_raised():
    assert stepped_down(USD(250_000), 330, USD(10), PCT("6.5"), PCT("2.1")) == PCT("2.1")
    assert stepped_down(USD(250_000), 330, USD(10), PCT("1.9"), PCT("2.1")) == PCT("1.9")
    # The last step is cut short: 6.125 is too dear, 6.1 will do.
    at_floor = level_payment(USD(250_000), PCT("6.1"), 330)
    assert stepped_down(USD(250_000), 330, at_floor, PCT("6.5"), PCT("6.1")) == PCT("6.1")


def test_no_rate_is_low_enough_for_a_payment_that_does_not_repay():
    assert highest_rate(USD(1200), 12, USD(99), PCT(10)) is None
    # By hand: about 1,200 x rate / 12 x 13 / 24 more a month, so 0.009 % is still half a cent less.
    assert highest_rate(USD(1200), 12, USD(100), PCT(10)) == PCT("0.009")


def test_a_term_beyond_forty_years_is_no_term():
    assert shortest_term(USD(200_000), PCT("7.5"), USD(1000)) is None
    assert shortest_term(USD(100_000), PCT(6), USD("599.55"), longest=359) is None
    assert shortest_term(USD(100_000), PCT(6), USD("599.55"), longest=360) == 360
    assert shortest_term(ZERO, PCT(6), USD(1)) == 0


def test_a_payment_that_ends_on_half_a_cent_is_worked_out_whole():
    # 1.00 for a month at 6 % a year is 1.005; 3.00 is 3.015. By hand.
    for principal, up, down in (("1.00", "1.01", "1.00"), ("3.00", "3.02", "3.01")):
        assert level_payment(USD(principal), PCT(6), 1) == USD(up)
        assert level_payment(USD(principal), PCT(6), 1, Rounding.DOWN) == USD(down)
        assert level_payment(USD(principal), PCT(6), 1, Rounding.UP) == USD(up)
    # And one that is whole: 200.00 is 201.00, whichever way a fraction would go.
    assert {level_payment(USD(200), PCT(6), 1, way) for way in Rounding} == {USD(201)}
    assert {principal_for(USD(201), PCT(6), 1, way) for way in Rounding} == {USD(200)}


money = st.integers(1, 90_000_000).map(Money)
rates = st.integers(0, 200_000).map(Rate)
months = st.integers(1, 120)
how = st.sampled_from(Rounding)


@given(money, rates, months, how)
def test_whole_numbers_give_the_payment_of_the_fractions(principal, rate, periods, how):
    exact = exact_payment(principal, rate, periods)
    assert level_payment(principal, rate, periods, how) == Money.rounded(exact, how)


@given(money, rates, months, how)
def test_whole_numbers_give_the_principal_of_the_fractions(payment, rate, periods, how):
    assert principal_for(payment, rate, periods, how) == payment.times(annuity(rate, periods), how)


@given(money, rates, st.integers(1, 40), how, st.sampled_from([12, 26, 52]))
def test_the_fast_schedule_is_the_one_worked_line_by_line(principal, rate, periods, how, per_year):
    made = schedule(principal, rate, periods, how=how, per_year=per_year)
    balance, number = principal, 0
    for number, line in enumerate(made.lines, 1):
        interest = balance.times(rate.exact / per_year)
        part = max(min(made.payment - interest, balance), ZERO)
        part = balance if number == periods else part
        balance -= part
        assert (line.number, line.interest) == (number, interest)
        assert (line.principal, line.balance) == (part, balance)
        assert line.amount == interest + part
    assert balance == ZERO
    assert made.total_interest == total(line.interest for line in made.lines)
    assert made.total_paid == total(line.amount for line in made.lines)
    assert made.lines[1:3] == tuple(made.lines)[1:3]


@given(money, rates, st.integers(1, 119))
def test_a_longer_term_never_raises_the_payment(principal, rate, periods):
    longer = level_payment(principal, rate, periods + 1)
    assert longer <= level_payment(principal, rate, periods)


@given(money, rates, st.integers(1, 9_000_000).map(Money), st.integers(1, 120), how)
def test_the_shortest_term_is_the_first_that_a_search_one_by_one_finds(
    principal, rate, payment, longest, how
):
    first = next(
        (n for n in range(1, longest + 1) if level_payment(principal, rate, n, how) <= payment),
        None,
    )
    assert shortest_term(principal, rate, payment, longest, how) == first


@given(
    money, st.integers(1, 120), st.integers(0, 80_000), st.integers(0, 80_000), st.integers(0, 100)
)
def test_stepping_down_is_what_one_does_by_hand(principal, periods, start, floor, part):
    least = level_payment(principal, Rate(0), periods).cents
    payment = Money(least + least * part // 100)
    rate = Rate(start)
    while rate > Rate(floor) and level_payment(principal, rate, periods) > payment:
        rate = max(Rate(rate.millionths - EIGHTH.millionths), Rate(floor))
    assert stepped_down(principal, periods, payment, Rate(start), Rate(floor)) == rate


@given(money, st.integers(0, 60_000), st.integers(0, 80_000), st.integers(1, 150))
def test_a_step_schedule_repays_everything(principal, start, cap, periods):
    made = step_schedule(principal, rising_steps(Rate(start), Rate(cap)), periods)
    assert total(line.principal for line in made.lines) == principal
    assert made.lines[-1].balance == ZERO
    assert len(made.lines) <= periods


@given(money, rates, st.integers(1, 60))
def test_one_step_is_the_level_schedule(principal, rate, periods):
    plain = schedule(principal, rate, periods)
    assert step_schedule(principal, [RateStep(1, rate)], periods).lines == plain.lines
