"""F3: the whole reasoning of the guard, by every act."""

from __future__ import annotations

import pytest

from mortgage_collect.rules.question import Question
from mortgage_collect.ui.card.why import FindingLine, WhyPanel
from tests.ui.panel_desk import Keys, a_desk, shown


@pytest.fixture
def desk(qtbot, desk_store, little_bank):
    with a_desk(desk_store) as made:
        yield made


@pytest.fixture
def panel(qtbot, desk, little_bank):
    made = shown(qtbot, WhyPanel(desk[0], little_bank.loans["Ruiz"]))
    made.enter()
    qtbot.waitUntil(lambda: made.says.text() != "")
    return made


def rules(panel):
    return {
        line.accessibleName().partition(": ")[0]
        for line in panel.findChildren(FindingLine)
        if not line.isHidden()
    }


def test_it_opens_with_the_call(qtbot, panel):
    assert panel.act.value() is Question.MAY_CALL
    qtbot.waitUntil(lambda: "Seven calls in seven days" in rules(panel))
    assert "next allowed" in panel.facts.text()


@pytest.mark.parametrize(
    ("letter", "act", "rule"),
    [
        ("t", Question.MAY_TEXT, "How to end texts or e-mails"),
        ("v", Question.MAY_VISIT, "8:00 AM to 9:00 PM where they are"),
        ("a", Question.MAY_ASK_THIRD_PARTY, "The hour at which others are asked"),
    ],
)
def test_a_letter_asks_about_another_act(qtbot, panel, letter, act, rule):
    panel.act.setFocus()
    Keys().type(letter)

    qtbot.waitUntil(lambda: panel.act.value() is act)
    qtbot.waitUntil(lambda: rule in rules(panel))
    assert "Seven calls in seven days" not in rules(panel) or act is Question.MAY_ASK_THIRD_PARTY
    assert panel.number.value() is not None


def test_a_way_that_is_not_there_is_told(qtbot, panel):
    panel.act.setFocus()
    Keys().type("e")

    qtbot.waitUntil(lambda: panel.act.value() is Question.MAY_EMAIL)
    has_one = "@" in panel.number.currentText()
    assert has_one is not ("no e-mail address" in panel.number.currentText())
    assert (panel.word.text() == "Do not e-mail") is not has_one
