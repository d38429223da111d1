import dataclasses
from dataclasses import dataclass, field
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from mortgage_collect.core.errors import Trouble, UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.core.words import PayFrequency
from mortgage_collect.ui.kit import message_bar
from mortgage_collect.ui.kit.actions import Action, Actions
from mortgage_collect.ui.kit.dialogs import Panel, PanelHost
from mortgage_collect.ui.kit.fields import DateEdit, NoteEdit, TextEdit
from mortgage_collect.ui.kit.form import DataForm, Rows
from mortgage_collect.ui.kit.key_table import key_table
from mortgage_collect.ui.kit.message_bar import MessageBar
from mortgage_collect.ui.kit.progress_bar import ProgressLine
from mortgage_collect.ui.kit.runner import Progress
from mortgage_collect.ui.kit.sheet import Sheet

MONDAY = date(2026, 3, 9)
pytestmark = pytest.mark.usefixtures("light")


# -- messages -------------------------------------------------------------------------------


def test_a_success_can_be_undone_once(qtbot, window):
    bar, undone = window(MessageBar()), []
    bar.success("Saved.", undo=lambda: undone.append(1))
    assert bar.text == "Saved."
    qtbot.mouseClick(bar.act, Qt.MouseButton.LeftButton)
    bar.undo()
    assert (undone, bar.text) == ([1], "")


def test_a_success_goes_by_itself_but_an_error_stays(qtbot, window, monkeypatch):
    monkeypatch.setattr(message_bar, "UNDO_FOR", 40)
    bar = window(MessageBar())
    bar.success("Saved.", undo=print)
    qtbot.waitUntil(lambda: bar.text == "")
    bar.error("The share cannot be reached.", details="timed out")
    qtbot.wait(80)
    assert bar.text
    qtbot.mouseClick(bar.copy, Qt.MouseButton.LeftButton)
    assert "timed out" in QGuiApplication.clipboard().text()


def test_an_error_is_told_in_its_own_words(window):
    bar = window(MessageBar())
    bar.tell(UserError("No such day.", do="Type 15."))
    assert (bar.weight, bar.text) == ("warning", "No such day. Type 15.")
    bar.tell(Trouble("The share is away.", do="Try again.", details="x"), again=print)
    assert bar.weight == "error"
    assert bar.act.isVisible()
    bar.tell(KeyError("Ruiz"))
    assert "Ruiz" not in bar.text


def test_the_progress_line_is_quiet_until_there_is_something(qtbot, window):
    line = window(ProgressLine())
    assert not line.isVisible()
    line.show_busy("Applying the file")
    line.show_progress(1200, 5000, "Loans")
    assert line.words.text() == "Loans: 1,200 / 5,000"
    progress = Progress(lambda *_: None)
    line.can_stop(progress)
    qtbot.mouseClick(line.stop, Qt.MouseButton.LeftButton)
    assert progress.cancelled
    line.show_busy("")
    assert not line.isVisible()


# -- panels ---------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [TextEdit, NoteEdit])
def test_esc_closes_a_panel_and_never_loses_text(qtbot, window, make):
    before, note = TextEdit(), make()
    panel = Panel("Promise", note, unfinished=lambda: bool(note.value()))
    host = window(PanelHost(before))
    before.setFocus()
    host.enter(panel)
    qtbot.waitUntil(note.hasFocus)
    qtbot.keyClicks(note, "half a promise")
    with qtbot.waitSignal(panel.left) as left:
        qtbot.keyClick(note, Qt.Key.Key_Escape)
    assert left.args == [True]
    assert before.hasFocus()
    assert host.panel is None
    host.enter(panel)
    assert note.value() == "half a promise"


def test_one_panel_at_a_time_and_none_covers_the_work(qtbot, window):
    work = TextEdit()
    host = window(PanelHost(work))
    first, second = Panel("One", TextEdit()), Panel("Two", TextEdit())
    host.enter(first)
    host.enter(second)
    assert host.panel is second
    assert not first.isVisible()
    assert not work.geometry().intersects(second.geometry())
    second.add_button("Save", second.leave, kind="primary").click()
    assert host.panel is None


# -- forms ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Pay:
    gross: Money = field(metadata={"label": "Gross pay"})
    often: PayFrequency = PayFrequency.MONTHLY
    months: int = field(default=6, metadata={"label": "Over", "low": 2, "high": 24})
    rate: Rate | None = None
    since: date | None = None
    employer: str = ""
    note: str = field(default="", metadata={"lines": 3})
    seen: bool = True


def test_a_form_is_built_from_a_dataclass_and_gives_one_back(qtbot, window):
    form = window(DataForm(Pay, MONDAY))
    assert form.value() is None
    assert form.fields["gross"].error
    assert form.fields["gross"].hasFocus()
    heard = []
    form.changed.connect(heard.append)
    qtbot.keyClicks(form.fields["gross"], "2.5k\t")
    assert heard == ["gross"]
    assert form.value() == Pay(Money.of("2500"))
    wanted = Pay(Money(1), PayFrequency.WEEKLY, 24, Rate.percent(6), MONDAY, "Mill", "x", False)
    form.set_value(wanted)
    assert form.value() == wanted


def test_every_field_of_a_form_has_a_name(window):
    form = window(DataForm(Pay, MONDAY))
    for name, made in form.fields.items():
        assert made.accessibleName(), name
    assert form.fields["gross"].accessibleName() == "Gross pay"
    assert form.fields["employer"].accessibleName() == "Employer"


def test_what_is_wrong_stands_beside_the_field_and_the_hint_comes_back(qtbot, window):
    rows = Rows()
    day = DateEdit(MONDAY)
    rows.add("by", "By", day, "A business day")
    window(rows)
    said = rows._said["by"]
    assert said.text() == "A business day"
    rows.set_errors({"by": "The bank is closed that day.", "gone": "x"})
    assert said.text() == "The bank is closed that day."
    day.set_value(MONDAY)
    assert said.text() == "A business day"
    rows.set_row_visible("by", False)
    assert not day.isVisible()


def test_a_sheet_begins_where_it_says_by_then(qtbot, window):
    sheet, early, late = Sheet("Agreement"), TextEdit(), TextEdit()
    sheet.body.addWidget(early)
    sheet.body.addWidget(late)
    sheet.starts_at(early)
    window(sheet)
    sheet.hide()
    sheet.show()
    sheet.starts_at(late)  # the answer it waited for has come
    qtbot.waitUntil(late.hasFocus)


def test_a_row_with_a_hint_never_stands_alone_on_the_screen(qapp):
    """A label shown before it has a parent is a window, and takes the keyboard away."""
    alone = []

    class Watch(QObject):
        def eventFilter(self, watched, event):
            if event.type() is QEvent.Type.Show and watched.isWidgetType():
                alone.append(watched)
            return False

    watch = Watch()
    qapp.installEventFilter(watch)
    rows = Rows()
    rows.add("why", "Why", TextEdit(), "It goes into the file.")
    qapp.removeEventFilter(watch)

    assert alone == []


def test_a_field_of_an_unknown_kind_is_refused(qapp):
    kind = dataclasses.make_dataclass("Odd", [("what", bytes)])
    with pytest.raises(TypeError, match="what"):
        DataForm(kind, MONDAY)


# -- actions --------------------------------------------------------------------------------


def test_one_list_makes_shortcuts_menus_buttons_and_help(qtbot, window):
    owner, ran, allowed = QWidget(), [], []
    column = QVBoxLayout(owner)
    edit = TextEdit()
    column.addWidget(edit)
    actions = Actions(
        owner,
        [
            Action("log", "&Log contact", lambda: ran.append("log"), "F2", "phone", group="Card"),
            Action("call", "Call", lambda: ran.append("call"), "F3", when=lambda: bool(allowed)),
        ],
    )
    made = actions.button("call", "primary")
    column.addWidget(made)
    window(owner)
    edit.setFocus()
    qtbot.keyClick(edit, Qt.Key.Key_F2)
    qtbot.keyClick(edit, Qt.Key.Key_F3)
    assert ran == ["log"]
    assert not made.isEnabled()
    allowed.append(1)
    actions.refresh()
    made.click()
    assert ran == ["log", "call"]
    menu = QMenu(owner)
    actions.fill(menu, "log", "-", "call")
    assert [a.text() for a in menu.actions()] == ["&Log contact", "", "Call"]
    assert [(line.text, line.keys) for line in actions.lines()] == [
        ("Log contact", "F2"),
        ("Call", "F3"),
    ]


def test_keys_can_be_changed_and_clashes_are_seen(qtbot, window):
    owner, ran = TextEdit(), []
    actions = Actions(
        owner,
        [Action("a", "A", lambda: ran.append("a"), "F2"), Action("b", "B", lambda: None, "F4")],
        keys={"b": "F6"},
    )
    window(owner)
    assert actions.keys("b") == "F6"
    assert [a.id for a in actions.clashes("a", "F6 F7")] == ["b"]
    actions.set_keys("a", "F7 Ctrl+L")
    owner.setFocus()
    qtbot.keyClick(owner, Qt.Key.Key_F2)
    qtbot.keyClick(owner, Qt.Key.Key_F7)
    assert ran == ["a"]
    table = key_table([actions])
    qtbot.addWidget(table)
    assert table.model().rowCount() == 2
