"""Financial reviews of the practice bank's households, line by line as they were told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.words import Hardship, PayFrequency, Standing
from mortgage_collect.review.line import Entry
from mortgage_collect.services.reviews import finish_review, open_review, save_line
from mortgage_collect.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from mortgage_collect.demo.who import Who


@dataclass(frozen=True, slots=True)
class Household:
    """A family whose income is `times` its principal and interest; `done` reviews are finished."""

    hardship: Hardship
    payment: Money
    times: float
    done: bool


def tell_review(unit: UnitOfWork, who: Who, *, household: Household) -> None:
    """Opens a review, saves its answers one by one, and finishes it where the talk was finished."""
    review_id = open_review(unit, who.loan_id, person_id=who.person_id)
    answers = list(_answers(household))
    for key, entry in answers if household.done else answers[: len(answers) // 2]:
        save_line(unit, review_id, key, entry)
    if household.done:
        finish_review(unit, review_id)


def _answers(household: Household) -> Iterator[tuple[str, Entry]]:
    gross = household.payment.times(Fraction(str(household.times)))
    yield "property_use", Entry("primary")
    yield "occupancy", Entry("owner")
    yield "household_size", Entry(3)
    yield "military", Entry(False)
    yield "hardship", Entry(household.hardship.value)
    yield "hardship_began", Entry(date(2026, 6, 15))
    yield "hardship_term", Entry("short")
    yield (
        "borrower_wages",
        Entry(gross.times(Fraction(12, 26)), PayFrequency.BIWEEKLY, Standing.SEEN),
    )
    yield (
        "borrower_wages_take_home",
        Entry(gross.times(Fraction(12, 26) * Fraction(82, 100)), PayFrequency.BIWEEKLY),
    )
    yield "second_mortgage", Entry(ZERO)
    yield "escrowed", Entry(True)
    yield "has_hoa", Entry(False)
    yield "auto_loans", Entry(Money.of("310"), standing=Standing.SEEN)
    yield "credit_cards", Entry(Money.of("75"))
    for none in ("student_loans", "support_paid", "other_installment"):
        yield none, Entry(ZERO)
    yield "food", Entry(Money.of("520"))
    yield "utilities", Entry(Money.of("240"))
    yield "phone_internet", Entry(Money.of("110"))
    yield "transport", Entry(Money.of("180"))
    yield "medical", Entry(Money.of("60"))
    yield "child_care", Entry(ZERO)
    yield "other_insurance", Entry(Money.of("95"))
    yield "checking_cash", Entry(Money.of("850"))
    yield "savings", Entry(Money.of("1,200"))
    yield "intent", Entry("keep")
