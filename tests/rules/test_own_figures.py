"""A bank may be stricter than the law, and never laxer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from mortgage_collect.core.words import (
    Outcome,
)
from mortgage_collect.rules.guard import assess
from mortgage_collect.rules.rule import Verdict
from tests.rules.a_call import CALL, a_call, rang


@pytest.mark.parametrize(
    ("own", "verdict"),
    [(2, Verdict.CLEAR), (1, Verdict.STOP), (0, Verdict.STOP), (8, Verdict.CLEAR)],
)
def test_a_bank_may_allow_itself_fewer_calls_and_never_more(own, verdict):
    facts = a_call(past=(rang(1),), tightened={"reg_f.calls_in_window": own})
    assert assess(CALL, facts).verdict is verdict

    seven = replace(facts, past=tuple(rang(day) for day in range(7)))
    assert assess(CALL, seven).verdict is Verdict.STOP


@pytest.mark.parametrize(("own", "days"), [(3, 7), (7, 7), (10, 10)])
def test_a_bank_may_wait_longer_after_a_talk_and_never_less(own, days):
    talked = a_call(
        past=(rang(3, Outcome.RIGHT_PARTY),), tightened={"reg_f.days_after_conversation": own}
    )
    morning = datetime(2026, 3, 6 + days, 12, tzinfo=UTC)

    assert assess(CALL, talked).next_permitted == morning


@pytest.mark.parametrize(
    ("first", "last", "at", "verdict"),
    [
        (9 * 60, 21 * 60, datetime(2026, 3, 9, 12, 59, tzinfo=UTC), Verdict.STOP),
        (9 * 60, 21 * 60, datetime(2026, 3, 9, 13, 0, tzinfo=UTC), Verdict.CLEAR),
        (7 * 60, 22 * 60, datetime(2026, 3, 9, 11, 59, tzinfo=UTC), Verdict.STOP),
        (7 * 60, 22 * 60, datetime(2026, 3, 10, 1, 0, tzinfo=UTC), Verdict.STOP),
        (8 * 60, 20 * 60 + 30, datetime(2026, 3, 10, 0, 29, tzinfo=UTC), Verdict.CLEAR),
        (8 * 60, 20 * 60 + 30, datetime(2026, 3, 10, 0, 30, tzinfo=UTC), Verdict.STOP),
    ],
)
def test_a_bank_may_narrow_its_hours_and_never_widen_them(first, last, at, verdict):
    own = {"reg_f.first_hour": first, "reg_f.last_hour": last}

    assert assess(CALL, a_call(at=at, tightened=own)).verdict is verdict
