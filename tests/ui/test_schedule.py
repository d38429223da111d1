"""Shift+F7: the note run forward, and a year of escrow, by keys alone."""

from datetime import date

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from sqlalchemy import select

from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.core.words import RateType
from mortgage_collect.loanmath.note import Way
from mortgage_collect.models.history import HistoryEntry
from mortgage_collect.models.loan import Loan
from mortgage_collect.services.loans import NewLoan, add_loan
from mortgage_collect.services.payments import post_payment
from mortgage_collect.ui.schedule.view import ESCROW, SchedulePanel
from tests.ui.keyboard import Keyboard
from tests.ui.panel_desk import Keys, a_desk, shown

USD, PCT = Money.of, Rate.percent
TAB = Qt.Key.Key_Tab


@pytest.fixture
def desk(qtbot, desk_store, little_bank):
    with a_desk(desk_store) as made:
        yield made


@pytest.fixture
def panel(qtbot, desk, little_bank):
    made = shown(qtbot, SchedulePanel(desk[0], little_bank.loans["Begay"]))
    qtbot.waitUntil(lambda: made.note.model.seen is not None)
    return made


def figures(panel):
    return {line.words: line.figure for line in panel.note.figures.lines}


def test_one_key_shows_the_note_as_it_is_written(qtbot, window, little_bank):
    loan_id = little_bank.loans["Begay"]
    window.open_loan(loan_id)
    qtbot.waitUntil(lambda: window.card_model.sight.card.loan_id == loan_id)
    keys = Keyboard(window)
    keys.press("Shift+F7")
    panel = window.card.panel
    assert isinstance(panel, SchedulePanel)
    qtbot.waitUntil(lambda: bool(panel.note.rows.rows))

    first = panel.note.rows.rows[0]
    # 124,616.80 x 6.125 % / 12 = 636.06; the payment is 890.12.
    assert (first.due_on, first.interest, first.principal) == (
        date(2026, 10, 1),
        USD("636.06"),
        USD("254.06"),
    )
    assert panel.note.figure.text() == "247 payments, the last of $240.54 on Apr 1, 2047"
    assert "Whether the rate of the note changes is not known" in panel.note.findings.text()

    # A letter picks the way, Tab goes to its question.
    keys.press("i", "Tab", "24")
    qtbot.waitUntil(lambda: "272 payments" in panel.note.figure.text())
    assert panel.note.rows.rows[0].payment == USD("636.06")
    assert [each.first for each in panel.note.model.seen.made.payments] == [1, 25]
    assert keys.count == 5

    keys.press("Alt+R")
    assert panel.note.rows.hasFocus()
    assert [each.row() for each in panel.note.rows.selectedIndexes()][:1] == [0]
    keys.press("Alt+Q", "Esc")
    qtbot.waitUntil(lambda: window.card.panel is None)


def test_a_way_that_lacks_an_answer_says_which_and_shows_no_rows(qtbot, panel):
    Keys().type("b")
    qtbot.waitUntil(lambda: "needs the months" in panel.note.figure.text())

    assert panel.note.rows.rows == ()
    assert panel.note.listed.isHidden()
    assert panel.note.todo.text() == "Enter both."
    keys = Keys()
    keys.press(TAB)
    keys.type("360")
    keys.press(TAB)
    keys.type("84")
    qtbot.waitUntil(lambda: bool(panel.note.rows.rows))
    assert len(panel.note.rows.rows) == 84
    assert "balloon" in panel.note.findings.text()
    assert panel.note.todo.isHidden()


def test_only_the_questions_of_the_way_are_asked(panel):
    form = panel.note.form
    assert form.months.isHidden()
    assert "arm" not in form.__dict__  # not even made
    form.way.set_value(Way.MINIMUM)
    form.way.entered.emit(Way.MINIMUM)

    shown_now = [name for name, field in form.asked.fields.items() if not field.isHidden()]
    assert shown_now == ["way", "months", "minimum", "beside", "count", "kind", "charges"]


def test_steps_are_typed_as_payment_and_rate(qtbot, panel):
    keys = Keys()
    keys.type("s")
    keys.press(TAB)
    keys.type("13: 7, 25: 7 1/2")
    qtbot.waitUntil(lambda: bool(panel.note.model.seen and len(panel.note.figures.lines) > 5))

    payments = panel.note.model.seen.made.payments
    assert [(each.first, str(each.rate)) for each in payments] == [
        (1, "6.125%"),
        (13, "7.000%"),
        (25, "7.500%"),
    ]
    keys.type("x")
    keys.enter()
    assert "is not a rate" in panel.note.form.steps.error


def test_unpaid_interest_has_a_column_of_its_own_where_it_is_kept_beside(qtbot, panel):
    form, rows = panel.note.form, panel.note.rows
    assert rows.isColumnHidden(7)
    form.way.set_value(Way.MINIMUM)
    form.months.set_value(6)
    form.minimum.set_value(USD("400"))
    form.beside.set_value(True)
    form.asked.edited.emit()
    qtbot.waitUntil(lambda: not rows.isColumnHidden(7))

    # 636.06 a month less 400, six times.
    assert rows.rows[5].beside == USD("1416.36")
    assert rows.rows[5].balance == USD("124616.80")


def test_the_apr_is_unknown_until_the_charges_are_told(qtbot, panel):
    assert figures(panel)["APR, for information"] == "unknown"
    panel.note.form.charges.setFocus()
    Keys().type("0")
    qtbot.waitUntil(lambda: figures(panel)["APR, for information"] != "unknown")

    # 6.125 to a hundredth: the rounded cents of the rows decide which way.
    assert figures(panel)["APR, for information"] in ("6.120%", "6.130%")
    Keys().type("999999")
    qtbot.waitUntil(lambda: figures(panel)["APR, for information"] == "unknown")
    assert "leave nothing" in panel.note.figures.lines[-1].note


def test_an_adjustable_note_names_what_is_not_known_and_then_shows_its_steps(
    qtbot, desk, desk_store, little_bank
):
    with desk_store.unit() as unit:
        fields = {"arm_margin": "2.75", "next_rate_change_date": "2027-02-01"}
        loan_id = add_loan(
            unit,
            NewLoan(
                number="00419100",
                upb=USD("124616.80"),
                principal_interest=USD("890.12"),
                next_due_on=date(2026, 10, 1),
                rate=PCT("6.125"),
                more={
                    "rate_type": RateType.ADJUSTABLE,
                    "maturity_on": date(2049, 5, 1),
                },
            ),
        )
        # As a tape keeps what has no column of its own.
        unit.session.get_one(Loan, loan_id).more = {"fields": fields}
    panel = shown(qtbot, SchedulePanel(desk[0], loan_id))
    qtbot.waitUntil(lambda: panel.note.model.seen is not None)
    assert "rate changes (adjustable)" in panel.note.findings.text()
    Keys().type("r")
    qtbot.waitUntil(lambda: "cannot be run forward" in panel.note.figure.text())
    said, arm = panel.note.figure.text(), panel.note.form.arm
    assert "the index" in said
    assert "the periodic cap" in said
    assert "margin" not in said  # the tape has it
    assert "look-back" not in said  # 45 stands in the field

    keys = Keys()
    arm.index.setFocus()
    keys.type("5.1")
    keys.press(TAB)
    keys.type("11/2")
    arm.every.setFocus()
    keys.type("6")
    keys.press(TAB)
    keys.type("y")
    arm.recast.setFocus()
    keys.type("y")
    arm.to_grid.setFocus()
    keys.type("n")
    arm.first_cap.setFocus()
    keys.type("1")
    arm.no_others.click()
    qtbot.waitUntil(lambda: bool(panel.note.rows.rows), timeout=3_000)

    line = panel.note.changes.lines[0]
    # 5.1 + 2.75 = 7.85, rounded 7.875; 6.125 + 1 = 7.125.
    assert (line.words, line.figure) == ("Feb 1, 2027", "7.125%")
    assert line.note.startswith("5.100% + 2.750% = 7.850%, rounded 7.875%")
    assert line.note.endswith("held by the first cap")


def test_money_that_comes_in_moves_the_rows_and_leaves_what_was_typed(
    qtbot, panel, desk, little_bank
):
    panel.note.form.rate.setFocus()
    keys = Keys()
    keys.type("7")
    keys.enter()
    qtbot.waitUntil(lambda: str(panel.note.rows.rows[0].rate) == "7.000%")
    loan_id = little_bank.loans["Begay"]
    due = USD("1130.12")
    desk[0].runner.change(lambda unit: post_payment(unit, loan_id, due, date(2026, 11, 20)))
    qtbot.waitUntil(lambda: panel.note.form.first_due.value() == date(2026, 11, 1))
    qtbot.waitUntil(lambda: panel.note.rows.rows[0].due_on == date(2026, 11, 1))

    assert panel.note.form.rate.value() == PCT("7")
    assert panel.note.form.balance.value() == USD("124362.74")


def test_the_rows_go_to_a_workbook_and_the_history_says_so(
    qtbot, panel, desk, desk_store, tmp_path
):
    out = tmp_path / "rows.xlsx"
    desk[1].where.append(out)
    Keys().press(Qt.Key.Key_X, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: any("Written to" in said for said, _ in desk[1].said))

    page = openpyxl.load_workbook(out).active
    assert page["A1"].value.startswith("Begay, Marie")
    with desk_store.view() as session:
        kinds = session.scalars(select(HistoryEntry.event).order_by(HistoryEntry.seq)).all()
    assert kinds[-1] == "FileExported"
    panel.copy()
    assert "Payment" not in QGuiApplication.clipboard().text().splitlines()[0]
    assert "247  Apr 1, 2047" in QGuiApplication.clipboard().text()


# -- escrow -----------------------------------------------------------------------------------


@pytest.fixture
def escrow(qtbot, desk, little_bank):
    made = shown(qtbot, SchedulePanel(desk[0], little_bank.loans["Begay"], at=ESCROW))
    qtbot.waitUntil(lambda: made.escrow.first_month.value() is not None)
    qtbot.waitUntil(lambda: made.escrow.first.hasFocus())
    return made


def type_bills():
    """900 in January and July, 1,200 in September, 50 every month."""
    keys = Keys()
    for months, amount in (("jan, jul", "900"), ("sep", "1200")):
        keys.type(months)
        keys.press(TAB)
        keys.type(amount)
        keys.press(TAB)
        if months != "sep":
            keys.press(TAB)
    keys.type("m")
    keys.press(TAB)
    keys.type("monthly")
    keys.press(TAB)
    keys.type("50")
    keys.press(TAB)
    return keys


def test_the_year_is_typed_in_a_small_table(qtbot, escrow):
    page = escrow.escrow
    type_bills()
    # 1,800 + 1,200 + 600 is 3,600: 300 a month. From December: 250, -400, -150 ... by hand.
    steps = {line.words: line.figure for line in page.steps.lines}
    assert steps["Bills of a year"] == "$3,600.00"
    assert steps["A twelfth of it: the base payment"] == "$300.00"
    assert steps["Lowest from zero: Sep 2027"] == "-$500.00"
    assert steps["Target at the start"] == "$1,100.00"
    assert steps["Projected balance at the start"] == "unknown"
    assert "projected balance" in page.findings.text()
    assert page.remedies.lines == ()
    assert len(page.months.rows) == 12
    assert page.figure.text().startswith("$300.00 a month, now $240.00; lowest $600.00")


def test_a_shortage_is_spread_and_what_may_be_done_is_told(qtbot, escrow):
    page = escrow.escrow
    type_bills()
    page.projected.setFocus()
    Keys().type("500")

    shortage = page.remedies.lines[0]
    assert (shortage.words, shortage.figure) == ("Shortage", "$600.00")
    assert shortage.note == "as the loan documents say"  # fifty days past due
    page.current.setFocus()
    Keys().type("w")
    assert page.remedies.lines[0].note == "leave it as it is or spread it over 12 months or more"
    assert page.figure.text().startswith("$350.00 a month")
    page.shortage.setFocus()
    Keys().type("6")
    assert "12 months or more, not 6" in page.figure.text()
    assert page.answer.isHidden()


def test_a_bill_that_comes_every_few_years_is_set_aside_for_in_all_of_them(escrow):
    """900 in January every third year, next in 2028: 300 a year, 25 a month."""
    page, keys = escrow.escrow, Keys()
    keys.type("jan, every 3 years from 2028")
    keys.press(TAB)
    keys.type("900")
    keys.press(TAB)

    assert page.bills.lines[0].times.text() == "Jan, every 3 years from 2028"
    bill = page.model.account.question.bills[0]
    assert (bill.months, bill.every_years, bill.next_year) == ((1,), 3, 2028)
    steps = {line.words: line.figure for line in page.steps.lines}
    assert steps["Bills of a year"] == "$300.00"
    assert steps["A twelfth of it: the base payment"] == "$25.00"
    page.bills.lines[0].times.setFocus()
    keys.type("jan, every 3 years")
    keys.press(TAB)
    assert "paid next is not told" in page.bills.lines[0].wrong.text()


def test_what_is_not_known_reads_unknown_and_not_zero(escrow, panel):
    page, form = escrow.escrow, panel.note.form
    empty = [page.projected, page.bills.lines[0].amount, form.charges]
    assert [field.text() for field in empty] == ["", "", ""]
    assert {field.placeholderText() for field in empty} == {"unknown"}


def test_a_month_that_is_none_is_said_beside_its_line(escrow):
    keys = Keys()
    keys.type("soon")
    keys.press(TAB)

    assert "is no month" in escrow.escrow.bills.lines[0].wrong.text()


def test_what_was_typed_is_there_again(qtbot, escrow, desk, little_bank):
    type_bills()
    escrow.leave()
    again = shown(qtbot, SchedulePanel(desk[0], little_bank.loans["Begay"], at=ESCROW))
    qtbot.waitUntil(lambda: again.escrow.model.account is not None)

    assert [line.times.text() for line in again.escrow.bills.lines if line.used] == [
        "Jan, Jul",
        "Sep",
        "monthly",
    ]
    assert again.escrow.model.account.analysis.annual == USD("3600")


def test_alt_p_turns_the_page_and_the_analysis_goes_to_a_workbook(qtbot, panel, desk, tmp_path):
    Keys().press(Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: panel.escrow.first.hasFocus())
    assert panel.note.isHidden()
    assert panel.title.full == "Escrow analysis"
    type_bills()
    out = tmp_path / "escrow.xlsx"
    desk[1].where.append(out)
    Keys().press(Qt.Key.Key_X, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: any("Written to" in said for said, _ in desk[1].said))
    assert openpyxl.load_workbook(out).active["A1"].value.startswith("Loan 0041")
    Keys().press(Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: panel.note.form.way.hasFocus())
