"""Two waits of Regulation F on one loan: for a dispute, and before a credit bureau is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.core.words import Channel, Direction, Outcome
from mortgage_collect.models.contact import STANDS, Contact
from mortgage_collect.models.person import Person
from mortgage_collect.queries.matters import matters_by_loan
from mortgage_collect.rules.duties.validation import last_day_to_dispute
from mortgage_collect.rules.matters.matter import Matter
from mortgage_collect.rules.matters.validation import PROVIDED, RETURNED
from mortgage_collect.rules.reporting_wait import Mailed, may_report_from


@dataclass(frozen=True, slots=True)
class DisputeTime:
    """Validation information given `on` a day may be disputed `through` another, both included."""

    on: date
    through: date


@dataclass(frozen=True, slots=True)
class DebtWaits:
    """`report_from`: the first day on which a credit bureau may be told; None while nobody has
    spoken with them and no letter has reached them. `letter_on`: the letter it is counted from,
    where it is one."""

    disputes: tuple[DisputeTime, ...]
    report_from: date | None
    spoke_on: date | None
    letter_on: date | None


def debt_waits(session: Session, loan_id: int) -> DebtWaits:
    """From what is on file; whether Regulation F binds us at all is told by `queries.coverage`."""
    found = [
        each
        for each in matters_by_loan(session, (loan_id,)).get(loan_id, ())
        if each.kind is MatterKind.VALIDATION
    ]
    mailed = sorted((*_letters(session, loan_id), *_notices(found)), key=lambda each: each.on)
    spoke_on = session.scalar(
        select(func.min(Contact.on)).where(
            Contact.loan_id == loan_id,
            Contact.outcome.in_([outcome for outcome in Outcome if outcome.talked]),
            STANDS,
        )
    )
    begins = may_report_from(mailed, spoke_on)
    return DebtWaits(
        tuple(
            DisputeTime(step.on, last_day_to_dispute(step))
            for matter in found
            for step in matter.all(PROVIDED)
            if _came_back(matter, step.on) is None
        ),
        begins,
        spoke_on,
        next((each.on for each in mailed if may_report_from((each,)) == begins), None)
        if begins is not None and begins != spoke_on
        else None,
    )


def _came_back(matter: Matter, sent: date) -> date | None:
    return next((step.on for step in matter.all(RETURNED) if step.on >= sent), None)


def _notices(found: list[Matter]) -> Iterator[Mailed]:
    """Validation notices that went out as letters."""
    for matter in found:
        for step in matter.all(PROVIDED):
            if step.text("how") == "letter":
                yield Mailed(step.on, _came_back(matter, step.on))


def _letters(session: Session, loan_id: int) -> Iterator[Mailed]:
    """Letters in the contacts. Of somebody whose mail comes back none is taken to have arrived."""
    days = session.scalars(
        select(Contact.on)
        .outerjoin(Person, Person.id == Contact.person_id)
        .where(
            Contact.loan_id == loan_id,
            Contact.channel == Channel.LETTER,
            Contact.direction == Direction.OUTBOUND,
            func.coalesce(Person.mail_bad, False).is_(False),
            STANDS,
        )
    )
    for on in days:
        yield Mailed(on)
