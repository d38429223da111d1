"""Posting money: by hand, from a file, and taking a mistake back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, select

from mortgage_collect.core import text
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.words import PaymentKind, Source
from mortgage_collect.events.loans import PaymentPosted, PaymentReversed
from mortgage_collect.models.loan import Loan, Payment
from mortgage_collect.queries.facts import MANY, facts_of, facts_of_many, today
from mortgage_collect.services.plan_watch import watch_plans
from mortgage_collect.services.promises import decide_promises, reopen_promises
from mortgage_collect.services.renewal import renew_later
from mortgage_collect.store.bulk import Progress, ignore, stored, update_rows
from mortgage_collect.store.unit_of_work import UnitOfWork

TYPO_LIMIT_YEARS = 2


def post_payment(
    unit: UnitOfWork,
    loan_id: int,
    amount: Money,
    received_on: date,
    *,
    kind: PaymentKind = PaymentKind.REGULAR,
    reference: str = "",
    source: Source = Source.STAFF,
    missing_from_tape: bool = False,
    tape_id: int | None = None,
    settle: bool = True,
) -> int:
    """Writes a payment down and brings the loan's arrears up to it; returns its id.

    Raises UserError for an amount of nothing, a date in the future or long gone, or more money
    than the whole debt. A payment received by the tape's as-of date is taken as already in the
    tape's balances unless `missing_from_tape`.
    """
    loan = unit.session.get_one(Loan, loan_id)
    _sound(unit, loan, amount, received_on)
    was = recount(unit, loan) if loan.arrears is None else loan.arrears
    payment = Payment(
        loan_id=loan_id,
        received_on=received_on,
        amount=amount,
        kind=kind,
        reference=reference,
        source=source,
        posted_at=unit.now,
        posted_by=unit.actor,
        tape_id=tape_id,
        missing_from_tape=missing_from_tape,
    )
    unit.session.add(payment)
    unit.session.flush()
    now = recount(unit, loan)
    unit.record(
        PaymentPosted(
            about=f"loan:{loan_id}",
            also=("queue",),
            payment_id=payment.id,
            kind=kind,
            amount=amount,
            received_on=received_on,
            source=source,
            arrears_was=was,
            arrears_now=now,
        )
    )
    renew_later(unit, loan_id)
    if settle:
        decide_promises(unit, frozenset({loan_id}))
        watch_plans(unit, frozenset({loan_id}))
    return payment.id


def reverse_payment(unit: UnitOfWork, payment_id: int, reason: str, returned_on: date) -> int:
    """Takes a payment back (returned check, wrong loan) by an entry of its own.

    `returned_on` is the day the money went back. A tape's balances which hold the payment cannot
    hold what happened after their day, so the reversal then counts on its own day; else it undoes
    the payment on the payment's. Raises UserError for a day before the payment or in the future.
    """
    payment = unit.session.get_one(Payment, payment_id)
    if not reason.strip():
        raise UserError("Why is it reversed?", do="Say what happened to the payment.")
    if payment.kind is PaymentKind.REVERSAL:
        raise UserError("This is itself a reversal.", do="Post the payment again instead.")
    taken = select(Payment.id).where(Payment.reverses_id == payment_id)
    if unit.session.scalar(taken) is not None:
        raise UserError("This payment has already been reversed.")
    _returned_in_time(unit, payment, returned_on)
    loan = unit.session.get_one(Loan, payment.loan_id)
    day = payment.received_on
    if loan.as_of and day <= loan.as_of < returned_on and not payment.missing_from_tape:
        day = returned_on
    reversal = Payment(
        loan_id=payment.loan_id,
        received_on=day,
        amount=-payment.amount,
        kind=PaymentKind.REVERSAL,
        reference=payment.reference,
        source=Source.STAFF,
        posted_at=unit.now,
        posted_by=unit.actor,
        reverses_id=payment_id,
        missing_from_tape=payment.missing_from_tape,
        returned_on=returned_on,
    )
    unit.session.add(reversal)
    unit.session.flush()
    recount(unit, loan)
    unit.record(
        PaymentReversed(
            about=f"loan:{payment.loan_id}",
            also=("queue",),
            payment_id=reversal.id,
            reverses_id=payment_id,
            amount=-payment.amount,
            returned_on=returned_on,
            reason=reason.strip(),
        )
    )
    renew_later(unit, payment.loan_id)
    reopen_promises(unit, payment.loan_id)
    watch_plans(unit, frozenset({payment.loan_id}))
    return reversal.id


def recount(unit: UnitOfWork, loan: Loan) -> Money:
    """Writes the queue's two figures of a loan anew from its facts; returns the arrears."""
    try:
        place = facts_of(unit.session, loan, unit.now).position()
    except UserError:
        return ZERO
    loan.oldest_unpaid_on, loan.arrears = place.next_due, place.arrears
    return place.arrears


def recount_many(unit: UnitOfWork, loan_ids: Sequence[int], progress: Progress = ignore) -> None:
    """The same for many loans: few queries, and never more than some hundred loans in memory.

    Loans held by somebody are read again when they are looked at next.
    """
    session = unit.session
    session.flush()
    session.expire_all()
    for start in range(0, len(loan_ids), MANY):
        some = loan_ids[start : start + MANY]
        loans = session.scalars(select(Loan).where(Loan.id.in_(some))).all()
        counted = []
        for loan, facts in facts_of_many(session, loans, unit.now):
            try:
                place = facts.position()
            except UserError:
                continue
            if (loan.oldest_unpaid_on, loan.arrears) != (place.next_due, place.arrears):
                counted.append((stored(place.next_due), stored(place.arrears), loan.id))
        update_rows(session, "loan", {("oldest_unpaid_on", "arrears"): counted})
        progress(start + len(some), len(loan_ids), "Counting arrears")
    session.expire_all()


def _returned_in_time(unit: UnitOfWork, payment: Payment, returned_on: date) -> None:
    day = today(unit.session, unit.now)
    if returned_on > day:
        raise UserError(
            f"{text.day(returned_on)} is in the future (today is {text.day(day)}).",
            do="Enter the day the money went back.",
        )
    if returned_on < payment.received_on:
        raise UserError(
            f"{text.day(returned_on)} is before the payment came in "
            f"({text.day(payment.received_on)}).",
            do="Enter the day the money went back.",
        )


def _sound(unit: UnitOfWork, loan: Loan, amount: Money, received_on: date) -> None:
    day = today(unit.session, unit.now)
    if amount <= ZERO:
        raise UserError(
            f"A payment of {amount} cannot be posted.",
            do="Enter the amount received; to take one back, reverse it.",
        )
    if received_on > day:
        raise UserError(
            f"{text.day(received_on)} is in the future (today is {text.day(day)}).",
            do="Enter the day the money came in.",
        )
    if received_on < day.replace(year=day.year - TYPO_LIMIT_YEARS, day=1):
        raise UserError(
            f"{text.day(received_on)} is more than {TYPO_LIMIT_YEARS} years ago.",
            do="Check the date the money came in.",
        )
    debt = whole_debt(loan)
    if debt is not None and amount > debt:
        raise UserError(
            f"{amount} is more than the whole debt of about {debt} on loan {loan.number}.",
            do="Check the amount and the loan number.",
        )


# What `whole_debt` looks at.
DEBT = (
    Loan.upb,
    Loan.deferred_principal,
    Loan.late_charges,
    Loan.other_fees,
    Loan.escrow_advance,
    Loan.corporate_advance,
    Loan.rate,
)


def whole_debt(loan: Loan | Row[*tuple[Any, ...]]) -> Money | None:
    """Everything the borrower could owe at the most, a year of interest included."""
    if loan.upb is None:
        return None
    parts = (
        loan.upb,
        loan.deferred_principal,
        loan.late_charges,
        loan.other_fees,
        loan.escrow_advance,
        loan.corporate_advance,
    )
    known = Money(sum(part.cents for part in parts if part is not None))
    interest = loan.upb.times(loan.rate.exact) if loan.rate else loan.upb.split(4)[0]
    return known + interest
