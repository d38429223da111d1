"""The entry strip's one save: a contact, the promise made in it, and what comes next."""

from __future__ import annotations

from dataclasses import replace

from mortgage_collect.services.contacts import LogContact, log_contact
from mortgage_collect.services.next_step import PromiseSaid
from mortgage_collect.services.promises import make_promise
from mortgage_collect.store.unit_of_work import UnitOfWork


def save_entry(unit: UnitOfWork, said: LogContact, promise: PromiseSaid | None = None) -> int:
    """Writes the contact down, and with it the promise, whose date then comes next.

    Returns the contact's id. All of it or nothing: a promise that cannot be kept on file leaves
    no half entry behind.
    """
    if promise is None:
        return log_contact(unit, said)
    contact_id = log_contact(unit, replace(said, next_on=None, next_action=""))
    make_promise(
        unit,
        said.loan_id,
        promise.amount,
        promise.due_on,
        person_id=said.person_id,
        contact_id=contact_id,
    )
    return contact_id
