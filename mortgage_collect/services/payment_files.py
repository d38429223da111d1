"""Payments from a file: read against the book, posted in one piece."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.words import LoanStatus, PaymentKind, Source, TapeKind
from mortgage_collect.events.tapes import PaymentsImported
from mortgage_collect.models.loan import Loan, Payment
from mortgage_collect.queries.facts import today
from mortgage_collect.services.payments import post_payment, recount, reverse_payment, whole_debt
from mortgage_collect.services.promises import decide_promises
from mortgage_collect.services.tapes import (
    Mapping_,
    add_findings,
    add_tape,
    remember_layout,
    remembered,
)
from mortgage_collect.store.bulk import Progress, ignore
from mortgage_collect.store.unit_of_work import UnitOfWork
from mortgage_collect.tape.findings import TapeFinding
from mortgage_collect.tape.payments import PaymentFile, PaymentRow, read_payments
from mortgage_collect.tape.recognise import recognise
from mortgage_collect.tape.recognition import Recognition
from mortgage_collect.tape.source import open_source


@dataclass(frozen=True, slots=True)
class PaymentsRead:
    """A payments file; `known` are rows whose very payment is on file already."""

    path: Path
    sha256: str
    recognition: Recognition
    file: PaymentFile
    loans: dict[str, int]
    known: frozenset[int]

    @property
    def findings(self) -> tuple[TapeFinding, ...]:
        return tuple(self.file.findings)

    @property
    def fresh(self) -> tuple[PaymentRow, ...]:
        return tuple(row for row in self.file.payments if row.row_number not in self.known)

    @property
    def through(self) -> date | None:
        """The newest day received: payments are known through it once this is imported."""
        return max((row.received for row in self.file.payments), default=None)


def read_payment_file(
    session: Session,
    path: Path,
    now: datetime,
    *,
    sheet: str | None = None,
    mapping: Mapping_ | None = None,
    progress: Progress = ignore,
) -> PaymentsRead:
    """Reads a payments file against the book; changes nothing."""
    rows = session.scalars(select(Loan).where(Loan.status != LoanStatus.PAID_OFF)).all()
    loans = {loan.number: loan.id for loan in rows}
    debts = {loan.number: debt for loan in rows if (debt := whole_debt(loan)) is not None}
    with open_source(path) as source:
        found = recognise(
            source, sheet=sheet, kind=TapeKind.PAYMENTS, mapping=mapping, progress=progress
        )
        held = remembered(session, found.layout_key) if mapping is None else None
        if held:
            found = recognise(
                source, sheet=sheet, kind=TapeKind.PAYMENTS, mapping=held, progress=progress
            )
        file = read_payments(
            source, found, today=today(session, now), debts=debts, progress=progress
        )
        sha256 = source.sha256
    held_payments = set(
        session.execute(
            select(Payment.loan_id, Payment.received_on, Payment.amount, Payment.reference)
        )
    )
    known = frozenset(
        row.row_number
        for row in file.payments
        if (loans.get(row.loan_number), row.received, row.amount, row.reference) in held_payments
    )
    return PaymentsRead(path, sha256, found, file, loans, known)


def import_payments(unit: UnitOfWork, read: PaymentsRead, *, progress: Progress = ignore) -> int:
    """Posts every fresh payment in one piece; returns the tape's id.

    A payment that cannot be (in the future, more than the debt) is left out and told; the rest
    goes on. Promises are decided at the end, when all money is in.
    """
    tape = add_tape(
        unit,
        TapeKind.PAYMENTS,
        read.path,
        read.recognition,
        read.sha256,
        as_of=read.through,
        counts={"rows": len(read.file.payments), "known": len(read.known)},
    )
    posted, refused, total = 0, 0, 0
    extra: list[TapeFinding] = []
    for done, row in enumerate(read.fresh, 1):
        try:
            _post(unit, read, row, tape.id)
        except UserError as error:
            refused += 1
            extra.append(_finding(read, row, error))
            continue
        posted += 1
        total += row.amount.cents
        if done % 100 == 0:
            progress(done, len(read.fresh), "Posting payments")
    add_findings(unit, tape.id, (*read.findings, *extra))
    remember_layout(unit, read.recognition)
    tape.counts = {**tape.counts, "posted": posted, "refused": refused}
    _recount_all(unit)
    decide_promises(unit)
    unit.record(
        PaymentsImported(
            about=f"tape:{tape.id}",
            also=("queue", "book"),
            tape_id=tape.id,
            file_sha256=read.sha256,
            posted=posted,
            refused=refused,
            total=Money(total),
        )
    )
    return tape.id


def _post(unit: UnitOfWork, read: PaymentsRead, row: PaymentRow, tape_id: int) -> None:
    loan_id = read.loans[row.loan_number]
    if row.kind is PaymentKind.REVERSAL:
        original = unit.session.scalar(
            select(Payment.id).where(
                Payment.loan_id == loan_id,
                Payment.amount == abs(row.amount),
                Payment.kind != PaymentKind.REVERSAL,
            )
        )
        if original is None:
            raise UserError("No payment of this amount is on file to be reversed.")
        reverse_payment(unit, original, row.kind_written or "reversed in the payments file")
        return
    post_payment(
        unit,
        loan_id,
        row.amount,
        row.received,
        kind=row.kind,
        reference=row.reference,
        source=Source.TAPE,
        tape_id=tape_id,
        settle=False,
    )


def _finding(read: PaymentsRead, row: PaymentRow, error: UserError) -> TapeFinding:
    from mortgage_collect.core.words import Severity

    return TapeFinding(
        read.recognition.sheet,
        row.row_number,
        "",
        "amount",
        str(row.amount),
        "",
        Severity.REFUSE,
        error.message,
        error.do,
        row.loan_number,
    )


def _recount_all(unit: UnitOfWork) -> None:
    """Money is known through a later day now: more instalments may have fallen due."""
    from mortgage_collect.queries.facts import known_through

    through = known_through(unit.session)
    if through is None:
        return
    late = unit.session.scalars(
        select(Loan).where(Loan.status == LoanStatus.ACTIVE, Loan.oldest_unpaid_on <= through)
    )
    for loan in late.all():
        recount(unit, loan)
