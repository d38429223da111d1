"""The workstation: queue, card, guard, in three columns that never cover each other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from mortgage_collect.core import text
from mortgage_collect.core.clock import Clock, local_date, local_time
from mortgage_collect.core.waking import waking
from mortgage_collect.ui import panels, places
from mortgage_collect.ui.card.place import CardPlace, SideScroll
from mortgage_collect.ui.card.view_model import CardModel
from mortgage_collect.ui.commands import commands, fill_menus
from mortgage_collect.ui.deadlines.counting import DeadlineCounter
from mortgage_collect.ui.desk import Desk, Kind, Undo
from mortgage_collect.ui.kit.actions import Actions
from mortgage_collect.ui.kit.announce import announce
from mortgage_collect.ui.kit.chips import Chip, WorkChips
from mortgage_collect.ui.kit.message_bar import MessageBar
from mortgage_collect.ui.kit.progress_bar import ProgressLine
from mortgage_collect.ui.kit.runner import Runner
from mortgage_collect.ui.kit.sheet import Sheet
from mortgage_collect.ui.look import Look
from mortgage_collect.ui.memory import Memory
from mortgage_collect.ui.panel_keeper import PanelKeeper, enter
from mortgage_collect.ui.queue.view import QueueView
from mortgage_collect.ui.queue.view_model import QueueModel
from mortgage_collect.ui.search.view import Search
from mortgage_collect.ui.search.view_model import SearchModel
from mortgage_collect.ui.shape import Shape, columns
from mortgage_collect.ui.tapes.drop import FileDrop
from mortgage_collect.ui.top_bar import CounterRow, PracticeBand, TopBar
from mortgage_collect.ui.wake_ahead import WakeAhead

if TYPE_CHECKING:
    from mortgage_collect.queries.bank import BankRow
    from mortgage_collect.ui.card.side import Side
    from mortgage_collect.ui.card.view import CardView
    from mortgage_collect.ui.contacts.strip import EntryStrip
    from mortgage_collect.ui.keys_panel import KeysPanel


def _bank(session: Any) -> BankRow:
    with waking:
        from mortgage_collect.queries.bank import bank
    return bank(session)


class Window(QMainWindow):
    """Shows at once, and fills as the lanes answer."""

    def __init__(
        self,
        runner: Runner,
        clock: Clock,
        memory: Memory,
        *,
        user: str = "local",
        practice: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._afterwards: Callable[[], None] | None = None
        self._runner, self._clock, self.memory = runner, clock, memory
        self._zone, self._practice = "America/New_York", practice
        self.desk = Desk(
            runner=runner,
            clock=clock,
            user=user,
            say=self.say,
            open_loan=self.open_loan,
            open_panel=self.open_panel,
            close_panel=self.close_panel,
            open_place=self.open_place,
            next_loan=self.next_loan,
            today=self.today,
            local=self.local,
            remember=memory.remember,
            recall=memory.recall,
            entry=lambda: self.strip.model if self.center.made is not None else None,
            log_contact=self.log_contact,
        )
        self.setWindowTitle(self.tr("Mortgage Collect"))
        # As low as half of 1366 by 768 with a task bar; the layout then shows less, not beyond.
        self.setMinimumSize(600, 340)
        self._make()
        self._lay_out()
        self._listen()
        FileDrop(self, self.import_file)
        self._recall()
        self.begin()

    # -- making -------------------------------------------------------------------------------

    def _make(self) -> None:
        desk = self.desk
        self.queue_model, self.card_model = QueueModel(desk, self), CardModel(desk, self)
        self.deadlines = DeadlineCounter(desk, self)
        self.queue = QueueView(self.queue_model)
        self.center = CardPlace(desk, self.card_model)
        self.side_scroll = SideScroll()
        self.search = Search(SearchModel(desk, self), self)
        self.band = PracticeBand(self.tr("PRACTICE") if self._practice else "")
        self.work = WorkChips()
        self.top = TopBar(self.search, CounterRow(self.queue_model, self.deadlines), self.work)
        # On a low window the band goes into the menu's line.
        self._corner = Chip(self.tr("PRACTICE"), "caution", "graduation-cap")
        self._corner.hide()
        self.menuBar().setCornerWidget(self._corner)
        self.messages, self.progress = MessageBar(), ProgressLine()
        self._ahead = WakeAhead(parent=self)
        self._panels = PanelKeeper(self.close_panel, self._drop_panel)
        self._places = PanelKeeper(self.close_panel, self._drop_place)
        self.look = Look(self.memory, self.arrange)
        listed = commands(self)
        self.actions_ = Actions(self, listed, self.memory.recall("keys", {}))
        fill_menus(self.menuBar(), self.actions_, listed)

    def _lay_out(self) -> None:
        self._desk_split = columns(self.center, self.side_scroll, grows=0)
        self._right = QStackedWidget()
        self._right.addWidget(self._desk_split)
        self._split = columns(self.queue, self._right, grows=1)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.band, self.top, self.messages, self.progress):
            column.addWidget(part)
        column.addWidget(self._split, 1)
        self.setCentralWidget(whole)
        self._shape = Shape(
            self,
            self.memory,
            self._split,
            self._desk_split,
            self.center,
            self.side_scroll,
            self.top,
            self.band,
            self._corner,
        )
        QWidget.setTabOrder(self.search, self.queue.list)

    def _listen(self) -> None:
        self.queue.opened.connect(self.open_loan)
        self.queue.entered.connect(lambda _: self.log_contact())
        self.center.begun.connect(self._on_card)
        self.search.opened.connect(self._found)
        self.search.model.settled.connect(self._not_found)
        self.top.counters.chosen.connect(self.show_list)
        self.top.counters.due.connect(lambda: self.open_place("deadlines"))
        self.queue_model.shown.connect(self._open_first)
        self.card_model.shown.connect(lambda _: self.actions_.refresh())
        self.card_model.shown.connect(lambda _: self._ahead.begin())
        self.card_model.announced.connect(self._announce)
        self.card_model.going.connect(lambda _: self._show_work())
        self.work.resumed.connect(self._resume)
        self._runner.failed.connect(self.messages.tell)
        self.progress.follow(self._runner)

    def _recall(self) -> None:
        self.resize(*self.memory.recall("window.size", [1366, 740]))
        self._shape.recall()

    def _on_card(self, card: CardView) -> None:
        entry = card.strip.model
        entry.drafts_changed.connect(self._show_work)
        self.work.dismissed.connect(entry.dismiss)
        card.strip.go_on.connect(self.next_loan)
        card.strip.left.connect(self.go_queue)
        self.side_scroll.follow(card.side)
        for one, other in pairwise((self.queue.list, card, card.strip)):
            QWidget.setTabOrder(one, other)
        self._shape.begin()

    @property
    def card(self) -> CardView:
        return self.center.view

    @property
    def strip(self) -> EntryStrip:
        return self.card.strip

    @property
    def side(self) -> Side:
        return self.card.side

    @cached_property
    def keys_panel(self) -> KeysPanel:
        with waking:
            from mortgage_collect.ui.keys_panel import KeysPanel
        made = KeysPanel([self.actions_])
        made.closed.connect(self.close_panel)
        return made

    def begin(self) -> None:
        """Ask for everything that is shown first."""
        what = self.tr("Opening the database") if self.queue_model.counters is None else ""
        self._runner.look(_bank, done=self._take_bank, newest="bank", what=what)
        self.queue_model.refresh()
        self.deadlines.refresh()
        self.queue.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- the desk -----------------------------------------------------------------------------

    def today(self) -> date:
        """The bank's business day."""
        return local_date(self._clock.now(), self._zone)

    def local(self, moment: datetime) -> datetime:
        """A moment on the bank's wall clock."""
        return local_time(moment, self._zone)

    def say(self, message: str, kind: Kind = "info", undo: Undo | None = None) -> None:
        match kind:
            case "done":
                self.messages.success(message, undo=undo)
            case "warning":
                self.messages.warning(message)
            case "error":
                self.messages.error(message)
            case "info":
                self.messages.information(message)

    def open_loan(self, loan_id: int) -> None:
        self._right.setCurrentWidget(self._desk_split)
        self._load(loan_id)

    def _load(self, loan_id: int) -> None:
        if loan_id != self.card_model.loan_id:
            self.card.show_body()
        self.queue.choose(loan_id)
        self.card_model.show_loan(loan_id)
        self.actions_.refresh()

    def open_panel(self, key: str, **given: Any) -> None:
        if self.search.model.settling:
            self._afterwards = lambda: self.open_panel(key, **given)
            return
        loan_id = self.card_model.loan_id
        if not loan_id:
            self.say(self.tr("Open a loan first: choose one in the queue, or press Ctrl+K."))
            return
        spec = panels.BY_KEY[key]
        title = QApplication.translate("Panels", spec.title)
        above = self.card.panel
        if not given and isinstance(above, Sheet):
            given = above.hands_on(key)
        panel = self._panels.panel(self.desk, key, title, spec.make, loan_id, **given)
        self._right.setCurrentWidget(self._desk_split)
        self.card.show_panel(panel)
        enter(panel)

    def open_place(self, key: str, **given: Any) -> None:
        spec = places.BY_KEY[key]
        title = QApplication.translate("Places", spec.title)
        place = self._places.panel(self.desk, key, title, spec.make, 0, **given)
        self._show_place(place)

    def import_file(self, path: Path) -> None:
        """A file somebody let go of over the window."""
        self.open_place("import")
        take = getattr(self._right.currentWidget(), "take", None)
        if callable(take):
            take(path)

    def close_panel(self) -> None:
        """Put away what is open; it keeps what was typed. The focus goes back to work."""
        if self._right.currentWidget() is not self._desk_split:
            self._right.setCurrentWidget(self._desk_split)
            self.go_queue()
        elif self.center.made is not None and self.card.panel is not None:
            self.card.show_body()
            self.strip.result.setFocus(Qt.FocusReason.OtherFocusReason)

    def next_loan(self, loan_id: int = 0) -> None:
        """The loan below in the queue."""
        found = self.queue_model.next_after(loan_id or self.card_model.loan_id)
        if found is None:
            self.say(self.tr("The queue ends here."))
            return
        self.open_loan(found)
        self.queue.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- commands -----------------------------------------------------------------------------

    def has_loan(self) -> bool:
        return bool(self.card_model.loan_id)

    def log_contact(self) -> None:
        if self.search.model.settling:
            self._afterwards = self.log_contact
            return
        self._right.setCurrentWidget(self._desk_split)
        self.strip.enter()

    def _found(self, loan_id: int) -> None:
        """The loan asked for is here; what was asked of it meanwhile is done with it."""
        then, self._afterwards = self._afterwards, None
        self.open_loan(loan_id)
        if then is not None:
            then()

    def _not_found(self, row: object) -> None:
        if row is None:
            self._afterwards = None
            self.say(self.tr("Nothing was found; the loan on the screen is the one before."))

    def save_entry(self) -> None:
        if not self.search.model.settling:
            self.strip.save_and_stay()

    def save_and_next(self) -> None:
        if not self.search.model.settling:
            self.strip.save_and_go()

    def find_anything(self) -> None:
        self._afterwards = None
        self.search.enter()

    def go_queue(self) -> None:
        self.queue.take_focus()

    def go_card(self) -> None:
        self.card.details.tabBar().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def go_timeline(self) -> None:
        self.card.timeline.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_list(self, only: str) -> None:
        self.queue_model.filter(only)
        self.go_queue()

    def close_top(self) -> None:
        self.close_panel()

    def refresh(self) -> None:
        self.queue_model.forget_lights()
        self.begin()
        self.card_model.refresh()

    def reset_view(self) -> None:
        """Sizes, columns and filters as on the first day."""
        self.memory.forget()
        self._shape.reset()
        if self.queue_model.only:
            self.queue_model.filter(self.queue_model.only)

    def show_keys(self) -> None:
        self._show_place(self.keys_panel)

    def show_help(self) -> None:
        """What the field in hand is for, in the message bar."""
        held = QApplication.focusWidget()
        name = held.accessibleName() if held else ""
        more = (held.toolTip() or held.accessibleDescription()) if held else ""
        said = ": ".join(part for part in (name, more) if part)
        self.say(said or self.tr("All keys: Ctrl+/ or ?"))

    # -- coming and going ---------------------------------------------------------------------

    def _show_place(self, place: QWidget) -> None:
        if self._right.indexOf(place) < 0:
            self._right.addWidget(place)
        self._right.setCurrentWidget(place)
        enter(place)

    def _drop_panel(self, panel: QWidget) -> None:
        self.card.drop_panel(panel)

    def _drop_place(self, place: QWidget) -> None:
        self._right.removeWidget(place)
        place.deleteLater()

    def _take_bank(self, found: BankRow) -> None:
        self._zone = found.zone
        self.setWindowTitle(self.tr("{0} \u2013 Mortgage Collect").format(found.name))
        if found.practice or self._practice:
            self.band.say(
                self.tr("PRACTICE \u2013 invented borrowers \u2013 business date {0}").format(
                    text.day(self.today())
                )
            )
        self.arrange()

    def _open_first(self, rows: tuple[Any, ...]) -> None:
        # Behind whatever is open: the queue may have come of an import one is still looking at.
        if rows and not self.card_model.loan_id:
            self._load(rows[0].loan_id)

    def _announce(self, said: str) -> None:
        announce(self, said, urgent=True)

    def _show_work(self) -> None:
        here = self.card_model.loan_id
        names = {row.loan_id: row.borrower.partition(",")[0] for row in self.queue_model.rows}
        self.work.show_work(
            (loan_id, self.tr("{0}: entry").format(names.get(loan_id, "")), None)
            for loan_id in self.strip.model.unfinished
            if loan_id != here
        )

    def _resume(self, loan_id: object) -> None:
        if isinstance(loan_id, int):
            self.open_loan(loan_id)
            self.log_contact()

    # -- shape --------------------------------------------------------------------------------

    def arrange(self) -> None:
        self._shape.arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()
        self.search.sheet.hide()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.WindowStateChange:
            self.memory.remember("window.maximized", self.isMaximized())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.isMaximized():
            self.memory.remember("window.size", [self.width(), self.height()])
        self.memory.save()
        super().closeEvent(event)
