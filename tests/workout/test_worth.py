"""An offer as cash flows: all that is paid to the bank is in them; balances read backwards."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from mortgage_collect.core.money import Money
from mortgage_collect.workout.case_file import read_case
from mortgage_collect.workout.evaluate import evaluate, try_out
from mortgage_collect.workout.options.repayment_plan import Answers, repayment_plan
from mortgage_collect.workout.worth import flows_of, without

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = (ROOT / "docs/examples/case.json").read_text("utf-8")
CASE = read_case(EXAMPLE).case


def test_all_that_is_paid_to_the_bank_is_in_the_flows_but_escrow():
    offer = repayment_plan.offer(CASE, Answers(months=12))
    flows = flows_of(CASE, offer)
    assert flows is not None
    # Twelve plan payments carry the five unpaid installments with their escrow of 520.00 each.
    assert offer.total_cost is not None
    # Late charges of 252.00 and an advance of 1,050.00 stay owed beside the plan.
    assert sum(flows.payments) == (offer.total_cost - Money.of("1302.00") + 5 * Money.of(520)).cents
    assert flows.delay == 1  # the first plan payment is due in January, two months from November
    assert flows.balances[-1] == 0


def test_the_balance_read_backwards_is_the_schedules_own_to_the_dollar():
    """After the plan the loan runs as written: 1,580.17 at 6.5 % to the end."""
    offer = repayment_plan.offer(CASE, Answers(months=1))
    flows = flows_of(CASE, offer)
    assert flows is not None
    # Balance forward from the case: 236,765.47 less principal of the payments through January.
    balance = 236765.47
    for _ in range(6):  # August to January
        balance -= 1580.17 - round(balance * 0.065 / 12, 2)
    assert flows.balances[0] / 100 == pytest.approx(balance, abs=1.0)


def test_without_a_rate_or_an_end_there_is_no_value_and_it_says_so():
    for place in ("rate_percent", "maturity_on"):
        data = json.loads(EXAMPLE)
        del data["loan"][place]
        case = read_case(json.dumps(data)).case
        result = try_out(case, repayment_plan, Answers(months=6))
        assert result.offer is not None
        assert result.value is not None
        assert result.value.npv is None
        assert result.value.missing


def test_a_home_of_unknown_value_blocks_the_foreclosure_and_says_so():
    case = replace(CASE, home=replace(CASE.home, value=None))
    side = without(case)
    assert side.npv is None
    assert any("value" in each.lower() for each in side.missing)


def test_every_result_with_terms_has_its_value():
    for result in evaluate(CASE).results:
        assert (result.offer is None) == (result.value is None)
