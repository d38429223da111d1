"""The bank's book as a tape sees it: which field of a tape lies in which column of which table.

One table of names serves reading the book for a comparison, writing an import, and exporting in
the same columns.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mortgage_collect.core.words import LoanStatus
from mortgage_collect.models.loan import Loan, Property
from mortgage_collect.models.person import ContactPoint, LoanPerson, Person
from mortgage_collect.queries.book_values import read

# Fields of a tape that lie in a column of the loan.
LOAN: dict[str, str] = {
    "loan_number": "number",
    "investor_code": "investor_code",
    "loan_type": "loan_type",
    "loan_purpose": "purpose",
    "branch_code": "branch_code",
    "officer_code": "officer_code",
    "lien_position": "lien_position",
    "origination_date": "originated_on",
    "first_payment_date": "first_payment_on",
    "maturity_date": "maturity_on",
    "original_loan_amount": "original_amount",
    "original_term_months": "term_months",
    "current_interest_rate": "rate",
    "payment_due_day": "due_day",
    "grace_days": "late_charge_grace_days",
    "late_charge_amount": "late_charge_flat",
    "unpaid_principal_balance": "upb",
    "next_due_date": "next_due_on",
    "principal_interest_payment": "principal_interest",
    "escrow_payment": "escrow_payment",
    "suspense_balance": "suspense",
    "late_charges_due": "late_charges",
    "other_fees_due": "other_fees",
    "escrow_balance": "escrow_balance",
    "escrow_advance_balance": "escrow_advance",
    "corporate_advance_balance": "corporate_advance",
    "deferred_principal_balance": "deferred_principal",
    "last_payment_date": "last_payment_on",
    "last_payment_amount": "last_payment_amount",
    "delinquency_status": "tape_status",
    "days_past_due": "tape_days_past_due",
    "pay_string": "pay_string",
}

# Fields that lie in a column of the home.
HOME: dict[str, str] = {
    "property_address": "line_1",
    "property_city": "city",
    "property_state": "state",
    "property_zip": "zip",
    "property_county": "county",
    "property_type": "property_type",
    "current_property_value": "value",
    "property_value_date": "value_on",
}

# Fields about people: read into persons and numbers when a loan is new, from then on kept by hand
# and by customer files, because what a specialist learned must not be overwritten by a core.
PEOPLE = frozenset(
    {
        "borrower_name",
        "borrower_first_name",
        "borrower_middle_name",
        "borrower_last_name",
        "borrower_ssn",
        "borrower_home_phone",
        "borrower_cell_phone",
        "borrower_work_phone",
        "borrower_email",
        "co_borrower_name",
        "co_borrower_first_name",
        "co_borrower_last_name",
        "co_borrower_ssn",
        "co_borrower_phone",
        "co_borrower_email",
        "mailing_address_1",
        "mailing_address_2",
        "mailing_city",
        "mailing_state",
        "mailing_zip",
        "language_preference",
        "customer_number",
    }
)

# Never kept of a file: a whole Social Security number has no use at this desk, and a birth date is
# kept only where somebody enters it to be sure of the person by.
DROPPED = frozenset({"borrower_ssn", "co_borrower_ssn", "borrower_birth_date"})

# What does not move from month to month: all that an older tape may still add where the book has
# nothing. Balances, due dates, payments and statuses of an earlier day are no news, and neither is
# what a modification may have changed since.
STANDING = frozenset(
    {
        "institution_number",
        "branch_code",
        "note_number",
        "prior_loan_number",
        "investor_loan_number",
        "agency_case_number",
        "mers_min",
        "borrower_credit_score_original",
        "number_of_borrowers",
        "property_address",
        "property_city",
        "property_state",
        "property_zip",
        "property_county",
        "property_type",
        "property_units",
        "lien_position",
        "original_appraised_value",
        "original_ltv",
        "loan_type",
        "product_code",
        "loan_purpose",
        "call_report_code",
        "origination_date",
        "first_payment_date",
        "original_loan_amount",
        "original_interest_rate",
        "original_term_months",
        "bankruptcy_flag",
        "bankruptcy_chapter",
        "bankruptcy_filed_date",
        "bankruptcy_case_number",
        "scra_flag",
        "do_not_contact_flag",
        "disaster_flag",
        "investor_code",
        "investor_name",
    }
)

# The texts that a blank on a tape empties; every other column goes to "nobody knows".
TEXTS = frozenset(
    {
        "investor_code",
        "loan_type",
        "loan_purpose",
        "branch_code",
        "officer_code",
        "delinquency_status",
        "pay_string",
        "property_address",
        "property_city",
        "property_state",
        "property_zip",
        "property_county",
        "property_type",
    }
)


def newest_as_of(session: Session) -> date | None:
    """The newest position any loan of the book has."""
    return session.scalar(select(func.max(Loan.as_of)))


def rows(
    session: Session, *, others: bool = False
) -> Iterator[tuple[dict[str, Any], LoanStatus, date | None]]:
    """Every loan of the book by the names of a tape's fields, with its status and as-of date.

    With `others`, columns we do not understand come along under "other:" and their header; what
    was a number on the tape is one (a float, as a sheet has them), the rest is text.
    """
    columns = [getattr(Loan, name).label(f"loan_{name}") for name in LOAN.values()]
    homes = [getattr(Property, name).label(f"home_{name}") for name in HOME.values()]
    names = [*LOAN, *HOME]
    query = (
        select(Loan.status, Loan.as_of, Loan.more, *columns, *homes)
        .outerjoin(Property, Property.id == Loan.property_id)
        .order_by(Loan.number)
        .execution_options(yield_per=2_000)
    )
    for status, as_of, more, *values in session.execute(query):
        found = dict(zip(names, values, strict=True))
        if more:
            found.update({name: read(name, kept) for name, kept in more.get("fields", {}).items()})
            if others:
                numbers = more.get("numbers", ())
                found.update(
                    {
                        f"other:{name}": float(kept) if name in numbers else kept
                        for name, kept in more["other"].items()
                    }
                )
        yield found, status, as_of


def people(session: Session) -> dict[str, dict[str, str]]:
    """What is known of the first borrower of each loan, by loan number, as tape fields."""
    found: dict[str, dict[str, str]] = {}
    first = session.execute(
        select(Loan.number, Person, LoanPerson.position)
        .join(LoanPerson, LoanPerson.loan_id == Loan.id)
        .join(Person, Person.id == LoanPerson.person_id)
        .where(LoanPerson.until.is_(None))
        .order_by(Loan.number, LoanPerson.position)
    )
    owners: dict[int, list[str]] = {}
    for number, person, _ in first:
        held = found.setdefault(number, {})
        if "borrower_name" not in held:
            held["borrower_name"] = person.written
            held["mailing_address_1"] = person.line_1
            held["mailing_city"] = person.city
            held["mailing_state"] = person.state
            held["mailing_zip"] = person.zip
            owners.setdefault(person.id, []).append(number)
        elif "co_borrower_name" not in held:
            held["co_borrower_name"] = person.written
    points = session.execute(
        select(ContactPoint.person_id, ContactPoint.kind, ContactPoint.label, ContactPoint.value)
        .where(ContactPoint.bad.is_(False))
        .order_by(ContactPoint.preferred.desc(), ContactPoint.id)
    )
    for person_id, kind, label, value in points:
        field = "borrower_email"
        if kind.value == "phone":
            field = f"borrower_{label.value if label.value in ('cell', 'work') else 'home'}_phone"
        for number in owners.get(person_id, ()):
            found[number].setdefault(field, value)
    return found
