"""An application from the day it comes in to the offer that is accepted, by keys in the window.

Once for a bank that serviced 9,000 loans on January 1, once for one that serviced 900 of its own
and so is a small servicer (12 CFR 1026.41(e)(4)), for whom 12 CFR 1024.41 is off but for (j).

    Fri Nov 20  received by word of mouth; to be acknowledged within five days without Saturdays,
                Sundays and holidays (Nov 23, 24, 25, 27, 30; Thanksgiving is the 26th)
    Tue Nov 24  acknowledged: pay stubs are missing, asked for by December 18
    Tue Dec 1   they are in: complete; notice of it by Dec 8 (2, 3, 4, 7, 8), decision by Dec 31
    Wed Dec 2   notice of a complete application
    Tue Dec 8   evaluated (F6) and decided: a repayment plan is offered, a modification denied
    Fri Dec 11  they appeal: to be decided within 30 days, by January 10
    Fri Dec 18  the appeal is decided by somebody else; the offer is open 14 days more
    Tue Dec 22  the plan is accepted
"""

from datetime import UTC, date, datetime

import pytest

from mortgage_collect.core.matter_words import Progress
from mortgage_collect.queries.clocks import loan_clocks
from mortgage_collect.queries.matters import matters_of
from mortgage_collect.services.interview import answer
from tests.ui.keyboard import Keyboard
from tests.ui.little_bank import tell_review

ACKNOWLEDGE, NOTICE = "reg_x.acknowledgment", "reg_x.complete_notice"
DECIDE, APPEAL = "reg_x.decision", "reg_x.appeal_decision"
SECTION_41 = (ACKNOWLEDGE, NOTICE, DECIDE, APPEAL)
NONE_FOR_OTHERS = {"affiliates": "0", "for_others": "0"}


class Life:
    """Drives one application; every step on its own day."""

    def __init__(self, qtbot, window, store, clock, loan_id):
        self.qtbot, self.window, self.store, self.clock = qtbot, window, store, clock
        self.loan_id, self.keys = loan_id, Keyboard(window)

    @property
    def panel(self):
        return self.window.card.panel

    def calm(self):
        self.qtbot.waitUntil(lambda: not self.window.desk.runner.under_way, timeout=20_000)

    def day(self, month, day):
        self.clock.move(datetime(2026, month, day, 15, 42, tzinfo=UTC))
        self.window.refresh()
        self.calm()
        self.window.open_loan(self.loan_id)
        self.calm()
        self.keys.press("Ctrl+Shift+M")
        self.calm()

    def fill(self, *typed):
        """Each is typed into the next field after the day; "" leaves one as it is."""
        self.qtbot.waitUntil(lambda: self.panel.form is not None and self.panel.form.on.hasFocus())
        for words in typed:
            self.keys.press("Tab")
            if words:
                self.keys.press(words)

    def save(self):
        self.keys.press("Ctrl+Enter")
        self.qtbot.waitUntil(lambda: self.panel.form is None, timeout=10_000)
        self.calm()

    def step(self, name, *typed):
        self.begin(name)
        self.fill(*typed)
        self.save()

    def begin(self, name):
        self.keys.press("Alt+S")
        self.qtbot.waitUntil(lambda: self.panel.asking.picker.typed.hasFocus())
        self.keys.press(name, "Enter")

    def deadlines(self):
        with self.store.view() as session:
            found = loan_clocks(session, self.loan_id, self.clock.now())
        return {each.duty: each for each in found.clocks.deadlines if each.about}, found

    def due(self, duty):
        return self.deadlines()[0][duty].due

    def progress(self, duty):
        return self.deadlines()[0][duty].progress

    def told(self):
        return dict(self.panel.box.application.told)

    def come_in(self):
        self.day(11, 20)
        self.keys.press("Alt+N")
        self.qtbot.waitUntil(lambda: self.panel.asking.picker.typed.hasFocus())
        self.keys.press("appl", "Enter")
        self.fill("b", "a")
        self.save()

    def decide(self):
        """The whole form of a decision, field by field."""
        self.step(
            "dec",
            "repayment plan",
            "modification",
            "Income covers the payment",
            "", "", "Space",
            "", "", "",
            "y",
            "12/22",
            "y",
            "ana",
        )  # fmt: skip


@pytest.fixture
def begun(qtbot, window, desk_store, desk_clock, little_bank):
    def make(loans):
        with desk_store.unit() as unit:
            kept = {"charter": "national_bank", "own": loans, **NONE_FOR_OTHERS}
            answer(unit, kept, date(2026, 1, 1), counted=2026, why="Counted")
        loan_id = little_bank.loans["Garcia"]
        tell_review(desk_store, loan_id)
        return Life(qtbot, window, desk_store, desk_clock, loan_id)

    return make


def steps_of(life):
    with life.store.view() as session:
        (matter,) = matters_of(session, life.loan_id)
    return matter


def test_the_whole_life_at_a_full_servicer(begun):
    life = begun("9000")
    life.come_in()
    assert life.due(ACKNOWLEDGE) == date(2026, 11, 30)
    assert life.told()["Complete"] == "no"

    life.day(11, 24)
    life.step("ackn", "n", "pay stubs", "12/18")
    assert life.progress(ACKNOWLEDGE) is Progress.MET
    assert life.told()["Complete"] == "no: pay stubs missing, asked for by Dec 18, 2026"

    life.day(12, 1)
    life.step("something rec", "pay stubs")
    assert (life.due(NOTICE), life.due(DECIDE)) == (date(2026, 12, 8), date(2026, 12, 31))
    assert life.told()["Complete"] == "since Dec 1, 2026"

    life.day(12, 2)
    life.step("notice of a comp")
    assert life.progress(NOTICE) is Progress.MET

    life.day(12, 8)
    life.keys.press("F6")
    life.qtbot.waitUntil(lambda: life.panel.model.seen is not None)
    life.calm()
    life.keys.press("Ctrl+Shift+M")
    life.decide()
    assert life.progress(DECIDE) is Progress.MET
    told = life.told()
    assert told["Evaluated by"] == "ana"
    assert told["Offer"] == "open until Dec 22, 2026"
    assert told["Appeal"] == "may come in until Dec 22, 2026"

    life.day(12, 11)
    life.step("appeal rec")
    assert life.due(APPEAL) == date(2027, 1, 10)
    assert life.told()["Appeal"].endswith("to be reviewed by somebody other than ana")

    life.day(12, 18)
    life.begin("appeal dec")
    life.fill("ana", "n", "t")
    life.keys.press("Ctrl+Enter")
    life.qtbot.waitUntil(lambda: life.panel.form.as_it_happened.isVisible())
    assert "Somebody else has to" in life.panel.form.wrong.text()
    life.keys.press("Esc")
    life.step("appeal dec", "Marta Bell", "n", "t")
    assert life.progress(APPEAL) is Progress.MET
    assert life.told()["Offer"] == "open until Jan 1, 2027"

    life.day(12, 22)
    life.step("offer acc", "repayment plan")
    matter = steps_of(life)
    assert [(step.key, step.on) for step in matter.steps] == [
        ("received", date(2026, 11, 20)),
        ("acknowledged", date(2026, 11, 24)),
        ("item_received", date(2026, 12, 1)),
        ("complete_notice", date(2026, 12, 2)),
        ("decided", date(2026, 12, 8)),
        ("appealed", date(2026, 12, 11)),
        ("appeal_decided", date(2026, 12, 18)),
        ("accepted", date(2026, 12, 22)),
    ]
    assert matter.faults == ()
    found, _ = life.deadlines()
    assert {found[duty].progress for duty in SECTION_41} == {Progress.MET}
    assert not any(each.progress.failed for each in found.values())


def test_the_whole_life_at_a_small_servicer_tells_what_is_not_owed(begun):
    life = begun("900")
    life.come_in()
    life.day(11, 24)
    life.step("ackn", "n", "pay stubs", "12/18")
    life.day(12, 1)
    life.step("something rec", "pay stubs")
    life.day(12, 2)
    life.step("notice of a comp")
    life.day(12, 8)
    life.keys.press("F6")
    life.qtbot.waitUntil(lambda: life.panel.model.seen is not None)
    life.calm()
    life.keys.press("Ctrl+Shift+M")
    life.decide()
    life.day(12, 11)
    life.step("appeal rec")
    life.day(12, 18)
    life.step("appeal dec", "Marta Bell", "n", "t")
    life.day(12, 22)
    life.step("offer acc", "repayment plan")

    found, clocks = life.deadlines()
    assert not set(SECTION_41) & set(found), "no date runs in it"
    assert len(steps_of(life).steps) == 8
    why = {title: ruling.says for title, ruling in clocks.exempt}
    assert "small servicer" in why["Decide the application"].lower()

    life.keys.press("Shift+F2")
    life.qtbot.waitUntil(lambda: life.panel.found is not None)
    rows = {row.title: row for row in life.panel.table.source.rows if row.ruling}
    assert {"Decide the application", "Decide the appeal"} <= set(rows)
    assert life.panel.table.choose_key("Decide the application")
    assert "small servicer" in life.panel.says.text().lower()
    assert "12 CFR" in life.panel.says.text()
