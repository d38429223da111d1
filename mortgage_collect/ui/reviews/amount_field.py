"""An amount as it is told on the telephone: 1240b is $1,240 every two weeks, s is seen on paper."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.words import PayFrequency, Standing
from mortgage_collect.ui.kit.fields import MoneyEdit
from mortgage_collect.ui.kit.reading import ReadingEdit
from mortgage_collect.ui.kit.style_sheet import dress

FREQUENCY_KEYS = {
    "h": PayFrequency.HOURLY,
    "w": PayFrequency.WEEKLY,
    "b": PayFrequency.BIWEEKLY,
    "t": PayFrequency.SEMIMONTHLY,
    "m": PayFrequency.MONTHLY,
    "q": PayFrequency.QUARTERLY,
    "y": PayFrequency.ANNUAL,
}
STANDING_KEYS = {"s": Standing.SEEN, "v": Standing.VERIFIED}


def frequency_words(value: PayFrequency) -> str:
    """How often, as it is written beside an amount."""
    return {
        PayFrequency.HOURLY: _tr("an hour"),
        PayFrequency.WEEKLY: _tr("a week"),
        PayFrequency.BIWEEKLY: _tr("every 2 weeks"),
        PayFrequency.SEMIMONTHLY: _tr("twice a month"),
        PayFrequency.MONTHLY: _tr("a month"),
        PayFrequency.QUARTERLY: _tr("a quarter"),
        PayFrequency.ANNUAL: _tr("a year"),
    }[value]


class AmountField(MoneyEdit):
    """Letters that cannot be part of an amount say how often it comes and how far it is proven."""

    frequency_asked = Signal(object)
    standing_asked = Signal(object)
    date_asked = Signal()

    def __init__(self, parent: QWidget | None = None, *, frequencies: bool) -> None:
        super().__init__(parent)
        self._frequencies = frequencies

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text().casefold()
        if event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        ):
            if self._frequencies and letter in FREQUENCY_KEYS:
                self.frequency_asked.emit(FREQUENCY_KEYS[letter])
                return
            if letter in STANDING_KEYS:
                self.standing_asked.emit(STANDING_KEYS[letter])
                return
            if letter == "d":
                self.date_asked.emit()
                return
        super().keyPressEvent(event)


class HoursField(ReadingEdit[Decimal]):
    """Hours of a week, for pay by the hour."""

    def read(self, text: str) -> Decimal:
        try:
            hours = Decimal(text)
        except InvalidOperation:
            hours = Decimal(-1)
        if not 0 < hours <= 168:
            raise UserError(self.tr("Type the hours of a week, as in 37.5."))
        return hours

    def write(self, value: Decimal) -> str:
        return f"{value.normalize():f}"

    def hint(self) -> str:
        return self.tr("hours a week")


class FrequencyMark(QToolButton):
    """How often; a letter in the field or a click here changes it."""

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolTip(self.tr("How often: h, w, b, t, m, q or y in the field"))
        self.value = PayFrequency.MONTHLY
        self.pressed.connect(self._fill)
        self.set_value(PayFrequency.MONTHLY)

    def _fill(self) -> None:
        """The menu is made when it is first wanted: a review has sixty of these."""
        if self.menu() is not None:
            return
        menu = QMenu(self)
        for letter, word in FREQUENCY_KEYS.items():
            action = QAction(f"{frequency_words(word)}\t{letter}", menu)
            action.triggered.connect(lambda _=False, word=word: self.picked.emit(word))
            menu.addAction(action)
        self.setMenu(menu)
        self.showMenu()

    def set_value(self, value: PayFrequency) -> None:
        self.value = value
        self.setText(frequency_words(value))
        self.setAccessibleName(frequency_words(value))


class StandingMark(QToolButton):
    """Says, seen or verified; s and v in an amount, Alt+V in any field, or a click here."""

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.value = Standing.STATED
        self.clicked.connect(lambda: self.picked.emit(self.next))
        self.set_value(Standing.STATED)

    @property
    def next(self) -> Standing:
        order = list(Standing)
        return order[(order.index(self.value) + 1) % len(order)]

    def set_value(self, value: Standing) -> None:
        self.value = value
        words = standing_words(value)
        self.setText(words)
        self.setAccessibleName(words)
        self.setToolTip(self.tr("How far it is proven: says, seen on paper, verified"))
        dress(self, standing=value.value)


def standing_words(value: Standing) -> str:
    """How far an answer is proven, in a word."""
    return {
        Standing.STATED: _tr("says"),
        Standing.SEEN: _tr("seen"),
        Standing.VERIFIED: _tr("verified"),
    }[value]


def _tr(words: str) -> str:
    return QCoreApplication.translate("AmountMarks", words)
