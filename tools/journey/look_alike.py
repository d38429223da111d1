"""The files of the journey, made on the spot: a bank's two months, its customers, its payments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mortgage_collect.core.money import Money
from tests.tape.lookalike import Truth, customer_file, payment_file, payment_rows, two_month_tape
from tools.journey.calls import Borrower

RECEIVED = date(2026, 3, 2)


@dataclass(frozen=True, slots=True)
class Input:
    """What came in, and what is true of it. `whom` crosses 60 days in the second month."""

    tape: Path
    customers: Path
    payments: Path
    truth: Truth
    whom: Borrower


def write_input(folder: Path, *, loans: int) -> Input:
    """The same files for the same number of loans."""
    folder.mkdir(parents=True, exist_ok=True)
    tape = folder / "First Sample loan tape.xlsx"
    customers, payments = folder / "customers.xlsx", folder / "payments.csv"
    truth = two_month_tape(tape, loans=loans)
    customer_file(customers, truth)
    payment_file(payments, payment_rows(truth, RECEIVED))
    loan = truth.last.loans[truth.crosses_60]
    regular = Money(loan.total)
    # A third more than the regular payment, as round as people say it.
    plan = Money(loan.total * 4 // 3 // 10_000 * 10_000)
    whom = Borrower(loan.number, loan.borrower.partition(",")[0], regular, plan)
    return Input(tape, customers, payments, truth, whom)
