"""The bank's own expense page: housing, debts and living, by the month or otherwise."""

from __future__ import annotations

from typing import Final

from mortgage_collect.review.line import CountsAs, LineSpec, Section

_SECTION: dict[CountsAs, Section] = {
    "housing": Section.HOUSING,
    "debt": Section.DEBTS,
    "living": Section.LIVING,
}


def _cost(
    key: str,
    label: str,
    counts_as: CountsAs,
    *,
    section: Section | None = None,
    matters: bool = False,
    help: str = "",
    asked_when: tuple[str, str] | None = None,
) -> LineSpec:
    return LineSpec(
        key,
        label,
        section or _SECTION[counts_as],
        "money",
        frequencies=True,
        help=help,
        counts_as=counts_as,
        asked_when=asked_when,
        matters=matters,
    )


HOUSING: Final = (
    _cost(
        "first_mortgage",
        "First mortgage, with escrow",
        "housing",
        help="Filled in from the loan: principal, interest and escrow.",
    ),
    _cost(
        "second_mortgage",
        "Second mortgage or home-equity line",
        "debt",
        section=Section.HOUSING,
        matters=True,
        help="Counts in the back-end ratio, not in the housing ratio.",
    ),
    LineSpec(
        "escrowed",
        "Taxes and insurance are paid through escrow",
        Section.HOUSING,
        "yes_no",
        matters=True,
    ),
    _cost(
        "property_taxes",
        "Property taxes",
        "housing",
        matters=True,
        asked_when=("escrowed", "no"),
    ),
    _cost(
        "homeowners_insurance",
        "Homeowner's insurance",
        "housing",
        matters=True,
        asked_when=("escrowed", "no"),
    ),
    LineSpec("has_hoa", "Condo or homeowner association dues", Section.HOUSING, "yes_no"),
    _cost(
        "hoa_dues",
        "Association dues",
        "housing",
        matters=True,
        asked_when=("has_hoa", "yes"),
    ),
    _cost("other_housing", "Ground rent or assessments", "housing"),
)

DEBTS: Final = (
    _cost("auto_loans", "Car loans and leases", "debt", matters=True),
    _cost("credit_cards", "Credit cards, the minimum payments", "debt", matters=True),
    _cost("student_loans", "Student loans", "debt", matters=True),
    _cost("support_paid", "Child support or alimony paid", "debt", matters=True),
    _cost("other_installment", "Other loans and payment plans", "debt", matters=True),
)

LIVING: Final = (
    _cost("food", "Food and household goods", "living", matters=True),
    _cost("utilities", "Electricity, heat, water", "living", matters=True),
    _cost("phone_internet", "Phone and internet", "living", matters=True),
    _cost("transport", "Fuel and getting around", "living", matters=True),
    _cost("medical", "Medical costs out of pocket", "living", matters=True),
    _cost("child_care", "Child or elder care", "living", matters=True),
    _cost("other_insurance", "Insurance not in escrow (car, health, life)", "living", matters=True),
    _cost("clothing", "Clothing", "living"),
    _cost("school", "School and tuition", "living"),
    _cost("giving", "Church and charity", "living"),
    _cost("other_living", "Anything else", "living"),
)
