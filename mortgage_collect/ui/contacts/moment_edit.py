"""When a contact took place: typed in a hurry, shown with its weekday; empty is now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QWidget

from mortgage_collect.core import text as written
from mortgage_collect.ui.kit.parse_moment import parse_moment, write_moment
from mortgage_collect.ui.kit.reading import ReadingEdit


class MomentEdit(ReadingEdit[datetime]):
    """ "yesterday 18:20" on the desk's own clock. `day_alone`: of a letter the day is enough."""

    def __init__(
        self,
        now: Callable[[], datetime],
        local: Callable[[datetime], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._now, self._local, self.day_alone = now, local, False
        self.setPlaceholderText(self.tr("now; yesterday 18:20, fri 9:15, 11/2 3pm"))

    def read(self, text: str) -> datetime:
        now = self._now()
        zone = str(self._local(now).tzinfo)
        return parse_moment(text, now, zone, day_alone=self.day_alone)

    def write(self, value: datetime) -> str:
        return write_moment(value)

    def understood(self, value: datetime) -> str:
        return f"{written.weekday(value)}, {written.clock(value)}"

    def _on_finished(self) -> None:
        if self.text().strip().casefold() == "now":
            self.setText("")
        super()._on_finished()
