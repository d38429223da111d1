"""A payment short by a few dollars, taken as a full one by crediting less to escrow.

Source: Fannie Mae Servicing Guide C-1.1-02 (13 August 2025), read in a secondary copy: unverified.
A bank may adopt it, with other figures, for loans it owns.
"""

from __future__ import annotations

from dataclasses import dataclass

from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.loanmath.terms import Installment

LIMIT = Money.of(50)
MOST_USES = 3


@dataclass(frozen=True, slots=True)
class ShortPayment:
    """`accepted` says whether the installment counts as paid; then escrow takes the shortfall."""

    accepted: bool
    shortfall: Money
    escrow_credit: Money
    uses: int


def short_payment(
    installment: Installment,
    receipt: Money,
    uses_in_last_12_months: int,
    limit: Money = LIMIT,
    most_uses: int = MOST_USES,
) -> ShortPayment:
    """Whether `receipt` may satisfy `installment` at the expense of its escrow part.

    The shortfall must not be above `limit` nor above the escrow part, and the tolerance is used at
    most `most_uses` times in twelve months. Otherwise it is an ordinary partial payment and
    nothing is credited. A receipt that is not short uses nothing.
    """
    shortfall = max(installment.amount - receipt, ZERO)
    if not shortfall:
        return ShortPayment(True, ZERO, installment.escrow, uses_in_last_12_months)
    if shortfall > min(limit, installment.escrow) or uses_in_last_12_months >= most_uses:
        return ShortPayment(False, shortfall, ZERO, uses_in_last_12_months)
    return ShortPayment(True, shortfall, installment.escrow - shortfall, uses_in_last_12_months + 1)
