"""A servicemember's dates on one loan: the sale, and the certificates."""

from __future__ import annotations

from typing import Any

import pytest

from mortgage_collect.rules.duties.scra import certificate_ruling, foreclosure_blocked
from tests.rules.a_life import duty_cases, life_of
from tests.rules.reading import named

ANSWERS = {"unknown": None}


@pytest.mark.parametrize("case", duty_cases("scra_sale"), ids=named)
def test_a_sale_and_the_certificates(case: dict[str, Any]):
    life, today = life_of(case), case["today"]

    found = [each.answer for each in foreclosure_blocked(life, case["sale"], today)]
    wanted = [case["blocked"]] if "blocked" in case else []
    assert found == [ANSWERS.get(each, each) for each in wanted]

    if "certificate" in case:
        certificate = case["certificate"]
        said = certificate_ruling(life, case["since"], today)
        assert said.answer is ANSWERS.get(certificate, certificate)
