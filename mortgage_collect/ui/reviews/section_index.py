"""The parts of the review at the side, with how much of each is told."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from mortgage_collect.review.line import Section
from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.theme import theme_of


def heading(section: Section) -> str:
    """What a part of the review is called on the screen."""
    return {
        Section.CONTACT: _tr("Contact"),
        Section.OCCUPANCY: _tr("The home"),
        Section.HARDSHIP: _tr("What happened"),
        Section.INCOME: _tr("Income"),
        Section.HOUSING: _tr("Housing costs"),
        Section.DEBTS: _tr("Debts"),
        Section.LIVING: _tr("Living costs"),
        Section.ASSETS: _tr("Assets"),
        Section.INTENT: _tr("Intent"),
        Section.CERTIFICATION: _tr("Certification"),
    }[section]


class SectionIndex(QFrame):
    """`picked(Section)` on a click; Ctrl+PageDown and Ctrl+PageUp do the same from the fields."""

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = theme_of(self)
        self.setAccessibleName(self.tr("Parts of the review"))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(8), theme.px(12), 0, theme.px(8))
        column.setSpacing(0)
        self._buttons: dict[Section, QPushButton] = {}
        for section in Section:
            made = button(heading(section), partial(self.picked.emit, section), kind="quiet")
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.setCheckable(True)
            dress(made, indexed=True)
            self._buttons[section] = made
            column.addWidget(made)
        column.addStretch(1)
        letters = QFontMetrics(theme.font()).averageCharWidth()
        self.setFixedWidth(18 * letters + theme.px(16))

    def show_counts(self, counts: dict[Section, tuple[int, int]]) -> None:
        for section, (told, asked) in counts.items():
            words = f"{heading(section)}  {told}/{asked}"
            self._buttons[section].setText(words)

    def show_current(self, section: Section) -> None:
        for each, made in self._buttons.items():
            made.setChecked(each is section)

    def click(self, section: Section) -> None:
        self._buttons[section].click()


def _tr(words: str) -> str:
    return QCoreApplication.translate("ReviewSections", words)
