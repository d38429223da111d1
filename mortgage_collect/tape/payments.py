"""The payments file: what came in, for which loan, on which day."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.words import PaymentKind, Severity, TapeKind
from mortgage_collect.tape.cells import Progress, ignore
from mortgage_collect.tape.check import parse_rows
from mortgage_collect.tape.findings import Findings, TapeFinding
from mortgage_collect.tape.parsed import Fate, LoanRow, ParsedTape
from mortgage_collect.tape.recognition import Recognition
from mortgage_collect.tape.source import Source

_REVERSAL: Final = re.compile(r"revers|nsf|return|chargeback|bounced|void", re.IGNORECASE)
_PAYOFF: Final = re.compile(r"pay ?-?off|paid in full|pif", re.IGNORECASE)
_PARTIAL: Final = re.compile(r"partial|suspense|unapplied", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """One payment that may be posted. The amount of a reversal is positive; its kind tells."""

    row_number: int
    loan_number: str
    received: date
    amount: Money
    kind: PaymentKind
    reference: str
    kind_written: str = ""


@dataclass(frozen=True, slots=True)
class PaymentFile:
    """Payments to post, and what was held back or refused, with the reasons."""

    parsed: ParsedTape
    payments: list[PaymentRow]
    findings: list[TapeFinding]
    total: Money


def read_payments(
    source: Source,
    recognition: Recognition,
    *,
    today: date,
    debts: Mapping[str, Money] | None = None,
    progress: Progress = ignore,
) -> PaymentFile:
    """Read a payments file.

    `debts` maps the loan numbers of the book to what each owes; None asks no such question. Held
    back: an unknown loan, an amount that is not above zero, a day after `today`. Only flagged: the
    same payment twice, and more than the debt.
    """
    if recognition.kind is not TapeKind.PAYMENTS:
        raise UserError(
            f"{source.name} is not a payments file: it needs a loan number, the day a payment was "
            "received and its amount.",
            do="Choose the file with one row per payment.",
        )
    parsed = parse_rows(source, recognition, progress=progress)
    found = Findings(recognition.sheet)
    payments: list[PaymentRow] = []
    seen: dict[tuple[str, date, Money, str], int] = {}
    for row in parsed.rows:
        made = None if row.fate is Fate.REFUSED else _payment(row, today, found)
        if made is None:
            continue
        if debts is not None and made.loan_number not in debts:
            _hold(
                row,
                found,
                "loan_number",
                made.loan_number,
                "a loan of the book",
                "the book has no loan of this number",
            )
            continue
        key = (made.loan_number, made.received, made.amount, made.reference)
        if key in seen:
            _warn(
                row,
                found,
                "amount",
                str(made.amount),
                f"other than row {seen[key]}",
                "The same payment stands in an earlier row: twice paid, or twice in the file?",
            )
        seen.setdefault(key, row.row_number)
        debt = debts.get(made.loan_number) if debts is not None else None
        if debt is not None and made.amount > debt and made.kind is not PaymentKind.PAYOFF:
            _warn(
                row,
                found,
                "amount",
                str(made.amount),
                f"at most {debt}",
                "The payment is larger than the whole debt.",
            )
        payments.append(made)
    return PaymentFile(
        parsed=parsed,
        payments=payments,
        findings=sorted([*parsed.findings, *found.done()], key=lambda finding: finding.row),
        total=Money(sum(_signed(one) for one in payments)),
    )


def _signed(payment: PaymentRow) -> int:
    sign = -1 if payment.kind is PaymentKind.REVERSAL else 1
    return sign * payment.amount.cents


def _payment(row: LoanRow, today: date, found: Findings) -> PaymentRow | None:
    received, amount = row.values.get("received_date"), row.values.get("amount")
    written, reference = row.values.get("kind"), row.values.get("reference")
    words = written if isinstance(written, str) else ""
    kind = kind_of(words)
    if not isinstance(received, date):
        if "received_date" in row.values:
            _hold(
                row,
                found,
                "received_date",
                str(received or ""),
                "the day it was received",
                "its day is missing",
            )
        return None
    if not isinstance(amount, Money):
        if "amount" in row.values:
            _hold(row, found, "amount", "", "an amount above zero", "its amount is missing")
        return None
    if kind is PaymentKind.REVERSAL:
        amount = abs(amount)
    if amount.cents <= 0:
        _hold(
            row,
            found,
            "amount",
            str(amount),
            "an amount above zero",
            "its amount is not above zero, and nothing calls it a reversal",
        )
        return None
    if received > today:
        _hold(
            row,
            found,
            "received_date",
            str(received),
            f"not after {today}",
            "it lies in the future",
        )
        return None
    reference = reference if isinstance(reference, str) else ""
    return PaymentRow(row.row_number, row.loan_number, received, amount, kind, reference, words)


def kind_of(written: str) -> PaymentKind:
    """The kind a source's word speaks of; a regular payment where it says nothing else."""
    for pattern, kind in (
        (_REVERSAL, PaymentKind.REVERSAL),
        (_PAYOFF, PaymentKind.PAYOFF),
        (_PARTIAL, PaymentKind.PARTIAL),
    ):
        if pattern.search(written):
            return kind
    return PaymentKind.REGULAR


def _hold(row: LoanRow, found: Findings, field: str, value: str, expected: str, why: str) -> None:
    row.settle(Fate.HELD, f"{why[0].upper()}{why[1:]}.")
    found.add(
        Severity.HOLD,
        f"The payment waits: {why}.",
        row=row.row_number,
        field=field,
        found=value,
        expected=expected,
        do="Correct it in the file, or leave it out.",
        loan_number=row.loan_number,
    )


def _warn(row: LoanRow, found: Findings, field: str, value: str, expected: str, says: str) -> None:
    found.add(
        Severity.WARNING,
        says,
        row=row.row_number,
        field=field,
        found=value,
        expected=expected,
        do="Ask before it is posted.",
        loan_number=row.loan_number,
    )
