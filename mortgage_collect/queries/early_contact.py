"""By when the law asks that the borrowers of a loan are reached, as far as the file tells."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mortgage_collect.core.matter_words import Progress
from mortgage_collect.models.loan import Loan
from mortgage_collect.models.matter import DeadlineRecord, DeadlineRenewal
from mortgage_collect.queries.life import life_of
from mortgage_collect.rules.book import EDITION
from mortgage_collect.rules.early_contact import EARLY_CONTACT, early_contact_due


def duty_due(session: Session, loan: Loan, on: date, at: datetime) -> date | None:
    """The nearest day of 12 CFR 1024.39(a) or (b) on this loan; None: not late, or exempt.

    Read from what is kept where that is worked out to this very day; else worked out anew. A loan
    that was never late is not looked at.
    """
    if loan.oldest_unpaid_on is None or loan.oldest_unpaid_on >= on:
        return None
    fresh = select(DeadlineRenewal.id).where(
        DeadlineRenewal.loan_id == loan.id,
        DeadlineRenewal.through == on,
        DeadlineRenewal.edition == EDITION,
    )
    if session.scalar(fresh) is None:
        return early_contact_due(life_of(session, loan.id, at), on)
    return session.scalar(
        select(func.min(DeadlineRecord.due)).where(
            DeadlineRecord.loan_id == loan.id,
            DeadlineRecord.duty.in_([each.id for each in EARLY_CONTACT]),
            DeadlineRecord.progress == Progress.OPEN,
            DeadlineRecord.due >= on,
        )
    )
