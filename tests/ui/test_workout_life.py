"""The life of what was saved: approved, offered, running, broken, taken back, from the screen."""

from datetime import date

import pytest

from mortgage_collect.core.money import Money
from mortgage_collect.core.words import UserRole, WorkoutStatus
from mortgage_collect.models.workout import Workout
from mortgage_collect.queries.workouts import open_plan
from mortgage_collect.services.bank import add_user
from mortgage_collect.services.payments import post_payment
from mortgage_collect.services.workouts import move_workout, save_workout
from mortgage_collect.ui.workouts.view import OptionsPanel
from mortgage_collect.workout.options.repayment_plan import Answers
from tests.ui.panel_desk import Keys, a_desk, shown

REASON = "Overtime is back"


@pytest.fixture
def desk(qtbot, desk_store, little_bank):
    with a_desk(desk_store) as made:
        yield made


@pytest.fixture
def saved(desk_store, little_bank):
    """A plan of six months against a limit, with a reason: there is no review."""
    loan_id = little_bank.loans["Ruiz"]
    with desk_store.unit() as unit:
        save_workout(unit, loan_id, Answers(months=6), reason=REASON)
    return loan_id


@pytest.fixture
def two_people(desk_store, little_bank):
    with desk_store.unit() as unit:
        add_user(unit, "ana", "Ana Smith", UserRole.SPECIALIST)
        add_user(unit, "bo", "Bo Larsen", UserRole.SPECIALIST)


def opened(qtbot, desk, loan_id):
    panel = shown(qtbot, OptionsPanel(desk[0], loan_id))
    qtbot.waitUntil(lambda: panel.model.seen is not None)
    return panel


def status(store, loan_id):
    with store.view() as session:
        found = open_plan(session, loan_id)
    return found.status if found else None


def saved_by(store, loan_id, who):
    with store.unit() as unit:
        unit.session.get_one(Workout, open_plan(unit.session, loan_id).workout_id).made_by = who
        from mortgage_collect.services.contacts import write_note

        write_note(unit, loan_id, "handed over")


def test_alone_with_a_reason_it_is_decided_now_and_reviewed_later(qtbot, desk, desk_store, saved):
    panel = opened(qtbot, desk, saved)
    assert "It needs a second person" in panel.life.limits.text()
    panel.saving.forward.click()

    qtbot.waitUntil(lambda: status(desk_store, saved) is WorkoutStatus.OFFERED)
    qtbot.waitUntil(lambda: "to be reviewed by Dec 20, 2026" in panel.life.headline.full)
    panel.life.buttons["review"].click()
    keys = Keys()
    keys.type("It was right")
    keys.enter()
    qtbot.waitUntil(lambda: "to be reviewed" not in panel.life.headline.full)


def test_whoever_proposed_it_cannot_approve_it(qtbot, desk, two_people, saved):
    panel = opened(qtbot, desk, saved)

    assert panel.saving.forward.text() == "Approve"
    assert not panel.saving.forward.isEnabled()
    assert "second person" in panel.saving.forward.toolTip()


def test_a_second_person_approves_it_with_a_note(qtbot, desk, desk_store, two_people, saved):
    saved_by(desk_store, saved, "bo")
    panel = opened(qtbot, desk, saved)
    panel.saving.forward.click()
    keys = Keys()
    assert panel.saving.why.why.hasFocus()
    keys.enter()
    assert panel.saving.why.why.error == "This is needed."
    assert status(desk_store, saved) is WorkoutStatus.DRAFT
    keys.type("The hours are back")
    keys.enter()

    qtbot.waitUntil(lambda: status(desk_store, saved) is WorkoutStatus.APPROVED)
    qtbot.waitUntil(lambda: panel.saving.forward.text() == "Mark offered")
    assert "approved by ana" in panel.life.decided.text()


def test_from_offered_to_running_to_cancelled(qtbot, desk, desk_store, saved):
    panel = opened(qtbot, desk, saved)
    panel.saving.forward.click()
    qtbot.waitUntil(lambda: panel.saving.status.full == "Version 1: offered")
    panel.saving.forward.click()
    qtbot.waitUntil(lambda: panel.saving.status.full == "Version 1: active")
    assert panel.saving.forward.isHidden()
    assert len(panel.life.rows) == 6

    panel.life.buttons["cancel"].click()
    keys = Keys()
    keys.type("They moved away")
    keys.enter()
    qtbot.waitUntil(lambda: status(desk_store, saved) is None)
    qtbot.waitUntil(lambda: panel.life.isHidden())
    assert "cancelled" in desk[1].said[-1][0]


def test_a_step_is_taken_back_from_the_message_and_from_the_box(qtbot, desk, desk_store, saved):
    panel = opened(qtbot, desk, saved)
    panel.saving.forward.click()
    qtbot.waitUntil(lambda: len(desk[1].said) == 1)
    desk[1].undo[-1]()
    qtbot.waitUntil(lambda: status(desk_store, saved) is not WorkoutStatus.OFFERED)
    before = status(desk_store, saved)
    assert before in (WorkoutStatus.DRAFT, WorkoutStatus.APPROVED)

    qtbot.waitUntil(lambda: panel.saving.forward.text() == "Mark offered")
    panel.saving.forward.click()
    qtbot.waitUntil(lambda: status(desk_store, saved) is WorkoutStatus.OFFERED)
    qtbot.waitUntil(lambda: panel.saving.status.full.endswith("offered"))
    panel.life.buttons["undo"].click()
    qtbot.waitUntil(lambda: status(desk_store, saved) is before)


def test_a_missed_payment_is_forgiven_with_a_reason(qtbot, desk, desk_store, desk_clock, saved):
    with desk_store.unit() as unit:
        workout_id = open_plan(unit.session, saved).workout_id
        move_workout(unit, workout_id, WorkoutStatus.OFFERED)
        move_workout(unit, workout_id, WorkoutStatus.ACTIVE)
    # A first payment far too small, seen after its grace has run out.
    desk_clock.move(desk_clock.now().replace(month=12, day=28))
    with desk_store.unit() as unit:
        post_payment(unit, saved, Money.of("100"), date(2026, 12, 28))
    panel = opened(qtbot, desk, saved)
    qtbot.waitUntil(lambda: "forgive 1" in panel.life.buttons)
    assert "1 not kept" in panel.life.headline.full
    panel.life.buttons["forgive 1"].click()
    keys = Keys()
    keys.type("The bank holiday")
    keys.enter()

    qtbot.waitUntil(lambda: "forgive 1" not in panel.life.buttons)
    with desk_store.view() as session:
        assert session.get_one(Workout, workout_id).forgiven == [1]


def test_while_one_runs_another_is_not_saved(qtbot, desk, desk_store, saved):
    with desk_store.unit() as unit:
        workout_id = open_plan(unit.session, saved).workout_id
        move_workout(unit, workout_id, WorkoutStatus.OFFERED)
        move_workout(unit, workout_id, WorkoutStatus.ACTIVE)
    panel = opened(qtbot, desk, saved)
    Keys().type("3000")
    panel.pick("repayment_plan")

    assert not panel.saving.save_button.isEnabled()
    assert "A workout is running" in panel.saving.save_button.toolTip()


def test_esc_leaves_the_question_and_not_the_panel(qtbot, desk, desk_store, saved):
    from PySide6.QtCore import Qt

    panel = opened(qtbot, desk, saved)
    panel.life.buttons["cancel"].click()
    Keys().press(Qt.Key.Key_Escape)

    assert panel.saving.why.isHidden()
    assert panel.isVisible()
    assert status(desk_store, saved) is WorkoutStatus.DRAFT
