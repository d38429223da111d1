"""What of a state's notices nobody compared with its text is marked so until the bank adopts it."""

from __future__ import annotations

from datetime import date

from mortgage_collect.rules.duties.state_notices import state_notice
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
