"""An adjustable rate run forward on one index: every change until the note ends.

The index of a later change is not known and is not guessed: the newest one entered is kept, and
that is said. Where a cap held the rate back, the next change goes on from there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from mortgage_collect.core import text
from mortgage_collect.core.calendar import add_months, months_between
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.rate import Rate
from mortgage_collect.loanmath.arm import ArmTerms, RateAdjustment, ToGrid, adjust, index_for
from mortgage_collect.loanmath.interest import RateChange


@dataclass(frozen=True, slots=True)
class ArmAnswers:
    """What an adjustable note says, as far as anybody has told; None is unknown.

    Of a cap or floor left None nothing is known, unless `no_other_limits` says that the note has
    no others. `lifetime_cap` is points above `original`. `grid` of None with `grid_known` leaves
    index and margin as they are. `first` says that the next change is the first of all. `recast`
    says whether a change of the rate changes the payment, which `payment_cap` may hold.
    """

    index: Rate | None = None
    index_on: date | None = None
    margin: Rate | None = None
    change_on: date | None = None
    every_months: int | None = None
    first: bool | None = None
    look_back_days: int | None = None
    grid: Rate | None = None
    grid_known: bool = False
    to_grid: ToGrid | None = None
    original: Rate | None = None
    first_cap: Rate | None = None
    periodic_cap: Rate | None = None
    lifetime_cap: Rate | None = None
    floor: Rate | None = None
    no_other_limits: bool = False
    recast: bool | None = None
    payment_cap: Rate | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """In words, what must be told before the rate can be run forward."""
        asked: list[tuple[str, object]] = [
            ("the index", self.index),
            ("the day the index was published", self.index_on),
            ("the margin", self.margin),
            ("the next change date", self.change_on),
            ("the months between changes", self.every_months),
            ("whether the next change is the first", self.first),
            ("the look-back", self.look_back_days),
            ("the rounding", self.grid if self.grid is not None else self.grid_known or None),
            ("whether the payment is recast", self.recast),
        ]
        if self.grid is not None:
            asked.append(("how it is rounded halfway", self.to_grid))
        if self.lifetime_cap is not None:
            asked.append(("the original rate", self.original))
        if not self.no_other_limits:
            if self.first:
                asked.append(("the first cap", self.first_cap))
            asked += [
                ("the periodic cap", self.periodic_cap),
                ("the lifetime cap", self.lifetime_cap),
                ("the floor", self.floor),
            ]
        return tuple(words for words, found in asked if found is None)


@dataclass(frozen=True, slots=True)
class ArmChange:
    """A change date with the rate before it and the working of the new one."""

    on: date
    before: Rate
    adjustment: RateAdjustment


def arm_changes(
    answers: ArmAnswers, rate: Rate, first_due: date, last_due: date, anchor: int | None
) -> tuple[ArmChange, ...]:
    """Every change from the next one to the note's end, each at the newest index.

    A change on the last due date no longer matters. Raises UserError naming everything that is
    not known, for a change date that has passed, and for an index too new for the look-back.
    """
    if answers.missing:
        raise UserError(
            f"The rate cannot be run forward: {text.listed(answers.missing)} "
            f"{'is' if len(answers.missing) == 1 else 'are'} not known.",
            do="Enter what the note says. A limit the note does not have is left empty once "
            "it is told that there are no others.",
        )
    assert answers.margin is not None
    assert answers.index is not None
    assert answers.index_on is not None
    assert answers.change_on is not None
    assert answers.every_months is not None
    assert answers.look_back_days is not None
    _require(answers, first_due, anchor)
    terms = ArmTerms(
        margin=answers.margin,
        original=answers.original or rate,
        first_cap=answers.first_cap,
        periodic_cap=answers.periodic_cap,
        lifetime_cap=answers.lifetime_cap,
        floor=answers.floor,
        grid=answers.grid,
        to_grid=answers.to_grid or ToGrid.NEAREST_TIE_UP,
        look_back_days=answers.look_back_days,
        payment_cap=answers.payment_cap,
    )
    index = index_for(answers.change_on, [(answers.index_on, answers.index)], terms)
    found, number, first = list[ArmChange](), 0, bool(answers.first)
    while (on := add_months(answers.change_on, number * answers.every_months, anchor)) < last_due:
        made = adjust(terms, index, rate, first=first)
        found.append(ArmChange(on, rate, made))
        rate, first = made.rate, False
        number += 1
    return tuple(found)


def rate_changes(changes: tuple[ArmChange, ...], *, every: bool) -> list[RateChange]:
    """Those that move the rate; with `every`, all of them, as a payment cap counts each."""
    return [
        RateChange(change.on, change.adjustment.rate)
        for change in changes
        if every or change.adjustment.rate != change.before
    ]


def moving(changes: tuple[ArmChange, ...]) -> tuple[ArmChange, ...]:
    """The first change and those that move the rate: what a person wants to see of them."""
    return tuple(
        change
        for change in changes
        if change is changes[0] or change.adjustment.rate != change.before
    )


def newest_index_day(answers: ArmAnswers) -> date | None:
    """The last day an index may be published on for the next change; None while not known."""
    if answers.change_on is None or answers.look_back_days is None:
        return None
    return answers.change_on - timedelta(days=answers.look_back_days)


def _require(answers: ArmAnswers, first_due: date, anchor: int | None) -> None:
    assert answers.change_on is not None
    assert answers.every_months is not None
    if answers.every_months < 1:
        raise UserError(
            "The rate must hold for a month at least.", do="Enter the months between changes."
        )
    if answers.change_on < first_due:
        raise UserError(
            f"The change of {text.day(answers.change_on)} lies before the first installment shown, "
            f"due {text.day(first_due)}.",
            do="Enter the next change date of the note, and the rate in force now.",
        )
    months = months_between(first_due, answers.change_on)
    if answers.change_on != add_months(first_due, months, anchor):
        raise UserError(
            f"The rate cannot change on {text.day(answers.change_on)}: it is not a due date.",
            do="Enter the change date of the note.",
        )
    if answers.grid is not None and answers.grid.millionths < 1:
        raise UserError(
            "A rate cannot be rounded to steps of nothing.", do="Enter 0.125 for an eighth."
        )
