"""State comes from dated facts: what is entered late or corrected counts as if entered in order."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mortgage_collect.core.money import ZERO, Money, total
from mortgage_collect.core.words import Counting
from mortgage_collect.loanmath.delinquency import delinquency
from mortgage_collect.loanmath.payoff import payoff
from mortgage_collect.loanmath.position import position
from mortgage_collect.loanmath.reinstatement import reinstatement
from mortgage_collect.loanmath.terms import Received
from tests.loanmath.loans import a_loan, a_snapshot

FIRST = date(2026, 9, 1)

facts = st.builds(
    lambda day, cents: Received(FIRST + timedelta(days=day), Money(cents)),
    st.integers(0, 150),
    st.integers(-300_000, 600_000).filter(bool) | st.sampled_from([219_257, 109_629, -219_257]),
)
history = st.lists(facts, max_size=7)
days = st.integers(0, 200).map(lambda day: FIRST + timedelta(days=day))
held = st.integers(0, 219_256).map(Money)


@given(history, st.randoms(use_true_random=False), days, held)
def test_the_order_of_entry_never_matters(received, chance, as_of, suspense):
    snapshot = a_snapshot(suspense=suspense)
    in_order = position(a_loan(), snapshot, received, as_of)
    entered = received.copy()
    chance.shuffle(entered)
    assert position(a_loan(), snapshot, entered, as_of) == in_order
    due = in_order.next_due
    again = position(a_loan(), snapshot, entered, as_of).next_due
    for counting in Counting:
        assert delinquency(again, as_of, counting) == delinquency(due, as_of, counting)


@given(history, facts, st.integers(0, 7), days, held)
def test_a_fact_entered_late_is_as_if_entered_on_its_day(received, late, place, as_of, suspense):
    snapshot = a_snapshot(suspense=suspense)
    first = sorted([*received, late], key=lambda each: each.on)
    at_last = [*received[:place], late, *received[place:]]
    until = as_of + timedelta(days=30)
    for quote in (reinstatement, payoff):
        assert quote(a_loan(), snapshot, at_last, [], as_of, until) == quote(
            a_loan(), snapshot, first, [], as_of, until
        )


@given(history, st.integers(0, 150), st.integers(1, 600_000), days, held)
def test_a_payment_taken_back_on_its_day_was_never_made(received, day, cents, as_of, suspense):
    # Paid money only: a history with other reversals may pass through them on that same day.
    snapshot = a_snapshot(suspense=suspense)
    paid = [each for each in received if each.amount > ZERO]
    on = FIRST + timedelta(days=day)
    wrong = [Received(on, Money(cents)), Received(on, Money(-cents))]
    if any(each.on <= as_of for each in paid) or not suspense:
        with_it = position(a_loan(), snapshot, [*paid, *wrong], as_of)
        without = position(a_loan(), snapshot, paid, as_of)
        assert with_it == without


@given(history, days)
def test_no_cent_of_the_money_is_lost(received, as_of):
    paid = [each for each in received if each.amount > ZERO]
    at = position(a_loan(), a_snapshot(), paid, as_of)
    came = total(each.amount for each in paid if each.on <= as_of)
    used = total(installment.amount for installment, _ in at.satisfied)
    assert at.suspense is not None
    assert used + at.suspense == came
    assert at.suspense >= ZERO


@given(history, st.integers(1, 600_000), st.integers(0, 150), days)
def test_more_money_never_makes_a_loan_later(received, cents, day, as_of):
    before = position(a_loan(), a_snapshot(), received, as_of)
    more = [*received, Received(FIRST + timedelta(days=day), Money(cents))]
    after = position(a_loan(), a_snapshot(), more, as_of)
    assert after.next_due >= before.next_due
