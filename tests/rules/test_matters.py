"""The kinds of matters: what fits together, what closes them, what may come next."""

from __future__ import annotations

import pytest

from mortgage_collect.rules.matters.matter import MatterSpec
from mortgage_collect.rules.matters.shelf import SHELF, spec
from mortgage_collect.rules.matters.successor import confirmed_on, notices_wait
from tests.rules.a_life import duty_cases, life_of
from tests.rules.reading import named

FAULTS = [
    case
    for table in ("faults", "faults_answers", "faults_application", "faults_lines")
    for case in duty_cases(table)
]


@pytest.mark.parametrize("case", FAULTS, ids=named)
def test_what_does_not_fit_together_is_said(case):
    (matter,) = life_of(case).matters
    kind = spec(matter.kind)
    said = list(kind.faults(matter))

    assert len(said) == len(case["faults"])
    assert all(words in told for words, told in zip(case["faults"], said, strict=True))
    if "closed" in case:
        assert kind.closed(matter) is case["closed"]


@pytest.mark.parametrize("kind", SHELF, ids=lambda kind: kind.kind.value)
def test_a_kind_is_whole(kind: MatterSpec):
    keys = [step.key for step in kind.steps]

    assert len(set(keys)) == len(keys)
    assert set(kind.opens) <= set(keys)
    assert {after for step in kind.steps for after in step.after} <= set(keys)
    assert [step.key for step in kind.next_steps(())] == [k for k in keys if k in kind.opens]
    assert all(step.key in kind.opens or step.after for step in kind.steps)


@pytest.mark.parametrize("kind", SHELF, ids=lambda kind: kind.kind.value)
def test_every_choice_can_be_told_from_the_others(kind: MatterSpec):
    for step in kind.steps:
        for field in step.fields:
            values = [value for value, _ in field.choices]
            assert len(values) == len(set(values)), (step.key, field.key)


@pytest.mark.parametrize("case", duty_cases("successor"), ids=named)
def test_a_successor_is_confirmed_and_acknowledges(case):
    (matter,) = life_of(case).matters

    assert confirmed_on(matter) == case.get("confirmed")
    assert notices_wait(matter) is case.get("wait")
