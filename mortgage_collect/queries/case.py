"""The case of a loan as workout options see it: rows into facts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from mortgage_collect.core.clock import local_date
from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.core.words import LoanStatus, Occupancy, WorkoutStatus
from mortgage_collect.loanmath.position import Position
from mortgage_collect.loanmath.reinstatement import escrow_to_recover
from mortgage_collect.models.loan import Loan, Property
from mortgage_collect.models.person import Flag, LoanPerson
from mortgage_collect.models.review import Review
from mortgage_collect.models.workout import Workout
from mortgage_collect.queries.book_values import read
from mortgage_collect.queries.facts import (
    MANY,
    LoanFacts,
    facts_of,
    facts_of_many,
    known_through,
    the_bank,
)
from mortgage_collect.queries.programs import bank_assumptions, program_of
from mortgage_collect.queries.reviews import ReviewView, latest_review, review_view
from mortgage_collect.rules.facts import FlagFact
from mortgage_collect.workout.case import (
    Advances,
    CaseFacts,
    Collateral,
    HouseholdFacts,
    LoanBackground,
    PastDeferral,
    PastForbearance,
    PastWorkouts,
)
from mortgage_collect.workout.program import Program
from mortgage_collect.workout.value.assumptions import Assumptions
from mortgage_collect.workout.value.foreclosure_time import market

IN_FORCE = (WorkoutStatus.ACTIVE, WorkoutStatus.COMPLETED, WorkoutStatus.BROKEN)
CODES = {
    # Sources use both O and P for a home its owner lives in.
    **dict.fromkeys(("o", "p", "owner", "owner occupied", "primary", "yes", "y"), Occupancy.OWNER),
    **dict.fromkeys(("primary residence", "principal residence"), Occupancy.OWNER),
    **dict.fromkeys(("s", "second home", "secondary", "vacation"), Occupancy.SECOND_HOME),
    **dict.fromkeys(("i", "n", "investor", "investment", "non-owner"), Occupancy.INVESTOR),
    **dict.fromkeys(("t", "tenant", "rented"), Occupancy.TENANT),
    **dict.fromkeys(("v", "vacant"), Occupancy.VACANT),
}
BIWEEKLY = frozenset({"biweekly", "bw", "26", "every2weeks", "everytwoweeks", "fortnightly"})
"""Codes of a payment frequency that say it beyond doubt, in small letters and digits."""
MODIFICATIONS = frozenset(
    {
        "term_extension",
        "rate_reduction",
        "capitalization",
        "principal_forbearance",
        "modification",
        "step_rate",
    }
)


def case_of(
    session: Session,
    loan_id: int,
    now: datetime,
    under: Program | None = None,
    *,
    leaving_out: int | None = None,
) -> CaseFacts:
    """The facts a workout is computed from, as of the bank's business day.

    `under` is another program than the loan's own; the workout `leaving_out` (a trial that is made
    permanent) is no earlier help. Raises UserError when the file lacks what every
    option needs.
    """
    loan = session.get_one(Loan, loan_id)
    facts = facts_of(session, loan, now)
    day = max(local_date(now, the_bank(session).zone), facts.snapshot.as_of)
    return _built(
        loan,
        facts,
        day,
        _review(session, loan_id, now),
        session.get(Property, loan.property_id) if loan.property_id else None,
        under or program_of(session, loan, day),
        bank_assumptions(session, day),
        _with_the_tapes(past_of(session, loan_id, leaving_out), loan),
        _flags(session, loan_id, day),
    )


@dataclass(frozen=True, slots=True)
class BookCase:
    """A loan of the book with its case."""

    loan_id: int
    number: str
    borrower: str
    case: CaseFacts


def late_cases(
    session: Session, now: datetime, *, step: Callable[[int, int], None] = lambda _, __: None
) -> Iterator[BookCase]:
    """The case of every loan past due, with few queries; one whose facts do not suffice is left
    out. `step` hears how many of how many are done, and may stop it by raising."""
    day = local_date(now, the_bank(session).zone)
    known = known_through(session) or day
    ids = session.scalars(
        select(Loan.id)
        .where(Loan.status == LoanStatus.ACTIVE, Loan.oldest_unpaid_on <= known)
        .order_by(Loan.id)
    ).all()
    reviewed = set(session.scalars(select(Review.loan_id).distinct()))
    worked = set(
        session.scalars(select(Workout.loan_id).where(Workout.status.in_(IN_FORCE)).distinct())
    )
    flagged = set(session.scalars(select(Flag.loan_id).where(Flag.loan_id.is_not(None))))
    flagged |= set(
        session.scalars(
            select(LoanPerson.loan_id).where(LoanPerson.person_id.in_(select(Flag.person_id)))
        )
    )
    programs: dict[str, Program] = {}
    assumptions = bank_assumptions(session, day)
    for start in range(0, len(ids), MANY):
        step(start, len(ids))
        some = ids[start : start + MANY]
        loans = session.scalars(select(Loan).where(Loan.id.in_(some)).order_by(Loan.id)).all()
        wanted = {loan.property_id for loan in loans if loan.property_id}
        homes = {
            home.id: home
            for home in session.scalars(select(Property).where(Property.id.in_(wanted)))
        }
        for loan, facts in facts_of_many(session, loans, now):
            if loan.investor_code not in programs:
                programs[loan.investor_code] = program_of(session, loan, day)
            case = _built(
                loan,
                facts,
                max(day, facts.snapshot.as_of),
                _review(session, loan.id, now) if loan.id in reviewed else None,
                homes.get(loan.property_id or 0),
                programs[loan.investor_code],
                assumptions,
                _with_the_tapes(
                    past_of(session, loan.id) if loan.id in worked else PastWorkouts(), loan
                ),
                _flags(session, loan.id, day) if loan.id in flagged else (),
            )
            yield BookCase(loan.id, loan.number, loan.borrower, case)
        session.expunge_all()
    step(len(ids), len(ids))


def _built(
    loan: Loan,
    facts: LoanFacts,
    day: date,
    review: ReviewView | None,
    home: Property | None,
    program: Program,
    assumptions: Assumptions,
    past: PastWorkouts,
    flags: tuple[FlagFact, ...],
) -> CaseFacts:
    more: dict[str, Any] = (loan.more or {}).get("fields", {})
    place = facts.position(day)
    return CaseFacts(
        as_of=day,
        terms=facts.terms,
        position=place,
        surplus=review.household.surplus if review is not None else None,
        maturity_on=loan.maturity_on,
        billed=facts.billed,
        program=program,
        loan=_background(loan, more),
        home=_collateral(home, review, more),
        advances=Advances(
            escrow_advance=escrow_to_recover(facts.snapshot),
            servicing_advance=loan.corporate_advance,
            deferred=loan.deferred_principal,
            other_fees=loan.other_fees,
        ),
        past=past,
        flags=flags,
        household=household_of(review),
        assumptions=assumptions,
        interest_paid_to=_interest_paid_to(loan, place, more),
        biweekly=_plain(more.get("payment_frequency")) in BIWEEKLY,
    )


def _plain(code: Any) -> str:
    return "".join(each for each in str(code or "").lower() if each.isalnum())


def _interest_paid_to(loan: Loan, place: Position, more: dict[str, Any]) -> date | None:
    """What the tape says of it, unless an installment was paid since."""
    found = read("interest_paid_to_date", more.get("interest_paid_to_date"))
    return found if isinstance(found, date) and place.next_due == loan.next_due_on else None


def household_of(review: ReviewView | None) -> HouseholdFacts:
    """What the newest review tells; everything is unknown without one."""
    if review is None:
        return HouseholdFacts()
    found = review.household
    other = None
    if found.expenses_without_housing is not None and found.debts_payments is not None:
        other = found.expenses_without_housing + found.debts_payments
    return HouseholdFacts(
        as_of=found.as_of,
        gross_income=found.gross_income,
        net_income=found.net_income,
        other_expenses=other,
        property_charges=found.housing_charges,
        reserves=found.non_retirement_reserves,
        family_size=found.family_size,
        hardship=found.hardship,
        hardship_term=found.hardship_duration,
        intent=found.intent,
        complete_package=None if found.unknowns else not found.papers_missing,
    )


def past_of(session: Session, loan_id: int, leaving_out: int | None = None) -> PastWorkouts:
    """Workouts this file knows were in force, one of them left out.

    A trial that was made permanent and its permanent version are one workout.
    """
    modified, failed = list[date](), list[date]()
    deferrals, forbearances, claims = list[PastDeferral](), list[PastForbearance](), list[date]()
    rows = session.scalars(
        select(Workout).where(Workout.loan_id == loan_id, Workout.status.in_(IN_FORCE))
    ).all()
    without = {leaving_out, *(row.converts_id for row in rows)}
    for row in rows:
        if row.id in without:
            continue
        months = _count(row.answers, "months")
        if row.kind in MODIFICATIONS and row.status is WorkoutStatus.BROKEN:
            failed.append(row.as_of)
        elif row.kind in MODIFICATIONS:
            modified.append(row.cures_on or row.as_of)
        elif row.kind == "deferral":
            # What was agreed, whether its number was typed or left to the program.
            moved = _count(row.terms, "months_deferred") or months
            deferrals.append(PastDeferral(row.cures_on or row.as_of, moved))
        elif row.kind == "forbearance":
            forbearances.append(PastForbearance(row.as_of, months))
        elif row.kind == "partial_claim":
            claims.append(row.cures_on or row.as_of)
    return PastWorkouts(
        tuple(modified), tuple(failed), tuple(deferrals), tuple(forbearances), tuple(claims)
    )


def _with_the_tapes(past: PastWorkouts, loan: Loan) -> PastWorkouts:
    """With what a tape tells of a modification. Where none tells, nobody knows what there was
    before the loan came to this file."""
    told: dict[str, Any] = (loan.more or {}).get("fields", {})

    def field(name: str) -> Any:
        return read(name, told.get(name))

    on = field("modification_date")
    if isinstance(on, date) and on not in past.modified_on:
        past = replace(past, modified_on=(*past.modified_on, on))
    known = loan.tape_id is None or isinstance(on, date) or field("modification_flag") is False
    return replace(past, known=known)


def _flags(session: Session, loan_id: int, day: date) -> tuple[FlagFact, ...]:
    """What stands that day on the loan, or on anybody who is on it."""
    people = select(LoanPerson.person_id).where(
        LoanPerson.loan_id == loan_id, LoanPerson.until.is_(None)
    )
    rows = session.scalars(
        select(Flag)
        .where(
            or_(Flag.loan_id == loan_id, Flag.person_id.in_(people)),
            Flag.since <= day,
            or_(Flag.until.is_(None), Flag.until >= day),
        )
        .order_by(Flag.id)
    )
    return tuple(FlagFact(row.kind, row.since, row.until, _told(row.details)) for row in rows)


def _told(details: dict[str, Any] | None) -> dict[str, str]:
    return {key: str(value) for key, value in (details or {}).items()}


def _review(session: Session, loan_id: int, now: datetime) -> ReviewView | None:
    found = latest_review(session, loan_id)
    return None if found is None else review_view(session, found, now)


def _background(loan: Loan, more: Mapping[str, str]) -> LoanBackground:
    def field(name: str) -> Any:
        return read(name, more[name]) if more.get(name) else None

    rate = field("original_interest_rate")
    score = field("borrower_credit_score")
    return LoanBackground(
        number=loan.number,
        loan_type=loan.loan_type,
        investor=loan.investor_code,
        lien_position=loan.lien_position,
        originated_on=loan.originated_on,
        original_amount=loan.original_amount,
        original_rate=rate if isinstance(rate, Rate) else None,
        rate_type=loan.rate_type,
        credit_score=score if isinstance(score, int) else None,
    )


def _collateral(
    home: Property | None, review: ReviewView | None, more: Mapping[str, str]
) -> Collateral:
    listed = review.household.listed_for_sale if review is not None else None
    if home is None:
        return Collateral(listed=listed)
    return Collateral(
        state=home.state,
        market=market(home.state, home.city, home.county),
        value=home.value if home.value and home.value > Money(0) else None,
        value_on=home.value_on,
        value_source="on file",
        occupancy=occupancy_of(home, more),
        listed=listed,
    )


def occupancy_of(home: Property, more: Mapping[str, str]) -> Occupancy:
    """As entered; else as the tape's code has it. A code nobody knows stays unknown."""
    if home.occupancy is not Occupancy.UNKNOWN:
        return home.occupancy
    return CODES.get(str(more.get("occupancy_status", "")).strip().casefold(), Occupancy.UNKNOWN)


def _count(answers: Mapping[str, Any], name: str) -> int:
    found = answers.get(name)
    return found if isinstance(found, int) else 0
