"""Small words on a colored ground: facts that stand out, and work that is half done."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from mortgage_collect.ui.kit.badges import MARKS
from mortgage_collect.ui.kit.buttons import button, icon_button
from mortgage_collect.ui.kit.labels import Mark, label
from mortgage_collect.ui.kit.rows import Tone
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import HAIR, SNUG, TIGHT

MOST = 2
"""Chips beside each other; the search and the counters keep their room."""


class Chip(QFrame):
    """A fact in a word or two, with a mark so that color is not alone."""

    def __init__(
        self, words: str, tone: Tone = "neutral", icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words)
        theme = theme_of(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(SNUG), theme.px(HAIR), theme.px(SNUG), theme.px(HAIR))
        row.setSpacing(theme.px(TIGHT))
        self.words = label(words, "label")
        row.addWidget(Mark(icon or MARKS[tone], tone, 13))
        row.addWidget(self.words)
        dress(self, tone=tone)
        dress(self.words)


class WorkChip(QFrame):
    """Something half finished: press to go on, x to put it away."""

    resumed = Signal(object)
    dismissed = Signal(object)

    def __init__(
        self,
        key: Hashable,
        words: str,
        share: int | None = None,
        parent: QWidget | None = None,
        *,
        may_dismiss: bool = True,
    ) -> None:
        super().__init__(parent)
        self.key = key
        theme = theme_of(self)
        shown = words if share is None else f"{words} {share}%"
        self.go: QPushButton = button(
            shown, lambda: self.resumed.emit(key), kind="quiet", icon="pencil"
        )
        self.go.setToolTip(self.tr("Go on with {0}").format(words))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.go)
        if may_dismiss:
            name = self.tr("Put away {0}").format(words)
            row.addWidget(icon_button("x", name, lambda: self.dismissed.emit(key)))
            row.addSpacing(theme.px(HAIR))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        dress(self, tone="neutral")


class WorkChips(QWidget):
    """Every piece of half-finished work, in one row; hidden when there is none."""

    resumed = Signal(object)
    dismissed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme_of(self).px(SNUG))
        self._row.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.setAccessibleName(self.tr("Half-finished work"))
        self._narrow = False
        self._shown: list[tuple[Hashable, str, int | None]] = []
        self.more = button("", kind="quiet")
        self.more.setParent(self)
        self.more.hide()
        self.hide()

    def show_work(self, work: Iterable[tuple[Hashable, str, int | None]]) -> None:
        """(key, words, percent done or None), oldest first."""
        while (item := self._row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None and widget is not self.more:
                widget.hide()
                widget.deleteLater()
        self._shown = made = list(work)
        most = 0 if self._narrow else MOST
        for key, words, share in made[:most]:
            chip = WorkChip(key, words, share)
            chip.resumed.connect(self.resumed)
            chip.dismissed.connect(self.dismissed)
            self._row.addWidget(chip)
        rest = made[most:]
        self.more.setVisible(bool(rest))
        if rest:
            words = self.tr("and {0} more") if most else self.tr("{0} begun")
            self.more.setText(words.format(len(rest)))
            self._fill_menu(rest)
        self._row.addWidget(self.more)
        self.setVisible(bool(made))

    def be_narrow(self, narrow: bool) -> None:
        """Where there is no room for a chip, one word that opens them all."""
        if narrow != self._narrow:
            self._narrow = narrow
            self.show_work(self._shown)

    def _fill_menu(self, rest: Iterable[tuple[Hashable, str, int | None]]) -> None:
        """What has no room as a chip is gone on with from a list."""
        menu = QMenu(self.more)
        for key, words, _ in rest:
            menu.addAction(words).triggered.connect(lambda _=False, key=key: self.resumed.emit(key))
        old = self.more.menu()
        self.more.setMenu(menu)
        if old is not None:
            old.deleteLater()
