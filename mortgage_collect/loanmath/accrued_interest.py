"""Interest of the months that were missed on a 30/360 loan: two figures, both right in their place.

Nobody paid principal in the missed months, so each owes a month on the unchanged balance: that is
what a modification capitalizes. The missed installments, though, hold the interest of the schedule,
a little less each month: that is what a reinstatement asks for and a deferral sets aside.
"""

from __future__ import annotations

from dataclasses import dataclass

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate, month_of_interest
from mortgage_collect.loanmath.amortize import schedule
from mortgage_collect.loanmath.scheduled import ScheduledPayment


@dataclass(frozen=True, slots=True)
class MissedInstallments:
    """The installments missed, split as the schedule splits them. No escrow is in them."""

    lines: tuple[ScheduledPayment, ...]

    @property
    def interest(self) -> Money:
        """The scheduled figure: the interest column."""
        return Money(sum(line.interest.cents for line in self.lines))

    @property
    def principal(self) -> Money:
        return Money(sum(line.principal.cents for line in self.lines))

    @property
    def amount(self) -> Money:
        """Principal and interest together."""
        return self.interest + self.principal


def capitalization_figure(upb: Money, rate: Rate, months: int) -> Money:
    """`months` times the month of interest on the unchanged balance, each rounded by itself.

    The balance is the interest-bearing one after the last paid installment. No interest runs on
    interest. Raises UserError for fewer than no months.
    """
    _require_months(months)
    return month_of_interest(upb, rate) * months


def missed_installments(upb: Money, rate: Rate, payment: Money, months: int) -> MissedInstallments:
    """The next `months` installments of principal and interest after the balance `upb`.

    Fewer when the loan would have been paid off within them. Raises UserError when the payment
    does not cover the interest: such a note has no schedule of its own.
    """
    _require_months(months)
    if not months or not upb:
        return MissedInstallments(())
    return MissedInstallments(schedule(upb, rate, months + 1, payment).lines[:months])


def _require_months(months: int) -> None:
    if months < 0:
        raise UserError(f"{months} missed payments cannot be: count them from 0.")
