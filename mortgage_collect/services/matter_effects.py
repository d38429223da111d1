"""What a matter's steps do elsewhere, in the same transaction: flags, a successor, a transfer."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from mortgage_collect.core import text
from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.core.words import LoanStatus
from mortgage_collect.events.loans import AuthorizationNoted
from mortgage_collect.models.loan import Loan
from mortgage_collect.models.matter import STEP_STANDS, Matter, MatterStep
from mortgage_collect.models.person import LoanPerson
from mortgage_collect.queries.facts import today
from mortgage_collect.queries.matters import as_told
from mortgage_collect.rules.matters import matter as told
from mortgage_collect.rules.matters.shelf import spec
from mortgage_collect.rules.matters.successor import CONFIRMED, DECIDED, NOT_ONE
from mortgage_collect.rules.matters.transfer import AGREED, OUT
from mortgage_collect.services.edit import loans_of
from mortgage_collect.services.loans import correct_loan
from mortgage_collect.services.matter_flags import follow_flags
from mortgage_collect.services.renewal import renew_later
from mortgage_collect.store.unit_of_work import UnitOfWork

ANSWERS = {CONFIRMED: True, NOT_ONE: False}


def follow(
    unit: UnitOfWork, row: Matter, matter: told.Matter, key: str, *, undone: bool = False
) -> None:
    """Brings everything that hangs on a matter up to its steps, of which `key` was taken last, or
    was taken back (`undone`)."""
    follow_flags(unit, row, matter)
    match row.kind:
        case MatterKind.SUCCESSOR if key == DECIDED:
            _successor(unit, row, matter)
        case MatterKind.TRANSFER:
            _transfer(unit, row, matter, undone)
    renew_later(unit, row.loan_id)
    if row.person_id is not None and spec(row.kind).of_person:
        for loan_id in loans_of(unit, row.person_id):
            renew_later(unit, loan_id)


def settle_transfers(unit: UnitOfWork) -> int:
    """Loans whose transfer out has become effective leave the book; returns how many."""
    rows = unit.session.scalars(
        select(Matter)
        .join(Loan, Loan.id == Matter.loan_id)
        .where(Matter.kind == MatterKind.TRANSFER, Loan.status == LoanStatus.ACTIVE)
    ).all()
    moved = 0
    for row in rows:
        steps = unit.session.scalars(
            select(MatterStep).where(MatterStep.matter_id == row.id, STEP_STANDS)
        ).all()
        moved += _transfer(unit, row, as_told(row, steps), undone=False)
    return moved


def _successor(unit: UnitOfWork, row: Matter, matter: told.Matter) -> None:
    """One who is confirmed may speak for the loan (12 CFR 1024.30(d)).

    Without an answer, or with the decision taken back, what was noted before it holds again.
    """
    decided = matter.last(DECIDED)
    part = unit.session.scalar(
        select(LoanPerson).where(
            LoanPerson.loan_id == row.loan_id, LoanPerson.person_id == row.person_id
        )
    )
    if part is None:
        return
    was = part.authorized
    answer = ANSWERS.get(decided.text("result")) if decided else None
    if answer is not None:
        part.before_matter = part.before_matter or {"authorized": was}
        part.authorized = answer
    elif part.before_matter is not None:
        part.authorized, part.before_matter = part.before_matter["authorized"], None
    now = part.authorized
    if was is not now:
        how = f"decided on {text.day(decided.on)}" if decided else "its decision was taken back"
        unit.record(
            AuthorizationNoted(
                about=f"loan:{row.loan_id}",
                also=("queue", f"person:{part.person_id}"),
                person_id=part.person_id,
                was=was,
                now=now,
                how=how,
            )
        )


def _transfer(unit: UnitOfWork, row: Matter, matter: told.Matter, undone: bool) -> bool:
    loan = unit.session.get_one(Loan, row.loan_id)
    effective = leaves_on(matter)
    gone = effective is not None and effective <= today(unit.session, unit.now)
    if gone and loan.status in (LoanStatus.ACTIVE, LoanStatus.MISSING):
        reason = "its servicing was transferred"
        correct_loan(unit, loan.id, status=LoanStatus.TRANSFERRED, reason=reason)
        return True
    if undone and not gone and loan.status is LoanStatus.TRANSFERRED:
        reason = "the step that transferred it was taken back"
        correct_loan(unit, loan.id, status=LoanStatus.ACTIVE, reason=reason)
        return True
    return False


def leaves_on(matter: told.Matter) -> date | None:
    """The effective day of a transfer out; None for one that comes in, or has no day yet."""
    agreed = matter.last(AGREED)
    if agreed is None or agreed.text("direction") != OUT:
        return None
    return agreed.day("effective")
