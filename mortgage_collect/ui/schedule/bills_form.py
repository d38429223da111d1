"""The bills in a small table: what for, in which months (and years), how much each time.

A new empty line appears when the last one is used; a line with nothing in it counts for nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from mortgage_collect.loanmath.bill_months import BillTimes
from mortgage_collect.loanmath.escrow_account import Bill, Payee
from mortgage_collect.ui.kit.fields import Choice, ChoiceEdit, MoneyEdit
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import SNUG, TIGHT
from mortgage_collect.ui.schedule.reading_edits import TimesEdit

FIRST_LINES: Final = (Payee.PROPERTY_TAX, Payee.HOMEOWNERS)
"""What nearly every account pays; their months and amounts are asked."""
MOST: Final = 16
AMOUNT: Final = 96
"""An amount, or that it is unknown, has room in it however narrow the form is."""


@dataclass(slots=True)
class _Line:
    payee: ChoiceEdit
    times: TimesEdit
    amount: MoneyEdit
    wrong: QLabel

    @property
    def used(self) -> bool:
        return bool(self.times.text().strip() or self.amount.text().strip())


class BillsForm(QWidget):
    """`edited` at every change."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = theme_of(self)
        self.lines = list[_Line]()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(SNUG))
        self._grid.setVerticalSpacing(theme.px(TIGHT))
        for at, (words, stretch) in enumerate(
            ((self.tr("Bill"), 3), (self.tr("Paid in"), 4), (self.tr("Each time"), 2))
        ):
            self._grid.addWidget(label(words, "muted"), 0, at)
            self._grid.setColumnStretch(at, stretch)
        for payee in FIRST_LINES:
            self._add(payee)
        self._add(None)

    @property
    def first(self) -> QWidget:
        """Where the focus goes: what a known payee is paid, and when."""
        return self.lines[0].times

    def bills(self) -> tuple[Bill, ...]:
        """The lines with something in them; a month or a payee that is missing is left unknown."""
        return tuple(_bill(line) for line in self.lines if line.used)

    def draft(self) -> list[list[str]]:
        """What stands in the lines that are used, as typed."""
        return [
            [str(line.payee.value() or ""), line.times.text(), line.amount.text()]
            for line in self.lines
            if line.used
        ]

    def restore(self, draft: Sequence[Sequence[str]]) -> None:
        """Put back what `draft` gave."""
        for at, (payee, months, amount) in enumerate(draft):
            while at >= len(self.lines):
                self._add(None)
            line = self.lines[at]
            line.payee.set_value(Payee(payee) if payee else None)
            line.times.setText(months)
            line.amount.setText(amount)
        self._on_edited()

    def _add(self, payee: Payee | None) -> None:
        number = len(self.lines) + 1
        names = [Choice(each, each.label, each.label[0]) for each in Payee]
        amount = MoneyEdit(empty=self.tr("unknown"))
        amount.setMinimumWidth(theme_of(self).px(AMOUNT))
        line = _Line(ChoiceEdit(names), TimesEdit(), amount, label("", "error", wrap=True))
        line.payee.set_value(payee)
        line.times.setPlaceholderText(self.tr("Jan, Jul or monthly"))
        line.times.setToolTip(self.tr("Also: Mar, every 3 years from 2027"))
        fields: Mapping[str, Any] = {
            self.tr("Bill {0}"): line.payee,
            self.tr("Months of bill {0}"): line.times,
            self.tr("Amount of bill {0}"): line.amount,
        }
        row = 2 * number - 1
        for at, (name, field) in enumerate(fields.items()):
            field.setAccessibleName(name.format(number))
            self._grid.addWidget(field, row, at)
        self._grid.addWidget(line.wrong, row + 1, 0, 1, 3)
        line.wrong.hide()
        line.payee.entered.connect(lambda _: self._on_edited())
        for edit in (line.times, line.amount):
            edit.textEdited.connect(lambda _: self._on_edited())
            edit.troubled.connect(lambda _, line=line: self._say(line))
        self.lines.append(line)

    def _say(self, line: _Line) -> None:
        words = line.times.error or line.amount.error
        line.wrong.setText(words)
        line.wrong.setVisible(bool(words))

    def _on_edited(self) -> None:
        if self.lines[-1].used and len(self.lines) < MOST:
            self._add(None)
        self.edited.emit()


def _bill(line: _Line) -> Bill:
    times = line.times.value() or BillTimes(())
    payee = line.payee.value() or Payee.OTHER
    return Bill(payee, times.months, line.amount.value(), times.every_years, times.next_year)
