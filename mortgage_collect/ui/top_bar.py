"""The top of the window: find anything, today's counters, and the half-finished work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from mortgage_collect.ui.deadlines.counting import DeadlineCounter
from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.chips import WorkChips
from mortgage_collect.ui.kit.labels import Elided, Mark, label
from mortgage_collect.ui.kit.rows import plain
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.queue.view_model import QueueModel
from mortgage_collect.ui.search.view import Search

if TYPE_CHECKING:
    from mortgage_collect.queries.clocks import DeadlineCounts
    from mortgage_collect.queries.queue import Counters

COUNTED = ("due", "broken", "follow_ups", "will_roll")


class PracticeBand(QFrame):
    """Nobody may take the practice bank for the real one."""

    def __init__(self, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = theme_of(self)
        dress(self, band=True)
        self.words = Elided("", "strong")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(14), theme.px(3), theme.px(14), theme.px(3))
        row.setSpacing(theme.px(8))
        row.addWidget(Mark("graduation-cap", "caution"))
        row.addWidget(self.words, 1)
        self.say(words)

    def say(self, words: str) -> None:
        self.words.say(words)
        self.setAccessibleName(words)
        self.setVisible(bool(words))


class CounterRow(QWidget):
    """Four numbers; each opens its list, and pressed again the whole queue. `due()`: the deadlines
    are wanted."""

    chosen = Signal(str)
    due = Signal()

    def __init__(
        self, model: QueueModel, deadlines: DeadlineCounter, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        theme = theme_of(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(2))
        self.today = label(self.tr("Today"), "muted")
        row.addWidget(self.today)
        self._model = model
        self.buttons: dict[str, QPushButton] = {}
        for key in COUNTED:
            made = button("", kind="quiet")
            made.setCheckable(True)
            made.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
            self.buttons[key] = made
            row.addWidget(made)
        self.deadlines = button("", self.due.emit, kind="quiet")
        row.addWidget(self.deadlines)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        deadlines.counted.connect(self.show_deadlines)
        self.show_deadlines(None)
        model.counted.connect(self.show_counters)
        model.filtered.connect(lambda _: self._mark())
        self.show_counters(None)

    def show_counters(self, found: Counters | None) -> None:
        """What was counted; before the first answer a dash, never a nought."""
        words = {
            "due": self.tr("{0} due"),
            "broken": self.tr("{0} broken"),
            "follow_ups": self.tr("{0} follow-ups"),
            "will_roll": self.tr("{0} will roll"),
        }
        says = {key: said.format(plain(getattr(found, key, None))) for key, said in words.items()}
        hints = {
            "due": self.tr("Promises due today or before"),
            "broken": self.tr("Broken promises"),
            "follow_ups": self.tr("Loans whose next action is today or before"),
            "will_roll": self.tr("Loans that reach their next 30 days within a week"),
        }
        for key, made in self.buttons.items():
            made.setText(says[key])
            made.setToolTip(hints[key])
            made.setAccessibleName(says[key])
            made.setAccessibleDescription(hints[key])
        self._mark()

    def show_deadlines(self, found: DeadlineCounts | None) -> None:
        """What has to be done today: late, or due today."""
        now = None if found is None else found.late + found.today
        one = now == 1
        says = self.tr("{0} deadline") if one else self.tr("{0} deadlines")
        self.deadlines.setText(says.format(plain(now)))
        hint = self.tr("Late, or due today (Ctrl+Shift+D)")
        if found is not None:
            hint = self.tr("{0} late, {1} due today, {2} in the week after").format(
                found.late, found.today, found.next_days
            )
        self.deadlines.setToolTip(hint)
        self.deadlines.setAccessibleName(self.deadlines.text())
        self.deadlines.setAccessibleDescription(hint)

    def _mark(self) -> None:
        for key, made in self.buttons.items():
            made.setChecked(key == self._model.only)


class TopBar(QFrame):
    """Search at the left, counters beside it, half-finished work at the right."""

    def __init__(
        self, search: Search, counters: CounterRow, work: WorkChips, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        theme = theme_of(self)
        dress(self, topbar=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(12), theme.px(6), theme.px(12), theme.px(6))
        row.setSpacing(theme.px(14))
        search.setMinimumWidth(theme.px(150))
        search.setMaximumWidth(theme.px(420))
        row.addWidget(search, 3)
        row.addWidget(counters)
        row.addStretch(1)
        row.addWidget(work)
        self.counters, self._work = counters, work

    def be_narrow(self, narrow: bool) -> None:
        self._work.be_narrow(narrow)
        self.counters.today.setVisible(not narrow)
