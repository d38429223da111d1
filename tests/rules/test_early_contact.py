"""The windows of early contact, against their table."""

from __future__ import annotations

import pytest

from mortgage_collect.rules.early_contact import live_contact_due, notice_due
from tests.rules.reading import cases, named

TABLE = cases("reg_x.early_contact")


@pytest.mark.parametrize("case", TABLE, ids=named)
def test_by_when_somebody_is_reached(case):
    unpaid, today = case["unpaid"], case["today"]

    assert live_contact_due(unpaid, case.get("reached", ()), today) == case.get("live")
    assert notice_due(unpaid, case.get("sent", ()), today) == case.get("notice")
