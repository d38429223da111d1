"""The first minutes of a review: how to reach the household, the home, and what happened."""

from __future__ import annotations

from typing import Final

from mortgage_collect.review.choices import (
    CONTACT_METHODS,
    HARDSHIP_TERMS,
    HARDSHIPS,
    OCCUPANCIES,
    PHONE_LABELS,
    PROPERTY_USES,
)
from mortgage_collect.review.line import LineSpec, Person, Section


def _reaching(person: Person, who: str) -> tuple[LineSpec, ...]:
    part = Section.CONTACT
    return (
        LineSpec(f"{person}_name", f"{who}: name", part, "text", person=person),
        LineSpec(
            f"{person}_ssn_last4",
            f"{who}: last four of the SSN",
            part,
            "text",
            person=person,
            help="Only the last four digits; the review never holds the whole number.",
        ),
        LineSpec(f"{person}_phone", f"{who}: best phone", part, "phone", person=person),
        LineSpec(
            f"{person}_phone_label",
            f"{who}: that phone is",
            part,
            "choice",
            PHONE_LABELS,
            person=person,
        ),
        LineSpec(f"{person}_alternate_phone", f"{who}: other phone", part, "phone", person=person),
        LineSpec(
            f"{person}_alternate_phone_label",
            f"{who}: the other phone is",
            part,
            "choice",
            PHONE_LABELS,
            person=person,
        ),
        LineSpec(f"{person}_email", f"{who}: e-mail", part, "email", person=person),
    )


CONTACT: Final = (
    LineSpec(
        "loan_number",
        "Loan number",
        Section.CONTACT,
        "text",
        help="From the loan; read it back to be sure you talk about the same loan.",
    ),
    *_reaching("borrower", "Borrower"),
    *_reaching("co_borrower", "Co-borrower"),
    LineSpec(
        "preferred_contact",
        "Best way to reach you",
        Section.CONTACT,
        "choice",
        CONTACT_METHODS,
        help="Choosing text is agreeing to be texted at that number.",
    ),
    LineSpec(
        "mailing_address",
        "Mailing address, if it is not the home",
        Section.CONTACT,
        "text",
    ),
    LineSpec(
        "military",
        "Active duty (Guard or Reserve too), a dependent, or a surviving spouse",
        Section.CONTACT,
        "yes_no",
        help="A yes may bring protections for servicemembers: set the flag and check the dates.",
        matters=True,
    ),
)

OCCUPANCY: Final = (
    LineSpec("property_address", "Address of the home", Section.OCCUPANCY, "text"),
    LineSpec(
        "property_use",
        "The home is used as",
        Section.OCCUPANCY,
        "choice",
        PROPERTY_USES,
        matters=True,
    ),
    LineSpec("occupancy", "Who lives there", Section.OCCUPANCY, "choice", OCCUPANCIES),
    LineSpec("household_size", "People in the household", Section.OCCUPANCY, "number"),
    LineSpec(
        "square_feet",
        "Size of the home in square feet",
        Section.OCCUPANCY,
        "number",
        help="For residual income: maintenance and utilities are counted by the foot.",
        on_demand=True,
        most=99_999,
    ),
)

HARDSHIP: Final = (
    LineSpec(
        "hardship",
        "What happened",
        Section.HARDSHIP,
        "choice",
        HARDSHIPS,
        help="Let them tell it first, then choose the nearest.",
        matters=True,
    ),
    LineSpec("hardship_began", "When it began", Section.HARDSHIP, "date", matters=True),
    LineSpec(
        "hardship_term",
        "How long it lasts",
        Section.HARDSHIP,
        "choice",
        HARDSHIP_TERMS,
        help="Short-term is six months or less.",
        matters=True,
    ),
    LineSpec(
        "hardship_resolved_on",
        "Resolved since",
        Section.HARDSHIP,
        "date",
        asked_when=("hardship_term", "resolved"),
    ),
    LineSpec(
        "hardship_by_military_orders",
        "The transfer was by military orders",
        Section.HARDSHIP,
        "yes_no",
        asked_when=("hardship", "transfer"),
    ),
    LineSpec(
        "hardship_explanation",
        "In their own words",
        Section.HARDSHIP,
        "text",
        help="A sentence or two. No medical detail is needed, and none should be written down.",
    ),
)
