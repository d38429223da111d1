"""Tasks 5 and 6: the options of a loan side by side, fitted to the money, saved, put on paper."""

from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from mortgage_collect.core.money import Money
from mortgage_collect.core.words import DocumentStatus, WorkoutStatus
from mortgage_collect.queries.card import card
from mortgage_collect.queries.timeline import timeline
from mortgage_collect.queries.workouts import open_plan
from mortgage_collect.ui.documents.view import DocumentPanel
from mortgage_collect.ui.workouts.explain import ExplainPanel
from mortgage_collect.ui.workouts.term_field import field_for
from mortgage_collect.ui.workouts.view import OptionsPanel
from mortgage_collect.workout.case_file import read_case
from mortgage_collect.workout.comparison import LINES
from mortgage_collect.workout.shelf import SHELF, option
from tests.ui.keyboard import Keyboard
from tests.ui.little_bank import tell_review
from tests.ui.panel_desk import Keys, a_desk, shown

ROWS = [each.key for each in LINES]
EXAMPLE = Path(__file__).resolve().parents[2] / "docs/examples/case.json"
REST = 80  # longer than the pause between two evaluations


@pytest.fixture
def reviewed(desk_store, little_bank):
    """Ana Ruiz has told what she earns and spends."""
    tell_review(desk_store, little_bank.loans["Ruiz"])
    return little_bank.loans["Ruiz"]


@pytest.fixture
def desk(qtbot, desk_store, little_bank):
    with a_desk(desk_store) as made:
        yield made


def opened(qtbot, desk, loan_id, width=740):
    panel = shown(qtbot, OptionsPanel(desk[0], loan_id), width)
    qtbot.waitUntil(lambda: panel.model.seen is not None)
    return panel


def fitted(qtbot, desk, loan_id, pay):
    """The panel with an amount typed and the focus in the columns."""
    panel = opened(qtbot, desk, loan_id)
    keys = Keys()
    keys.type(pay)
    keys.enter()
    assert panel.columns.hasFocus()
    return panel, keys


def picked(qtbot, desk, loan_id, pay, key="repayment_plan"):
    """The panel with an option picked by its digit."""
    panel, keys = fitted(qtbot, desk, loan_id, pay)
    keys.type(str([each.key for each in panel.model.columns].index(key) + 1))
    assert panel.model.key == key
    return panel, keys


def cell(panel, key, row):
    """What a column says on a line."""
    column = [each.key for each in panel.model.columns].index(key)
    return panel.columns.options.index(ROWS.index(row), column).data()


def on_file(store, loan_id):
    with store.view() as session:
        return open_plan(session, loan_id)


def test_5_and_6_a_plan_takes_ten_keys_and_its_agreement_four(qtbot, window, desk_store, reviewed):
    window.open_loan(reviewed)
    qtbot.waitUntil(lambda: window.card_model.sight.card.loan_id == reviewed)
    keys = Keyboard(window)

    keys.press("F6", "3000", "Enter", "1")
    panel = window.card.panel
    assert isinstance(panel, OptionsPanel)
    qtbot.waitUntil(panel.saving.save_button.hasFocus)
    assert panel.model.key == "repayment_plan"
    keys.press("Enter")
    qtbot.waitUntil(lambda: on_file(desk_store, reviewed) is not None)
    assert keys.count <= 10
    plan = on_file(desk_store, reviewed)
    assert len(plan.installments) == 7
    assert plan.status is WorkoutStatus.DRAFT
    qtbot.waitUntil(panel.saving.agreement_button.isEnabled)

    keys.count = 0
    keys.press("Ctrl+D")
    qtbot.waitUntil(lambda: isinstance(window.card.panel, DocumentPanel), timeout=10_000)
    draft = window.card.panel
    qtbot.waitUntil(lambda: draft.preview.pages > 0 and draft.step.hasFocus())
    assert draft.title.full.endswith("(draft)")
    keys.press("Enter")
    qtbot.waitUntil(lambda: window.card.panel is not draft, timeout=10_000)
    final = window.card.panel
    qtbot.waitUntil(lambda: final.preview.pages > 0 and final.step.hasFocus())
    assert not final.title.full.endswith("(draft)")
    keys.press("Enter")
    assert keys.count <= 4
    qtbot.waitUntil(lambda: "sent" in final.facts.full.casefold())
    assert on_file(desk_store, reviewed).status is WorkoutStatus.OFFERED
    with desk_store.view() as session:
        papers = card(session, reviewed, desk_store.clock.now()).documents
    assert [paper.status for paper in papers] == [DocumentStatus.SENT, DocumentStatus.DRAFT]


def test_keys_typed_before_the_case_is_here_are_not_lost(qtbot, desk, desk_store, reviewed):
    panel = shown(qtbot, OptionsPanel(desk[0], reviewed))
    assert panel.model.seen is None
    keys = Keys()
    keys.type("3000")
    keys.enter()
    keys.type("1")
    keys.enter()

    qtbot.waitUntil(lambda: on_file(desk_store, reviewed) is not None)
    assert on_file(desk_store, reviewed).kind == "repayment_plan"


# -- fit to the money --------------------------------------------------------------------------


def test_every_option_fits_itself_while_one_types(qtbot, desk, reviewed):
    panel = opened(qtbot, desk, reviewed)
    Keys().type("3000")
    qtbot.wait(REST)

    assert panel.model.pay == Money.of("3000")
    # 4,508.72 in seven months is 644.11 rounded up; with the regular 2,254.36 that is 2,898.47.
    assert cell(panel, "repayment_plan", "payment") == "$2,898.47"
    assert cell(panel, "repayment_plan", "change") == "+$644.11"
    assert cell(panel, "repayment_plan", "cure") == "7 months"
    assert cell(panel, "repayment_plan", "later") == "$2,254.36 Jul \u201927"
    assert "works: repayment plan" in panel.asked.answer.text()


def test_less_money_takes_longer(qtbot, desk, reviewed):
    panel = opened(qtbot, desk, reviewed)
    Keys().type("2700")
    qtbot.wait(REST)

    # 445.64 a month are left for 4,508.72: eleven months.
    assert cell(panel, "repayment_plan", "cure") == "11 months"


def test_what_does_not_fit_says_by_how_much_and_what_would(qtbot, desk, little_bank):
    panel, _ = fitted(qtbot, desk, little_bank.loans["Washington"], "1500")

    # Six of 1,438.00 are unpaid: over a year 719.00 more each month. Of 62.00 a month twelve are
    # 744.00, so 7,884.00 have to come at once.
    panel.pick("repayment_plan")
    said = panel.detail.said.text()
    assert "a payment would be $2,157.00; that is $657.00 more than $1,500.00" in said
    assert "A down payment of $7,884.00 would make it fit" in said
    assert not panel.saving.save_button.isEnabled()


def test_where_nothing_works_it_is_said_at_once(qtbot, desk, little_bank):
    """Nothing is past due on Lindqvist's loan."""
    panel = opened(qtbot, desk, little_bank.loans["Lindqvist"])
    Keys().type("3000")
    qtbot.wait(REST)

    assert panel.model.fitting == ()
    assert panel.asked.answer.text().startswith("Nothing works: ")


def test_an_amount_that_cannot_be_read_changes_nothing_and_says_so(qtbot, desk, reviewed):
    panel, keys = fitted(qtbot, desk, reviewed, "3000")
    panel.asked.pay.setFocus()
    panel.asked.pay.selectAll()
    keys.type("x")
    keys.enter()

    assert panel.model.pay == Money.of("3000")
    assert "is not an amount" in panel.asked.said.text()
    assert panel.asked.pay.hasFocus()


def test_without_an_amount_the_program_chooses(qtbot, desk, reviewed):
    panel = opened(qtbot, desk, reviewed)
    Keys().enter()

    assert panel.columns.hasFocus()
    # The surplus of 1,325.64 clears 4,508.72 in four months.
    assert cell(panel, "repayment_plan", "cure") == "4 months"


def test_without_a_review_the_surplus_is_said_to_be_unknown(qtbot, desk, little_bank):
    panel = opened(qtbot, desk, little_bank.loans["O'Brien"])
    Keys().type("1900")
    qtbot.wait(REST)

    assert "surplus not known" in panel.asked.facts.text()
    assert cell(panel, "repayment_plan", "left") == "\u2013"
    panel.asked.review.click()
    assert desk[1].panels == [("review", {})]


def test_a_program_nobody_has_read_is_marked(qtbot, desk, desk_store, reviewed):
    from datetime import date

    from mortgage_collect.services.bank import set_policy

    with desk_store.unit() as unit:
        set_policy(unit, "program.fannie", '{"on": "yes"}', date(2026, 1, 1))
        set_policy(unit, "plan_program", "fannie", date(2026, 1, 1))
    panel = opened(qtbot, desk, reviewed)

    assert "UNVERIFIED" in panel.asked.program.text()
    assert panel.model.evaluation.edition in panel.asked.program.text()


# -- the columns -------------------------------------------------------------------------------


def test_four_columns_are_side_by_side_and_fewer_where_there_is_no_room(qtbot, desk, reviewed):
    panel, keys = fitted(qtbot, desk, reviewed, "3000")
    assert panel.columns.shown == (0, 1, 2, 3)

    panel.resize(470, 600)
    qtbot.waitUntil(lambda: len(panel.columns.shown) < 4)
    assert not panel.card.more.isHidden()
    for _ in range(3):
        keys.press(Qt.Key.Key_Right)
    assert panel.columns.column == 3
    assert 3 in panel.columns.shown
    for _ in range(3):
        keys.press(Qt.Key.Key_Left)
    assert panel.columns.shown[0] == 0


def test_no_figure_is_cut_where_four_columns_stand(qtbot, desk, reviewed):
    panel, _ = fitted(qtbot, desk, reviewed, "3000")
    view = panel.columns
    for column in view.shown:
        for row in range(view.options.rowCount()):
            words = str(view.options.index(row, column).data())
            assert view.fontMetrics().horizontalAdvance(words) <= view.columnWidth(column)


@pytest.mark.parametrize("option", SHELF, ids=lambda option: option.key)
def test_every_option_can_be_picked_and_looked_at(qtbot, desk, reviewed, option):
    panel = opened(qtbot, desk, reviewed)
    panel.pick(option.key)

    assert option.key in [each.key for each in panel.model.columns]
    assert panel.columns.options.result(panel.columns.column).key == option.key
    assert panel.detail.title.text() == option.label
    asked = {name for name in option.answers.__dataclass_fields__ if name != "pay"}
    assert set(panel.detail.terms.fields) == asked
    assert panel.detail.reasons.reasons


def test_arrows_and_enter_pick_as_a_digit_does(qtbot, desk, reviewed):
    panel, keys = fitted(qtbot, desk, reviewed, "3000")
    keys.press(Qt.Key.Key_Right)
    second = panel.model.columns[1].key
    assert panel.card.here.text() == panel.model.columns[1].label
    keys.enter()

    assert panel.model.key == second


def test_a_column_says_itself_to_a_screen_reader(qtbot, desk, reviewed):
    panel, _ = fitted(qtbot, desk, reviewed, "3000")
    spoken = panel.columns.options.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)

    assert spoken == "1 of 4, Repayment plan: Fits. Repayment plan, Payment now: $2,898.47"


def test_a_loan_that_is_current_says_that_nothing_is_past_due(qtbot, desk, little_bank):
    panel = opened(qtbot, desk, little_bank.loans["Lindqvist"])
    Keys().type("3000")
    qtbot.wait(REST)

    panel.pick("repayment_plan")
    assert "past due" in panel.detail.said.text()
    assert not panel.saving.save_button.isEnabled()


# -- the others --------------------------------------------------------------------------------


def test_the_others_are_one_key_away_with_the_reason_they_lost(qtbot, desk, reviewed):
    panel, keys = fitted(qtbot, desk, reviewed, "3000")
    keys.type("o")

    assert panel.others.table.hasFocus()
    shown_ = {each.key for each in panel.model.columns}
    assert {row.result.key for row in panel.others.rows} == {each.key for each in SHELF} - shown_
    lost = {row.result.key: row.lost for row in panel.others.rows}
    assert lost["foreclosure"] == "It is the last resort, when no other way is open"
    first = panel.others.rows[0].result.key
    keys.enter()
    assert panel.model.key == first
    assert first == panel.model.columns[-1].key


# -- what if -----------------------------------------------------------------------------------


def test_what_if_by_arrow_by_typing_and_by_dragging(qtbot, desk, reviewed):
    panel, keys = picked(qtbot, desk, reviewed, "3000")
    months = panel.detail.terms.fields["months"]
    months.setFocus()
    keys.press(Qt.Key.Key_Down)

    assert cell(panel, "repayment_plan", "cure") == "6 months"
    # 4,508.72 in six months is 751.46 rounded up.
    assert cell(panel, "repayment_plan", "payment") == "$3,005.82"
    assert len(panel.detail.schedule.rows) == 6
    assert panel.columns.options.heading(0).startswith("1 of 4, Repayment plan: ")
    assert "with your own terms" in panel.columns.options.heading(0)

    QApplication.focusWidget().selectAll()
    keys.type("12")
    assert cell(panel, "repayment_plan", "cure") == "12 months"
    months.track.setValue(0)
    assert cell(panel, "repayment_plan", "cure") == "1 month"

    panel.detail.back.click()
    assert cell(panel, "repayment_plan", "cure") == "7 months"
    assert months.value() == 7
    assert panel.detail.back.isHidden()


def test_a_down_payment_is_a_term_too(qtbot, desk, reviewed):
    panel, keys = picked(qtbot, desk, reviewed, "3000")
    panel.detail.terms.fields["down_payment"].setFocus()
    keys.type("508.72")

    # 4,000.00 in seven months is 571.43 rounded up.
    assert cell(panel, "repayment_plan", "payment") == "$2,825.79"
    assert cell(panel, "repayment_plan", "at_once") == "$508.72"
    assert not panel.columns.isRowHidden(ROWS.index("at_once"))


@pytest.mark.parametrize(
    ("key", "term", "says"),
    [("deferral", "escrow_shortage", "as on file"), ("partial_claim", "amount", "worked out")],
)
def test_an_empty_amount_says_what_it_means_and_not_nothing(qapp, key, term, says):
    about = next(each for each in fields(option(key).answers) if each.name == term)
    made = field_for(about, None, read_case(EXAMPLE.read_text("utf-8")).case)
    assert (made.field.text(), made.field.placeholderText()) == ("", says)


def test_terms_out_of_reach_say_why_and_are_not_saved(qtbot, desk, desk_store, reviewed):
    panel, keys = picked(qtbot, desk, reviewed, "3000")
    panel.detail.terms.fields["down_payment"].setFocus()
    keys.type("9000")

    assert panel.model.now.offer is None
    assert panel.detail.said.text()
    assert not panel.saving.save_button.isEnabled()
    panel.submit()
    qtbot.wait(50)
    assert on_file(desk_store, reviewed) is None


def test_another_amount_forgets_the_terms_tried_out(qtbot, desk, reviewed):
    panel, keys = picked(qtbot, desk, reviewed, "3000")
    panel.detail.terms.fields["months"].setFocus()
    keys.press(Qt.Key.Key_Down)
    panel.asked.pay.setFocus()
    keys.type("2700")
    qtbot.wait(REST)

    assert cell(panel, "repayment_plan", "cure") == "11 months"
    assert not panel.model.is_tried("repayment_plan")


# -- steps -------------------------------------------------------------------------------------


def test_the_steps_of_a_figure_name_formula_source_and_rounding(qtbot, desk, reviewed):
    panel, keys = fitted(qtbot, desk, reviewed, "3000")
    keys.type("s")

    assert not panel.steps.isHidden()
    assert panel.steps.steps.heading.text() == "Payment now, Repayment plan: $2,898.47"
    told = {step.says: step for step in panel.steps.steps.steps}
    share = told["Each month for 7 months"]
    assert share.value == "$644.11"
    assert "ROUNDUP" in share.how
    assert share.how.endswith("rounded up to the cent")
    assert told["The regular payment of that month"].how == "the note, or the bill, Dec 1, 2026"
    assert panel.steps.steps.steps[-1].value == "$2,898.47"


def test_the_steps_follow_the_figure_one_is_on(qtbot, desk, reviewed):
    panel, keys = fitted(qtbot, desk, reviewed, "3000")
    keys.type("s")
    for _ in range(ROWS.index("left")):
        keys.press(Qt.Key.Key_Down)

    assert panel.steps.steps.heading.text() == "Left, heaviest month, Repayment plan: $681.53"
    assert panel.steps.steps.steps[-1].value == "$681.53"
    keys.type("s")
    assert panel.steps.isHidden()


def test_every_figure_of_every_column_has_its_steps(qtbot, desk, reviewed):
    panel, _ = fitted(qtbot, desk, reviewed, "3000")
    for column, result in enumerate(panel.model.columns):
        for row, line in enumerate(LINES):
            panel.columns.setCurrentIndex(panel.columns.options.index(row, column))
            panel.toggle_steps()
            assert panel.steps.steps.heading.text().startswith(f"{line.title}, {result.label}")
            assert panel.steps.steps.steps
            panel.steps.leave()


def test_the_value_shows_break_even_and_on_demand_what_it_hangs_on(qtbot, desk, reviewed):
    panel, _ = picked(qtbot, desk, reviewed, "3000")
    value = panel.detail.value

    assert "to the bank today" in value.headline.text()
    assert "Re-default would have to exceed" in value.sentence.text()
    assert value.table.isHidden()
    value.more.click()
    assert value.rows
    widths = [row.width for row in value.rows]
    assert widths == sorted(widths, reverse=True)


def test_the_chart_says_in_words_what_it_shows(qtbot, desk, reviewed):
    panel, _ = picked(qtbot, desk, reviewed, "3000")
    said = panel.detail.chart.accessibleDescription()

    assert "Repayment plan: from $2,254.36 to $2,898.47 a month" in said
    assert "Note as written: from" in said
    panel.pick("foreclosure")
    assert panel.detail.chart_part.isHidden()


# -- saving ------------------------------------------------------------------------------------


def test_against_the_limits_a_reason_is_asked_and_goes_into_the_file(
    qtbot, desk, desk_store, little_bank
):
    loan_id = little_bank.loans["O'Brien"]
    panel, keys = picked(qtbot, desk, loan_id, "1900")
    assert panel.saving.reason.hasFocus()
    keys.enter()
    assert panel.saving.reason.error == "This is needed."
    assert on_file(desk_store, loan_id) is None

    keys.type("Overtime is back")
    keys.enter()
    qtbot.waitUntil(lambda: on_file(desk_store, loan_id) is not None)
    assert on_file(desk_store, loan_id).reason == "Overtime is back"


def test_another_option_than_a_plan_is_saved_the_same_way(qtbot, desk, desk_store, reviewed):
    _, keys = picked(qtbot, desk, reviewed, "3000", "capitalization")
    keys.type("Advances are zero by the ledger")
    keys.enter()
    qtbot.waitUntil(lambda: on_file(desk_store, reviewed) is not None)

    assert on_file(desk_store, reviewed).kind == "capitalization"


def test_what_is_barred_cannot_be_saved(qtbot, desk, desk_store, reviewed):
    panel = opened(qtbot, desk, reviewed)
    panel.pick("short_sale")
    panel.save()
    qtbot.wait(50)

    assert not panel.saving.save_button.isEnabled()
    assert panel.saving.save_button.toolTip()
    assert on_file(desk_store, reviewed) is None


def test_enter_twice_does_not_save_two_versions(qtbot, desk, desk_store, reviewed):
    panel, keys = picked(qtbot, desk, reviewed, "3000")
    keys.enter()
    qtbot.waitUntil(lambda: on_file(desk_store, reviewed) is not None)
    panel.save()
    qtbot.wait(100)

    assert on_file(desk_store, reviewed).number == 1


def test_a_save_is_taken_back_while_the_message_stands(qtbot, desk, desk_store, reviewed):
    panel, keys = picked(qtbot, desk, reviewed, "3000")
    keys.enter()
    qtbot.waitUntil(lambda: len(desk[1].said) == 1)
    desk[1].undo[-1]()

    qtbot.waitUntil(lambda: on_file(desk_store, reviewed) is None)
    qtbot.waitUntil(lambda: panel.life.isHidden())
    qtbot.waitUntil(panel.saving.save_button.isEnabled)


def test_what_was_typed_is_there_again(qtbot, desk, reviewed):
    panel = opened(qtbot, desk, reviewed)
    Keys().type("2.9k")
    panel.leave()

    again = opened(qtbot, desk, reviewed)
    assert again.asked.pay.text() in ("2.9k", "$2,900.00")
    assert again.model.evaluation.pay == Money.of("2900")


# -- taking it along ---------------------------------------------------------------------------


def test_the_comparison_goes_to_the_clipboard_into_the_file_and_a_workbook(
    qtbot, desk, desk_store, reviewed, tmp_path
):
    from openpyxl import load_workbook

    panel, _ = picked(qtbot, desk, reviewed, "3000")
    panel.detail.copy.click()
    copied = QApplication.clipboard().text()
    assert "They can pay $3,000.00 a month in all" in copied
    assert "Repayment plan: fits" in copied
    assert "- Each month for 7 months: $644.11. ROUNDUP(" in copied
    assert "- Foreclosure: It is the last resort" in copied

    panel.detail.note.click()
    qtbot.waitUntil(lambda: ("The comparison is in the file.", "done") in desk[1].said)
    with desk_store.view() as session:
        notes = [row for row in timeline(session, reviewed) if row.kind == "note"]
    assert notes[0].detail.strip() == copied.strip()

    out = tmp_path / "options.xlsx"
    desk[1].where.append(out)
    panel.detail.book.click()
    qtbot.waitUntil(lambda: (f"Written to {out.name}.", "done") in desk[1].said, timeout=10_000)
    assert "Options" in load_workbook(out).sheetnames


def test_the_explanation_opens_on_the_terms_that_stand_on_the_screen(qtbot, desk, reviewed):
    panel, keys = picked(qtbot, desk, reviewed, "3000")
    panel.detail.terms.fields["months"].setFocus()
    keys.press(Qt.Key.Key_Down)
    panel.detail.explain.click()

    key, given = desk[1].panels[-1]
    assert key == "explain"
    assert given["option"] == "repayment_plan"
    assert given["answers"].months == 6


def test_everything_that_takes_the_focus_has_a_name(qtbot, desk, reviewed):
    panel, _keys = picked(qtbot, desk, reviewed, "3000")
    panel.others.open()
    panel.detail.value.toggle()
    panel.toggle_steps()
    nameless = [
        widget
        for widget in panel.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisibleTo(panel)
        and not widget.accessibleName()
        and not getattr(widget, "text", lambda: "")()
    ]
    assert nameless == []


def test_thinking_better_of_the_workbook_writes_nothing(qtbot, desk, reviewed):
    panel, _ = picked(qtbot, desk, reviewed, "3000")
    panel.detail.book.click()
    qtbot.wait(50)

    assert desk[1].said == []


def test_the_key_for_plain_words_explains_what_is_picked(qtbot, window, reviewed):
    """Shift+F6 after picking an option: its own terms, with the amount typed, not the program's."""
    window.open_loan(reviewed)
    qtbot.waitUntil(lambda: window.card_model.sight.card.loan_id == reviewed)
    keys = Keyboard(window)
    keys.press("F6", "3000", "Enter", "1")
    options = window.card.panel
    assert isinstance(options, OptionsPanel)
    qtbot.waitUntil(lambda: options.model.key == "repayment_plan")
    picked_terms = options.model.now.answers

    keys.press("Shift+F6")
    qtbot.waitUntil(lambda: isinstance(window.card.panel, ExplainPanel))
    explained = window.card.panel
    qtbot.waitUntil(lambda: explained.model.seen is not None)
    assert explained.model.option == "repayment_plan"
    assert explained.model.seen.answers == picked_terms
