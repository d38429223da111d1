"""The bank interview: answers are dated, kept with was and now, and make the bank of a day.

Monday 9 March 2026; a bank that has answered nothing yet.
"""

import json
from datetime import date

import pytest
from sqlalchemy import select

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.words import Capacity
from mortgage_collect.models.history import HistoryEntry
from mortgage_collect.queries.adoption import adopted
from mortgage_collect.queries.contact_facts import contact_facts
from mortgage_collect.queries.interview import interview, profile
from mortgage_collect.services.interview import answer
from tests.builders import a_bank, a_loan, a_person

JANUARY = date(2026, 1, 1)
MONDAY = date(2026, 3, 9)
APRIL = date(2026, 4, 1)
SMALL = {"charter": "savings", "own": "1,188", "affiliates": "0", "for_others": "0"}


@pytest.fixture
def bank(any_store):
    with any_store.unit() as unit:
        a_bank(unit, interviewed=False)
    return any_store


def told(store, answers, since=MONDAY, **more):
    with store.unit() as unit:
        return answer(unit, answers, since, **more)


def small(store, on):
    with store.view() as session:
        return profile(session, on).small_servicer


def policies(store):
    with store.view() as session:
        bodies = session.scalars(
            select(HistoryEntry.body)
            .where(HistoryEntry.event == "PolicySet")
            .order_by(HistoryEntry.seq)
        )
        return [json.loads(body) for body in bodies]


def test_nothing_told_is_nothing_known(bank):
    found = small(bank, MONDAY)

    assert found.answer is None
    assert "What is the bank's charter?" in found.unknowns


def test_the_counts_of_january_make_a_small_servicer(bank):
    assert told(bank, SMALL, counted=2026) == 4

    assert small(bank, MONDAY).answer is True
    assert "1,188" in small(bank, MONDAY).says


def test_a_count_is_of_its_january_and_the_charter_from_its_day(bank):
    told(bank, SMALL, counted=2026)

    assert small(bank, date(2026, 2, 1)).answer is None, "the charter holds from March 9"
    assert small(bank, date(2026, 12, 31)).answer is True
    assert small(bank, date(2027, 1, 1)).answer is None, "nobody has counted 2027 yet"


def test_history_keeps_what_was_and_what_is(bank):
    told(bank, {"own_name": "yes"})
    told(bank, {"own_name": "no"}, APRIL, why="A new name for the desk")

    said = policies(bank)
    assert [(one["key"], one["was"], one["now"], one["since"]) for one in said] == [
        ("interview.own_name", "", "yes", "2026-03-09"),
        ("interview.own_name", "yes", "no", "2026-04-01"),
    ]


def test_a_change_takes_effect_by_its_day(bank):
    told(bank, {"own_name": "yes", "collecting_business": "no"})
    told(bank, {"own_name": "no"}, APRIL)

    with bank.view() as session:
        march, april = profile(session, date(2026, 3, 31)), profile(session, APRIL)
        page = interview(session, MONDAY)
    assert march.fdcpa(Capacity.CREDITOR, None).answer is False
    assert april.fdcpa(Capacity.CREDITOR, None).answer is True
    assert page.profile.said("own_name") is True
    asked = [(one.value, one.since) for one in page.told if one.key == "own_name"]
    assert asked == [("yes", MONDAY), ("no", APRIL)]


def test_what_does_not_differ_is_not_written_again(bank):
    told(bank, SMALL, counted=2026)
    before = policies(bank)

    assert told(bank, SMALL, counted=2026) == 0
    assert policies(bank) == before


def test_an_answer_taken_back_is_not_known_again(bank):
    told(bank, SMALL, counted=2026)
    told(bank, {"for_others": ""}, counted=2026)

    assert small(bank, MONDAY).answer is None


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"own": "many"}, "not a count"),
        ({"own": "-3"}, "not a count"),
        ({"own_name": "maybe"}, "neither yes nor no"),
        ({"charter": "circus"}, "not on the list"),
        ({"states": "VT XX"}, "XX is no state"),
        ({"crossed_on": "in May"}, "not a day"),
        ({"color": "blue"}, "no question"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words_and_nothing_is_kept(bank, answers, said):
    with pytest.raises(UserError, match=said):
        told(bank, {"licenses": "none", **answers})

    assert policies(bank) == []


def test_a_january_to_come_cannot_be_counted(bank):
    with pytest.raises(UserError, match="Jan 1, 2027 is still to come"):
        told(bank, {"own": "5"}, counted=2027)


def test_a_states_carve_out_is_asked_for_only_where_homes_are(bank):
    told(bank, {"states": "VT"})
    with bank.view() as session:
        vermont = {question.key for question in profile(session, MONDAY).questions}
    told(bank, {"states": "vt, or", "foreclosures.OR": "30", "paper.OR": "yes"})
    with bank.view() as session:
        both = profile(session, MONDAY)

    assert "foreclosures.OR" not in vermont
    assert {"foreclosures.OR", "paper.OR"} <= {question.key for question in both.questions}
    [(row, found)] = both.carve_outs()
    assert (row.state, found.answer) == ("OR", True)


def test_the_nonprofits_count_is_asked_of_nonprofits(bank):
    told(bank, {"charter": "nonprofit"})
    with bank.view() as session:
        assert "associated" in {question.key for question in profile(session, MONDAY).questions}


def test_progress_counts_the_questions_that_are_put(bank):
    with bank.view() as session:
        done, put = profile(session, MONDAY).progress
    told(bank, SMALL, counted=2026)
    with bank.view() as session:
        after = profile(session, MONDAY).progress

    assert done == 0
    assert after == (4, put)


def test_keeping_regulation_f_is_the_same_decision_as_in_the_law(bank):
    told(bank, {"adopts_reg_f": "no"})
    with bank.view() as session:
        assert adopted(session, MONDAY) == frozenset()
        assert profile(session, MONDAY).said("adopts_reg_f") is False

    told(bank, {"adopts_reg_f": "yes"}, APRIL)
    with bank.view() as session:
        assert adopted(session, APRIL) == {"reg_f"}
        assert adopted(session, MONDAY) == frozenset()


def test_yes_is_recorded_though_it_holds_until_the_bank_decides(bank):
    told(bank, {"adopts_reg_f": "yes"})

    with bank.view() as session:
        assert profile(session, MONDAY).said("adopts_reg_f") is True


def test_the_guard_is_told_what_the_interview_says(bank):
    told(bank, SMALL, counted=2026)
    with bank.unit() as unit:
        person = a_person(unit)
        loan = a_loan(unit)
        ids = (loan.id, person.id)
    with bank.view() as session:
        facts = contact_facts(session, *ids, None, bank.clock.now())

    assert facts.small_servicer is True


def test_the_book_stands_beside_the_answers(bank):
    with bank.unit() as unit:
        a_loan(unit)
        a_loan(unit, number="2", capacity=Capacity.SERVICER_FOR_OTHERS, property=None)
    with bank.view() as session:
        page = interview(session, MONDAY)

    assert dict(page.book_states) == {"VT": 1, "": 1}
    assert {(row.capacity, row.loans, row.fdcpa.answer) for row in page.loans} == {
        (Capacity.CREDITOR, 1, None),
        (Capacity.SERVICER_FOR_OTHERS, 1, None),
    }
