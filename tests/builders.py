"""A bank, a loan, a person, a telephone: made with their events, so that no write is without.

Every builder takes a unit of work and returns the row, with its id. What a test does not name
is plain and legal: an active 30-year loan, first payment 1 February 2020, paid to date.
"""

from datetime import date
from typing import Any, TypeVar

from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.core.words import PaymentKind, PointKind, Role, Source, UserRole
from mortgage_collect.events.bank import BankChanged, UserAdded
from mortgage_collect.events.contacts import PointAdded
from mortgage_collect.events.event import Change
from mortgage_collect.events.loans import LoanAdded, PaymentPosted, PersonAdded, PersonLinked
from mortgage_collect.models.bank import Bank, Policy
from mortgage_collect.models.base import Base
from mortgage_collect.models.loan import Loan, Payment, Property
from mortgage_collect.models.person import ContactPoint, LoanPerson, Person
from mortgage_collect.models.user import User
from mortgage_collect.store.unit_of_work import UnitOfWork

Row = TypeVar("Row", bound=Base)


OWN_NAME = {"own_name": "yes", "collecting_business": "no"}


def a_bank(unit: UnitOfWork, *, interviewed: bool = True, **other: Any) -> Bank:
    """`interviewed`: it has said that it collects its own loans in its own name, and does not live
    by collecting; otherwise nothing is known, and what is not known binds."""
    bank = _saved(
        unit,
        Bank,
        other,
        name="First Green Bank",
        line_1="1 Main Street",
        city="Barre",
        state="VT",
        zip="05641",
        phone="8025550100",
        nmls="123456",
        zone="America/New_York",
    )
    change = Change("name", None, bank.name)
    unit.record(BankChanged(about="bank", bank_id=bank.id, changes=(change,)))
    for key, value in OWN_NAME.items() if interviewed else ():
        unit.session.add(Policy(key=f"interview.{key}", value=value, since=date(2020, 1, 1)))
    return bank


def a_user(unit: UnitOfWork, **other: Any) -> User:
    user = _saved(
        unit, User, other, login="ana", name="Ana Ruiz", role=UserRole.ADMINISTRATOR, active=True
    )
    unit.record(UserAdded(about=f"user:{user.id}", user_id=user.id, name=user.name, role=user.role))
    return user


def a_loan(unit: UnitOfWork, **other: Any) -> Loan:
    """`property` is a dict of the home's fields, or None for none."""
    home = other.pop("property", {})
    if home is not None and "property_id" not in other:
        made = _saved(
            unit,
            Property,
            home,
            line_1="12 Maple Street",
            city="Barre",
            state="VT",
            zip="05641",
            value=Money.of("250,000"),
            value_on=date(2020, 1, 2),
        )
        other["property_id"] = made.id
    loan = _saved(
        unit,
        Loan,
        other,
        number="1000042",
        source=Source.TAPE,
        originated_on=date(2019, 12, 20),
        first_payment_on=date(2020, 2, 1),
        maturity_on=date(2050, 1, 1),
        original_amount=Money.of("200,000"),
        term_months=360,
        rate=Rate.percent("6"),
        due_day=1,
        late_charge_percent=Rate.percent("5"),
        late_charge_grace_days=15,
        as_of=date(2026, 3, 6),
        upb=Money.of("180,000"),
        next_due_on=date(2026, 4, 1),
        principal_interest=Money.of("1,199.10"),
        escrow_payment=Money.of("300"),
        borrower="Ruiz, Maria",
    )
    unit.record(
        LoanAdded(
            about=f"loan:{loan.id}",
            loan_id=loan.id,
            number_ends_in=loan.number[-4:],
            source=loan.source,
        )
    )
    return loan


def a_person(unit: UnitOfWork, **other: Any) -> Person:
    person = _saved(unit, Person, other, written="RUIZ MARIA", first="Maria", last="Ruiz")
    unit.record(PersonAdded(about=f"person:{person.id}", person_id=person.id, name=person.written))
    return person


def linked(
    unit: UnitOfWork, loan: Loan, person: Person, role: Role = Role.BORROWER, **other: Any
) -> LoanPerson:
    link = _saved(unit, LoanPerson, other, loan_id=loan.id, person_id=person.id, role=role)
    unit.record(
        PersonLinked(
            about=f"loan:{loan.id}",
            also=(f"person:{person.id}",),
            person_id=person.id,
            loan_id=loan.id,
            role=role,
        )
    )
    return link


def a_phone(unit: UnitOfWork, person: Person, **other: Any) -> ContactPoint:
    return a_point(unit, person, **{"kind": PointKind.PHONE, "value": "8025550123"} | other)


def an_email(unit: UnitOfWork, person: Person, **other: Any) -> ContactPoint:
    return a_point(unit, person, **{"kind": PointKind.EMAIL, "value": "maria@example.com"} | other)


def a_point(unit: UnitOfWork, person: Person, **fields: Any) -> ContactPoint:
    point = _saved(unit, ContactPoint, fields, person_id=person.id)
    unit.record(
        PointAdded(
            about=f"person:{person.id}",
            point_id=point.id,
            person_id=person.id,
            kind=point.kind,
            ends_in=point.value[-4:],
        )
    )
    return point


def a_payment(unit: UnitOfWork, loan: Loan, **other: Any) -> Payment:
    payment = _saved(
        unit,
        Payment,
        other,
        loan_id=loan.id,
        received_on=unit.now.date(),
        amount=Money.of("1,499.10"),
        kind=PaymentKind.REGULAR,
        source=Source.STAFF,
        posted_at=unit.now,
        posted_by=unit.actor,
    )
    unit.record(
        PaymentPosted(
            about=f"loan:{loan.id}",
            payment_id=payment.id,
            kind=payment.kind,
            amount=payment.amount,
            received_on=payment.received_on,
            source=payment.source,
            arrears_was=loan.arrears or Money(0),
            arrears_now=loan.arrears or Money(0),
        )
    )
    return payment


def _saved(unit: UnitOfWork, table: type[Row], named: dict[str, Any], /, **usual: Any) -> Row:
    row = table(**usual | named)
    unit.session.add(row)
    unit.session.flush()
    return row
