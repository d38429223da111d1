"""Loans that were not on the last tape: what became of them, said once by a person."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.words import LoanStatus
from mortgage_collect.models.loan import Loan
from mortgage_collect.services.loans import correct_loan
from mortgage_collect.store.unit_of_work import UnitOfWork

# What a loan that left the tape may have become; still missing says that nobody knows.
ANSWERS = (LoanStatus.PAID_OFF, LoanStatus.TRANSFERRED, LoanStatus.CHARGED_OFF)


def settle_missing(unit: UnitOfWork, loan_ids: Sequence[int], became: LoanStatus) -> int:
    """Marks missing loans as what they became; returns how many. Others are left alone."""
    if became not in ANSWERS:
        raise UserError(f"A loan that left cannot be marked {became.label.lower()}.")
    settled = 0
    for loan_id in loan_ids:
        status = unit.session.scalar(select(Loan.status).where(Loan.id == loan_id))
        if status is LoanStatus.MISSING:
            correct_loan(unit, loan_id, status=became, reason="not on the last tape")
            settled += 1
    return settled
