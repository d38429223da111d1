"""F4: what a promise would have to bring, and whether it may be asked for at all."""

import pytest
from PySide6.QtWidgets import QLabel

from mortgage_collect.queries.card import card
from mortgage_collect.services.quotes import reinstatement_quote
from mortgage_collect.ui.contacts.promise import PromisePanel
from tests.ui.keyboard import Keyboard


@pytest.mark.parametrize(("who", "stays"), [("Ruiz", False), ("Nguyen", True)])
def test_the_promise_names_the_figure_of_f7_and_a_stay(
    qtbot, window, desk_store, little_bank, who, stays
):
    loan_id = little_bank.loans[who]
    window.open_loan(loan_id)
    qtbot.waitUntil(lambda: window.card_model.sight.card.loan_id == loan_id)
    Keyboard(window).press("F4")
    panel = window.card.panel
    assert isinstance(panel, PromisePanel)
    qtbot.waitUntil(lambda: bool(panel.due.text()))
    with desk_store.view() as session:
        quote = reinstatement_quote(session, loan_id, desk_store.clock.now())
    assert str(quote.total) in panel.due.text()
    assert "Nov 20, 2026" in panel.due.text()
    assert panel.stay.isVisible() is stays


def test_a_promise_in_installments_is_told_one_by_one(qtbot, window, desk_store, little_bank):
    loan_id = little_bank.loans["Schmidt"]
    window.open_loan(loan_id)
    qtbot.waitUntil(lambda: window.card_model.sight.card.loan_id == loan_id)
    keys = Keyboard(window)
    keys.press("F4", "300", "Tab", "+5", "Tab", "2", "Tab", "w", "Enter")

    def rows():
        with desk_store.view() as session:
            return card(session, loan_id, desk_store.clock.now()).promises

    qtbot.waitUntil(lambda: len(rows()) == 2)
    assert sorted(str(row.due_on) for row in rows()) == ["2026-11-25", "2026-12-02"]
    keys.press("F4")
    panel = window.card.panel
    qtbot.waitUntil(
        lambda: any("installment 2 of 2" in part.text() for part in panel.findChildren(QLabel))
    )


def test_installments_that_differ_are_entered_each_by_its_day(
    qtbot, window, desk_store, little_bank
):
    loan_id = little_bank.loans["Schmidt"]
    window.open_loan(loan_id)
    qtbot.waitUntil(lambda: window.card_model.sight.card.loan_id == loan_id)
    keys = Keyboard(window)
    keys.press("F4", "300", "Tab", "+5", "Tab", "Tab", "Tab", "250 12/15; 1.1k 1/5", "Enter")

    def rows():
        with desk_store.view() as session:
            return card(session, loan_id, desk_store.clock.now()).promises

    qtbot.waitUntil(lambda: len(rows()) == 3)
    assert sorted((str(row.due_on), str(row.amount)) for row in rows()) == [
        ("2026-11-25", "$300.00"),
        ("2026-12-15", "$250.00"),
        ("2027-01-05", "$1,100.00"),
    ]
