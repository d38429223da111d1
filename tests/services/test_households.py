"""Households are made by hand, of people the file shows together; nobody is moved along."""

from datetime import date

import pytest
from sqlalchemy import select

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.words import Role
from mortgage_collect.models.history import HistoryEntry
from mortgage_collect.models.person import Household, Person
from mortgage_collect.queries.card import card
from mortgage_collect.queries.households import SAME_HOME, SAME_LOAN, household
from mortgage_collect.queries.timeline import timeline
from mortgage_collect.services.households import put_together, take_out
from mortgage_collect.services.loans import correct_person
from tests.builders import a_bank, a_loan, a_person, linked

RUIZ = {"first": "Maria", "last": "Ruiz", "written": "RUIZ MARIA"}
JOSE = {"first": "Jose", "last": "RUIZ", "written": "RUIZ JOSE"}
ELSEWHERE = {"line_1": "9 Pine Road", "city": "Barre", "state": "VT", "zip": "05641"}


@pytest.fixture
def street(any_store):
    """Maria and Luis owe one loan; Jose Ruiz owes another on the same home, written otherwise;
    Ana Ruiz lives elsewhere; Paul is only authorized to speak."""
    with any_store.unit() as unit:
        a_bank(unit)
        first = a_loan(unit, number="1000001", next_due_on=date(2026, 1, 1))
        home = {"line_1": "12 MAPLE STREET.", "zip": "05641-1234"}
        second = a_loan(unit, number="1000002", property=home)
        third = a_loan(unit, number="1000003", property=ELSEWHERE)
        people = {
            "maria": a_person(unit, **RUIZ),
            "luis": a_person(unit, first="Luis", last="Vega", written="VEGA LUIS"),
            "jose": a_person(unit, **JOSE),
            "ana": a_person(unit, first="Ana", last="Ruiz", written="RUIZ ANA"),
            "paul": a_person(unit, first="Paul", last="Grant", written="GRANT PAUL"),
        }
        for loan, name, role in (
            (first, "maria", Role.BORROWER),
            (first, "luis", Role.CO_BORROWER),
            (first, "paul", Role.AUTHORIZED),
            (second, "jose", Role.BORROWER),
            (third, "ana", Role.BORROWER),
        ):
            linked(unit, loan, people[name], role)
        ids = {name: person.id for name, person in people.items()}
    return any_store, ids


def rows(store, person_id):
    with store.view() as session:
        return {row.name: (row.inside, row.why) for row in household(session, person_id)}


def together(store, one, other):
    with store.unit() as unit:
        return put_together(unit, one, other)


def homes(store):
    with store.view() as session:
        return dict(session.execute(select(Person.id, Person.household_id)).all())


def test_who_may_belong_is_suggested_with_the_reason_and_nobody_is_moved(street):
    store, ids = street
    assert rows(store, ids["maria"]) == {
        "Vega, Luis": (False, SAME_LOAN),
        "RUIZ, Jose": (False, SAME_HOME),
    }
    assert set(homes(store).values()) == {None}


def test_two_people_are_put_together_with_was_and_now_in_the_history(street):
    store, ids = street
    made = together(store, ids["maria"], ids["jose"])
    found = homes(store)
    assert (found[ids["maria"]], found[ids["jose"]], found[ids["luis"]]) == (made, made, None)
    assert rows(store, ids["maria"])["RUIZ, Jose"][0]
    with store.view() as session:
        assert session.get_one(Household, made).name == "Ruiz"
        told = [row for row in timeline(session, 2) if "household" in row.title]
        bodies = session.scalars(
            select(HistoryEntry.body).where(HistoryEntry.event == "HouseholdChanged")
        ).all()
    assert [(row.title, row.detail) for row in told] == [("Put into the household Ruiz", SAME_HOME)]
    assert len(bodies) == 2
    assert all('"was":null' in body for body in bodies)


def test_the_card_shows_the_loans_of_the_household(street):
    store, ids = street
    together(store, ids["maria"], ids["jose"])
    with store.view() as session:
        others = card(session, 1, store.clock.now()).other_loans
        back = card(session, 2, store.clock.now()).other_loans
        away = card(session, 3, store.clock.now()).other_loans
    assert [(o.number, o.household, o.shared_by) for o in others] == [
        ("1000002", True, "RUIZ JOSE")
    ]
    assert [(o.number, o.household) for o in back] == [("1000001", True)]
    assert away == ()


def test_taken_out_with_the_reason_the_loans_go_from_the_card(street):
    store, ids = street
    made = together(store, ids["maria"], ids["jose"])
    with pytest.raises(UserError, match="no longer share"), store.unit() as unit:
        take_out(unit, ids["jose"], " ")
    with store.unit() as unit:
        take_out(unit, ids["jose"], "moved to Barre")
    assert homes(store)[ids["jose"]] is None
    assert homes(store)[ids["maria"]] == made
    with store.view() as session:
        assert card(session, 1, store.clock.now()).other_loans == ()
        told = timeline(session, 2)[0]
    assert (told.title, told.detail) == ("Taken out of the household Ruiz", "moved to Barre")
    with pytest.raises(UserError, match="in no household"), store.unit() as unit:
        take_out(unit, ids["jose"], "again")


def test_households_are_never_merged_only_the_one_person_moves(street):
    store, ids = street
    with store.unit() as unit:
        # Jose lives with his brother Max, on a loan of theirs.
        max_ = a_person(unit, first="Max", last="Ruiz", written="RUIZ MAX")
        linked(unit, a_loan(unit, number="1000004", property=ELSEWHERE), max_)
        linked(unit, a_loan(unit, number="1000005", property=ELSEWHERE), max_)
        jose = unit.session.get_one(Person, ids["jose"])
        linked(unit, a_loan(unit, number="1000006", property=ELSEWHERE), jose)
        max_id = max_.id
    theirs = together(store, ids["jose"], max_id)
    ours = together(store, ids["maria"], ids["luis"])
    together(store, ids["maria"], ids["jose"])
    found = homes(store)
    assert found[ids["jose"]] == ours
    assert found[max_id] == theirs
    with store.view() as session:
        moved = next(row for row in timeline(session, 2) if "household" in row.title)
    assert moved.title == "Moved from the household RUIZ to the household Ruiz"


@pytest.mark.parametrize("other", ["ana", "paul"])
def test_people_the_file_does_not_show_together_are_not_put_together(street, other):
    store, ids = street
    with pytest.raises(UserError, match="Nothing on file shows"), store.unit() as unit:
        put_together(unit, ids["maria"], ids[other])
    assert set(homes(store).values()) == {None}


def test_somebody_in_it_is_not_put_in_again(street):
    store, ids = street
    together(store, ids["maria"], ids["luis"])
    with pytest.raises(UserError, match="already"), store.unit() as unit:
        put_together(unit, ids["luis"], ids["maria"])


def test_a_mailing_address_of_their_own_counts_before_the_home_they_owe_on(street):
    store, ids = street
    with store.unit() as unit:
        correct_person(unit, ids["jose"], line_1="1 Lake Way", city="Stowe", zip="05672")
    assert "RUIZ, Jose" not in rows(store, ids["maria"])
