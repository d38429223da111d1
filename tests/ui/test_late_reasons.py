"""What is or was late asks for its reason, wherever it is done.

Friday 20 November 2026. A payoff statement asked for on Monday, November 2 was due seven open days
later; Veterans Day is not counted, and Saturday 7 is while nobody said that the office is closed
then: November 10. Begay has not paid since October 1: the written notice of early intervention was
due 45 days later, on November 15, and so was a named contact.
"""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import select

from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.models.matter import LatenessReason
from mortgage_collect.services.clocks import renew_some
from mortgage_collect.services.matters import SaidStep, open_matter, take_step
from mortgage_collect.ui.deadlines.loan_panel import DuePanel
from mortgage_collect.ui.deadlines.view import DeadlinesPlace
from tests.ui.keyboard import Keyboard
from tests.ui.panel_desk import Keys, a_desk, shown

FRIDAY = date(2026, 11, 20)


@pytest.fixture
def payoff(desk_store, little_bank):
    """Asked for by Lindqvist, who owes nothing that is late."""
    loan_id = little_bank.loans["Lindqvist"]
    with desk_store.unit() as unit:
        asked = SaidStep("received", date(2026, 11, 2), {"written": "yes"})
        return loan_id, open_matter(unit, loan_id, MatterKind.PAYOFF_REQUEST, asked)


def reasons(store):
    with store.view() as session:
        rows = session.scalars(select(LatenessReason).order_by(LatenessReason.id))
        return [(row.duty, row.matter_id, row.reason) for row in rows]


def calm(qtbot, window):
    qtbot.waitUntil(lambda: not window.desk.runner.under_way, timeout=10_000)


def test_a_step_taken_late_is_followed_by_the_question_why(qtbot, window, desk_store, payoff):
    loan_id, matter_id = payoff
    window.open_loan(loan_id)
    calm(qtbot, window)
    window.open_panel("matters", matter_id=matter_id, step="sent")
    panel = window.card.panel
    qtbot.waitUntil(lambda: panel.form is not None and panel.form.on.hasFocus())
    keys = Keyboard(window)
    keys.press("Ctrl+Enter")
    late = panel.asking.late
    qtbot.waitUntil(lambda: late.why.hasFocus())
    assert late.says.text().endswith("It was due Nov 10, 2026.")
    assert late.do.isVisible()
    keys.press("Enter")
    assert late.why.error, "a reason is needed"
    keys.press("counsel had the file", "Enter")
    qtbot.waitUntil(lambda: not late.isVisible())
    calm(qtbot, window)
    assert reasons(desk_store) == [("reg_z.payoff_statement", matter_id, "counsel had the file")]
    assert panel.table.hasFocus()


def test_a_step_taken_in_time_asks_nothing(qtbot, window, desk_store, payoff):
    loan_id, matter_id = payoff
    window.open_loan(loan_id)
    window.open_panel("matters", matter_id=matter_id, step="sent")
    panel = window.card.panel
    qtbot.waitUntil(lambda: panel.form is not None and panel.form.on.hasFocus())
    Keyboard(window).press("11/10", "Ctrl+Enter")
    qtbot.waitUntil(lambda: panel.form is None)
    calm(qtbot, window)
    assert not panel.asking.busy


def test_a_notice_sent_late_is_followed_by_the_question_why(qtbot, window, desk_store, little_bank):
    window.open_loan(little_bank.loans["Begay"])
    calm(qtbot, window)
    window.open_panel("notice", message="early_intervention_notice")
    qtbot.waitUntil(lambda: window.card.panel.assessment is not None)
    keys = Keyboard(window)
    keys.press("Ctrl+Enter")
    qtbot.waitUntil(lambda: isinstance(window.card.panel, DuePanel))
    panel = window.card.panel
    qtbot.waitUntil(lambda: panel.why.why.hasFocus())
    assert "It was due Nov 15, 2026." in panel.why.says.text()
    keys.press("the printer was down", "Enter")
    qtbot.waitUntil(lambda: panel.why.isHidden())
    # The letter was an effort to reach them as well: one reason for both.
    assert {(duty, why) for duty, _, why in reasons(desk_store)} == {
        ("reg_x.live_contact", "the printer was down"),
        ("reg_x.written_notice", "the printer was down"),
    }


def test_naming_a_contact_late_asks_why(qtbot, window, desk_store, little_bank):
    window.open_loan(little_bank.loans["Begay"])
    calm(qtbot, window)
    window.open_panel("contact_person")
    qtbot.waitUntil(lambda: window.card.panel.who_is.value() is not None)
    Keyboard(window).press("Ctrl+Enter")
    qtbot.waitUntil(lambda: isinstance(window.card.panel, DuePanel))
    panel = window.card.panel
    qtbot.waitUntil(lambda: panel.why.why.hasFocus())
    assert [each.duty for each in panel.why.late] == ["reg_x.continuity"]


def test_the_morning_list_asks_for_what_was_done_late_until_somebody_says_why(
    qtbot, desk_store, payoff
):
    loan_id, matter_id = payoff
    with desk_store.unit() as unit:
        take_step(unit, matter_id, SaidStep("sent", FRIDAY, {}))
        while renew_some(unit):
            pass
    with a_desk(desk_store) as (desk, _):
        place = shown(qtbot, DeadlinesPlace(desk), 1060)
        place.enter()
        qtbot.waitUntil(lambda: bool(place.today.rows))
        row = next(row for row in place.today.rows if row.loan_id == loan_id)
        assert row.progress.value == "met_late"
        place.today.table.choose(place.today.rows.index(row))
        keys = Keys()
        keys.enter()
        qtbot.waitUntil(lambda: place.today.why.why.hasFocus())
        keys.type("counsel had the file")
        keys.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: all(row.loan_id != loan_id for row in place.today.rows))


def test_the_card_asks_why_until_it_is_told(qtbot, window, desk_store, payoff):
    loan_id, _ = payoff
    window.open_loan(loan_id)
    box = window.side.due
    qtbot.waitUntil(lambda: box.why.isVisible())
    box.why.setFocus()
    Keyboard(window).press("Space")
    qtbot.waitUntil(lambda: isinstance(window.card.panel, DuePanel))
    panel = window.card.panel
    qtbot.waitUntil(lambda: panel.why.why.hasFocus())
    Keyboard(window).press("the file was with counsel", "Enter")
    qtbot.waitUntil(lambda: box.why.isHidden(), timeout=10_000)


def test_a_loan_in_time_asks_nothing(qtbot, window, little_bank):
    window.open_loan(little_bank.loans["Lindqvist"])
    calm(qtbot, window)
    assert window.side.due.why.isHidden()
