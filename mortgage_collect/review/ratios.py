"""Ratios and surplus of a household, on whatever has been answered so far.

A line nobody has asked about is missing, never zero: the figures are sums of the answers there
are, and `missing` names the lines that would change them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from mortgage_collect.core.money import ZERO, Money, Rounding, total
from mortgage_collect.core.words import PayFrequency
from mortgage_collect.review.income import (
    GROSS_UP_PERCENT,
    gross_up,
    monthly,
    overtime,
    rental_net,
    self_employed,
    ytd_monthly,
)
from mortgage_collect.review.line import CountsAs, Entry
from mortgage_collect.review.lines import LINES
from mortgage_collect.review.missing import missing_lines

__all__ = [
    "Entry",
    "Ratios",
    "gross_up",
    "monthly",
    "overtime",
    "ratio_text",
    "ratios",
    "rental_net",
    "self_employed",
    "ytd_monthly",
]

# Worked out on their own below: the mortgage from the loan, the rent by its rule.
_APART = ("first_mortgage", "rental_income", "rental_mortgage")


@dataclass(frozen=True, slots=True)
class Ratios:
    """A household's month. Every figure is None until something that makes it up was answered.

    `gross_income` holds non-taxable income grossed up (`grossed_up` is the amount added);
    `net_income` is take-home, and non-taxable income as it is. `housing` is the payment handed in
    and the other costs of the home; a second mortgage is in `debts`. The ratios are over gross
    income, the surplus from net income. `surplus` waits until all its parts have an answer;
    `surplus_so_far` does not, and is only as good as `missing` is short.
    """

    gross_income: Money | None
    net_income: Money | None
    housing: Money
    debts: Money | None
    living: Money | None
    surplus: Money | None
    surplus_so_far: Money | None
    housing_ratio: Fraction | None
    back_end_ratio: Fraction | None
    reserves: Money | None
    months_of_reserves: Fraction | None
    grossed_up: Money
    missing: tuple[str, ...]

    @property
    def complete(self) -> bool:
        return not self.missing


def ratios(
    entries: Mapping[str, Entry], payment: Money, gross_up_percent: int = GROSS_UP_PERCENT
) -> Ratios:
    """The household's figures with `payment` as the full monthly payment on this loan.

    `payment` is principal, interest and escrow, and the shortage instalment if there is one; give
    the new payment to see an offer. It stands in for the first mortgage line. A back-end ratio
    needs at least one debt answered. Source: the housing and debt ratios of mortgage underwriting.
    """
    months = {key: month for key, entry in entries.items() if (month := _month(entry)) is not None}
    sums = {kind: _sum(kind, months) for kind in ("gross_income", "net_income", "housing")}
    debts, living = _sum("debt", months), _sum("living", months)
    gross, net = sums["gross_income"], _net(months)
    untaxed = [
        months[line.key]
        for line in LINES
        if line.counts_as == "gross_income" and line.taxable is False and line.key in months
    ]
    added = total(gross_up(each, gross_up_percent) - each for each in untaxed)
    if gross is not None:
        gross += added
    if "rental_income" in months:
        rent = rental_net(months["rental_income"], months.get("rental_mortgage", ZERO))
        gross, net = (gross or ZERO) + rent.income, (net or ZERO) + rent.income
        if rent.debt:
            debts = (debts or ZERO) + rent.debt
    housing = payment + (sums["housing"] or ZERO)
    reserves = _sum("asset", months)
    so_far = None
    if net is not None:
        so_far = net - housing - (debts or ZERO) - (living or ZERO)
    return Ratios(
        gross_income=gross,
        net_income=net,
        housing=housing,
        debts=debts,
        living=living,
        surplus=None if debts is None or living is None else so_far,
        surplus_so_far=so_far,
        housing_ratio=_share(housing, gross),
        back_end_ratio=None if debts is None else _share(housing + debts, gross),
        reserves=reserves,
        months_of_reserves=None if reserves is None else _share(reserves, payment),
        grossed_up=added,
        missing=missing_lines(entries),
    )


def ratio_text(ratio: Fraction) -> str:
    """A share as a percentage with two decimals, half up: "31.25%"."""
    return f"{Money.rounded(ratio * 100, Rounding.HALF_UP).plain}%"


def _month(entry: Entry) -> Money | None:
    if not isinstance(entry.value, Money):
        return None
    if entry.frequency is PayFrequency.HOURLY and entry.hours is None:
        return None  # half an answer: missing_lines names it
    return monthly(entry.value, entry.frequency, entry.hours)


def _sum(kind: CountsAs, months: Mapping[str, Money]) -> Money | None:
    """The answered lines of one kind; None when none was answered."""
    found = [
        months[line.key]
        for line in LINES
        if line.counts_as == kind and line.key in months and line.key not in _APART
    ]
    return total(found) if found else None


def _net(months: Mapping[str, Money]) -> Money | None:
    """Take-home as told, and income that bears no tax as it is."""
    found = [
        months[line.key]
        for line in LINES
        if line.key in months
        and (
            line.counts_as == "net_income"
            or (line.counts_as == "gross_income" and line.taxable is False)
        )
    ]
    return total(found) if found else None


def _share(amount: Money, of: Money | None) -> Fraction | None:
    return amount.over(of) if of is not None and of > ZERO else None
