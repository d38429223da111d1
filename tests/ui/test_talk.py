"""The talk: sure of the person first, set words, the five aims, and what is taken back."""

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel
from sqlalchemy import select

from mortgage_collect.core.words import (
    Ability,
    Capacity,
    Commitment,
    Identity,
    Intent,
    Language,
    Occupancy,
    Outcome,
)
from mortgage_collect.models.contact import Contact
from mortgage_collect.queries.card import card
from mortgage_collect.queries.talking import talk
from mortgage_collect.services.law import confirm
from mortgage_collect.services.loans import correct_loan, correct_person
from mortgage_collect.ui.contacts.talk import TalkPanel
from tests.ui.keyboard import Keyboard

DEBT_WORDS = ("What has happened since the last payment?", "This is an attempt to collect a debt.")


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


def we_collect(qtbot, window, loan_id):
    window.desk.runner.change(
        lambda unit: correct_loan(unit, loan_id, capacity=Capacity.DEBT_COLLECTOR)
    )
    qtbot.waitUntil(lambda: window.card_model.sight.talk.collector is True)


def newest(store, loan_id):
    with store.view() as session:
        return session.scalars(
            select(Contact).where(Contact.loan_id == loan_id).order_by(Contact.id.desc())
        ).first()


def logged(store, loan_id, outcome):
    """Whether the newest contact of the loan came to this."""
    found = newest(store, loan_id)
    return found is not None and found.outcome is outcome


def shown_by(panel):
    return " ".join(part.text() for part in panel.findChildren(QLabel) if part.isVisibleTo(panel))


def test_the_guide_speaks_of_the_debt_only_when_we_are_sure(qtbot, window, desk_store, keys, on):
    loan_id = on("Chen")
    we_collect(qtbot, window, loan_id)
    keys.press("Ctrl+G")
    panel = window.card.panel
    assert isinstance(panel, TalkPanel)
    qtbot.waitUntil(lambda: Identity.LAST_FOUR in panel.asks)
    qtbot.waitUntil(lambda: "I would like to reach Daniel Chen" in shown_by(panel))
    before = shown_by(panel)
    assert not any(words in before for words in DEBT_WORDS)
    assert "I would like to reach Daniel Chen" in before

    panel.asks[Identity.LAST_FOUR].click()
    assert not panel.sure.isVisible()
    panel.asks[Identity.PROPERTY_ADDRESS].click()
    qtbot.waitUntil(lambda: panel.sure.isVisible())
    qtbot.waitUntil(lambda: all(words in shown_by(panel) for words in DEBT_WORDS))

    panel.disclosure.click()
    keys.press("F2", "r", "Enter")
    qtbot.waitUntil(lambda: logged(desk_store, loan_id, Outcome.RIGHT_PARTY))
    kept = newest(desk_store, loan_id)
    assert kept.identity == ["last_four", "property_address"]
    assert kept.texts == ["disclosure_first 1 en"]
    # The answers themselves are nowhere in what is kept.
    digits = window.card_model.sight.card.people[0].ssn_last4
    assert digits
    assert digits not in str([kept.identity, kept.texts, kept.note, kept.before])


def test_a_date_of_birth_on_file_is_one_of_the_questions(
    qtbot, window, desk_store, little_bank, keys, on
):
    with desk_store.unit() as unit:
        correct_person(unit, little_bank.people["Chen"], born_on=date(1961, 3, 4))
    loan_id = on("Chen")
    keys.press("Ctrl+G")
    panel = window.card.panel
    qtbot.waitUntil(lambda: Identity.BIRTH_DATE in panel.asks)
    panel.asks[Identity.BIRTH_DATE].click()
    panel.asks[Identity.LAST_FOUR].click()
    qtbot.waitUntil(lambda: panel.sure.isVisible())

    keys.press("F2", "r", "Enter")
    qtbot.waitUntil(lambda: logged(desk_store, loan_id, Outcome.RIGHT_PARTY))
    kept = newest(desk_store, loan_id)
    assert sorted(kept.identity) == ["birth_date", "last_four"]
    assert "1961" not in str([kept.identity, kept.texts, kept.note, kept.before])


def test_the_guide_speaks_spanish_with_who_speaks_it_and_says_it_is_not_reviewed(
    qtbot, window, desk_store, little_bank, keys, on
):
    with desk_store.unit() as unit:
        correct_person(unit, little_bank.people["Chen"], language=Language.SPANISH)
    on("Chen")
    keys.press("Ctrl+G")
    panel = window.card.panel
    qtbot.waitUntil(lambda: "\u00bfpodr\u00eda hablar con Daniel Chen?" in shown_by(panel))
    said = shown_by(panel)
    assert "Nobody has reviewed these translations." in said
    assert "\u00bfEst\u00e1 pensando en quitarse la vida?" in said
    assert "Hello, may I speak with" not in said


def test_a_creditor_gives_no_notice_of_a_debt_collector(qtbot, window, desk_store, keys, on):
    loan_id = on("Chen")
    keys.press("F2", "r")

    assert not window.strip.script_row.isVisible()
    keys.press("Enter")
    qtbot.waitUntil(lambda: logged(desk_store, loan_id, Outcome.RIGHT_PARTY))
    assert newest(desk_store, loan_id).texts == []


@pytest.mark.parametrize(
    ("collects", "words", "kept"),
    [
        (False, "with a message for Daniel Chen", "voicemail_plain 1 en"),
        (True, "Please call me, or anybody here", "voicemail_limited 1 en"),
    ],
)
def test_the_message_on_a_machine_goes_by_whom_the_law_binds(
    qtbot, window, desk_store, keys, on, collects, words, kept
):
    loan_id = on("Chen")
    if collects:
        we_collect(qtbot, window, loan_id)
    keys.press("F2", "v")
    assert words in window.strip.script.text()
    assert "First Practice Bank" in window.strip.script.text()

    keys.press("Enter")
    qtbot.waitUntil(lambda: logged(desk_store, loan_id, Outcome.VOICEMAIL))
    assert newest(desk_store, loan_id).texts == [kept]
    assert keys.count == 3


def test_five_aims_and_a_promise_are_twenty_keys(qtbot, window, desk_store, keys, on):
    loan_id = on("Johnson")
    keys.press("F2", "r", "1.2k", "Tab", "fri", "Tab", "u")
    keys.press("Tab", "p", "Tab", "k", "Tab", "o", "Enter")
    qtbot.waitUntil(lambda: logged(desk_store, loan_id, Outcome.RIGHT_PARTY))

    assert keys.count <= 20
    kept = newest(desk_store, loan_id)
    assert (kept.reason_for_default, kept.ability, kept.intent, kept.occupancy) == (
        "unemployment",
        Ability.PART,
        Intent.KEEP,
        Occupancy.OWNER,
    )
    assert kept.commitment is Commitment.PROMISE
    with desk_store.view() as session:
        seen = card(session, loan_id, desk_store.clock.now())
    assert seen.talk.ability is Ability.PART
    wanted = "Nov 20: unemployment, part of it now, keep, owner, promises to pay"
    qtbot.waitUntil(
        lambda: any(part.text() == wanted for part in window.side.next.findChildren(QLabel))
    )


def test_a_promise_typed_is_a_commitment_until_another_word_is_chosen(
    qtbot, window, desk_store, keys, on
):
    loan_id = on("Johnson")
    strip = window.strip
    keys.press("F2", "r", "4")
    assert strip.commitment.value() is Commitment.PROMISE
    strip.amount.setText("")
    assert strip.commitment.value() is None

    keys.press("400", "Tab", "fri")
    strip.commitment.setFocus()
    keys.press("l", "Enter")
    qtbot.waitUntil(lambda: logged(desk_store, loan_id, Outcome.RIGHT_PARTY))
    assert newest(desk_store, loan_id).commitment is Commitment.PLAN


def test_a_promise_in_three_installments_in_the_same_entry(qtbot, window, desk_store, keys, on):
    loan_id = on("Johnson")
    keys.press("F2", "r", "400", "Tab", "fri")
    window.strip.times.setFocus()
    keys.press("3", "Tab", "t", "Enter")
    qtbot.waitUntil(lambda: logged(desk_store, loan_id, Outcome.RIGHT_PARTY))

    with desk_store.view() as session:
        seen = card(session, loan_id, desk_store.clock.now())
    assert [(str(row.amount), str(row.due_on)) for row in reversed(seen.promises)] == [
        ("$400.00", "2026-11-27"),
        ("$400.00", "2026-12-11"),
        ("$400.00", "2026-12-25"),
    ]


def test_a_promise_in_uneven_installments_each_by_its_day(qtbot, window, desk_store, keys, on):
    loan_id = on("Johnson")
    strip = window.strip
    keys.press("F2", "r", "400", "Tab", "fri")
    strip.further.setFocus()
    keys.press("1,250.50 12/15, 300", "Enter")
    assert "has no day" in strip.trouble.text()
    assert strip.further.hasFocus()
    keys.press(" by 1/5")
    strip.times.setText("3")
    strip.further.setFocus()
    keys.press("Enter")
    assert "both entered" in strip.trouble.text()

    strip.times.setText("")
    keys.press("Enter")
    qtbot.waitUntil(lambda: logged(desk_store, loan_id, Outcome.RIGHT_PARTY))
    with desk_store.view() as session:
        seen = card(session, loan_id, desk_store.clock.now())
    assert [(str(row.amount), str(row.due_on)) for row in reversed(seen.promises)] == [
        ("$400.00", "2026-11-27"),
        ("$1,250.50", "2026-12-15"),
        ("$300.00", "2027-01-05"),
    ]
    assert len({row.series for row in seen.promises}) == 1


def test_undo_is_offered_after_a_save(qtbot, window, desk_store, keys, on):
    loan_id = on("Chen")
    keys.press("F2", "n", "Enter")
    qtbot.waitUntil(lambda: logged(desk_store, loan_id, Outcome.NO_ANSWER))
    qtbot.waitUntil(lambda: window.messages.act.isVisible())

    window.messages.undo()
    qtbot.waitUntil(lambda: newest(desk_store, loan_id).reversed_at is not None)


def test_a_contact_is_taken_back_from_the_timeline_with_a_reason(
    qtbot, window, desk_store, keys, on
):
    loan_id = on("Chen")
    keys.press("F2", "b", "Ctrl+Enter")
    qtbot.waitUntil(lambda: logged(desk_store, loan_id, Outcome.BUSY))
    rows = window.card.timeline.rows
    qtbot.waitUntil(lambda: any(row.contact_id for row in rows.rows))
    place = next(at for at, row in enumerate(rows.rows) if row.contact_id)
    window.go_timeline()
    window.card.timeline.setCurrentIndex(rows.index(place, 0))
    assert window.card.take_back.ask.isVisible()
    keys.press("Delete")
    keys.press("Enter")
    assert newest(desk_store, loan_id).reversed_at is None  # not without a reason

    keys.press("wrong loan", "Enter")
    qtbot.waitUntil(lambda: newest(desk_store, loan_id).reversed_why == "wrong loan")
    qtbot.waitUntil(lambda: any(row.title == "Taken back: Call: busy" for row in rows.rows))


def test_the_card_tells_what_was_tried_and_what_else_may_be_done(qtbot, window, keys, on):
    on("Ruiz")
    facts = window.side.call._facts

    assert facts["tried"].text() == "2 calls"
    assert "write" in facts["ways"].text()
    assert "of 7 about this loan" in window.strip.number.full


def test_a_text_shows_the_guards_answer_to_texts(qtbot, window, keys, on):
    on("Chen")
    keys.press("F2")
    window.strip.channel.setFocus()
    keys.press("t")

    assert window.strip.number.full.endswith("With care: text")
    assert "text" in window.strip.hint.text()
    assert "(802) 555-0" in window.strip.number.full


def test_a_number_to_give_away_is_tried_beforehand(desk_store, little_bank):
    """In the one moment in which 988 is needed nobody can check it."""
    loan_id = little_bank.loans["Chen"]
    at = desk_store.clock.now()

    def tried():
        with desk_store.view() as session:
            return talk(session, loan_id, "ana", at).lines_tried

    assert tried() == frozenset()
    with desk_store.unit() as unit:
        confirm(unit, "help_line.988", at.date(), "Ana Smith", "Called it.", agrees=True)
    assert tried() == {"988"}
