"""The state of posting a payment: what it would change, and what was posted before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.waking import waking
from mortgage_collect.core.words import PaymentKind
from mortgage_collect.loanmath.position import Position
from mortgage_collect.loanmath.terms import Received
from mortgage_collect.queries.card_rows import PaymentRow
from mortgage_collect.queries.payment_entry import PaymentSight, payment_sight
from mortgage_collect.ui.desk import Desk


@dataclass(frozen=True, slots=True)
class Payment:
    """What is typed, once it can be read."""

    amount: Money
    received_on: date
    kind: PaymentKind = PaymentKind.REGULAR
    reference: str = ""
    missing_from_tape: bool = False


@dataclass(frozen=True, slots=True)
class Effect:
    """Where the loan stands before and after; `in_tape` when the tape has the money already."""

    before: Position
    after: Position
    in_tape: bool


class PaymentModel(QObject):
    """`shown(PaymentSight)`, `worked_out(Effect | None)`, `posted(id)`, `reversed()`, and
    `refused(field, text)` with the field the trouble is about."""

    shown = Signal(object)
    worked_out = Signal(object)
    posted = Signal(int)
    undone = Signal()
    refused = Signal(str, str)

    def __init__(self, desk: Desk, loan_id: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self.loan_id = desk, loan_id
        self.seen: PaymentSight | None = None
        self._tried: Payment | None = None
        desk.runner.changed.connect(self._on_changed)

    def refresh(self) -> None:
        ask = partial(payment_sight, loan_id=self.loan_id, now=self._desk.clock.now())
        self._desk.runner.look(ask, done=self._take, newest=f"payment:{id(self)}")

    def tape_has(self, received_on: date | None) -> bool:
        """True when the tape's balances should hold money received that day."""
        as_of = self.seen.who.tape_as_of if self.seen else None
        return received_on is not None and as_of is not None and received_on <= as_of

    def try_out(self, payment: Payment | None) -> None:
        """Work out what a payment would change; nothing is written."""
        self._tried = payment
        facts = self.seen.facts if self.seen else None
        if payment is None or facts is None:
            self.worked_out.emit(None)
            return
        in_tape = self.tape_has(payment.received_on) and not payment.missing_from_tape
        on = max(facts.as_of, payment.received_on)
        more = () if in_tape else (Received(payment.received_on, payment.amount),)
        after = replace(facts, received=(*facts.received, *more))
        self.worked_out.emit(Effect(facts.position(on), after.position(on), in_tape))

    def post(self, payment: Payment) -> None:
        self._desk.runner.change(
            partial(_post, loan_id=self.loan_id, payment=payment),
            done=self.posted.emit,
            failed=self._on_failed,
        )

    def tape_holds(self, row: PaymentRow) -> bool:
        """True when the tape's balances hold a payment on file."""
        return self.tape_has(row.received_on) and not row.missing_from_tape

    def reverse(self, payment_id: int, reason: str, returned_on: date) -> None:
        self._desk.runner.change(
            partial(_reverse, payment_id=payment_id, reason=reason, returned_on=returned_on),
            done=lambda _: self.undone.emit(),
            failed=self._on_kept,
        )

    def _take(self, seen: PaymentSight) -> None:
        self.seen = seen
        self.shown.emit(seen)
        self.try_out(self._tried)

    def _on_failed(self, error: Exception, field: str = "") -> None:
        if isinstance(error, UserError):
            words = error.message
            about = "received" if "future" in words or "years ago" in words else "amount"
            self.refused.emit(field or about, str(error))
        else:
            self._desk.runner.failed.emit(error)

    def _on_kept(self, error: Exception) -> None:
        """The payment stays: is it about the day, or about the reason?"""
        about_the_day = any(
            words in str(error) for words in ("in the future", "before the payment")
        )
        self._on_failed(error, "returned" if about_the_day else "reason")

    def _on_changed(self, touched: frozenset[str]) -> None:
        if f"loan:{self.loan_id}" in touched:
            self.refresh()


def _post(unit: Any, loan_id: int, payment: Payment) -> int:
    with waking:
        from mortgage_collect.services.payments import post_payment

    return post_payment(
        unit,
        loan_id,
        payment.amount,
        payment.received_on,
        kind=payment.kind,
        reference=payment.reference,
        missing_from_tape=payment.missing_from_tape,
    )


def _reverse(unit: Any, payment_id: int, reason: str, returned_on: date) -> int:
    with waking:
        from mortgage_collect.services.payments import reverse_payment

    return reverse_payment(unit, payment_id, reason, returned_on)
