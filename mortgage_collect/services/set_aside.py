"""Going on against a stop: what the bank asks for before it is written down, and the later look.

A contact that took place is written down in any case but one: where the bank asks for a second
person and there is one, their name and their words come first. Who works alone, or where the bank
asks for it, has it looked at again within thirty days. The number of days is the bank's practice;
no law names one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from mortgage_collect.core import text
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.permissions import Permission
from mortgage_collect.events.contacts import ContactReviewed
from mortgage_collect.models.contact import Contact
from mortgage_collect.models.user import User
from mortgage_collect.queries.accounts import works_alone
from mortgage_collect.queries.bank_facts import OVERRIDE_NEEDS
from mortgage_collect.queries.facts import policy, today
from mortgage_collect.rules.guard import Assessment
from mortgage_collect.rules.verdict import Need, Verdict
from mortgage_collect.store.at_work import at_work
from mortgage_collect.store.unit_of_work import UnitOfWork

REVIEW_WITHIN = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class SetAside:
    """`second` is the login of who agreed, in the words `second_said`; a review by `review_due`."""

    second: str = ""
    second_said: str = ""
    review_due: date | None = None


def set_aside(
    unit: UnitOfWork, found: Assessment, reason: str, second: str, second_said: str
) -> SetAside:
    """What goes with a contact of ours, by what the guard said of it.

    A stop that nobody may set aside can be agreed to by nobody: such a contact is looked at again,
    where the bank asks for more than a reason. Raises UserError while something is missing.
    """
    then = today(unit.session, found.at)  # by what the bank asked on the day of the contact
    asked = Need(policy(unit.session, OVERRIDE_NEEDS, then) or Need.REASON)
    if found.verdict is not Verdict.STOP or asked is Need.REASON:
        return SetAside()
    if not reason.strip():
        raise UserError(
            f"{found.says} It was done all the same: why?",
            do="Say why in a sentence, for the file.",
        )
    if found.needs is Need.SECOND_PERSON and not works_alone(
        unit.session, unit.actor, Permission.AGREE
    ):
        return _agreed(unit, found, second, second_said)
    return SetAside(review_due=today(unit.session, unit.now) + REVIEW_WITHIN)


def _agreed(unit: UnitOfWork, found: Assessment, second: str, second_said: str) -> SetAside:
    wanted = second.strip()
    if not wanted or not second_said.strip():
        raise UserError(
            f"It needs a second person: {found.says}",
            do="Ask somebody else who works here. Enter who agreed, and what they said.",
        )
    works_here = User.active.is_(True)
    who = unit.session.scalar(select(User).where(works_here, User.login == wanted))
    if who is None:
        named = unit.session.scalars(
            select(User).where(works_here, func.lower(User.name) == wanted.lower())
        ).all()
        if len(named) > 1:
            logins = text.listed(sorted(each.login for each in named))
            raise UserError(
                f"{text.count(len(named), 'person', 'people')} here are called {wanted!r}.",
                do=f"Enter which one by the login: {logins}.",
            )
        who = named[0] if named else None
    if who is None:
        raise UserError(
            f"Nobody called {wanted!r} works here.", do="Choose the person from the list."
        )
    if who.login == unit.actor:
        raise UserError(
            "Whoever made the contact cannot agree to it.", do="Ask a second person to look at it."
        )
    at_work(unit.session, who.login, unit.now).demand(Permission.AGREE)
    return SetAside(who.login, second_said.strip())


def review_contact(unit: UnitOfWork, contact_id: int, note: str) -> None:
    """Somebody has looked again at a contact that was made against the guard.

    Raises UserError when it waits for no review, without a note, and for whoever made the contact,
    where there is somebody else.
    """
    contact = unit.session.get_one(Contact, contact_id)
    if contact.review_due is None:
        raise UserError("This contact is not waiting for a review.")
    if not note.strip():
        raise UserError("What did the review find?", do="Say it in a sentence, for the file.")
    if contact.by == unit.actor and not works_alone(unit.session, unit.actor, Permission.AGREE):
        raise UserError(
            "Whoever made the contact cannot review it.", do="Ask a second person to look at it."
        )
    contact.review_due = None
    unit.record(
        ContactReviewed(
            about=f"loan:{contact.loan_id}",
            also=("queue",),
            contact_id=contact_id,
            channel=contact.channel,
            note=note.strip(),
        )
    )
