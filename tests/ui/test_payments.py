"""A payment by hand: what it changes is seen first, a mistake is taken back with its reason."""

from datetime import date

import pytest

from mortgage_collect.core.money import Money
from mortgage_collect.queries.card import card
from mortgage_collect.services.payments import post_payment
from mortgage_collect.ui.payments.view import PaymentPanel
from tests.ui.panel_desk import Keys, a_desk, shown


@pytest.fixture
def desk(qtbot, desk_store, little_bank):
    with a_desk(desk_store) as made:
        yield made


@pytest.fixture
def panel(qtbot, desk, little_bank):
    made = shown(qtbot, PaymentPanel(desk[0], little_bank.loans["Ruiz"]))
    qtbot.waitUntil(lambda: made.model.seen is not None)
    return made


def on_file(store, loan_id):
    with store.view() as session:
        return card(session, loan_id, store.clock.now())


def effect(panel):
    return {line.words: (line.figure, line.note) for line in panel.effect.lines}


def test_amount_and_date_and_it_is_posted(qtbot, panel, desk_store, little_bank):
    loan_id = little_bank.loans["Ruiz"]
    keys = Keys()
    keys.type("2254.36")
    keys.enter()
    assert panel.received.hasFocus()
    keys.enter()
    assert panel.post_button.hasFocus()
    keys.enter()
    qtbot.waitUntil(lambda: len(on_file(desk_store, loan_id).payments) == 1)

    assert on_file(desk_store, loan_id).payments[0].amount == Money.of("2254.36")
    qtbot.waitUntil(lambda: len(panel.rows.rows) == 1)
    qtbot.waitUntil(lambda: panel.amount.text() == "")


def test_the_arrears_before_and_after_are_seen_before_posting(panel):
    Keys().type("2254.36")

    assert effect(panel)["Past due now"] == ("$4,508.72", "2 payments unpaid")
    assert effect(panel)["Past due after it"] == ("$2,254.36", "1 payment unpaid")


def test_less_than_a_payment_waits_in_suspense(panel):
    Keys().type("500")

    assert effect(panel)["Past due after it"][0] == "$4,508.72"
    assert effect(panel)["Waits in suspense"][0] == "$500.00"


def test_money_the_tape_should_hold_asks_whether_it_does(panel):
    keys = Keys()
    assert panel.missing.isHidden()
    keys.type("2254.36")
    keys.enter()
    keys.type("11/18")
    assert not panel.missing.isHidden()
    assert "as of Nov 19, 2026" in panel.asked._said["missing"].text()
    assert effect(panel)["Past due after it"][0] == "$4,508.72"

    panel.missing.setChecked(True)
    assert effect(panel)["Past due after it"][0] == "$2,254.36"


def test_nothing_and_too_much_are_refused_beside_the_amount(qtbot, panel):
    panel.post()
    assert panel.amount.error == "This is needed."

    keys = Keys()
    keys.type("9000000")
    panel.post()
    qtbot.waitUntil(lambda: "more than the whole debt" in panel.amount.error)


def test_a_payment_is_reversed_with_its_reason(qtbot, desk, desk_store, little_bank):
    loan_id = little_bank.loans["Schmidt"]
    panel = shown(qtbot, PaymentPanel(desk[0], loan_id))
    qtbot.waitUntil(lambda: len(panel.rows.rows) == 1)
    panel.payments.choose(0)
    assert panel.reverse.isEnabled()
    panel.payments.setFocus()
    keys = Keys()
    keys.enter()
    assert panel.reversal.returned.hasFocus()
    assert panel.reversal.returned.value() == little_bank.today
    keys.enter()
    assert panel.reversal.why.hasFocus()
    keys.enter()
    assert panel.reversal.why.error == "This is needed."
    keys.type("Check came back")
    keys.enter()
    qtbot.waitUntil(lambda: len(on_file(desk_store, loan_id).payments) == 2)

    assert sum(row.amount.cents for row in on_file(desk_store, loan_id).payments) == 0
    qtbot.waitUntil(lambda: any(row.reversed for row in panel.rows.rows))
    panel.payments.choose_key(next(r.payment_id for r in panel.rows.rows if r.reversed))
    assert not panel.reverse.isEnabled()


def test_a_check_returned_after_the_tape_counts_from_the_day_it_went_back(
    qtbot, desk, desk_store, little_bank
):
    # The tape is of Nov 19 and holds the payment of the 18th: two payments stay unpaid.
    loan_id = little_bank.loans["Ruiz"]
    with desk_store.unit() as unit:
        post_payment(unit, loan_id, Money.of("2254.36"), date(2026, 11, 18))
    assert on_file(desk_store, loan_id).arrears == Money.of("4508.72")
    panel = shown(qtbot, PaymentPanel(desk[0], loan_id))
    qtbot.waitUntil(lambda: len(panel.rows.rows) == 1)
    panel.payments.choose(0)
    panel.payments.setFocus()
    keys = Keys()
    keys.enter()
    said = panel.reversal._said["returned"]
    assert "the debt rises" in said.text()
    keys.type("11/17")
    keys.enter()
    assert "first day possible is Nov 18" in panel.reversal.returned.error
    panel.reversal.returned.setFocus()
    panel.reversal.returned.selectAll()
    keys.type("11/19")
    assert "nothing changes" in said.text()
    panel.reversal.returned.selectAll()
    keys.type("11/20")
    keys.enter()
    keys.type("Check came back")
    keys.enter()
    qtbot.waitUntil(lambda: len(on_file(desk_store, loan_id).payments) == 2)

    assert on_file(desk_store, loan_id).arrears == Money.of("6763.08")
    qtbot.waitUntil(lambda: len(panel.rows.rows) == 2)
    back = next(row for row in panel.rows.rows if row.returned_on)
    assert back.returned_on == date(2026, 11, 20)


def test_a_half_typed_payment_is_there_again(qtbot, panel, desk, little_bank):
    Keys().type("1250")
    panel.leave()

    again = shown(qtbot, PaymentPanel(desk[0], little_bank.loans["Ruiz"]))
    assert again.amount.text() in ("1250", "$1,250.00")
