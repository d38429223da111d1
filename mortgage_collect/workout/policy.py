"""The limits of a repayment plan: dated figures with their source, which the bank may edit.

A bank that owns its loans sets its own; the programs' figures bind the loans it services for them
and make good templates for the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from mortgage_collect.core.money import Money


@dataclass(frozen=True, slots=True)
class PlanPolicy:
    """What a repayment plan may ask of a household.

    `cap_percent` holds a plan payment to that percentage of the contractual payment then in force
    (exactly the cap passes; None is no cap). `longest` is in months. `min_days_to_first` is the
    notice before the first plan payment. `buffer_percent` of the surplus is left to the household.
    `cure_days` after its due date a plan payment still counts as kept; with `by_month_end` it is
    the last day of its month instead. `forgiven_misses` may be forgiven with a documented reason.
    """

    cap_percent: int | None = 150
    longest: int = 12
    min_days_to_first: int = 10
    buffer_percent: int = 0
    cure_days: int = 15
    by_month_end: bool = False
    forgiven_misses: int = 1
    effective_from: date = date(2026, 1, 1)
    source: str = "the bank's own policy"
    verified: bool = True

    def cap_on(self, regular: Money) -> Money | None:
        """The largest plan payment beside this contractual one; a broken cent is not allowed."""
        if self.cap_percent is None:
            return None
        return Money(regular.cents * self.cap_percent // 100)

    def spendable(self, surplus: Money) -> Money:
        """What a plan may take of a surplus; a broken cent is left, and a minus gives nothing."""
        return Money(max(surplus.cents, 0) * (100 - self.buffer_percent) // 100)


PORTFOLIO: Final = PlanPolicy()

# The programs' figures were read in secondary copies: unverified until a person has read the guide.
PROGRAMS: Final[dict[str, PlanPolicy]] = {
    "portfolio": PORTFOLIO,
    "fannie": PlanPolicy(
        by_month_end=True,
        effective_from=date(2025, 8, 13),
        source="Fannie Mae Servicing Guide D2-3.2-02",
        verified=False,
    ),
    "freddie": PlanPolicy(
        by_month_end=True,
        effective_from=date(2025, 8, 13),
        source="Freddie Mac Guide chapter 9203",
        verified=False,
    ),
    "fha": PlanPolicy(
        cap_percent=None,
        longest=24,
        effective_from=date(2025, 1, 16),
        source="HUD Handbook 4000.1 III.A.2",
        verified=False,
    ),
    "va": PlanPolicy(
        cap_percent=None,
        longest=18,
        effective_from=date(2026, 6, 1),
        source="VA M26-4 chapter 5",
        verified=False,
    ),
    "usda": PlanPolicy(
        cap_percent=200,
        effective_from=date(2025, 2, 11),
        source="USDA Section 502 guaranteed loan program",
        verified=False,
    ),
}
