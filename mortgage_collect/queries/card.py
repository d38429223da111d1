"""The borrower card: everything about one loan on one screen, in frozen rows."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mortgage_collect.core.calendar import add_months
from mortgage_collect.core.clock import local_date
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.words import (
    Counting,
    FlagKind,
)
from mortgage_collect.loanmath.delinquency import delinquency
from mortgage_collect.loanmath.reinstatement import escrow_to_recover
from mortgage_collect.models.contact import Promise
from mortgage_collect.models.document import Document
from mortgage_collect.models.loan import Loan, Payment, Property
from mortgage_collect.models.person import ContactPoint, Flag, LoanPerson, Person
from mortgage_collect.models.review import Review
from mortgage_collect.models.workout import Workout
from mortgage_collect.queries.card_contacts import attempts, last_talk
from mortgage_collect.queries.card_rows import (
    DocumentRow,
    DueLine,
    FlagRow,
    LoanCard,
    OtherLoan,
    PaymentRow,
    PersonRow,
    PlanRow,
    PointRow,
    PromiseRow,
    PropertyRow,
    ReviewRow,
    StripMonth,
)
from mortgage_collect.queries.facts import (
    LoanFacts,
    capacity_of,
    facts_of,
    known_through,
    the_bank,
)
from mortgage_collect.queries.households import mates
from mortgage_collect.queries.plan_watch import progress_of
from mortgage_collect.queries.review_sharing import reviews_elsewhere
from mortgage_collect.workout.life import LIVING

__all__ = [
    "DocumentRow",
    "DueLine",
    "FlagRow",
    "LoanCard",
    "OtherLoan",
    "PaymentRow",
    "PersonRow",
    "PlanRow",
    "PointRow",
    "PromiseRow",
    "PropertyRow",
    "ReviewRow",
    "StripMonth",
    "card",
]

STRIP_MONTHS = 12


def card(session: Session, loan_id: int, now: datetime) -> LoanCard:
    """The card of one loan; raises sqlalchemy's NoResultFound for an id that is not there."""
    loan = session.get_one(Loan, loan_id)
    bank = the_bank(session)
    home = session.get(Property, loan.property_id) if loan.property_id else None
    facts: LoanFacts | None = None
    trouble = ""
    try:
        facts = facts_of(session, loan, now)
    except UserError as error:
        trouble = str(error)
    place = facts.position() if facts else None
    late = delinquency(place.next_due, place.as_of, bank.counting, loan.due_day) if place else None
    due = tuple(_due(loan, facts)) if facts else ()
    payments = tuple(_payments(session, loan_id))
    return LoanCard(
        loan_id=loan.id,
        version=loan.version,
        number=loan.number,
        borrower=loan.borrower,
        status=loan.status,
        source=loan.source,
        capacity=capacity_of(loan, bank),
        investor_code=loan.investor_code,
        loan_type=loan.loan_type,
        upb=place.upb if place else loan.upb,
        rate=loan.rate,
        payment=facts.terms.full_payment if facts else None,
        principal_interest=loan.principal_interest,
        escrow_payment=loan.escrow_payment,
        originated_on=loan.originated_on,
        maturity_on=loan.maturity_on,
        original_amount=loan.original_amount,
        escrow_balance=loan.escrow_balance,
        tape_as_of=loan.as_of,
        known_through=known_through(session),
        counting=bank.counting,
        delinquency=late,
        next_due_on=place.next_due if place else loan.next_due_on,
        arrears=place.arrears if place else None,
        due=due,
        due_total=_sum(due) if facts else None,
        # Suspense that nobody knows could only lower what is due.
        due_at_least=any(line.amount is None for line in due if line.key != "suspense"),
        trouble=trouble,
        tape_days_past_due=loan.tape_days_past_due,
        tape_status=loan.tape_status,
        home=_property(home),
        people=tuple(_people(session, loan_id)),
        other_loans=tuple(_other_loans(session, loan_id)),
        strip=tuple(_strip(loan, facts)),
        payments=payments,
        promises=tuple(_promises(session, loan_id)),
        plan=_plan(session, loan_id, now),
        flags=tuple(_flags(session, loan_id, local_date(now, bank.zone))),
        documents=tuple(_documents(session, loan_id)),
        review=_review(session, loan_id),
        reviews_elsewhere=reviews_elsewhere(session, loan_id),
        next_action_on=loan.next_action_on,
        next_action=loan.next_action,
        last_contact_at=loan.last_contact_at,
        attempts=attempts(session, loan_id, now),
        talk=last_talk(session, loan_id),
    )


def _due(loan: Loan, facts: LoanFacts) -> list[DueLine]:
    """What is due now, split by component; unknown components stay unknown."""
    place = facts.position()
    source = loan.source
    principal = Money(sum(i.principal_interest.cents for i in place.unpaid))
    escrow = Money(sum(i.escrow.cents for i in place.unpaid))
    suspense = place.suspense
    return [
        DueLine("principal_interest", "Principal and interest", principal, source),
        DueLine("escrow", "Escrow (taxes and insurance)", escrow, source),
        DueLine("late_charges", "Late charges", place.late_charges, source),
        DueLine("other_fees", "Other fees", loan.other_fees, source),
        DueLine("escrow_advance", "Escrow advances", escrow_to_recover(facts.snapshot), source),
        DueLine("corporate_advance", "Other advances", loan.corporate_advance, source),
        DueLine(
            "suspense",
            "Less money held in suspense",
            None if suspense is None else -suspense,
            source,
        ),
    ]


def _sum(due: tuple[DueLine, ...]) -> Money:
    return Money(sum(line.amount.cents for line in due if line.amount is not None))


def _property(home: Property | None) -> PropertyRow | None:
    if home is None:
        return None
    return PropertyRow(
        home.id,
        home.line_1,
        home.line_2,
        home.city,
        home.state,
        home.zip,
        home.occupancy,
        home.value,
        home.value_on,
    )


def _people(session: Session, loan_id: int) -> list[PersonRow]:
    rows = session.execute(
        select(Person, LoanPerson.role)
        .join(LoanPerson, LoanPerson.person_id == Person.id)
        .where(LoanPerson.loan_id == loan_id, LoanPerson.until.is_(None))
        .order_by(LoanPerson.position, LoanPerson.id)
    ).all()
    ids = [person.id for person, _ in rows]
    points: dict[int, list[PointRow]] = {}
    for point in session.scalars(
        select(ContactPoint)
        .where(ContactPoint.person_id.in_(ids))
        .order_by(ContactPoint.bad, ContactPoint.preferred.desc(), ContactPoint.id)
    ):
        points.setdefault(point.person_id, []).append(
            PointRow(
                point.id,
                point.kind,
                point.label,
                point.value,
                point.extension,
                point.preferred,
                point.bad,
                point.bad_reason,
                point.opted_out,
                point.consent_text,
                point.consent_autodial,
                point.consent_email,
                point.source,
            )
        )
    flags: dict[int, list[FlagKind]] = {}
    here = Flag.loan_id.is_(None) | (Flag.loan_id == loan_id)
    for flag in session.scalars(
        select(Flag).where(Flag.person_id.in_(ids), Flag.until.is_(None), here)
    ):
        if flag.person_id is not None:
            flags.setdefault(flag.person_id, []).append(flag.kind)
    made = []
    for person, role in rows:
        place = " ".join(part for part in (person.state, person.zip) if part)
        mail = (person.line_1, person.line_2, person.city, place)
        made.append(
            PersonRow(
                person.id,
                person.shown,
                person.written,
                role,
                person.language,
                person.ssn_last4,
                ", ".join(part for part in mail if part),
                tuple(points.get(person.id, ())),
                tuple(flags.get(person.id, ())),
            )
        )
    return made


def _other_loans(session: Session, loan_id: int) -> list[OtherLoan]:
    mine = set(
        session.scalars(
            select(LoanPerson.person_id).where(
                LoanPerson.loan_id == loan_id, LoanPerson.until.is_(None)
            )
        )
    )
    theirs = mates(session, mine)
    rows = session.execute(
        select(Loan, Person.written, Person.id)
        .join(LoanPerson, LoanPerson.loan_id == Loan.id)
        .join(Person, Person.id == LoanPerson.person_id)
        .where(
            LoanPerson.person_id.in_(mine | theirs),
            LoanPerson.until.is_(None),
            Loan.id != loan_id,
        )
        .order_by(Loan.number)
    ).all()
    seen: dict[int, OtherLoan] = {}
    # A loan of one's own is that, whoever of the household is on it too.
    for loan, name, person_id in sorted(rows, key=lambda row: row[2] in theirs):
        seen.setdefault(
            loan.id,
            OtherLoan(
                loan.id,
                loan.number,
                loan.status,
                loan.upb,
                loan.oldest_unpaid_on,
                name,
                person_id in theirs,
            ),
        )
    return sorted(seen.values(), key=lambda other: (other.household, other.number))


def _strip(loan: Loan, facts: LoanFacts | None) -> list[StripMonth]:
    """Twelve month-ends, oldest first. Before the tape's as-of date only its pay string knows."""
    if facts is None:
        return []
    from mortgage_collect.core.calendar import last_of_month

    end = facts.as_of
    months = []
    for back in range(STRIP_MONTHS - 1, -1, -1):
        first = add_months(date(end.year, end.month, 1), -back)
        close = min(first.replace(day=last_of_month(first.year, first.month)), end)
        behind: int | None = None
        if loan.as_of is not None and close >= loan.as_of:
            behind = delinquency(facts.position(close).next_due, close, Counting.MBA).months
        elif loan.next_due_on is not None and first < date(
            loan.next_due_on.year, loan.next_due_on.month, 1
        ):
            # Every installment before the oldest unpaid one is paid by now; when, nobody says.
            behind = 0 if loan.originated_on and first > loan.originated_on else None
        elif loan.next_due_on is not None and loan.as_of is not None:
            behind = delinquency(loan.next_due_on, close, Counting.MBA).months
        months.append(StripMonth(first, behind))
    return months


def _payments(session: Session, loan_id: int) -> list[PaymentRow]:
    rows = session.scalars(
        select(Payment)
        .where(Payment.loan_id == loan_id)
        .order_by(Payment.received_on.desc(), Payment.id.desc())
        .limit(60)
    ).all()
    undone = {row.reverses_id for row in rows if row.reverses_id}
    return [
        PaymentRow(
            row.id,
            row.received_on,
            row.amount,
            row.kind.label,
            row.source,
            row.reference,
            row.id in undone,
            row.returned_on,
            row.missing_from_tape,
        )
        for row in rows
    ]


def _promises(session: Session, loan_id: int) -> list[PromiseRow]:
    rows = session.scalars(
        select(Promise)
        .where(Promise.loan_id == loan_id)
        .order_by(Promise.due_on.desc(), Promise.id.desc())
    )
    return [
        PromiseRow(
            row.id,
            row.amount,
            row.due_on,
            row.status,
            row.made_on,
            row.by,
            row.received,
            row.first_id,
        )
        for row in rows
    ]


def _plan(session: Session, loan_id: int, now: datetime) -> PlanRow | None:
    workout = session.scalar(
        select(Workout)
        .where(Workout.loan_id == loan_id, Workout.status.in_(LIVING))
        .order_by(Workout.id.desc())
        .limit(1)
    )
    if workout is None:
        return None
    going = progress_of(session, workout, now)
    ahead = next((row for row in going.rows if row.made_good_on is None), None)
    return PlanRow(
        workout.id,
        workout.kind,
        workout.number,
        workout.status,
        len(going.rows),
        sum(row.made_good_on is not None for row in going.rows),
        workout.cures_on,
        ahead.installment.due_on if ahead else None,
        ahead.installment.total if ahead else None,
        failed=len(going.failed),
        approvals=tuple(workout.approvals) if not workout.approved_by else (),
        review_due=workout.review_due,
    )


def _flags(session: Session, loan_id: int, today: date) -> list[FlagRow]:
    people = select(LoanPerson.person_id).where(
        LoanPerson.loan_id == loan_id, LoanPerson.until.is_(None)
    )
    rows = session.execute(
        select(Flag, Person.written)
        .outerjoin(Person, Person.id == Flag.person_id)
        .where((Flag.loan_id == loan_id) | (Flag.loan_id.is_(None) & Flag.person_id.in_(people)))
        .order_by(Flag.since)
    ).all()
    return [
        FlagRow(
            flag.id,
            flag.kind,
            name or "",
            flag.since,
            flag.until,
            tuple((str(k), str(v)) for k, v in (flag.details or {}).items()),
        )
        for flag, name in rows
        if flag.until is None or flag.until >= today
    ]


def _documents(session: Session, loan_id: int) -> list[DocumentRow]:
    rows = session.scalars(
        select(Document).where(Document.loan_id == loan_id).order_by(Document.id.desc())
    )
    return [
        DocumentRow(row.id, row.title, row.made_at, row.status, row.pages, row.sha256)
        for row in rows
    ]


def _review(session: Session, loan_id: int) -> ReviewRow | None:
    row = session.scalar(
        select(Review).where(Review.loan_id == loan_id).order_by(Review.id.desc()).limit(1)
    )
    return ReviewRow(row.id, row.number, row.status, row.started_at) if row else None
