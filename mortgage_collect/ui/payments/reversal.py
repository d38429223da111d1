"""Taking a payment back: the day the money went back, and why."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from mortgage_collect.core import text
from mortgage_collect.queries.card_rows import PaymentRow
from mortgage_collect.ui.kit.field_grid import WHOLE, FieldGrid
from mortgage_collect.ui.kit.fields import DateEdit, TextEdit
from mortgage_collect.ui.payments.view_model import PaymentModel


class Reversal(FieldGrid):
    """The two questions about one payment, and what the day will mean for its loan."""

    def __init__(self, model: PaymentModel, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent, label_letters=13)
        self._model, self._today = model, today
        self.row: PaymentRow | None = None
        self.returned = self.ask(
            "returned",
            self.tr("Returned on"),
            DateEdit(today, toward="last", high=today, required=True),
            letters=22,
        )
        self.why = self.ask(
            "reason", self.tr("Reversed because"), TextEdit(required=True), letters=WHOLE
        )
        self.edited.connect(self._explain)
        self.returned.entered.connect(lambda _: self._explain())
        self.hide()

    def ask_about(self, row: PaymentRow) -> None:
        """The day is today until somebody says otherwise."""
        if self.row is None or self.row.payment_id != row.payment_id:
            self.why.set_value(None)
            self.returned.low = row.received_on
            self.returned.set_value(max(self._today, row.received_on))
        self.row = row
        self.hint(
            "reason",
            self.tr(
                "A returned check, a wrong loan. {0} of {1}: both entries stay on file."
            ).format(row.amount, text.day(row.received_on)),
        )
        self._explain()
        self.show()

    def done(self) -> None:
        """Nothing is asked any more."""
        self.row = None
        self.hide()

    def _explain(self) -> None:
        day, seen = self.returned.value(), self._model.seen
        if self.row is None or seen is None:
            return
        as_of = seen.who.tape_as_of
        if day is None or as_of is None or not self._model.tape_holds(self.row):
            says = self.tr("It is undone as of the day it came in.")
        elif day > as_of:
            says = self.tr(
                "The tape of {0} still holds the payment: the debt rises by it as of this day."
            ).format(text.day(as_of))
        else:
            says = self.tr(
                "The tape of {0} is of this day or later and should know it: nothing changes."
            ).format(text.day(as_of))
        self.hint("returned", says)
