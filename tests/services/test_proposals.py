"""What is proposed after a call is never a call into a stop. Monday 9 March 2026.

Days are worked out by hand: Regulation F leaves a talk its seven days, the first being that of the
talk, and a bank that has adopted it keeps to them.
"""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from mortgage_collect.core.words import Capacity, FlagKind, Outcome
from mortgage_collect.models.loan import Loan
from mortgage_collect.queries.calling import lights
from mortgage_collect.services.bank import set_policy
from mortgage_collect.services.contacts import LogContact, log_contact
from mortgage_collect.services.flags import raise_flag
from mortgage_collect.services.next_step import NextStep, next_step
from mortgage_collect.services.proposals import proposals
from mortgage_collect.services.wishes import set_quiet_time
from mortgage_collect.store.store import Store
from tests.services.desks import Case, a_case, at

MONDAY = date(2026, 3, 9)


@pytest.fixture
def case(store: Store) -> Case:
    return a_case(store, capacity=Capacity.DEBT_COLLECTOR)


def proposed(store: Store, case: Case, outcome: Outcome) -> NextStep:
    now = store.clock.now()
    with store.view() as session:
        found = proposals(session, case.loan_id, now, lights(session, case.loan_id, now))
    return found[case.person_id, outcome]


def called(store: Store, case: Case, day: int, outcome: Outcome) -> None:
    with store.unit() as unit:
        said = LogContact(case.loan_id, outcome, point_id=case.point_id, at=at(day))
        log_contact(unit, said)


@pytest.mark.parametrize(
    ("outcome", "on", "action"),
    [
        (Outcome.NO_ANSWER, date(2026, 3, 10), "call again"),
        (Outcome.BUSY, date(2026, 3, 10), "call again"),
        (Outcome.VOICEMAIL, date(2026, 3, 11), "call again"),
        (Outcome.THIRD_PARTY, date(2026, 3, 11), "call again"),
        (Outcome.RIGHT_PARTY, date(2026, 3, 18), "follow up"),
    ],
)
def test_where_nothing_stands_in_the_way_it_is_the_usual_day(store, case, outcome, on, action):
    assert proposed(store, case, outcome) == NextStep(on, action) == next_step(outcome, MONDAY)


def test_after_a_talk_of_friday_the_next_call_waits_until_the_next_friday(store, case):
    called(store, case, 6, Outcome.RIGHT_PARTY)

    assert proposed(store, case, Outcome.VOICEMAIL) == NextStep(date(2026, 3, 13), "call again")


def test_the_call_in_hand_is_counted(store, case):
    for day in (4, 5, 6, 6, 7, 7):
        called(store, case, day, Outcome.NO_ANSWER)

    # This is the seventh; that of the 4th leaves the window on the 11th. A busy line is none.
    assert proposed(store, case, Outcome.NO_ANSWER).on == date(2026, 3, 11)
    assert proposed(store, case, Outcome.BUSY).on == date(2026, 3, 10)


def test_a_saturday_on_which_it_would_be_free_again_becomes_the_monday(store, case):
    # The talk is of Saturday the 7th: free again on Saturday the 14th, when the bank is closed.
    called(store, case, 7, Outcome.RIGHT_PARTY)

    assert proposed(store, case, Outcome.NO_ANSWER).on == date(2026, 3, 16)


def test_their_own_days_are_kept(store, case):
    with store.unit() as unit:
        set_quiet_time(unit, case.person_id, "not on Tuesdays", weekdays=frozenset({1}))

    assert proposed(store, case, Outcome.NO_ANSWER).on == date(2026, 3, 11)


def test_an_hour_of_theirs_in_the_morning_costs_no_day(store, case):
    with store.unit() as unit:
        set_quiet_time(unit, case.person_id, "not before ten", end=time(10))

    assert proposed(store, case, Outcome.NO_ANSWER).on == date(2026, 3, 10)


def test_into_a_stop_without_an_end_no_call_is_proposed(store, case):
    with store.unit() as unit:
        raise_flag(unit, FlagKind.CEASE, MONDAY, person_id=case.person_id)

    found = proposed(store, case, Outcome.VOICEMAIL)

    assert found == NextStep(date(2026, 3, 11), "see what stops the calls")


def test_a_lender_that_keeps_to_no_limit_comes_back_on_the_usual_day(store, case):
    with store.unit() as unit:
        unit.session.get_one(Loan, case.loan_id).capacity = Capacity.CREDITOR
        set_policy(unit, "adopted_rules", "", date(2026, 1, 1))
    called(store, case, 6, Outcome.RIGHT_PARTY)

    assert proposed(store, case, Outcome.VOICEMAIL).on == date(2026, 3, 11)


def test_a_calendar_that_never_opens_ends_in_no_call():
    found = next_step(Outcome.NO_ANSWER, MONDAY, lambda day: day + timedelta(days=1))

    assert found.action == "see what stops the calls"
