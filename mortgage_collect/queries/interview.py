"""What the bank has told about itself, and the bank it makes on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from mortgage_collect.core.words import Capacity, LoanStatus
from mortgage_collect.models.bank import Bank, Policy
from mortgage_collect.models.loan import Loan, Property
from mortgage_collect.queries.adoption import ADOPTED_RULES
from mortgage_collect.queries.confirmations import confirmed_carve_outs
from mortgage_collect.queries.facts import capacity_of, the_bank
from mortgage_collect.rules.coverage.answers import Told
from mortgage_collect.rules.coverage.bank_profile import BankProfile, bank_profile
from mortgage_collect.rules.coverage.ruling import Ruling

INTERVIEW = "interview.{}"
PREFIX = INTERVIEW.format("")
ADOPTS_REG_F = "adopts_reg_f"
REG_F = "reg_f"


@dataclass(frozen=True, slots=True)
class OwnLoans:
    """Active loans of one capacity, and what the profile says of them."""

    capacity: Capacity
    default_when_obtained: bool | None
    loans: int
    fdcpa: Ruling


@dataclass(frozen=True, slots=True)
class Interview:
    """The profile on a day with the book beside it.

    `told` is every answer on file, those that begin later too. `book_states`: where the homes of
    active loans stand, with how many; "" where the file does not say.
    """

    profile: BankProfile
    told: tuple[Told, ...]
    loans: tuple[OwnLoans, ...]
    book_states: tuple[tuple[str, int], ...]


def told(session: Session) -> tuple[Told, ...]:
    """Every answer on file, in the order in which they were given.

    Whether Regulation F is kept by choice is read from what the bank adopted: there is one truth.
    """
    rows = session.scalars(
        select(Policy)
        .where(or_(Policy.key.startswith(PREFIX, autoescape=True), Policy.key == ADOPTED_RULES))
        .order_by(Policy.id)
    )
    found = []
    for row in rows:
        if row.key == ADOPTED_RULES:
            keeps = "yes" if REG_F in row.value.split() else "no"
            found.append(Told(ADOPTS_REG_F, keeps, row.since, row.why))
        else:
            found.append(Told(row.key.removeprefix(PREFIX), row.value, row.since, row.why))
    return tuple(found)


def profile(session: Session, on: date) -> BankProfile:
    """The bank on a day, as its interview has it."""
    return bank_profile(told(session), on, confirmed_carve_outs(session))


def collects_for_law(session: Session, loan: Loan, bank: Bank, on: date) -> bool:
    """Whether our papers about a loan are a debt collector's; what is not known counts as yes."""
    made = profile(session, on)
    return made.fdcpa(capacity_of(loan, bank), loan.default_when_obtained).binds


def interview(session: Session, on: date) -> Interview:
    """What the interview's page shows."""
    every = told(session)
    made = bank_profile(every, on, confirmed_carve_outs(session))
    return Interview(
        made,
        every,
        _own_loans(session, made),
        _book_states(session),
    )


def _own_loans(session: Session, made: BankProfile) -> tuple[OwnLoans, ...]:
    bank = the_bank(session)
    rows = session.execute(
        select(Loan.capacity, Loan.default_when_obtained, func.count())
        .where(Loan.status == LoanStatus.ACTIVE)
        .group_by(Loan.capacity, Loan.default_when_obtained)
    )
    counts: dict[tuple[Capacity, bool | None], int] = {}
    for capacity, default, loans in rows:
        key = (capacity or bank.capacity, default)
        counts[key] = counts.get(key, 0) + loans
    return tuple(
        OwnLoans(capacity, default, loans, made.fdcpa(capacity, default))
        for (capacity, default), loans in sorted(counts.items(), key=lambda item: -item[1])
    )


def _book_states(session: Session) -> tuple[tuple[str, int], ...]:
    rows = session.execute(
        select(Property.state, func.count())
        .select_from(Loan)
        .outerjoin(Property, Property.id == Loan.property_id)
        .where(Loan.status == LoanStatus.ACTIVE)
        .group_by(Property.state)
    )
    counts: dict[str, int] = {}
    for state, count in rows:
        counts[state or ""] = counts.get(state or "", 0) + count
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
