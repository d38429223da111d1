"""What must be on the screen of a small laptop, and what must stay there at twice the size."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QLabel

from mortgage_collect.core.words import Outcome
from mortgage_collect.rules.matters.application import APPLICATION
from mortgage_collect.rules.matters.application_words import DECIDED
from mortgage_collect.ui.deadlines.view import DeadlinesPlace
from mortgage_collect.ui.kit.sheet import Sheet
from mortgage_collect.ui.matters.step_form import StepForm
from mortgage_collect.ui.places import PLACES
from mortgage_collect.ui.workouts.view import OptionsPanel
from tests.ui.keyboard import Keyboard
from tests.ui.little_bank import tell_review

NOVEMBER_20 = date(2026, 11, 20)
LAPTOP, TWICE = (1366, 768), (683, 384)
NAME_AND_SUM = 200  # pixels of the queue in which both can be read


@pytest.fixture
def reviewed(desk_store, little_bank):
    tell_review(desk_store, little_bank.loans["Begay"])
    return little_bank.loans["Begay"]


def options_of(qtbot, window, loan_id, size):
    window.resize(*size)
    window.open_loan(loan_id)
    qtbot.waitUntil(lambda: window.strip.whose.full.startswith("Begay"))
    Keyboard(window).press("F6")
    panel = window.card.panel
    assert isinstance(panel, OptionsPanel)
    qtbot.waitUntil(lambda: bool(panel.model.columns))
    qtbot.wait(80)
    return panel


def seen(panel, part):
    """Where a part stands in what the panel's area shows of it."""
    view = panel.area.viewport()
    return QRect(part.mapTo(view, QPoint(0, 0)), part.size()), view.rect()


def test_every_line_of_the_columns_is_on_a_laptop(qtbot, window, reviewed):
    panel = options_of(qtbot, window, reviewed, LAPTOP)

    place, view = seen(panel, panel.columns)
    assert view.contains(place)
    assert len(panel.columns.shown) == 4
    assert place.height() >= 14 * panel.columns.verticalHeader().defaultSectionSize()


def test_a_plan_on_file_is_one_line_above_them(qtbot, window, reviewed):
    panel = options_of(qtbot, window, reviewed, LAPTOP)
    Keyboard(window).press(*"1500", "Enter", "1")
    Keyboard(window).press("Enter")
    qtbot.waitUntil(lambda: panel.model.on_file is not None)
    panel.bring_up(panel.asked)
    qtbot.wait(80)

    place, view = seen(panel, panel.columns)
    assert view.contains(place)
    assert panel.life.headline.isVisible()
    assert not panel.life.inside.isVisible()
    panel.life.more.click()
    assert panel.life.inside.isVisible()


def test_an_entry_that_is_begun_gives_them_its_room_and_says_so(qtbot, window, reviewed):
    window.open_loan(reviewed)
    qtbot.waitUntil(lambda: window.strip.whose.full.startswith("Begay"))
    Keyboard(window).press("F2", "r", *"1200")
    panel = options_of(qtbot, window, reviewed, LAPTOP)

    assert window.strip.folded
    assert window.strip.unfold.text() == "Right party: not saved yet"
    assert not window.strip.promise_row.isVisible()
    place, view = seen(panel, panel.columns)
    assert view.contains(place)
    Keyboard(window).press("F2")
    assert window.strip.model.draft.outcome is Outcome.RIGHT_PARTY
    assert window.strip.amount.text() == "$1,200.00"
    assert window.strip.promise_row.isVisible()


def test_the_heads_stay_over_the_columns_that_scroll_under_them(qtbot, window, reviewed):
    panel = options_of(qtbot, window, reviewed, TWICE)
    columns, keys = panel.columns, Keyboard(window)
    keys.press(*"1500", "Enter")

    for _ in range(columns.options.rowCount()):
        head, view = seen(panel, columns.horizontalHeader())
        assert view.contains(head)
        cell = columns.visualRect(columns.currentIndex()).translated(columns.viewport().pos())
        spot = QRect(columns.mapTo(panel.area.viewport(), cell.topLeft()), cell.size())
        assert view.contains(spot)
        assert head.bottom() < spot.top()
        keys.press("Down")
    assert columns.currentIndex().row() == columns.options.rowCount() - 1


def test_enter_shows_more_than_one_line_under_the_heads(qtbot, window, reviewed):
    panel = options_of(qtbot, window, reviewed, TWICE)
    Keyboard(window).press(*"1500", "Enter")
    qtbot.wait(50)

    head, view = seen(panel, panel.columns.horizontalHeader())
    row = panel.columns.verticalHeader().defaultSectionSize()
    assert (view.bottom() - head.bottom()) // row >= 3


@pytest.mark.parametrize("key", ["review", "plan", "reinstate", "promise", "payment", "explain"])
def test_a_panel_keeps_name_sum_title_and_close_at_twice_the_size(qtbot, window, key):
    window.resize(*TWICE)
    window.open_panel(key)
    panel, header = window.card.panel, window.card.header
    qtbot.waitUntil(lambda: not window.desk.runner.under_way)
    qtbot.wait(50)

    assert isinstance(panel, Sheet)
    assert window.queue.width() >= NAME_AND_SUM
    assert (window.width(), window.height()) == TWICE
    for part in (header.name, header.brief, panel.title, panel.shut):
        assert part.isVisible()
        assert window.rect().contains(part.mapTo(window, part.rect().center()))
    assert header.brief.full.endswith("to Nov 20, 2026")
    assert header.brief.full.startswith(header.figure.text())


@pytest.mark.parametrize("key", [each.key for each in PLACES])
def test_a_place_leaves_the_queue_its_names_at_twice_the_size(qtbot, window, key):
    window.resize(*TWICE)
    window.open_place(key)
    qtbot.waitUntil(lambda: not window.desk.runner.under_way)
    qtbot.wait(50)

    assert window.queue.width() >= NAME_AND_SUM
    assert (window.width(), window.height()) == TWICE


def test_a_tab_brings_what_stands_under_it(qtbot, window):
    window.resize(*TWICE)
    qtbot.wait(50)
    details = window.card.details
    for at in (1, 2, 3, 0):
        details.setCurrentIndex(at)
        qtbot.wait(20)
        page = details.currentWidget()
        words = [each for each in page.findChildren(QLabel) if each.text()]
        assert any(not each.visibleRegion().isEmpty() for each in words), details.tabText(at)


def test_the_title_of_a_place_stands_at_the_left(qtbot, window):
    window.open_place("import")
    qtbot.wait(50)
    titles = [each for each in window.findChildren(Sheet) if each.title.full == "Import"]
    assert titles[0].title.x() < 40
    assert titles[0].shut.geometry().right() > titles[0].width() - 40


def test_the_strip_squeezes_nothing_at_twice_the_size(qtbot, window, little_bank):
    window.resize(*TWICE)
    window.open_loan(little_bank.loans["Garcia"])
    qtbot.waitUntil(lambda: window.strip.whose.full.startswith("Garcia"))
    keys, strip = Keyboard(window), window.strip
    keys.press("F2", "v", "Enter")

    def whole(part):
        inside = window.rect().contains(part.mapTo(window, part.rect().center()))
        return inside and part.height() >= part.sizeHint().height() - 2

    parts = (strip.against, strip.note, strip.save)
    qtbot.waitUntil(lambda: all(whole(each) for each in parts))
    assert strip.against.hasFocus()
    # What is wrong stands under its field, with its name; nothing of the card is a sliver.
    assert strip.trouble.text() == "Why was it done all the same: this is needed."
    assert not strip.trouble.visibleRegion().isEmpty()
    assert (
        strip.trouble.mapTo(strip, QPoint(0, 0)).y() > strip.against.mapTo(strip, QPoint(0, 0)).y()
    )
    keys.press("They asked for it")
    qtbot.wait(50)
    keys.press("PgUp")
    assert not strip.script.visibleRegion().isEmpty()
    keys.press("Esc")
    qtbot.waitUntil(lambda: window.card.body.isVisible())


def test_whose_loan_it_is_never_leaves_the_strip(qtbot, window, little_bank):
    window.resize(*LAPTOP)
    window.open_loan(little_bank.loans["Okafor"])
    qtbot.waitUntil(lambda: window.strip.whose.full.startswith("Okafor"))
    keys, strip = Keyboard(window), window.strip
    keys.press("F2")
    strip.channel.setFocus()
    keys.press("l")
    qtbot.wait(50)

    assert strip.whose.text() == strip.whose.full
    assert strip.whose.full.endswith("5 Quarry Hill")
    # The guard's whole sentence has a line of its own.
    assert strip.hint.text().startswith("Do not write: they told us to stop.")


def test_the_schedule_shows_four_fields_at_twice_the_size(qtbot, window):
    """Its pages stand in the line of its heading, which says whose loan it is."""
    window.resize(*TWICE)
    window.open_panel("schedule")
    panel = window.card.panel
    qtbot.waitUntil(lambda: panel.note.model.seen is not None)
    form = panel.note.form
    view = panel.area.viewport()

    def whole(field):
        return view.rect().contains(field.mapTo(view, field.rect().bottomRight()))

    fields = (form.way, form.count, form.kind, form.charges)
    qtbot.waitUntil(lambda: all(whole(each) for each in fields))
    assert panel.pages.isVisible()
    assert panel.shut.isVisible()
    assert "Ruiz" in panel.who.full
    window.resize(1366, 900)
    qtbot.waitUntil(window.card.header.isVisible)
    assert panel.title.isVisible()
    assert panel.above.indexOf(panel.pages) >= 0


@pytest.mark.parametrize("size", [LAPTOP, TWICE], ids=["laptop", "twice"])
def test_save_is_in_sight_however_long_the_form_of_a_step_is(qtbot, window, little_bank, size):
    window.resize(*size)
    window.open_loan(little_bank.loans["Garcia"])
    qtbot.waitUntil(lambda: window.strip.whose.full.startswith("Garcia"))
    window.open_panel("matters", kind="application")
    panel = window.card.panel
    qtbot.waitUntil(lambda: panel.form is not None)
    panel.asking.step(
        StepForm(APPLICATION.step(DECIDED), NOVEMBER_20), "Decision sent", "", ("decision", 1)
    )
    qtbot.wait(80)
    form = panel.form
    assert form.height() > panel.area.viewport().height(), "the form is longer than its place"
    for part in (form.do, form.away):
        assert part.visibleRegion().boundingRect() == part.rect()
        assert window.rect().contains(part.mapTo(window, part.rect().center()))


def test_at_twice_the_size_the_deadlines_keep_their_tabs_and_what_is_to_be_done(qtbot, window):
    window.resize(*TWICE)
    window.open_place("deadlines")
    (place,) = window.findChildren(DeadlinesPlace)
    qtbot.waitUntil(lambda: bool(place.today.rows), timeout=10_000)
    table = place.today.table
    titles = [
        column.title
        for at, column in enumerate(table.source.columns)
        if not table.isColumnHidden(at)
    ]
    assert titles == ["Left", "Borrower", "What is to be done"]
    assert table.horizontalScrollBar().maximum() == 0, "nothing is cut off at the right"
    for at in range(3):
        place.tabs.setCurrentIndex(at)
        place.enter()
        qtbot.wait(50)
        assert place.tabs.visibleRegion().boundingRect() == place.tabs.rect()
