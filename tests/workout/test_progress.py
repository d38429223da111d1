"""How a plan goes: kept, short, missed, forgiven, made good."""

from dataclasses import replace
from datetime import date

from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.loanmath.terms import Received
from mortgage_collect.workout.options.repayment_plan import Answers, repayment_plan
from mortgage_collect.workout.policy import PlanPolicy
from mortgage_collect.workout.program import program
from mortgage_collect.workout.progress import Kept, last_day_to_pay, progress
from tests.workout.households import a_case

USD = Money.of
PLAN = repayment_plan.offer(a_case(), Answers(months=8)).instalments  # April to November
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
    assert [each.instalment.number for each in found.failed] == [3]


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
