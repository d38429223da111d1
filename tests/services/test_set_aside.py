"""Going on against a stop: a second person before it is written down, or a later look."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.words import Capacity, Channel, Direction, FlagKind, Outcome, UserRole
from mortgage_collect.models.contact import Contact
from mortgage_collect.queries.queue import queue
from mortgage_collect.queries.set_aside import review_due_of, to_review
from mortgage_collect.queries.timeline import timeline
from mortgage_collect.rules.verdict import Need
from mortgage_collect.services.bank import add_user
from mortgage_collect.services.contact_reversal import reverse_contact
from mortgage_collect.services.contacts import LogContact, log_contact
from mortgage_collect.services.entry import save_entry
from mortgage_collect.services.flags import raise_flag
from mortgage_collect.services.reaching import Reaching, decide_reaching
from mortgage_collect.services.set_aside import review_contact
from mortgage_collect.store.store import Store
from tests.services.desks import Case, a_case

SINCE = date(2026, 1, 1)
TODAY = date(2026, 3, 9)
MONTH = timedelta(days=30)


@pytest.fixture
def case(store: Store) -> Case:
    """A talk took place a moment ago: within seven days a debt collector may not call again."""
    made = a_case(store, capacity=Capacity.DEBT_COLLECTOR)
    log(store, made, outcome=Outcome.RIGHT_PARTY)
    return made


def decide(store: Store, needs: Need, since: date = SINCE) -> None:
    with store.unit() as unit:
        decide_reaching(unit, Reaching(stop_needs=needs), since, "Board")


def two_work_here(store: Store) -> None:
    with store.unit() as unit:
        add_user(unit, "ana", "Ana Smith", UserRole.ADMINISTRATOR)
        add_user(unit, "bo", "Bo Larsen", UserRole.SUPERVISOR)


def log(store: Store, case: Case, **said: Any) -> int:
    usual: dict[str, Any] = {
        "outcome": Outcome.NO_ANSWER,
        "person_id": case.person_id,
        "point_id": case.point_id,
    }
    with store.unit() as unit:
        return log_contact(unit, LogContact(case.loan_id, **usual | said))


def kept(store: Store, contact_id: int) -> Contact:
    with store.view() as session:
        found = session.get_one(Contact, contact_id)
        session.expunge(found)
        return found


def contacts(store: Store) -> int:
    with store.view() as session:
        return session.query(Contact).count()


def test_where_a_reason_is_enough_nothing_more_is_asked(store: Store, case: Case) -> None:
    found = kept(store, log(store, case, reason="They asked for it"))
    assert (found.verdict, found.second, found.review_due) == ("STOP", "", None)


def test_a_second_person_comes_first(store: Store, case: Case) -> None:
    two_work_here(store)
    decide(store, Need.SECOND_PERSON)
    before = contacts(store)

    with pytest.raises(UserError, match="It needs a second person: Do not call before"):
        log(store, case, reason="They asked for it")
    with pytest.raises(UserError, match="It needs a second person"):
        log(store, case, reason="They asked for it", second="bo")
    with pytest.raises(UserError, match="why"):
        log(store, case, second="bo", second_said="Agreed")
    assert contacts(store) == before

    found = kept(
        store, log(store, case, reason="Asked for it", second="Bo Larsen", second_said="Agreed.")
    )
    assert (found.second, found.second_said, found.review_due) == ("bo", "Agreed.", None)
    with store.view() as session:
        newest = timeline(session, case.loan_id)[0]
    assert "bo agreed: Agreed." in newest.detail


@pytest.mark.parametrize(
    ("second", "says"),
    [("ana", "cannot agree to it"), ("Ana Smith", "cannot agree to it"), ("Eve", "Nobody called")],
)
def test_the_second_person_is_another_one_who_works_here(
    store: Store, case: Case, second: str, says: str
) -> None:
    two_work_here(store)
    decide(store, Need.SECOND_PERSON)
    with pytest.raises(UserError, match=says):
        log(store, case, reason="Asked for it", second=second, second_said="Agreed.")


def test_the_strips_save_asks_as_well_and_keeps_nothing(store: Store, case: Case) -> None:
    two_work_here(store)
    decide(store, Need.SECOND_PERSON)
    before = contacts(store)
    said = LogContact(
        case.loan_id, Outcome.RIGHT_PARTY, case.person_id, case.point_id, reason="Asked for it"
    )
    with pytest.raises(UserError, match="second person"), store.unit() as unit:
        save_entry(unit, said)
    assert contacts(store) == before


def test_who_works_alone_has_it_reviewed_within_thirty_days(store: Store, case: Case) -> None:
    decide(store, Need.SECOND_PERSON)
    contact_id = log(store, case, reason="They asked for it")

    assert kept(store, contact_id).review_due == TODAY + MONTH
    with store.view() as session:
        [row] = to_review(session, "ana")
        assert review_due_of(session) == {case.loan_id: TODAY + MONTH}
    assert (row.contact_id, row.reason, row.own) == (contact_id, "They asked for it", False)
    assert row.against
    assert row.due == TODAY + MONTH

    with pytest.raises(UserError, match="What did the review find"), store.unit() as unit:
        review_contact(unit, contact_id, " ")
    with store.unit() as unit:
        review_contact(unit, contact_id, "They had asked for the call in writing.")
    with store.view() as session:
        assert to_review(session, "ana") == ()
        assert timeline(session, case.loan_id)[0].title == "Reviewed: call against the guard"
    with pytest.raises(UserError, match="not waiting"), store.unit() as unit:
        review_contact(unit, contact_id, "Again")


def test_a_review_by_policy_is_done_by_somebody_else_where_there_is_one(
    store: Store, case: Case
) -> None:
    two_work_here(store)
    decide(store, Need.REVIEW)
    contact_id = log(store, case, reason="They asked for it")
    with store.view() as session:
        assert [row.own for row in to_review(session, "ana")] == [True]
        assert [row.own for row in to_review(session, "bo")] == [False]

    with pytest.raises(UserError, match="cannot review it"), store.unit() as unit:
        review_contact(unit, contact_id, "Fine")
    with store.unit("bo") as unit:
        review_contact(unit, contact_id, "Fine")
    assert kept(store, contact_id).review_due is None


def test_taking_it_back_does_not_spare_the_review(store: Store, case: Case) -> None:
    decide(store, Need.REVIEW)
    contact_id = log(store, case, reason="They asked for it")
    with store.unit() as unit:
        reverse_contact(unit, contact_id, "a slip")
    with store.view() as session:
        assert [row.taken_back for row in to_review(session, "ana")] == [True]


def test_what_nobody_may_set_aside_is_reviewed_whoever_agreed(store: Store, case: Case) -> None:
    two_work_here(store)
    decide(store, Need.SECOND_PERSON)
    with store.unit() as unit:
        raise_flag(
            unit, FlagKind.BANKRUPTCY, SINCE, person_id=case.person_id, details={"chapter": "7"}
        )
    found = kept(store, log(store, case, reason="Did not see it", second="bo", second_said="Ok"))
    assert (found.second, found.review_due) == ("", TODAY + MONTH)


def test_only_our_own_acts_against_a_stop_ask_for_anything(store: Store, case: Case) -> None:
    two_work_here(store)
    decide(store, Need.SECOND_PERSON)
    theirs = log(store, case, direction=Direction.INBOUND, outcome=Outcome.RIGHT_PARTY)
    letter = log(store, case, channel=Channel.LETTER, outcome=Outcome.SENT, point_id=None)
    assert kept(store, theirs).review_due is None
    assert (kept(store, letter).verdict, kept(store, letter).review_due) == ("CLEAR", None)


def test_the_policy_of_the_day_of_the_contact_holds(store: Store, case: Case) -> None:
    decide(store, Need.REVIEW, TODAY)
    now = store.clock.now()
    log(store, case, at=now - timedelta(days=2), outcome=Outcome.RIGHT_PARTY)
    earlier = kept(store, log(store, case, at=now - timedelta(days=1)))
    assert (earlier.verdict, earlier.review_due) == ("STOP", None)


def test_the_queue_brings_the_review_up_when_it_is_near(store: Store, case: Case) -> None:
    decide(store, Need.REVIEW)
    contact_id = log(store, case, reason="They asked for it")
    with store.unit() as unit:
        unit.session.get_one(Contact, contact_id).review_due = TODAY + timedelta(days=2)
        raise_flag(unit, FlagKind.DISPUTE, SINCE, loan_id=case.loan_id)
    with store.view() as session:
        [row] = queue(session, store.clock.now()).rows
    assert "decision taken alone: review by Mar 11" in row.reasons


def test_of_two_of_one_name_the_login_says_which(store: Store, case: Case) -> None:
    with store.unit() as unit:
        add_user(unit, unit.actor, "Ana Smith", UserRole.ADMINISTRATOR)
        add_user(unit, "ana2", "Ana Smith", UserRole.SUPERVISOR)
    decide(store, Need.SECOND_PERSON)
    said = {"reason": "They asked", "second_said": "Go on"}

    with pytest.raises(UserError, match="2 people here are called"):
        log(store, case, second="Ana Smith", **said)

    assert kept(store, log(store, case, second="ana2", **said)).second == "ana2"
