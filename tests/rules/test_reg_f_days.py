"""Two waits of Regulation F, against their tables."""

from __future__ import annotations

import pytest

from tests.rules.reading import cases, named
from tests.rules.tables import reporting_wait_wrong, validation_period_wrong


@pytest.mark.parametrize("case", cases("reg_f.validation_period"), ids=named)
def test_the_time_to_dispute(case):
    assert validation_period_wrong(case) == ""


@pytest.mark.parametrize("case", cases("reg_f.reporting_wait"), ids=named)
def test_the_wait_before_a_credit_bureau(case):
    assert reporting_wait_wrong(case) == ""
