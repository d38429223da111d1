"""How long a foreclosure takes, by state, and what being late with one costs.

The days are an investor's limits for its servicers, of three editions, in
`resources/workout/foreclosure_days.toml`; here they stand in for a forecast. UNVERIFIED: they
were taken from stored and secondary copies.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from mortgage_collect.core import assets
from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.workout.value.assumption import Assumption, Unit

PREFIX: Final = "days."
BEFORE_REFERRAL: Final = 120
"""Days past due before which a foreclosure is not begun (12 CFR 1024.41(f)(1)(i))."""


@dataclass(frozen=True, slots=True)
class ForeclosureTime:
    """Days from the last paid installment to the sale, in the newest edition that has the place."""

    place: str
    days: int
    judicial: bool
    edition: str
    source: str
    as_of: date | None
    verified: bool
    older: tuple[tuple[str, int], ...]

    @property
    def says(self) -> str:
        """ "judicial; edition of 2025 (edition of about 2014: 810, edition of 2019: 810)"."""
        older = ", ".join(f"{edition}: {days}" for edition, days in self.older)
        way = "through a court" if self.judicial else "without a court"
        return f"{way}; {self.edition}{f' ({older})' if older else ''}"


@cache
def foreclosure_times() -> dict[str, ForeclosureTime]:
    """Every place of the table."""
    table = tomllib.loads(assets.text("workout/foreclosure_days.toml"))
    editions = {each["key"]: each for each in table["edition"]}
    found = {}
    for place, line in table["places"].items():
        present = [key for key in editions if key in line["days"]]
        newest = editions[present[-1]]
        found[place] = ForeclosureTime(
            place=place,
            days=line["days"][newest["key"]],
            judicial=line["judicial"],
            edition=newest["says"],
            source=newest["source"],
            as_of=newest.get("as_of"),
            verified=newest["verified"],
            older=tuple((editions[key]["says"], line["days"][key]) for key in present[:-1]),
        )
    return found


NEW_YORK_CITY: Final = frozenset(
    {"bronx", "brooklyn", "kings", "manhattan", "new york", "queens", "richmond", "staten island"}
)
"""Its counties and boroughs, as a file may name county or city."""


def market(state: str, city: str, county: str) -> str:
    """The place of the table a home belongs to; "" where nobody can tell.

    Only New York has two: the city's five counties, and everything else.
    """
    if state.strip().upper() != "NY":
        return state.strip().upper()
    named = [each.strip().casefold().removesuffix(" county") for each in (county, city)]
    if any(each in NEW_YORK_CITY for each in named):
        return "NY-NYC"
    return "NY-UPSTATE" if any(named) else ""


def as_assumptions() -> list[Assumption]:
    """The table as figures the bank can replace, one a place: "days.CA"."""
    return [
        Assumption(
            key=PREFIX + each.place,
            label=f"Days to a foreclosure sale, {each.place}",
            value=each.days,
            unit=Unit.DAYS,
            source=each.source,
            as_of=each.as_of,
            verified=each.verified,
            says=each.says,
            step=90,
            low=1,
            high=7300,
        )
        for each in foreclosure_times().values()
    ]


def months_left(days: int, days_past_due: int) -> int:
    """Months until the sale, begun ones counted whole; at least one.

    Time already run is taken off only up to the day a foreclosure may begin: a loan that is two
    years late and was never referred is not two years nearer to its sale.
    """
    left = days - min(max(days_past_due, 0), BEFORE_REFERRAL)
    return max(-(-left * 12 // 365), 1)


@dataclass(frozen=True, slots=True)
class Delay:
    """A sale later than an investor allows: days used, days over, and what it may charge."""

    actual_days: int
    excess_days: int
    exposure: Money


def compensatory_fee(
    upb: Money,
    pass_through: Rate,
    last_paid_due: date,
    sale: date,
    allowable_days: int,
    credits: Money = ZERO,
) -> Delay:
    """UPB x pass-through rate / 365 x days over, less credits (never below zero).

    Days run from the due date of the last paid installment. Origin: an investor's servicing guide,
    read in a secondary copy: UNVERIFIED.
    """
    actual = (sale - last_paid_due).days
    excess = max(actual - allowable_days, 0)
    charge = upb.times(pass_through.exact * excess / 365) - credits
    return Delay(actual, excess, max(charge, ZERO))
