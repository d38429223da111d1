"""The agreement of a saved plan: drawn, archived with its fingerprint, marked sent and signed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from mortgage_collect.core import text
from mortgage_collect.core.clock import local_date
from mortgage_collect.core.errors import Bug, Trouble, UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.words import DocumentStatus, WorkoutStatus
from mortgage_collect.documents.document import Signer
from mortgage_collect.documents.letterhead import receiver
from mortgage_collect.documents.render import render
from mortgage_collect.documents.repayment_plan import KEY, AgreementFacts, OwedLine, agreement
from mortgage_collect.documents.template import template
from mortgage_collect.events.event import canonical
from mortgage_collect.events.workouts import DocumentMarked
from mortgage_collect.models.document import Document
from mortgage_collect.models.history import HistoryEntry
from mortgage_collect.models.loan import Loan, Property
from mortgage_collect.models.person import Person
from mortgage_collect.models.workout import Workout, WorkoutInstallment
from mortgage_collect.queries.documents import is_signed
from mortgage_collect.queries.envelope import living_borrowers, name_of, on_one_line, sender_of
from mortgage_collect.queries.facts import the_bank, today
from mortgage_collect.queries.interview import collects_for_law
from mortgage_collect.services.documents import archive
from mortgage_collect.store import history_chain
from mortgage_collect.store.unit_of_work import UnitOfWork
from mortgage_collect.workout.life import WAITING
from mortgage_collect.workout.option import PlanInstallment
from mortgage_collect.workout.options.repayment_plan import Pace

DRAFT = " (draft)"
_PRINTABLE = (*WAITING, WorkoutStatus.ACTIVE)
_NEXT = {
    DocumentStatus.DRAFT: (DocumentStatus.SENT, DocumentStatus.SIGNED),
    DocumentStatus.SENT: (DocumentStatus.SIGNED,),
}
_CLOSING = "To repay in the plan"
_FOR_READERS = {
    "Less money in suspense": "Less money we already hold for you",
    "Less the down payment": "Less your down payment",
}


def make_agreement(unit: UnitOfWork, workout_id: int, *, complete_application: bool = False) -> int:
    """Draws and archives the agreement of a saved plan version; returns the document's id.

    A draft plan gives a paper marked as one. The same version on the same facts is the same paper,
    whenever it is made: asked again, the document on file is returned. A short-term plan says that
    it rests on an incomplete application unless `complete_application`. Raises UserError when
    something the paper needs is missing, Trouble when the stored plan is not what was saved.
    """
    session = unit.session
    workout = session.get_one(Workout, workout_id)
    facts = agreement_facts(session, workout, complete_application=complete_application)
    made = agreement(facts)
    title = made.title + (DRAFT if facts.draft else "")
    return archive(unit, workout.loan_id, render(made), template(KEY), title, workout_id)


def mark_document(
    unit: UnitOfWork, document_id: int, status: DocumentStatus, how: str = ""
) -> None:
    """Marks a paper as sent or signed; `how` says by what way. Raises UserError for other moves."""
    document = unit.session.get_one(Document, document_id)
    document_bytes(unit.session, document_id)
    if document.title.endswith(DRAFT):
        raise UserError(
            "This paper is marked as a draft.", do="Offer the plan, and make the agreement anew."
        )
    if status is DocumentStatus.SIGNED and not is_signed(document.template):
        raise UserError("This paper explains; nobody signs it.")
    if status not in _NEXT.get(document.status, ()):
        raise UserError(
            f"A paper that is {document.status.label.lower()} cannot become {status.label.lower()}."
        )
    was, document.status = document.status, status
    if status is DocumentStatus.SENT:
        document.sent_on = today(unit.session, unit.now)
    unit.record(
        DocumentMarked(
            about=f"loan:{document.loan_id}",
            document_id=document_id,
            was=was.value,
            now=status.value,
            how=how.strip(),
        )
    )


def document_bytes(session: Session, document_id: int) -> bytes:
    """The archived PDF. Raises Trouble when it is not byte for byte what was archived."""
    row = session.execute(
        select(Document.title, Document.sha256, Document.content).where(Document.id == document_id)
    ).one()
    if hashlib.sha256(row.content).hexdigest() != row.sha256:
        raise Trouble(
            f"Document {document_id}, {row.title!r}, is not what was archived.",
            do="Do not use it. Restore the database from a backup, or make the paper anew.",
            details=f"expected SHA-256 {row.sha256}",
        )
    return bytes(row.content)


def agreement_facts(
    session: Session, workout: Workout, *, complete_application: bool = False
) -> AgreementFacts:
    """What the agreement of a stored plan says."""
    if workout.status not in _PRINTABLE:
        raise UserError(
            f"Version {workout.number} of the plan is {workout.status.label.lower()}.",
            do="Make the agreement from the version in force.",
        )
    installments = _installments(session, workout)
    _unchanged(workout, installments)
    loan = session.get_one(Loan, workout.loan_id)
    home = session.get(Property, loan.property_id) if loan.property_id else None
    if home is None or not home.line_1:
        raise UserError(
            f"Loan {loan.number} has no property address on file.", do="Add it on the card."
        )
    bank = the_bank(session)
    if workout.cures_on is None:
        raise UserError("This workout has no day on which the loan is current.")
    people = living_borrowers(session, loan.id, local_date(workout.made_at, bank.zone))
    names = tuple(name_of(person) for person, _ in people)
    mail: Person | Property = people[0][0] if people[0][0].line_1 else home
    policy = workout.facts["policy"]
    return AgreementFacts(
        bank=sender_of(bank),
        signers=tuple(
            Signer(name, role.label) for name, (_, role) in zip(names, people, strict=True)
        ),
        receiver=receiver(names, mail.line_1, mail.line_2, mail.city, mail.state, mail.zip),
        loan_ends_in=loan.number[-4:],
        property=on_one_line(home),
        made_on=local_date(workout.made_at, bank.zone),
        as_of=workout.as_of,
        plan_id=workout.id,
        plan_version=workout.number,
        draft=workout.status in (WorkoutStatus.DRAFT, WorkoutStatus.APPROVED),
        owed=tuple(_owed(workout)),
        to_repay=workout.arrears,
        down_payment=Money.of(workout.facts["down_payment"]),
        installments=installments,
        current_on=workout.cures_on,
        cure_days=policy["cure_days"],
        by_month_end=policy["by_month_end"],
        history=_history_of(session, workout),
        incomplete_application=workout.facts["short_term"] and not complete_application,
        debt_collector=collects_for_law(
            session, loan, bank, local_date(workout.made_at, bank.zone)
        ),
        stays_owed=Money.of(workout.terms.get("stays_owed") or "0"),
        biweekly=workout.answers.get("pace") == Pace.BIWEEKLY.value,
    )


def _installments(session: Session, workout: Workout) -> tuple[PlanInstallment, ...]:
    rows = session.scalars(
        select(WorkoutInstallment)
        .where(WorkoutInstallment.workout_id == workout.id)
        .order_by(WorkoutInstallment.number)
    )
    return tuple(PlanInstallment(r.number, r.due_on, r.regular, r.arrears) for r in rows)


def _unchanged(workout: Workout, installments: Sequence[PlanInstallment]) -> None:
    """The plan is what was saved: its fingerprint holds over answers, facts and schedule."""
    held = canonical(
        {"answers": workout.answers, "facts": workout.facts, "installments": installments}
    )
    if hashlib.sha256(held.encode()).hexdigest() != workout.inputs:
        raise Trouble(
            f"Version {workout.number} of the plan is not what was saved.",
            do="Save the plan anew before you put it in writing.",
            details=f"workout {workout.id}, expected fingerprint {workout.inputs}",
        )


def _owed(workout: Workout) -> list[OwedLine]:
    """The working of the arrears, up to its sum, in the reader's words."""
    lines = list[OwedLine]()
    for step in workout.steps:
        says, amount = step["says"], step["amount"]
        if says == _CLOSING:
            return lines
        if not lines:
            says += _due_dates(workout.facts["unpaid"])
        lines.append(OwedLine(_FOR_READERS.get(says, says), Money.of(amount)))
    raise Bug(f"the working of workout {workout.id} does not come to a sum")


def _due_dates(unpaid: Sequence[Any]) -> str:
    days = [text.long_day(date.fromisoformat(each["due_on"])) for each in unpaid]
    if not days:
        return ""
    return f", due {days[0]}" if len(days) == 1 else f", due {days[0]} to {days[-1]}"


def _history_of(session: Session, workout: Workout) -> str:
    """The history's entry of this plan version; before it is committed, the newest one there is."""
    saved = session.execute(
        select(HistoryEntry.seq, HistoryEntry.digest, HistoryEntry.body)
        .where(
            HistoryEntry.about == f"loan:{workout.loan_id}", HistoryEntry.event == "WorkoutSaved"
        )
        .order_by(HistoryEntry.seq)
    )
    for entry in saved:
        if json.loads(entry.body)["workout_id"] == workout.id:
            return str(history_chain.Head(entry.seq, entry.digest))
    return str(history_chain.head(session))
