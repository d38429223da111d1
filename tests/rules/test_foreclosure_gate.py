"""What must be green before a step of a foreclosure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mortgage_collect.rules.duties.foreclosure.check import ForeclosureStep, Light
from mortgage_collect.rules.duties.foreclosure_gate import Gate, foreclosure_gate
from mortgage_collect.rules.duties.life import Installment, LoanLife
from tests.rules.a_life import duty_cases, life_of
from tests.rules.reading import named

STEPS = list(ForeclosureStep)
TODAY = date(2026, 6, 1)


def gate_of(case: dict[str, Any]) -> Gate:
    step = ForeclosureStep(case.get("step", "first_filing"))
    return foreclosure_gate(life_of(case), case["today"], step)


@pytest.mark.parametrize("case", duty_cases("foreclosure_gate"), ids=named)
def test_a_check_is_as_its_table_says(case):
    found = [one for one in gate_of(case).checks if one.id == case["check"]]

    assert [one.light.value for one in found] == ([case["light"]] if case["light"] else [])
    if not found:
        return
    assert found[0].first_day == case.get("first_day")
    assert case.get("says", "") in found[0].says
    assert case.get("because", "") in [str(cite) for cite in found[0].cites] + [""]


@pytest.mark.parametrize("case", duty_cases("foreclosure_gate", "gate"), ids=named)
def test_the_gate_is_as_its_table_says(case):
    found = gate_of(case)

    assert found.open is case["open"]
    assert found.first_day == case.get("first_day")
    assert [one.id for one in found.held_by] == case.get("held_by", [])


@pytest.mark.parametrize("step", STEPS)
def test_a_loan_of_which_nothing_is_known_opens_no_gate(step):
    assert not foreclosure_gate(LoanLife(installments=()), TODAY, step).open


@pytest.mark.parametrize("step", STEPS)
def test_every_check_says_why_and_where_it_is_written(step):
    for one in foreclosure_gate(LoanLife(installments=()), TODAY, step).checks:
        assert one.says.endswith(".")
        assert one.cites


@given(st.dates(date(2023, 1, 1), date(2029, 1, 1)), st.integers(0, 200))
def test_the_first_filing_opens_on_the_day_it_was_said_to_open(due, after):
    """Whatever the day looked at, the first lawful day is the same, and is green then."""
    life = LoanLife(installments=(Installment(due),))
    on = due + timedelta(days=after)

    [now] = days_check(life, on)
    first = due + timedelta(days=121)

    assert (now.light is Light.GREEN) is (on >= first)
    assert now.first_day == (None if on >= first else first)


def days_check(life: LoanLife, today: date) -> list[Any]:
    found = foreclosure_gate(life, today, ForeclosureStep.FIRST_FILING).checks
    return [one for one in found if one.id == "reg_x.more_than_120_days"]


@given(st.dates(date(2024, 1, 1), date(2026, 5, 1)))
def test_a_payment_of_the_oldest_installment_moves_the_day(due):
    """Due a month later, first a month later: the oldest unpaid one counts."""
    later = due + timedelta(days=30)
    life = LoanLife(installments=(Installment(due), Installment(later)))
    paid = replace(life, installments=(Installment(due, later), Installment(later)))
    on = later + timedelta(days=1)

    [before], [after] = days_check(life, on), days_check(paid, on)

    assert before.first_day == due + timedelta(days=121)
    assert after.first_day == later + timedelta(days=121)
