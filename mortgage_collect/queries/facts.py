"""Rows into facts: what rules, arithmetic and options are told about one loan.

"Known through" is the last day up to which the bank's money is on file: the newest tape's as-of
date, or the newest day covered by a payments file. Lateness is counted to that day, never to
today, because silence after it proves nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from mortgage_collect.core.clock import local_date
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, total
from mortgage_collect.core.rate import DayCount, Rate
from mortgage_collect.core.words import Capacity, LoanStatus, TapeKind
from mortgage_collect.loanmath.position import Position, position
from mortgage_collect.loanmath.terms import (
    Installment,
    LateChargeTerms,
    LoanTerms,
    Received,
    Snapshot,
)
from mortgage_collect.models import loan as tables
from mortgage_collect.models.bank import Bank, Policy
from mortgage_collect.models.loan import Loan, Payment
from mortgage_collect.models.tape import Tape

MANY = 900  # loans asked about in one query


@dataclass(frozen=True, slots=True)
class LoanFacts:
    """Everything the arithmetic needs; `as_of` is the day lateness is counted to."""

    loan_id: int
    terms: LoanTerms
    snapshot: Snapshot
    received: tuple[Received, ...]
    billed: tuple[Installment, ...]
    as_of: date

    def position(self, as_of: date | None = None) -> Position:
        """Where the loan stands at the close of a day.

        Without a day: every payment on file is applied, also one posted by hand after the day
        money is known through; but only installments and late charges due by that day are owed.
        """
        if as_of is not None:
            return self._at(as_of)
        last = max((item.on for item in self.received), default=self.as_of)
        place = self._at(max(last, self.as_of))
        unpaid = tuple(each for each in place.unpaid if each.due_on <= self.as_of)
        assessed = tuple(each for each in place.assessed if each[1] <= self.as_of)
        charges = place.late_charges
        if charges is not None:
            charges -= total(each[2] for each in place.assessed if each not in assessed)
        return replace(
            place,
            as_of=self.as_of,
            unpaid=unpaid,
            arrears=total(each.amount for each in unpaid),
            assessed=assessed,
            late_charges=charges,
        )

    def _at(self, day: date) -> Position:
        return position(self.terms, self.snapshot, self.received, day, self.billed)


def the_bank(session: Session) -> Bank:
    """The one row of the bank; raises UserError until it has been set up."""
    bank = session.scalar(select(Bank).limit(1))
    if bank is None:
        raise UserError("This database has no bank yet.", do="Set up the bank first.")
    return bank


def today(session: Session, now: datetime) -> date:
    """The bank's business day."""
    return local_date(now, the_bank(session).zone)


def known_through(session: Session) -> date | None:
    """The last day up to which payments are on file; None before the first tape."""
    return session.scalar(
        select(func.max(Tape.as_of)).where(
            Tape.kind.in_((TapeKind.LOANS, TapeKind.PAYMENTS)), Tape.undone_at.is_(None)
        )
    )


def policy(session: Session, key: str, on: date) -> str | None:
    """The bank's decision in force on a day, the newest first; None when it decided nothing."""
    return session.scalar(
        select(Policy.value)
        .where(Policy.key == key, Policy.since <= on)
        .order_by(Policy.since.desc(), Policy.id.desc())
        .limit(1)
    )


def capacity_of(loan: Loan, bank: Bank) -> Capacity:
    return loan.capacity or bank.capacity


def terms_of(loan: Loan, bank: Bank) -> LoanTerms:
    """The note's terms; raises UserError naming what the file does not hold."""
    missing = [
        name
        for name, value in (
            ("principal and interest payment", loan.principal_interest),
            ("next due date", loan.next_due_on),
            ("principal balance", loan.upb),
        )
        if value is None
    ]
    if missing:
        raise UserError(
            f"Loan {loan.number} has no {', '.join(missing)} on file.",
            do="Add it by hand on the card, or import a tape that has it.",
        )
    assert loan.principal_interest is not None
    assert loan.next_due_on is not None
    percent = loan.late_charge_percent or bank.late_charge_percent
    late_charge = None
    if percent is not None or loan.late_charge_flat is not None:
        grace = loan.late_charge_grace_days
        late_charge = LateChargeTerms(
            percent=percent or Rate(0),
            grace_days=bank.late_charge_grace_days if grace is None else grace,
            flat=loan.late_charge_flat,
        )
    return LoanTerms(
        principal_interest=loan.principal_interest,
        escrow=loan.escrow_payment or ZERO,
        due_day=loan.due_day or loan.next_due_on.day,
        rate=loan.rate,
        day_count=DayCount(loan.day_count),
        maturity_on=loan.maturity_on,
        late_charge=late_charge,
        escrow_known=loan.escrow_payment is not None,
    )


def snapshot_of(loan: Loan) -> Snapshot:
    """What the core said last. Call `terms_of` first: it tells what is missing."""
    assert loan.upb is not None
    assert loan.next_due_on is not None
    return Snapshot(
        as_of=loan.as_of or loan.next_due_on,
        upb=loan.upb,
        next_due=loan.next_due_on,
        suspense=loan.suspense,
        late_charges=loan.late_charges,
        other_fees=loan.other_fees,
        escrow_advance=loan.escrow_advance,
        corporate_advance=loan.corporate_advance,
        deferred_principal=loan.deferred_principal,
        escrow_balance=loan.escrow_balance,
    )


def received_since(session: Session, loan: Loan) -> tuple[Received, ...]:
    """Payments the tape's balances do not hold: later ones, and those marked as missing from it."""
    query = select(Payment.received_on, Payment.amount).where(Payment.loan_id == loan.id)
    if loan.as_of is not None:
        query = query.where(
            or_(Payment.received_on > loan.as_of, Payment.missing_from_tape.is_(True))
        )
    rows = session.execute(query.order_by(Payment.received_on, Payment.id))
    return tuple(Received(row.received_on, row.amount) for row in rows)


def billed(session: Session, loan: Loan) -> tuple[Installment, ...]:
    """Installments on file from the oldest unpaid one on, with the amounts of their own month."""
    rows: Sequence[tables.Installment] = session.scalars(
        select(tables.Installment)
        .where(
            tables.Installment.loan_id == loan.id,
            tables.Installment.due_on >= (loan.next_due_on or date.min),
        )
        .order_by(tables.Installment.due_on)
    ).all()
    return tuple(Installment(row.due_on, row.principal_interest, row.escrow) for row in rows)


def counted_through(
    status: LoanStatus, as_of: date | None, tape_id: int | None, known: date | None, today: date
) -> date | None:
    """The day up to which a loan's money is known.

    Of one that left the tape, its last tape's; of one no tape ever told of, today.
    """
    if status is LoanStatus.MISSING:
        return as_of
    return known if tape_id else today


def _through(loan: Loan, known: date | None, today: date) -> date | None:
    return counted_through(loan.status, loan.as_of, loan.tape_id, known, today)


def facts_of(session: Session, loan: Loan, now: datetime) -> LoanFacts:
    """All of it, counted to the day the bank's money is known through."""
    bank = the_bank(session)
    through = _through(loan, known_through(session), local_date(now, bank.zone))
    received, installments = received_since(session, loan), billed(session, loan)
    return _facts(loan, bank, through, received, installments)


def facts_of_many(
    session: Session, loans: Sequence[Loan], now: datetime
) -> Iterator[tuple[Loan, LoanFacts]]:
    """`facts_of` for many loans with few queries; a loan whose facts do not suffice is left out."""
    bank = the_bank(session)
    today_, known = local_date(now, bank.zone), known_through(session)
    for start in range(0, len(loans), MANY):
        some = {loan.id: loan for loan in loans[start : start + MANY]}
        received: dict[int, list[Received]] = {}
        for key, on, amount in session.execute(
            select(Payment.loan_id, Payment.received_on, Payment.amount)
            .join(Loan, Loan.id == Payment.loan_id)
            .where(
                Payment.loan_id.in_(some),
                or_(
                    Loan.as_of.is_(None),
                    Payment.received_on > Loan.as_of,
                    Payment.missing_from_tape.is_(True),
                ),
            )
            .order_by(Payment.received_on, Payment.id)
        ):
            received.setdefault(key, []).append(Received(on, amount))
        bills: dict[int, list[Installment]] = {}
        table = tables.Installment
        for key, due, regular, escrow in session.execute(
            select(table.loan_id, table.due_on, table.principal_interest, table.escrow)
            .join(Loan, Loan.id == table.loan_id)
            .where(
                table.loan_id.in_(some),
                or_(Loan.next_due_on.is_(None), table.due_on >= Loan.next_due_on),
            )
            .order_by(table.due_on)
        ):
            bills.setdefault(key, []).append(Installment(due, regular, escrow))
        for key, loan in some.items():
            through = _through(loan, known, today_)
            money, bill = tuple(received.get(key, ())), tuple(bills.get(key, ()))
            try:
                yield loan, _facts(loan, bank, through, money, bill)
            except UserError:
                continue


def _facts(
    loan: Loan,
    bank: Bank,
    through: date | None,
    received: tuple[Received, ...],
    bills: tuple[Installment, ...],
) -> LoanFacts:
    terms = terms_of(loan, bank)
    snapshot = snapshot_of(loan)
    return LoanFacts(
        loan_id=loan.id,
        terms=terms,
        snapshot=snapshot,
        received=received,
        billed=bills,
        as_of=max(through or snapshot.as_of, snapshot.as_of),
    )


def loan_by_number(session: Session, number: str) -> Loan:
    """The loan with this number as written; raises UserError when there is none."""
    loan = session.scalar(select(Loan).where(Loan.number == number.strip()))
    if loan is None:
        raise UserError(
            f"No loan has the number {number!r}.",
            do="Check the number, or search for the borrower.",
        )
    return loan
