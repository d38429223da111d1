"""A promise in several installments: each by its day, each kept or broken by what came in."""

from datetime import date

import pytest
from sqlalchemy import select

from mortgage_collect.core.clock import FixedClock
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.words import Pace, PromiseStatus
from mortgage_collect.models.contact import Promise
from mortgage_collect.models.loan import Loan
from mortgage_collect.queries.card import card
from mortgage_collect.services.next_step import PromiseSaid, installments
from mortgage_collect.services.payments import post_payment
from mortgage_collect.services.promises import decide_promises, make_promises
from mortgage_collect.store.store import Store
from tests.services.desks import Case, a_case, a_tape, at

KEPT, PARTLY, BROKEN, OPEN = (
    PromiseStatus.KEPT,
    PromiseStatus.PARTLY_KEPT,
    PromiseStatus.BROKEN,
    PromiseStatus.OPEN,
)


@pytest.fixture
def case(store: Store) -> Case:
    return a_case(store)


def make(store: Store, case: Case, *said: tuple[str, date]) -> tuple[int, ...]:
    promised = [PromiseSaid(Money.of(amount), on) for amount, on in said]
    with store.unit() as unit:
        return make_promises(unit, case.loan_id, promised, person_id=case.person_id)


def statuses(store: Store) -> list[PromiseStatus]:
    with store.view() as session:
        return list(session.scalars(select(Promise.status).order_by(Promise.due_on)))


def next_of(store: Store, case: Case) -> tuple[date | None, str]:
    with store.view() as session:
        loan = session.get_one(Loan, case.loan_id)
        return loan.next_action_on, loan.next_action


@pytest.mark.parametrize(
    ("first", "pace", "days"),
    [
        (date(2026, 3, 13), Pace.WEEK, [date(2026, 3, 20), date(2026, 3, 27)]),
        (date(2026, 3, 13), Pace.TWO_WEEKS, [date(2026, 3, 27), date(2026, 4, 10)]),
        # A month without that day ends sooner, and the next one has it again.
        (date(2026, 1, 31), Pace.MONTH, [date(2026, 2, 28), date(2026, 3, 31)]),
    ],
)
def test_the_days_of_equal_installments(first: date, pace: Pace, days: list[date]) -> None:
    made = installments(Money.of("400"), first, 3, pace)

    assert [each.due_on for each in made] == [first, *days]
    assert {each.amount for each in made} == {Money.of("400")}


def test_each_installment_is_decided_by_its_own_money(any_store: Store, clock: FixedClock) -> None:
    store, case = any_store, a_case(any_store)
    # $900 came on March 13 for the first; $200 of $500 on the 20th; nothing on the 27th.
    make(
        store,
        case,
        ("900", date(2026, 3, 13)),
        ("500", date(2026, 3, 20)),
        ("500", date(2026, 3, 27)),
    )
    assert next_of(store, case) == (date(2026, 3, 16), "check promise")

    clock.move(at(13))
    with store.unit() as unit:
        post_payment(unit, case.loan_id, Money.of("900"), date(2026, 3, 13))
        decide_promises(unit)
    assert statuses(store) == [KEPT, OPEN, OPEN]
    assert next_of(store, case) == (date(2026, 3, 23), "check promise")

    clock.move(at(20))
    with store.unit() as unit:
        post_payment(unit, case.loan_id, Money.of("200"), date(2026, 3, 20))
    clock.move(at(31))
    with store.unit() as unit:
        a_tape(unit, date(2026, 3, 31))
        decide_promises(unit)
    assert statuses(store) == [KEPT, PARTLY, BROKEN]
    assert next_of(store, case) == (None, "")
    with store.view() as session:
        seen = card(session, case.loan_id, clock.now())
    assert len({row.series for row in seen.promises}) == 1
    assert [str(row.received) for row in reversed(seen.promises)] == ["$900.00", "$200.00", "$0.00"]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ([("0", date(2026, 3, 13))], "is no promise"),
        ([("100", date(2026, 3, 8))], "has gone by"),
        ([("100", date(2026, 4, 24))], "more than 45 days ahead"),
        ([("100", date(2026, 3, 13)), ("90", date(2026, 3, 13))], "on one day"),
        ([("100", date(2026, 3, day)) for day in range(10, 17)], "6 installments at most"),
        ([("100", date(2026, 3, 13)), ("100", date(2026, 6, 10))], "within 92 days"),
    ],
)
def test_what_is_no_promise_is_refused_whole(
    store: Store, case: Case, said: list[tuple[str, date]], words: str
) -> None:
    with pytest.raises(UserError, match=words):
        make(store, case, *said)
    assert statuses(store) == []


def test_the_last_day_that_is_still_a_promise(store: Store, case: Case) -> None:
    # Ninety-two days after Monday, March 9, 2026 is June 9; forty-five days after is April 23.
    make(store, case, ("100", date(2026, 4, 23)), ("100", date(2026, 6, 9)))

    assert statuses(store) == [OPEN, OPEN]
