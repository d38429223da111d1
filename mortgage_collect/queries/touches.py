"""Contacts as the duties look at them: spoken with, an effort to reach them, or a notice."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from mortgage_collect.core.words import Channel, Direction, Outcome
from mortgage_collect.models.contact import STANDS, Contact
from mortgage_collect.rules.duties.life import Touch

SPOKEN = (Channel.CALL, Channel.VISIT)
WRITTEN = (Channel.LETTER, Channel.EMAIL, Channel.TEXT, Channel.PORTAL)
# A call that rang out or reached a machine, or one cut off: the steps of comment 39(a)-3 to
# 12 CFR 1024. A busy line, a dead or a wrong number reaches nobody.
TRIED = (Outcome.NO_ANSWER, Outcome.VOICEMAIL, Outcome.DROPPED)
# Written words that urge the borrower to get in touch; a statement or an answer does not.
URGING = ("", "early_intervention_notice", "bankruptcy_early_intervention_notice")


def touches_by_loan(session: Session, loan_ids: Collection[int]) -> dict[int, tuple[Touch, ...]]:
    """Contacts nobody took back, oldest first."""
    found: dict[int, list[Touch]] = {}
    rows = session.execute(
        select(
            Contact.loan_id,
            Contact.on,
            Contact.channel,
            Contact.direction,
            Contact.outcome,
            Contact.message,
            Contact.person_id,
            Contact.misdirected,
        )
        .where(Contact.loan_id.in_(loan_ids), STANDS)
        .order_by(Contact.on, Contact.id)
    )
    for row in rows:
        ours = row.direction is Direction.OUTBOUND
        live = row.channel in SPOKEN and row.outcome.talked
        written = ours and row.channel in WRITTEN
        effort = not row.misdirected and (
            (ours and row.channel in SPOKEN and row.outcome in TRIED)
            or (written and row.message in URGING)
        )
        touch = Touch(
            on=row.on,
            channel=row.channel,
            live=live,
            effort=effort,
            message=row.message if ours else "",
            person_id=row.person_id,
        )
        found.setdefault(row.loan_id, []).append(touch)
    return {loan_id: tuple(each) for loan_id, each in found.items()}
