"""The further installments of a promise, each its own amount by its own day, in one line."""

from __future__ import annotations

import re
from datetime import date

from PySide6.QtWidgets import QWidget

from mortgage_collect.core.errors import UserError
from mortgage_collect.services.next_step import PromiseSaid
from mortgage_collect.ui.kit.parse import parse_amount, parse_day
from mortgage_collect.ui.kit.reading import ReadingEdit

# A comma within an amount has no space behind it.
_BETWEEN = re.compile(r"\s*(?:;|,\s|\band\b)\s*")
_BY = re.compile(r"\s+(?:by\s+)?")


class FurtherEdit(ReadingEdit[tuple[PromiseSaid, ...]]):
    """ "250 12/15, 300 1/5": an amount and a day, then the next."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.today = today
        self.setPlaceholderText(self.tr("250 12/15, 300 1/5"))

    def read(self, text: str) -> tuple[PromiseSaid, ...]:
        parts = [part for part in _BETWEEN.split(text.strip()) if part]
        return tuple(self._one(part) for part in parts)

    def _one(self, part: str) -> PromiseSaid:
        amount, *day = _BY.split(part.strip(), maxsplit=1)
        if not day:
            raise UserError(
                self.tr("\u201c{0}\u201d has no day.").format(part),
                do=self.tr("Type an amount and its day, then a comma and the next."),
            )
        return PromiseSaid(parse_amount(amount), parse_day(day[0], self.today))

    def write(self, value: tuple[PromiseSaid, ...]) -> str:
        return "; ".join(
            f"{each.amount} {each.due_on.month}/{each.due_on.day}/{each.due_on.year}"
            for each in value
        )
