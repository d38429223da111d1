"""Whom the law binds, loan by loan: the role we act in, and the sections that are on."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from mortgage_collect.core.words import Capacity, FlagKind, LoanStatus, Occupancy, Role
from mortgage_collect.models.loan import Loan, Property
from mortgage_collect.models.person import Flag, LoanPerson
from mortgage_collect.queries.facts import the_bank
from mortgage_collect.queries.interview import profile
from mortgage_collect.rules.coverage.bank_profile import BankProfile
from mortgage_collect.rules.coverage.loan_words import mortgage_facts
from mortgage_collect.rules.coverage.reg_x import MortgageFacts, Section, coverage
from mortgage_collect.rules.coverage.ruling import Ruling
from mortgage_collect.rules.states.law.reading import every_state


@dataclass(frozen=True, slots=True)
class LoanCoverage:
    """One loan on a day: who we are to it, whether the FDCPA binds us, and every section."""

    loan_id: int
    number: str
    borrower: str
    capacity: Capacity
    fdcpa: Ruling
    sections: tuple[tuple[Section, Ruling], ...]


@dataclass(frozen=True, slots=True)
class LikeLoan:
    """What loans have in common that the law looks at. `state` is the home's; so is `zip`, told
    only where a city of that state has rules of its own."""

    capacity: Capacity
    default_when_obtained: bool | None
    state: str
    zip: str
    loan_type: str
    purpose: str
    property_type: str
    occupancy: Occupancy
    term_months: int | None
    lien_position: int | None
    successor: bool
    in_bankruptcy: bool

    def facts(self, made: BankProfile) -> MortgageFacts:
        return mortgage_facts(
            loan_type=self.loan_type,
            purpose=self.purpose,
            property_type=self.property_type,
            occupancy=self.occupancy,
            term_months=self.term_months,
            small_servicer=made.small_servicer.answer,
            farm_credit=made.farm_credit,
            successor_confirmed=self.successor,
            in_bankruptcy=self.in_bankruptcy,
        )


def coverage_of(session: Session, loan_id: int, on: date) -> LoanCoverage:
    """One loan, with a reason for every section that is off or not settled."""
    return coverages(session, (loan_id,), on, profile(session, on))[loan_id]


def coverages(
    session: Session, loan_ids: Collection[int], on: date, made: BankProfile
) -> dict[int, LoanCoverage]:
    """The same for many loans; what they have in common is asked about once."""
    named = {
        row.id: (row.number, row.borrower)
        for row in session.execute(
            select(Loan.id, Loan.number, Loan.borrower).where(Loan.id.in_(loan_ids))
        )
    }
    known: dict[LikeLoan, tuple[Ruling, tuple[tuple[Section, Ruling], ...]]] = {}
    sections_of = cache(coverage)
    found = {}
    for loan_id, like in _like_loans(session, on, loan_ids):
        if like not in known:
            fdcpa = made.fdcpa(like.capacity, like.default_when_obtained)
            known[like] = (fdcpa, sections_of(like.facts(made)))
        fdcpa, sections = known[like]
        number, borrower = named[loan_id]
        found[loan_id] = LoanCoverage(loan_id, number, borrower, like.capacity, fdcpa, sections)
    return found


def like_loans(session: Session, on: date) -> dict[LikeLoan, int]:
    """Active loans by what they have in common, with how many: what the law is asked about once."""
    counts: dict[LikeLoan, int] = {}
    for _, like in _like_loans(session, on):
        counts[like] = counts.get(like, 0) + 1
    return counts


def _like_loans(
    session: Session, on: date, loan_ids: Collection[int] | None = None
) -> Iterator[tuple[int, LikeLoan]]:
    """Of some loans, or of every active one."""
    bank = the_bank(session)
    bankrupt = _in_bankruptcy(session, on, loan_ids)
    successors = select(LoanPerson.loan_id).where(
        LoanPerson.role == Role.SUCCESSOR, LoanPerson.until.is_(None)
    )
    if loan_ids is not None:
        successors = successors.where(LoanPerson.loan_id.in_(loan_ids))
    inherited = set(session.scalars(successors))
    cities = {place.code for place in every_state() if place.localities}
    query = select(
        Loan.id,
        Loan.capacity,
        Loan.default_when_obtained,
        Property.state,
        Property.zip,
        Loan.loan_type,
        Loan.purpose,
        Property.property_type,
        Property.occupancy,
        Loan.term_months,
        Loan.lien_position,
    ).outerjoin(Property, Property.id == Loan.property_id)
    if loan_ids is None:
        query = query.where(Loan.status == LoanStatus.ACTIVE)
    else:
        query = query.where(Loan.id.in_(loan_ids))
    for row in session.execute(query):
        state = row.state or ""
        yield (
            row.id,
            LikeLoan(
                row.capacity or bank.capacity,
                row.default_when_obtained,
                state,
                row.zip if state in cities else "",
                row.loan_type,
                row.purpose,
                row.property_type or "",
                row.occupancy or Occupancy.UNKNOWN,
                row.term_months,
                row.lien_position,
                row.id in inherited,
                row.id in bankrupt,
            ),
        )


def _in_bankruptcy(session: Session, on: date, loan_ids: Collection[int] | None) -> set[int]:
    """Loans with a bankruptcy that stands: of the loan, or of anybody who is on it."""
    stands = (
        Flag.kind == FlagKind.BANKRUPTCY,
        Flag.since <= on,
        Flag.until.is_(None) | (Flag.until >= on),
    )
    own = select(Flag.loan_id).where(*stands, Flag.loan_id.is_not(None))
    theirs = (
        select(LoanPerson.loan_id)
        .join(Flag, Flag.person_id == LoanPerson.person_id)
        .where(*stands, LoanPerson.until.is_(None))
    )
    if loan_ids is not None:
        own = own.where(Flag.loan_id.in_(loan_ids))
        theirs = theirs.where(LoanPerson.loan_id.in_(loan_ids))
    return {loan_id for query in (own, theirs) for loan_id in session.scalars(query) if loan_id}
