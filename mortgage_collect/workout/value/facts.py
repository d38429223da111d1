"""What the value of a loan is worked out from, besides the assumptions."""

from __future__ import annotations

from dataclasses import dataclass

from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate


@dataclass(frozen=True, slots=True)
class LoanValueFacts:
    """One loan today. None is not known to anybody, and blocks what needs it.

    `upb` bears interest; `total_debt` is everything owed today. `value_source` says who valued the
    house and when. `state` is a two-letter code, or "NY-NYC" and "NY-UPSTATE". `effective_rate` is
    the loan's effective rate of accounting; the note rate stands in where it is not known.
    `monthly_carry` are this loan's taxes, insurance and upkeep; without it the assumption is used.
    `mortgage_insurance` is the claim expected (zero: not insured); not known, it is left out, with
    a word. `months_to_sale` replaces the state's figure when a foreclosure is under way;
    after a later re-default the state's figure holds again, where there is one.
    """

    upb: Money | None
    total_debt: Money | None
    property_value: Money | None
    state: str | None
    days_past_due: int | None
    rate: Rate | None
    effective_rate: Rate | None = None
    value_source: str = "source not told"
    monthly_carry: Money | None = None
    mortgage_insurance: Money | None = None
    months_to_sale: int | None = None
