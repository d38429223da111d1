"""An option in plain words on the screen: language by a letter, the paper by a key."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from mortgage_collect.core.words import Language
from mortgage_collect.queries.documents import document_sight
from mortgage_collect.ui.workouts.explain import ExplainPanel
from mortgage_collect.workout.options.repayment_plan import Answers
from mortgage_collect.workout.shelf import SHELF
from tests.ui.panel_desk import Keys, a_desk, shown


@pytest.fixture
def desk(desk_store, little_bank):
    with a_desk(desk_store) as made:
        yield made


@pytest.fixture
def opened(qtbot, desk, little_bank):
    def make(**given) -> ExplainPanel:
        panel = shown(qtbot, ExplainPanel(desk[0], little_bank.loans["Ruiz"], **given))
        panel.enter()
        qtbot.waitUntil(lambda: panel.model.seen is not None)
        return panel

    return make


def words_of(widget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def test_the_terms_handed_over_are_explained(opened):
    panel = opened(answers=Answers(months=8))
    assert panel.option.value() == "repayment_plan"
    assert panel.language.value() is Language.ENGLISH
    # 2,254.36 a month; two of them past due, over eight months 563.59.
    assert "Your first monthly payment would be $2,817.95" in words_of(panel.say)
    assert "This page is not an offer." in words_of(panel.page)
    assert "$2,817.95" in words_of(panel.page)
    assert "Escrow: money we collect" in words_of(panel.hard)
    assert panel.review.text() == "Our own wording, for counsel's review."
    assert panel.unreviewed.isHidden()


def test_a_letter_switches_the_language_and_the_mark_comes(opened):
    panel = opened(answers=Answers(months=8))
    Keys().type("s")
    assert panel.heading.text() == "Plan de pagos"
    assert "Su primer pago mensual sería de $2,817.95" in words_of(panel.say)
    assert "Traducción sin revisar." in words_of(panel.page)
    assert panel.unreviewed.isVisible()
    Keys().type("e")
    assert panel.heading.text() == "Repayment plan"
    assert not panel.unreviewed.isVisible()


def test_without_an_option_it_begins_with_one_that_has_terms(opened):
    panel = opened()
    assert panel.option.value() in {each.key for each in SHELF}
    assert panel.model.page is not None


def test_an_option_without_terms_says_what_is_missing(opened, desk):
    panel = opened(option="repayment_plan")
    assert panel.none.isVisible()
    assert "surplus is not known" in panel.none.more.text()
    assert not panel.page.isVisible()
    Keys().press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk[1].panels == []
    panel.none.act.click()
    assert desk[1].panels == [("plan", {})]


def test_another_option_is_chosen(qtbot, opened):
    panel = opened(answers=Answers(months=8))
    panel.option.set_value("capitalization")
    panel.option.entered.emit("capitalization")
    qtbot.waitUntil(lambda: panel.heading.text().startswith("Adding what is past due"))
    assert "What is past due goes into the loan." in words_of(panel.say)


def test_the_paper_is_made_and_opened_in_the_language_shown(qtbot, opened, desk, desk_store):
    opened(answers=Answers(months=8))
    keys = Keys()
    keys.type("s")
    keys.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(desk[1].panels) == 1, timeout=10_000)
    key, given = desk[1].panels[0]
    assert key == "document"
    with desk_store.view() as session:
        seen = document_sight(session, given["document_id"])
    assert seen.title == "Plan de pagos (unreviewed translation)"
    assert not seen.signed
