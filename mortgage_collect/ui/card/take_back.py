"""Taking a logged contact back from the timeline: a button, a reason, Enter."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mortgage_collect.core.waking import waking
from mortgage_collect.ui.card.timeline import Timeline
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.fields import TextEdit
from mortgage_collect.ui.kit.theme import theme_of

if TYPE_CHECKING:
    from mortgage_collect.queries.timeline import TimelineRow


def _reverse(unit: Any, contact_id: int, reason: str) -> None:
    with waking:
        from mortgage_collect.services.contact_reversal import reverse_contact
    reverse_contact(unit, contact_id, reason)


class TakeBack(QWidget):
    """Beside the timeline's title; shown for an entry that may be taken back, and only then."""

    def __init__(self, desk: Desk, timeline: Timeline, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._timeline = desk, timeline
        self._row: TimelineRow | None = None
        self.ask = button(
            self.tr("Take back"), self._on_ask, kind="link", hint=self.tr("This contact (Delete)")
        )
        self.why = TextEdit()
        self.why.setPlaceholderText(self.tr("Why is it taken back? Enter saves, Esc leaves it"))
        self.why.setAccessibleName(self.tr("Why is this contact taken back?"))
        self.why.required = True
        self.why.returnPressed.connect(self._save)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, theme_of(self).px(12), 0)
        row.addStretch(1)
        row.addWidget(self.why, 8)
        row.addWidget(self.ask)
        self.why.hide()
        self.ask.hide()
        timeline.stands_on.connect(self._stand)
        timeline.unwanted.connect(self._on_ask)

    def _stand(self, row: TimelineRow | None) -> None:
        self._row = row
        self.ask.setVisible(row is not None and row.contact_id is not None)
        self._close()

    def _on_ask(self) -> None:
        if self._row is None:
            return
        self.ask.setAccessibleName(self.tr("Take back: {0}").format(self._row.title))
        self.why.show()
        self.why.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        self.why.setText("")
        self.why.set_error("")
        self.why.hide()

    def _save(self) -> None:
        row = self._row
        if row is None or row.contact_id is None or not self.why.check():
            return
        work = partial(_reverse, contact_id=row.contact_id, reason=self.why.text())
        self._desk.runner.change(work, done=self._done, failed=self._failed)

    def _done(self, _: object) -> None:
        self._close()
        self._timeline.setFocus(Qt.FocusReason.OtherFocusReason)
        self._desk.say(self.tr("Taken back. It counts for nothing from here on."), "done")

    def _failed(self, error: Exception) -> None:
        self.why.set_error(str(error))
        self._desk.say(str(error), "warning")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.why.isVisible():
            self._close()
            self._timeline.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        super().keyPressEvent(event)
