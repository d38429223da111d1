"""Who is the borrower's contact for a loan (12 CFR 1024.40(a))."""

from __future__ import annotations

from mortgage_collect.core.errors import UserError
from mortgage_collect.events.matters import LoanAssigned
from mortgage_collect.models.loan import Loan
from mortgage_collect.models.user import User
from mortgage_collect.queries.facts import today
from mortgage_collect.services.renewal import renew_later
from mortgage_collect.store.unit_of_work import UnitOfWork


def assign_loan(unit: UnitOfWork, loan_id: int, user_id: int | None) -> None:
    """Names somebody from today on; None: nobody any more. The same person again changes nothing.

    The day stays that of the first who was named without a break: what the law asks for is that
    there is somebody. Raises UserError for somebody who no longer works here.
    """
    loan = unit.session.get_one(Loan, loan_id)
    if loan.assigned_to == user_id:
        return
    if user_id is not None and not unit.session.get_one(User, user_id).active:
        raise UserError("This person no longer works here.", do="Name somebody else.")
    day = today(unit.session, unit.now)
    if user_id is None:
        loan.assigned_on = None
    elif loan.assigned_to is None or loan.assigned_on is None:
        loan.assigned_on = day
    loan.assigned_to = user_id
    unit.record(
        LoanAssigned(
            about=f"loan:{loan_id}", also=("queue",), loan_id=loan_id, user_id=user_id, on=day
        )
    )
    renew_later(unit, loan_id)
