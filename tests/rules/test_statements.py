"""Periodic statements in a bankruptcy, and what they tell of money held."""

from __future__ import annotations

from typing import Any

import pytest

from mortgage_collect.core.money import Money
from mortgage_collect.rules.duties.statements import (
    LeftOut,
    Unapplied,
    first_activity,
    left_out,
    plan_payment,
    statement_on,
    unapplied,
)
from tests.rules.a_life import duty_cases, life_of
from tests.rules.reading import named

Case = dict[str, Any]


@pytest.mark.parametrize("case", duty_cases("statements"), ids=named)
def test_which_statement_goes_out(case: Case):
    assert statement_on(life_of(case), case["today"]).kind == case["statement"]


@pytest.mark.parametrize("case", duty_cases("statements", "left_out"), ids=named)
def test_one_statement_may_be_left_out(case: Case):
    found = left_out(case["event"], case["due_dates"], case.get("last_for"))

    assert found == LeftOut(case["left_out"], case["resumes"])


@pytest.mark.parametrize("case", duty_cases("statements", "first_activity"), ids=named)
def test_the_first_statement_after_an_exemption(case: Case):
    assert first_activity(case["exempt_until"], case["due_dates"]) == case["from"]


@pytest.mark.parametrize("case", duty_cases("statements", "plan_payment"), ids=named)
def test_what_the_plan_pays_on_the_arrears(case: Case):
    assert plan_payment(Money.of(case["arrears"]), case["months"]) == Money.of(case["payment"])


@pytest.mark.parametrize("case", duty_cases("statements", "unapplied"), ids=named)
def test_money_held(case: Case):
    found = unapplied(*(Money.of(case[key]) for key in ("payment", "received", "before")))

    held, since_last = Money.of(case["held"]), Money.of(case["since_last"])
    assert found == Unapplied(since_last, held, case["payments"])
