"""What the card tells of contacts: how often we tried of late, and what the last talk told."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from mortgage_collect.core.words import Channel, Direction, Hardship
from mortgage_collect.models.contact import STANDS, Contact
from mortgage_collect.queries.card_rows import TalkRow

LATELY = timedelta(days=7)


def attempts(session: Session, loan_id: int, now: datetime) -> tuple[tuple[Channel, int], ...]:
    """What we tried about this loan in the last seven days, by channel, in the order of `Channel`.

    A plain count for the eye. What a limit counts is the guard's to say.
    """
    rows = session.execute(
        select(Contact.channel, func.count())
        .where(
            Contact.loan_id == loan_id,
            Contact.direction == Direction.OUTBOUND,
            Contact.at > now - LATELY,
            Contact.at <= now,
            STANDS,
        )
        .group_by(Contact.channel)
    ).all()
    counted = {row[0]: row[1] for row in rows}
    return tuple((channel, counted[channel]) for channel in Channel if channel in counted)


def last_talk(session: Session, loan_id: int) -> TalkRow | None:
    """The aims of the newest talk that has any."""
    row = session.scalars(
        select(Contact)
        .where(
            Contact.loan_id == loan_id,
            or_(
                Contact.reason_for_default != "",
                Contact.ability.is_not(None),
                Contact.intent.is_not(None),
                Contact.occupancy.is_not(None),
                Contact.commitment.is_not(None),
            ),
            STANDS,
        )
        .order_by(Contact.at.desc(), Contact.id.desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    return TalkRow(
        row.on,
        row.by,
        Hardship(row.reason_for_default) if row.reason_for_default else None,
        row.ability,
        row.intent,
        row.occupancy,
        row.commitment,
    )
