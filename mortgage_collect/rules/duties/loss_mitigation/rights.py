"""Which rights an application carries, by the days between it and the sale.

12 CFR 1024.41(b)(2), (c)(1), (e)(1), (g), (h)(1). The acknowledgment looks at the day the
application came in, everything else at the day on which it was complete. No sale set counts as more
than 90 days before one (comments 41(b)(2)(i)-1, 41(b)(3)-1).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mortgage_collect.rules.numbers import number


@dataclass(frozen=True, slots=True)
class Rights:
    """`accept_days`: the least time to answer an offer; None where section 41 gives none.

    `appeal_by_sale`: an appeal by the days before the sale; one complete before the first filing
    carries it whatever the days.
    """

    evaluation: bool
    accept_days: int | None
    appeal_by_sale: bool


def acknowledgment_owed(days: int | None, on: date) -> bool:
    """Received so many days before the sale."""
    return days is None or days >= number("reg_x.acknowledgment_sale_days", on=on)


def rights(days: int | None, on: date) -> Rights:
    """Complete so many days before the sale; `on` is that day."""
    if days is not None and days <= number("reg_x.decision_sale_days", on=on):
        return Rights(False, None, False)
    far = days is None or days >= number("reg_x.accept_sale_days", on=on)
    near = number("reg_x.accept_days_near", on=on)
    return Rights(True, number("reg_x.accept_days", on=on) if far else near, far)
