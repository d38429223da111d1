"""How income is counted: dated figures with their source, which the bank may set otherwise.

UNVERIFIED unless marked: read in secondary copies, or from memory.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from mortgage_collect.core.errors import UserError

__all__ = ["FHA", "RULES", "IncomeRules"]


@dataclass(frozen=True, slots=True)
class IncomeRules:
    """`gross_up_percent` is added to income that bears no tax; `rental_percent` of the gross rent
    is counted; `usual_months` is how long a record self-employment and overtime should have. With
    `ytd_by_days` a year-to-date figure is divided by days, otherwise by half months. A
    contributor's income counts when they live in the home, unless `from_elsewhere`.
    """

    gross_up_percent: int = 25
    rental_percent: int = 75
    usual_months: int = 24
    ytd_by_days: bool = False
    from_elsewhere: bool = False
    effective_from: date = date(2025, 8, 13)
    source: str = "Fannie Mae Servicing Guide, income of a borrower response package"
    verified: bool = False

    def amended(self, *, gross_up: str | None = None, rental: str | None = None) -> IncomeRules:
        """These rules with the bank's own percentages, written as "25"; None leaves one alone.

        Raises UserError for what is no whole percentage, such as 0.25 for a quarter.
        """
        if gross_up is None and rental is None:
            return self
        return replace(
            self,
            gross_up_percent=_percent(gross_up, self.gross_up_percent),
            rental_percent=_percent(rental, self.rental_percent),
            source="the bank's own policy",
            verified=True,
        )


def _percent(said: str | None, otherwise: int) -> int:
    if said is None:
        return otherwise
    if not said.strip().isdecimal() or int(said) > 100:
        raise UserError(
            f"{said!r} is not a whole percentage from 0 to 100.",
            do="Write 25 for a quarter, not 0.25.",
        )
    return int(said)


RULES: Final = IncomeRules()

FHA: Final = IncomeRules(
    gross_up_percent=15, effective_from=date(2025, 1, 16), source="HUD Handbook 4000.1"
)
"""From memory."""
