"""What a person says or suffers acts at once on all their loans, where the rule says so."""

from datetime import date

import pytest

from mortgage_collect.core.clock import FixedClock
from mortgage_collect.core.words import FlagKind, Outcome
from mortgage_collect.queries.calling import light, may_call
from mortgage_collect.queries.card import card
from mortgage_collect.queries.contact_facts import contact_facts
from mortgage_collect.queries.queue import queue
from mortgage_collect.rules.rule import Verdict
from mortgage_collect.services.contacts import LogContact, log_contact
from mortgage_collect.services.flags import lift_flag, raise_flag
from mortgage_collect.store.store import Store
from tests.builders import a_loan, linked
from tests.services.desks import Case, a_case, at

MONDAY = date(2026, 3, 9)


@pytest.fixture
def case(store: Store) -> Case:
    return a_case(store)


@pytest.fixture
def second(store: Store, case: Case) -> int:
    """Another loan of the same person."""
    from mortgage_collect.models.person import Person

    with store.unit() as unit:
        loan = a_loan(unit, number="1000043")
        linked(unit, loan, unit.session.get_one(Person, case.person_id))
        return loan.id


def verdict(store: Store, loan_id: int, case: Case) -> Verdict:
    with store.view() as session:
        return may_call(session, loan_id, case.person_id, case.point_id, store.clock.now()).verdict


def flags(store: Store, loan_id: int) -> set[FlagKind]:
    with store.view() as session:
        return {row.kind for row in card(session, loan_id, store.clock.now()).flags}


def heard(store: Store, loan_id: int, case: Case) -> set[FlagKind]:
    """The flags the guard is told of."""
    with store.view() as session:
        facts = contact_facts(session, loan_id, case.person_id, case.point_id, store.clock.now())
        return {flag.kind for flag in facts.flags}


@pytest.mark.parametrize("kind", [FlagKind.BANKRUPTCY, FlagKind.DECEASED])
def test_a_flag_of_the_person_stops_both_loans_and_lifting_it_frees_both(
    store: Store, case: Case, second: int, kind: FlagKind
) -> None:
    with store.unit() as unit:
        flag = raise_flag(unit, kind, MONDAY, loan_id=case.loan_id, person_id=case.person_id)
        touched = unit.touched

    assert {f"loan:{case.loan_id}", f"loan:{second}", "queue"} <= touched
    for loan_id in (case.loan_id, second):
        assert verdict(store, loan_id, case) is Verdict.STOP
        assert flags(store, loan_id) == {kind}

    with store.unit() as unit:
        lift_flag(unit, flag, MONDAY, "entered for the wrong person")
    store.clock.move(at(11))  # type: ignore[attr-defined]
    for loan_id in (case.loan_id, second):
        assert flags(store, loan_id) == set()


def test_a_dispute_is_about_one_debt(store: Store, case: Case, second: int) -> None:
    with store.unit() as unit:
        raise_flag(unit, FlagKind.DISPUTE, MONDAY, loan_id=second, person_id=case.person_id)

    assert flags(store, second) == heard(store, second, case) == {FlagKind.DISPUTE}
    assert flags(store, case.loan_id) == heard(store, case.loan_id, case) == set()
    with store.view() as session:
        held = {row.loan_id: row.flags for row in queue(session, store.clock.now()).rows}
    assert held[case.loan_id] == ()


def test_calls_count_by_the_person_and_the_debt(
    store: Store, case: Case, second: int, clock: FixedClock
) -> None:
    # Two calls about the first loan, one about the second: 12 CFR 1006.14(b)(2)(i) counts each.
    for loan_id in (case.loan_id, case.loan_id, second):
        with store.unit() as unit:
            log_contact(
                unit,
                LogContact(loan_id, Outcome.NO_ANSWER, case.person_id, case.point_id),
            )

    with store.view() as session:
        used = [
            light(session, loan_id, case.person_id, case.point_id, clock.now()).used
            for loan_id in (case.loan_id, second)
        ]
    assert used == [2, 1]
