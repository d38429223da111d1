"""The card of one loan: what is due, who is on it, what came in; unknown stays unknown."""

from datetime import date

import pytest
from sqlalchemy.exc import NoResultFound

from mortgage_collect.core.money import Money
from mortgage_collect.core.words import FlagKind, LoanStatus, Role
from mortgage_collect.queries.card import card
from mortgage_collect.services.flags import raise_flag
from mortgage_collect.services.loans import add_person, link_person, unlink_person
from mortgage_collect.services.payments import post_payment, reverse_payment
from mortgage_collect.services.promises import make_promise
from tests.builders import a_loan
from tests.services.desks import a_case


def shown(store, loan_id):
    with store.view() as session:
        return card(session, loan_id, store.clock.now())


def test_what_is_due_is_split_and_adds_up(any_store):
    case = a_case(any_store)
    found = shown(any_store, case.loan_id)
    due = {line.key: line.amount for line in found.due}
    assert due["principal_interest"] == Money.of("2398.20")
    assert due["escrow"] == Money.of("600")
    assert found.due_total == Money(sum(line.amount.cents for line in found.due))
    assert not found.due_at_least
    assert found.known_through == date(2026, 2, 28)
    assert found.next_due_on == date(2026, 1, 1)


def test_a_component_nobody_knows_makes_the_sum_a_least(store):
    case = a_case(store, corporate_advance=None)
    found = shown(store, case.loan_id)
    assert found.due_at_least
    assert next(line for line in found.due if line.key == "corporate_advance").amount is None


def test_a_loan_without_its_terms_says_what_is_missing(store):
    case = a_case(store, principal_interest=None)
    found = shown(store, case.loan_id)
    assert "principal and interest payment" in found.trouble
    assert (found.due, found.due_total, found.arrears, found.delinquency) == ((), None, None, None)


def test_a_payment_after_the_tape_moves_the_due_date(store):
    case = a_case(store)
    with store.unit() as unit:
        post_payment(unit, case.loan_id, Money.of("1499.10"), date(2026, 3, 5))
    found = shown(store, case.loan_id)
    assert found.next_due_on == date(2026, 2, 1)
    assert [row.amount for row in found.payments] == [Money.of("1499.10")]
    with store.unit() as unit:
        reverse_payment(unit, found.payments[0].payment_id, "returned unpaid", date(2026, 3, 9))
    again = shown(store, case.loan_id)
    assert again.next_due_on == date(2026, 1, 1)
    assert [row.reversed for row in again.payments].count(True) == 1


def test_who_was_taken_off_is_not_on_the_card(store):
    case = a_case(store)
    with store.unit() as unit:
        other = add_person(unit, case.loan_id, Role.CO_BORROWER, written="RUIZ, JOSE")
    assert [p.role for p in shown(store, case.loan_id).people] == [Role.BORROWER, Role.CO_BORROWER]
    with store.unit() as unit:
        unlink_person(unit, case.loan_id, other, "divorce decree")
    assert [p.person_id for p in shown(store, case.loan_id).people] == [case.person_id]


def test_the_other_loans_of_a_person_are_shown_while_they_are_on_them(store):
    case = a_case(store)
    with store.unit() as unit:
        second = a_loan(unit, number="2000001")
        link_person(unit, second.id, case.person_id, Role.BORROWER)
    assert [row.number for row in shown(store, case.loan_id).other_loans] == ["2000001"]
    with store.unit() as unit:
        unlink_person(unit, second.id, case.person_id, "assumed by another")
    assert shown(store, case.loan_id).other_loans == ()


def test_flags_of_people_and_of_the_loan_are_both_there(store):
    case = a_case(store)
    with store.unit() as unit:
        raise_flag(unit, FlagKind.ATTORNEY, date(2026, 3, 2), person_id=case.person_id)
        raise_flag(unit, FlagKind.DISASTER, date(2026, 3, 3), loan_id=case.loan_id)
    assert [flag.kind for flag in shown(store, case.loan_id).flags] == [
        FlagKind.ATTORNEY,
        FlagKind.DISASTER,
    ]


def test_promises_and_the_next_step_are_there(store):
    case = a_case(store)
    with store.unit() as unit:
        make_promise(unit, case.loan_id, Money.of("500"), date(2026, 3, 13))
    found = shown(store, case.loan_id)
    assert [row.amount for row in found.promises] == [Money.of("500")]
    assert found.next_action_on == date(2026, 3, 16)


def test_the_strip_has_twelve_months_and_ends_with_the_known_one(store):
    strip = shown(store, a_case(store).loan_id).strip
    assert len(strip) == 12
    assert strip[-1].month == date(2026, 2, 1)
    assert strip[-1].behind == 2


def test_a_loan_that_left_the_book_still_has_its_card(store):
    case = a_case(store, status=LoanStatus.PAID_OFF)
    assert shown(store, case.loan_id).status is LoanStatus.PAID_OFF


def test_an_unknown_loan_is_an_error(store):
    a_case(store)
    with pytest.raises(NoResultFound):
        shown(store, 99)
