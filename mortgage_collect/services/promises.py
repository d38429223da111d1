"""Promises to pay: made in a conversation, decided by what came in."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import func, or_, select
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
from mortgage_collect.services.next_step import PromiseSaid
from mortgage_collect.store.unit_of_work import UnitOfWork

# The bank's own practice unless it decides otherwise (policy "promise_grace_days").
GRACE_BANK_DAYS = 1
LONGEST_DAYS = 45
MOST_INSTALLMENTS = 6
LONGEST_SERIES_DAYS = 92
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
    one = (PromiseSaid(amount, due_on),)
    return make_promises(unit, loan_id, one, person_id=person_id, contact_id=contact_id)[0]


def make_promises(
    unit: UnitOfWork,
    loan_id: int,
    promised: Sequence[PromiseSaid],
    *,
    person_id: int | None = None,
    contact_id: int | None = None,
    made_on: date | None = None,
) -> tuple[int, ...]:
    """A promise in installments, each an amount by its day; the loan comes back after the first.

    `made_on` is the day of the talk, where that was not today.

    Returns their ids, by day. Raises UserError as `make_promise`, for two on one day, and for what
    is so many or goes on for so long that it is a repayment plan.
    """
    day = today(unit.session, unit.now)
    said = sorted(promised, key=lambda each: each.due_on)
    _check(said, day)
    unit.session.get_one(Loan, loan_id)
    ids: list[int] = []
    for each in said:
        first = ids[0] if ids else None
        ids.append(_write(unit, loan_id, each, made_on or day, first, person_id, contact_id))
    set_next_action(unit, loan_id, add_bank_days(said[0].due_on, 1), CHECK)
    return tuple(ids)


def _check(said: Sequence[PromiseSaid], day: date) -> None:
    for each in said:
        if each.amount <= ZERO:
            raise UserError(
                f"A promise of {each.amount} is no promise.", do="Enter the amount promised."
            )
    first, last = said[0].due_on, said[-1].due_on
    if first < day:
        raise UserError(
            f"{text.day(first)} has gone by.", do="Enter the day the money will arrive."
        )
    if (first - day).days > LONGEST_DAYS:
        raise UserError(
            f"{text.day(first)} is more than {LONGEST_DAYS} days ahead.",
            do="Make a repayment plan (F6) instead of a promise.",
        )
    if len(said) > MOST_INSTALLMENTS or (last - day).days > LONGEST_SERIES_DAYS:
        raise UserError(
            f"A promise has {MOST_INSTALLMENTS} installments at most, the last within "
            f"{LONGEST_SERIES_DAYS} days; this one has {len(said)}, the last on {text.day(last)}.",
            do="Make a repayment plan (F6) instead of a promise.",
        )
    if len({each.due_on for each in said}) < len(said):
        raise UserError(
            "Two installments are due on one day.", do="Give each installment a day of its own."
        )


def _write(
    unit: UnitOfWork,
    loan_id: int,
    said: PromiseSaid,
    day: date,
    first_id: int | None,
    person_id: int | None,
    contact_id: int | None,
) -> int:
    promise = Promise(
        loan_id=loan_id,
        person_id=person_id,
        contact_id=contact_id,
        first_id=first_id,
        made_on=day,
        amount=said.amount,
        due_on=said.due_on,
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
            amount=said.amount,
            due_on=said.due_on,
            contact_id=contact_id,
            first_id=first_id,
        )
    )
    return promise.id


def decide_promises(unit: UnitOfWork, loan_ids: frozenset[int] | None = None) -> int:
    """Marks open promises kept or broken by the payments on file; returns how many it decided.

    A promise is kept when what was received from the day it was made through its date and grace
    reaches the amount; money that kept an earlier promise is spent. It is broken only once
    payments are known through that day: silence before is not a broken promise.
    """
    session = unit.session
    day = today(session, unit.now)
    grace = _grace(session, day)
    through = known_through(session)
    query = select(Promise).where(Promise.status == PromiseStatus.OPEN).order_by(Promise.due_on)
    if loan_ids is not None:
        query = query.where(Promise.loan_id.in_(loan_ids))
    decided = 0
    for promise in session.scalars(query).all():
        last = add_bank_days(promise.due_on, grace)
        received = _received(session, promise, grace)
        if received >= promise.amount:
            status, why = PromiseStatus.KEPT, f"in by {text.day(last)}"
        elif through is not None and through >= last and day > last:
            status = PromiseStatus.PARTLY_KEPT if received > ZERO else PromiseStatus.BROKEN
            why = f"{received} of {promise.amount} in by {text.day(last)}"
        else:
            continue
        promise.status, promise.decided_on, promise.received = status, day, received
        decided += 1
        _next_check(unit, promise.loan_id)
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


def reopen_promises(unit: UnitOfWork, loan_id: int) -> None:
    """Looks at decided promises again after money was taken back: a check that came back kept
    nothing. Those that miss money now are open again, and decided anew as far as is known.
    """
    session = unit.session
    grace = _grace(session, today(session, unit.now))
    decided = select(Promise).where(
        Promise.loan_id == loan_id,
        Promise.status.in_((PromiseStatus.KEPT, PromiseStatus.PARTLY_KEPT)),
    )
    for promise in session.scalars(decided).all():
        left = _received(session, promise, grace)
        if left >= min(promise.received or ZERO, promise.amount):
            continue
        promise.status, promise.decided_on, promise.received = PromiseStatus.OPEN, None, None
        unit.record(
            PromiseDecided(
                about=f"loan:{loan_id}",
                also=("queue",),
                promise_id=promise.id,
                status=PromiseStatus.OPEN,
                received=left,
                why="a payment was taken back",
            )
        )
        _come_back(unit, promise)
    session.flush()
    decide_promises(unit, frozenset({loan_id}))


def reopen_decided(unit: UnitOfWork, promise_ids: Collection[int], why: str) -> None:
    """Opens promises again whose ground is gone; nothing is decided anew here."""
    session = unit.session
    decided = (PromiseStatus.KEPT, PromiseStatus.PARTLY_KEPT, PromiseStatus.BROKEN)
    query = select(Promise).where(Promise.id.in_(promise_ids), Promise.status.in_(decided))
    for promise in session.scalars(query.order_by(Promise.id)).all():
        promise.status, promise.decided_on, promise.received = PromiseStatus.OPEN, None, None
        unit.record(
            PromiseDecided(
                about=f"loan:{promise.loan_id}",
                also=("queue",),
                promise_id=promise.id,
                status=PromiseStatus.OPEN,
                received=ZERO,
                why=why,
            )
        )
        _come_back(unit, promise)
    session.flush()


def _come_back(unit: UnitOfWork, promise: Promise) -> None:
    """An open promise is looked at on the bank day after it, unless something comes before."""
    if unit.session.get_one(Loan, promise.loan_id).next_action_on is None:
        back = add_bank_days(max(promise.due_on, today(unit.session, unit.now)), 1)
        set_next_action(unit, promise.loan_id, back, CHECK)


def _next_check(unit: UnitOfWork, loan_id: int) -> None:
    """Nothing is left to look at, or the next installment is: on the bank day after it."""
    if unit.session.get_one(Loan, loan_id).next_action != CHECK:
        return
    unit.session.flush()
    due_on = unit.session.scalar(
        select(func.min(Promise.due_on)).where(
            Promise.loan_id == loan_id, Promise.status == PromiseStatus.OPEN
        )
    )
    if due_on is None:
        set_next_action(unit, loan_id, None, "")
    else:
        set_next_action(unit, loan_id, add_bank_days(due_on, 1), CHECK)


def _grace(session: Session, day: date) -> int:
    return int(policy(session, "promise_grace_days", day) or GRACE_BANK_DAYS)


def _received(session: Session, promise: Promise, grace: int) -> Money:
    """The money that came in for a promise: what is posted here, or what the tapes tell."""
    posted = _left_for(session, promise, grace, _posted(session, promise.loan_id))
    return max(posted, _told_by_tape(session, promise, grace))


def _posted(session: Session, loan_id: int) -> dict[date, Money]:
    """Money by the day it was received; what was taken back is gone from its own day."""
    rows = session.execute(
        select(Payment.id, Payment.reverses_id, Payment.received_on, Payment.amount)
        .where(Payment.loan_id == loan_id)
        .order_by(Payment.id)
    ).all()
    days = {row.id: row.received_on for row in rows}
    found: dict[date, Money] = {}
    for row in rows:
        on = days.get(row.reverses_id, row.received_on)
        found[on] = found.get(on, ZERO) + row.amount
    return found


def _left_for(session: Session, promise: Promise, grace: int, money: dict[date, Money]) -> Money:
    """What is left of the money in a promise's days once those due before it had theirs.

    One payment keeps one promise: it is not counted again for the next.
    """
    money = dict(money)
    before = session.scalars(
        select(Promise)
        .where(
            Promise.loan_id == promise.loan_id,
            Promise.status != PromiseStatus.CANCELLED,
            or_(
                Promise.due_on < promise.due_on,
                (Promise.due_on == promise.due_on) & (Promise.id < promise.id),
            ),
        )
        .order_by(Promise.due_on, Promise.id)
    )
    for earlier in before:
        wanted = earlier.amount
        for on in _days_of(earlier, grace, money):
            taken = min(wanted, max(money[on], ZERO))
            wanted, money[on] = wanted - taken, money[on] - taken
    return total(money[on] for on in _days_of(promise, grace, money))


def _days_of(promise: Promise, grace: int, money: dict[date, Money]) -> list[date]:
    last = add_bank_days(promise.due_on, grace)
    return sorted(on for on in money if promise.made_on <= on <= last)


def _told_by_tape(session: Session, promise: Promise, grace: int) -> Money:
    """What the tapes alone show: the last payment in the window, or installments moved past.

    A bank that brings in only month-end tapes posts no payments here, and a borrower who kept
    their word must not be written down as having broken it. Nor is money kept in time that the
    tape says came before or after: of several installments moved past, the last payment is one.
    """
    loan = session.get_one(Loan, promise.loan_id)
    if loan.as_of is None or loan.as_of < promise.made_on:
        return ZERO
    paid_on, last = loan.last_payment_on, add_bank_days(promise.due_on, grace)
    if paid_on is not None and paid_on < promise.made_on:
        return ZERO
    told = ZERO
    if paid_on is not None and loan.last_payment_amount is not None and paid_on <= last:
        told = _left_for(session, promise, grace, {paid_on: loan.last_payment_amount})
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
    if paid_on is not None:
        months -= 1  # the last payment is told above, or came too late
    payment = (loan.principal_interest or ZERO) + (loan.escrow_payment or ZERO)
    return told + payment * max(months, 0)


def cancel_promise(unit: UnitOfWork, promise_id: int, reason: str) -> None:
    """Takes an open promise back; it stays in the history."""
    promise = unit.session.get_one(Promise, promise_id)
    if promise.status is not PromiseStatus.OPEN:
        raise UserError(f"This promise is already {promise.status.label.lower()}.")
    _cancel(unit, promise, reason)


def cancel_promises_of(unit: UnitOfWork, contact_id: int, reason: str) -> None:
    """A contact is taken back, and with it what was promised in it, whatever came of that."""
    made = unit.session.scalars(
        select(Promise).where(
            Promise.contact_id == contact_id, Promise.status != PromiseStatus.CANCELLED
        )
    ).all()
    for promise in made:
        _cancel(unit, promise, reason)


def _cancel(unit: UnitOfWork, promise: Promise, reason: str) -> None:
    promise.status = PromiseStatus.CANCELLED
    promise.decided_on = today(unit.session, unit.now)
    unit.record(
        PromiseDecided(
            about=f"loan:{promise.loan_id}",
            also=("queue",),
            promise_id=promise.id,
            status=PromiseStatus.CANCELLED,
            received=ZERO,
            why=reason,
        )
    )
