"""Adding and correcting loans, homes and the people on them by hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from mortgage_collect.core import text
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.core.words import Language, LoanStatus, Role, Source
from mortgage_collect.events.loans import (
    AuthorizationNoted,
    LoanAdded,
    LoanCorrected,
    PersonAdded,
    PersonCorrected,
    PersonLinked,
    PersonUnlinked,
    PropertyCorrected,
)
from mortgage_collect.models.loan import Loan, Property
from mortgage_collect.models.person import LoanPerson, Person
from mortgage_collect.queries.facts import today
from mortgage_collect.queries.search import index_loan
from mortgage_collect.services.edit import apply, ends_only, loans_of
from mortgage_collect.services.payments import recount
from mortgage_collect.services.renewal import renew_later
from mortgage_collect.services.tape_trace import loan_ids
from mortgage_collect.store.unit_of_work import UnitOfWork

OLDEST = date(1950, 1, 1)
OLDEST_BORN = date(1900, 1, 1)
YOUNGEST = date(2110, 12, 31)
HIGHEST_RATE = Rate.percent("30")

# What a person at the desk may correct on a loan. The rest belongs to services.
CORRECTABLE = frozenset(
    {
        "number",
        "status",
        "capacity",
        "default_when_obtained",
        "in_collections",
        "investor_code",
        "loan_type",
        "lien_position",
        "originated_on",
        "first_payment_on",
        "maturity_on",
        "original_amount",
        "term_months",
        "rate",
        "rate_type",
        "day_count",
        "due_day",
        "late_charge_percent",
        "late_charge_grace_days",
        "late_charge_flat",
        "as_of",
        "upb",
        "next_due_on",
        "principal_interest",
        "escrow_payment",
        "suspense",
        "late_charges",
        "other_fees",
        "escrow_balance",
        "escrow_advance",
        "corporate_advance",
        "deferred_principal",
    }
)


@dataclass(frozen=True, slots=True)
class NewLoan:
    """A loan typed in by hand; `more` holds other fields of CORRECTABLE.

    `as_of` is the day whose close the balances state: money received after it comes on top. None:
    the day before today, because today has not closed.
    """

    number: str
    upb: Money
    principal_interest: Money
    next_due_on: date
    escrow_payment: Money = ZERO
    rate: Rate | None = None
    as_of: date | None = None
    property: dict[str, Any] = field(default_factory=dict)
    more: dict[str, Any] = field(default_factory=dict)


def add_loan(unit: UnitOfWork, new: NewLoan, *, source: Source = Source.STAFF) -> int:
    """A new loan with its home; returns its id. Its people are added by `add_person`."""
    number = new.number.strip()
    if not number:
        raise UserError("A loan needs its number.", do="Enter it as your core system shows it.")
    if unit.session.scalar(select(Loan.id).where(Loan.number == number)) is not None:
        raise UserError(f"Loan {number} is already on file.", do="Find it with Ctrl+K.")
    _allowed(new.more)
    home = Property(**new.property)
    unit.session.add(home)
    unit.session.flush()
    values = {
        "upb": new.upb,
        "principal_interest": new.principal_interest,
        "escrow_payment": new.escrow_payment,
        "next_due_on": new.next_due_on,
        "rate": new.rate,
        "as_of": new.as_of or today(unit.session, unit.now) - timedelta(days=1),
        **new.more,
    }
    _sound(values, today(unit.session, unit.now))
    loan = Loan(
        id=next(loan_ids(unit.session, 1)),
        number=number,
        property_id=home.id,
        source=source,
        status=LoanStatus.ACTIVE,
        due_day=values.pop("due_day", None) or new.next_due_on.day,
        **values,
    )
    unit.session.add(loan)
    unit.session.flush()
    recount(unit, loan)
    unit.record(
        LoanAdded(
            about=f"loan:{loan.id}",
            also=("queue",),
            loan_id=loan.id,
            number_ends_in=number[-4:],
            source=source,
        )
    )
    index_loan(unit.session, loan.id)
    renew_later(unit, loan.id)
    return loan.id


def correct_loan(
    unit: UnitOfWork, loan_id: int, *, expected: int | None = None, reason: str = "", **now: Any
) -> None:
    """Corrects fields of a loan; history keeps was and now.

    `expected` is the version the person saw: a later one means somebody else saved first.
    """
    loan = unit.session.get_one(Loan, loan_id)
    if expected is not None and loan.version != expected:
        raise UserError(
            "Somebody else saved this loan first.", do="Reload it, then make your change again."
        )
    _allowed(now)
    dates: dict[str, Any] = {"originated_on": loan.originated_on, "maturity_on": loan.maturity_on}
    _sound({**dates, **now}, today(unit.session, unit.now))
    if "number" in now:
        number = str(now["number"]).strip()
        taken = unit.session.scalar(select(Loan.id).where(Loan.number == number))
        if taken not in (None, loan_id) or not number:
            raise UserError(f"Loan number {number!r} is taken or empty.")
        now["number"] = number
    was = loan.status
    changes = apply(loan, now)
    if not changes:
        return
    if loan.status is not was:
        loan.status_on = today(unit.session, unit.now)
    unit.session.flush()
    recount(unit, loan)
    unit.record(
        LoanCorrected(
            about=f"loan:{loan_id}",
            also=("queue",),
            loan_id=loan_id,
            changes=ends_only(changes, "number"),
            reason=reason,
        )
    )
    renew_later(unit, loan_id)
    index_loan(unit.session, loan_id)


def correct_property(unit: UnitOfWork, loan_id: int, **now: Any) -> None:
    """Corrects the home's address or facts; one is made for a loan that has none."""
    loan = unit.session.get_one(Loan, loan_id)
    home = unit.session.get(Property, loan.property_id) if loan.property_id else None
    if home is None:
        home = Property()
        unit.session.add(home)
        unit.session.flush()
        loan.property_id = home.id
    _state_of(now)
    changes = apply(home, now)
    if not changes:
        return
    unit.record(
        PropertyCorrected(
            about=f"loan:{loan_id}", also=("queue",), property_id=home.id, changes=changes
        )
    )
    unit.session.flush()
    renew_later(unit, loan_id)
    index_loan(unit.session, loan_id)


def add_person(
    unit: UnitOfWork,
    loan_id: int,
    role: Role,
    *,
    written: str,
    source: Source = Source.STAFF,
    **fields: Any,
) -> int:
    """A new person on a loan; the first borrower's name becomes the loan's name in lists."""
    written = written.strip()
    if not written:
        raise UserError("A person needs a name.", do="Enter it as on the note.")
    person = Person(written=written, source=source, **fields)
    unit.session.add(person)
    unit.session.flush()
    unit.record(
        PersonAdded(
            about=f"person:{person.id}",
            also=(f"loan:{loan_id}",),
            person_id=person.id,
            name=written,
        )
    )
    link_person(unit, loan_id, person.id, role)
    return person.id


def link_person(unit: UnitOfWork, loan_id: int, person_id: int, role: Role) -> None:
    """Puts a person who is on file on a loan as well."""
    position = unit.session.query(LoanPerson).filter_by(loan_id=loan_id).count() + 1
    held = unit.session.query(LoanPerson).filter_by(loan_id=loan_id, person_id=person_id).first()
    if held is not None and held.until is None:
        raise UserError("This person is already on the loan.")
    if held is not None:
        held.until, held.role = None, role
    else:
        unit.session.add(
            LoanPerson(
                loan_id=loan_id,
                person_id=person_id,
                role=role,
                position=position,
                since=today(unit.session, unit.now),
            )
        )
    unit.session.flush()
    _name_loan(unit, loan_id)
    unit.record(
        PersonLinked(
            about=f"loan:{loan_id}",
            also=("queue", f"person:{person_id}"),
            person_id=person_id,
            loan_id=loan_id,
            role=role,
        )
    )
    index_loan(unit.session, loan_id)


def unlink_person(unit: UnitOfWork, loan_id: int, person_id: int, reason: str) -> None:
    """Takes a person off a loan from today; what happened with them stays in its history."""
    if not reason.strip():
        raise UserError("Why is this person taken off?", do="Say what the bank was shown.")
    held = (
        unit.session.query(LoanPerson)
        .filter_by(loan_id=loan_id, person_id=person_id)
        .filter(LoanPerson.until.is_(None))
        .first()
    )
    if held is None:
        raise UserError("This person is not on the loan.")
    held.until = today(unit.session, unit.now)
    unit.session.flush()
    _name_loan(unit, loan_id)
    unit.record(
        PersonUnlinked(
            about=f"loan:{loan_id}",
            also=("queue", f"person:{person_id}"),
            person_id=person_id,
            loan_id=loan_id,
            role=held.role,
            reason=reason.strip(),
        )
    )
    index_loan(unit.session, loan_id)


def note_authorization(
    unit: UnitOfWork, loan_id: int, person_id: int, now: bool | None, how: str
) -> None:
    """Whether the borrower agreed that we speak with somebody, or a successor is confirmed.

    None: it turned out that nobody knows. Raises UserError without a sentence that says what the
    bank was shown, and for whoever owes the loan: they need nobody's leave.
    """
    if not how.strip():
        raise UserError("How do we know?", do="Say what the bank was shown, and when.")
    part = unit.session.scalar(
        select(LoanPerson).where(
            LoanPerson.loan_id == loan_id,
            LoanPerson.person_id == person_id,
            LoanPerson.until.is_(None),
        )
    )
    if part is None:
        raise UserError("This person is not on the loan.")
    if part.role not in (Role.AUTHORIZED, Role.SUCCESSOR):
        raise UserError(
            f"A {part.role.label.lower()} may hear of the loan without anybody's leave.",
            do="Put the person on the loan as authorized, or as a successor, first.",
        )
    was, part.authorized = part.authorized, now
    part.before_matter = None
    unit.record(
        AuthorizationNoted(
            about=f"loan:{loan_id}",
            also=("queue", f"person:{person_id}"),
            person_id=person_id,
            was=was,
            now=now,
            how=how.strip(),
        )
    )


def correct_person(
    unit: UnitOfWork, person_id: int, *, expected: int | None = None, **now: Any
) -> None:
    """Corrects a person's name, language or mailing address, on all of their loans at once."""
    person = unit.session.get_one(Person, person_id)
    if expected is not None and person.version != expected:
        raise UserError(
            "Somebody else saved this person first.", do="Reload, then make your change again."
        )
    if (born := now.get("born_on")) is not None and not OLDEST_BORN <= born <= unit.now.date():
        raise UserError(
            f"Nobody on a loan was born on {text.day(born)}.", do="Enter the day they were born."
        )
    if "language" in now:
        now["language"] = Language(now["language"])
    last4 = str(now.get("ssn_last4", ""))
    if last4 and not (len(last4) == 4 and last4.isdigit()):
        raise UserError(
            f"{text.count(len(last4), 'character')} found where the last four digits belong.",
            do="Enter only the last four digits of the Social Security number.",
        )
    _state_of(now)
    changes = apply(person, now)
    if not changes:
        return
    person.source = Source.STAFF  # from now on a file only fills what is blank
    unit.session.flush()
    loans = loans_of(unit, person_id)
    for loan_id in loans:
        _name_loan(unit, loan_id)
    unit.record(
        PersonCorrected(
            about=f"person:{person_id}",
            also=("queue", *(f"loan:{loan_id}" for loan_id in loans)),
            person_id=person_id,
            changes=ends_only(changes, "ssn_last4", "born_on", keep=0),
        )
    )
    for loan_id in loans:
        index_loan(unit.session, loan_id)


def _name_loan(unit: UnitOfWork, loan_id: int) -> None:
    first = unit.session.scalar(
        select(Person)
        .join(LoanPerson, LoanPerson.person_id == Person.id)
        .where(LoanPerson.loan_id == loan_id, LoanPerson.until.is_(None))
        .order_by(LoanPerson.position, LoanPerson.id)
        .limit(1)
    )
    loan = unit.session.get_one(Loan, loan_id)
    if first is not None and loan.borrower != first.shown:
        loan.borrower = first.shown
        unit.session.flush()


def _state_of(now: dict[str, Any]) -> None:
    """A state is its two letters: by them we know the law and the clock of a place."""
    if "state" not in now:
        return
    now["state"] = state = str(now["state"] or "").strip().upper()
    if state and not (len(state) == 2 and state.isascii() and state.isalpha()):
        raise UserError(
            f"{state.title()!r} is not a state's two letters.", do="Enter them as on mail: VT."
        )


def _allowed(fields: dict[str, Any]) -> None:
    unknown = sorted(set(fields) - CORRECTABLE)
    if unknown:
        raise UserError(f"{text.listed(unknown)} cannot be changed by hand.")


def _sound(values: dict[str, Any], day: date) -> None:
    """Raises UserError for what cannot be true of any loan today."""
    as_of = values.get("as_of")
    if as_of is not None and as_of > day:
        raise UserError(
            f"Nobody knows the balances of {text.day(as_of)} yet (today is {text.day(day)}).",
            do="Enter the day the balances are of.",
        )
    for name, value in values.items():
        shown = name.removesuffix("_on").replace("_", " ")
        if isinstance(value, date) and not OLDEST <= value <= YOUNGEST:
            raise UserError(
                f"{text.day(value)} cannot be the {shown} date of a loan.",
                do=f"Enter a day between {OLDEST.year} and {YOUNGEST.year}.",
            )
        if isinstance(value, Money) and value < ZERO and name not in ("escrow_balance", "suspense"):
            raise UserError(f"The {shown} cannot be {value}.", do="Enter an amount of 0 or more.")
        if isinstance(value, Rate) and not Rate(0) <= value <= HIGHEST_RATE:
            raise UserError(
                f"A rate of {value} is not plausible.", do="Enter percent, as in 6.125."
            )
    made, matures = values.get("originated_on"), values.get("maturity_on")
    if made and matures and matures <= made:
        raise UserError("The loan would mature before it was made.", do="Check both dates.")
    due_day = values.get("due_day")
    if due_day is not None and not 1 <= due_day <= 31:
        raise UserError(f"A due day of {due_day} does not exist.", do="Enter 1 to 31.")
