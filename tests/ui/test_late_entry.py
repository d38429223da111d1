"""A contact that is written down later: its own day and hour, and the guard's answer to those."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from mortgage_collect.core.words import Channel, Direction, Outcome
from mortgage_collect.models.contact import Contact, Promise
from mortgage_collect.rules.verdict import Verdict
from tests.ui.keyboard import Keyboard


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


def newest(store, loan_id):
    with store.view() as session:
        return session.scalars(
            select(Contact).where(Contact.loan_id == loan_id).order_by(Contact.id.desc())
        ).first()


def test_a_call_of_last_night_is_kept_at_its_own_hour(qtbot, window, desk_store, keys, on):
    loan_id = on("Chen")
    keys.press("F2", "d", "yesterday 18:20", "Enter")
    assert window.strip.result.hasFocus()  # when is told; what came of it comes next
    assert window.strip.when.text() == "D  Earlier"
    assert window.strip.at.text() == "Nov 19, 2026 6:20 PM"
    keys.press("n", "Enter")
    qtbot.waitUntil(lambda: newest(desk_store, loan_id) is not None)

    kept = newest(desk_store, loan_id)
    assert kept.at.astimezone(UTC) == datetime(2026, 11, 19, 23, 20, tzinfo=UTC)
    assert kept.on == date(2026, 11, 19)
    qtbot.waitUntil(lambda: window.card_model.loan_id != loan_id)
    on("Chen")

    def rows():
        return [row for row in window.card_model.sight.timeline if row.contact_id == kept.id]

    qtbot.waitUntil(lambda: len(rows()) == 1)
    told = rows()[0]
    assert told.at == kept.at
    assert told.written_at == datetime(2026, 11, 20, 15, 42, tzinfo=UTC)
    assert "written down later" in told.detail


def test_the_guard_answers_for_the_moment_that_was_typed(qtbot, window, desk_store, keys, on):
    """12 CFR 1006.6(b)(1)(i): before 8 in the morning, where they are."""
    loan_id = on("Chen")
    strip, model = window.strip, window.strip.model
    assert window.card_model.light.assessment.verdict is Verdict.CLEAR
    keys.press("F2", "d", "yesterday 7:10", "Enter", "n")
    qtbot.waitUntil(lambda: not model.back.waits)
    assert model.light.assessment.verdict is Verdict.STOP
    assert strip.mark.role == "stop"
    assert strip.against.hasFocus()
    assert strip.moment_says.text() == "Where they are: 7:10 AM Eastern. Do not call."
    keys.press("They had asked for it", "Enter")
    qtbot.waitUntil(lambda: newest(desk_store, loan_id) is not None)
    assert newest(desk_store, loan_id).verdict == "STOP"


def test_a_moment_to_come_is_refused_where_it_is_typed(qtbot, window, desk_store, keys, on):
    loan_id = on("Chen")
    keys.press("F2", "n", "d", "18:20", "Enter")
    assert window.strip.at.hasFocus()
    assert "still to come" in window.strip.at.error
    assert newest(desk_store, loan_id) is None


def test_the_borrowers_own_clock_is_shown(qtbot, window, keys, on):
    on("Begay")  # Flagstaff, Arizona: two hours behind in winter
    keys.press("F2", "d", "yesterday 18:20", "Enter")
    qtbot.waitUntil(lambda: window.strip.moment_says.text() != "")
    assert "Where they are: 4:20 PM" in window.strip.moment_says.text()


def test_a_letter_that_came_in_on_friday_needs_no_hour(qtbot, window, desk_store, keys, on):
    loan_id = on("Chen")
    keys.press("F2", "i")
    window.strip.channel.setFocus()
    keys.press("l")
    window.strip.result.setFocus()
    keys.press("d", "fri", "Enter", "s", "Enter")
    qtbot.waitUntil(lambda: newest(desk_store, loan_id) is not None)
    kept = newest(desk_store, loan_id)
    assert (kept.channel, kept.direction) == (Channel.LETTER, Direction.INBOUND)
    assert kept.at.astimezone(UTC) == datetime(2026, 11, 13, 17, tzinfo=UTC)


def test_a_promise_of_yesterday_was_made_yesterday(qtbot, window, desk_store, keys, on):
    loan_id = on("Johnson")
    keys.press("F2", "d", "yesterday 18:20", "Enter", "r", "1.2k", "Tab", "fri", "Enter")
    qtbot.waitUntil(lambda: newest(desk_store, loan_id) is not None)
    with desk_store.view() as session:
        made = session.scalars(select(Promise).where(Promise.loan_id == loan_id)).one()
    assert made.made_on == date(2026, 11, 19)
    assert newest(desk_store, loan_id).outcome is Outcome.RIGHT_PARTY


def test_now_costs_no_key_and_a_moment_that_is_cleared_is_now(qtbot, window, desk_store, keys, on):
    loan_id = on("Chen")
    assert not window.strip.moment_row.isVisible()
    keys.press("F2", "d", "now", "Enter")
    assert window.strip.when.text() == "D  Now"
    keys.press("n", "Enter")
    qtbot.waitUntil(lambda: newest(desk_store, loan_id) is not None)
    assert newest(desk_store, loan_id).at.astimezone(UTC) == desk_store.clock.now()
