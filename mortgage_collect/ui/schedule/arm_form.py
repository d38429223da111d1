"""What an adjustable note says: index, margin, look-back, rounding, caps, floor, recast."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from mortgage_collect.core.rate import Rate
from mortgage_collect.loanmath.arm import ToGrid
from mortgage_collect.loanmath.arm_forecast import ArmAnswers
from mortgage_collect.loanmath.rate_search import EIGHTH
from mortgage_collect.ui.kit.field_grid import FieldGrid
from mortgage_collect.ui.kit.fields import Choice, ChoiceEdit, CountEdit, DateEdit, RateEdit
from mortgage_collect.ui.schedule import words
from mortgage_collect.ui.schedule.reading_edits import IndexEdit
from mortgage_collect.ui.schedule.side_by_side import SideBySide

LETTERS = 15
LOOK_BACK = 45
"""Days, in the uniform note; stands in the field for everybody to see."""


class ArmForm(QWidget):
    """`edited` at every change. A field left empty is unknown."""

    edited = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.left, self.right = FieldGrid(label_letters=LETTERS), FieldGrid(label_letters=LETTERS)
        self._build_change(today)
        self._build_limits()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(SideBySide(self.left, self.right))
        column.addWidget(self.no_others)
        for grid in (self.left, self.right):
            grid.edited.connect(self.edited)
        self.no_others.toggled.connect(lambda _: self.edited.emit())

    def _build_change(self, today: date) -> None:
        ask, wide = self.left.ask, 16
        self.index = ask("index", self.tr("Index"), IndexEdit(), letters=wide)
        self.index_on = ask("index_on", self.tr("Published"), DateEdit(today, toward="last"))
        self.margin = ask("margin", self.tr("Margin"), RateEdit(), letters=wide)
        self.change_on = ask("change_on", self.tr("Next change"), DateEdit(today))
        self.every = ask(
            "every",
            self.tr("Then every"),
            CountEdit(low=1, high=360, unit=self.tr("months")),
            letters=wide,
        )
        self.first = ask("first", self.tr("First change"), self._yes_no(), letters=wide)
        self.look_back = ask(
            "look_back",
            self.tr("Look-back"),
            CountEdit(low=0, high=400, unit=self.tr("days")),
            letters=wide,
        )
        self.look_back.set_value(LOOK_BACK)
        self.recast = ask("recast", self.tr("Payment recast"), self._yes_no(), letters=wide)

    def _build_limits(self) -> None:
        ask, wide = self.right.ask, 16
        self.grid = ask(
            "grid", self.tr("Rounded to"), RateEdit(), self.tr("0 leaves it"), letters=wide
        )
        self.grid.set_value(EIGHTH)
        self.to_grid = ask(
            "to_grid",
            self.tr("How"),
            ChoiceEdit([Choice(how, words.rounding(how)) for how in ToGrid]),
            letters=22,
        )
        self.original = ask("original", self.tr("Original rate"), RateEdit(), letters=wide)
        self.first_cap = ask("first_cap", self.tr("First cap"), RateEdit(), letters=wide)
        self.periodic = ask("periodic", self.tr("Periodic cap"), RateEdit(), letters=wide)
        self.lifetime = ask("lifetime", self.tr("Lifetime cap"), RateEdit(), letters=wide)
        self.lifetime.setToolTip(self.tr("Points above the original rate"))
        self.floor = ask("floor", self.tr("Floor"), RateEdit(), letters=wide)
        self.payment_cap = ask("payment_cap", self.tr("Payment cap"), RateEdit(), letters=wide)
        self.payment_cap.setToolTip(self.tr("Most a recast raises the payment by; empty is none"))
        self.no_others = QCheckBox(self.tr("An empty cap or floor is one the note does not have"))

    def show_answers(self, found: ArmAnswers) -> None:
        """What the file knows of it; fields it knows nothing of stay as they are."""
        known: tuple[tuple[RateEdit | DateEdit, object], ...] = (
            (self.margin, found.margin),
            (self.original, found.original),
            (self.change_on, found.change_on),
        )
        for field, value in known:
            if value is not None and field.value() is None:
                field.set_value(value)  # type: ignore[arg-type]

    def answers(self) -> ArmAnswers:
        grid: Rate | None = self.grid.value()
        return ArmAnswers(
            index=self.index.value(),
            index_on=self.index_on.value(),
            margin=self.margin.value(),
            change_on=self.change_on.value(),
            every_months=self.every.value(),
            first=self.first.value(),
            look_back_days=self.look_back.value(),
            grid=grid or None,
            grid_known=grid is not None,
            to_grid=self.to_grid.value(),
            original=self.original.value(),
            first_cap=self.first_cap.value(),
            periodic_cap=self.periodic.value(),
            lifetime_cap=self.lifetime.value(),
            floor=self.floor.value(),
            no_other_limits=self.no_others.isChecked(),
            recast=self.recast.value(),
            payment_cap=self.payment_cap.value(),
        )

    def _yes_no(self) -> ChoiceEdit:
        return ChoiceEdit([Choice(True, self.tr("yes"), "y"), Choice(False, self.tr("no"), "n")])
