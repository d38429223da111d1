"""The entry strip's one save: a contact, the promise made in it, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from mortgage_collect.core.calendar import add_bank_days
from mortgage_collect.core.money import Money
from mortgage_collect.core.words import Outcome
from mortgage_collect.services.contacts import LogContact, log_contact
from mortgage_collect.services.promises import make_promise
from mortgage_collect.store.unit_of_work import UnitOfWork

# After such a result nothing more is to be said now: the desk goes on to the next loan.
ENDS_THE_MATTER = frozenset(
    {
        Outcome.NO_ANSWER,
        Outcome.VOICEMAIL,
        Outcome.WRONG_NUMBER,
        Outcome.BUSY,
        Outcome.NOT_IN_SERVICE,
    }
)

# Bank days until the next try, and what it is; a promise sets its own.
_NEXT: dict[Outcome, tuple[int, str]] = {
    Outcome.NO_ANSWER: (1, "call again"),
    Outcome.VOICEMAIL: (2, "call again"),
    Outcome.BUSY: (1, "call again"),
    Outcome.DROPPED: (1, "call again"),
    Outcome.WRONG_NUMBER: (1, "find a number"),
    Outcome.NOT_IN_SERVICE: (1, "find a number"),
    Outcome.THIRD_PARTY: (2, "call again"),
    Outcome.RIGHT_PARTY: (7, "follow up"),
    Outcome.REFUSED: (7, "follow up"),
    Outcome.SENT: (7, "look for an answer"),
}


@dataclass(frozen=True, slots=True)
class NextStep:
    """What is proposed after a result; a person may change both."""

    on: date
    action: str


@dataclass(frozen=True, slots=True)
class PromiseSaid:
    amount: Money
    due_on: date


def next_step(outcome: Outcome, today: date) -> NextStep:
    """When to come back after such a result, on a bank day, and what for."""
    days, action = _NEXT[outcome]
    return NextStep(add_bank_days(today, days), action)


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
