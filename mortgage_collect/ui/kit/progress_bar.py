"""A quiet line that says what is being done, how far it is, and lets it be stopped."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QWidget

from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.runner import Progress, Runner
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import SNUG


class ProgressLine(QWidget):
    """Hidden until there is something to wait for. `follow(runner)` and forget it."""

    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._progress: Progress | None = None
        self.words = label(kind="caption")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.bar.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.stop = button(self.tr("Stop"), self._on_stop, kind="quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme_of(self).px(SNUG))
        row.addWidget(self.words)
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop)
        self.stop.hide()
        self.hide()

    def follow(self, runner: Runner) -> None:
        """Show what this runner is busy with."""
        runner.busy.connect(self.show_busy)
        runner.progressed.connect(self.show_progress)

    def can_stop(self, progress: Progress | None) -> None:
        """Offer to stop this work."""
        self._progress = progress
        self.stop.setVisible(progress is not None)
        self.stop.setEnabled(True)

    def show_busy(self, what: str) -> None:
        """ "" hides the line."""
        if not what:
            self.can_stop(None)
            self.hide()
            return
        self.words.setText(f"{what}\u2026")
        self.bar.setRange(0, 0)
        self.show()

    def show_progress(self, done: int, of: int, what: str) -> None:
        if of > 0:
            self.bar.setRange(0, of)
            self.bar.setValue(min(done, of))
        if what:
            counted = f"{what}: {done:,} / {of:,}" if of > 0 else f"{what}\u2026"
            self.words.setText(counted)

    def _on_stop(self) -> None:
        self.stop.setEnabled(False)
        if self._progress is not None:
            self._progress.cancel()
        self.stopped.emit()
