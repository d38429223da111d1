"""Task 7: what do I owe to reinstate?"""

from datetime import date

import pytest
from PySide6.QtGui import QGuiApplication
from sqlalchemy import select

from mortgage_collect.core.money import Money
from mortgage_collect.models.loan import QuoteRecord
from mortgage_collect.services.payments import post_payment
from mortgage_collect.ui.quotes.view import ReinstatementPanel
from tests.ui.keyboard import Keyboard
from tests.ui.panel_desk import Keys, a_desk, shown


@pytest.fixture
def desk(qtbot, desk_store, little_bank):
    with a_desk(desk_store) as made:
        yield made


@pytest.fixture
def panel(qtbot, desk, little_bank):
    made = shown(qtbot, ReinstatementPanel(desk[0], little_bank.loans["Ruiz"]))
    qtbot.waitUntil(lambda: made.model.quote is not None)
    return made


def kept(store, loan_id):
    with store.view() as session:
        return session.scalars(
            select(QuoteRecord).where(QuoteRecord.loan_id == loan_id).order_by(QuoteRecord.id)
        ).all()


def lines(panel):
    return {line.words: line.figure for line in panel.lines.lines}


def test_7_the_figure_is_there_with_one_key_and_another_day_takes_six_at_most(
    qtbot, window, desk_store, little_bank
):
    loan_id = little_bank.loans["Ruiz"]
    window.open_loan(loan_id)
    qtbot.waitUntil(lambda: window.card_model.sight.card.loan_id == loan_id)
    keys = Keyboard(window)

    keys.press("F7")
    panel = window.card.panel
    assert isinstance(panel, ReinstatementPanel)
    qtbot.waitUntil(lambda: panel.figure.text().startswith("at least $4,"))
    assert keys.count == 1

    keys.press("12/5")
    qtbot.waitUntil(lambda: panel.model.quote.good_through == date(2026, 12, 5))
    assert keys.count <= 6
    qtbot.waitUntil(lambda: len(kept(desk_store, loan_id)) >= 1, timeout=5_000)
    assert kept(desk_store, loan_id)[-1].good_through == date(2026, 12, 5)


def test_every_line_is_there_and_what_nobody_knows_is_called_unknown(panel):
    found = lines(panel)

    assert found["Payment due Oct 1, 2026"] == "$2,254.36"
    assert found["Payment due Nov 1, 2026"] == "$2,254.36"
    assert found["Corporate advances"] == "unknown"
    assert found["At least"] == panel.figure.text().removeprefix("at least ")
    assert "corporate advances" in panel.about.text()


def test_a_payment_that_falls_due_inside_the_window_is_named(qtbot, panel):
    Keys().type("12/5")
    qtbot.waitUntil(lambda: not panel.change_box.isHidden())

    change = panel.changes.lines[0]
    assert (change.words, change.figure) == ("From Dec 1", "+ $2,254.36")
    assert lines(panel)["Payment due Dec 1, 2026"] == "$2,254.36"


def test_it_is_kept_once_as_it_was_told(qtbot, panel, desk_store, little_bank):
    loan_id = little_bank.loans["Ruiz"]
    panel.leave()
    qtbot.waitUntil(lambda: len(kept(desk_store, loan_id)) == 1)
    panel.model.keep()
    panel.copy()
    qtbot.wait(200)

    assert len(kept(desk_store, loan_id)) == 1
    assert kept(desk_store, loan_id)[0].total == panel.model.quote.total
    assert not panel.kept.isHidden()


def test_a_day_that_is_past_says_so_beside_the_field(qtbot, panel):
    Keys().type("-3")
    Keys().enter()

    assert "first day possible" in panel.day.error


def test_a_day_too_far_ahead_says_why(qtbot, panel):
    Keys().type("+90")
    qtbot.waitUntil(lambda: "more than 60 days" in panel.day.error)

    assert panel.figure.text() == "\u2013"


def test_the_working_can_be_seen(panel):
    panel.toggle_steps()

    assert not panel.step_box.isHidden()
    assert panel.steps.lines[-1].words == "To be current"


def test_it_is_copied_as_lines_of_text(panel, desk):
    panel.copy()
    copied = QGuiApplication.clipboard().text()

    assert copied.startswith("To reinstate the loan, good through Nov 20, 2026")
    assert "At least" in copied
    assert desk[1].said[-1][1] == "done"


def test_the_payoff_stands_beside_it(qtbot, panel):
    panel.turn()
    qtbot.waitUntil(lambda: panel.model.quote.kind == "payoff")

    assert "Each day later adds" in panel.about.text()
    assert "Principal" in lines(panel)


def test_come_back_to_it_tells_the_figure_of_now(qtbot, panel, desk_store, little_bank):
    was = panel.model.quote.total
    panel.leave()
    panel.hide()
    with desk_store.unit() as unit:
        post_payment(unit, little_bank.loans["Ruiz"], Money.of("2254.36"), little_bank.today)
    panel.show()
    qtbot.waitUntil(lambda: panel.model.quote.total == was - Money.of("2254.36"))
