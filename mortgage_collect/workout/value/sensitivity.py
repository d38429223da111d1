"""How much the advantage of an option hangs on each figure somebody chose.

Each assumption is moved down and up by its own step, everything else kept; the table is sorted by
who moves the advantage most. Facts that are themselves estimates, such as the value of the house,
are moved as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.workout.value.assumption import Unit, held, moved, shown
from mortgage_collect.workout.value.assumptions import COST, REDEFAULT, Assumptions
from mortgage_collect.workout.value.cash_flow import CashFlows
from mortgage_collect.workout.value.facts import LoanValueFacts
from mortgage_collect.workout.value.foreclosure_time import PREFIX
from mortgage_collect.workout.value.model import ENDS, ValueResult, value_of
from mortgage_collect.workout.value.without_workout import WithoutWorkout, without_workout
from mortgage_collect.workout.working import percent

VALUE_STEP: Final = 10
"""Percent by which the value of the property is moved."""
RATE_STEP: Final = Rate.percent(1)
SALE_STEP: Final = 3
"""Months by which this loan's own time to the sale is moved."""

_ALWAYS: Final = (
    "prepayment",
    "house_price_change",
    "distressed_discount",
    "selling_cost",
    "foreclosure_cost",
    "reo_months",
    "redefault_after",
)


@dataclass(frozen=True, slots=True)
class Swing:
    """One figure a step lower and a step higher, and the advantage at each."""

    key: str
    label: str
    lower: str
    higher: str
    advantage_lower: Money
    advantage_higher: Money

    @property
    def width(self) -> Money:
        """How far apart the two advantages are."""
        return abs(self.advantage_higher - self.advantage_lower)

    @property
    def turns(self) -> bool:
        """True when the option is worth more at one end and less at the other."""
        return (self.advantage_lower.cents < 0) != (self.advantage_higher.cents < 0)


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """The plus/minus table, widest first, and what it comes to in a sentence."""

    result: ValueResult
    swings: tuple[Swing, ...]
    sentence: str

    @property
    def leader(self) -> Swing | None:
        """The figure which moves the advantage most."""
        return self.swings[0] if self.swings and self.swings[0].width else None


@dataclass(frozen=True, slots=True)
class _Variant:
    key: str
    label: str
    lower: str
    higher: str
    below: tuple[LoanValueFacts, Assumptions]
    above: tuple[LoanValueFacts, Assumptions]


def sensitivity(kind: str, flows: CashFlows | None, without: WithoutWorkout) -> Sensitivity:
    """Move every figure this value hangs on; no swings when the advantage itself is not known."""
    result = value_of(kind, flows, without)
    swings = list[Swing]()
    if result.advantage is not None:
        for variant in _variants(kind, without):
            below, above = (
                value_of(kind, flows, without_workout(*side, without.cure)).advantage
                for side in (variant.below, variant.above)
            )
            if below is not None and above is not None:
                swings.append(
                    Swing(variant.key, variant.label, variant.lower, variant.higher, below, above)
                )
    swings.sort(key=lambda swing: swing.width, reverse=True)
    return Sensitivity(result, tuple(swings), break_even_sentence(result))


def break_even_sentence(of: ValueResult) -> str:
    """How often borrowers would have to fail again for the option to be worth no more than none."""
    called = of.kind.replace("_", " ")
    if of.kind in ENDS:
        return f"After a {called} there is no loan that could fail again."
    if of.npv_without is None or of.performing is None or of.redefaulted is None:
        return f"How often a {called} may fail again cannot be told. {' '.join(of.missing)}".strip()
    if of.cost is None:
        return f"How often a {called} may fail again cannot be told: its cost is not set."
    if of.break_even is None:
        return "By these figures a re-default would cost the bank nothing."
    if of.break_even >= 1:
        return f"Even if every borrower failed again, a {called} would be worth more than none."
    if of.break_even <= 0:
        return f"Even if no borrower failed again, a {called} would be worth no more than none."
    return (
        f"Re-default would have to exceed {percent(of.break_even, 1)}% for foreclosure, "
        "or a cure without help, to be worth more."
    )


def _variants(kind: str, without: WithoutWorkout) -> Iterator[_Variant]:
    facts, assumptions = without.facts, without.assumptions
    for key in _keys(kind, without):
        found = assumptions.get(key)
        if found is None or found.value is None or found.step is None:
            continue
        low, high = (
            held(moved(found.value, found.step, up=up), found.low, found.high)
            for up in (False, True)
        )
        yield _Variant(
            key,
            found.label,
            shown(low, found.unit),
            shown(high, found.unit),
            (facts, assumptions.with_figure(key, low)),
            (facts, assumptions.with_figure(key, high)),
        )
    yield from _fact_variants(facts, assumptions)


def _keys(kind: str, without: WithoutWorkout) -> Iterator[str]:
    facts, assumptions = without.facts, without.assumptions
    yield from _ALWAYS
    yield from (REDEFAULT + kind, COST + kind)
    if facts.monthly_carry is None:
        yield "carry"
    if facts.mortgage_insurance:
        yield "mi_months"
    if facts.days_past_due is not None and (cure := assumptions.cure_key(facts.days_past_due)):
        yield cure
    if assumptions.word("discount_rule") == "bank":
        yield "marginal_yield"
    if facts.state is not None:
        yield PREFIX + facts.state.strip().upper()


def _fact_variants(facts: LoanValueFacts, assumptions: Assumptions) -> Iterator[_Variant]:
    if facts.property_value is not None:
        step = facts.property_value.times(Fraction(VALUE_STEP, 100))
        low, high = facts.property_value - step, facts.property_value + step
        yield _Variant(
            "property_value",
            "Value of the property",
            str(low),
            str(high),
            (replace(facts, property_value=low), assumptions),
            (replace(facts, property_value=high), assumptions),
        )
    rate = facts.rate if facts.effective_rate is None else facts.effective_rate
    if assumptions.word("discount_rule") == "loan" and rate is not None:
        less = Rate(max(rate.millionths - RATE_STEP.millionths, 0))
        more = Rate(rate.millionths + RATE_STEP.millionths)
        yield _Variant(
            "effective_rate",
            "Discount rate",
            shown(less, Unit.PERCENT_A_YEAR),
            shown(more, Unit.PERCENT_A_YEAR),
            (replace(facts, effective_rate=less), assumptions),
            (replace(facts, effective_rate=more), assumptions),
        )
    if facts.months_to_sale is not None:
        sooner, later = max(facts.months_to_sale - SALE_STEP, 1), facts.months_to_sale + SALE_STEP
        yield _Variant(
            "months_to_sale",
            "Months to the foreclosure sale",
            shown(sooner, Unit.MONTHS),
            shown(later, Unit.MONTHS),
            (replace(facts, months_to_sale=sooner), assumptions),
            (replace(facts, months_to_sale=later), assumptions),
        )
