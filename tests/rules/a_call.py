"""A call at a quarter to eleven on a Monday, which every test changes as it needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from mortgage_collect.core.words import (
    Capacity,
    Outcome,
)
from mortgage_collect.rules.facts import (
    ContactFacts,
    PastContact,
)
from mortgage_collect.rules.rule import Question

EASTERN, MOUNTAIN = "America/New_York", "America/Denver"
MORNING = datetime(2026, 3, 9, 14, 42, tzinfo=UTC)  # a Monday, 10:42 AM Eastern
CALL = Question.MAY_CALL


def a_call(**known) -> ContactFacts:
    usual = ContactFacts(
        at=MORNING,
        person="p1",
        zones=frozenset({EASTERN}),
        capacity=Capacity.DEBT_COLLECTOR,
        loan="L1",
    )
    return replace(usual, **known)


def rang(days_ago: int, outcome: Outcome = Outcome.NO_ANSWER, **known) -> PastContact:
    at = MORNING - timedelta(days=days_ago)
    return PastContact(at=at, on=at.date(), outcome=outcome, **known)
