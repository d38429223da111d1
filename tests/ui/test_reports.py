"""F9: the book by lateness on the screen, down to the loan, and out to files."""

import openpyxl
import pypdf
import pytest
from PySide6.QtCore import Qt
from sqlalchemy import select

from mortgage_collect.core.words import Counting
from mortgage_collect.models.history import HistoryEntry
from mortgage_collect.queries.portfolio import delinquency_table
from mortgage_collect.ui.reports.tables import bucket_lines
from mortgage_collect.ui.reports.view import ReportsPlace
from tests.ui.keyboard import Keyboard
from tests.ui.panel_desk import Keys, a_desk, shown


@pytest.fixture
def desk(qtbot, desk_store, little_bank):
    with a_desk(desk_store) as made:
        yield made


@pytest.fixture
def place(qtbot, desk):
    made = shown(qtbot, ReportsPlace(desk[0]), width=1000)
    qtbot.waitUntil(lambda: made.model.table is not None)
    return made


def test_f9_opens_it(qtbot, window):
    Keyboard(window).press("F9")
    qtbot.waitUntil(lambda: any(p.model.table for p in window.findChildren(ReportsPlace)))


def test_the_totals_tie(place, desk_store):
    *buckets, all_of_it = place.buckets.lines

    assert sum(line.count for line in buckets) == all_of_it.count == 15
    assert sum(line.upb.cents for line in buckets) == all_of_it.upb.cents
    assert all_of_it.total


def test_enter_on_a_bucket_lists_its_loans_and_enter_there_opens_the_card(
    qtbot, place, desk, little_bank
):
    keys = Keys()
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Down)
    wanted = place.buckets.row()
    keys.enter()
    qtbot.waitUntil(lambda: place.loans.model().rowCount() == wanted.count)
    assert place.loans.hasFocus()
    assert place.heading.text().startswith(f"{wanted.words}: {wanted.count} loans")

    keys.enter()
    assert desk[1].loans[0] in little_bank.loans.values()


def test_enter_on_the_total_lists_everybody_who_is_late(qtbot, place):
    place.buckets.choose(len(place.buckets.lines) - 1)
    Keys().enter()
    late = sum(line.count for line in place.buckets.lines[1:-1])
    qtbot.waitUntil(lambda: place.loans.model().rowCount() == late)


def test_the_way_of_counting_is_said_and_changed(qtbot, place):
    assert place.method.text().startswith("As of Nov 20, 2026; no tape is on file. MBA:")
    place.ways.setCurrentIndex(1)
    qtbot.waitUntil(lambda: place.model.table.counting is Counting.OTS)

    assert "OTS: 30 days" in place.method.text()


def test_the_longest_bar_is_the_largest_late_bucket(desk_store, little_bank):
    with desk_store.view() as session:
        lines = bucket_lines(delinquency_table(session, desk_store.clock.now()))

    assert max(line.bar for line in lines[1:]) == 1
    assert lines[-1].bar == 0


def test_10_the_workbook_and_the_paper_are_written_and_noted(
    qtbot, place, desk, desk_store, tmp_path
):
    for kind in ("xlsx", "pdf"):
        desk[1].where.append(tmp_path / f"report.{kind}")
    place.to_excel()
    qtbot.waitUntil(lambda: len(desk[1].said) == 1, timeout=20_000)
    place.to_pdf()
    qtbot.waitUntil(lambda: len(desk[1].said) == 2, timeout=20_000)

    book = openpyxl.load_workbook(tmp_path / "report.xlsx", read_only=True)
    assert book.sheetnames
    assert len(pypdf.PdfReader(tmp_path / "report.pdf").pages) >= 1
    with desk_store.view() as session:
        noted = session.scalars(
            select(HistoryEntry.body).where(HistoryEntry.event == "FileExported")
        ).all()
    assert len(noted) == 2


def test_a_file_that_cannot_be_written_is_said(qtbot, place, desk, tmp_path):
    desk[1].where.append(tmp_path / "nowhere" / "report.pdf")
    place.to_pdf()
    qtbot.waitUntil(lambda: len(desk[1].said) == 1, timeout=20_000)

    assert "could not be written" in desk[1].said[0][0]
