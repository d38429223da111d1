"""Post a payment by hand, see what it changes first, and take one back with its reason."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget

from mortgage_collect.core import text
from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.words import PaymentKind
from mortgage_collect.queries.card_rows import PaymentRow
from mortgage_collect.queries.payment_entry import PaymentSight
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.amount_list import Amount, AmountList
from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.drafts import Drafts
from mortgage_collect.ui.kit.field_grid import WHOLE, FieldGrid
from mortgage_collect.ui.kit.fields import Choice, ChoiceEdit, DateEdit, MoneyEdit, TextEdit
from mortgage_collect.ui.kit.rows import Column, RowsModel, Tone
from mortgage_collect.ui.kit.section import Section
from mortgage_collect.ui.kit.sheet import Sheet
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.table import Table
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.payments.reversal import Reversal
from mortgage_collect.ui.payments.view_model import Effect, Payment, PaymentModel

KEY = "payment"
KINDS = (PaymentKind.REGULAR, PaymentKind.PARTIAL, PaymentKind.PAYOFF)


class PaymentPanel(Sheet):
    """Amount, Enter, date, Enter: posted. The arrears before and after stand beside it."""

    def __init__(self, desk: Desk, loan_id: int, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Payment"))
        self._desk, self._loan_id = desk, loan_id
        self._drafts = Drafts.of(desk.runner)
        self.model = PaymentModel(desk, loan_id, self)
        self._build_entry()
        self._build_list()
        self.post_button = self.add_button(
            self.tr("Post payment"), self.post, kind="primary", icon="banknote"
        )
        self.model.shown.connect(self.show_sight)
        self.model.worked_out.connect(self.show_effect)
        self.model.posted.connect(self._on_posted)
        self.model.undone.connect(self._on_undone)
        self.model.refused.connect(self._on_refused)
        self.starts_at(self.amount)
        self.asked.restore(self._drafts.kept(KEY, loan_id))
        self._on_edited()
        self.model.refresh()

    def _build_entry(self) -> None:
        theme = theme_of(self)
        today = self._desk.today()
        box = QFrame()
        dress(box, card=True)
        column = QVBoxLayout(box)
        column.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        column.setSpacing(theme.px(10))
        self.asked = FieldGrid(label_letters=13)
        self.amount = self.asked.ask(
            "amount", self.tr("Amount"), MoneyEdit(required=True), letters=18
        )
        self.received = self.asked.ask(
            "received",
            self.tr("Received"),
            DateEdit(today, toward="last", high=today),
            self.tr("empty is today"),
            letters=22,
        )
        self.kind = self.asked.ask(
            "kind",
            self.tr("Kind"),
            ChoiceEdit([Choice(kind, kind.label, kind.label[0]) for kind in KINDS]),
            letters=18,
        )
        self.kind.set_value(PaymentKind.REGULAR)
        self.reference = self.asked.ask("reference", self.tr("Reference"), TextEdit(), letters=30)
        self.missing = self.asked.ask(
            "missing",
            "",
            QCheckBox(self.tr("Missing from the tape")),
            letters=WHOLE,
        )
        self.asked.set_row_visible("missing", False)
        self.asked.edited.connect(self._on_edited)
        column.addWidget(self.asked)
        self.effect = AmountList(self.tr("What the payment changes"))
        self.effect.hide()
        column.addWidget(self.effect)
        self.body.addWidget(box)

    def _build_list(self) -> None:
        self.rows = RowsModel[PaymentRow](
            [
                Column(self.tr("Received"), lambda row: row.received_on, text.day, width=13),
                Column(self.tr("Amount"), lambda row: row.amount, kind="money", width=13),
                Column(self.tr("Kind"), self._kind, kind="chip", width=12, tone=_tone),
                Column(self.tr("Reference"), self._reference, width=12, stretch=True),
                Column(self.tr("From"), lambda row: row.source.label, width=8),
            ],
            key=lambda row: row.payment_id,
        )
        self.payments = Table(
            self.rows,
            name=self.tr("Payments"),
            empty=self.tr("No payment is on file for this loan."),
            flat=True,
        )
        self.payments.setMinimumHeight(theme_of(self).px(180))
        self.reverse = button(self.tr("Reverse"), self.reverse_chosen, kind="quiet", icon="undo-2")
        self.reverse.setEnabled(False)
        self.listed = Section(self.tr("Payments on file"))
        self.listed.add_action(self.reverse)
        self.reversal = Reversal(self.model, self._desk.today())
        self.listed.add(self.reversal)
        self.listed.add(self.payments, 1)
        self.body.addWidget(self.listed, 1)
        self.payments.chosen.connect(self._on_chosen)
        self.payments.opened.connect(lambda _: self.ask_why())

    # -- showing ------------------------------------------------------------------------------

    def show_sight(self, seen: PaymentSight) -> None:
        self.who.say(seen.who.shown)
        self.rows.show_rows(seen.payments)
        if seen.trouble:
            self.effect.show_amounts([Amount(seen.trouble, tone="caution")])
            self.effect.show()

    def show_effect(self, effect: Effect | None) -> None:
        self.effect.setVisible(effect is not None)
        if effect is None:
            return
        before, after = effect.before, effect.after
        lines = [
            Amount.of(self.tr("Past due now"), before.arrears, self._unpaid(len(before.unpaid))),
            Amount(
                self.tr("Past due after it"),
                str(after.arrears),
                self._unpaid(len(after.unpaid)),
                strong=True,
                tone="clear" if not after.arrears else None,
            ),
        ]
        if after.suspense and after.suspense != before.suspense:
            lines.append(
                Amount.of(
                    self.tr("Waits in suspense"), after.suspense, self.tr("not a whole payment")
                )
            )
        if effect.in_tape:
            lines.append(Amount(self.tr("Nothing changes: the tape's balances hold it already.")))
        self.effect.show_amounts(lines)

    def _unpaid(self, count: int) -> str:
        if not count:
            return self.tr("current")
        return text.count(count, self.tr("payment unpaid"), self.tr("payments unpaid"))

    def _kind(self, row: PaymentRow) -> str:
        return self.tr("Reversed") if row.reversed else row.kind

    def _reference(self, row: PaymentRow) -> str:
        if row.returned_on is None:
            return row.reference
        said = self.tr("returned {0}").format(text.day(row.returned_on))
        return f"{row.reference}, {said}" if row.reference else said

    # -- doing --------------------------------------------------------------------------------

    def payment(self) -> Payment | None:
        """What is typed; None until it can be read."""
        amount = self.amount.value()
        typed = self.received.text().strip()
        received = self.received.value() if typed else self._desk.today()
        if amount is None or received is None:
            return None
        return Payment(
            amount,
            received,
            self.kind.value() or PaymentKind.REGULAR,
            self.reference.value() or "",
            self.missing.isChecked() and self.asked.fields["missing"].isVisibleTo(self),
        )

    def _on_edited(self) -> None:
        payment = self.payment()
        in_tape = payment is not None and self.model.tape_has(payment.received_on)
        self.asked.set_row_visible("missing", in_tape)
        seen = self.model.seen
        if in_tape and seen is not None and seen.who.tape_as_of is not None:
            words = self.tr(
                "The newest tape is as of {0}, so its balances should hold this payment. Tick this "
                "only when you have seen that they do not."
            )
            self.asked.hint("missing", words.format(text.day(seen.who.tape_as_of)))
        self.model.try_out(self.payment())

    def go_on(self) -> None:
        """Enter: from the amount and the date to posting; in the reason, the reversal."""
        here = self.focusWidget()
        if here is self.reversal.why:
            self.undo_payment()
        elif here in (self.received, self.reference) and self.payment() is not None:
            self.post_button.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().go_on()

    def submit(self) -> None:
        self.post()

    def post(self) -> None:
        if not self.asked.check():
            return
        payment = self.payment()
        if payment is None:
            return
        if payment.amount <= ZERO:
            self.asked.wrong("amount", self.tr("Enter the amount received."))
            return
        self.model.post(payment)

    def ask_why(self) -> None:
        """Reversing needs the day the money went back and a reason; the row stays marked."""
        row = self.payments.row()
        if row is not None and self._may_reverse(row):
            self.reversal.ask_about(row)
            self.go_to(self.reversal.returned)
            self.bring_up(self.listed)

    def reverse_chosen(self) -> None:
        """The button: asks first, and with the answers typed it does it."""
        row = self.payments.row()
        if row is not None and row == self.reversal.row:
            self.undo_payment()
        else:
            self.ask_why()

    def undo_payment(self) -> None:
        row = self.reversal.row
        if row is None or not self.reversal.check():
            return
        returned_on = self.reversal.returned.value()
        if returned_on is not None:
            self.model.reverse(row.payment_id, self.reversal.why.value() or "", returned_on)

    def put_away(self) -> None:
        draft = self.asked.draft()
        typed = any(draft[name] for name in ("amount", "received", "reference"))
        self._drafts.keep(KEY, self._loan_id, draft if typed else {})

    def _may_reverse(self, row: PaymentRow) -> bool:
        return not row.reversed and row.amount > Money(0)

    def _on_chosen(self, row: PaymentRow | None) -> None:
        self.reverse.setEnabled(row is not None and self._may_reverse(row))

    def _on_posted(self, _payment_id: int) -> None:
        payment = self.payment()
        self._drafts.drop(KEY, self._loan_id)
        self.asked.empty()
        self.kind.set_value(PaymentKind.REGULAR)
        self._on_edited()
        if payment is not None:
            self._desk.say(self.tr("{0} posted.").format(payment.amount), "done")
        self.amount.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_undone(self) -> None:
        self.reversal.done()
        self._desk.say(self.tr("The payment is reversed."), "done")
        self.payments.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_refused(self, field: str, words: str) -> None:
        grid = self.reversal if field in self.reversal.fields else self.asked
        grid.wrong(field, words)


def _tone(row: PaymentRow) -> Tone:
    if row.reversed or row.amount < ZERO:
        return "caution"
    return "clear" if row.kind == PaymentKind.REGULAR.label else "neutral"
