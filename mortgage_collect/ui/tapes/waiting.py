"""What is being done, how far it is, and one way to stop it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import AIRY, SNUG
from mortgage_collect.ui.tapes.view_model import ImportModel


class WaitingPage(QWidget):
    def __init__(self, model: ImportModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = theme_of(self)
        self._model = model
        self.what = label("", "heading", wrap=True)
        self.more = label("", "muted", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.bar.setFixedWidth(theme.px(360))
        self.stop = button(self.tr("Cancel"), self._cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(AIRY),) * 4)
        column.setSpacing(theme.px(SNUG))
        column.addStretch(1)
        for part in (self.what, self.more):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(part)
        column.addSpacing(theme.px(SNUG))
        column.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(theme.px(SNUG))
        column.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        model.stepped.connect(self._step)

    def begin(self, *, importing: bool) -> None:
        self.stop.setEnabled(True)
        self.stop.setText(self.tr("Cancel"))
        self.bar.setRange(0, 0)
        self.what.setText(self.tr("Making a backup") if importing else self.tr("Reading the file"))
        self.more.setText(
            self.tr("All of it is written, or nothing. Cancel undoes what was begun.")
            if importing
            else self.tr("Nothing is written yet.")
        )

    def _step(self, done: int, of: int, what: str) -> None:
        if what:
            counted = f"{what}: {done:,}" + (f" / {of:,}" if of > 0 else "")
            self.what.setText(counted if done else what)
        if of > 0:
            self.bar.setRange(0, of)
            self.bar.setValue(min(done, of))
        else:
            self.bar.setRange(0, 0)

    def _cancel(self) -> None:
        self.stop.setEnabled(False)
        self.stop.setText(self.tr("Stopping"))
        self._model.cancel()
