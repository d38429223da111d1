"""A plan's way from a proposal to its end: approval, acceptance, payments kept and missed, undo.

Monday 9 March 2026: January, February and March are unpaid, 1,499.10 each, 4,497.30 in all. Over
six months that is 749.55 a month on top of 1,499.10: plan payments of 2,248.65 from 1 April.
"""

from datetime import UTC, date, datetime

import pytest

from mortgage_collect.core.clock import FixedClock
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.words import WorkoutStatus
from mortgage_collect.models.loan import Loan
from mortgage_collect.models.workout import Workout, WorkoutMove
from mortgage_collect.queries.plan_watch import progress_of
from mortgage_collect.queries.timeline import timeline
from mortgage_collect.services.forgiven_misses import forgive_miss
from mortgage_collect.services.payments import reverse_payment
from mortgage_collect.services.plan_watch import watch_plans, watch_redefaults
from mortgage_collect.services.workout_moves import undo_move
from mortgage_collect.services.workouts import (
    approve_workout,
    move_workout,
    review_alone,
    save_workout,
)
from mortgage_collect.workout.options.repayment_plan import Answers
from tests.builders import a_user
from tests.services.desks import a_case, a_tape, at
from tests.services.lives import PLAN_PAYMENT, a_plan, pay, reasons, row

S = WorkoutStatus


def test_the_way_of_a_plan_with_its_dates(any_store):
    made, _ = a_plan(any_store)
    held = row(any_store, made)

    assert held.status is S.ACTIVE
    monday = date(2026, 3, 9)
    assert (held.offered_on, held.accepted_on, held.started_on) == (monday, monday, monday)
    assert held.accepted_how == "signed"
    assert (held.program, held.edition[:10]) == ("portfolio", "portfolio-")
    keys = [line["key"] for line in held.working]
    assert keys[:2] == ["unpaid", "arrears"]
    with any_store.view() as session:
        moves = session.query(WorkoutMove).order_by(WorkoutMove.id).all()
        states = [(move.was.value, move.now.value) for move in moves]
    # One person works here and gave a reason: approved alone on the way, to be reviewed.
    assert states == [
        ("draft", "approved"),
        ("approved", "offered"),
        ("offered", "accepted"),
        ("accepted", "active"),
    ]
    assert held.solo
    assert held.review_due == date(2026, 4, 8)


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ([S.OFFERED, S.COMPLETED], "offered cannot become completed"),
        ([S.OFFERED, S.OFFERED], "offered cannot become offered"),
        ([S.OFFERED, S.BROKEN], "offered cannot become broken"),
        ([S.OFFERED, S.CANCELLED, S.ACTIVE], "cancelled cannot become active"),
    ],
)
def test_a_step_that_does_not_follow_is_refused(store, path, told):
    made, _ = a_plan(store, start=False)
    with store.unit() as unit:
        for state in path[:-1]:
            move_workout(unit, made, state, reason="a reason")
    with pytest.raises(UserError, match=told), store.unit() as unit:
        move_workout(unit, made, path[-1], reason="a reason")


def test_above_the_banks_limits_a_second_person_approves(store):
    made, _ = a_plan(store, start=False)
    with store.unit() as unit:
        a_user(unit, login="ana", name="Ana Ruiz")
        a_user(unit, login="ben", name="Ben Holt")
    assert row(store, made).approvals == [
        "The surplus is not known yet: finish the financial review"
    ]

    with pytest.raises(UserError, match="second person"), store.unit() as unit:
        move_workout(unit, made, S.OFFERED)
    with pytest.raises(UserError, match="cannot approve it"), store.unit() as unit:
        approve_workout(unit, made, "I find it sound")
    assert "plan waits for a second person" in reasons(store, row(store, made).loan_id)

    store.actor = "ben"
    with pytest.raises(UserError, match="Why"), store.unit() as unit:
        approve_workout(unit, made, " ")
    with store.unit() as unit:
        approve_workout(unit, made, "Seen the pay stub")
        move_workout(unit, made, S.OFFERED)
    held = row(store, made)
    assert (held.approved_by, held.solo, held.review_due) == ("ben", False, None)
    assert held.status is S.OFFERED


def test_alone_the_decision_is_looked_at_again(store, clock: FixedClock):
    made, loan_id = a_plan(store)
    clock.move(at(7, month=4))
    assert any("review by Apr 8" in each for each in reasons(store, loan_id))
    with store.unit() as unit:
        review_alone(unit, made, "The file bears it out")
    assert row(store, made).review_due is None
    with pytest.raises(UserError, match="not waiting"), store.unit() as unit:
        review_alone(unit, made, "again")


def test_payments_complete_a_plan_by_themselves(store, clock: FixedClock):
    made, loan_id = a_plan(store, months=2)
    # 4,497.30 over two months: 2,248.65 on top of 1,499.10.
    for month in (4, 5):
        clock.move(at(1, month=month))
        pay(store, loan_id, Money.of("3747.75"), date(2026, month, 1))
    held = row(store, made)
    assert held.status is S.COMPLETED
    assert held.ended_on == date(2026, 5, 1)


def test_money_taken_back_opens_the_plan_again(store, clock: FixedClock):
    made, loan_id = a_plan(store, months=1)
    clock.move(at(1, month=4))
    payment = pay(store, loan_id, Money.of("5996.40"), date(2026, 4, 1))
    assert row(store, made).status is S.COMPLETED
    clock.move(at(6, month=4))
    with store.unit() as unit:
        reverse_payment(unit, payment, "check returned", date(2026, 4, 6))
    held = row(store, made)
    assert held.status is S.ACTIVE
    assert held.ended_on is None


def test_a_missed_payment_breaks_the_plan_only_once_the_money_is_known(store, clock: FixedClock):
    made, loan_id = a_plan(store)
    clock.move(at(20, month=4))
    with store.unit() as unit:
        assert watch_plans(unit) == 0  # nobody has told about April yet
    assert row(store, made).status is S.ACTIVE
    with store.unit() as unit:
        a_tape(unit, date(2026, 4, 17))
        assert watch_plans(unit) == 1
    held = row(store, made)
    assert held.status is S.BROKEN
    assert "plan broken: look at the other options" in reasons(store, loan_id)
    with store.view() as session:
        last = session.query(WorkoutMove).order_by(WorkoutMove.id.desc()).first()
        assert last is not None
        assert last.reason == "payment 1, due Apr 1, 2026, is short by $2,248.65"


def test_one_missed_payment_may_be_forgiven_with_its_reason(store, clock: FixedClock):
    made, _ = a_plan(store)
    with store.unit() as unit:
        forgive_miss(unit, made, 1, "Hospital, letter on file")
    with pytest.raises(UserError, match="no more"), store.unit() as unit:
        forgive_miss(unit, made, 2, "again")
    clock.move(at(20, month=4))
    with store.unit() as unit:
        a_tape(unit, date(2026, 4, 17))
        assert watch_plans(unit) == 0
    assert row(store, made).status is S.ACTIVE


def test_a_bank_that_only_sends_tapes_sees_its_plans_kept(store, clock: FixedClock):
    """2,248.65 came in April: one installment of 1,499.10 is paid, 749.55 waits in suspense."""
    made, loan_id = a_plan(store)
    clock.move(at(4, month=5))
    with store.unit() as unit:
        tape = a_tape(unit, date(2026, 4, 30))
        loan = unit.session.get_one(Loan, loan_id)
        loan.as_of, loan.tape_id = date(2026, 4, 30), tape.id
        loan.next_due_on, loan.suspense = date(2026, 2, 1), Money.of("749.55")
        assert watch_plans(unit) == 0
    with store.view() as session:
        going = progress_of(session, session.get_one(Workout, made), store.clock.now())
    assert (going.received, going.rows[0].status.value) == (PLAN_PAYMENT, "kept")
    assert not going.broken


def test_a_tape_that_shows_too_little_money_breaks_the_plan(store, clock: FixedClock):
    made, loan_id = a_plan(store)
    clock.move(at(4, month=5))
    with store.unit() as unit:
        tape = a_tape(unit, date(2026, 4, 30))
        loan = unit.session.get_one(Loan, loan_id)
        loan.as_of, loan.tape_id = date(2026, 4, 30), tape.id
        loan.next_due_on, loan.suspense = date(2026, 2, 1), ZERO
        assert watch_plans(unit) == 1
    assert row(store, made).status is S.BROKEN


def test_the_queue_reminds_before_a_plan_payment_is_due(store, clock: FixedClock):
    _, loan_id = a_plan(store)
    clock.move(at(30))
    assert any("plan payment $2,248.65 due Wed Apr 1" in each for each in reasons(store, loan_id))


def test_a_step_is_taken_back_by_an_entry_of_its_own(store):
    made, _ = a_plan(store)
    with store.unit() as unit:
        assert undo_move(unit, made, "pressed the wrong key") is S.ACCEPTED
        assert undo_move(unit, made) is S.OFFERED
    held = row(store, made)
    assert held.status is S.OFFERED
    assert (held.started_on, held.accepted_on) == (None, None)
    with store.view() as session:
        assert session.query(WorkoutMove).count() == 6
    with store.unit() as unit:
        undo_move(unit, made)
        undo_move(unit, made)
    assert row(store, made).approved_by == ""
    with pytest.raises(UserError, match="no step"), store.unit() as unit:
        undo_move(unit, made)


def test_limits_that_are_broken_want_a_reason(store):
    case = a_case(store)
    with pytest.raises(UserError, match="surplus is not known"), store.unit() as unit:
        save_workout(unit, case.loan_id, Answers(months=6))


@pytest.mark.parametrize(
    ("known", "marked"),
    [
        (date(2026, 7, 29), 0),  # due 1 June: 58 days
        (date(2026, 7, 31), 1),  # sixty days
        (date(2028, 6, 1), 0),  # beyond two years of completion
    ],
)
def test_sixty_days_late_again_within_two_years_is_a_redefault(
    store, clock: FixedClock, known, marked
):
    made, loan_id = a_plan(store, months=1)
    clock.move(at(1, month=4))
    pay(store, loan_id, Money.of("5996.40"), date(2026, 4, 1))
    assert row(store, made).status is S.COMPLETED
    clock.move(datetime(known.year, known.month, known.day, 15, tzinfo=UTC))
    with store.unit() as unit:
        tape = a_tape(unit, known)
        loan = unit.session.get_one(Loan, loan_id)
        loan.as_of, loan.tape_id = known, tape.id
        loan.next_due_on = loan.oldest_unpaid_on = date(2026, 6, 1)
        assert watch_redefaults(unit) == marked
        assert watch_redefaults(unit) == 0
    assert row(store, made).redefaulted_on == (known if marked else None)


def test_a_missed_payment_has_every_option_worked_out_anew(store, clock):
    """The plan payment of 1 April never comes; its grace is over on 16 April."""
    made, loan_id = a_plan(store)
    clock.move(at(20, month=4))
    with store.unit() as unit:
        a_tape(unit, date(2026, 4, 17))
        watch_plans(unit)
    assert row(store, made).status is S.BROKEN
    with store.view() as session:
        told = [each for each in timeline(session, loan_id) if "worked out anew" in each.title]
    assert len(told) == 1
    # Without a review nobody knows what the household can pay: nothing simply fits.
    assert told[0].detail.startswith("reinstatement: has open points; promise: ")
