"""Why a loan stands where it stands: a table of cases, and the order they make."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mortgage_collect.core.money import Money
from mortgage_collect.core.words import Counting, FlagKind, WorkoutStatus
from mortgage_collect.queries.queue import queue
from mortgage_collect.queries.queue_reasons import Wants, reasons, shown
from tests.services.tapes import brought_in, with_bank
from tests.tape.lookalike import two_month_tape

MONDAY = date(2026, 3, 9)
# A month and more behind, and somebody spoke with them on Friday.
LATE = Wants(
    days=36,
    months=1,
    next_due=date(2026, 2, 1),
    today=MONDAY,
    last_contact_on=date(2026, 3, 6),
)


def days(number: int) -> date:
    return MONDAY + timedelta(days=number)


@pytest.mark.parametrize(
    ("change", "first"),
    [
        ({}, "30+ days by MBA"),
        ({"last_contact_on": None}, "30+ days by MBA"),
        ({"counting": Counting.DAYS}, "36 days past due"),
        ({"promise_due": MONDAY, "promise_amount": Money.of("50")}, "promise $50.00 due today"),
        ({"promise_due": days(-3)}, "promise was due Mar 6"),
        ({"broken_on": days(-3)}, "promise broken Mar 6"),
        ({"plan": WorkoutStatus.BROKEN}, "plan broken: look at the other options"),
        ({"plan_missed": days(-9)}, "plan payment of Feb 28 missed"),
        ({"plan_due": days(2)}, "plan payment due Wed Mar 11: remind them"),
        ({"needs_approval": True}, "plan waits for a second person"),
        ({"plan": WorkoutStatus.OFFERED}, "plan offered, not yet signed"),
        ({"next_action_on": days(-1), "next_action": "call again"}, "call again since Mar 8"),
        ({"next_action_on": MONDAY}, "follow up today"),
        ({"missing": True}, "not on the last tape"),
        ({"deadline": "Live contact", "deadline_due": MONDAY}, "live contact due today"),
        ({"deadline": "Live contact", "deadline_due": days(1)}, "live contact due tomorrow"),
        ({"deadline": "Live contact", "deadline_due": days(7)}, "live contact due Mar 16"),
        ({"deadline": "Decision", "deadline_due": days(-1)}, "decision late since Mar 9"),
        ({"next_due": date(2026, 1, 12), "days": 56}, "60 days Wed Mar 11"),
        ({"days": 130, "months": 4}, "more than 120 days past due"),
        ({"months": 0, "days": 8, "next_due": days(-8)}, "8 days past due"),
    ],
)  # fmt: skip
def test_the_heaviest_reason_is_said_first(change, first):
    assert reasons(replace(LATE, **change))[0].says == first


def test_a_deadline_more_than_a_week_away_is_no_reason():
    away = replace(LATE, deadline="Live contact", deadline_due=days(8))
    assert reasons(away) == reasons(LATE)


def test_the_nearest_deadline_is_always_among_the_three():
    busy = replace(
        LATE,
        promise_due=days(-3),
        broken_on=days(-3),
        next_action_on=days(-1),
        plan_missed=days(-9),
        deadline="Decision",
        deadline_due=days(5),
    )
    assert shown(reasons(busy)) == (
        "promise was due Mar 6",
        "decision due Mar 14",
        "promise broken Mar 6",
    )


def test_a_promise_that_is_not_due_yet_is_no_reason():
    assert reasons(replace(LATE, promise_due=days(2))) == reasons(LATE)


def test_what_is_planned_for_later_puts_a_loan_back():
    later = replace(LATE, next_action_on=days(3), next_action="call again")
    assert sum(r.weight for r in reasons(later)) < 0
    assert "call again Thu Mar 12" in [r.says for r in reasons(later)]


def test_what_holds_a_loan_back_is_told_beside_its_heaviest_reason():
    """Three lines are shown; a loan far down the list says why it is there."""
    later = replace(LATE, last_contact_on=None, review_open=True, next_action_on=days(3))
    assert shown(reasons(later))[:2] == ("30+ days by MBA", "follow up Thu Mar 12")
    assert shown(reasons(replace(later, next_action_on=None)))[:2] == (
        "30+ days by MBA",
        "financial review half finished",
    )
    assert shown(()) == ()


def test_a_promise_due_today_is_not_put_back_by_what_comes_after_it():
    due = replace(LATE, promise_due=MONDAY, promise_amount=Money.of("50"))
    planned = replace(due, next_action_on=days(1), next_action="see whether it came")
    assert reasons(planned) == reasons(due)


def test_a_bankruptcy_outweighs_every_reason_to_call():
    every = replace(
        LATE,
        flags=(FlagKind.BANKRUPTCY,),
        days=130,
        months=4,
        last_contact_on=None,
        next_action_on=MONDAY,
    )
    assert sum(r.weight for r in reasons(every)) < sum(r.weight for r in reasons(LATE))


@pytest.mark.parametrize("ago", [15, 40])
def test_long_silence_is_a_reason_and_a_recent_talk_is_none(ago):
    assert any("last contact" in r.says for r in reasons(replace(LATE, last_contact_on=days(-ago))))
    assert not any("last contact" in r.says for r in reasons(LATE))


def test_a_current_loan_with_nothing_to_do_has_no_reason():
    assert reasons(Wants(days=0, months=0, next_due=days(20), today=MONDAY)) == ()


def test_more_days_never_weigh_less():
    weights = [
        sum(r.weight for r in reasons(replace(LATE, days=30 * m + 6, months=m, next_due=None)))
        for m in range(4)
    ]
    assert weights == sorted(weights)


def test_the_queue_of_a_whole_book_is_ranked_counted_and_the_same_on_every_engine(
    any_store, tmp_path
):
    store = with_bank(any_store)
    truth = two_month_tape(tmp_path / "t.xlsx", loans=60)
    brought_in(store, tmp_path / "t.xlsx", sheet="Feb 2026")
    with store.view() as session:
        found = queue(session, store.clock.now())
        rolls = queue(session, store.clock.now(), only="will_roll")
    assert {row.number for row in found.rows} == set(truth.last.late(1))
    assert [row.score for row in found.rows] == sorted(
        (row.score for row in found.rows), reverse=True
    )
    assert found.as_of == truth.last.as_of
    assert found.counters.will_roll == len(rolls.rows)
    assert all(len(row.reasons) <= 3 for row in found.rows)
    assert all(row.spoken.startswith(row.borrower or row.number) for row in found.rows)
