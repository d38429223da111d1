"""The note as the file has it, to be corrected, and the way it is looked at with its questions."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import DayCount
from mortgage_collect.core.words import RateType
from mortgage_collect.loanmath.arm_forecast import ArmAnswers
from mortgage_collect.loanmath.note import Look, Note, Way
from mortgage_collect.ui.kit.field_grid import FieldGrid
from mortgage_collect.ui.kit.fields import (
    Choice,
    ChoiceEdit,
    CountEdit,
    DateEdit,
    MoneyEdit,
    RateEdit,
)
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.schedule import words
from mortgage_collect.ui.schedule.arm_form import ArmForm
from mortgage_collect.ui.schedule.reading_edits import StepsEdit
from mortgage_collect.ui.schedule.side_by_side import SideBySide

if TYPE_CHECKING:
    from mortgage_collect.queries.note import NoteOnFile

ASKED: Final[dict[Way, tuple[str, ...]]] = {
    Way.INTEREST_ONLY: ("months",),
    Way.MINIMUM: ("months", "minimum", "beside"),
    Way.STEPS: ("steps",),
    Way.BALLOON: ("over", "due_with"),
    Way.HALVES_HELD: ("thirteenth",),
}
"""The questions of a way; an adjustable rate has a form of its own."""
LETTERS = 13


class NoteForm(QWidget):
    """`edited` at every change of an answer."""

    edited = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.on_file = FieldGrid(label_letters=LETTERS)
        self.asked = FieldGrid(label_letters=LETTERS)
        self._due_day: int | None = None
        self._shown: dict[str, Any] = {}
        self._build_way()
        self._build_note(today)
        self._today, self._arm_known = today, ArmAnswers()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(SideBySide(self.asked, self.on_file))
        for part in (self.on_file, self.asked):
            part.edited.connect(self._on_edited)
        self._show_questions()

    def _build_way(self) -> None:
        ask = self.asked.ask
        self.way = ask(
            "way",
            self.tr("Look at it as"),
            ChoiceEdit([Choice(way, words.way(way), words.way_key(way)) for way in Way]),
            letters=30,
        )
        self.way.set_value(Way.AS_WRITTEN)
        months = self.tr("months")
        self.months = ask(
            "months", self.tr("For"), CountEdit(low=1, high=600, unit=months), letters=16
        )
        unknown = self.tr("unknown")
        self.minimum = ask(
            "minimum", self.tr("Minimum payment"), MoneyEdit(empty=unknown), letters=16
        )
        unpaid = [
            Choice(False, self.tr("joins the balance"), "j"),
            Choice(True, self.tr("is kept beside it"), "k"),
        ]
        self.beside = ask("beside", self.tr("Unpaid interest"), ChoiceEdit(unpaid), letters=22)
        self.steps = ask(
            "steps",
            self.tr("Steps"),
            StepsEdit(),
            self.tr("payment and rate, as 13: 4.5, 25: 5.5"),
            letters=30,
        )
        self.over = ask(
            "over",
            self.tr("Amortized over"),
            CountEdit(low=2, high=600, unit=months),
            letters=16,
        )
        self.due_with = ask(
            "due_with", self.tr("Due with No."), CountEdit(low=2, high=600), letters=16
        )
        thirteenth = [
            Choice(True, self.tr("pays principal"), "p"),
            Choice(False, self.tr("waits"), "w"),
        ]
        self.thirteenth = ask(
            "thirteenth", self.tr("A 13th payment"), ChoiceEdit(thirteenth), letters=20
        )
        self.count = ask(
            "count",
            self.tr("Interest by"),
            ChoiceEdit([Choice(count, count.value) for count in DayCount]),
            letters=18,
        )
        self.kind = ask(
            "kind",
            self.tr("The rate is"),
            ChoiceEdit([Choice(kind, kind.label.lower(), kind.value[0]) for kind in RateType]),
            letters=18,
        )
        self.charges = ask(
            "charges",
            self.tr("Finance charges"),
            MoneyEdit(empty=unknown),
            self.tr("for the APR; 0 when there were none"),
            letters=16,
        )

    def _build_note(self, today: date) -> None:
        ask, unknown = self.on_file.ask, self.tr("unknown")
        self.balance = ask("balance", self.tr("Balance"), MoneyEdit(empty=unknown), letters=18)
        self.rate = ask("rate", self.tr("Rate"), RateEdit(), letters=18)
        self.payment = ask("payment", self.tr("Payment"), MoneyEdit(empty=unknown), letters=18)
        self.payment.setToolTip(self.tr("Principal and interest of a month"))
        self.first_due = ask("first_due", self.tr("First row due"), DateEdit(today))
        self.matures = ask("matures", self.tr("Matures"), DateEdit(today))

    @cached_property
    def arm(self) -> ArmForm:
        """Sixteen fields, made when somebody first looks at an adjustable rate."""
        made, column = ArmForm(self._today), self.layout()
        assert column is not None
        self._arm_head = label(self.tr("What the note says of its rate"), "strong")
        column.addWidget(self._arm_head)
        column.addWidget(made)
        made.show_answers(self._arm_known)
        made.edited.connect(self._on_edited)
        return made

    @property
    def _arm_made(self) -> bool:
        return "arm" in self.__dict__

    # -- what stands in it --------------------------------------------------------------------

    def show_file(self, found: NoteOnFile) -> None:
        """What the file says now; what somebody has typed over it stays."""
        note = found.note
        told = {
            "balance": note.balance,
            "rate": note.rate,
            "payment": note.payment,
            "first_due": note.first_due,
            "matures": note.matures_on,
            "count": note.day_count,
            "kind": note.rate_type,
        }
        for name, value in told.items():
            field: Any = self.on_file.fields.get(name) or self.asked.fields[name]
            if field.value() == self._shown.get(name):
                field.set_value(value)
        self._shown, self._due_day = told, note.due_day
        self._arm_known = found.arm
        if self._arm_made:
            self.arm.show_answers(found.arm)

    def note(self) -> Note:
        first = self.first_due.value()
        as_filed = first is not None and first == self._shown.get("first_due")
        return Note(
            balance=self.balance.value(),
            rate=self.rate.value(),
            payment=self.payment.value(),
            first_due=first,
            matures_on=self.matures.value(),
            day_count=self.count.value() or DayCount.THIRTY_360,
            due_day=self._due_day if as_filed else None,
            rate_type=self.kind.value(),
        )

    def look(self) -> Look:
        return Look(
            way=self.way.value() or Way.AS_WRITTEN,
            months=self.months.value(),
            minimum=self.minimum.value(),
            beside=self.beside.value(),
            steps=self.steps.value() or (),
            over=self.over.value(),
            due_with=self.due_with.value(),
            extra_to_principal=self.thirteenth.value(),
            arm=self.arm.answers() if self._arm_made else self._arm_known,
        )

    def finance_charges(self) -> Money | None:
        """None while they are not told: then there is no APR."""
        return self.charges.value()

    def _on_edited(self) -> None:
        self._show_questions()
        self.edited.emit()

    def _show_questions(self) -> None:
        way = self.way.value()
        wanted = ASKED.get(way, ())
        for names in ASKED.values():
            for name in names:
                self.asked.set_row_visible(name, name in wanted)
        if way is Way.ADJUSTABLE or self._arm_made:
            for part in (self.arm, self._arm_head):
                part.setVisible(way is Way.ADJUSTABLE)
