"""The password of a protected workbook, asked for where the trouble is told."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.fields import SecretEdit
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import SNUG
from mortgage_collect.ui.tapes.view_model import ImportModel


class PasswordRow(QWidget):
    """Hidden until a file asks; Enter tries it. It is used for this file and kept nowhere."""

    def __init__(self, model: ImportModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = theme_of(self)
        self._model = model
        self.field = SecretEdit()
        self.field.setFixedWidth(theme.px(260))
        name = label(self.tr("&Password of the file"))
        name.setBuddy(self.field)
        self.go = button(self.tr("Open"), self._try)
        self.field.returnPressed.connect(self._try)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(SNUG))
        row.addWidget(name)
        row.addWidget(self.field)
        row.addWidget(self.go)
        row.addWidget(label(self.tr("It is used once and not kept."), "muted"), 1)
        model.locked.connect(self._ask)
        model.troubled.connect(self._put_away)
        model.moved.connect(self._leave)
        self.hide()

    def _ask(self) -> None:
        self.show()
        self.field.clear()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _try(self) -> None:
        if self.field.text():
            self._model.unlock(self.field.text())

    def _put_away(self, said: str) -> None:
        """Whatever is told next, it asks anew or is done."""
        if said:
            self.hide()

    def _leave(self, page: str) -> None:
        if page != "choose":
            self.field.clear()
            self.hide()
