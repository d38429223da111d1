"""How an application stands, as it is told to whoever works on it."""

from __future__ import annotations

from typing import Any

import pytest

from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.rules.duties.loss_mitigation.standing import standing
from mortgage_collect.rules.duties.loss_mitigation.telling import told_of
from tests.rules.a_life import duty_cases, life_of
from tests.rules.reading import named


@pytest.mark.parametrize("case", duty_cases("application_told"), ids=named)
def test_an_application_is_told_as_its_table_says(case: dict[str, Any]):
    life, today = life_of(case), case["today"]
    mine = [one for one in life.matters if one.kind is MatterKind.APPLICATION][-1]
    one = standing(life, mine.id, today)
    assert one is not None

    found = told_of(one, today)

    names = [name for name, _ in found]
    assert len(set(names)) == len(names)
    assert all(words for _, words in found)
    told = dict(found)
    assert {name: told.get(name, "") for name in case["told"]} == case["told"]
