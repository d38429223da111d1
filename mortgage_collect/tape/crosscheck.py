"""What the values of one loan say about each other."""

from __future__ import annotations

from datetime import date

from mortgage_collect.core.calendar import months_between
from mortgage_collect.core.money import Money
from mortgage_collect.core.words import Severity
from mortgage_collect.tape.findings import Findings
from mortgage_collect.tape.parsed import Fate, LoanRow
from mortgage_collect.tape.values import Value, YearMonth

FARTHEST_AHEAD = 13  # months a next due date may lie after the tape's own day


def check_loan(loan: LoanRow, as_of: date | None, found: Findings) -> None:
    """Add findings about one row; a balance below zero or an absurd due date makes it wait."""
    values = loan.values
    balance, original = values.get("unpaid_principal_balance"), values.get("original_loan_amount")
    if isinstance(balance, Money):
        if balance.cents < 0:
            _hold(
                loan,
                found,
                "unpaid_principal_balance",
                balance,
                "zero or more",
                "The row waits: its balance is below zero.",
            )
        elif not balance.cents:
            _warn(
                loan,
                found,
                "unpaid_principal_balance",
                balance,
                "more than zero",
                "The balance is zero: paid off, or missing?",
            )
        elif isinstance(original, Money) and balance.cents > original.cents > 0:
            _warn(
                loan,
                found,
                "unpaid_principal_balance",
                balance,
                f"at most {original}",
                "The balance is above the original amount (capitalized interest, a line of "
                "credit or a modification would explain it).",
            )
    due = _day(values.get("next_due_date"))
    if due is not None and as_of is not None:
        ahead = months_between(as_of, due)
        if ahead > FARTHEST_AHEAD:
            _hold(
                loan,
                found,
                "next_due_date",
                due,
                f"at most a year after {as_of}",
                "The row waits: the next payment would be due long after this tape.",
            )
    _check_order(loan, values, as_of, found)


def _check_order(
    loan: LoanRow, values: dict[str, Value], as_of: date | None, found: Findings
) -> None:
    start, end = _day(values.get("origination_date")), _day(values.get("maturity_date"))
    if start is not None and end is not None and end <= start:
        _warn(
            loan,
            found,
            "maturity_date",
            end,
            f"after {start}",
            "The loan would mature before it was made.",
        )
    if as_of is None:
        return
    if start is not None and start > as_of:
        _warn(
            loan,
            found,
            "origination_date",
            start,
            f"not after {as_of}",
            "The loan would have been made after this tape.",
        )
    paid = _day(values.get("last_payment_date"))
    if paid is not None and paid > as_of:
        _warn(
            loan,
            found,
            "last_payment_date",
            paid,
            f"not after {as_of}",
            "The last payment would have come after this tape.",
        )


def _day(value: Value) -> date | None:
    if isinstance(value, YearMonth):
        return value.first
    return value if isinstance(value, date) else None


def _warn(
    loan: LoanRow, found: Findings, field: str, value: object, expected: str, says: str
) -> None:
    found.add(
        Severity.WARNING,
        says,
        row=loan.row_number,
        field=field,
        found=str(value),
        expected=expected,
        loan_number=loan.loan_number,
    )


def _hold(
    loan: LoanRow, found: Findings, field: str, value: object, expected: str, says: str
) -> None:
    loan.settle(Fate.HELD, says.removeprefix("The row waits: ").capitalize())
    found.add(
        Severity.HOLD,
        says,
        row=loan.row_number,
        field=field,
        found=str(value),
        expected=expected,
        do="Correct it in the file or here.",
        loan_number=loan.loan_number,
    )
