"""What payments that come, come late or never come do to a plan (see lives.py for its figures)."""

from datetime import date

import pytest

from mortgage_collect.core.clock import FixedClock
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.words import WorkoutStatus
from mortgage_collect.models.loan import Loan
from mortgage_collect.models.workout import WorkoutMove
from mortgage_collect.services.forgiven_misses import forgive_miss
from mortgage_collect.services.plan_watch import watch_plans
from mortgage_collect.services.workout_moves import undo_move
from mortgage_collect.services.workouts import move_workout, save_workout
from mortgage_collect.store.store import Store
from mortgage_collect.workout.options.repayment_plan import Answers
from tests.services.desks import a_case, a_tape, at
from tests.services.lives import PLAN_PAYMENT, a_plan, kept, pay, row

S = WorkoutStatus
DOWN = Money.of(2000)


def known_to(store: Store, clock: FixedClock, day: date) -> int:
    """The bank's money is known through this day, and the plans are looked at; how many moved."""
    clock.move(at(day.day + 3, month=day.month))
    with store.unit() as unit:
        a_tape(unit, day)
        return watch_plans(unit)


def broken(store: Store, clock: FixedClock, **plan: int) -> tuple[int, int]:
    """Nothing came by 16 April, the last day of the first payment."""
    made, loan_id = a_plan(store, **plan)  # type: ignore[arg-type]
    assert known_to(store, clock, date(2026, 4, 17)) == 1
    assert row(store, made).status is S.BROKEN
    return made, loan_id


def moves(store: Store, workout_id: int) -> list[tuple[str, str, str]]:
    with store.view() as session:
        rows = session.query(WorkoutMove).filter_by(workout_id=workout_id).order_by(WorkoutMove.id)
        return [(each.was.value, each.now.value, each.reason) for each in rows]


def with_down_payment(store: Store) -> tuple[int, int]:
    """4,497.30 less 2,000.00 is 2,497.30; over six months 416.22 on top of 1,499.10."""
    case = a_case(store)
    with store.unit() as unit:
        terms = Answers(months=6, down_payment=DOWN)
        made = save_workout(unit, case.loan_id, terms, reason="She works again")
        for state in (S.OFFERED, S.ACCEPTED, S.ACTIVE):
            move_workout(unit, made, state)
    return made, case.loan_id


def test_a_down_payment_is_not_the_first_installment(store, clock: FixedClock):
    made, loan_id = with_down_payment(store)
    clock.move(at(10))
    pay(store, loan_id, DOWN, date(2026, 3, 10))
    assert kept(store, made)[:2] == ["kept", "upcoming"]
    assert known_to(store, clock, date(2026, 4, 17)) == 1
    assert row(store, made).status is S.BROKEN
    assert kept(store, made)[:2] == ["kept", "missed"]
    told = "payment 1, due Apr 1, 2026, is short by $1,915.32"
    assert moves(store, made)[-1] == ("active", "broken", told)


def test_a_plan_with_a_down_payment_goes_on_when_both_have_come(store, clock: FixedClock):
    made, loan_id = with_down_payment(store)
    clock.move(at(10))
    pay(store, loan_id, DOWN, date(2026, 3, 10))
    clock.move(at(1, month=4))
    pay(store, loan_id, Money.of("1915.32"), date(2026, 4, 1))
    assert known_to(store, clock, date(2026, 4, 17)) == 0
    assert kept(store, made)[:3] == ["kept", "kept", "upcoming"]


def test_a_down_payment_that_never_comes_breaks_the_plan(store, clock: FixedClock):
    """Due on 9 March, when the plan was accepted; fifteen days later it is missed."""
    made, _ = with_down_payment(store)
    assert known_to(store, clock, date(2026, 3, 24)) == 0
    assert known_to(store, clock, date(2026, 3, 25)) == 1
    told = "the down payment, due Mar 9, 2026, is short by $2,000.00"
    assert moves(store, made)[-1] == ("active", "broken", told)


def test_a_back_dated_payment_opens_a_broken_plan_again(store, clock: FixedClock):
    made, loan_id = broken(store, clock)
    clock.move(at(21, month=4))
    pay(store, loan_id, PLAN_PAYMENT, date(2026, 4, 1))
    held = row(store, made)
    assert (held.status, held.ended_on) == (S.ACTIVE, None)
    assert held.started_on == date(2026, 3, 9)
    told = "$2,248.65 received on Apr 1, 2026 keeps it after all"
    assert moves(store, made)[-1] == ("broken", "active", told)
    assert kept(store, made)[:2] == ["kept", "upcoming"]


def test_a_payment_after_the_last_day_does_not(store, clock: FixedClock):
    made, loan_id = broken(store, clock)
    clock.move(at(21, month=4))
    pay(store, loan_id, PLAN_PAYMENT, date(2026, 4, 17))
    assert row(store, made).status is S.BROKEN


def test_the_only_payment_back_dated_completes_the_plan(store, clock: FixedClock):
    made, loan_id = broken(store, clock, months=1)
    clock.move(at(21, month=4))
    pay(store, loan_id, Money.of("5996.40"), date(2026, 4, 16))
    assert [now for _, now, _ in moves(store, made)[-3:]] == ["broken", "active", "completed"]


def test_money_a_later_tape_shows_without_a_day_reopens_nothing(store, clock: FixedClock):
    """100.00 of April came on its day; the rest of it stands in the balances of 30 April."""
    made, loan_id = a_plan(store)
    clock.move(at(1, month=4))
    pay(store, loan_id, Money.of(100), date(2026, 4, 1))
    assert known_to(store, clock, date(2026, 4, 17)) == 1
    clock.move(at(4, month=5))
    with store.unit() as unit:
        tape = a_tape(unit, date(2026, 4, 30))
        loan = unit.session.get_one(Loan, loan_id)
        loan.as_of, loan.tape_id = date(2026, 4, 30), tape.id
        loan.next_due_on, loan.suspense = date(2026, 2, 1), Money.of("749.55")
        assert watch_plans(unit) == 0
    assert row(store, made).status is S.BROKEN


def test_what_a_person_broke_the_payments_do_not_reopen(store, clock: FixedClock):
    made, loan_id = a_plan(store)
    with store.unit() as unit:
        move_workout(unit, made, S.BROKEN, reason="They have moved out")
    clock.move(at(1, month=4))
    pay(store, loan_id, PLAN_PAYMENT, date(2026, 4, 1))
    assert row(store, made).status is S.BROKEN
    with store.unit() as unit:
        move_workout(unit, made, S.ACTIVE)
    assert row(store, made).status is S.ACTIVE


def test_a_plan_a_later_one_has_replaced_is_not_reopened(store, clock: FixedClock):
    made, loan_id = broken(store, clock)
    with store.unit() as unit:
        later = save_workout(unit, loan_id, Answers(months=5), reason="once more")
        move_workout(unit, later, S.ACTIVE)
    clock.move(at(21, month=4))
    pay(store, loan_id, PLAN_PAYMENT, date(2026, 4, 1))
    assert (row(store, made).status, row(store, later).status) == (S.BROKEN, S.ACTIVE)
    with pytest.raises(UserError, match="Version 2 is already running"), store.unit() as unit:
        move_workout(unit, made, S.ACTIVE)


@pytest.mark.parametrize("way", ["started again", "taken back"])
def test_a_plan_a_person_lets_go_on_is_broken_by_the_next_miss_only(store, clock, way):
    made, _ = broken(store, clock)
    with store.unit() as unit:
        if way == "started again":
            move_workout(unit, made, S.ACTIVE)
        else:
            undo_move(unit, made, "they told us why")
        assert watch_plans(unit) == 0
    # The second payment, due 1 May, may come through 16 May.
    assert known_to(store, clock, date(2026, 5, 16)) == 0
    assert known_to(store, clock, date(2026, 5, 18)) == 1
    assert row(store, made).status is S.BROKEN


def test_a_forgiven_miss_opens_a_broken_plan_again(store, clock: FixedClock):
    made, loan_id = broken(store, clock)
    with store.unit() as unit:
        forgive_miss(unit, made, 1, "Hospital, letter on file")
    assert moves(store, made)[-1] == ("broken", "active", "payment 1 was forgiven")
    for month in (5, 6):
        clock.move(at(1, month=month))
        pay(store, loan_id, PLAN_PAYMENT, date(2026, month, 1))
    assert known_to(store, clock, date(2026, 6, 17)) == 0
    assert kept(store, made)[:3] == ["missed", "kept", "kept"]


def test_a_tape_lays_its_money_on_what_was_not_forgiven(store, clock: FixedClock):
    """April is forgiven; by 31 May one installment of 1,499.10 is paid and 749.55 is held."""
    made, loan_id = broken(store, clock)
    with store.unit() as unit:
        forgive_miss(unit, made, 1, "Hospital, letter on file")
    clock.move(at(3, month=6))
    with store.unit() as unit:
        tape = a_tape(unit, date(2026, 5, 31))
        loan = unit.session.get_one(Loan, loan_id)
        loan.as_of, loan.tape_id = date(2026, 5, 31), tape.id
        loan.next_due_on, loan.suspense = date(2026, 2, 1), Money.of("749.55")
        assert watch_plans(unit) == 0
    assert kept(store, made)[:3] == ["missed", "kept", "upcoming"]


def test_a_payment_that_was_kept_is_not_forgiven(store, clock: FixedClock):
    made, loan_id = a_plan(store)
    clock.move(at(1, month=4))
    pay(store, loan_id, PLAN_PAYMENT, date(2026, 4, 1))
    with pytest.raises(UserError, match=r"Payment 1, due Apr 1, 2026, was kept"), store.unit() as u:
        forgive_miss(u, made, 1, "to be kind")
    with pytest.raises(UserError, match="Payment 7 cannot"), store.unit() as unit:
        forgive_miss(unit, made, 7, "to be kind")
    assert row(store, made).forgiven == []
