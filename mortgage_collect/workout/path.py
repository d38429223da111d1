"""The way of a loan in time: what is paid each month and what is owed after it, to be drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mortgage_collect.core.calendar import months_between
from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.workout.case import CaseFacts
from mortgage_collect.workout.note import flows_of_rest, rest_of_note
from mortgage_collect.workout.option import Offer, Stretch
from mortgage_collect.workout.worth import flows_of


@dataclass(frozen=True, slots=True)
class PathPoint:
    """`month` counts calendar months from the case's day. `owed` is principal still to pay after
    the payment, what bears no interest included; the payment includes escrow."""

    month: int
    payment: Money
    owed: Money


def path_of_offer(case: CaseFacts, offer: Offer) -> tuple[PathPoint, ...]:
    """Month by month to the end; empty for a sale, and where a rate or an end is not known.

    What is owed is read backwards from the payments (see `flows_of`), so it is near, not exact.
    """
    flows = flows_of(case, offer)
    if flows is None or offer.liquidation is not None:
        return ()
    return _points(case, offer.stretches, flows.balances, offer.due_at_end)


def path_of_note(case: CaseFacts) -> tuple[PathPoint, ...]:
    """The note as written, as if what is due had been paid today; empty where it is not known."""
    rest = rest_of_note(case)
    if rest is None or not rest.months:
        return ()
    at_end = case.advances.deferred or ZERO
    flows = flows_of_rest(case, rest, at_end)
    return _points(case, rest.from_month(0, case.terms.escrow), flows.balances, at_end)


def _points(
    case: CaseFacts, runs: tuple[Stretch, ...], balances: tuple[int, ...], at_end: Money
) -> tuple[PathPoint, ...]:
    start = PathPoint(0, ZERO, case.total_debt)
    owed = [Money(each) + at_end for each in balances[:-1]] + [ZERO]
    paid = tuple(_payments(case, runs))
    return (start, *(PathPoint(*each, left) for each, left in zip(paid, owed, strict=True)))


def _payments(case: CaseFacts, runs: tuple[Stretch, ...]) -> Iterator[tuple[int, Money]]:
    for run in runs:
        first = months_between(case.as_of, run.first_due)
        for at in range(run.months):
            yield first + at, run.payment
