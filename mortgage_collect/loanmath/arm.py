"""Adjustable rates: index and margin, rounded, held by the caps, and the payment that follows.

Source: the uniform adjustable-rate note, in our own words: the index is the newest one published
the look-back before the change date; index and margin are rounded to the nearest eighth, and then
the caps hold. What happens exactly halfway between two eighths the note does not say: `ToGrid`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from mortgage_collect.core import text
from mortgage_collect.core.calendar import add_months, months_between
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.core.words import Word
from mortgage_collect.loanmath.interest import RateChange
from mortgage_collect.loanmath.phase import Phase, PhasedPlan, phased
from mortgage_collect.loanmath.rate_search import EIGHTH


class ToGrid(Word):
    """How index and margin come to the grid; the first two differ only exactly halfway."""

    NEAREST_TIE_UP = "nearest, halfway up"
    NEAREST_TIE_DOWN = "nearest, halfway down"
    UP = "up"
    DOWN = "down"


class Bound(Word):
    """What held the new rate, when something did."""

    NOTHING = "nothing"
    FIRST_UP = "first cap"
    FIRST_DOWN = "first cap, downward"
    PERIODIC_UP = "periodic cap"
    PERIODIC_DOWN = "periodic cap, downward"
    LIFETIME = "lifetime cap"
    FLOOR = "floor"


@dataclass(frozen=True, slots=True)
class ArmTerms:
    """What the note says about changes. A cap or floor of None is one the note does not have.

    `first_cap` and `periodic_cap` hold both ways around the rate before; `lifetime_cap` is points
    above `original`; `floor` is often the margin. `grid` of None leaves the sum as it is.
    `payment_cap` holds a new payment to that share above the one before.
    """

    margin: Rate
    original: Rate
    first_cap: Rate | None = None
    periodic_cap: Rate | None = None
    lifetime_cap: Rate | None = None
    floor: Rate | None = None
    grid: Rate | None = EIGHTH
    to_grid: ToGrid = ToGrid.NEAREST_TIE_UP
    look_back_days: int = 45
    payment_cap: Rate | None = None


@dataclass(frozen=True, slots=True)
class RateAdjustment:
    """One change of the rate with its working; `lowest` and `highest` are all limits together."""

    index: Rate
    unrounded: Rate
    rounded: Rate
    lowest: Rate | None
    highest: Rate | None
    rate: Rate
    bound: Bound


def to_grid(rate: Rate, grid: Rate = EIGHTH, how: ToGrid = ToGrid.NEAREST_TIE_UP) -> Rate:
    """The rate on the grid. Raises ValueError for a grid of nothing."""
    if grid.millionths < 1:
        raise ValueError("a grid has steps of something")
    below, over = divmod(rate.millionths, grid.millionths)
    match how:
        case ToGrid.NEAREST_TIE_UP:
            up = 2 * over >= grid.millionths
        case ToGrid.NEAREST_TIE_DOWN:
            up = 2 * over > grid.millionths
        case ToGrid.UP:
            up = over > 0
        case ToGrid.DOWN:
            up = False
    return Rate((below + up) * grid.millionths)


def index_for(change_on: date, published: Iterable[tuple[date, Rate]], terms: ArmTerms) -> Rate:
    """The newest index published on or before the change date less the look-back.

    Raises UserError when none is known that early: an index is never guessed.
    """
    latest = change_on - timedelta(days=terms.look_back_days)
    known = [(on, rate) for on, rate in published if on <= latest]
    if not known:
        raise UserError(
            f"No index published by {text.day(latest)} is known for the change on "
            f"{text.day(change_on)}.",
            do="Enter the index value with its date.",
        )
    return max(known)[1]


def adjust(terms: ArmTerms, index: Rate, prior: Rate, *, first: bool = False) -> RateAdjustment:
    """The new rate: round first, then the cap of this change, the floor, and the lifetime cap.

    `first` says that this is the first change, which has its own cap where the note names one.
    Should limits contradict one another, the lifetime cap wins.
    """
    unrounded = Rate(index.millionths + terms.margin.millionths)
    rounded = unrounded if terms.grid is None else to_grid(unrounded, terms.grid, terms.to_grid)
    is_first = first and terms.first_cap is not None
    cap = terms.first_cap if is_first else terms.periodic_cap
    down = up = life = None
    rate, bound = rounded, Bound.NOTHING
    if cap is not None:
        down = Rate(prior.millionths - cap.millionths)
        up = Rate(prior.millionths + cap.millionths)
        if rate > up:
            rate, bound = up, Bound.FIRST_UP if is_first else Bound.PERIODIC_UP
        elif rate < down:
            rate, bound = down, Bound.FIRST_DOWN if is_first else Bound.PERIODIC_DOWN
    if terms.floor is not None and rate < terms.floor:
        rate, bound = terms.floor, Bound.FLOOR
    if terms.lifetime_cap is not None:
        life = Rate(terms.original.millionths + terms.lifetime_cap.millionths)
        if rate > life:
            rate, bound = life, Bound.LIFETIME
    lowest = max((each for each in (down, terms.floor) if each is not None), default=None)
    highest = min((each for each in (up, life) if each is not None), default=None)
    return RateAdjustment(index, unrounded, rounded, lowest, highest, rate, bound)


def arm_schedule(
    principal: Money,
    start: Rate,
    first_due: date,
    periods: int,
    changes: Sequence[RateChange],
    payment_cap: Rate | None = None,
    anchor: int | None = None,
) -> PhasedPlan:
    """The schedule over known changes of the rate, each on a due date, on 30/360.

    Raises UserError for a change that is not on a due date or before the first one.
    """
    return phased(principal, arm_phases(start, first_due, periods, changes, payment_cap, anchor))


def arm_phases(
    start: Rate,
    first_due: date,
    periods: int,
    changes: Sequence[RateChange],
    payment_cap: Rate | None = None,
    anchor: int | None = None,
) -> list[Phase]:
    """The phases over known changes of the rate.

    The installment due on a change date pays the month behind it, at the old rate; the one after is
    the first at the new rate, recast over the months that then remain on the balance then expected.
    `anchor` is the day the note names, when the first due date is held to a shorter month's end.
    Raises UserError for a change that is not on a due date or before the first one.
    """
    marks = [(1, start)]
    for change in sorted(changes, key=lambda each: each.on):
        number = months_between(first_due, change.on) + 2
        if number < 2 or change.on != add_months(first_due, number - 2, anchor):
            raise UserError(
                f"The rate cannot change on {text.day(change.on)}: it is not a due date.",
                do="Enter the change date of the note.",
            )
        if number <= periods:
            marks.append((number, change.rate))
    ends = [number for number, _ in marks[1:]] + [periods + 1]
    return [
        Phase(end - number, rate, cap=payment_cap if number > 1 else None)
        for (number, rate), end in zip(marks, ends, strict=True)
    ]
