"""The results of an attempt, each with its letter. Only here do single letters mean something."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from mortgage_collect.core.words import Outcome
from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.theme import theme_of

LEFT, RIGHT = Qt.Key.Key_Left, Qt.Key.Key_Right


class ResultPicker(QFrame):
    """One stop of the Tab key; letters and arrows pick. `picked(Outcome)`."""

    picked = Signal(object)
    lettered = Signal(str)  # a letter that picks no result

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Result"))
        dress(self, picker=True)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(2, 2, 2, 2)
        self._row.setSpacing(theme_of(self).px(4))
        self._buttons: dict[Outcome, QPushButton] = {}
        self._letters: dict[str, Outcome] = {}
        self._value: Outcome | None = None
        self._narrow = False

    def offer(self, results: tuple[tuple[Outcome, str], ...]) -> None:
        """Show these; what was picked stays picked when it is among them."""
        if tuple(self._letters.items()) == tuple((key, outcome) for outcome, key in results):
            return
        while (item := self._row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._letters = {key: outcome for outcome, key in results}
        self._buttons = {}
        for outcome, key in results:
            made = button(key)
            made.setCheckable(True)
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.setAccessibleName(f"{outcome.label}, {key}")
            made.clicked.connect(lambda _=False, outcome=outcome: self.pick(outcome))
            dress(made, result=True)
            self._buttons[outcome] = made
            self._row.addWidget(made)
        self._row.addStretch(1)
        self.set_value(self._value if self._value in self._buttons else None)

    def value(self) -> Outcome | None:
        return self._value

    def set_value(self, outcome: Outcome | None) -> None:
        self._value = outcome
        for one, made in self._buttons.items():
            made.setChecked(one is outcome)
        self._write()
        said = outcome.label if outcome else self.tr("none yet")
        self.setAccessibleDescription(said)

    def pick(self, outcome: Outcome) -> None:
        self.set_value(outcome)
        self.picked.emit(outcome)

    def be_narrow(self, narrow: bool) -> None:
        """Where there is no room for words, letters; the one that is picked has its word."""
        self._narrow = narrow
        self._write()

    def _write(self) -> None:
        for key, outcome in self._letters.items():
            made, brief = self._buttons[outcome], self._narrow and outcome is not self._value
            made.setText(key if brief else f"{key}  {outcome.label}")
            made.setToolTip(outcome.label if brief else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text().upper()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if plain and letter in self._letters:
            self.pick(self._letters[letter])
            return
        if event.key() in (LEFT, RIGHT) and self._buttons:
            ways = list(self._buttons)
            at = ways.index(self._value) if self._value in ways else -1
            step = 1 if event.key() == RIGHT else -1
            self.pick(ways[(at + step) % len(ways)])
            return
        if plain and letter.isalpha():
            self.lettered.emit(letter)
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        dress(self, focused=True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        dress(self, focused=False)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme_of(self).px(120), super().minimumSizeHint().height())
