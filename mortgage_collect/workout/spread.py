"""Arrears in monthly shares that come back to the cent and never fall below zero."""

from __future__ import annotations

from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.words import Word


class SplitRule(Word):
    """Where the odd cents go: CEIL makes the last share the smaller one, FLOOR the larger."""

    CEIL = "ceil"
    FLOOR = "floor"

    @property
    def label(self) -> str:
        return "Last payment smaller" if self is SplitRule.CEIL else "Last payment larger"


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


def stepped(
    arrears: Money, months: int, lighter: int, share: Money, rule: SplitRule = SplitRule.CEIL
) -> tuple[Money, ...]:
    """`share` in each of the first `lighter` months, and what is left spread over the others.

    Raises ValueError unless the first months leave at least one other, and something for it.
    """
    rest = arrears - share * lighter
    if not 1 <= lighter < months or share < ZERO or rest < Money(1):
        raise ValueError("the first months must leave something for a later one")
    return (share,) * lighter + spread(rest, months - lighter, rule)
