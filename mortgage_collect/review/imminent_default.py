"""Imminent default: may a household not yet two months behind be helped as if it were?

Source: Fannie Mae Servicing Guide D2-3.2-06 (8 April 2026). UNVERIFIED: the reserves limit and the
list of tests were read in a secondary copy, the details are from memory. A bank may set its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final, Literal, TypeVar

from mortgage_collect.core import text
from mortgage_collect.core.money import Money
from mortgage_collect.core.words import Hardship, HardshipTerm
from mortgage_collect.review.household import Household
from mortgage_collect.review.ratios import ratio_text

_RESERVES = Money.of(25_000)


@dataclass(frozen=True, slots=True)
class ImminentRule:
    """The figures of the screen, from a day on."""

    days_below: int = 60
    reserves_below: Money = _RESERVES
    score_up_to: int = 620
    lates: int = 2
    housing_ratio_above: Fraction = Fraction(40, 100)
    hardships: frozenset[Hardship] = frozenset(Hardship)
    principal_residence_only: bool = True
    effective_from: date = date(2026, 4, 8)
    source: str = "Fannie Mae Servicing Guide D2-3.2-06"
    verified: bool = False


RULE: Final = ImminentRule()

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class LoanFacts:
    """What the review does not tell. `lates` are payments 30 days late in the last six months."""

    days_past_due: int | None = None
    credit_score: int | None = None
    lates: int | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One test: what it asks, what was found, and whether it is met. None: not known.

    Tests of `needs` "all" must each be met; of those of "any", one is enough.
    """

    key: str
    asks: str
    found: str
    met: bool | None
    needs: Literal["all", "any"]


@dataclass(frozen=True, slots=True)
class Screening:
    """`imminent` is None while what is not known could still decide it."""

    imminent: bool | None
    tests: tuple[Check, ...]
    rule: ImminentRule

    @property
    def unknown(self) -> tuple[Check, ...]:
        """The tests whose answer is missing."""
        return tuple(test for test in self.tests if test.met is None)


def imminent_default(home: Household, loan: LoanFacts, rule: ImminentRule = RULE) -> Screening:
    """Every test of the screen, and what they come to together."""
    tests = (*_all(home, loan, rule), *_any(home, loan, rule))
    must = [test.met for test in tests if test.needs == "all"]
    one = [test.met for test in tests if test.needs == "any"]
    return Screening(_every((*must, _some(one))), tests, rule)


def _all(home: Household, loan: LoanFacts, rule: ImminentRule) -> Iterator[Check]:
    yield _check(
        "days",
        f"fewer than {rule.days_below} days past due",
        loan.days_past_due,
        lambda days: days < rule.days_below,
        lambda days: text.count(days, "day"),
    )
    if rule.principal_residence_only:
        yield _check(
            "residence",
            "principal residence",
            home.property_use,
            lambda use: use == "primary",
            lambda use: use,
        )
    yield _check(
        "reserves",
        f"reserves below {rule.reserves_below}, retirement accounts left out",
        home.non_retirement_reserves,
        lambda reserves: reserves < rule.reserves_below,
        str,
    )
    yield _check(
        "hardship",
        "a hardship that counts and is not over",
        None if home.hardship_duration is None else home.hardship,
        lambda kind: kind in rule.hardships and home.hardship_duration != HardshipTerm.RESOLVED,
        lambda kind: f"{kind.label}, {(home.hardship_duration or HardshipTerm.SHORT).value}",
    )


def _any(home: Household, loan: LoanFacts, rule: ImminentRule) -> Iterator[Check]:
    yield _check(
        "score",
        f"credit score of {rule.score_up_to} or less",
        loan.credit_score,
        lambda score: score <= rule.score_up_to,
        str,
        "any",
    )
    yield _check(
        "lates",
        f"{rule.lates} or more payments 30 days late in six months",
        loan.lates,
        lambda lates: lates >= rule.lates,
        str,
        "any",
    )
    yield _check(
        "ratio",
        f"housing ratio above {ratio_text(rule.housing_ratio_above)}",
        home.front_end(home.payment).value,
        lambda ratio: ratio > rule.housing_ratio_above,
        ratio_text,
        "any",
    )
    yield _check(
        "long_term",
        "a long-term hardship",
        home.hardship_duration,
        lambda term: term is HardshipTerm.LONG,
        lambda term: term.label,
        "any",
    )


def _check(
    key: str,
    asks: str,
    found: T | None,
    meets: Callable[[T], bool],
    says: Callable[[T], str],
    needs: Literal["all", "any"] = "all",
) -> Check:
    if found is None:
        return Check(key, asks, "not known", None, needs)
    return Check(key, asks, says(found), meets(found), needs)


def _every(answers: Iterable[bool | None]) -> bool | None:
    told = tuple(answers)
    return False if False in told else None if None in told else True


def _some(answers: Iterable[bool | None]) -> bool | None:
    told = tuple(answers)
    return True if True in told else None if None in told else False
