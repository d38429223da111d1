"""Amounts, arrears and what was said wait until somebody is sure of the person on the line."""

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel
from sqlalchemy import select

from mortgage_collect.core.words import Direction
from mortgage_collect.models.history import HistoryEntry
from mortgage_collect.queries.timeline import timeline
from mortgage_collect.services.reaching import Reaching, decide_reaching
from tests.ui.keyboard import Keyboard

SINCE = date(2026, 1, 1)


@pytest.fixture
def keys(window):
    return Keyboard(window)


@pytest.fixture
def on(qtbot, window, little_bank):
    def open_loan(last):
        loan_id = little_bank.loans[last]
        window.open_loan(loan_id)
        qtbot.waitUntil(
            lambda: (
                window.card_model.sight is not None
                and window.card_model.sight.card.loan_id == loan_id
                and window.card_model.light is not None
            )
        )
        return loan_id

    return open_loan


def shown(window):
    """Every word of the card that can be seen, its tabs brought up one by one."""
    said = [row.title + row.detail for row in window.card.timeline.rows.rows]
    for part in (window.card.header, window.side):
        said += [each.text() for each in part.findChildren(QLabel) if each.isVisible()]
    details = window.card.details
    said += [details.tabText(at) for at in range(4) if details.isTabEnabled(at)]
    return "\n".join(said)


def test_before_a_talk_the_specialist_sees_everything(window, on):
    on("Begay")
    assert "$" in shown(window)
    assert "Amount due" in shown(window)


def test_in_a_talk_no_amount_is_on_the_card_until_two_questions_are_right(qtbot, window, keys, on):
    on("Ruiz")
    amount = window.card.header.figure.text()
    keys.press("F2")
    assert "$" not in shown(window)
    assert "days past due" not in shown(window)
    assert "Hours at the mill" not in shown(window)
    assert "Amount due" not in shown(window)
    assert window.card.header.figure.text() == "Held back"
    assert not window.card.header.badge.isVisible()
    # Who it is, whether we may call, and what must not be forgotten stay in sight.
    assert window.side.call.isVisible()
    assert window.side.flags.isVisible()

    keys.press("Ctrl+G")
    panel = window.card.panel
    qtbot.waitUntil(lambda: len(panel.asks) >= 2)
    first, second = list(panel.asks.values())[:2]
    first.click()
    assert window.card.header.figure.text() == "Held back"
    second.click()
    assert window.card.header.figure.text() == amount


@pytest.mark.parametrize("key", ["y", "Ctrl+Shift+G"])
def test_one_key_shows_them_and_who_pressed_it_is_kept(qtbot, window, desk_store, keys, on, key):
    loan_id = on("Begay")
    keys.press("F2", "i", key)
    assert window.strip.model.draft.direction is Direction.INBOUND
    qtbot.waitUntil(lambda: window.card.header.figure.text().startswith("$"))

    def kept():
        with desk_store.view() as session:
            return session.scalars(
                select(HistoryEntry).where(HistoryEntry.event == "DetailsShown")
            ).first()

    qtbot.waitUntil(lambda: kept() is not None)
    assert (kept().about, kept().actor) == (f"loan:{loan_id}", "ana")
    with desk_store.view() as session:
        told = timeline(session, loan_id)[0]
    assert told.title == "Details shown on their own word that it is the person"
    assert told.detail == "Nothing had been asked by then"


def test_somebody_else_on_the_line_hears_nothing_whatever_was_ticked(qtbot, window, keys, on):
    on("Begay")
    keys.press("F2", "y")
    qtbot.waitUntil(lambda: "$" in shown(window))
    keys.press("t")
    assert "$" not in shown(window)
    assert "Somebody else is on the line." in shown(window)
    keys.press("Ctrl+Shift+G")
    assert "$" not in shown(window)
    assert "stay back" in window.strip.trouble.text()


def test_what_is_not_said_aloud_holds_nothing_back(qtbot, window, keys, on):
    on("Begay")
    keys.press("F2")
    window.strip.channel.setFocus()
    keys.press("l")
    assert "$" in shown(window)
    # Nor does a talk of yesterday that is written down today.
    window.strip.channel.setFocus()
    keys.press("c")
    assert "$" not in shown(window)
    window.strip.result.setFocus()
    keys.press("d", "yesterday 18:20", "Enter")
    assert "$" in shown(window)


def test_saving_and_escape_end_it(qtbot, window, desk_store, keys, on):
    on("Begay")
    keys.press("F2")
    assert window.strip.model.held
    keys.press("Esc")
    assert "$" in shown(window)
    keys.press("F2", "r", "Ctrl+Enter")
    qtbot.waitUntil(lambda: not window.strip.model.draft.begun)
    assert "$" in shown(window)
    # What one word was worth for one call it is not for the next.
    keys.press("F2")
    assert "$" not in shown(window)


def test_a_bank_may_show_them_at_once_but_never_to_somebody_else(
    qtbot, window, desk_store, keys, on
):
    with desk_store.unit() as unit:
        decide_reaching(unit, Reaching(holds_back=False), SINCE, "One person works here")
    on("Begay")
    keys.press("F2")
    assert "$" in shown(window)
    keys.press("t")
    assert "$" not in shown(window)


def test_the_tab_that_was_open_comes_back(qtbot, window, keys, on):
    on("Begay")
    window.card.details.setCurrentIndex(2)
    keys.press("F2")
    assert window.card.details.currentIndex() == 0
    keys.press("Esc")
    assert window.card.details.currentIndex() == 2
