"""Fields for what this trade types all day: amounts, days, rates, numbers, choices, notes."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from mortgage_collect.core import text as written
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.ui.kit.choice import Choice, ChoiceEdit
from mortgage_collect.ui.kit.note import NoteEdit
from mortgage_collect.ui.kit.parse import (
    Toward,
    parse_amount,
    parse_count,
    parse_day,
    parse_phone,
    parse_rate,
)
from mortgage_collect.ui.kit.reading import ReadingEdit
from mortgage_collect.ui.kit.search_edit import SearchEdit

__all__ = [
    "Choice",
    "ChoiceEdit",
    "CountEdit",
    "DateEdit",
    "MoneyEdit",
    "NoteEdit",
    "PhoneEdit",
    "RateEdit",
    "SearchEdit",
    "SecretEdit",
    "TextEdit",
]


class MoneyEdit(ReadingEdit[Money]):
    """An amount: accepts 1.2k, 1,204.50 and $; shows $1,204.50 once it is left.

    `empty` stands in it while nothing is typed: "unknown" where that is what it means.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        low: Money | None = ZERO,
        high: Money | None = None,
        required: bool = False,
        empty: str = "$0.00",
    ) -> None:
        super().__init__(parent, required=required)
        self.low, self.high = low, high
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setPlaceholderText(empty)

    def read(self, text: str) -> Money:
        amount = parse_amount(text)
        if self.low is not None and amount < self.low:
            raise UserError(self.tr("The least is {0}.").format(self.low))
        if self.high is not None and amount > self.high:
            raise UserError(self.tr("The most is {0}.").format(self.high))
        return amount


class DateEdit(ReadingEdit[date]):
    """A day: accepts 15, +7, fri, 12/1; shows which day of which week it understood.

    `toward="last"` is for days gone by: a birth, a letter that came in.
    """

    def __init__(
        self,
        today: date,
        parent: QWidget | None = None,
        *,
        toward: Toward = "next",
        low: date | None = None,
        high: date | None = None,
        required: bool = False,
    ) -> None:
        super().__init__(parent, required=required)
        self.today, self.toward, self.low, self.high = today, toward, low, high
        self.setPlaceholderText(self.tr("15, +7, fri, 12/1"))

    def read(self, text: str) -> date:
        day = parse_day(text, self.today, self.toward)
        if self.low is not None and day < self.low:
            raise UserError(self.tr("The first day possible is {0}.").format(written.day(self.low)))
        if self.high is not None and day > self.high:
            raise UserError(self.tr("The last day possible is {0}.").format(written.day(self.high)))
        return day

    def write(self, value: date) -> str:
        return written.day(value)

    def understood(self, value: date) -> str:
        if self.text().strip() == self.write(value):
            return written.WEEKDAYS[value.weekday()]
        year = "" if value.year == self.today.year else f", {value.year}"
        return f"{written.weekday(value)}{year}"


class RateEdit(ReadingEdit[Rate]):
    """A yearly rate in percent: 6.125 or 6 1/8."""

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        low: Rate | None = None,
        high: Rate | None = None,
        required: bool = False,
    ) -> None:
        super().__init__(parent, required=required)
        self.low, self.high = low, high
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setPlaceholderText("0.000%")

    def read(self, text: str) -> Rate:
        rate = parse_rate(text)
        if self.low is not None and rate < self.low:
            raise UserError(self.tr("The least is {0}.").format(self.low))
        if self.high is not None and rate > self.high:
            raise UserError(self.tr("The most is {0}.").format(self.high))
        return rate


class CountEdit(ReadingEdit[int]):
    """A whole number between two limits, with its unit shown beside it."""

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        low: int | None = None,
        high: int | None = None,
        unit: str = "",
        required: bool = False,
    ) -> None:
        super().__init__(parent, required=required)
        self.low, self.high, self.unit = low, high, unit

    def read(self, text: str) -> int:
        count = parse_count(text)
        if self.low is not None and count < self.low:
            raise UserError(self.tr("The least is {0} {1}.").format(self.low, self.unit).strip())
        if self.high is not None and count > self.high:
            raise UserError(self.tr("The most is {0} {1}.").format(self.high, self.unit).strip())
        return count

    def write(self, value: int) -> str:
        return f"{value:,}"

    def hint(self) -> str:
        return self.unit


class PhoneEdit(ReadingEdit[str]):
    """A US phone number; the value is its ten digits."""

    def __init__(self, parent: QWidget | None = None, *, required: bool = False) -> None:
        super().__init__(parent, required=required)
        self.setPlaceholderText("(802) 555-0101")

    def read(self, text: str) -> str:
        return parse_phone(text)

    def write(self, value: str) -> str:
        return written.phone(value)


class TextEdit(ReadingEdit[str]):
    """One line of plain writing."""

    def read(self, text: str) -> str:
        return text.strip()

    def hint(self) -> str:
        return ""


class SecretEdit(TextEdit):
    """A passphrase or a password: hidden, may be pasted, and never shown back."""

    def __init__(self, parent: QWidget | None = None, *, required: bool = False) -> None:
        super().__init__(parent, required=required)
        self.setEchoMode(QLineEdit.EchoMode.Password)

    def read(self, text: str) -> str:
        return text
