"""The FDIC's test of a modification: modify when it costs less than a foreclosure.

    loan value = (1 - re-default) x PV of payments + re-default x (REO value + accrued costs)

Accrued costs are money spent, so they lower the value. A cost is what is owed less what is got.
The discount rate is at most the survey rate and 2.5 points; where the loan is insured, the
insurer's claim stands on both sides. Origin: the FDIC Loan Modification Program of November 2008
and the shared-loss agreements of 2009 to 2010. A closed program: a second opinion beside the
two-path model. Read in copies, not in the program's own guide: UNVERIFIED.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.rate import Rate

SPREAD: Final = Rate.percent("2.5")


@dataclass(frozen=True, slots=True)
class FdicTest:
    """Both costs in dollars of today, and what they say."""

    loan_value: Money
    cost_of_modification: Money
    cost_of_foreclosure: Money

    @property
    def modify(self) -> bool:
        """True when the modification costs less; equal costs do not pass."""
        return self.cost_of_modification < self.cost_of_foreclosure

    @property
    def says(self) -> str:
        verdict = "passes" if self.modify else "does not pass"
        return (
            f"The modification {verdict}: it costs {self.cost_of_modification}, "
            f"a foreclosure {self.cost_of_foreclosure}."
        )


def discount_ceiling(survey: Rate) -> Rate:
    """The highest discount rate the program allows over the survey rate of the day."""
    return Rate(survey.millionths + SPREAD.millionths)


def fdic_test(
    *,
    owed: Money,
    payments: Money,
    redefault: Rate,
    reo_value: Money,
    accrued_costs: Money,
    discount_rate: Rate,
    survey: Rate,
    claim: Money = ZERO,
) -> FdicTest:
    """Cost of modifying against cost of foreclosing.

    `owed` is everything due before, `payments` the present value of the modified payments,
    `reo_value` what the house brings, `claim` what an insurer pays (zero: not insured). Raises
    UserError when the discount rate is above the ceiling.
    """
    if discount_rate > discount_ceiling(survey):
        raise UserError(
            f"A discount rate of {discount_rate} is above the ceiling of "
            f"{discount_ceiling(survey)} (survey rate and {SPREAD.plain} points).",
            do="Lower the discount rate, or check the survey rate.",
        )
    foreclosed = reo_value - accrued_costs + claim
    kept = 1 - redefault.exact
    value = (payments.cents * kept + foreclosed.cents * redefault.exact) / 100
    loan_value = Money.rounded(value)
    return FdicTest(loan_value, owed - loan_value, owed - foreclosed)


@dataclass(frozen=True, slots=True)
class LossShare:
    """A restructured loan sold later, under a shared-loss agreement.

    `loss` at the restructuring and `paid` on it; `gain` at the sale and `recovery` due back on it;
    `net` is what the share comes to in the end.
    """

    loss: Money
    paid: Money
    gain: Money
    recovery: Money

    @property
    def net(self) -> Money:
        return self.paid - self.recovery


def loss_share(
    upb_before: Money, npv: Money, shared: Rate, sale_price: Money, upb_at_sale: Money
) -> LossShare:
    """Loss = UPB - NPV; gain = (price - NPV) + (UPB before - UPB at sale)."""
    loss = upb_before - npv
    gain = (sale_price - npv) + (upb_before - upb_at_sale)
    return LossShare(loss, loss.times(shared.exact), gain, gain.times(shared.exact))
