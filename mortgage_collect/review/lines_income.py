"""Income, person by person: the gross amount for the ratios, the take-home for the surplus."""

from __future__ import annotations

from typing import Final

from mortgage_collect.review.line import LineSpec, Person, Section

_PART = Section.INCOME


def _gross(
    person: Person,
    key: str,
    label: str,
    income_type: str,
    *,
    taxable: bool = True,
    help: str = "",
    matters: bool = False,
) -> tuple[LineSpec, ...]:
    gross = f"{person}_{key}"
    net = f"{gross}_take_home" if taxable else ""
    line = LineSpec(
        gross,
        label,
        _PART,
        "money",
        gross_or_net="gross",
        taxable=taxable,
        frequencies=True,
        help=help,
        person=person,
        counts_as="gross_income",
        take_home=net,
        matters=matters,
        income_type=income_type,
    )
    if not taxable:
        return (line,)
    return (line, _net(person, net, f"{label}, take-home"))


def _net(person: Person, key: str, label: str) -> LineSpec:
    return LineSpec(
        key,
        label,
        _PART,
        "money",
        gross_or_net="net",
        frequencies=True,
        help="What reaches the account after taxes and deductions.",
        person=person,
        counts_as="net_income",
    )


def _person(person: Person, who: str) -> tuple[LineSpec, ...]:
    return (
        *_gross(
            person,
            "wages",
            f"{who}: wages before taxes",
            "wages",
            help="With overtime, tips, commission and bonus that can be relied on.",
            matters=person == "borrower",
        ),
        *_gross(
            person,
            "self_employment",
            f"{who}: self-employment",
            "self_employment",
            help="After the costs of the business; the average of 24 months, or the last year "
            "when it is lower.",
        ),
        *_gross(
            person,
            "unemployment",
            f"{who}: unemployment benefits",
            "unemployment",
            help="Counts in the review; left out of the short-sale ratio.",
        ),
        *_gross(
            person,
            "benefits_taxable",
            f"{who}: Social Security, pension or disability, taxable",
            "benefits",
        ),
        *_gross(
            person,
            "benefits_nontaxable",
            f"{who}: Social Security or disability, not taxable",
            "benefits",
            taxable=False,
        ),
        *_gross(person, "investment", f"{who}: investment or insurance income", "investment"),
        *_gross(
            person,
            "other_income",
            f"{who}: other income",
            "other",
            taxable=False,
            help="Alimony or child support received only if they choose to have it counted.",
        ),
    )


INCOME: Final = (
    *_person("borrower", "Borrower"),
    *_person("co_borrower", "Co-borrower"),
    LineSpec(
        "rental_income",
        "Rent received",
        _PART,
        "money",
        gross_or_net="gross",
        taxable=True,
        frequencies=True,
        help="The whole rent. Three quarters of it, less the mortgage on that property, is "
        "counted; a negative result is a debt.",
        counts_as="gross_income",
        income_type="rental",
    ),
    LineSpec(
        "rental_mortgage",
        "Mortgage payment on the rented property",
        _PART,
        "money",
        frequencies=True,
        help="Zero when it has none, or when it is this loan.",
    ),
    LineSpec(
        "household_net_other",
        "Other money that comes in each month, after taxes",
        _PART,
        "money",
        gross_or_net="net",
        frequencies=True,
        help="Help from family or a contribution to the household; for the surplus only.",
        counts_as="net_income",
    ),
)
