"""By which number or address: what they send keeps the number it came from (12 CFR 1006.6(d))."""

import pytest
from sqlalchemy import select

from mortgage_collect.core.words import Channel, Direction, PointKind, PointLabel
from mortgage_collect.models.contact import Contact
from mortgage_collect.models.person import ContactPoint
from mortgage_collect.services.points import add_point
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
            select(Contact)
            .where(Contact.loan_id == loan_id, Contact.direction == Direction.INBOUND)
            .order_by(Contact.id.desc())
        ).first()


def point(store, value):
    with store.view() as session:
        return session.scalars(select(ContactPoint).where(ContactPoint.value == value)).one().id


def they(window, keys, letter):
    """They wrote, by this channel."""
    keys.press("F2", "i")
    window.strip.channel.setFocus()
    keys.press(letter)
    window.strip.result.setFocus()


def test_a_text_from_the_only_number_keeps_it_without_a_key(qtbot, window, desk_store, keys, on):
    loan_id = on("Chen")
    they(window, keys, "t")
    keys.press("r", "Enter")
    qtbot.waitUntil(lambda: newest(desk_store, loan_id) is not None)
    kept = newest(desk_store, loan_id)
    assert (kept.channel, kept.point_id) == (Channel.TEXT, point(desk_store, "8025550111"))
    assert kept.reached == "8025550111"


def test_of_several_numbers_nobody_guesses(qtbot, window, desk_store, keys, on):
    loan_id = on("Ruiz")
    strip = window.strip
    they(window, keys, "t")
    assert strip.origin.isVisible()
    assert strip.origin.value() is None
    keys.press("r", "Enter")
    assert strip.origin.hasFocus()
    assert strip.trouble.text() == "From which number or address: choose one."
    keys.press("2", "Enter")
    qtbot.waitUntil(lambda: newest(desk_store, loan_id) is not None)
    assert newest(desk_store, loan_id).point_id == point(desk_store, "8025550166")


def test_a_number_nobody_has_on_file_is_none_of_ours(qtbot, window, desk_store, keys, on):
    loan_id = on("Chen")
    keys.press("F2", "i")
    window.strip.origin.setFocus()
    keys.press("2")
    window.strip.result.setFocus()
    keys.press("r", "Enter")
    qtbot.waitUntil(lambda: newest(desk_store, loan_id) is not None)
    assert newest(desk_store, loan_id).point_id is None


def test_an_e_mail_of_theirs_keeps_its_address(qtbot, window, desk_store, keys, on):
    loan_id = on("Ruiz")
    they(window, keys, "e")
    keys.press("r", "Enter")
    qtbot.waitUntil(lambda: newest(desk_store, loan_id) is not None)
    assert newest(desk_store, loan_id).point_id == point(desk_store, "ana.ruiz@example.com")


def test_an_e_mail_of_ours_goes_where_somebody_says(
    qtbot, window, desk_store, little_bank, keys, on
):
    with desk_store.unit() as unit:
        other = add_point(
            unit,
            little_bank.people["Ruiz"],
            PointKind.EMAIL,
            "ana@example.org",
            label=PointLabel.WORK,
        )
    on("Chen")
    on("Ruiz")
    strip = window.strip
    keys.press("F2")
    strip.channel.setFocus()
    keys.press("e")
    assert strip.origin.isVisible()
    first = strip.model.assessment
    strip.origin.setFocus()
    keys.press("2")
    assert strip.model.point_id == other
    assert strip.model.assessment != first  # the guard answers for that address
    assert "ana@example.org" in strip.number.full


def test_a_call_of_ours_asks_nothing(window, keys, on):
    on("Ruiz")
    keys.press("F2", "n")
    assert not window.strip.origin.isVisible()


def test_what_was_asked_stays_beside_the_answer(window, keys, on):
    on("Chen")
    keys.press("F2", "r", "Tab", "Tab", "u")
    strip = window.strip
    assert (strip.why_behind.prefix, strip.why_behind.currentText()) == (
        "Reason",
        "U  Unemployment",
    )
    for aim in (strip.ability, strip.intent, strip.occupancy, strip.commitment):
        assert aim.prefix
