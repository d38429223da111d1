"""What is owed on errors, requests, complaints, disputes, insurance and transfers: their tables."""

from __future__ import annotations

import pytest

from mortgage_collect.rules.duties.book import duty_of
from tests.rules.a_life import differences, duty_cases, life_of
from tests.rules.reading import named

TABLES = (
    "complaint",
    "error_notice",
    "error_papers",
    "information_request",
    "insurance",
    "money_back",
    "transfer",
    "validation",
)
CASES = [case for table in TABLES for case in duty_cases(table)]


@pytest.mark.parametrize("case", CASES, ids=named)
def test_what_is_owed(case):
    assert differences(case, duty_of(case["duty"])(life_of(case), case["today"])) == []
