"""The life of what was saved: approved, offered, running, broken, taken back, from the screen."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from mortgage_collect.core.money import Money
from mortgage_collect.core.words import UserRole, WorkoutStatus
from mortgage_collect.models.workout import Workout
from mortgage_collect.queries.workouts import open_plan, saved_plan
from mortgage_collect.services.bank import add_user
from mortgage_collect.services.payments import post_payment
from mortgage_collect.services.workouts import move_workout, save_workout
from mortgage_collect.ui.workouts.view import OptionsPanel
from mortgage_collect.workout.options import modification as mods
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
        add_user(unit, "ana", "Ana Smith", UserRole.ADMINISTRATOR)
        add_user(unit, "bo", "Bo Larsen", UserRole.SUPERVISOR)


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
    panel = opened(qtbot, desk, saved)
    panel.life.buttons["cancel"].click()
    Keys().press(Qt.Key.Key_Escape)

    assert panel.saving.why.isHidden()
    assert panel.isVisible()
    assert status(desk_store, saved) is WorkoutStatus.DRAFT


@pytest.fixture
def kept_trial(desk_store, little_bank, desk_clock):
    """A modification on trial, every payment of it on its day."""
    loan_id = little_bank.loans["Ruiz"]
    with desk_store.unit() as unit:
        made = save_workout(unit, loan_id, mods.Answers(), reason=REASON)
        move_workout(unit, made, WorkoutStatus.OFFERED)
        move_workout(unit, made, WorkoutStatus.ACTIVE)
        parts = saved_plan(unit.session, made).installments
    for part in parts:
        desk_clock.move(desk_clock.now().replace(year=part.due_on.year, month=part.due_on.month))
        with desk_store.unit() as unit:
            post_payment(unit, loan_id, part.total, part.due_on)
    with desk_store.view() as session:
        assert session.get_one(Workout, made).status is WorkoutStatus.COMPLETED
    return loan_id


def test_a_kept_trial_is_made_permanent_from_the_foot(qtbot, desk, desk_store, kept_trial):
    panel = opened(qtbot, desk, kept_trial)
    qtbot.waitUntil(lambda: panel.saving.forward.text() == "Make permanent")
    assert "not permanent yet" in panel.life.headline.full
    assert panel.life.headline.isVisible()
    panel.saving.forward.setFocus()
    keys = Keys()
    keys.press(Qt.Key.Key_Space)
    assert panel.saving.why.question.text() == "Permanent because"
    keys.enter()
    assert panel.saving.why.why.error == "This is needed."
    keys.type("Every payment came on its day")
    keys.enter()

    qtbot.waitUntil(lambda: panel.saving.status.full == "Version 2: proposed")
    assert "Version 2, modification: proposed" in desk[1].said[-1][0]
    with desk_store.view() as session:
        made = session.get_one(Workout, open_plan(session, kept_trial).workout_id)
        assert made.converts_id is not None
        assert made.reason == "Every payment came on its day"
    # Taking the message back leaves the trial where it was.
    desk[1].undo[-1]()
    qtbot.waitUntil(lambda: panel.saving.forward.text() == "Make permanent")


def test_what_is_in_the_way_of_making_it_permanent_is_said(qtbot, desk, desk_store, kept_trial):
    panel = opened(qtbot, desk, kept_trial)
    qtbot.waitUntil(lambda: panel.saving.forward.text() == "Make permanent")
    panel.saving.forward.click()
    with desk_store.unit() as unit:
        # Somebody else began another plan meanwhile.
        other = save_workout(unit, kept_trial, Answers(months=6), reason=REASON)
        move_workout(unit, other, WorkoutStatus.ACTIVE)
    keys = Keys()
    keys.type("Every payment came")
    keys.enter()
    qtbot.waitUntil(lambda: bool(desk[1].said))
    assert "Version 2 is already running on this loan." in desk[1].said[-1][0]


def test_a_down_payment_has_a_row_of_its_own(qtbot, desk, desk_store, little_bank):
    loan_id = little_bank.loans["Ruiz"]
    with desk_store.unit() as unit:
        terms = Answers(months=6, down_payment=Money.of(500))
        made = save_workout(unit, loan_id, terms, reason=REASON)
        move_workout(unit, made, WorkoutStatus.ACTIVE)
    panel = opened(qtbot, desk, loan_id)
    qtbot.waitUntil(lambda: len(panel.life.rows) == 7)
    first = panel.life.progress.model().index(0, 0)
    assert first.data() == "Down"
    assert panel.life.rows[0].installment.total == Money.of(500)


def test_a_plan_broken_by_hand_says_who_starts_it_again(qtbot, desk, desk_store, saved):
    with desk_store.unit() as unit:
        made = open_plan(unit.session, saved).workout_id
        for state in (WorkoutStatus.OFFERED, WorkoutStatus.ACTIVE, WorkoutStatus.BROKEN):
            move_workout(unit, made, state, reason="They have moved out")
    panel = opened(qtbot, desk, saved)
    qtbot.waitUntil(lambda: "Broken by hand" in panel.life.decided.text())
    assert panel.saving.forward.text() == "Start again"


def test_cancelling_the_newer_shows_the_earlier_again(qtbot, desk, desk_store, saved):
    with desk_store.unit() as unit:
        move_workout(unit, open_plan(unit.session, saved).workout_id, WorkoutStatus.OFFERED)
        save_workout(unit, saved, Answers(months=5), reason=REASON)
    panel = opened(qtbot, desk, saved)
    qtbot.waitUntil(lambda: panel.saving.status.full == "Version 2: proposed")
    panel.life.buttons["cancel"].click()
    keys = Keys()
    keys.type("The first one was right")
    keys.enter()
    qtbot.waitUntil(lambda: panel.saving.status.full == "Version 1: offered")
