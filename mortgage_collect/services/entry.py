"""The entry strip's one save: a contact, what was promised in it, and what comes next."""

from __future__ import annotations

from dataclasses import replace

from mortgage_collect.core.clock import local_date
from mortgage_collect.models.contact import Contact
from mortgage_collect.models.loan import Loan
from mortgage_collect.queries.facts import the_bank
from mortgage_collect.services.contacts import LogContact, log_contact, next_of
from mortgage_collect.services.next_step import PromiseSaid
from mortgage_collect.services.promises import make_promises
from mortgage_collect.store.unit_of_work import UnitOfWork


def save_entry(unit: UnitOfWork, said: LogContact, promised: tuple[PromiseSaid, ...] = ()) -> int:
    """Writes the contact down, and with it what was promised, whose first date then comes next.

    Returns the contact's id. All of it or nothing: a promise that cannot be kept on file leaves
    no half entry behind.
    """
    if not promised:
        return log_contact(unit, said)
    contact_id = log_contact(unit, replace(said, next_on=None, next_action=""))
    contact = unit.session.get_one(Contact, contact_id)
    make_promises(
        unit,
        said.loan_id,
        promised,
        person_id=said.person_id,
        contact_id=contact_id,
        made_on=local_date(said.at, the_bank(unit.session).zone) if said.at else None,
    )
    left = next_of(unit.session.get_one(Loan, said.loan_id))
    contact.before = {**contact.before, "left": left}
    return contact_id
