"""Ratios and surplus of a household, on whatever has been answered so far.

A line nobody has asked about is missing, never zero: the figures are sums of the answers there
are, and `missing` names the lines that would change them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from mortgage_collect.core.money import ZERO, Money, Rounding, total
from mortgage_collect.review.answers import month_of
from mortgage_collect.review.income_lines import IncomeLine, income_lines
from mortgage_collect.review.income_rules import RULES, IncomeRules
from mortgage_collect.review.line import CountsAs, Entry
from mortgage_collect.review.lines import lines_of
from mortgage_collect.review.missing import missing_lines

__all__ = ["Entry", "Ratios", "ratio_text", "ratios"]

_FROM_THE_LOAN = "first_mortgage"


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


def ratios(entries: Mapping[str, Entry], payment: Money, rules: IncomeRules = RULES) -> Ratios:
    """The household's figures with `payment` as the full monthly payment on this loan.

    `payment` is principal, interest and escrow, and the shortage installment if there is one; give
    the new payment to see an offer. It stands in for the first mortgage line. A back-end ratio
    needs at least one debt answered. Source: the housing and debt ratios of mortgage underwriting.
    """
    incomes = income_lines(entries, rules)
    gross = total(each.counted for each in incomes) if incomes else None
    net = _net(incomes, summed(entries, "net_income", takes_home=False))
    debts, living = summed(entries, "debt"), summed(entries, "living")
    if short := total(each.debt for each in incomes):
        debts = (debts or ZERO) + short
    housing = payment + (summed(entries, "housing") or ZERO)
    reserves = summed(entries, "asset")
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
        grossed_up=total(each.grossed_up for each in incomes),
        missing=missing_lines(entries),
    )


def ratio_text(ratio: Fraction) -> str:
    """A share as a percentage with two decimals, half up: "31.25%"."""
    return f"{Money.rounded(ratio * 100, Rounding.HALF_UP).plain}%"


def summed(
    entries: Mapping[str, Entry], kind: CountsAs, *, takes_home: bool = True
) -> Money | None:
    """The answered lines of one kind by the month; None when none was answered.

    The first mortgage is left out, since the loan tells it. Without `takes_home` the take-home
    lines of incomes are, which `income_lines` hold already.
    """
    lines = lines_of(entries)
    of_incomes = set() if takes_home else {line.take_home for line in lines}
    found = [
        month
        for line in lines
        if line.counts_as == kind
        and line.key not in of_incomes
        and line.key != _FROM_THE_LOAN
        and (month := month_of(entries, line.key)) is not None
    ]
    return total(found) if found else None


def _net(incomes: tuple[IncomeLine, ...], other: Money | None) -> Money | None:
    """Take-home as far as it is told, and what else comes in; None when nothing is told."""
    told = [each.net for each in incomes if each.net is not None]
    return None if not told and other is None else total(told) + (other or ZERO)


def _share(amount: Money, of: Money | None) -> Fraction | None:
    return amount.over(of) if of is not None and of > ZERO else None
