"""What is asked for a plan: what they can pay or how many months, and what is seldom needed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget

from mortgage_collect.core.money import ZERO
from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.field_grid import FieldGrid
from mortgage_collect.ui.kit.fields import CountEdit, DateEdit, MoneyEdit
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.workout.options.repayment_plan import Answers

_SELDOM = ("down", "first", "late")


class PlanQuestions(QFrame):
    """`edited` at every key; `answers()` is None while nothing is asked for."""

    edited = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress(self, card=True)
        theme = theme_of(self)
        self.grid = FieldGrid(label_letters=15)
        ask = self.grid.ask
        self.pay = ask("pay", self.tr("They can pay"), MoneyEdit(), letters=16)
        months = CountEdit(low=1, high=36, unit=self.tr("months"))
        self.months = ask("months", self.tr("or over"), months, letters=16)
        self.down = ask("down", self.tr("Down payment"), MoneyEdit(), letters=16)
        first = DateEdit(today, low=today)
        self.first = ask("first", self.tr("First payment"), first, letters=20)
        self.late = ask("late", "", QCheckBox(self.tr("Repay late charges in the plan")))
        self.more = button(self.tr("More"), self._on_more, kind="link")
        self.grid.edited.connect(self.edited)
        self.pay.textEdited.connect(lambda _: self._only(self.months))
        self.months.textEdited.connect(lambda _: self._only(self.pay))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(8))
        column.addWidget(self.grid)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_more(False)

    def answers(self) -> Answers | None:
        """What is asked for; None while nothing is, or while a field cannot be read."""
        pay, months = self.pay.value(), self.months.value()
        if pay is None and months is None:
            return None
        return Answers(
            months=months or 1,
            pay=pay,
            down_payment=self.down.value() or ZERO,
            first_due=self.first.value(),
            include_late_charges=self.late.isChecked(),
        )

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Put back what was typed before."""
        self.grid.restore(draft)
        self.show_more(any(draft.get(name) for name in _SELDOM))

    def show_more(self, shown: bool) -> None:
        for name in _SELDOM:
            self.grid.set_row_visible(name, shown)
        self.more.setVisible(not shown)

    def _on_more(self) -> None:
        self.show_more(True)
        self.down.setFocus(Qt.FocusReason.TabFocusReason)

    def _only(self, other: MoneyEdit | CountEdit) -> None:
        """One of the two ways in at a time."""
        if other.text():
            other.set_value(None)
            self.edited.emit()
