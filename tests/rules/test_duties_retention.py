"""What is kept until when: its table, and what must always hold."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mortgage_collect.core.citation import Citation
from mortgage_collect.rules.duties.retention import Keep, keeps, kept_until, may_go
from tests.rules.a_life import duty_cases, life_of
from tests.rules.reading import named

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize("case", duty_cases("retention"), ids=named)
def test_what_is_kept(case):
    found = keeps(life_of(case), case["today"], case.get("recordings", ()))
    asked = [each for each in found if each.rule == case.get("only", each.rule)]

    assert [(each.rule, each.until) for each in asked] == [
        (row["rule"], row.get("until")) for row in case["keeps"]
    ]
    for each, row in zip(asked, case["keeps"], strict=True):
        assert row.get("says", "") in each.says
    if "only" not in case:
        assert kept_until(found) == case.get("until")
        assert may_go(found, case["today"]) is case["may_go"]


@given(st.lists(st.none() | DAYS, max_size=4), DAYS)
def test_nothing_goes_while_any_rule_keeps_it(ends, today):
    found = [Keep("x.y", "it", end, "It is kept.", Citation("12 CFR 1002.12(b)")) for end in ends]

    kept = not ends or any(end is None or end >= today for end in ends)
    assert may_go(found, today) is not kept


@given(DAYS)
def test_a_recording_is_kept_three_years_to_the_day(day):
    life = life_of({"fdcpa": True})
    (kept,) = (each for each in keeps(life, day, [day]) if each.rule == "reg_f.recording")

    assert kept.until is not None
    leap_day = (day.month, day.day) == (2, 29)
    assert (kept.until.year, kept.until.month) == (day.year + 3, day.month)
    assert kept.until.day == (28 if leap_day else day.day)
