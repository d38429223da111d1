"""The strip where the guard says no: a message, somebody else, a second person, a later look."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from mortgage_collect.core.words import Capacity, Outcome, UserRole
from mortgage_collect.models.contact import Contact
from mortgage_collect.queries.set_aside import to_review
from mortgage_collect.queries.timeline import timeline
from mortgage_collect.rules.verdict import Need, Verdict
from mortgage_collect.services.bank import add_user
from mortgage_collect.services.loans import correct_loan, correct_person, correct_property
from mortgage_collect.services.reaching import Reaching, decide_reaching
from mortgage_collect.services.wishes import set_quiet_time
from mortgage_collect.ui.set_aside.view import SetAsidePlace
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


def newest(store, loan_id, outcome):
    with store.view() as session:
        return session.scalars(
            select(Contact)
            .where(Contact.loan_id == loan_id, Contact.outcome == outcome)
            .order_by(Contact.id.desc())
        ).first()


def decide(store, needs):
    with store.unit() as unit:
        decide_reaching(unit, Reaching(stop_needs=needs), SINCE)


def test_a_second_person_is_asked_for_by_name_and_words(qtbot, window, desk_store, keys, on):
    with desk_store.unit() as unit:
        add_user(unit, "ana", "Ana Smith", UserRole.ADMINISTRATOR)
        add_user(unit, "bo", "Bo Larsen", UserRole.SUPERVISOR)
    decide(desk_store, Need.SECOND_PERSON)
    loan_id = on("Garcia")
    strip = window.strip
    keys.press("F2", "n", "They asked for it", "Enter")
    assert strip.second.hasFocus()
    assert strip.second.error == "Choose one."
    keys.press("b", "Enter")
    assert strip.second_said.hasFocus()
    keys.press("Agreed, once", "Enter")
    qtbot.waitUntil(lambda: newest(desk_store, loan_id, Outcome.NO_ANSWER) is not None)

    kept = newest(desk_store, loan_id, Outcome.NO_ANSWER)
    assert (kept.second, kept.second_said, kept.review_due) == ("bo", "Agreed, once", None)
    assert kept.against_reason == "They asked for it"


def test_who_works_alone_is_told_of_the_review_and_does_it(qtbot, window, desk_store, keys, on):
    decide(desk_store, Need.SECOND_PERSON)
    loan_id = on("Garcia")
    keys.press("F2", "n")
    assert not window.strip.second.isVisible()
    assert "It will be reviewed within 30 days." in window.strip.hint.text()
    keys.press("They asked for it", "Enter")
    qtbot.waitUntil(lambda: newest(desk_store, loan_id, Outcome.NO_ANSWER) is not None)
    kept = newest(desk_store, loan_id, Outcome.NO_ANSWER)
    assert kept.review_due == date(2026, 11, 20) + timedelta(days=30)

    window.open_place("set_aside")
    place = window.findChild(SetAsidePlace)
    qtbot.waitUntil(lambda: len(place.rows.rows) == 1)
    assert "They asked for it" in place.reason.text()
    place.found.setFocus()
    keys.press("They had asked in writing", "Ctrl+Enter")
    qtbot.waitUntil(lambda: place.rows.rows == ())
    with desk_store.view() as session:
        assert to_review(session, "ana") == ()


def we_collect(qtbot, window, loan_id):
    window.desk.runner.change(
        lambda unit: correct_loan(unit, loan_id, capacity=Capacity.DEBT_COLLECTOR)
    )
    qtbot.waitUntil(lambda: window.card_model.sight.talk.collector is True)


def test_a_message_is_guarded_by_itself_before_it_is_said(
    qtbot, window, desk_store, little_bank, keys, on
):
    with desk_store.unit() as unit:
        set_quiet_time(unit, little_bank.people["Chen"], "Never leave me a message")
    loan_id = on("Chen")
    keys.press("F2", "v")
    assert "Do not leave a message" in window.strip.hint.text()
    assert window.strip.against.isVisible()
    # The script stands beside no stop: it comes once somebody has said why.
    assert window.strip.script.text() == ""
    keys.press("They had asked for one")
    assert "First Practice Bank" in window.strip.script.text()
    keys.press("Enter")
    qtbot.waitUntil(lambda: newest(desk_store, loan_id, Outcome.VOICEMAIL) is not None)
    kept = newest(desk_store, loan_id, Outcome.VOICEMAIL)
    assert (kept.verdict, kept.against_reason) == ("STOP", "They had asked for one")


def test_asking_others_where_they_are_is_said_and_guarded_as_such(
    qtbot, window, desk_store, little_bank, keys, on
):
    with desk_store.unit() as unit:
        correct_person(unit, little_bank.people["Chen"], mail_bad=True)
    loan_id = on("Chen")
    we_collect(qtbot, window, loan_id)
    strip = window.strip
    keys.press("F2", "t")
    assert strip.asked_others.isVisible()
    # Before anything is said: whether they may be asked, and the words for it.
    assert strip.hint.text().startswith("Do not ask where they are: what is on file was not tried.")
    assert "I would like to reach Daniel Chen" in strip.script.text()
    strip.asked_others.setFocus()
    keys.press(" ")
    strip.against.setFocus()
    keys.press("Mail came back, and the telephone is the sister's")
    strip.note.setFocus()
    keys.press("The sister", "Enter")
    qtbot.waitUntil(lambda: newest(desk_store, loan_id, Outcome.THIRD_PARTY) is not None)
    first = newest(desk_store, loan_id, Outcome.THIRD_PARTY)
    assert first.asked_others

    # Once: whoever answered on that number has told us what they know.
    qtbot.waitUntil(lambda: len(window.card_model.sight.timeline) > 0)
    on("Chen")
    qtbot.waitUntil(
        lambda: any(
            "asked where they are" in row.detail for row in window.card_model.sight.timeline
        )
    )
    keys.press("F2", "t")
    assert "Do not ask where they are" in strip.hint.text()


def test_that_no_message_could_be_left_is_kept(qtbot, window, desk_store, keys, on):
    loan_id = on("Chen")
    keys.press("F2", "n")
    assert window.strip.no_message.isVisible()
    window.strip.no_message.setFocus()
    keys.press(" ")
    window.strip.note.setFocus()
    keys.press("Enter")
    qtbot.waitUntil(lambda: newest(desk_store, loan_id, Outcome.NO_ANSWER) is not None)
    assert newest(desk_store, loan_id, Outcome.NO_ANSWER).no_message


def test_where_a_state_asks_what_a_contact_is_for_it_is_told(qtbot, window, desk_store, keys, on):
    """940 CMR 7.04(1)(f): two calls in seven days; help with the loan may not be collection."""
    loan_id = on("Ruiz")
    window.desk.runner.change(
        lambda unit: correct_property(unit, loan_id, state="MA", city="Boston", zip="02109")
    )
    qtbot.waitUntil(lambda: window.card_model.light.assessment.verdict is Verdict.STOP)
    strip = window.strip
    keys.press("F2", "n")
    assert strip.purpose.isVisible()
    keys.press("About the plan they asked for")
    strip.purpose.setFocus()
    keys.press("h", "Enter")
    qtbot.waitUntil(
        lambda: newest(desk_store, loan_id, Outcome.NO_ANSWER).purpose == "loss_mitigation"
    )
    kept = newest(desk_store, loan_id, Outcome.NO_ANSWER)
    assert (kept.verdict, kept.against_reason) == ("CAUTION", "About the plan they asked for")
    with desk_store.view() as session:
        said = " ".join(row.detail for row in timeline(session, loan_id))
    assert "for help with the loan" in said


def test_elsewhere_nobody_is_asked_what_a_contact_is_for(qtbot, window, keys, on):
    on("Garcia")
    keys.press("F2", "n")
    assert window.strip.against.isVisible()
    assert not window.strip.purpose.isVisible()
