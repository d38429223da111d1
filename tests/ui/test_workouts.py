"""Tasks 5 and 6: a plan worked out while one types, saved, and put on paper."""

import pytest

from mortgage_collect.core.money import Money
from mortgage_collect.core.words import DocumentStatus, WorkoutStatus
from mortgage_collect.queries.card import card
from mortgage_collect.queries.workouts import open_plan
from mortgage_collect.review.line import Entry
from mortgage_collect.services.reviews import open_review, save_line
from mortgage_collect.ui.documents.view import DocumentPanel
from mortgage_collect.ui.workouts.view import PlanPanel
from tests.ui.keyboard import Keyboard
from tests.ui.panel_desk import Keys, a_desk, shown

TOLD = {
    "borrower_wages": "6900",
    "borrower_wages_take_home": "5600",
    "second_mortgage": "0",
    "auto_loans": "410",
    "credit_cards": "120",
    "student_loans": "0",
    "support_paid": "0",
    "other_instalment": "0",
    "food": "700",
    "utilities": "260",
    "phone_internet": "140",
    "transport": "200",
    "medical": "80",
    "child_care": "0",
    "other_insurance": "110",
}


@pytest.fixture
def reviewed(desk_store, little_bank):
    """Ana Ruiz has told what she earns and spends."""
    loan_id = little_bank.loans["Ruiz"]
    with desk_store.unit() as unit:
        review = open_review(unit, loan_id)
        for key, amount in TOLD.items():
            save_line(unit, review, key, Entry(Money.of(amount)))
        save_line(unit, review, "escrowed", Entry(True))
    return loan_id


@pytest.fixture
def desk(qtbot, desk_store, little_bank):
    with a_desk(desk_store) as made:
        yield made


def opened(qtbot, desk, loan_id):
    panel = shown(qtbot, PlanPanel(desk[0], loan_id))
    qtbot.waitUntil(lambda: panel.model.seen is not None)
    return panel


def on_file(store, loan_id):
    with store.view() as session:
        return open_plan(session, loan_id)


def test_5_and_6_a_plan_takes_ten_keys_and_its_agreement_four(qtbot, window, desk_store, reviewed):
    window.open_loan(reviewed)
    qtbot.waitUntil(lambda: window.card_model.sight.card.loan_id == reviewed)
    keys = Keyboard(window)

    keys.press("F6", "3000", "Enter")
    panel = window.card.panel
    assert isinstance(panel, PlanPanel)
    qtbot.waitUntil(panel.save_button.hasFocus)
    keys.press("Enter")
    qtbot.waitUntil(lambda: on_file(desk_store, reviewed) is not None)
    assert keys.count <= 10
    plan = on_file(desk_store, reviewed)
    assert len(plan.instalments) == 7
    assert plan.status is WorkoutStatus.DRAFT
    qtbot.waitUntil(panel.agreement_button.isEnabled)

    keys.count = 0
    keys.press("Ctrl+D")
    qtbot.waitUntil(lambda: isinstance(window.card.panel, DocumentPanel), timeout=10_000)
    draft = window.card.panel
    qtbot.waitUntil(lambda: draft.preview.pages > 0 and draft.step.hasFocus())
    assert draft.title.full.endswith("(draft)")
    keys.press("Enter")
    qtbot.waitUntil(lambda: window.card.panel is not draft, timeout=10_000)
    final = window.card.panel
    qtbot.waitUntil(lambda: final.preview.pages > 0 and final.step.hasFocus())
    assert not final.title.full.endswith("(draft)")
    keys.press("Enter")
    assert keys.count <= 4
    qtbot.waitUntil(lambda: "sent" in final.facts.full.casefold())
    assert on_file(desk_store, reviewed).status is WorkoutStatus.OFFERED
    with desk_store.view() as session:
        papers = card(session, reviewed, desk_store.clock.now()).documents
    assert [paper.status for paper in papers] == [DocumentStatus.SENT, DocumentStatus.DRAFT]


def test_the_schedule_follows_the_typing(qtbot, desk, reviewed):
    panel = opened(qtbot, desk, reviewed)
    Keys().type("3000")

    rows = panel.schedule.rows
    assert len(rows) == 7
    assert rows[-1].behind == Money(0)
    assert all(row.total <= Money.of("3000") for row in rows)
    assert panel.verdict.headline.text() == "7 months, current on Jun 1, 2027"
    assert panel.verdict.surplus.text().startswith("Fits")
    assert panel.reason_box.isHidden()


def test_the_months_are_the_other_way_in(qtbot, desk, reviewed):
    panel = opened(qtbot, desk, reviewed)
    Keys().type("3000")
    panel.asked.months.setFocus()
    Keys().type("6")

    assert panel.asked.pay.text() == ""
    assert len(panel.schedule.rows) == 6


def test_what_does_not_fit_says_what_would(qtbot, desk, little_bank):
    panel = opened(qtbot, desk, little_bank.loans["Washington"])
    Keys().type("1500")

    assert "down payment of" in panel.verdict.surplus.text()
    assert not panel.save_button.isEnabled()


def test_without_a_review_a_reason_is_asked_and_goes_into_the_file(
    qtbot, desk, desk_store, little_bank
):
    loan_id = little_bank.loans["O'Brien"]
    panel = opened(qtbot, desk, loan_id)
    keys = Keys()
    keys.type("1900")
    assert "Surplus unknown" in panel.verdict.surplus.text()
    keys.enter()
    assert panel.reason.hasFocus()
    keys.enter()
    assert panel.reason.error == "This is needed."
    assert on_file(desk_store, loan_id) is None

    keys.type("Overtime is back")
    keys.enter()
    qtbot.waitUntil(lambda: on_file(desk_store, loan_id) is not None)
    assert on_file(desk_store, loan_id).reason == "Overtime is back"


def test_enter_twice_does_not_save_two_versions(qtbot, desk, desk_store, reviewed):
    panel = opened(qtbot, desk, reviewed)
    keys = Keys()
    keys.type("3000")
    for _ in range(2):
        keys.enter()
    qtbot.waitUntil(lambda: on_file(desk_store, reviewed) is not None)
    panel.save()
    qtbot.wait(100)

    assert on_file(desk_store, reviewed).number == 1


def test_a_plan_goes_from_offered_to_running_to_cancelled(qtbot, desk, desk_store, reviewed):
    panel = opened(qtbot, desk, reviewed)
    keys = Keys()
    keys.type("3000")
    keys.enter()
    keys.enter()
    qtbot.waitUntil(lambda: panel.model.plan is not None)
    panel.move_on()
    qtbot.waitUntil(lambda: panel.status.text() == "Version 1: offered")
    panel.move_on()
    qtbot.waitUntil(lambda: panel.status.text() == "Version 1: active")
    assert panel.forward.isHidden()

    panel.ask_why()
    keys.type("They moved away")
    keys.enter()
    qtbot.waitUntil(lambda: on_file(desk_store, reviewed) is None)
    qtbot.waitUntil(lambda: panel.status.text() == "")
    assert "cancelled" in desk[1].said[-1][0]


def test_what_was_typed_is_there_again(qtbot, desk, reviewed):
    panel = opened(qtbot, desk, reviewed)
    Keys().type("2.9k")
    panel.leave()

    again = opened(qtbot, desk, reviewed)
    assert again.asked.pay.text() in ("2.9k", "$2,900.00")
    qtbot.waitUntil(lambda: len(again.schedule.rows) > 0)


def test_a_loan_that_is_current_says_that_nothing_is_past_due(qtbot, desk, little_bank):
    panel = opened(qtbot, desk, little_bank.loans["Lindqvist"])
    Keys().type("3000")

    assert "Nothing is past due" in panel.verdict.surplus.text()
