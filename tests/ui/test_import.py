"""Bringing files in at the desk: with real keys, nothing half-written, one clear sentence."""

import threading
from datetime import UTC, date, datetime

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from mortgage_collect.core.money import Money
from mortgage_collect.core.words import LoanStatus, TapeKind
from mortgage_collect.models.history import HistoryEntry
from mortgage_collect.models.loan import Loan
from mortgage_collect.models.tape import Tape, TapeFinding
from mortgage_collect.services.loans import correct_loan
from mortgage_collect.services.payments import post_payment
from mortgage_collect.ui.tapes.behind import lines_behind
from mortgage_collect.ui.tapes.view import ImportPlace
from tests.services.tapes import a_file, a_row, brought_in, everything, with_bank
from tests.tape.lookalike import (
    customer_file,
    payment_file,
    payment_rows,
    two_month_tape,
)
from tests.tape.other_workbooks import protected
from tests.ui.panel_desk import a_desk

FEB = date(2026, 2, 28)
WAIT = 20_000
SEALED = "EncryptedPackage".encode("utf-16-le")


@pytest.fixture
def bank(store):
    return with_bank(store)


@pytest.fixture
def place(qtbot, bank):
    with a_desk(bank) as (desk, noted):
        made = ImportPlace(desk)
        made.noted = noted
        made.resize(1070, 620)
        qtbot.addWidget(made)
        made.show()
        made.activateWindow()
        yield made


@pytest.fixture
def tape(tmp_path):
    path = tmp_path / "tape.xlsx"
    return path, two_month_tape(path, loans=60, cached_totals=True)


def at(qtbot, place, page):
    qtbot.waitUntil(lambda: place.model.page == page, timeout=WAIT)
    qtbot.waitUntil(lambda: not place.model.desk.runner.under_way, timeout=WAIT)


def read(qtbot, place, path, sheet=""):
    place.take(path)
    qtbot.waitUntil(lambda: place.model.page == "preview", timeout=WAIT)
    if sheet:
        place.model.choose_sheet(sheet)
        qtbot.waitUntil(lambda: place.model.recognition.sheet == sheet, timeout=WAIT)
    at(qtbot, place, "preview")


def said(place):
    """The one sentence, wherever the person is looking."""
    page = place.preview if place.model.page == "preview" else place.choose
    return page.trouble.words.text() if page.trouble.isVisibleTo(place) else ""


def counts(place):
    return {line.key: line.count for line in place.preview.summary.rows}


def test_a_known_layout_comes_in_with_three_keys(qtbot, place, bank, tape):
    path, truth = tape
    brought_in(bank, path, sheet="Jan 2026")
    object.__setattr__(place.model.desk, "ask_file", lambda _: path)
    qtbot.waitUntil(lambda: place.choose.pick.hasFocus())
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    at(qtbot, place, "preview")
    assert place.model.recognition.sheet == "Feb 2026"
    assert place.go.text() == "Import 57 changed, 1 new"
    assert place.go.hasFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    at(qtbot, place, "done")
    # Ctrl+I, Enter, the file, Enter: the ceiling is eight.
    with bank.view() as session:
        assert session.scalars(select(Tape.as_of).order_by(Tape.id)).all() == [
            truth.months[0].as_of, FEB,
        ]  # fmt: skip
    assert "The tape of Feb 28, 2026 is in" in place.finished.says.text()


def test_nothing_is_written_before_it_is_confirmed(qtbot, place, bank, tape):
    path, _ = tape
    before = everything(bank)
    read(qtbot, place, path, "Jan 2026")
    assert counts(place)["new"] == 60
    assert everything(bank) == before
    assert all(row.agrees for row in place.preview.totals.rows.rows if row.file is not None)


def test_a_count_shows_the_loans_behind_it_with_was_and_now(qtbot, place, bank, tape):
    path, truth = tape
    brought_in(bank, path, sheet="Jan 2026")
    read(qtbot, place, path, "Feb 2026")
    rows = place.preview.changes.rows
    crossing = next(row for row in rows if row.number == truth.crosses_60)
    assert (crossing.what, crossing.was, crossing.now) == (
        "Delinquency as reported", "30 DPD", "60 DPD",
    )  # fmt: skip
    place.preview.counts.choose(3)
    assert {row.number for row in place.preview.changes.rows} == set(truth.gone)


def test_loans_that_left_are_asked_about_once_and_marked(qtbot, place, bank, tape):
    path, truth = tape
    brought_in(bank, path, sheet="Jan 2026")
    read(qtbot, place, path, "Feb 2026")
    place.model.bring_in()
    at(qtbot, place, "done")
    qtbot.waitUntil(lambda: len(place.finished.rows.rows) == 2)
    assert place.finished.section.isVisibleTo(place)
    place.finished.table.choose(0)
    first = place.finished.table.row().number
    QTest.keyClick(place.finished.one_paid, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(place.finished.rows.rows) == 1, timeout=WAIT)
    QTest.keyClick(place.finished.keep, Qt.Key.Key_Space)
    assert not place.finished.section.isVisibleTo(place)
    with bank.view() as session:
        found = {
            row.number: row.status
            for row in session.scalars(select(Loan).where(Loan.number.in_(truth.gone)))
        }
    assert found.pop(first) is LoanStatus.PAID_OFF
    assert set(found.values()) == {LoanStatus.MISSING}


def test_cancel_in_the_middle_of_an_import_leaves_everything_as_it_was(
    qtbot, place, bank, tape, monkeypatch
):
    path, _ = tape
    read(qtbot, place, path, "Jan 2026")
    before = everything(bank)
    from mortgage_collect.services import tape_apply

    write = tape_apply.insert_rows

    def slow(*given, **named):
        made = write(*given, **named)
        QTest.qWait(0)
        place.model._progress.cancel()
        return made

    monkeypatch.setattr(tape_apply, "insert_rows", slow)
    QTest.keyClick(place.go, Qt.Key.Key_Return)
    at(qtbot, place, "preview")
    assert everything(bank) == before
    assert ("Import cancelled: nothing was written.", "info") in place.noted.said
    monkeypatch.undo()
    place.model.bring_in()
    at(qtbot, place, "done")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("letter.csv", b"Dear Sir,\nwe write to you.\n", "no header row"),
        ("empty.csv", b"", "is empty"),
        ("a.pdf", b"%PDF-1.7", "a PDF document"),
        ("no number.csv", b"Borrower Name,Current UPB,Next Due Date\nRUIZ,1,03/01/2026\n",
         "none of its columns is a loan number"),
        ("locked.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + SEALED,
         "protected with a password"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_in_one_sentence(
    qtbot, place, bank, tmp_path, name, content, says
):
    before = everything(bank)
    path = tmp_path / name
    path.write_bytes(content)
    place.take(path)
    qtbot.waitUntil(lambda: says in said(place), timeout=WAIT)
    assert place.model.page == "choose"
    assert said(place).endswith(".")
    assert everything(bank) == before


def test_a_protected_workbook_opens_with_its_password(qtbot, place, tmp_path):
    """Wrong first, then right: typed where the trouble is told, tried by Enter."""
    path = tmp_path / "tape 2026-02-28.xlsx"
    rows = [["Loan Number", "Borrower Name", "Current UPB", "Next Due Date"]]
    rows += [[f"10{n}", "RUIZ, ANA", 5_000 + n, date(2026, 2, 1)] for n in range(9)]
    path.write_bytes(protected(rows, "Oak 12"))
    field = place.choose.password.field
    assert not place.choose.password.isVisible()

    place.take(path)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is field, timeout=WAIT)
    assert "protected with a password" in said(place)
    QTest.keyClicks(field, "oak 12")
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "does not open" in said(place), timeout=WAIT)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is field, timeout=WAIT)
    assert field.text() == ""
    QTest.keyClicks(field, "Oak 12")
    QTest.keyClick(field, Qt.Key.Key_Return)
    at(qtbot, place, "preview")

    assert place.model.preview.file.parsed.rows[0].loan_number == "100"
    assert field.text() == ""


def test_a_file_another_program_holds_is_told(qtbot, place, tmp_path, monkeypatch):
    path = a_file(tmp_path / "t.csv", a_row())

    def held(*_, **__):
        raise PermissionError(13, "denied")

    monkeypatch.setattr("pathlib.Path.open", held)
    place.take(path)
    qtbot.waitUntil(lambda: "another program holds it" in said(place), timeout=WAIT)


def test_a_file_changed_after_it_was_read_is_not_imported(qtbot, place, bank, tape):
    path, _ = tape
    read(qtbot, place, path, "Jan 2026")
    before = everything(bank)
    two_month_tape(path, loans=61, seed=7)
    place.model.bring_in()
    qtbot.waitUntil(lambda: "changed after it was read" in said(place), timeout=WAIT)
    assert everything(bank) == before


def test_the_day_nobody_says_is_asked_for_and_entered(qtbot, place, bank, tmp_path):
    read(qtbot, place, a_file(tmp_path / "t.csv", a_row(), a_row("0041000018")))
    assert not place.go.isEnabled()
    qtbot.waitUntil(lambda: place.preview.bar.as_of.hasFocus())
    QTest.keyClicks(place.preview.bar.as_of, "2/28")
    QTest.keyClick(place.preview.bar.as_of, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: place.go.isEnabled(), timeout=WAIT)
    assert place.model.preview.plan.as_of == FEB


def test_a_day_to_come_is_refused_at_the_button_with_the_reason(qtbot, place, bank, tmp_path):
    read(qtbot, place, a_file(tmp_path / "tape 2026-02-28.csv", a_row(), a_row("0041000018")))
    assert place.go.isEnabled()
    day = place.preview.bar.as_of
    day.setFocus()
    day.selectAll()
    QTest.keyClicks(day, "3/31/2026")
    QTest.keyClick(day, Qt.Key.Key_Return)
    assert not place.go.isEnabled()
    assert "The last day possible is Mar 9, 2026" in place.why_not.text()
    before = everything(bank)
    place.submit()
    place.model.bring_in()
    assert everything(bank) == before
    day.selectAll()
    QTest.keyClicks(day, "2/27")
    QTest.keyClick(day, Qt.Key.Key_Return)
    qtbot.waitUntil(place.go.isEnabled, timeout=WAIT)
    assert place.why_not.text() == ""


def test_a_day_that_has_come_since_the_place_was_opened_is_no_day_to_come(
    qtbot, place, bank, tmp_path
):
    bank.clock.move(datetime(2026, 4, 2, 15, tzinfo=UTC))
    read(qtbot, place, a_file(tmp_path / "tape 2026-03-31.csv", a_row(), a_row("0041000018")))
    assert place.go.isEnabled()


def test_a_file_of_a_day_to_come_says_why_it_cannot_come_in(qtbot, place, tmp_path):
    read(qtbot, place, a_file(tmp_path / "tape 2026-03-31.csv", a_row(), a_row("0041000018")))
    assert not place.go.isEnabled()
    assert "The last day possible is Mar 9, 2026" in place.why_not.text()


def test_an_older_tape_says_what_the_book_keeps_and_why(qtbot, place, bank, tmp_path):
    row = a_row(**{"Next Due Date": "03/01/2026", "Current UPB": "179000.00"})
    brought_in(bank, a_file(tmp_path / "2.csv", row), as_of=FEB)
    older = a_row() | {"Origination Date": "12/20/2019"}
    read(qtbot, place, a_file(tmp_path / "tape 2026-01-31.csv", older))
    assert counts(place) == {
        "new": 0, "changed": 0, "unchanged": 0, "older": 1, "missing": 0, "held": 0, "refused": 0,
        "duplicates": 0,
    }  # fmt: skip
    assert "keep the balances, due dates" in place.preview.warning.words.text()
    assert {(row.what, row.was, row.now) for row in place.preview.changes.rows} == {
        ("Note date: added", "blank", "Dec 20, 2019"),
        ("Unpaid principal: the book keeps its own", "$179,000.00", "$180,000.00"),
    }
    place.model.bring_in()
    at(qtbot, place, "done")
    assert "1 kept as the later tape has them" in place.finished.says.text()


def test_a_balance_nobody_recognized_is_chosen_in_the_window(qtbot, place, bank, tmp_path):
    path = tmp_path / "tape 2026-01-31.csv"
    path.write_text("Loan Number,Left over,Name\n1001,100000.00,A\n1002,abc,B\n1003,90000.00,C\n")
    read(qtbot, place, path)
    assert not place.go.isEnabled()
    assert "Which column is the unpaid principal?" in place.why_not.text()
    edit = place.preview.questions.first()
    assert edit.accessibleName().startswith("Which column is the unpaid principal?")
    place.model.choose_field(1, "unpaid_principal_balance")
    qtbot.waitUntil(lambda: place.model.recognition.columns[1].field == "unpaid_principal_balance")


def test_a_question_answered_is_remembered_with_the_layout(qtbot, place, bank, tmp_path):
    rows = [a_row(f"00{41000000 + n}") | {"Nickname": "x"} for n in range(30)]
    read(qtbot, place, a_file(tmp_path / "tape 2026-01-31.csv", *rows))
    column = next(c for c in place.model.recognition.columns if c.header == "Nickname")
    place.model.choose_field(column.position, "branch_code")
    qtbot.waitUntil(lambda: place.model.recognition.columns[column.position].field == "branch_code")
    at(qtbot, place, "preview")
    place.model.bring_in()
    at(qtbot, place, "done")
    read(qtbot, place, a_file(tmp_path / "tape 2026-02-28.csv", *rows))
    assert place.model.recognition.columns[column.position].field == "branch_code"
    assert counts(place)["unchanged"] == 30
    assert not place.preview.questions.isVisibleTo(place)


def test_findings_are_filtered_and_go_to_excel(qtbot, place, bank, tmp_path):
    bad = a_row("0041000099", **{"Next Due Date": "12/30/1899", "Property City": "B" * 90})
    path = a_file(
        tmp_path / "t 2026-02-28.csv", bad, *(a_row(f"00{41000000 + n}") for n in range(20))
    )
    read(qtbot, place, path)
    held = next(f for f in place.preview.findings.rows.rows if f.row == 2)
    assert place.preview.findings.rows.rows[0] == held
    assert "12/30/1899" in place.preview.findings.says.text()
    every = len(place.preview.findings.rows.rows)
    place.preview.findings.only.set_value("hold")
    place.preview.findings._filter()
    assert place.preview.findings.rows.rows == (held,)
    assert every > 1
    out = tmp_path / "findings.xlsx"
    place.noted.where.append(out)
    QTest.keyClick(place.preview.findings.out, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(out.exists() and place.noted.said), timeout=WAIT)


def test_customers_and_payments_have_their_own_summaries(qtbot, place, bank, tape, tmp_path):
    path, truth = tape
    brought_in(bank, path, sheet="Feb 2026")
    customers = tmp_path / "customers.xlsx"
    customer_file(customers, truth)
    read(qtbot, place, customers)
    assert place.model.recognition.kind is TapeKind.CUSTOMERS
    assert place.go.text().startswith("Import ")
    place.model.bring_in()
    at(qtbot, place, "done")
    place.model.put_back()
    paid = tmp_path / "payments.xlsx"
    late = truth.last.late(1)[0]
    # The tape is of 28 February: money after it counts, and one of them is too much.
    rows = payment_rows(truth, date(2026, 3, 3))
    payment_file(paid, [*rows, (late, date(2026, 3, 3), 99_999_999_99, "Regular", "X")])
    read(qtbot, place, paid)
    assert counts(place) == {"post": len(rows), "known": 0, "large": 1, "held": 0, "refused": 0}
    assert place.go.text() == f"Post {len(rows)} payments"
    place.model.bring_in()
    at(qtbot, place, "done")
    read(qtbot, place, paid)
    assert counts(place)["known"] == len(rows)
    assert not place.go.isEnabled()


def test_a_dropped_file_is_read(qtbot, place, bank, tape):
    path, _ = tape
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    drop = QDropEvent(
        QPoint(20, 20),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    place.dropEvent(drop)
    at(qtbot, place, "preview")
    assert place.who.full == "tape.xlsx"


def test_an_export_is_written_and_recorded(qtbot, place, bank, tape, tmp_path):
    path, _ = tape
    brought_in(bank, path, sheet="Feb 2026")
    out = tmp_path / "book.xlsx"
    place.noted.where.append(out)
    place.model.export("tape")
    qtbot.waitUntil(lambda: bool(place.noted.said), timeout=WAIT)
    assert out.exists()
    with bank.view() as session:
        assert "FileExported" in session.scalars(select(HistoryEntry.event)).all()


def test_a_full_disk_on_export_is_told_and_nothing_is_recorded(
    qtbot, place, bank, tape, tmp_path, monkeypatch
):
    path, _ = tape
    brought_in(bank, path, sheet="Feb 2026")
    before = everything(bank)

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("xlsxwriter.workbook.Workbook.close", full)
    place.noted.where.append(tmp_path / "book.xlsx")
    place.model.export("tape")
    qtbot.waitUntil(lambda: bool(place.noted.said), timeout=WAIT)
    ((told, kind),) = place.noted.said
    assert told.startswith("book.xlsx could not be written: the disk is full. Make room")
    assert kind == "error"
    assert everything(bank) == before
    assert [p for p in tmp_path.iterdir() if p.suffix != ".xlsx" or p.name == "book.xlsx"] == []


def test_the_database_is_backed_up_before_an_import(qtbot, file_store, tape):
    with_bank(file_store)
    path, _ = tape
    with a_desk(file_store) as (desk, _):
        place = ImportPlace(desk)
        qtbot.addWidget(place)
        place.show()
        read(qtbot, place, path, "Jan 2026")
        place.model.bring_in()
        at(qtbot, place, "done")
    assert len(list((file_store.path.parent / "backups").glob("*before-import.db"))) == 1


def test_an_import_is_undone_with_two_presses(qtbot, place, bank, tape):
    path, _ = tape
    brought_in(bank, path, sheet="Jan 2026")
    before = everything(bank)[1]
    brought_in(bank, path, sheet="Feb 2026")
    place.model.refresh()
    qtbot.waitUntil(lambda: len(place.choose.rows.rows) == 2, timeout=WAIT)
    row = place.choose.undo
    place.choose.table.choose(0)
    QTest.keyClick(row.go, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: row.go.text() == "Yes, undo it", timeout=WAIT)
    assert row.says.text() == (
        "Undo tape.xlsx: 1 loan it brought will be gone, 60 loans will stand as before it."
    )
    QTest.keyClick(row.go, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(place.noted.said), timeout=WAIT)
    at(qtbot, place, "choose")
    qtbot.waitUntil(lambda: place.choose.rows.rows[0].undone is not None, timeout=WAIT)
    assert place.noted.said[-1] == ("tape.xlsx is undone: the book stands as before it.", "done")
    after = everything(bank)[1]
    assert {name: after[name] for name in ("loan", "person", "property", "installment")} == {
        name: before[name] for name in ("loan", "person", "property", "installment")
    }
    place.choose.table.choose(0)
    assert not row.go.isEnabled()
    assert row.says.text() == "This import is undone already."


def test_what_stands_on_an_import_is_told_and_nothing_is_undone(qtbot, place, bank, tmp_path):
    brought_in(bank, a_file(tmp_path / "one.csv", a_row()), as_of=FEB)
    with bank.unit() as unit:
        loan_id = unit.session.scalars(select(Loan.id)).one()
        post_payment(unit, loan_id, Money.of("100"), date(2026, 3, 6))
    place.model.refresh()
    qtbot.waitUntil(lambda: len(place.choose.rows.rows) == 1, timeout=WAIT)
    place.choose.table.choose(0)
    QTest.keyClick(place.choose.undo.go, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(said(place)), timeout=WAIT)
    assert "0041000017: 1 payment" in said(place)
    assert place.choose.undo.go.text() == "Undo this import"


def test_rows_to_correct_go_back_before_and_after_the_import(qtbot, place, bank, tmp_path):
    rows = [a_row(f"00410000{n:02d}") for n in range(30)]
    rows[-1]["Current UPB"] = "lots"
    path = a_file(tmp_path / "tape.csv", *rows)
    read(qtbot, place, path)
    place.model.choose_as_of(FEB)
    qtbot.waitUntil(lambda: place.model.ready and place.model.as_of == FEB, timeout=WAIT)
    at(qtbot, place, "preview")
    place.noted.where = [tmp_path / "before.xlsx", tmp_path / "after.xlsx"]
    place.preview.tabs.setCurrentWidget(place.preview.findings)
    QTest.keyClick(place.preview.findings.back, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(place.noted.said) == 1, timeout=WAIT)
    assert place.noted.said[0] == ("1 row marked in before.xlsx.", "done")
    at(qtbot, place, "preview")
    place.model.bring_in()
    at(qtbot, place, "done")
    assert place.finished.back.isVisibleTo(place)
    QTest.keyClick(place.finished.back, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(place.noted.said) == 2, timeout=WAIT)
    first, second = (
        openpyxl.load_workbook(tmp_path / name).active for name in ("before.xlsx", "after.xlsx")
    )
    assert [list(row) for row in first.values] == [list(row) for row in second.values]
    assert first["A2"].value == rows[-1]["Loan Number"]
    with bank.view() as session:
        events = session.scalars(
            select(HistoryEntry.event).where(HistoryEntry.event == "FileExported")
        ).all()
    assert len(events) == 2


def test_where_nothing_keeps_a_row_out_nothing_is_sent_back(qtbot, place, tape):
    path, _ = tape
    read(qtbot, place, path, "Jan 2026")
    assert not place.preview.findings.back.isEnabled()


def test_figures_of_a_report_are_typed_in_told_before_and_kept_with_the_tape(
    qtbot, place, bank, tape
):
    path, truth = tape
    month = truth.months[0]
    read(qtbot, place, path, "Jan 2026")
    tab = place.preview.totals
    place.preview.tabs.setCurrentWidget(tab)
    tab.loans.setFocus()
    QTest.keyClicks(tab.loans, "61")
    QTest.keyClick(tab.loans, Qt.Key.Key_Return)
    QTest.keyClicks(tab.upb, f"{month.balance / 100:.2f}")
    QTest.keyClick(tab.upb, Qt.Key.Key_Return)
    assert "the report says 61, the file has 60, 1 less" in place.preview.warning.words.text()
    assert place.preview.tabs.tabText(3) == "Totals (1 off)"
    rows = {row.name: row for row in tab.rows.rows}
    assert (rows["loans"].agrees, rows["unpaid_principal_balance"].agrees) == (False, True)
    place.model.choose_as_of(date(2026, 2, 1))  # it is read again, and what was typed stays
    qtbot.waitUntil(lambda: place.model.recognition.as_of == date(2026, 2, 1), timeout=WAIT)
    at(qtbot, place, "preview")
    assert tab.loans.value() == 61
    place.model.bring_in()
    at(qtbot, place, "done")
    with bank.view() as session:
        held = session.scalars(select(Tape)).one()
        told = session.scalars(select(TapeFinding.says).where(TapeFinding.row.is_(None))).all()
    assert held.controls["loans"] == {"read": 60, "file": 60, "typed": 61}
    assert held.controls["unpaid_principal_balance"]["typed"] == f"{month.balance / 100:.2f}"
    assert any("the report says 61" in says for says in told)
    place.model.put_back()
    at(qtbot, place, "choose")
    row = place.choose.rows.rows[0]
    assert row.off == ("loans",)
    assert place.choose._did(row) == "60 new; 1 figure off the report"


def test_a_new_file_begins_without_the_figures_of_the_last(qtbot, place, tape):
    path, _ = tape
    read(qtbot, place, path, "Jan 2026")
    tab = place.preview.totals
    place.preview.tabs.setCurrentWidget(tab)
    tab.loans.setFocus()
    QTest.keyClicks(tab.loans, "60")
    QTest.keyClick(tab.loans, Qt.Key.Key_Return)
    assert place.preview.warning.words.text() == ""
    place.model.choose_sheet("Feb 2026")  # another month, another report
    qtbot.waitUntil(lambda: place.model.recognition.sheet == "Feb 2026", timeout=WAIT)
    at(qtbot, place, "preview")
    assert tab.loans.value() is None
    tab.loans.setFocus()
    QTest.keyClicks(tab.loans, "59")
    QTest.keyClick(tab.loans, Qt.Key.Key_Return)
    read(qtbot, place, path)
    assert tab.loans.value() is None


def test_changes_are_looked_at_kind_by_kind_and_found_by_number_or_name(qtbot, place, bank, tape):
    path, truth = tape
    brought_in(bank, path, sheet="Jan 2026")
    read(qtbot, place, path, "Feb 2026")
    tab = place.preview.changes
    every = list(tab.rows)
    assert tab.kind.currentText() == "All kinds of change (57)"
    labels = {choice.value: choice.label for choice in tab.kind._choices}
    assert labels["unpaid_principal_balance"].startswith("Unpaid principal (")
    tab.kind.set_value("FURTHER")
    tab.kind.entered.emit("FURTHER")
    assert {row.number for row in tab.rows} >= {truth.crosses_60}
    tab.kind.set_value("delinquency_status")
    tab.kind.entered.emit("delinquency_status")
    assert {row.what for row in tab.rows} == {"Delinquency as reported"}
    tab.kind.set_value("")
    tab.search.setFocus()
    QTest.keyClicks(tab.search, truth.crosses_60)
    qtbot.waitUntil(lambda: {row.number for row in tab.rows} == {truth.crosses_60}, timeout=WAIT)
    QTest.keyClick(tab.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: list(tab.rows) == every, timeout=WAIT)
    place.preview.counts.choose(2)
    assert not tab.kind.isVisibleTo(place)


def test_a_long_list_is_put_together_off_the_window_s_thread(
    qtbot, place, bank, tmp_path, monkeypatch
):
    monkeypatch.setattr("mortgage_collect.ui.tapes.what_changes.AT_ONCE", 10)
    threads = []

    def put_together(*given):
        threads.append(threading.current_thread() is threading.main_thread())
        return lines_behind(*given)

    monkeypatch.setattr("mortgage_collect.ui.tapes.what_changes.lines_behind", put_together)
    rows = [a_row(f"00{41000000 + n}") for n in range(30)]
    read(qtbot, place, a_file(tmp_path / "tape 2026-02-28.csv", *rows))
    tab = place.preview.changes
    qtbot.waitUntil(lambda: len(tab.rows) == 30, timeout=WAIT)
    assert threads == [False]
    assert tab.counted.text() == "30 loans"
    tab.search.setText("nobody")
    qtbot.waitUntil(lambda: not tab.rows, timeout=WAIT)
    assert tab.table.empty == "Nothing with \u201cnobody\u201d in it."


def test_where_staff_wrote_otherwise_both_are_shown(qtbot, place, bank, tmp_path):
    brought_in(bank, a_file(tmp_path / "jan.csv", a_row()), as_of=date(2026, 1, 31))
    with bank.unit() as unit:
        loan = unit.session.scalars(select(Loan)).one()
        correct_loan(unit, loan.id, principal_interest=Money.of("1100"))
    read(qtbot, place, a_file(tmp_path / "tape 2026-02-28.csv", a_row()))
    assert counts(place)["contested"] == 1
    assert "On 1 value staff wrote otherwise" in place.preview.warning.words.text()
    place.preview.counts.choose(len(place.preview.summary.rows) - 1)
    assert [(row.what, row.was, row.now) for row in place.preview.changes.rows] == [
        ("P&I payment: the book keeps its own", "$1,100.00", "$1,199.10"),
    ]
