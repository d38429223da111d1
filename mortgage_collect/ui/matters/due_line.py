"""A duty in two lines: what is to be done and how far off its day is, then how it was counted."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from mortgage_collect.core.matter_words import Progress
from mortgage_collect.rules.duties.deadline import Deadline
from mortgage_collect.rules.duties.telling import earliest, stands
from mortgage_collect.ui.kit.badges import Light
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.rows import Tone
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import HAIR, TIGHT

SOON = 7
"""Days before its day from which a duty is marked."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def tone(progress: Progress, due: date | None, today: date) -> Tone:
    """Late and missed stop, what is near warns, what was done in time is clear."""
    if progress.failed:
        return "stop"
    if progress.owed:
        return tone_of_day(due, today) if due is not None else "info"
    return "clear" if progress is Progress.MET else "neutral"


def tone_of_day(due: date, today: date) -> Tone:
    """Of what is owed by a day."""
    if due < today:
        return "stop"
    return "caution" if (due - today).days <= SOON else "info"


def reasons(deadline: Deadline, *, asks: bool = True) -> str:
    """How its day was counted, what it rests on, and what nobody settled while it is owed."""
    parts = [deadline.counted] if deadline.counted else []
    if deadline.not_before is not None:
        parts.append(earliest(deadline.duty, deadline.not_before))
    parts.append("; ".join(map(str, deadline.cites)))
    if not deadline.verified:
        parts.append("not verified against its source")
    said = " \u00b7 ".join(part for part in parts if part)
    if asks and deadline.progress.owed and deadline.unsettled:
        said = f"{said}\nNot settled, so it counts as owed: {' '.join(deadline.unsettled)}"
    return said


class DueLine(QFrame):
    """`wanted(deadline)` on Enter or a click, while something is owed and the program knows how; F1
    tells how its day was counted."""

    wanted = Signal(object)

    def __init__(
        self,
        deadline: Deadline,
        today: date,
        parent: QWidget | None = None,
        *,
        brief: bool = False,
        asks: bool = True,
    ) -> None:
        """`brief`: without how it was counted. `asks`: with the questions nobody has answered."""
        super().__init__(parent)
        theme = theme_of(self)
        self.deadline = deadline
        words = stands(deadline.progress, deadline.due, deadline.closed_on, today)
        self.says = label(deadline.says or deadline.title, wrap=True)
        self.light = Light(tone(deadline.progress, deadline.due, today), words)
        self.why = label(reasons(deadline, asks=asks), "caption", wrap=True)
        if brief:
            self.why.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(TIGHT),) * 4)
        column.setSpacing(theme.px(HAIR))
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.light)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.says)
        column.addWidget(self.why)
        self.setAccessibleName(f"{self.says.text()} {words}")
        self.setAccessibleDescription(reasons(deadline))
        self.setToolTip(reasons(deadline))
        dress(self, picker=True)
        if self.acts:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def acts(self) -> bool:
        return self.deadline.progress.owed and self.deadline.act is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and self.acts:
            self.wanted.emit(self.deadline)
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        dress(self, focused=True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        dress(self, focused=False)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self.acts and self.rect().contains(event.position().toPoint()):
            self.wanted.emit(self.deadline)
