"""Promises to pay: made in a conversation, decided by what came in."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from mortgage_collect.core import text
from mortgage_collect.core.calendar import add_bank_days, months_between
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, Money, total
from mortgage_collect.core.words import PromiseStatus
from mortgage_collect.events.contacts import PromiseDecided, PromiseMade
from mortgage_collect.models.contact import Promise
from mortgage_collect.models.loan import Loan, Payment
from mortgage_collect.models.tape import Tape, TapeChange
from mortgage_collect.queries.facts import known_through, policy, today
from mortgage_collect.services.contacts import set_next_action
from mortgage_collect.store.unit_of_work import UnitOfWork

# The bank's own practice unless it decides otherwise (policy "promise_grace_days").
GRACE_BANK_DAYS = 1
LONGEST_DAYS = 45
CHECK = "check promise"


def make_promise(
    unit: UnitOfWork,
    loan_id: int,
    amount: Money,
    due_on: date,
    *,
    person_id: int | None = None,
    contact_id: int | None = None,
) -> int:
    """An amount by a date; the loan comes back on the day after it. Returns the promise's id.

    Raises UserError for an amount that is nothing, a date gone by, or one too far ahead.
    """
    day = today(unit.session, unit.now)
    if amount <= ZERO:
        raise UserError(f"A promise of {amount} is no promise.", do="Enter the amount promised.")
    if due_on < day:
        raise UserError(
            f"{text.day(due_on)} has gone by.", do="Enter the day the money will arrive."
        )
    if (due_on - day).days > LONGEST_DAYS:
        raise UserError(
            f"{text.day(due_on)} is more than {LONGEST_DAYS} days ahead.",
            do="Make a repayment plan (F6) instead of a promise.",
        )
    loan = unit.session.get_one(Loan, loan_id)
    promise = Promise(
        loan_id=loan.id,
        person_id=person_id,
        contact_id=contact_id,
        made_on=day,
        amount=amount,
        due_on=due_on,
        status=PromiseStatus.OPEN,
        by=unit.actor,
    )
    unit.session.add(promise)
    unit.session.flush()
    unit.record(
        PromiseMade(
            about=f"loan:{loan_id}",
            also=("queue",),
            promise_id=promise.id,
            person_id=person_id,
            amount=amount,
            due_on=due_on,
            contact_id=contact_id,
        )
    )
    set_next_action(unit, loan_id, add_bank_days(due_on, 1), CHECK)
    return promise.id


def decide_promises(unit: UnitOfWork, loan_ids: frozenset[int] | None = None) -> int:
    """Marks open promises kept or broken by the payments on file; returns how many it decided.

    A promise is kept when what was received from the day it was made through its date and grace
    reaches the amount. It is broken only once payments are known through that day: silence
    before is not a broken promise.
    """
    session = unit.session
    day = today(session, unit.now)
    grace = int(policy(session, "promise_grace_days", day) or GRACE_BANK_DAYS)
    through = known_through(session)
    query = select(Promise).where(Promise.status == PromiseStatus.OPEN)
    if loan_ids is not None:
        query = query.where(Promise.loan_id.in_(loan_ids))
    decided = 0
    for promise in session.scalars(query).all():
        last = add_bank_days(promise.due_on, grace)
        received = max(_posted(session, promise, last), _told_by_tape(session, promise, last))
        if received >= promise.amount:
            status, why = PromiseStatus.KEPT, f"in by {text.day(last)}"
        elif through is not None and through >= last and day > last:
            status = PromiseStatus.PARTLY_KEPT if received > ZERO else PromiseStatus.BROKEN
            why = f"{received} of {promise.amount} in by {text.day(last)}"
        else:
            continue
        promise.status, promise.decided_on, promise.received = status, day, received
        decided += 1
        if session.get_one(Loan, promise.loan_id).next_action == CHECK:
            set_next_action(unit, promise.loan_id, None, "")
        unit.record(
            PromiseDecided(
                about=f"loan:{promise.loan_id}",
                also=("queue",),
                promise_id=promise.id,
                status=status,
                received=received,
                why=why,
            )
        )
    return decided


def _posted(session: Session, promise: Promise, last: date) -> Money:
    return total(
        session.scalars(
            select(Payment.amount).where(
                Payment.loan_id == promise.loan_id,
                Payment.received_on >= promise.made_on,
                Payment.received_on <= last,
            )
        )
    )


def _told_by_tape(session: Session, promise: Promise, last: date) -> Money:
    """What the tapes alone show: the last payment in the window, or instalments moved past.

    A bank that brings in only month-end tapes posts no payments here, and a borrower who kept
    their word must not be written down as having broken it.
    """
    loan = session.get_one(Loan, promise.loan_id)
    if loan.as_of is None or loan.as_of < promise.made_on:
        return ZERO
    if (
        loan.last_payment_on is not None
        and loan.last_payment_amount is not None
        and promise.made_on <= loan.last_payment_on <= last
    ):
        return loan.last_payment_amount
    moved = session.execute(
        select(TapeChange.was, TapeChange.now)
        .join(Tape, Tape.id == TapeChange.tape_id)
        .where(
            TapeChange.loan_id == loan.id,
            TapeChange.field == "next_due_date",
            Tape.as_of >= promise.made_on,
        )
    ).all()
    months = sum(
        months_between(date.fromisoformat(row.was), date.fromisoformat(row.now))
        for row in moved
        if row.was and row.now
    )
    payment = (loan.principal_interest or ZERO) + (loan.escrow_payment or ZERO)
    return payment * max(months, 0)


def cancel_promise(unit: UnitOfWork, promise_id: int, reason: str) -> None:
    """Takes an open promise back; it stays in the history."""
    promise = unit.session.get_one(Promise, promise_id)
    if promise.status is not PromiseStatus.OPEN:
        raise UserError(f"This promise is already {promise.status.label.lower()}.")
    promise.status = PromiseStatus.CANCELLED
    promise.decided_on = today(unit.session, unit.now)
    unit.record(
        PromiseDecided(
            about=f"loan:{promise.loan_id}",
            also=("queue",),
            promise_id=promise_id,
            status=PromiseStatus.CANCELLED,
            received=ZERO,
            why=reason,
        )
    )
