"""What may and may not be typed in on a loan, its home and its people."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from mortgage_collect.core.clock import FixedClock
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.models.loan import Loan, Property
from mortgage_collect.models.person import Person
from mortgage_collect.queries.card import card
from mortgage_collect.services import loans
from mortgage_collect.services.loans import NewLoan
from mortgage_collect.services.payments import post_payment
from mortgage_collect.store.store import Store
from tests.services.desks import Case, a_case, at

PAYMENT = Money.of("1,499.10")


@pytest.fixture
def case(store: Store) -> Case:
    return a_case(store, originated_on=date(2015, 5, 1))


@pytest.mark.parametrize(
    ("now", "says"),
    [
        ({"next_due_on": date(1899, 12, 31)}, "cannot be the next due date"),
        ({"as_of": date(2026, 3, 10)}, "Nobody knows the balances of Mar 10, 2026 yet"),
        ({"maturity_on": date(2015, 5, 1)}, "mature before it was made"),
        ({"upb": Money.of("-1")}, "The upb cannot be"),
        ({"due_day": 32}, "due day of 32"),
        ({"borrower": "X"}, "cannot be changed by hand"),
    ],
)
def test_what_cannot_be_true_is_refused(
    store: Store, case: Case, now: dict[str, Any], says: str
) -> None:
    with pytest.raises(UserError, match=says), store.unit() as unit:
        loans.correct_loan(unit, case.loan_id, **now)


def test_a_state_is_its_two_letters(store: Store, case: Case) -> None:
    with pytest.raises(UserError, match="'Vermont' is not"), store.unit() as unit:
        loans.correct_property(unit, case.loan_id, state="Vermont")
    with pytest.raises(UserError, match="two letters"), store.unit() as unit:
        loans.correct_person(unit, case.person_id, state="V1")
    with store.unit() as unit:
        loans.correct_property(unit, case.loan_id, state=" nh ")
        loans.correct_person(unit, case.person_id, state="me")
        home = unit.session.get_one(Loan, case.loan_id).property_id
        assert unit.session.get_one(Property, home).state == "NH"
        assert unit.session.get_one(Person, case.person_id).state == "ME"


def test_a_loan_typed_in_of_an_evening_is_of_the_banks_own_day(
    store: Store, case: Case, clock: FixedClock
) -> None:
    clock.move(at(10, 1))  # 9 in the evening of the 9th
    new = NewLoan("H-1", Money.of("100,000"), Money.of("600"), date(2026, 2, 1))
    with store.unit() as unit:
        loan_id = loans.add_loan(unit, new)
    with store.view() as session:
        # The 9th has not closed: the figures are of the close before it.
        assert session.get_one(Loan, loan_id).as_of == date(2026, 3, 8)


def test_money_of_the_day_a_loan_is_typed_in_counts(store: Store, case: Case) -> None:
    new = NewLoan("H-1", Money.of("100,000"), Money.of("600"), date(2026, 2, 1))
    with store.unit() as unit:
        loan_id = loans.add_loan(unit, new)
    with store.view() as session:
        assert card(session, loan_id, store.clock.now()).arrears == Money.of("1,200")
    with store.unit() as unit:
        post_payment(unit, loan_id, Money.of("600"), date(2026, 3, 9))
    with store.view() as session:
        assert card(session, loan_id, store.clock.now()).arrears == Money.of("600")
        assert session.get_one(Loan, loan_id).oldest_unpaid_on == date(2026, 3, 1)


def test_figures_said_to_be_of_today_hold_what_came_in_today(store: Store, case: Case) -> None:
    new = NewLoan("H-1", Money.of("100,000"), Money.of("600"), date(2026, 2, 1))
    with store.unit() as unit:
        loan_id = loans.add_loan(unit, replace(new, as_of=date(2026, 3, 9)))
        post_payment(unit, loan_id, Money.of("600"), date(2026, 3, 9))
    with store.view() as session:
        assert card(session, loan_id, store.clock.now()).arrears == Money.of("1,200")


def test_a_late_payment_brings_no_charge_for_a_month_that_is_not_counted(
    store: Store, case: Case, clock: FixedClock
) -> None:
    # Money is known through 28 February; March's charge of the 17th is not owed as of then.
    clock.move(at(20))
    with store.unit() as unit:
        post_payment(unit, case.loan_id, PAYMENT, date(2026, 3, 20))
    with store.view() as session:
        due = {line.key: line.amount for line in card(session, case.loan_id, clock.now()).due}
    assert due["late_charges"] == Money.of("59.96")
    assert due["principal_interest"] == Money.of("1,199.10")
