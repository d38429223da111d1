"""Every duty against its table of cases."""

from __future__ import annotations

import pytest

from mortgage_collect.rules.duties.payoff import payoff_statement
from tests.rules.a_life import differences, duty_cases, life_of
from tests.rules.reading import named


@pytest.mark.parametrize("case", duty_cases("payoff"), ids=named)
def test_a_payoff_statement(case):
    assert differences(case, payoff_statement(life_of(case), case["today"])) == []
