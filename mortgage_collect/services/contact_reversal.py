"""Taking a logged contact back: a reversing entry, never an erasure."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import func, select

from mortgage_collect.core import text
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.words import Outcome
from mortgage_collect.events.contacts import ContactReversed, PointCorrected
from mortgage_collect.events.event import Change
from mortgage_collect.models.contact import STANDS, Contact
from mortgage_collect.models.loan import Loan
from mortgage_collect.models.person import ContactPoint
from mortgage_collect.services.contacts import WRONG, next_of, set_next_action
from mortgage_collect.services.edit import loans_of
from mortgage_collect.services.promises import cancel_promises_of, decide_promises
from mortgage_collect.services.renewal import renew_later
from mortgage_collect.store.unit_of_work import UnitOfWork


def reverse_contact(unit: UnitOfWork, contact_id: int, reason: str) -> None:
    """From here on the contact counts for nothing; the entry and its history stay.

    What it changed beside itself goes back: the loan's last talk, the promises made in it, the
    next step where nobody has set another since, a number it marked as wrong. Raises UserError
    without a reason, and for what is taken back already.
    """
    contact = unit.session.get_one(Contact, contact_id)
    if contact.reversed_at is not None:
        raise UserError(
            f"This contact was taken back on {text.day(contact.reversed_at)} by "
            f"{contact.reversed_by}."
        )
    if not reason.strip():
        raise UserError("Why is it taken back?", do="Say what was wrong with the entry.")
    contact.reversed_at, contact.reversed_by = unit.now, unit.actor
    contact.reversed_why = reason.strip()
    unit.session.flush()
    loan = unit.session.get_one(Loan, contact.loan_id)
    if contact.outcome.talked and loan.last_contact_at == contact.at:
        loan.last_contact_at = _last_talk(unit, loan.id)
    unit.record(
        ContactReversed(
            about=f"loan:{loan.id}",
            also=("queue",),
            contact_id=contact_id,
            channel=contact.channel,
            direction=contact.direction,
            outcome=contact.outcome,
            reason=reason.strip(),
            last_contact_at=loan.last_contact_at,
        )
    )
    _step_back(unit, contact, loan)
    cancel_promises_of(unit, contact_id, f"Its contact was taken back: {reason.strip()}")
    decide_promises(unit, frozenset({loan.id}))
    renew_later(unit, loan.id)
    if "bad" in contact.before:
        _number_is_theirs(unit, contact)


def _last_talk(unit: UnitOfWork, loan_id: int) -> datetime | None:
    talked = [outcome for outcome in Outcome if outcome.talked]
    return unit.session.scalar(
        select(func.max(Contact.at)).where(
            Contact.loan_id == loan_id, Contact.outcome.in_(talked), STANDS
        )
    )


def _step_back(unit: UnitOfWork, contact: Contact, loan: Loan) -> None:
    """The next step as it was before, unless somebody has set another since."""
    left = contact.before.get("left")
    if left is None or left != next_of(loan):
        return
    on, action = contact.before["next"]
    reason = "the contact that set it was taken back"
    set_next_action(unit, loan.id, date.fromisoformat(on) if on else None, action, reason=reason)


def _number_is_theirs(unit: UnitOfWork, contact: Contact) -> None:
    """The number that this entry called wrong is good again, and its earlier calls count."""
    for earlier in unit.session.scalars(
        select(Contact).where(Contact.id.in_(contact.before["misdirected"]))
    ):
        earlier.misdirected = False
    point = unit.session.get_one(ContactPoint, contact.before["bad"])
    if not point.bad or point.bad_reason != WRONG:
        return
    point.bad, point.bad_since, point.bad_reason = False, None, ""
    unit.record(
        PointCorrected(
            about=f"person:{point.person_id}",
            also=tuple(f"loan:{loan_id}" for loan_id in loans_of(unit, point.person_id)),
            point_id=point.id,
            person_id=point.person_id,
            changes=(Change("bad", WRONG, None),),
        )
    )
