"""Arrears in monthly shares that come back to the cent and never fall below zero."""

from __future__ import annotations

from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.words import Word


class SplitRule(Word):
    """Where the odd cents go: CEIL makes the last share the smaller one, FLOOR the larger."""

    CEIL = "ceil"
    FLOOR = "floor"


def spread(arrears: Money, months: int, rule: SplitRule = SplitRule.CEIL) -> tuple[Money, ...]:
    """`arrears` in at most `months` shares; the last absorbs the odd cents.

    Rounded up, a tiny arrears runs out early: five cents over twelve months are five payments of a
    cent, not twelve and a negative one. No share is ever zero, so rounded down it is cut the same.
    Raises ValueError for no months or nothing to spread.
    """
    if months < 1 or arrears.cents < 1:
        raise ValueError("something must be spread over at least one month")
    months = min(months, arrears.cents)
    if rule is SplitRule.FLOOR:
        each = Money(arrears.cents // months)
        return (*(each,) * (months - 1), arrears - each * (months - 1))
    each = Money(-(-arrears.cents // months))
    shares = list[Money]()
    while arrears > ZERO:
        shares.append(min(each, arrears))
        arrears -= shares[-1]
    return tuple(shares)
