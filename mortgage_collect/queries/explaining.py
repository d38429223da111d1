"""What a page for the borrower is told of a loan: the terms as of today, and how far they stand."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from mortgage_collect.core.clock import local_date
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.words import Language, WorkoutStatus
from mortgage_collect.documents.explain import ExplainFacts
from mortgage_collect.documents.letterhead import receiver
from mortgage_collect.models.bank import Policy
from mortgage_collect.models.loan import Loan, Property
from mortgage_collect.models.person import Person
from mortgage_collect.models.workout import Workout
from mortgage_collect.queries.case import case_of
from mortgage_collect.queries.envelope import living_borrowers, name_of, sender_of
from mortgage_collect.queries.facts import the_bank
from mortgage_collect.queries.interview import collects_for_law
from mortgage_collect.queries.trials import permanent_terms, standing_trial
from mortgage_collect.workout.archive import archived
from mortgage_collect.workout.evaluate import Result, try_out
from mortgage_collect.workout.options.modification import Answers as ModificationAnswers
from mortgage_collect.workout.shelf import option_of

TRANSLATION: Final = "translation.es"
"""The bank's policy on our Spanish: "approved" covers what was worded up to the day it is from."""
APPROVED: Final = "approved"
OFFERED: Final = (WorkoutStatus.OFFERED, WorkoutStatus.ACCEPTED, WorkoutStatus.ACTIVE)


def explain_facts(
    session: Session, loan_id: int, answers: Any, now: datetime, *, addressed: bool = False
) -> ExplainFacts:
    """The terms these answers come to today; `addressed` with the names and the address.

    While the permanent version of a kept trial stands, a modification is explained as that one.

    Raises UserError where the file lacks what every option needs, and, addressed, where there is
    nobody or no address to write to.
    """
    loan, bank = session.get_one(Loan, loan_id), the_bank(session)
    trial = standing_trial(session, loan_id) if isinstance(answers, ModificationAnswers) else None
    if trial is not None:
        case, result = permanent_terms(session, trial, now)
    else:
        case = case_of(session, loan_id, now)
        result = try_out(case, option_of(answers), answers)
    day = local_date(now, bank.zone)
    return ExplainFacts(
        result=result,
        case=case,
        made_on=day,
        bank=sender_of(bank),
        receiver=_receiver(session, loan, day) if addressed else (),
        loan_ends_in=loan.number[-4:],
        offered=offered_as(session, loan_id, result) is not None,
        debt_collector=collects_for_law(session, loan, bank, day),
        translation_since=translation_since(session, day),
    )


def offered_as(session: Session, loan_id: int, result: Result) -> int | None:
    """The workout that was offered on exactly these terms; None when none was."""
    if result.offer is None:
        return None
    terms = archived(result.offer)
    rows = session.execute(
        select(Workout.id, Workout.terms)
        .where(Workout.loan_id == loan_id, Workout.kind == result.key, Workout.status.in_(OFFERED))
        .order_by(Workout.id.desc())
    )
    return next((row.id for row in rows if row.terms == terms), None)


def translation_since(session: Session, on: date) -> date | None:
    """From when the bank's approval of our translations is; None while it approves none."""
    found = session.execute(
        select(Policy.value, Policy.since)
        .where(Policy.key == TRANSLATION, Policy.since <= on)
        .order_by(Policy.since.desc(), Policy.id.desc())
        .limit(1)
    ).one_or_none()
    return found.since if found is not None and found.value == APPROVED else None


def language_of(session: Session, loan_id: int, on: date) -> Language:
    """The first borrower's own language; English where nobody is on file."""
    try:
        return living_borrowers(session, loan_id, on)[0][0].language
    except UserError:
        return Language.ENGLISH


def _receiver(session: Session, loan: Loan, on: date) -> tuple[str, ...]:
    people = [person for person, _ in living_borrowers(session, loan.id, on)]
    home = session.get(Property, loan.property_id) if loan.property_id else None
    mail: Person | Property | None = people[0] if people[0].line_1 else home
    if mail is None or not mail.line_1:
        raise UserError(f"Loan {loan.number} has no address to write to.", do="Add it on the card.")
    names = tuple(name_of(person) for person in people)
    return receiver(names, mail.line_1, mail.line_2, mail.city, mail.state, mail.zip)
