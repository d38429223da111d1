"""An hour of the day, as it is typed."""

from __future__ import annotations

from datetime import time

from mortgage_collect.core import text
from mortgage_collect.core.errors import UserError
from mortgage_collect.ui.kit.reading import ReadingEdit


class HourEdit(ReadingEdit[time]):
    """An hour of the day: 9, 9:30, 5p, 17:00."""

    def read(self, text: str) -> time:
        typed = text.strip().casefold().replace(" ", "").rstrip("m.")
        late, typed = typed.endswith("p"), typed.rstrip("ap")
        hour, _, minute = typed.partition(":")
        if hour.isdigit() and (not minute or minute.isdigit()):
            found = int(hour) + (12 if late and int(hour) < 12 else 0)
            if found < 24 and int(minute or 0) < 60:
                return time(found, int(minute or 0))
        raise UserError(self.tr("Type an hour, as in 9, 9:30 or 5pm."))

    def write(self, value: time) -> str:
        return text.clock(value)
