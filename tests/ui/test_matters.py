"""Matters on the screen, by keys: opened, carried on, put right. Friday 20 November 2026.

A payoff statement asked for on Monday, November 16 is owed seven open days later; whether the
office is open on Saturdays is not known, so Saturday 21 counts and it is due on Tuesday the 24th.
"""

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from sqlalchemy import select

from mortgage_collect.core.matter_words import MatterKind, Progress
from mortgage_collect.core.words import Channel, Outcome
from mortgage_collect.models.contact import Contact
from mortgage_collect.queries.clocks import loan_clocks
from mortgage_collect.queries.matters import matters_of
from mortgage_collect.rules.matters.matter import FieldKind
from mortgage_collect.rules.matters.shelf import SHELF
from mortgage_collect.services.matters import SaidStep, open_matter
from mortgage_collect.ui.matters.notice import NoticePanel
from mortgage_collect.ui.matters.step_form import StepForm
from mortgage_collect.ui.matters.view import MattersPanel
from tests.ui.panel_desk import Keys, a_desk, shown

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
FRIDAY = date(2026, 11, 20)


@pytest.fixture
def desk(qtbot, desk_store, little_bank):
    with a_desk(desk_store) as made:
        yield made


@pytest.fixture
def loan_id(little_bank):
    return little_bank.loans["Garcia"]


@pytest.fixture
def opened(qtbot, desk, loan_id):
    def make(**given) -> MattersPanel:
        panel = shown(qtbot, MattersPanel(desk[0], loan_id, **given))
        panel.enter()
        qtbot.waitUntil(lambda: panel.model.found is not None)
        qtbot.waitUntil(lambda: not desk[0].runner.under_way)
        return panel

    return make


def on_file(store, loan_id):
    with store.view() as session:
        return matters_of(session, loan_id)


def a_matter(store, loan_id, kind, key, on, **details):
    with store.unit() as unit:
        return open_matter(unit, loan_id, kind, SaidStep(key, on, details))


def asked(qtbot, panel, *typed):
    """Pick by typing, and the form that comes up."""
    keys = Keys()
    for word in typed:
        qtbot.waitUntil(lambda: panel.asking.picker.typed.hasFocus())
        keys.type(word)
        keys.enter()
    qtbot.waitUntil(lambda: panel.form is not None and panel.form.on.hasFocus())
    return keys


def save(qtbot, panel, keys):
    keys.press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: panel.form is None)
    qtbot.waitUntil(lambda: not panel._desk.runner.under_way)


def test_a_loan_without_matters_says_how_one_is_opened(opened):
    panel = opened()
    assert panel.table.model().rowCount() == 0
    assert "Alt+N opens one" in panel.table.empty
    assert panel.box.isHidden()


def test_a_request_is_opened_on_an_earlier_day_by_keys(qtbot, opened, desk_store, loan_id):
    panel = opened()
    Keys().press(Qt.Key.Key_N, ALT)
    keys = asked(qtbot, panel, "pay")
    keys.type("11/16")
    keys.enter()
    keys.type("y")
    keys.enter()
    keys.type("Luz Garcia")
    save(qtbot, panel, keys)

    (matter,) = on_file(desk_store, loan_id)
    assert (matter.kind, matter.opened_on) == (MatterKind.PAYOFF_REQUEST, date(2026, 11, 16))
    assert matter.steps[0].details == {"written": "yes", "from": "Luz Garcia"}
    course = panel.table.row()
    assert course.next.due == date(2026, 11, 24)
    assert panel.table.hasFocus(), QApplication.focusWidget()


def test_it_is_carried_on_to_its_end(qtbot, opened, desk_store, loan_id):
    asked_on = date(2026, 11, 16)
    a_matter(desk_store, loan_id, MatterKind.PAYOFF_REQUEST, "received", asked_on, written="yes")
    panel = opened()
    qtbot.waitUntil(lambda: panel.table.row() is not None)
    assert "Request received, Nov 16" in panel.table.source.spoken(panel.table.row(), 0)
    Keys().enter()
    keys = asked(qtbot, panel, "sent")
    save(qtbot, panel, keys)

    (matter,) = on_file(desk_store, loan_id)
    assert matter.closed_on == FRIDAY
    (deadline,) = panel.table.row().deadlines
    assert (deadline.progress, deadline.closed_on) == (Progress.MET, FRIDAY)


def test_a_day_to_come_is_refused_beside_its_field(qtbot, opened, desk_store, loan_id):
    panel = opened(kind="payoff_request")
    keys = asked(qtbot, panel)
    keys.type("12/1/26")
    keys.enter()
    assert panel.form.on.error.startswith("The last day possible is Nov 20, 2026.")
    keys.press(Qt.Key.Key_Return, CTRL)
    assert on_file(desk_store, loan_id) == ()


def test_what_does_not_fit_is_kept_only_when_it_happened_that_way(
    qtbot, opened, desk_store, loan_id
):
    """An acknowledgment that says complete and names something missing."""
    received = date(2026, 11, 13)
    a_matter(
        desk_store, loan_id, MatterKind.APPLICATION, "received", received, how="oral"
    )  # fmt: skip
    panel = opened()
    Keys().press(Qt.Key.Key_S, ALT)
    keys = asked(qtbot, panel, "ackn")
    keys.enter()
    keys.type("y")
    keys.enter()
    keys.type("pay stubs")
    keys.press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: panel.form.as_it_happened.hasFocus())
    assert "One of them is wrong." in panel.form.wrong.text()
    assert [step.key for step in on_file(desk_store, loan_id)[0].steps] == ["received"]

    keys.press(Qt.Key.Key_Space)
    save(qtbot, panel, keys)
    (matter,) = on_file(desk_store, loan_id)
    assert [step.key for step in matter.steps] == ["received", "acknowledged"]
    assert any("One of them is wrong." in fault for fault in matter.faults)
    assert "One of them is wrong." in panel.box.faults.text()


def test_a_mistake_is_taken_back_with_a_reason(qtbot, opened, desk_store, loan_id):
    a_matter(desk_store, loan_id, MatterKind.PAYOFF_REQUEST, "received", FRIDAY, written="yes")
    panel = opened()
    keys = Keys()
    keys.press(Qt.Key.Key_B, ALT)
    qtbot.waitUntil(lambda: panel.asking.back.isVisible())
    keys.enter()
    assert on_file(desk_store, loan_id)[0].steps[0].back_at is None, "a reason is needed"
    keys.type("another loan")
    keys.enter()
    qtbot.waitUntil(lambda: panel.asking.back.isHidden())

    step = on_file(desk_store, loan_id)[0].steps[0]
    assert step.back_why == "another loan"
    qtbot.waitUntil(lambda: "another loan" in panel.box.told.text())


def test_escape_leaves_the_form_first_and_the_panel_keeps_its_place(qtbot, opened):
    panel = opened(kind="payoff_request")
    keys = asked(qtbot, panel)
    left = []
    panel.closed.connect(lambda: left.append(True))
    keys.press(Qt.Key.Key_Escape)
    assert panel.form is None
    assert left == []
    keys.press(Qt.Key.Key_Escape)
    assert left == [True]


def test_a_deadline_of_a_matter_brings_up_the_form_that_meets_it(
    qtbot, opened, desk_store, loan_id
):
    a_matter(desk_store, loan_id, MatterKind.PAYOFF_REQUEST, "received", FRIDAY, written="yes")
    panel = opened()
    qtbot.waitUntil(lambda: panel.table.row() is not None)
    panel.box.wanted.emit(panel.table.row().deadlines[0])
    assert panel.form.spec.key == "sent"


def test_it_comes_up_with_the_step_it_was_opened_for(qtbot, opened, desk_store, loan_id):
    matter_id = a_matter(
        desk_store, loan_id, MatterKind.PAYOFF_REQUEST, "received", FRIDAY, written="yes"
    )
    panel = opened(matter_id=matter_id, step="sent")
    qtbot.waitUntil(lambda: panel.form is not None)
    assert panel.form.spec.key == "sent"


@pytest.mark.parametrize("kind", SHELF, ids=lambda spec: spec.kind.value)
def test_the_form_of_every_step_keeps_what_is_typed_in_it(qtbot, kind):
    """Each field filled with a value of its kind comes back as it was."""
    for step in kind.steps:
        form = StepForm(step, FRIDAY, opens=step.key in kind.opens, people=((7, "Ana Ruiz"),))
        qtbot.addWidget(form)
        told = {}
        for field in step.fields:
            told[field.key] = {
                FieldKind.DAY: "2026-12-15",
                FieldKind.MONEY: "1204.50",
                FieldKind.NUMBER: "6",
                FieldKind.YES_NO: "no",
                FieldKind.CHOICE: field.choices[-1][0] if field.choices else "",
                FieldKind.SEVERAL: "; ".join(value for value, _ in field.choices) or "one; two",
            }.get(field.kind, "as they said")
        form.fill(told)
        assert form.details() == told
        form.form.empty()
        empty = StepForm(step, FRIDAY)
        qtbot.addWidget(empty)
        assert empty.details() == {}, "what was not told is not kept"


def test_the_list_of_what_may_come_next_narrows_as_one_types(qtbot, opened):
    panel = opened()
    panel.ask_kind()
    keys = Keys()
    before = len(panel.asking.picker.shown)
    keys.type("serv")
    assert before == len(SHELF)
    assert panel.asking.picker.shown[0].value in (MatterKind.SERVICEMEMBER, MatterKind.TRANSFER)
    keys.type("zzz")
    assert panel.asking.picker.shown == ()
    keys.enter()
    assert panel.form is None
    keys.press(Qt.Key.Key_Escape)
    assert len(panel.asking.picker.shown) == before
    keys.press(Qt.Key.Key_Escape)
    assert panel.asking.picker.isHidden()


# -- notices ----------------------------------------------------------------------------------


def test_a_notice_is_kept_as_a_contact_of_its_day_and_meets_its_duty(
    qtbot, desk, desk_store, little_bank
):
    loan_id = little_bank.loans["Begay"]
    panel = shown(qtbot, NoticePanel(desk[0], loan_id, message="early_intervention_notice"))
    panel.enter()
    qtbot.waitUntil(lambda: panel.assessment is not None)
    keys = Keys()
    keys.type("11/10")
    keys.press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: any("sent" in said for said, _ in desk[1].said))

    with desk_store.view() as session:
        sent = session.scalars(select(Contact).where(Contact.loan_id == loan_id)).one()
        clocks = loan_clocks(session, loan_id, datetime(2026, 11, 20, 15, 42, tzinfo=UTC)).clocks
    assert (sent.on, sent.channel, sent.outcome) == (
        date(2026, 11, 10),
        Channel.LETTER,
        Outcome.SENT,
    )
    assert sent.message == "early_intervention_notice"
    met = [each for each in clocks.deadlines if each.duty == "reg_x.written_notice"]
    assert [each.closed_on for each in met if each.closed_on] == [date(2026, 11, 10)]


def test_against_a_stop_it_asks_why(qtbot, desk, desk_store, little_bank):
    """An unknown notice to somebody who has a lawyer."""
    panel = shown(qtbot, NoticePanel(desk[0], little_bank.loans["Washington"], message="offer"))
    panel.enter()
    qtbot.waitUntil(lambda: panel.assessment is not None)
    assert panel.against.isVisible()
    keys = Keys()
    keys.press(Qt.Key.Key_Return, CTRL)
    assert panel.against.error
    assert QApplication.focusWidget() is panel.against


# -- what stands beside one kind ----------------------------------------------------------------


def test_a_foreclosure_shows_what_must_be_green_first(opened, desk_store, little_bank, desk, qtbot):
    """Garcia owes since October 1, 2026: more than 120 days are over on January 30, 2027."""
    loan_id = little_bank.loans["Garcia"]
    with desk_store.unit() as unit:
        said = SaidStep("referred", FRIDAY, as_it_happened=True, reason="Counsel had it already.")
        open_matter(unit, loan_id, MatterKind.FORECLOSURE, said)
    panel = opened()
    qtbot.waitUntil(lambda: panel.table.row() is not None)
    gate = panel.table.row().gate
    assert gate.step.value == "first_filing"
    assert not gate.open
    days = next(each for each in panel.box.gate.checks if each.id.startswith("reg_x.more_than_120"))
    assert days.first_day == date(2027, 1, 30)
    assert panel.box.gate.checks[0].light.value == "red"
    assert panel.box.gate.isVisibleTo(panel)
    assert not panel.box.application.isVisibleTo(panel)


def test_a_filing_on_a_red_day_is_kept_with_the_reason(
    qtbot, opened, desk_store, little_bank, desk
):
    loan_id = little_bank.loans["Garcia"]
    panel = opened()
    panel._begin(MatterKind.FORECLOSURE)
    keys = asked(qtbot, panel, "first")
    keys.enter()
    keys.type("f")
    keys.press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: panel.form.as_it_happened.hasFocus())
    assert "More than 120 days delinquent: Red." in panel.form.wrong.text()
    keys.press(Qt.Key.Key_Space)
    keys.press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: panel.form.reason.hasFocus())
    assert on_file(desk_store, loan_id) == ()
    keys.type("Counsel filed before we told them.")
    save(qtbot, panel, keys)
    (matter,) = on_file(desk_store, loan_id)
    assert "The reason: Counsel filed before we told them." in matter.faults[-1]


def test_a_matter_says_until_when_it_is_kept(opened, desk_store, loan_id, qtbot):
    a_matter(desk_store, loan_id, MatterKind.COMPLAINT, "received", FRIDAY, how="written")
    panel = opened()
    qtbot.waitUntil(lambda: panel.table.row() is not None)
    told = panel.box.kept.text().splitlines()
    assert told[0] == "Kept, with no end yet."
    assert ": Complaint of Nov 20, 2026 is open. Still open: Acknowledge the complaint" in told[1]
    assert told[1].endswith(" reasons more.")
    assert len(told) > 2, "a line a rule"


def test_what_nobody_has_settled_is_asked_once_below_what_is_owed(
    opened, desk_store, loan_id, qtbot
):
    a_matter(desk_store, loan_id, MatterKind.ERROR_NOTICE, "received", FRIDAY, written="yes")
    panel = opened()
    qtbot.waitUntil(lambda: panel.table.row() is not None)
    owed = [each for each in panel.table.row().deadlines if each.progress.owed]
    assert len(owed) > 1
    assert all(each.unsettled for each in owed)
    said = [each.text() for each in panel.box.due.findChildren(QLabel) if not each.isHidden()]
    asks = [words for words in said if "Not settled" in words]
    assert len(asks) == 1
    for question in owed[0].unsettled:
        assert asks[0].count(question) == 1


# -- what is asked ------------------------------------------------------------------------------


def test_the_button_that_saves_stands_at_the_foot_while_a_form_is_open(opened, qtbot, desk):
    panel = opened(kind="payoff_request")
    asked(qtbot, panel)
    form = panel.form
    assert not form.isAncestorOf(form.do)
    assert form.do.isVisible()
    assert not panel.listed.button("step").isVisibleTo(panel)
    Keys().press(Qt.Key.Key_Escape)
    assert panel.foot.parentWidget().isVisible()


def test_escape_at_the_foot_leaves_the_form_and_not_the_panel(opened, qtbot):
    panel = opened(kind="payoff_request")
    asked(qtbot, panel)
    left = []
    panel.closed.connect(lambda: left.append(True))
    panel.form.do.setFocus()
    Keys().press(Qt.Key.Key_Escape)
    assert panel.form is None
    assert left == []


def test_what_was_typed_comes_back_with_its_form(opened, qtbot, desk_store, loan_id):
    """Esc never loses text; what was saved does not come back."""
    panel = opened(kind="payoff_request")
    keys = asked(qtbot, panel)
    keys.type("11/16")
    keys.enter()
    keys.type("y")
    keys.enter()
    keys.type("Luz Garcia")
    keys.press(Qt.Key.Key_Escape)
    keys.press(Qt.Key.Key_N, ALT)
    keys = asked(qtbot, panel, "pay")
    assert panel.form.on.value() == date(2026, 11, 16)
    assert panel.form.details() == {"written": "yes", "from": "Luz Garcia"}
    save(qtbot, panel, keys)
    (matter,) = on_file(desk_store, loan_id)
    assert matter.opened_on == date(2026, 11, 16)
    keys.press(Qt.Key.Key_N, ALT)
    asked(qtbot, panel, "pay")
    assert panel.form.details() == {}


def test_what_is_ticked_comes_back_too(qtbot):
    several = next(
        step
        for kind in SHELF
        for step in kind.steps
        if any(field.kind is FieldKind.SEVERAL and field.choices for field in step.fields)
    )
    field = next(f for f in several.fields if f.kind is FieldKind.SEVERAL and f.choices)
    form, again = StepForm(several, FRIDAY), StepForm(several, FRIDAY)
    for made in (form, again):
        qtbot.addWidget(made)
    assert form.draft() == {}, "only the day of today stands in it"
    ticked = field.choices[0][0]
    form.fill({field.key: ticked})
    again.restore(form.draft())
    assert again.details() == {field.key: ticked}


@pytest.mark.parametrize("height", [600, 250])
def test_what_is_refused_is_told_a_line_each_and_what_is_asked_next_is_in_sight(
    qtbot, opened, desk_store, loan_id, height
):
    """A referral while nobody is late enough: several checks are not green."""
    panel = opened(kind="foreclosure")
    keys = asked(qtbot, panel, "ref")
    panel.resize(panel.width(), height)
    keys.press(Qt.Key.Key_Tab)
    keys.type("d")
    keys.press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: panel.form.as_it_happened.hasFocus())
    told = panel.form.wrong.text().splitlines()
    assert len(told) > 2
    assert told[-1].startswith("Correct the step")

    def in_sight(field):
        view = panel.area.viewport()
        at = field.mapTo(view, field.rect().center())
        return view.rect().contains(at)

    qtbot.waitUntil(lambda: in_sight(panel.form.as_it_happened))
    keys.press(Qt.Key.Key_Space)
    keys.press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: panel.form.reason.hasFocus())
    qtbot.waitUntil(lambda: in_sight(panel.form.reason))


def test_a_field_that_cannot_be_read_comes_into_sight(qtbot, opened):
    panel = opened(kind="application")
    keys = asked(qtbot, panel)
    panel.resize(panel.width(), 220)
    for _ in range(3):
        keys.press(Qt.Key.Key_Tab)
    assert panel.form.reference.hasFocus()
    keys.press(Qt.Key.Key_Return, CTRL)
    missing = panel.form.form.fields["step.how"]
    qtbot.waitUntil(missing.hasFocus)
    view = panel.area.viewport()
    qtbot.waitUntil(lambda: view.rect().contains(missing.mapTo(view, missing.rect().center())))
