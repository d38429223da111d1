"""The windows of early contact, against their table."""

from __future__ import annotations

import pytest

from tests.rules.reading import cases, named
from tests.rules.tables import early_contact_wrong


@pytest.mark.parametrize("case", cases("reg_x.early_contact"), ids=named)
def test_by_when_somebody_is_reached(case):
    assert early_contact_wrong(case) == ""
