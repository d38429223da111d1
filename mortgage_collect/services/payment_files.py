"""Payments from a file: read against the book, posted in one piece."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.permissions import Permission
from mortgage_collect.core.waking import waking
from mortgage_collect.core.words import LoanStatus, PaymentKind, Source, TapeKind
from mortgage_collect.events.tapes import PaymentsImported
from mortgage_collect.models.loan import Loan, Payment
from mortgage_collect.queries.facts import today
from mortgage_collect.services.payments import (
    DEBT,
    post_payment,
    recount_many,
    reverse_payment,
    whole_debt,
)
from mortgage_collect.services.plan_watch import watch_plans
from mortgage_collect.services.promises import decide_promises
from mortgage_collect.services.renewal import mark_stale
from mortgage_collect.services.tape_layouts import Mapping_, remember_layout, remembered
from mortgage_collect.services.tapes import (
    add_findings,
    add_tape,
)
from mortgage_collect.store.bulk import Progress, ignore
from mortgage_collect.store.unit_of_work import UnitOfWork
from mortgage_collect.tape.findings import TapeFinding
from mortgage_collect.tape.payments import PaymentFile, PaymentRow, read_payments
from mortgage_collect.tape.recognition import Layout, Recognition
from mortgage_collect.tape.recognize import recognize_again
from mortgage_collect.tape.source import open_source

_NO_LIMIT = Money(10**15)  # of a loan whose balance nobody knows


@dataclass(frozen=True, slots=True)
class Owing:
    """What a payments file is read against: the book's loans, their debts, and the day."""

    loans: dict[str, int]
    debts: dict[str, Money]
    today: date


@dataclass(frozen=True, slots=True)
class MoneyFile:
    """A payments file that was read, before anybody looked what is on file already."""

    path: Path
    sha256: str
    recognition: Recognition
    file: PaymentFile
    owing: Owing


@dataclass(frozen=True, slots=True)
class PaymentsRead:
    """A payments file; `known` are rows whose very payment is on file already."""

    path: Path
    sha256: str
    recognition: Recognition
    file: PaymentFile
    loans: dict[str, int]
    known: frozenset[int]
    too_large: frozenset[int] = frozenset()

    @property
    def findings(self) -> tuple[TapeFinding, ...]:
        return tuple(self.file.findings)

    @property
    def fresh(self) -> tuple[PaymentRow, ...]:
        return tuple(row for row in self.file.payments if row.row_number not in self.known)

    @property
    def to_post(self) -> tuple[PaymentRow, ...]:
        """What an import would post: fresh, and not more than the debt."""
        return tuple(row for row in self.fresh if row.row_number not in self.too_large)

    @property
    def through(self) -> date | None:
        """The newest day received: payments are known through it once this is imported."""
        taken = (row for row in self.file.payments if row.row_number not in self.too_large)
        return max((row.received for row in taken), default=None)


def owing(session: Session, now: datetime) -> Owing:
    """The loans a payment may be for."""
    # Columns, not whole loans: it is the whole book.
    rows = session.execute(
        select(Loan.number, Loan.id, *DEBT).where(Loan.status != LoanStatus.PAID_OFF)
    ).all()
    debts = {loan.number: debt for loan in rows if (debt := whole_debt(loan)) is not None}
    return Owing({loan.number: loan.id for loan in rows}, debts, today(session, now))


def read_money(
    path: Path,
    book: Owing,
    *,
    sheet: str | None = None,
    mapping: Mapping_ | None = None,
    layouts: Callable[[str], Layout | None] | None = None,
    password: str = "",
    progress: Progress = ignore,
) -> MoneyFile:
    """Reads a payments file; no database. Fit for a worker."""
    with open_source(path, password=password) as source:
        found = recognize_again(
            source, layouts, sheet=sheet, kind=TapeKind.PAYMENTS, mapping=mapping, progress=progress
        )
        file = read_payments(
            source,
            found,
            today=book.today,
            debts={number: book.debts.get(number, _NO_LIMIT) for number in book.loans},
            progress=progress,
        )
        return MoneyFile(path, source.sha256, found, file, book)


def compare_payments(session: Session, read: MoneyFile) -> PaymentsRead:
    """Which of them are on file already; changes nothing."""
    debts = read.owing.debts
    too_large = frozenset(
        row.row_number
        for row in read.file.payments
        if row.kind is not PaymentKind.REVERSAL
        and row.amount > debts.get(row.loan_number, _NO_LIMIT)
    )
    known = _known(session, read.file.payments, read.owing.loans)
    return PaymentsRead(
        read.path, read.sha256, read.recognition, read.file, read.owing.loans, known, too_large
    )


def read_payment_file(
    session: Session,
    path: Path,
    now: datetime,
    *,
    sheet: str | None = None,
    mapping: Mapping_ | None = None,
    password: str = "",
    progress: Progress = ignore,
) -> PaymentsRead:
    """Reads a payments file against the book; changes nothing."""
    read = read_money(
        path,
        owing(session, now),
        sheet=sheet,
        mapping=mapping,
        layouts=lambda key: remembered(session, key),
        password=password,
        progress=progress,
    )
    return compare_payments(session, read)


def _known(
    session: Session, rows: Sequence[PaymentRow], loans: Mapping[str, int]
) -> frozenset[int]:
    """Rows whose payment is on file: same loan, day and amount, and no other reference.

    Each payment on file answers for one row, so that money that came in twice on one day is
    posted twice. A payment typed in by hand has no reference and answers for the file's row.
    """
    held: dict[tuple[int, date, int], list[str]] = defaultdict(list)
    reversed_: dict[tuple[int, int], int] = defaultdict(int)
    for loan_id, received, amount, reference, kind in session.execute(
        select(
            Payment.loan_id,
            Payment.received_on,
            Payment.amount,
            Payment.reference,
            Payment.kind,
        )
    ):
        if kind is PaymentKind.REVERSAL:
            reversed_[loan_id, -amount.cents] += 1
        else:
            held[loan_id, received, amount.cents].append(reference)
    known: set[int] = set()
    waiting: list[PaymentRow] = []
    for row in rows:
        loan_id = loans.get(row.loan_number, 0)
        if row.kind is PaymentKind.REVERSAL:
            if reversed_[loan_id, row.amount.cents] > 0:
                reversed_[loan_id, row.amount.cents] -= 1
                known.add(row.row_number)
            continue
        there = held[loan_id, row.received, row.amount.cents]
        if row.reference in there:
            there.remove(row.reference)
            known.add(row.row_number)
        else:
            waiting.append(row)
    for row in waiting:
        there = held[loans.get(row.loan_number, 0), row.received, row.amount.cents]
        alike = next((one for one in there if not one or not row.reference), None)
        if alike is not None:
            there.remove(alike)
            known.add(row.row_number)
    return frozenset(known)


def import_payments(unit: UnitOfWork, read: PaymentsRead, *, progress: Progress = ignore) -> int:
    """Posts every fresh payment in one piece; returns the tape's id.

    A payment that cannot be (in the future, more than the debt) is left out and told; the rest
    goes on. Promises are decided at the end, when all money is in.
    """
    unit.demand(Permission.IMPORT_FILE)
    # Somebody may have posted one of them since the file was read.
    read = replace(read, known=_known(unit.session, read.file.payments, read.loans))
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
    _recount_all(unit, progress)
    decide_promises(unit)
    watch_plans(unit)
    mark_stale(unit)
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
        original = _original(unit.session, loan_id, row)
        if original is None:
            raise UserError(
                f"No payment of {row.amount} is on file to be reversed.",
                do="Post the payment first, or leave the reversal out.",
            )
        why = row.kind_written or "reversed in the payments file"
        reverse_payment(unit, original, why, row.received)
        return
    post_payment(
        unit,
        loan_id,
        row.amount,
        row.received,
        kind=row.kind,
        reference=row.reference[:60],
        source=Source.TAPE,
        tape_id=tape_id,
        settle=False,
    )


def _original(session: Session, loan_id: int, row: PaymentRow) -> int | None:
    """The payment a reversal takes back: of its reference, else the newest not taken back yet."""
    undone = select(Payment.reverses_id).where(Payment.reverses_id.is_not(None))
    found = session.execute(
        select(Payment.id, Payment.reference)
        .where(
            Payment.loan_id == loan_id,
            Payment.amount == row.amount,
            Payment.kind != PaymentKind.REVERSAL,
            Payment.received_on <= row.received,
            Payment.id.not_in(undone),
        )
        .order_by(Payment.received_on.desc(), Payment.id.desc())
    ).all()
    same = next((one.id for one in found if row.reference and one.reference == row.reference), None)
    return same or (found[0].id if found else None)


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


def _recount_all(unit: UnitOfWork, progress: Progress) -> None:
    """Money is known through a later day now: more installments may have fallen due."""
    with waking:
        from mortgage_collect.queries.facts import known_through

    through = known_through(unit.session)
    if through is None:
        return
    late = unit.session.scalars(
        select(Loan.id).where(Loan.status == LoanStatus.ACTIVE, Loan.oldest_unpaid_on <= through)
    )
    recount_many(unit, late.all(), progress)
