"""Taking steps of a workout back: what stood before stands again, and the history only grows."""

from datetime import date

import pytest

from mortgage_collect.core.clock import FixedClock
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.words import WorkoutStatus
from mortgage_collect.models.workout import WorkoutMove
from mortgage_collect.services.payments import reverse_payment
from mortgage_collect.services.workout_moves import undo_move
from mortgage_collect.services.workouts import move_workout, review_alone, save_workout
from mortgage_collect.store.store import Store
from mortgage_collect.workout.options.repayment_plan import Answers
from tests.services.desks import at
from tests.services.lives import a_plan, pay, row

S = WorkoutStatus
LIFE = (
    "status",
    "approved_by",
    "approved_at",
    "solo",
    "review_due",
    "offered_on",
    "accepted_on",
    "accepted_how",
    "started_on",
    "ended_on",
    "redefaulted_on",
)


def life(store: Store, workout_id: int) -> dict[str, object]:
    held = row(store, workout_id)
    return {name: getattr(held, name) for name in LIFE}


def steps(store: Store, workout_id: int) -> list[tuple[str, str]]:
    with store.view() as session:
        rows = session.query(WorkoutMove).filter_by(workout_id=workout_id).order_by(WorkoutMove.id)
        return [(each.was.value, each.now.value) for each in rows]


def a_newer(store: Store, loan_id: int, months: int = 5) -> int:
    with store.unit() as unit:
        return save_workout(unit, loan_id, Answers(months=months), reason="sooner")


def cancel(store: Store, workout_id: int) -> None:
    with store.unit() as unit:
        move_workout(unit, workout_id, S.CANCELLED, reason="the wrong one")


@pytest.mark.parametrize(
    "way",
    [
        (S.OFFERED, S.ACTIVE),
        (S.OFFERED, S.ACCEPTED, S.ACTIVE, S.BROKEN, S.ACTIVE, S.COMPLETED),
        (S.OFFERED, S.ACCEPTED, S.ACTIVE, S.BROKEN, S.CANCELLED),
        (S.OFFERED, S.ACCEPTED, S.CANCELLED),
        (S.ACTIVE, S.CANCELLED),
    ],
    ids=lambda way: "-".join(state.value for state in way),
)
def test_every_step_taken_back_restores_what_stood_before_it(any_store, clock: FixedClock, way):
    made, _ = a_plan(any_store, start=False)
    with any_store.unit() as unit:
        move_workout(unit, made, S.OFFERED)
        undo_move(unit, made)  # it stays approved: that was a step of its own
    before = []
    for day, state in enumerate(way, start=10):
        clock.move(at(day))
        before.append(life(any_store, made))
        with any_store.unit() as unit:
            move_workout(unit, made, state, reason="a reason")
    written = len(steps(any_store, made))
    clock.move(at(25))
    for was in reversed(before):
        with any_store.unit() as unit:
            assert undo_move(unit, made) is was["status"]
        assert life(any_store, made) == was
    assert len(steps(any_store, made)) == written + len(way)


def test_the_first_payment_taken_back_takes_the_acceptance_with_it(store, clock: FixedClock):
    made, _ = a_plan(store, start=False)
    with store.unit() as unit:
        move_workout(unit, made, S.OFFERED)
    clock.move(at(12))
    with store.unit() as unit:
        move_workout(unit, made, S.ACTIVE)
    assert row(store, made).accepted_how == "first payment"
    with store.unit() as unit:
        undo_move(unit, made)
    held = row(store, made)
    assert (held.status, held.offered_on) == (S.OFFERED, date(2026, 3, 9))
    assert (held.accepted_on, held.accepted_how, held.started_on) == (None, "", None)


def test_a_reopened_plan_taken_back_is_completed_on_its_old_day(store, clock: FixedClock):
    made, loan_id = a_plan(store, months=1)
    clock.move(at(1, month=4))
    payment = pay(store, loan_id, Money.of("5996.40"), date(2026, 4, 1))
    clock.move(at(6, month=4))
    with store.unit() as unit:
        reverse_payment(unit, payment, "check returned", date(2026, 4, 6))
    assert (row(store, made).status, row(store, made).ended_on) == (S.ACTIVE, None)
    with store.unit() as unit:
        undo_move(unit, made, "the check was good after all")
    held = row(store, made)
    assert (held.status, held.ended_on) == (S.COMPLETED, date(2026, 4, 1))
    assert held.started_on == date(2026, 3, 9)


def test_what_came_between_is_left_alone(store):
    made, _ = a_plan(store)
    with store.unit() as unit:
        review_alone(unit, made, "The file bears it out")
        undo_move(unit, made)
    held = row(store, made)
    assert (held.status, held.review_due, held.approved_by) == (S.ACCEPTED, None, "ana")


def test_cancelling_the_newer_brings_the_signed_one_back(any_store, clock: FixedClock):
    made, loan_id = a_plan(any_store, start=False)
    with any_store.unit() as unit:
        move_workout(unit, made, S.OFFERED)
        move_workout(unit, made, S.ACCEPTED)
    before, written = life(any_store, made), len(steps(any_store, made))
    clock.move(at(11))
    newer = a_newer(any_store, loan_id)
    assert row(any_store, made).status is S.SUPERSEDED
    cancel(any_store, newer)
    assert life(any_store, made) == before
    assert steps(any_store, made)[written:] == [
        ("accepted", "superseded"),
        ("superseded", "accepted"),
    ]
    with any_store.unit() as unit:
        assert undo_move(unit, made) is S.OFFERED


def test_a_cancellation_taken_back_puts_the_earlier_aside_again(store):
    made, loan_id = a_plan(store, start=False)
    newer = a_newer(store, loan_id)
    cancel(store, newer)
    with store.unit() as unit:
        assert undo_move(unit, newer) is S.DRAFT
    assert row(store, made).status is S.SUPERSEDED
    cancel(store, newer)
    assert row(store, made).status is S.DRAFT


def test_of_three_each_comes_back_in_its_turn(store):
    first, loan_id = a_plan(store, start=False)
    second, third = a_newer(store, loan_id), a_newer(store, loan_id, months=4)
    with pytest.raises(UserError, match="newer version, 3,") as told, store.unit() as unit:
        undo_move(unit, first)
    assert "Cancel that one" in told.value.do
    cancel(store, third)
    assert [row(store, each).status for each in (first, second)] == [S.SUPERSEDED, S.DRAFT]
    cancel(store, second)
    assert row(store, first).status is S.DRAFT


def test_one_that_was_in_force_brings_nothing_back(store):
    made, loan_id = a_plan(store, start=False)
    newer = a_newer(store, loan_id)
    with store.unit() as unit:
        move_workout(unit, newer, S.ACTIVE)
    cancel(store, newer)
    assert row(store, made).status is S.SUPERSEDED
    with pytest.raises(UserError, match="Version 2 has been in force"), store.unit() as unit:
        undo_move(unit, made)


def test_no_step_is_taken_back_once_a_newer_version_exists(store):
    made, loan_id = a_plan(store, start=False)
    a_newer(store, loan_id)
    with pytest.raises(UserError, match="newer version"), store.unit() as unit:
        undo_move(unit, made)
