"""One loan to be valued, and assumptions as a test writes them."""

from pathlib import Path

from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.workout.value.assumptions import Assumptions, from_flat
from mortgage_collect.workout.value.facts import LoanValueFacts

HERE = Path(__file__).parent

FACTS = LoanValueFacts(
    upb=Money.of(180_000),
    total_debt=Money.of(188_000),
    property_value=Money.of(210_000),
    value_source="broker's opinion of Mar 2, 2026",
    state="OH",
    days_past_due=95,
    rate=Rate.percent("6.5"),
    mortgage_insurance=ZERO,
)


def assume(figures: dict[str, str]) -> Assumptions:
    """The shipped set with these entries as somebody enters them."""
    return from_flat(figures)
