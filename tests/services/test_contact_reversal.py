"""A contact is taken back: what it did beside itself goes back, and history only grows."""

from datetime import date

import pytest
from sqlalchemy import select

from mortgage_collect.core.clock import FixedClock
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.words import Outcome, Pace, PromiseStatus
from mortgage_collect.models.contact import Contact, Promise
from mortgage_collect.models.history import HistoryEntry
from mortgage_collect.models.loan import Loan
from mortgage_collect.models.person import ContactPoint
from mortgage_collect.queries.calling import light, may_call
from mortgage_collect.queries.card import card
from mortgage_collect.queries.timeline import timeline
from mortgage_collect.rules.rule import Verdict
from mortgage_collect.services.contact_reversal import reverse_contact
from mortgage_collect.services.contacts import LogContact, set_next_action
from mortgage_collect.services.entry import save_entry
from mortgage_collect.services.next_step import PromiseSaid, installments
from mortgage_collect.store.store import Store
from tests.services.desks import Case, a_case, at


@pytest.fixture
def case(store: Store) -> Case:
    return a_case(store)


def log(
    store: Store,
    case: Case,
    outcome: Outcome,
    promised: tuple[PromiseSaid, ...] = (),
    next_on: date | None = None,
) -> int:
    said = LogContact(
        case.loan_id,
        outcome,
        person_id=case.person_id,
        point_id=case.point_id,
        next_on=next_on,
        next_action="call again" if next_on else "",
    )
    with store.unit() as unit:
        return save_entry(unit, said, promised)


def back(store: Store, contact_id: int, reason: str = "the wrong loan") -> None:
    with store.unit() as unit:
        reverse_contact(unit, contact_id, reason)


def loan_of(store: Store, case: Case) -> Loan:
    with store.view() as session:
        return session.get_one(Loan, case.loan_id)


def used(store: Store, case: Case) -> int:
    with store.view() as session:
        return light(session, case.loan_id, case.person_id, case.point_id, store.clock.now()).used


def test_the_count_goes_back_and_the_entry_stays(any_store: Store) -> None:
    store, case = any_store, a_case(any_store)
    log(store, case, Outcome.NO_ANSWER)
    second = log(store, case, Outcome.NO_ANSWER)
    assert used(store, case) == 2
    with store.view() as session:
        before = session.scalars(select(HistoryEntry.digest).order_by(HistoryEntry.seq)).all()

    back(store, second)

    assert used(store, case) == 1
    with store.view() as session:
        after = session.scalars(select(HistoryEntry.digest).order_by(HistoryEntry.seq)).all()
        contact = session.get_one(Contact, second)
        rows = timeline(session, case.loan_id)
        seen = card(session, case.loan_id, store.clock.now())
    assert list(after[: len(before)]) == list(before)
    assert (contact.outcome, contact.reversed_by) == (Outcome.NO_ANSWER, "ana")
    assert [row.title for row in rows[:3]] == [
        "Taken back: Call: no answer",
        "Call: no answer (taken back)",
        "Call: no answer",
    ]
    assert [row.contact_id is None for row in rows[:3]] == [True, True, False]
    assert sum(number for _, number in seen.attempts) == 1


def test_a_talk_that_was_none_no_longer_holds_the_seven_days(
    store: Store, case: Case, clock: FixedClock
) -> None:
    first = log(store, case, Outcome.RIGHT_PARTY)
    clock.move(at(17))
    second = log(store, case, Outcome.RIGHT_PARTY)
    clock.move(at(18))
    back(store, second)

    with store.view() as session:
        answer = may_call(session, case.loan_id, case.person_id, case.point_id, clock.now())
        talked = session.get_one(Contact, first)
    assert answer.verdict is not Verdict.STOP
    assert loan_of(store, case).last_contact_at == talked.at


def test_the_last_talk_is_nothing_when_there_was_no_other(store: Store, case: Case) -> None:
    only = log(store, case, Outcome.RIGHT_PARTY)
    back(store, only)

    assert loan_of(store, case).last_contact_at is None


def test_what_was_promised_in_it_goes_back_with_it(any_store: Store) -> None:
    store, case = any_store, a_case(any_store)
    with store.unit() as unit:
        set_next_action(unit, case.loan_id, date(2026, 3, 11), "read the letter")
    promised = installments(Money.of("500"), date(2026, 3, 13), 2, Pace.TWO_WEEKS)
    contact_id = log(store, case, Outcome.RIGHT_PARTY, promised)
    assert loan_of(store, case).next_action_on == date(2026, 3, 16)

    back(store, contact_id)

    with store.view() as session:
        statuses = session.scalars(select(Promise.status)).all()
    assert statuses == [PromiseStatus.CANCELLED, PromiseStatus.CANCELLED]
    loan = loan_of(store, case)
    assert (loan.next_action_on, loan.next_action) == (date(2026, 3, 11), "read the letter")


def test_a_next_step_set_since_is_left_alone(store: Store, case: Case) -> None:
    contact_id = log(store, case, Outcome.NO_ANSWER, next_on=date(2026, 3, 10))
    with store.unit() as unit:
        set_next_action(unit, case.loan_id, date(2026, 3, 12), "send the papers")

    back(store, contact_id)

    assert loan_of(store, case).next_action == "send the papers"


def test_a_number_called_wrong_by_mistake_is_good_again(store: Store, case: Case) -> None:
    log(store, case, Outcome.NO_ANSWER)
    wrong = log(store, case, Outcome.WRONG_NUMBER)
    assert used(store, case) == 0

    back(store, wrong)

    with store.view() as session:
        point = session.get_one(ContactPoint, case.point_id)
    assert (point.bad, point.bad_reason, point.bad_since) == (False, "", None)
    assert used(store, case) == 1


def test_twice_or_without_a_reason_is_refused(store: Store, case: Case) -> None:
    contact_id = log(store, case, Outcome.BUSY)
    with pytest.raises(UserError, match="Why is it taken back"):
        back(store, contact_id, " ")
    back(store, contact_id)
    with pytest.raises(UserError, match="was taken back on Mar 9, 2026 by ana"):
        back(store, contact_id)
