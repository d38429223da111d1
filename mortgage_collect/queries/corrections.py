"""What may be corrected by hand on a loan, its home and its people, as it stands now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from mortgage_collect.core.clock import local_date
from mortgage_collect.core.words import Consent, PointKind, PointLabel, Role
from mortgage_collect.models.loan import Loan, Property
from mortgage_collect.models.person import (
    AgreedTime,
    CallBack,
    ContactPoint,
    LoanPerson,
    Person,
    QuietTime,
)
from mortgage_collect.queries.facts import the_bank
from mortgage_collect.queries.heading import LoanHeading, heading
from mortgage_collect.queries.search import find
from mortgage_collect.rules.numbers import number
from mortgage_collect.rules.reach import EarlierCollector

PERSON = (
    "written", "first", "middle", "last", "suffix", "ssn_last4", "born_on", "language",
    "employer", "home_barred",
    "line_1", "line_2", "city", "state", "zip",
)  # fmt: skip
HOME = (
    "line_1", "line_2", "city", "state", "zip", "county", "property_type", "occupancy",
    "value", "value_on",
)  # fmt: skip
LOAN = (
    "number", "status", "capacity", "in_collections", "investor_code", "loan_type", "lien_position",
    "originated_on", "first_payment_on", "maturity_on", "original_amount", "term_months",
    "rate", "rate_type", "due_day", "late_charge_percent", "late_charge_grace_days",
    "as_of", "upb", "next_due_on", "principal_interest", "escrow_payment", "suspense",
    "late_charges", "other_fees", "escrow_balance", "escrow_advance", "corporate_advance",
    "deferred_principal",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PersonOn:
    """Somebody on the loan; `version` is what was seen, for the one who saves later.

    `authorized`: they may hear of it, or are confirmed as a successor; None: nobody noted it.
    """

    person_id: int
    version: int
    name: str
    role: Role
    authorized: bool | None
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PointOn:
    point_id: int
    person_id: int
    person: str
    kind: PointKind
    label: PointLabel
    value: str
    extension: str
    preferred: bool
    bad: bool
    bad_reason: str
    work_barred: bool
    no_work_calls_on: date | None
    no_work_calls_written: bool | None
    opted_out: bool
    consent_text: Consent
    consent_autodial: Consent
    consent_email: Consent
    consent_how: str
    consent_on: date | None
    checked_on: date | None
    employer_gave: bool | None
    notice_ended: date | None = None
    public_domain: bool | None = None
    earlier: tuple[EarlierCollector, ...] = ()


@dataclass(frozen=True, slots=True)
class QuietOn:
    quiet_id: int
    person_id: int
    person: str
    says: str
    weekdays: frozenset[int]
    start: time | None
    end: time | None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class CallBackOn:
    """An agreement to be called that covers calls today, and the last day it does."""

    call_back_id: int
    person_id: int
    person: str
    received_on: date
    last_day: date


@dataclass(frozen=True, slots=True)
class HoursOn:
    """Hours in which a person agreed to be reached; `in_writing` None: not known."""

    hours_id: int
    person_id: int
    person: str
    first: time
    last: time
    in_writing: bool | None


@dataclass(frozen=True, slots=True)
class Corrections:
    who: LoanHeading
    version: int
    loan: Mapping[str, Any]
    home: Mapping[str, Any]
    people: tuple[PersonOn, ...]
    points: tuple[PointOn, ...]
    quiet: tuple[QuietOn, ...]
    hours: tuple[HoursOn, ...]


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """Somebody on another loan, who may be on this one too."""

    person_id: int
    name: str
    on: str


def corrections(session: Session, loan_id: int, now: datetime) -> Corrections:
    """Everything the panel of people and loan shows."""
    loan = session.get_one(Loan, loan_id)
    home = session.get(Property, loan.property_id) if loan.property_id else None
    rows = session.execute(
        select(Person, LoanPerson.role, LoanPerson.authorized)
        .join(LoanPerson, LoanPerson.person_id == Person.id)
        .where(LoanPerson.loan_id == loan_id, LoanPerson.until.is_(None))
        .order_by(LoanPerson.position, LoanPerson.id)
    ).all()
    people = tuple(
        PersonOn(
            person.id,
            person.version,
            person.shown,
            role,
            authorized,
            {name: getattr(person, name) for name in PERSON},
        )
        for person, role, authorized in rows
    )
    names = {person.person_id: person.name for person in people}
    today = local_date(now, the_bank(session).zone)
    return Corrections(
        who=heading(session, loan_id),
        version=loan.version,
        loan={name: getattr(loan, name) for name in LOAN},
        home={name: getattr(home, name) if home else None for name in HOME},
        people=people,
        points=tuple(_points(session, names)),
        quiet=tuple(_quiet(session, names, today)),
        hours=tuple(_hours(session, names)),
    )


def find_people(session: Session, typed: str, loan_id: int) -> tuple[FoundPerson, ...]:
    """People of the loans that match, without those who are on this loan already."""
    loans = {found.loan_id: found.number for found in find(session, typed) if typed.strip()}
    mine = set(
        session.scalars(
            select(LoanPerson.person_id).where(
                LoanPerson.loan_id == loan_id, LoanPerson.until.is_(None)
            )
        )
    )
    rows = session.execute(
        select(Person, LoanPerson.loan_id)
        .join(LoanPerson, LoanPerson.person_id == Person.id)
        .where(LoanPerson.loan_id.in_(loans), Person.id.not_in(mine))
        .order_by(Person.last, Person.first, Person.id)
    ).all()
    found: dict[int, FoundPerson] = {}
    for person, other in rows:
        found.setdefault(person.id, FoundPerson(person.id, person.shown, loans[other]))
    return tuple(found.values())


def _points(session: Session, names: Mapping[int, str]) -> list[PointOn]:
    rows = session.scalars(
        select(ContactPoint)
        .where(ContactPoint.person_id.in_(names))
        .order_by(ContactPoint.person_id, ContactPoint.bad, ContactPoint.id)
    )
    return [
        PointOn(
            row.id,
            row.person_id,
            names[row.person_id],
            row.kind,
            row.label,
            row.value,
            row.extension,
            row.preferred,
            row.bad,
            row.bad_reason,
            row.work_barred,
            row.no_work_calls_on,
            row.no_work_calls_written,
            row.opted_out,
            row.consent_text,
            row.consent_autodial,
            row.consent_email,
            row.consent_how,
            row.consent_on,
            row.checked_on,
            row.employer_gave,
            row.notice_ended,
            row.public_domain,
            tuple(EarlierCollector(**each) for each in row.earlier),
        )
        for row in rows
    ]


def _quiet(session: Session, names: Mapping[int, str], today: date) -> list[QuietOn]:
    rows = session.scalars(
        select(QuietTime).where(QuietTime.person_id.in_(names)).order_by(QuietTime.id)
    )
    return [
        QuietOn(
            row.id,
            row.person_id,
            names[row.person_id],
            row.says,
            frozenset(int(day) for day in row.weekdays),
            row.start,
            row.end,
            row.until,
        )
        for row in rows
        if row.until is None or row.until >= today
    ]


def _hours(session: Session, names: Mapping[int, str]) -> list[HoursOn]:
    """Of each person the newest agreement that stands."""
    rows = session.scalars(
        select(AgreedTime)
        .where(AgreedTime.person_id.in_(names), AgreedTime.until.is_(None))
        .order_by(AgreedTime.agreed_on, AgreedTime.id)
    )
    newest = {row.person_id: row for row in rows}
    return [
        HoursOn(row.id, row.person_id, names[row.person_id], row.first, row.last, row.in_writing)
        for row in newest.values()
    ]


def call_backs(session: Session, loan_id: int, on: date) -> tuple[CallBackOn, ...]:
    """Agreements about one loan that cover calls on a day, as far as no talk has used them up."""
    rows = session.execute(
        select(CallBack, Person)
        .join(Person, Person.id == CallBack.person_id)
        .where(CallBack.loan_id == loan_id, CallBack.revoked_on.is_(None))
        .order_by(CallBack.id)
    ).all()
    days = timedelta(days=number("reg_f.consent_days", on) - 1)
    found = (
        CallBackOn(
            row.id,
            person.id,
            person.shown,
            row.received_on,
            min(day for day in (row.until, row.received_on + days) if day),
        )
        for row, person in rows
    )
    return tuple(each for each in found if each.last_day >= on)
