"""The frequent tasks, driven by real keys and counted: a count that grows fails."""

import pytest
from PySide6.QtWidgets import QApplication

from mortgage_collect.core.words import FlagKind
from mortgage_collect.queries.card import card
from mortgage_collect.queries.timeline import timeline
from mortgage_collect.services.flags import raise_flag
from tests.ui.keyboard import Keyboard


@pytest.fixture
def keys(window):
    return Keyboard(window)


@pytest.fixture
def on(qtbot, window, little_bank):
    """Opens the card of somebody by last name."""

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


def told(store, loan_id):
    with store.view() as session:
        return [row.title for row in timeline(session, loan_id)]


def seen(store, loan_id):
    with store.view() as session:
        return card(session, loan_id, store.clock.now())


def test_1_a_call_that_nobody_answers_takes_three_keys(qtbot, window, desk_store, keys, on):
    loan_id = on("Chen")
    following = window.queue_model.next_after(loan_id)

    keys.press("F2", "n", "Enter")
    qtbot.waitUntil(lambda: window.card_model.loan_id == following)

    assert keys.count == 3
    assert "Call: no answer" in told(desk_store, loan_id)
    after = seen(desk_store, loan_id)
    assert (after.next_action, str(after.next_action_on)) == ("call again", "2026-11-23")


def test_2_a_talk_with_a_promise_takes_twenty_keys_at_most(qtbot, window, desk_store, keys, on):
    loan_id = on("Johnson")

    keys.press("F2", "r", "1.2k", "Tab", "fri", "Tab", "u", "Enter")
    qtbot.waitUntil(lambda: bool(seen(desk_store, loan_id).promises))

    assert keys.count <= 20
    after = seen(desk_store, loan_id)
    assert str(after.promises[0].amount) == "$1,200.00"
    assert str(after.promises[0].due_on) == "2026-11-27"
    assert "Call: right party" in told(desk_store, loan_id)
    assert window.card_model.loan_id == loan_id  # a conversation is not over with a key


def test_3_may_i_call_is_seen_without_a_key_and_explained_with_one(qtbot, window, keys, on):
    on("Garcia")

    assert window.side.call.word.text() == "Do not call"
    assert "we talked on Nov 18" in window.side.call.says.text()

    keys.press("F3")
    panel = window.card.panel
    assert panel is not None
    qtbot.waitUntil(lambda: panel.lines.count() > 0)
    assert keys.count == 1


def test_8_a_borrower_is_found_by_four_letters(qtbot, window, keys, little_bank):
    keys.press("Ctrl+K", "begy"[:3] + "a", "Enter")
    qtbot.waitUntil(lambda: window.card_model.loan_id == little_bank.loans["Begay"])

    assert keys.count <= 6


def test_enter_in_the_search_waits_for_the_answer_to_what_was_typed(
    qtbot, window, keys, little_bank
):
    keys.press("Ctrl+K", "0166", "Enter")
    qtbot.waitUntil(lambda: window.card_model.loan_id in (little_bank.loans["Ruiz"], 15))


def test_a_command_after_enter_waits_for_the_loan_it_is_meant_for(
    qtbot, window, keys, little_bank, on
):
    on("Chen")
    keys.press("Ctrl+K", "bega", "Enter", "F2")
    qtbot.waitUntil(lambda: window.card_model.loan_id == little_bank.loans["Begay"])

    qtbot.waitUntil(lambda: window.strip.isAncestorOf(QApplication.focusWidget()))
    assert window.search.text() == ""


def test_escape_leaves_the_search_where_one_came_from(qtbot, window, keys, on):
    on("Chen")
    keys.press("F2", "Ctrl+K", "ru")
    keys.press("Esc")

    assert window.strip.result.hasFocus()


def test_a_call_against_a_stop_asks_why_and_is_written_down_all_the_same(
    qtbot, window, desk_store, keys, on
):
    loan_id = on("Garcia")

    keys.press("F2", "n", "Enter")
    assert "Call: no answer" not in told(desk_store, loan_id)
    assert window.strip.against.hasFocus()

    keys.press("They asked for it", "Enter")
    qtbot.waitUntil(lambda: "Call: no answer" in told(desk_store, loan_id))


def test_a_stop_that_no_reason_lifts_hides_the_number(qtbot, window, on):
    on("Nguyen")

    assert "number not shown" in window.side.call.whom.text()
    assert "555" not in window.strip.number.full
    assert "counsel" in window.side.call.instead.text()


def test_what_was_typed_is_there_again_when_one_comes_back(qtbot, window, keys, on):
    on("Chen")
    keys.press("F2", "r", "650", "Tab", "+7")
    on("Petrov")
    assert window.strip.amount.text() == ""
    assert not window.work.isHidden()

    on("Chen")
    assert window.strip.amount.text() == "$650.00"
    assert window.strip.by.text() == "+7"


def test_they_called_is_one_letter_and_needs_no_leave(qtbot, window, desk_store, keys, on):
    loan_id = on("Garcia")

    keys.press("F2", "i", "n", "Enter")
    qtbot.waitUntil(lambda: "They called: no answer" in told(desk_store, loan_id))


def test_a_wrong_number_marks_the_number(qtbot, window, desk_store, keys, on):
    loan_id = on("Petrov")

    keys.press("F2", "w", "Enter")
    qtbot.waitUntil(lambda: seen(desk_store, loan_id).people[0].points[0].bad)


def test_f8_saves_and_goes_on_and_without_an_entry_only_goes_on(
    qtbot, window, desk_store, keys, on
):
    loan_id = on("Chen")
    following = window.queue_model.next_after(loan_id)
    keys.press("F8")
    qtbot.waitUntil(lambda: window.card_model.loan_id == following)

    loan_id = on("Petrov")
    keys.press("F2", "v", "F8")
    qtbot.waitUntil(lambda: window.card_model.loan_id != loan_id)
    assert "Call: voicemail" in told(desk_store, loan_id)


def test_a_flag_acts_on_the_open_card_at_once_and_is_announced(
    qtbot, window, desk_store, little_bank, on
):
    on("Chen")
    person = little_bank.people["Chen"]
    with qtbot.waitSignal(window.card_model.announced) as said:
        window.desk.runner.change(
            lambda unit: raise_flag(unit, FlagKind.DECEASED, little_bank.today, person_id=person)
        )

    assert "Do not call" in said.args[0]


def test_four_counters_open_their_lists(qtbot, window, little_bank):
    window.top.counters.buttons["due"].click()
    qtbot.waitUntil(lambda: len(window.queue.rows.rows) == window.queue_model.counters.due)

    assert {row.borrower for row in window.queue.rows.rows} == {"Ruiz, Ana", "Chen, Daniel"}

    window.top.counters.buttons["due"].click()
    qtbot.waitUntil(lambda: len(window.queue.rows.rows) > 2)


def test_the_arrow_keys_move_and_the_card_follows(qtbot, window, keys):
    window.go_queue()
    keys.press("Down", "Down")
    wanted = window.queue.rows.rows[2].loan_id
    qtbot.waitUntil(lambda: window.card_model.loan_id == wanted)


def test_a_promise_alone(qtbot, window, desk_store, keys, on):
    loan_id = on("Schmidt")
    keys.press("F4", "300", "Tab", "+5", "Enter")
    qtbot.waitUntil(lambda: bool(seen(desk_store, loan_id).promises))

    qtbot.waitUntil(lambda: window.card.panel is None)


def test_who_types_faster_than_the_card_writes_about_the_new_loan(
    qtbot, window, desk_store, keys, on
):
    loan_id = on("O'Brien")
    following = window.queue_model.next_after(loan_id)

    keys.press("F8", "F2", "n", "Enter")
    assert "O'Brien" not in window.strip.whose.full
    qtbot.waitUntil(lambda: "Call: no answer" in told(desk_store, following))

    assert "Call: no answer" not in told(desk_store, loan_id)
