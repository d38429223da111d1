"""What a borrower is first asked to contribute to a short sale.

Source: Fannie Mae Servicing Guide D2-3.3-01 (13 August 2025). UNVERIFIED: read in a secondary
copy. The figures are data: a bank may set its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from mortgage_collect.core.money import ZERO, Money

_RESERVES, _STEP, _TRIFLE = Money.of(10_000), Money.of(100), Money.of(500)


@dataclass(frozen=True, slots=True)
class ContributionRule:
    """The figures of the rule, from a day on."""

    reserves_above: Money = _RESERVES
    housing_ratio_up_to: Fraction = Fraction(40, 100)
    share_of_reserves: Fraction = Fraction(20, 100)
    payments: int = 4
    rounded_to: Money = _STEP
    waived_below: Money = _TRIFLE
    effective_from: date = date(2025, 8, 13)
    source: str = "Fannie Mae Servicing Guide D2-3.3-01"
    verified: bool = False


RULE: Final = ContributionRule()


@dataclass(frozen=True, slots=True)
class Contribution:
    """`request` is what is asked for first: zero when not required or waived.

    `capped` is the figure before the waiver, so that "480.00, waived" can be told.
    """

    required: bool
    because: str
    by_reserves: Money
    by_payments: Money
    capped: Money
    request: Money

    @property
    def waived(self) -> bool:
        return self.required and not self.request

    @property
    def relocation_payable(self) -> bool:
        """Relocation help is not paid beside a contribution."""
        return not self.request


def contribution(
    reserves: Money,
    payment: Money,
    deficiency: Money,
    housing_ratio: Fraction | None,
    rule: ContributionRule = RULE,
) -> Contribution:
    """The greater of a fifth of the reserves and four payments, never above the deficiency.

    `reserves` leave retirement accounts out; `payment` is the full one. Asked for when the
    reserves are above $10,000 or the housing ratio is 40 % or less; an unknown ratio asks for
    nothing by itself. Rounded to the nearest $100 before it is held to the deficiency.
    """
    because = ""
    if reserves > rule.reserves_above:
        because = f"reserves are above {rule.reserves_above}"
    elif housing_ratio is not None and housing_ratio <= rule.housing_ratio_up_to:
        because = "the housing ratio is 40% or less"
    by_reserves = reserves.times(rule.share_of_reserves)
    by_payments = payment * rule.payments
    if not because:
        return Contribution(False, "", by_reserves, by_payments, ZERO, ZERO)
    step = rule.rounded_to
    whole = Fraction(max(by_reserves, by_payments).cents, step.cents)
    capped = min(step * int(whole + Fraction(1, 2)), max(deficiency, ZERO))
    request = capped if capped >= rule.waived_below else ZERO
    return Contribution(True, because, by_reserves, by_payments, capped, request)
