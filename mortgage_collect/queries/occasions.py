"""What is known of a contact's occasion: what the person agreed to or forbade."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from mortgage_collect.core.words import PointLabel
from mortgage_collect.models.loan import Loan
from mortgage_collect.models.person import AgreedTime, ContactPoint
from mortgage_collect.rules.occasion import AgreedHours, NoWorkCalls, Occasion


def occasion_of(session: Session, loan: Loan, person_id: int, on: date) -> Occasion:
    """Of a loan and a person; what was said of a number at work is told by `no_work_calls`.

    What the contact is for is told by whoever is about to make it, and is unknown here.
    """
    agreed = session.scalar(
        select(AgreedTime)
        .where(
            AgreedTime.person_id == person_id,
            AgreedTime.agreed_on <= on,
            or_(AgreedTime.until.is_(None), AgreedTime.until >= on),
        )
        .order_by(AgreedTime.agreed_on.desc(), AgreedTime.id.desc())
        .limit(1)
    )
    return Occasion(
        in_collections=loan.in_collections,
        agreed_hours=AgreedHours(agreed.first, agreed.last, agreed.in_writing) if agreed else None,
    )


def no_work_calls(point: ContactPoint | None, points: Sequence[ContactPoint]) -> NoWorkCalls | None:
    """Their wish for no calls at work: said of this number, or of another one at work.

    What was written holds on, whatever is said later; where of one wish nobody knows whether it was
    written, nobody knows it of them all.
    """
    if point is None or point.label is not PointLabel.WORK:
        return None
    asked = [
        NoWorkCalls(each.no_work_calls_on, each.no_work_calls_written)
        for each in points
        if each.no_work_calls_on is not None
    ]
    if not asked:
        return None
    written = [each for each in asked if each.in_writing]
    newest = max(each.said_on for each in written or asked)
    if written:
        return NoWorkCalls(newest, in_writing=True)
    unknown = any(each.in_writing is None for each in asked)
    return NoWorkCalls(newest, in_writing=None if unknown else False)
