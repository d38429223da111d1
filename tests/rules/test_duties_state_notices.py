"""What of a state's notices nobody compared with its text is marked so until the bank adopts it."""

from __future__ import annotations

from datetime import date

from mortgage_collect.rules.duties.deadline import Act, ActKind
from mortgage_collect.rules.duties.state_notices import state_notice, state_notice_by_day
from tests.rules.a_life import life_of

ID = "states.notice.WA.notice_of_default"
CASE = {
    "state": "WA",
    "unpaid": [date(2026, 2, 1)],
    "matters": [
        {"kind": "foreclosure", "steps": [{"key": "referred", "on": date(2026, 6, 1)}]},
    ],
}


def marked(case):
    found = state_notice(life_of(case), date(2026, 6, 2))
    return {each.occasion: each.verified for each in found}


def test_an_entry_from_memory_is_marked_until_it_is_adopted():
    assert marked(CASE)["Notice of default"] is False
    assert marked(CASE)["First contact by letter and telephone"] is True
    assert marked({**CASE, "adopted": [ID]})["Notice of default"] is True


def test_the_longer_wait_is_no_paper_of_its_own():
    assert not any("longer wait" in name for name in marked(CASE))


def test_a_step_of_the_foreclosure_is_taken_or_a_notice_sent():
    [in_it, *_] = state_notice(life_of({**CASE, "state": "DE"}), date(2026, 6, 2))
    [alone] = state_notice_by_day(life_of({**CASE, "state": "CO"}), date(2026, 6, 2))

    assert in_it.act == Act(ActKind.STEP, "state_notice")
    assert alone.act == Act(ActKind.NOTICE, "states.notice.CO.single_contact")


def test_a_small_lender_may_be_free_of_it_is_said():
    found = state_notice(life_of({**CASE, "state": "OR"}), date(2026, 6, 2))

    assert any("A small or local lender may be free of it." in each.says for each in found)
