"""The reviews on file: any two side by side, with their screens, by keys."""

import pytest
from PySide6.QtCore import Qt

from mortgage_collect.core.words import PayFrequency
from mortgage_collect.services.reviews import finish_review, open_review, save_line
from mortgage_collect.ui.reviews.file import ReviewFilePanel
from tests.review.households import said, whole
from tests.ui.keyboard import Keyboard
from tests.ui.panel_desk import Keys, a_desk, shown


def told(store, loan_id, answers):
    with store.unit() as unit:
        review_id = open_review(unit, loan_id)
        for key, entry in answers.items():
            save_line(unit, review_id, key, entry)
        finish_review(unit, review_id)


@pytest.fixture
def desk(desk_store, little_bank):
    with a_desk(desk_store) as made:
        yield made


@pytest.fixture
def panel(qtbot, desk, desk_store, little_bank):
    """Three versions: the wage goes up, then the food line is left out."""
    loan_id = little_bank.loans["Chen"]
    raised = whole() | {"borrower_wages": said(2600, PayFrequency.BIWEEKLY)}
    told(desk_store, loan_id, whole())
    told(desk_store, loan_id, raised)
    told(desk_store, loan_id, {key: each for key, each in raised.items() if key != "food"})
    made = shown(qtbot, ReviewFilePanel(desk[0], loan_id))
    made.enter()
    qtbot.waitUntil(lambda: made.parts["figures"].lines != ())
    return made


def lines(panel, part):
    return [(line.words, line.figure, line.note) for line in panel.parts[part].lines]


def test_the_newest_stands_beside_the_one_before(panel):
    assert panel.version.currentText().startswith("No. 3, finished")
    assert panel.beside_it.currentText().startswith("No. 2, finished")
    assert lines(panel, "changes") == [
        ("Food and household goods", "not told", ""),
        ("", "", "was $700.00 (says)"),
    ]
    # 4,516.67 less 1,210.44 + 388.10 + 75 of housing, 400 of debts and 1,090 of living costs
    assert ("Surplus", "unknown", "was $1,353.13") in lines(panel, "figures")
    assert ("Less living", "unknown", "") in lines(panel, "workings")
    says = [words for words, _, _ in lines(panel, "unknown")]
    assert says == ["Food and household goods is not told: living costs not known."]


def test_any_two_are_compared_by_keys(qtbot, panel):
    keys = Keys()
    assert panel.version.hasFocus()
    keys.type("2")
    keys.enter()
    assert panel.beside_it.hasFocus()
    keys.type("1")
    assert lines(panel, "changes") == [
        ("Borrower: wages before taxes", "$2,600.00 every 2 weeks (says)", ""),
        ("", "", "was $2,400.00 every 2 weeks (verified); +$433.33 a month"),
    ]
    assert ("Gross income", "$6,133.33", "was $5,700.00") in lines(panel, "figures")
    keys.type("n")
    assert panel._cards["changes"].isHidden()


def test_the_same_beside_itself_has_no_changes(panel):
    keys = Keys()
    keys.type("2")
    keys.enter()
    keys.type("2")
    assert panel._cards["changes"].isHidden()


def test_the_screens_tell_every_test_and_that_they_are_unverified(panel):
    tests = {words: figure for words, figure, _ in lines(panel, "imminent")}
    assert tests["each of: reserves below $25,000.00, retirement accounts left out"] == (
        "$7,200.00 \u2013 met"
    )
    assert tests["one of: credit score of 620 or less"] == "not known"
    assert "Unverified: Fannie Mae Servicing Guide D2-3.2-06" in panel._says["imminent"].text()
    assert "credit score" in panel._says["imminent"].text()
    needed = lines(panel, "residual")[-1]
    assert needed[:2] == ("The VA's table asks for", "$909.00")
    assert needed[2].startswith("Northeast, 3 people, loan of")
    assert ("Net income", "$4,516.67", "") in lines(panel, "residual")
    assert "Unverified" in panel._says["residual"].text()


def test_incomes_are_worked_out_line_by_line(panel):
    assert lines(panel, "incomes")[:3] == [
        ("Borrower: wages before taxes", "$5,633.33", ""),
        ("Told: $2,600.00 every two weeks x 26 / 12", "$5,633.33", ""),
        ("Take-home: $1,900.00 every two weeks x 26 / 12", "$4,116.67", ""),
    ]


def test_a_loan_without_a_review_says_so(qtbot, desk, little_bank):
    made = shown(qtbot, ReviewFilePanel(desk[0], little_bank.loans["Petrov"]))
    made.enter()
    qtbot.waitUntil(lambda: not made.none.isHidden())
    assert "No review of this loan yet" in made.none.text()
    assert made.begin.hasFocus()
    Keys().enter()
    assert desk[1].panels == [("review", {})]
    assert all(card.isHidden() for card in made._cards.values())


def test_the_reviews_of_the_same_people_lead_to_their_loan(qtbot, desk, desk_store, little_bank):
    told(desk_store, little_bank.loans["Ruiz"], whole())
    made = shown(qtbot, ReviewFilePanel(desk[0], little_bank.loans["Ruiz second"]))
    made.enter()
    qtbot.waitUntil(lambda: not made.elsewhere.isHidden())
    link = made.elsewhere.body.itemAt(0).widget()
    assert "No. 1" in link.text()
    link.click()
    assert desk[1].loans == [little_bank.loans["Ruiz"]]


def test_ctrl_shift_r_opens_it_and_pages_turn(qtbot, window, desk_store, little_bank):
    loan_id = little_bank.loans["Chen"]
    told(desk_store, loan_id, whole())
    window.open_loan(loan_id)
    qtbot.waitUntil(lambda: window.card_model.sight.card.loan_id == loan_id)
    keys = Keyboard(window)
    keys.press("Ctrl+Shift+R")
    panel = window.card.panel
    assert isinstance(panel, ReviewFilePanel)
    qtbot.waitUntil(lambda: panel.parts["figures"].lines != ())
    bar = panel.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    Keys().press(Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert bar.value() > 0
    Keys().press(Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert bar.value() == 0
