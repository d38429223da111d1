"""Deadlines on the screen: the card, one loan, today's list, the board and the month.

Friday 20 November 2026. Of the little bank's loans Garcia has two installments unpaid, of October 1
and November 1: live contact was due on November 6 (36 days after October 1) and is due on
December 7 (36 days after November 1).
"""

from datetime import date

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.queries.clocks import deadline_counts, loan_clocks
from mortgage_collect.queries.deadline_board import named_contact, user_id
from mortgage_collect.rules.duties.deadline import ActKind
from mortgage_collect.rules.duties.milestones import STAGES, Milestone
from mortgage_collect.services.clocks import renew_some
from mortgage_collect.services.contacts import write_note
from mortgage_collect.services.interview import answer
from mortgage_collect.services.matters import SaidStep, open_matter
from mortgage_collect.services.renewal import mark_stale
from mortgage_collect.ui.deadlines.assign import ME, AssignPanel
from mortgage_collect.ui.deadlines.loan_panel import DuePanel
from mortgage_collect.ui.deadlines.tables import FIXED
from mortgage_collect.ui.deadlines.view import BOARD, MONTH, DeadlinesPlace
from mortgage_collect.ui.matters.notice import NoticePanel
from tests.ui.keyboard import Keyboard
from tests.ui.panel_desk import Keys, a_desk, shown

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
CONTACT = "reg_x.live_contact"


@pytest.fixture
def desk(qtbot, desk_store, little_bank):
    with desk_store.unit() as unit:
        while renew_some(unit):
            pass
    with a_desk(desk_store) as made:
        yield made


@pytest.fixture
def place(qtbot, desk):
    made = shown(qtbot, DeadlinesPlace(desk[0]), 1060)
    made.enter()
    qtbot.waitUntil(lambda: bool(made.today.rows))
    qtbot.waitUntil(lambda: not desk[0].runner.under_way)
    return made


def asked_for_payoff(store, loan_id, on):
    with store.unit() as unit:
        first = SaidStep("received", on, {"written": "yes"})
        return open_matter(unit, loan_id, MatterKind.PAYOFF_REQUEST, first)


# -- the list of today ------------------------------------------------------------------------


def test_late_ones_stand_first_and_ask_for_their_reason(place):
    rows = [row for row in place.today.rows if row.progress.owed]
    assert [row.due for row in rows] == sorted(row.due for row in rows)
    assert rows[0].late
    late = sum(row.late for row in rows)
    assert place.today.sum.text().startswith(f"{late} late, ")


def test_what_was_done_late_stands_below_and_asks_for_its_reason_too(place, little_bank):
    """The payment of October 1 was due to be spoken about by November 6: Ruiz was tried a second
    time in a row on November 19, and they spoke with Garcia on the 18th."""
    owed = [row for row in place.today.rows if row.progress.owed]
    done = place.today.rows[len(owed) :]
    assert [(row.borrower, row.due, row.closed_on) for row in done if row.duty == CONTACT] == [
        ("Ruiz, Ana", date(2026, 11, 6), date(2026, 11, 19)),
        ("Garcia, Luz", date(2026, 11, 6), date(2026, 11, 18)),
    ]
    late = sum(row.late for row in owed)
    said = place.today.sum.text()
    assert f", {len(done)} done late" in said
    assert f"{late + len(done)} still want their reason" in said


def test_nothing_later_than_a_week_is_on_the_list_of_today(place):
    assert max(row.due for row in place.today.rows) <= date(2026, 11, 27)


def test_a_reason_is_typed_and_kept(qtbot, place, desk, desk_store):
    row = place.today.rows[0]
    place.today.table.choose(0)
    keys = Keys()
    keys.press(Qt.Key.Key_W, ALT)
    qtbot.waitUntil(lambda: place.today.why.isVisible())
    keys.enter()
    assert place.today.why.form.fields["why"].error, "a reason is needed"
    keys.type("the tape came late")
    keys.enter()
    qtbot.waitUntil(lambda: place.today.why.isHidden())
    qtbot.waitUntil(lambda: place.today.rows[0].reason == "the tape came late")
    with desk_store.view() as session:
        found = loan_clocks(session, row.loan_id, desk[0].clock.now())
    assert [words for _, words in found.reasons] == ["the tape came late"]


def test_enter_opens_the_loan_and_begins_what_is_due(qtbot, place, desk, desk_store, little_bank):
    loan_id = little_bank.loans["Lindqvist"]
    matter_id = asked_for_payoff(desk_store, loan_id, date(2026, 11, 2))
    place.model.refresh()
    qtbot.waitUntil(lambda: any(row.loan_id == loan_id for row in place.today.rows))
    at = next(i for i, row in enumerate(place.today.rows) if row.loan_id == loan_id)
    place.today.table.choose(at)
    Keys().enter()
    assert desk[1].loans == [loan_id]
    assert desk[1].panels == [("matters", {"matter_id": matter_id, "step": "sent"})]


def test_what_is_due_goes_into_a_workbook(qtbot, place, desk, tmp_path):
    path = tmp_path / "deadlines.xlsx"
    desk[1].where.append(path)
    Keys().press(Qt.Key.Key_X, ALT)
    qtbot.waitUntil(lambda: any("Saved as" in said for said, _ in desk[1].said), timeout=20_000)
    book = openpyxl.load_workbook(path)
    words = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "Live contact" in words
    assert "Garcia, Luz" in words


def test_the_week_goes_into_a_calendar_that_names_nobody(qtbot, place, desk, tmp_path):
    path = tmp_path / "deadlines.ics"
    desk[1].where.append(path)
    Keys().press(Qt.Key.Key_C, ALT)
    qtbot.waitUntil(lambda: any("Saved as" in said for said, _ in desk[1].said), timeout=20_000)
    content = path.read_text(encoding="utf-8")
    assert content.count("BEGIN:VEVENT") == sum(row.progress.owed for row in place.today.rows)
    assert "Garcia" not in content


def calendar_of(qtbot, desk, tmp_path, name):
    path = tmp_path / name
    desk[1].where.append(path)
    desk[1].said.clear()
    Keys().press(Qt.Key.Key_C, ALT)
    qtbot.waitUntil(lambda: any("Saved as" in said for said, _ in desk[1].said), timeout=20_000)
    return path.read_text(encoding="utf-8")


def test_files_hold_only_mine_and_only_the_month(qtbot, place, desk, tmp_path, desk_store):
    place.mine.setChecked(True)
    qtbot.waitUntil(lambda: place.today.rows == () and not desk[0].runner.under_way)
    assert calendar_of(qtbot, desk, tmp_path, "mine.ics").count("BEGIN:VEVENT") == 0
    path = tmp_path / "mine.xlsx"
    desk[1].where.append(path)
    desk[1].said.clear()
    Keys().press(Qt.Key.Key_X, ALT)
    qtbot.waitUntil(lambda: any("Saved as" in said for said, _ in desk[1].said), timeout=20_000)
    words = {cell.value for sheet in openpyxl.load_workbook(path) for row in sheet for cell in row}
    assert "Garcia, Luz" not in words

    place.mine.setChecked(False)
    turned(qtbot, place, desk, times=2)
    month = place.model.month
    days = calendar_of(qtbot, desk, tmp_path, "month.ics")
    found = {line.partition(":")[2][:6] for line in days.splitlines() if "DTSTART" in line}
    assert found == {f"{month:%Y%m}"}


# -- the board --------------------------------------------------------------------------------


def turned(qtbot, place, desk, times=1):
    keys = Keys()
    for _ in range(times):
        keys.press(Qt.Key.Key_PageDown, CTRL)
    qtbot.waitUntil(lambda: not desk[0].runner.under_way)
    return keys


def board_rows(qtbot, place):
    board = place.board.table.board
    qtbot.waitUntil(lambda: board.rowCount() > 0)
    qtbot.waitUntil(lambda: board.row_at(0) is not None)
    return [board.row_at(at) for at in range(board.rowCount())]


def test_the_board_has_a_cell_for_every_milestone(qtbot, place, desk, little_bank):
    turned(qtbot, place, desk)
    assert place.tabs.currentIndex() == BOARD
    rows = {row.loan_id: row for row in board_rows(qtbot, place)}
    cells = rows[little_bank.loans["Garcia"]].cells
    assert set(cells) == set(Milestone)
    # They spoke two days ago: that met both installments, the first of them late.
    assert cells[Milestone.CONTACT].closed_on == date(2026, 11, 18)
    assert cells[Milestone.APPEAL].progress is None
    chen = rows[little_bank.loans["Chen"]].cells[Milestone.CONTACT]
    assert chen.due == date(2026, 12, 7)


def test_a_cell_is_picked_by_arrows_and_enter(qtbot, place, desk, little_bank):
    keys = turned(qtbot, place, desk)
    rows = board_rows(qtbot, place)
    table = place.board.table
    qtbot.waitUntil(table.hasFocus)
    for _ in range(3):
        keys.press(Qt.Key.Key_Right)
    assert table.currentIndex().column() == FIXED + 3
    stage = STAGES[3]
    assert table.milestone is stage.milestone is Milestone.COUNSELING
    told = place.board.says.text().splitlines()
    assert told[0] == f"{rows[0].borrower} \u20255978 \u00b7 Counseling: {stage.says}"
    assert told[1] == f"late Jul 15: {rows[0].cells[Milestone.COUNSELING].says}"
    others = rows[0].cells[Milestone.COUNSELING].others
    assert told[2 : 2 + len(others)] == list(others)
    keys.enter()
    assert desk[1].loans == [rows[0].loan_id]


def test_from_a_blank_cell_the_matter_is_opened(qtbot, place, desk):
    turned(qtbot, place, desk)
    row = board_rows(qtbot, place)[0]
    assert row.cells[Milestone.ACKNOWLEDGED].progress is None
    place.board.pick(row, Milestone.ACKNOWLEDGED)
    assert desk[1].panels == [("matters", {"kind": "application"})]


def test_the_board_shows_only_what_is_asked_for(qtbot, place, desk, desk_store, little_bank):
    loan_id = little_bank.loans["Lindqvist"]
    asked_for_payoff(desk_store, loan_id, date(2026, 11, 16))
    turned(qtbot, place, desk)
    place.model.narrow(Milestone.LETTERS, None)
    qtbot.waitUntil(lambda: place.board.sum.text() == "1 loan")
    assert [row.loan_id for row in board_rows(qtbot, place)] == [loan_id]
    place.model.narrow(Milestone.LETTERS, 0)
    qtbot.waitUntil(lambda: place.board.sum.text() == "0 loans")
    place.model.narrow(Milestone.LETTERS, 7)
    qtbot.waitUntil(lambda: place.board.sum.text() == "1 loan")


def test_mine_are_the_loans_assigned_to_me(qtbot, place, desk):
    """Nobody is assigned in the little bank, so none is mine."""
    place.mine.setChecked(True)
    qtbot.waitUntil(lambda: place.today.rows == ())
    qtbot.waitUntil(lambda: place.board.sum.text() == "0 loans")


# -- the month --------------------------------------------------------------------------------


def test_a_month_is_turned(qtbot, place, desk, little_bank):
    keys = turned(qtbot, place, desk, times=2)
    assert place.tabs.currentIndex() == MONTH
    assert place.tabs.tabText(MONTH).startswith("November 2026")
    assert all(row.due.month == 11 for row in place.month.rows)
    assert place.month.grid.hasFocus()
    keys.press(Qt.Key.Key_Right, ALT)
    qtbot.waitUntil(lambda: place.tabs.tabText(MONTH).startswith("December 2026"))
    dues = {(row.loan_id, row.duty): row.due for row in place.month.rows}
    assert dues[(little_bank.loans["Chen"], CONTACT)] == date(2026, 12, 7)


# -- one loan ---------------------------------------------------------------------------------


def test_a_loan_tells_all_of_its_deadlines_and_how_they_are_counted(
    qtbot, desk, desk_store, little_bank
):
    asked_for_payoff(desk_store, little_bank.loans["Garcia"], date(2026, 11, 2))
    panel = shown(qtbot, DuePanel(desk[0], little_bank.loans["Garcia"]))
    panel.enter()
    qtbot.waitUntil(lambda: panel.found is not None)
    first = panel.table.source.rows[0].deadline
    assert first.due == min(each.due for each in panel.found.owed if each.due)
    assert "12 CFR" in panel.says.text()
    panel.table.choose_key(("reg_z.payoff_statement", first.occasion, first.about))
    keys = Keys()
    keys.press(Qt.Key.Key_W, ALT)
    keys.type("on leave")
    keys.enter()
    qtbot.waitUntil(lambda: "Why it was late: on leave" in panel.says.text())


def test_somebody_is_named_as_the_borrowers_contact(qtbot, desk, desk_store, little_bank):
    """Nobody is on the list of who works here yet: whoever is at the desk comes onto it."""
    loan_id = little_bank.loans["Begay"]
    panel = shown(qtbot, AssignPanel(desk[0], loan_id))
    panel.enter()
    qtbot.waitUntil(lambda: panel.who_is.value() == ME)
    Keys().press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: any("contact is" in said for said, _ in desk[1].said))
    with desk_store.view() as session:
        assert named_contact(session, loan_id) == user_id(session, "ana")
        found = loan_clocks(session, loan_id, desk[0].clock.now()).clocks.deadlines
    (named,) = [each for each in found if each.duty == "reg_x.continuity"]
    assert named.closed_on == date(2026, 11, 20)


# -- the card and the top of the window -------------------------------------------------------


def test_the_card_names_the_next_days_and_enter_begins_one(qtbot, window, little_bank):
    window.open_loan(little_bank.loans["Chen"])
    due = window.side.due
    qtbot.waitUntil(lambda: any("Nov 1" in line.says.text() for line in due.lines))
    line = next(line for line in due.lines if line.deadline.duty == CONTACT)
    assert "Dec 7" in line.light.word
    assert "12 CFR 1024.39" in line.accessibleDescription()
    line.setFocus()
    Keyboard(window).press("Enter")
    assert window.strip.result.hasFocus()


def test_the_card_says_what_is_not_owed_and_why(qtbot, window, desk_store, little_bank):
    with desk_store.unit() as unit:
        counted = {"charter": "national_bank", "own": "900", "affiliates": "0", "for_others": "0"}
        answer(unit, counted, date(2026, 1, 1), counted=2026, why="Counted")
    window.refresh()
    window.open_loan(little_bank.loans["Chen"])
    qtbot.waitUntil(lambda: window.side.due.not_owed.startswith("Not owed: "))
    assert "small servicer" in window.side.due.not_owed
    assert all(line.deadline.duty != CONTACT for line in window.side.due.lines)


def test_a_late_day_is_said_in_words_and_by_a_mark(qtbot, window, little_bank):
    window.open_loan(little_bank.loans["O'Brien"])
    qtbot.waitUntil(lambda: bool(window.side.due.lines))
    qtbot.waitUntil(lambda: window.card_model.sight.card.borrower.startswith("O'Brien"))
    first = window.side.due.lines[0]
    assert "late" in first.light.word
    assert first.light.tone == "stop"


def test_the_top_counts_what_is_late_or_due_today(qtbot, window, desk_store, desk_clock):
    """What was not worked out yet is, behind the window."""
    with desk_store.unit() as unit:
        write_note(unit, 1, "The tape came in.")
        mark_stale(unit)
    window.deadlines.refresh()
    button = window.top.counters.deadlines

    def counted():
        with desk_store.view() as session:
            return deadline_counts(session, desk_clock.now())

    qtbot.waitUntil(lambda: counted().stale == 0, timeout=15_000)
    found = counted()
    assert found.late > 0
    qtbot.waitUntil(lambda: button.text() == f"{found.late + found.today} deadlines")
    Keyboard(window)._send(
        Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    qtbot.waitUntil(lambda: bool(window.findChildren(DeadlinesPlace)))
    assert QApplication.focusWidget() is window.findChildren(DeadlinesPlace)[0].page.table


# -- keys, counted ----------------------------------------------------------------------------


def opened_by(qtbot, window, *keys):
    board = Keyboard(window)
    board.press(*keys)
    qtbot.waitUntil(lambda: bool(window.findChildren(DeadlinesPlace)))
    (place,) = window.findChildren(DeadlinesPlace)
    qtbot.waitUntil(lambda: bool(place.today.rows), timeout=10_000)
    qtbot.waitUntil(lambda: not window.desk.runner.under_way, timeout=10_000)
    return board, place


def test_the_morning_list_is_one_key_away_and_its_first_work_two(qtbot, window):
    keys, place = opened_by(qtbot, window, "Ctrl+Shift+D")
    assert (keys.count, place.tabs.currentIndex()) == (1, 0)
    first = place.today.rows[0]
    keys.press("Enter")
    qtbot.waitUntil(lambda: window.card_model.loan_id == first.loan_id)
    assert keys.count == 2


def test_the_board_is_two_keys_away_and_the_cell_beside_it_begun_in_four(qtbot, window):
    keys, place = opened_by(qtbot, window, "Ctrl+Shift+D", "Ctrl+PgDown")
    assert (keys.count, place.tabs.currentIndex()) == (2, BOARD)
    qtbot.waitUntil(lambda: place.board.table.row() is not None)
    row = place.board.table.row()
    assert row.cells[Milestone.NOTICE].act.kind is ActKind.NOTICE
    keys.press("Right", "Enter")
    qtbot.waitUntil(lambda: window.card_model.loan_id == row.loan_id)
    qtbot.waitUntil(lambda: isinstance(window.card.panel, NoticePanel))
    assert keys.count == 4
