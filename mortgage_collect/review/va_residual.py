"""Residual income by the VA's table: what a family should have left after its obligations.

Source: 38 CFR 36.4340(e). UNVERIFIED: the figures are from memory, one other copy agrees with all
but one cell, which it misprints. The table is not indexed to prices.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.words import Word

VERIFIED: Final = False


class Region(Word):
    """The four regions of the table."""

    NORTHEAST = "NE"
    MIDWEST = "MW"
    SOUTH = "S"
    WEST = "W"

    @property
    def label(self) -> str:
        return self.name.capitalize()


STATES: Final[dict[Region, str]] = {
    Region.NORTHEAST: "CT ME MA NH NJ NY PA RI VT",
    Region.MIDWEST: "IL IN IA KS MI MN MO NE ND OH SD WI",
    Region.SOUTH: "AL AR DE DC FL GA KY LA MD MS NC OK PR SC TN TX VA WV",
    Region.WEST: "AK AZ CA CO HI ID MT NV NM OR UT WA WY",
}

THRESHOLD: Final = Money.of(80_000)
"""The loan amount, not the income, that separates the two tables."""

_SMALL: Final[dict[Region, tuple[int, ...]]] = {
    Region.NORTHEAST: (390, 654, 788, 888, 921),
    Region.MIDWEST: (382, 641, 772, 868, 902),
    Region.SOUTH: (382, 641, 772, 868, 902),
    Region.WEST: (425, 713, 859, 967, 1004),
}
_LARGE: Final[dict[Region, tuple[int, ...]]] = {
    Region.NORTHEAST: (450, 755, 909, 1025, 1062),
    Region.MIDWEST: (441, 738, 889, 1003, 1039),
    Region.SOUTH: (441, 738, 889, 1003, 1039),
    Region.WEST: (491, 823, 990, 1117, 1158),
}
_EACH_MORE: Final = (75, 80)  # small, large: for the sixth and seventh person
_TABLE_ENDS, _COUNTED_TO = 5, 7

UTILITIES_A_FOOT: Final = Fraction(14, 100)
"""Dollars a month for each square foot: maintenance and utilities."""
GUIDE_RATIO: Final = Fraction(41, 100)
"""Back-end ratio above which residual income should exceed the table by a fifth."""


def region_of(state: str) -> Region:
    """The region of a two-letter state. Raises UserError for a place the table does not name."""
    for region, states in STATES.items():
        if state.upper() in states.split():
            return region
    raise UserError(f"The residual income table has no region for {state!r}.")


def required_residual(
    loan_amount: Money, region: Region, family_size: int, *, base_privileges: bool = False
) -> Money:
    """The monthly amount the table asks for; a family above seven counts as seven.

    With `base_privileges` (active duty or retired, with the use of a base) it is 5 % less.
    """
    if family_size < 1:
        raise UserError("A household has at least one person.")
    large = loan_amount >= THRESHOLD
    row = (_LARGE if large else _SMALL)[region]
    more = max(min(family_size, _COUNTED_TO) - _TABLE_ENDS, 0)
    need = Money.of(row[min(family_size, _TABLE_ENDS) - 1] + more * _EACH_MORE[large])
    return need.times(Fraction(95, 100)) if base_privileges else need


def residual(
    gross: Money, taxes: Money, housing: Money, square_feet: int, debts: Money, job_costs: Money
) -> Money:
    """What is left of a month: gross less taxes, housing, upkeep by the foot, debts, job costs."""
    return gross - taxes - housing - upkeep(square_feet) - debts - job_costs


def upkeep(square_feet: int) -> Money:
    """Maintenance and utilities of a month, by the size of the home."""
    return Money.rounded(square_feet * UTILITIES_A_FOOT)
