"""How a plan goes: kept, short, missed, forgiven, made good."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mortgage_collect.core.money import ZERO, Money, total
from mortgage_collect.loanmath.terms import Received
from mortgage_collect.workout.options.repayment_plan import Answers, repayment_plan
from mortgage_collect.workout.policy import PlanPolicy
from mortgage_collect.workout.program import program
from mortgage_collect.workout.progress import Kept, last_day_to_pay, progress
from tests.workout.households import a_case

USD = Money.of
PLAN = repayment_plan.offer(a_case(), Answers(months=8)).installments  # April to November
PORTFOLIO = PlanPolicy()
FANNIE = program("fannie").repayment_plan


def paid(on: str, amount: str = "2903.25") -> Received:
    return Received(date.fromisoformat(on), USD(amount))


TWO_KEPT = [paid("2026-04-01"), paid("2026-05-01")]


def test_the_regular_payment_alone_breaks_the_plan():
    # RP-014: 2,100.00 in the third month, nothing more by its end.
    found = progress(PLAN, [*TWO_KEPT, paid("2026-06-10", "2100.00")], date(2026, 7, 1), FANNIE)
    row = found.rows[2]
    assert (row.status, row.short_by, row.in_time) == (Kept.SHORT, USD("803.25"), USD(2100))
    assert row.last_day == date(2026, 6, 30)
    assert found.broken
    assert [each.installment.number for each in found.failed] == [3]


def test_until_the_last_day_it_is_not_decided():
    found = progress(PLAN, [*TWO_KEPT, paid("2026-06-10", "2100.00")], date(2026, 6, 30), FANNIE)
    assert [row.status for row in found.rows[:3]] == [Kept.KEPT, Kept.KEPT, Kept.UPCOMING]
    assert not found.broken


def test_nothing_at_all_is_a_miss_and_one_may_be_forgiven():
    as_of = date(2026, 6, 17)
    found = progress(PLAN, TWO_KEPT, as_of, PORTFOLIO)
    assert found.rows[2].status is Kept.MISSED
    assert found.broken
    assert not progress(PLAN, TWO_KEPT, as_of, PORTFOLIO, forgiven=[3]).broken
    assert progress(PLAN, TWO_KEPT, as_of, PORTFOLIO, forgiven=[2]).broken
    later = date(2026, 7, 20)
    assert progress(PLAN, TWO_KEPT, later, PORTFOLIO, forgiven=[3]).broken
    assert progress(PLAN, TWO_KEPT, later, PORTFOLIO, forgiven=[3, 4]).broken


def test_the_last_day_of_the_cure_window_counts():
    assert last_day_to_pay(date(2026, 4, 1), PORTFOLIO) == date(2026, 4, 16)
    assert progress(PLAN, [paid("2026-04-16")], date(2026, 4, 30), PORTFOLIO).rows[0].status is (
        Kept.KEPT
    )
    late = progress(PLAN, [paid("2026-04-17")], date(2026, 4, 30), PORTFOLIO).rows[0]
    assert (late.status, late.made_good_on) == (Kept.MISSED, date(2026, 4, 17))


def test_two_halves_keep_a_payment_and_more_goes_to_the_next():
    halves = [paid("2026-04-01", "1500.00"), paid("2026-04-10", "1500.00")]
    found = progress(PLAN, halves, date(2026, 4, 20), PORTFOLIO)
    assert found.rows[0].status is Kept.KEPT
    assert found.rows[0].made_good_on == date(2026, 4, 10)
    assert found.rows[1].in_time == USD("96.75")
    assert (found.received, found.left) == (USD(3000), USD(20226))


def test_a_returned_check_takes_the_payment_back():
    money = [*TWO_KEPT, paid("2026-05-08", "-2903.25")]
    found = progress(PLAN, money, date(2026, 5, 20), PORTFOLIO)
    assert [row.status for row in found.rows[:2]] == [Kept.KEPT, Kept.MISSED]
    partly = progress(PLAN, [*TWO_KEPT, paid("2026-05-08", "-3.25")], date(2026, 5, 20), PORTFOLIO)
    assert partly.rows[1].in_time == USD(2900)
    before = progress(PLAN, money, date(2026, 5, 7), PORTFOLIO)
    assert before.rows[1].status is Kept.KEPT


def test_a_plan_paid_in_full_is_completed():
    money = [Received(each.due_on, each.total) for each in PLAN]
    found = progress(PLAN, money, PLAN[-1].due_on, PORTFOLIO)
    assert found.completed
    assert (found.left, found.broken, found.failed) == (ZERO, False, ())
    assert not progress(PLAN, money[:-1], PLAN[-1].due_on, PORTFOLIO).completed


def test_a_stricter_bank_forgives_nothing():
    strict = replace(PORTFOLIO, forgiven_misses=0)
    assert progress(PLAN, [], date(2026, 4, 17), strict, forgiven=[1]).broken


def test_what_is_forgiven_is_not_owed_on_its_day():
    # April never came and is forgiven; May and June come on their days, May even early.
    money = [paid("2026-04-29"), paid("2026-06-01")]
    found = progress(PLAN, money, date(2026, 6, 20), PORTFOLIO, forgiven=[1])
    assert [row.status for row in found.rows[:3]] == [Kept.MISSED, Kept.KEPT, Kept.KEPT]
    assert not found.broken
    # It is still owed: 23,226.00 less two payments of 2,903.25.
    assert found.left == USD("17419.50")
    assert found.rows[0].made_good_on is None


def test_a_part_of_a_forgiven_payment_stays_with_it():
    money = [paid("2026-04-01", "2000.00"), paid("2026-05-01"), paid("2026-06-01", "903.25")]
    found = progress(PLAN, money, date(2026, 6, 20), PORTFOLIO, forgiven=[1])
    assert [row.status for row in found.rows[:3]] == [Kept.SHORT, Kept.KEPT, Kept.SHORT]
    assert found.rows[2].short_by == USD(2000)
    assert found.broken


def test_a_forgiven_payment_that_comes_late_does_not_pay_a_later_one():
    late = [paid("2026-04-25"), paid("2026-05-01")]
    found = progress(PLAN, late, date(2026, 6, 20), PORTFOLIO, forgiven=[1])
    assert [row.status for row in found.rows[:3]] == [Kept.MISSED, Kept.KEPT, Kept.MISSED]
    assert found.rows[0].made_good_on is not None
    assert found.broken


def test_a_forgiven_payment_is_owed_until_it_has_come():
    rest = [Received(each.due_on, each.total) for each in PLAN[1:]]
    found = progress(PLAN, rest, date(2026, 11, 30), PORTFOLIO, forgiven=[1])
    assert (found.completed, found.left) == (False, USD("2903.25"))
    whole = [*rest, paid("2026-11-20")]
    found = progress(PLAN, whole, date(2026, 11, 30), PORTFOLIO, forgiven=[1])
    assert (found.completed, found.left) == (True, ZERO)
    assert found.rows[0].made_good_on == date(2026, 11, 20)


def test_each_payment_has_its_own_tolerance():
    lenient = replace(PORTFOLIO, tolerance=USD(5))
    money = [Received(each.due_on, each.total - USD(5)) for each in PLAN]
    found = progress(PLAN, money, date(2026, 11, 30), lenient)
    assert {row.status for row in found.rows} == {Kept.KEPT}
    assert (found.broken, found.completed, found.left) == (False, True, USD(40))
    assert found.rows[1].made_good_on == date(2026, 5, 1)
    # One cent more than the tolerance, in the second month.
    money[1] = Received(money[1].on, money[1].amount - USD("0.01"))
    found = progress(PLAN, money[:2], date(2026, 5, 20), lenient)
    assert (found.rows[1].status, found.rows[1].short_by) == (Kept.SHORT, USD("5.01"))


def test_what_was_let_pass_is_made_good_before_the_next_payment_is_met_ahead():
    lenient = replace(PORTFOLIO, tolerance=USD(5))
    money = [paid("2026-04-01", "2898.25"), paid("2026-05-01", "2908.25")]
    found = progress(PLAN, [*money, paid("2026-06-01", "2897.25")], date(2026, 6, 20), lenient)
    assert found.rows[2].short_by == USD(6)
    assert found.broken


@given(
    st.lists(st.tuples(st.integers(0, 240), st.integers(1, 400_000)), max_size=8),
    st.sets(st.integers(1, 8), max_size=2),
    st.integers(0, 2_000),
    st.integers(0, 260),
)
def test_money_is_never_counted_twice_and_forgiving_never_harms(sums, forgiven, cents, days):
    start = date(2026, 4, 1)
    money = [Received(start + timedelta(days=day), Money(amount)) for day, amount in sums]
    policy = replace(PORTFOLIO, tolerance=Money(cents), forgiven_misses=2)
    as_of = start + timedelta(days=days)
    strict = progress(PLAN, money, as_of, policy)
    mild = progress(PLAN, money, as_of, policy, sorted(forgiven))

    for found in (strict, mild):
        assert total(row.in_time for row in found.rows) <= found.received
        paid_all = found.received >= total(each.total for each in PLAN)
        assert found.completed >= paid_all
    assert mild.broken <= strict.broken
    assert mild.received == strict.received
