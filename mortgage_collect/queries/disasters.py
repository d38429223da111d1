"""Which loans a disaster strikes, and the disasters that were tagged.

A loan is struck where its home lies in the area, or where somebody who owes it gets their mail
there. A county is compared only where the bank's file tells one; where it does not, and the state
is the right one, nobody knows, and that is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from mortgage_collect.core.area import Area, Hit
from mortgage_collect.core.money import Money, total
from mortgage_collect.core.words import DisasterKind, FlagKind, LoanStatus, Role
from mortgage_collect.models.disaster import Disaster
from mortgage_collect.models.loan import Loan, Property
from mortgage_collect.models.person import Flag, LoanPerson, Person

REMIND_BEFORE = timedelta(days=14)
HOME, MAIL = "home", "mail"


@dataclass(frozen=True, slots=True)
class StruckLoan:
    """`how` is HOME or MAIL; `tagged`: a disaster flag stands on it already."""

    loan_id: int
    number: str
    borrower: str
    place: str
    upb: Money | None
    how: str
    tagged: bool


@dataclass(frozen=True, slots=True)
class Struck:
    """Everything an area strikes. `people` are those on the loans; `unknown` are active loans
    whose place is not told well enough; `without_county` have no county on file."""

    loans: tuple[StruckLoan, ...]
    people: int
    unknown: int
    without_county: int
    active: int

    @property
    def tagged(self) -> int:
        return sum(loan.tagged for loan in self.loans)

    @property
    def new(self) -> tuple[StruckLoan, ...]:
        return tuple(loan for loan in self.loans if not loan.tagged)

    @property
    def upb(self) -> Money:
        """Of the loans whose balance is on file."""
        return total(loan.upb for loan in self.loans if loan.upb is not None)

    @property
    def no_balance(self) -> int:
        return sum(loan.upb is None for loan in self.loans)


@dataclass(frozen=True, slots=True)
class DisasterRow:
    """A disaster that was tagged. `standing` loans carry its flag today."""

    disaster_id: int
    name: str
    kind: DisasterKind
    begins: date
    ends: date
    pauses_calls: bool
    zips: tuple[str, ...]
    counties: tuple[str, ...]
    made_on: date
    made_by: str
    loans: int
    people: int
    standing: int
    ended_on: date | None

    def ends_soon(self, today: date) -> bool:
        """Somebody should look at it: its last day is near."""
        return today <= self.ends <= today + REMIND_BEFORE and self.ended_on is None

    def over(self, today: date) -> bool:
        return self.ends < today


def struck(session: Session, area: Area, on: date) -> Struck:
    """The loans an area strikes; nothing is written."""
    homes = session.execute(
        select(
            Loan.id,
            Loan.number,
            Loan.borrower,
            Loan.upb,
            Property.zip,
            Property.county,
            Property.city,
            Property.state,
        )
        .outerjoin(Property, Property.id == Loan.property_id)
        .where(Loan.status.in_((LoanStatus.ACTIVE, LoanStatus.MISSING)))
        .order_by(Loan.number)
    ).all()
    mail = _mail(session, area)
    tagged = set(session.scalars(select(Flag.loan_id).where(*standing_disaster(on))))
    found, unknown, without = [], 0, 0
    for row in homes:
        county, state = row.county or "", row.state or ""
        hit = area.hit(row.zip or "", county, state)
        without += not county.strip()
        if hit in (Hit.ZIP, Hit.COUNTY):
            how = HOME
        elif row.id in mail:
            how = MAIL
        else:
            unknown += hit is Hit.UNKNOWN
            continue
        place = ", ".join(part for part in (row.city, state) if part)
        found.append(
            StruckLoan(row.id, row.number, row.borrower, place, row.upb, how, row.id in tagged)
        )
    return Struck(
        tuple(found),
        _people(session, {loan.loan_id for loan in found}),
        unknown,
        without,
        len(homes),
    )


def standing_disaster(on: date) -> tuple[ColumnElement[bool], ...]:
    """What a flag must be to be a disaster that stands on a day."""
    return (
        Flag.kind == FlagKind.DISASTER,
        Flag.loan_id.is_not(None),
        or_(Flag.until.is_(None), Flag.until >= on),
    )


def disasters(session: Session, on: date) -> tuple[DisasterRow, ...]:
    """Those that were tagged: what stands first, the next to end at the top."""
    counts: dict[int, int] = {}
    for disaster_id in session.scalars(
        select(Flag.disaster_id).where(
            Flag.disaster_id.is_not(None),
            Flag.since <= on,
            or_(Flag.until.is_(None), Flag.until >= on),
        )
    ):
        counts[disaster_id or 0] = counts.get(disaster_id or 0, 0) + 1
    rows = [
        DisasterRow(
            row.id,
            row.name,
            row.kind,
            row.begins,
            row.ends,
            row.pauses_calls,
            tuple(row.zips),
            tuple(row.counties),
            row.made_at.date(),
            row.made_by,
            row.loans,
            row.people,
            counts.get(row.id, 0),
            row.ended_on,
        )
        for row in session.scalars(select(Disaster))
    ]
    return tuple(sorted(rows, key=lambda row: (row.over(on), row.ends, row.disaster_id)))


def _mail(session: Session, area: Area) -> set[int]:
    """Loans owed by somebody who gets their mail in the area."""
    rows = session.execute(
        select(LoanPerson.loan_id, Person.zip)
        .join(Person, Person.id == LoanPerson.person_id)
        .where(
            LoanPerson.until.is_(None),
            LoanPerson.role.in_([role for role in Role if role.owes]),
            Person.zip != "",
        )
    )
    return {loan_id for loan_id, code in rows if code[:5] in area.zips}


def _people(session: Session, loans: set[int]) -> int:
    found = session.execute(
        select(LoanPerson.loan_id, LoanPerson.person_id).where(LoanPerson.until.is_(None))
    )
    return len({person for loan, person in found if loan in loans})


def last_days(session: Session, on: date) -> Iterator[tuple[int, date]]:
    """(loan, last day) of disasters that end soon, for the queue to remind of."""
    rows = session.execute(
        select(Flag.loan_id, Flag.until).where(
            *standing_disaster(on), Flag.until.is_not(None), Flag.until <= on + REMIND_BEFORE
        )
    )
    for loan_id, until in rows:
        if loan_id is not None and until is not None:
            yield loan_id, until
