"""Payments, promises and quotes on one loan two months behind."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from mortgage_collect.core.clock import FixedClock
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.words import PromiseStatus
from mortgage_collect.models.contact import Promise
from mortgage_collect.models.loan import Loan, Payment, QuoteRecord
from mortgage_collect.models.tape import TapeChange
from mortgage_collect.queries.card import card
from mortgage_collect.queries.timeline import timeline
from mortgage_collect.services.payments import post_payment, reverse_payment
from mortgage_collect.services.promises import decide_promises, make_promise
from mortgage_collect.services.quotes import give_quote, payoff_quote, reinstatement_quote
from mortgage_collect.services.workouts import save_workout
from mortgage_collect.store.store import Store
from mortgage_collect.workout.options.repayment_plan import Answers
from tests.services.desks import Case, a_case, a_tape, at

PAYMENT = Money.of("1,499.10")  # 1,199.10 principal and interest, 300.00 escrow


@pytest.fixture
def case(store: Store) -> Case:
    return a_case(store)


def owed(store: Store, case: Case, good_through: date | None = None) -> Money:
    with store.view() as session:
        return reinstatement_quote(session, case.loan_id, store.clock.now(), good_through).total


def post(store: Store, case: Case, amount: Money, on: date, **other: Any) -> int:
    with store.unit() as unit:
        return post_payment(unit, case.loan_id, amount, on, **other)


def test_what_is_owed_is_three_payments_and_the_late_charges(store: Store, case: Case) -> None:
    # January, February and March are due on 9 March; 59.96 of late charges stand on the tape.
    assert owed(store, case) == 3 * PAYMENT + Money.of("59.96")


def test_a_payment_lowers_it_by_the_payment(store: Store, case: Case) -> None:
    before = owed(store, case)
    post(store, case, PAYMENT, date(2026, 3, 6))
    assert before - owed(store, case) == PAYMENT
    with store.view() as session:
        loan = session.get_one(Loan, case.loan_id)
    assert loan.oldest_unpaid_on == date(2026, 2, 1)


def test_half_a_payment_waits_in_suspense_and_is_taken_off(store: Store, case: Case) -> None:
    before = owed(store, case)
    post(store, case, Money.of("700"), date(2026, 3, 6))
    assert before - owed(store, case) == Money.of("700")
    with store.view() as session:
        assert session.get_one(Loan, case.loan_id).oldest_unpaid_on == date(2026, 1, 1)


def test_money_the_tape_already_holds_is_not_counted_twice(store: Store, case: Case) -> None:
    before = owed(store, case)
    post(store, case, PAYMENT, date(2026, 2, 20))
    assert owed(store, case) == before
    post(store, case, PAYMENT, date(2026, 2, 20), missing_from_tape=True)
    assert before - owed(store, case) == PAYMENT


def test_a_reversal_puts_it_back_and_happens_once(store: Store, case: Case) -> None:
    before = owed(store, case)
    payment = post(store, case, PAYMENT, date(2026, 3, 6))
    with store.unit() as unit:
        reverse_payment(unit, payment, "check returned", date(2026, 3, 9))
    assert owed(store, case) == before
    with pytest.raises(UserError, match="already been reversed"), store.unit() as unit:
        reverse_payment(unit, payment, "again", date(2026, 3, 9))


@pytest.mark.parametrize(
    ("amount", "on", "says"),
    [
        ("0", date(2026, 3, 6), "cannot be posted"),
        ("-5", date(2026, 3, 6), "cannot be posted"),
        ("100", date(2026, 3, 10), "in the future"),
        ("100", date(1899, 12, 31), "years ago"),
        ("900,000", date(2026, 3, 6), "more than the whole debt"),
    ],
)
def test_a_payment_that_cannot_be_is_refused_and_nothing_is_written(
    store: Store, case: Case, amount: str, on: date, says: str
) -> None:
    before = owed(store, case)
    with pytest.raises(UserError, match=says):
        post(store, case, Money.of(amount), on)
    assert owed(store, case) == before


def test_an_unknown_component_makes_the_total_at_least(store: Store) -> None:
    case = a_case(store, corporate_advance=None)
    with store.view() as session:
        quote = reinstatement_quote(session, case.loan_id, store.clock.now())
    assert quote.at_least
    assert quote.unknown == ("Corporate advances",)
    assert quote.total == 3 * PAYMENT + Money.of("59.96")


def test_a_quote_grows_by_the_next_payment_and_its_late_charge(store: Store, case: Case) -> None:
    # 5 % of 1,199.10 is 59.96 (59.955 half up); March becomes late after its fifteen days.
    assert owed(store, case, date(2026, 3, 16)) == owed(store, case)
    assert owed(store, case, date(2026, 3, 17)) == owed(store, case) + Money.of("59.96")
    assert owed(store, case, date(2026, 4, 1)) == (owed(store, case) + Money.of("59.96") + PAYMENT)


def test_a_payoff_is_at_least_the_balance(store: Store, case: Case) -> None:
    with store.view() as session:
        quote = payoff_quote(session, case.loan_id, store.clock.now())
    assert quote.total > Money.of("180,000")
    assert quote.per_diem == Money.of("29.59")  # 180,000 x 6 % / 365 = 29.589...


def test_a_quote_told_twice_is_kept_once(store: Store, case: Case) -> None:
    for _ in range(2):
        with store.unit() as unit:
            quote = reinstatement_quote(unit.session, case.loan_id, unit.now)
            give_quote(unit, case.loan_id, quote)
    with store.view() as session:
        assert len(session.scalars(select(QuoteRecord)).all()) == 1


def test_a_promise_brings_the_loan_back_the_day_after(store: Store, case: Case) -> None:
    with store.unit() as unit:
        make_promise(unit, case.loan_id, PAYMENT, date(2026, 3, 13))
    with store.view() as session:
        assert session.get_one(Loan, case.loan_id).next_action_on == date(2026, 3, 16)


@pytest.mark.parametrize(
    ("amount", "due", "says"),
    [
        ("0", date(2026, 3, 13), "no promise"),
        ("100", date(2026, 3, 6), "gone by"),
        ("100", date(2026, 6, 1), "repayment plan"),
    ],
)
def test_a_promise_that_is_none(
    store: Store, case: Case, amount: str, due: date, says: str
) -> None:
    with pytest.raises(UserError, match=says), store.unit() as unit:
        make_promise(unit, case.loan_id, Money.of(amount), due)


def status(store: Store) -> PromiseStatus:
    with store.view() as session:
        return session.scalars(select(Promise)).one().status


def promised(store: Store, case: Case) -> None:
    with store.unit() as unit:
        make_promise(unit, case.loan_id, PAYMENT, date(2026, 3, 13))


def test_a_promise_is_kept_by_the_payment_that_reaches_it(
    store: Store, case: Case, clock: FixedClock
) -> None:
    promised(store, case)
    clock.move(at(12))
    post(store, case, Money.of("499.10"), date(2026, 3, 10))
    assert status(store) is PromiseStatus.OPEN
    post(store, case, Money.of("1,000"), date(2026, 3, 12))
    assert status(store) is PromiseStatus.KEPT


def test_silence_is_not_a_broken_promise(store: Store, case: Case, clock: FixedClock) -> None:
    promised(store, case)
    clock.move(at(20))
    with store.unit() as unit:
        assert decide_promises(unit) == 0
    # Money is known through 20 March now, and none came.
    with store.unit() as unit:
        a_tape(unit, date(2026, 3, 20))
        assert decide_promises(unit) == 1
    assert status(store) is PromiseStatus.BROKEN


def test_a_promise_kept_on_the_tape_alone_is_kept(
    store: Store, case: Case, clock: FixedClock
) -> None:
    promised(store, case)
    clock.move(at(20))
    with store.unit() as unit:
        a_tape(unit, date(2026, 3, 20))
        loan = unit.session.get_one(Loan, case.loan_id)
        loan.last_payment_on, loan.last_payment_amount = date(2026, 3, 13), PAYMENT
        loan.as_of = date(2026, 3, 20)
        assert decide_promises(unit) == 1
    assert status(store) is PromiseStatus.KEPT


def all_statuses(store: Store) -> list[PromiseStatus]:
    with store.view() as session:
        return [row.status for row in session.scalars(select(Promise).order_by(Promise.due_on))]


def two_promises(store: Store, case: Case) -> None:
    with store.unit() as unit:
        make_promise(unit, case.loan_id, Money.of("500"), date(2026, 3, 12))
        make_promise(unit, case.loan_id, Money.of("500"), date(2026, 3, 20))


def test_one_payment_keeps_one_promise(store: Store, case: Case, clock: FixedClock) -> None:
    two_promises(store, case)
    clock.move(at(11))
    post(store, case, Money.of("500"), date(2026, 3, 11))
    assert all_statuses(store) == [PromiseStatus.KEPT, PromiseStatus.OPEN]
    post(store, case, Money.of("500"), date(2026, 3, 11))
    assert all_statuses(store) == [PromiseStatus.KEPT, PromiseStatus.KEPT]


def test_money_before_the_first_promise_broke_is_not_the_seconds(
    store: Store, case: Case, clock: FixedClock
) -> None:
    two_promises(store, case)
    clock.move(at(31))
    post(store, case, Money.of("500"), date(2026, 3, 17))
    with store.unit() as unit:
        a_tape(unit, date(2026, 3, 31))
        decide_promises(unit)
    assert all_statuses(store) == [PromiseStatus.BROKEN, PromiseStatus.KEPT]


def test_a_check_that_came_back_kept_no_promise(
    store: Store, case: Case, clock: FixedClock
) -> None:
    promised(store, case)
    clock.move(at(11))
    payment = post(store, case, PAYMENT, date(2026, 3, 11))
    assert status(store) is PromiseStatus.KEPT
    with store.unit() as unit:
        reverse_payment(unit, payment, "check returned", date(2026, 3, 11))
    assert status(store) is PromiseStatus.OPEN
    with store.view() as session:
        assert session.get_one(Loan, case.loan_id).next_action_on == date(2026, 3, 16)
    clock.move(at(20))
    with store.unit() as unit:
        a_tape(unit, date(2026, 3, 20))
        decide_promises(unit)
    assert status(store) is PromiseStatus.BROKEN


def test_money_told_by_the_tape_after_its_day_keeps_no_promise(
    store: Store, case: Case, clock: FixedClock
) -> None:
    promised(store, case)
    clock.move(at(31))
    with store.unit() as unit:
        tape = a_tape(unit, date(2026, 3, 31))
        loan = unit.session.get_one(Loan, case.loan_id)
        loan.as_of = date(2026, 3, 31)
        loan.last_payment_on, loan.last_payment_amount = date(2026, 3, 25), PAYMENT
        unit.session.add(
            TapeChange(
                tape_id=tape.id, loan_id=loan.id, field="next_due_date",
                was="2026-01-01", now="2026-02-01",
            )
        )  # fmt: skip
        unit.session.flush()
        assert decide_promises(unit) == 1
    assert status(store) is PromiseStatus.BROKEN


def test_a_check_returned_after_the_tape_counts_against_the_tape(store: Store, case: Case) -> None:
    # The tape of 28 February holds the payment of the 20th; the bank gave it back on 6 March.
    payment = post(store, case, PAYMENT, date(2026, 2, 20))
    before = owed(store, case)
    with store.unit() as unit:
        reverse_payment(unit, payment, "check returned", date(2026, 3, 6))
    assert owed(store, case) - before == PAYMENT
    with store.view() as session:
        assert session.get_one(Loan, case.loan_id).oldest_unpaid_on == date(2025, 12, 1)


def test_a_tape_of_a_day_after_the_return_knows_of_it(store: Store, case: Case) -> None:
    payment = post(store, case, PAYMENT, date(2026, 2, 20))
    before = owed(store, case)
    with store.unit() as unit:
        reverse_payment(unit, payment, "check returned", date(2026, 2, 27))
    assert owed(store, case) == before


@pytest.mark.parametrize(
    ("day", "says"),
    [(date(2026, 2, 19), "before the payment came in"), (date(2026, 3, 10), "in the future")],
)
def test_a_check_comes_back_after_it_came_in_and_not_tomorrow(
    store: Store, case: Case, day: date, says: str
) -> None:
    payment = post(store, case, PAYMENT, date(2026, 2, 20))
    with pytest.raises(UserError, match=says), store.unit() as unit:
        reverse_payment(unit, payment, "check returned", day)


def test_the_day_of_return_stays_on_file(any_store: Store) -> None:
    case = a_case(any_store)
    payment = post(any_store, case, PAYMENT, date(2026, 3, 2))
    with any_store.unit() as unit:
        reverse_payment(unit, payment, "check returned", date(2026, 3, 6))
    with any_store.view() as session:
        back = session.scalars(select(Payment).where(Payment.reverses_id == payment)).one()
        told = timeline(session, case.loan_id)
    assert (back.received_on, back.returned_on) == (date(2026, 3, 2), date(2026, 3, 6))
    assert any("returned Mar 6, 2026" in row.title for row in told)


def test_a_payment_the_plan_knew_is_not_its_first_installment(
    store: Store, case: Case, clock: FixedClock
) -> None:
    post(store, case, PAYMENT, date(2026, 3, 9))
    clock.move(at(9, 16))
    with store.unit() as unit:
        save_workout(unit, case.loan_id, Answers(months=6), reason="a test without a review")
    clock.move(at(9, 17))
    assert paid_of_plan(store, case) == 0
    post(store, case, 2 * PAYMENT, date(2026, 3, 9))
    assert paid_of_plan(store, case) == 1


def paid_of_plan(store: Store, case: Case) -> int:
    with store.view() as session:
        plan = card(session, case.loan_id, store.clock.now()).plan
    assert plan is not None
    return plan.paid


def test_the_card_and_the_quote_know_and_do_not_know_the_same(store: Store) -> None:
    case = a_case(store, escrow_advance=None, escrow_balance=ZERO, suspense=None)
    with store.view() as session:
        seen = card(session, case.loan_id, store.clock.now())
        quote = reinstatement_quote(session, case.loan_id, store.clock.now())
    # Unknown suspense could only lower it, and an escrow account at zero owes no advance.
    assert (seen.due_at_least, quote.at_least) == (False, False)
    case_known = {line.key: line.amount for line in seen.due}
    assert case_known["escrow_advance"] == ZERO
    assert case_known["suspense"] is None
