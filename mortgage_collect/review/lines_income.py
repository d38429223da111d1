"""Income, person by person: the gross amount for the ratios, the take-home for the surplus.

A second job, somebody who contributes without having signed the note, and the figures of a pay
stub or a tax return are asked only when somebody opens them (`on_demand`).
"""

from __future__ import annotations

from typing import Final

from mortgage_collect.review.line import Kind, LineSpec, Person, Section

_PART = Section.INCOME


def _gross(
    person: Person,
    key: str,
    label: str,
    income_type: str,
    *details: LineSpec,
    taxable: bool | None = True,
    help: str = "",
    matters: bool = False,
    on_demand: bool = False,
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
        on_demand=on_demand or person == "contributor",
        repeats=True,
    )
    if not taxable:
        return (line, *details)
    return (line, _net(person, net, f"{label}, take-home"), *details)


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
        repeats=True,
    )


def _detail(
    person: Person, of: str, key: str, label: str, kind: Kind = "money", help: str = ""
) -> LineSpec:
    """A figure from a paper: the amount counted is worked out from it."""
    return LineSpec(
        f"{of}_{key}",
        label,
        _PART,
        kind,
        help=help,
        person=person,
        on_demand=True,
        detail_of=of,
        repeats=True,
    )


def _wages(person: Person, who: str) -> tuple[LineSpec, ...]:
    of, words = f"{person}_wages", f"{who}: pay stub,"
    return (
        _detail(person, of, "ytd", f"{words} gross year to date"),
        _detail(person, of, "ytd_through", f"{words} pay period ended", "date"),
        _detail(
            person,
            of,
            "began",
            f"{words} job began",
            "date",
            help="Only when the job began in the same year.",
        ),
    )


def _business(person: Person, who: str) -> tuple[LineSpec, ...]:
    of, words = f"{person}_self_employment", f"{who}: business,"
    added = "Depreciation, depletion and other costs that took no cash."
    return (
        _detail(person, of, "recent", f"{words} profit of the last full year"),
        _detail(person, of, "recent_added", f"{words} last year, added back", help=added),
        _detail(person, of, "earlier", f"{words} profit of the year before"),
        _detail(person, of, "earlier_added", f"{words} year before, added back", help=added),
        _detail(person, of, "ytd", f"{words} profit of this year so far"),
        _detail(person, of, "ytd_through", f"{words} this year through", "date"),
    )


def _person(person: Person, who: str) -> tuple[LineSpec, ...]:
    overtime = f"{person}_overtime"
    untaxed = f"{person}_benefits_nontaxable"
    return (
        *_gross(
            person,
            "wages",
            f"{who}: wages before taxes",
            "wages",
            *_wages(person, who),
            help="With overtime, tips, commission and bonus that can be relied on.",
            matters=person == "borrower",
        ),
        *_gross(
            person,
            "overtime",
            f"{who}: overtime, bonus or commission",
            "wages",
            _detail(person, overtime, "earned", f"{who}: overtime, earned in those months"),
            _detail(
                person,
                overtime,
                "months",
                f"{who}: overtime, months",
                "number",
                help="Twenty-four; twelve when it is likely to go on.",
            ),
            on_demand=True,
            help="Only where the wages leave it out. The average of 24 months, or of 12.",
        ),
        *_gross(
            person,
            "self_employment",
            f"{who}: self-employment",
            "self_employment",
            *_business(person, who),
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
            _detail(
                person,
                untaxed,
                "gross_up",
                f"{who}: not taxable, percent to add",
                "number",
                help="Their own tax rate instead of the usual percentage: 25 for 25%.",
            ),
            taxable=False,
        ),
        *_gross(person, "investment", f"{who}: investment or insurance income", "investment"),
        *_gross(
            person,
            "support",
            f"{who}: alimony or child support received",
            "other",
            taxable=False,
            on_demand=True,
            help="Only if they choose to have it counted; do not ask for it.",
        ),
        *_gross(
            person,
            "other_income",
            f"{who}: other income",
            "other",
            taxable=None,
            help="Alimony and child support have a line of their own (Alt+I), if they choose.",
        ),
    )


CONTRIBUTOR: Final = (
    LineSpec(
        "contributor_name",
        "Contributor: name",
        _PART,
        "text",
        person="contributor",
        help="Somebody who did not sign the note and whose income the household counts on.",
        on_demand=True,
        matters=True,
    ),
    LineSpec(
        "contributor_lives_here",
        "Contributor: lives in the home",
        _PART,
        "yes_no",
        person="contributor",
        help="The income of somebody who lives elsewhere is left out of the ratios.",
        on_demand=True,
        matters=True,
    ),
    *_person("contributor", "Contributor"),
)

INCOME: Final = (
    *_person("borrower", "Borrower"),
    *_person("co_borrower", "Co-borrower"),
    *CONTRIBUTOR,
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
        mortgage="rental_mortgage",
        income_type="rental",
        repeats=True,
    ),
    LineSpec(
        "rental_mortgage",
        "Mortgage payment on the rented property",
        _PART,
        "money",
        frequencies=True,
        help="Zero when it has none, or when it is this loan.",
        repeats=True,
    ),
    LineSpec(
        "rental_income_costs",
        "Costs of the rented property, its mortgage left out",
        _PART,
        "money",
        frequencies=True,
        help="With it, the rent less these costs is counted instead of three quarters of it.",
        on_demand=True,
        detail_of="rental_income",
        repeats=True,
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
