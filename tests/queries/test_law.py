"""The law on a book: what binds on how many loans, what is kept, and one loan's own coverage.

Monday 9 March 2026, in Vermont.
"""

from datetime import date

import pytest

from mortgage_collect.core.words import Capacity, FlagKind, Occupancy
from mortgage_collect.queries.coverage import coverage_of, like_loans
from mortgage_collect.queries.law import Standing, law
from mortgage_collect.services.flags import raise_flag
from mortgage_collect.services.interview import answer
from mortgage_collect.services.law import adopt, confirm, take_back, tighten
from tests.builders import a_bank, a_loan, a_person, linked

MONDAY = date(2026, 3, 9)
SMALL = {"charter": "savings", "own": "1188", "affiliates": "0", "for_others": "0"}
HOME = {"occupancy": Occupancy.OWNER}


@pytest.fixture
def book(store):
    """Three of our own, one serviced for others that was late when it came, one nobody knows."""
    with store.unit() as unit:
        a_bank(unit)
        for number in ("1", "2", "3"):
            a_loan(unit, number=number, loan_type="Conventional", property=dict(HOME))
        others = {"capacity": Capacity.SERVICER_FOR_OTHERS, "loan_type": "FHA"}
        a_loan(unit, number="4", default_when_obtained=True, property=dict(HOME), **others)
        a_loan(unit, number="5", property=dict(HOME), **others)
    return store


def entry(store, key):
    with store.view() as session:
        return next(row for row in law(session, MONDAY).entries if row.key == key)


def told(store, answers):
    with store.unit() as unit:
        answer(unit, answers, MONDAY)


def test_regulation_f_binds_on_the_loans_of_others_and_is_kept_on_ours(book):
    row = entry(book, "reg_f.hours")

    assert (row.standing, row.loans, row.open_loans) == (Standing.BINDS, 1, 1)
    assert row.asks == ("Was this loan in default when we obtained it?",)
    assert row.adopted
    assert any(case.answer == "STOP" for case in row.cases)


def test_with_none_of_others_it_is_kept_by_choice_until_that_is_taken_back(store):
    with store.unit() as unit:
        a_bank(unit)
        a_loan(unit)
    assert entry(store, "reg_f.hours").standing is Standing.KEPT

    with store.unit() as unit:
        take_back(unit, "reg_f", MONDAY, "Counsel")

    row = entry(store, "reg_f.hours")
    assert (row.standing, row.can_adopt, row.can_take_back) == (Standing.ELSEWHERE, True, False)


def test_what_binds_comes_first(book):
    with book.view() as session:
        found = [row.standing for row in law(session, MONDAY).entries]

    assert found == sorted(found, key=list(Standing).index)
    assert set(found) == set(Standing)


def test_a_stay_binds_on_the_loans_in_bankruptcy_alone(book):
    with book.unit() as unit:
        loan, person = a_loan(unit, number="9"), a_person(unit)
        linked(unit, loan, person)
        raise_flag(unit, FlagKind.BANKRUPTCY, MONDAY, person_id=person.id)

    assert entry(book, "bankruptcy.stay").loans == 1
    assert not entry(book, "bankruptcy.stay").can_adopt, "it binds everybody; nothing is left to it"


def test_a_small_servicer_has_live_contact_off_and_the_filing_rule_on(book):
    assert (entry(book, "39a").loans, entry(book, "39a").open_loans) == (0, 5)

    told(book, SMALL | {"for_others": "0"})

    assert entry(book, "39a").standing is Standing.ELSEWHERE
    assert "small servicer" in entry(book, "39a").says
    assert entry(book, "41f1").loans == 5


def test_a_servicer_for_others_has_it_on(book):
    told(book, SMALL | {"for_others": "2"})

    assert entry(book, "39a").loans == 5


def test_one_loan_says_what_is_on_and_why_not(book):
    told(book, SMALL)
    with book.unit() as unit:
        line = a_loan(unit, number="7", loan_type="HELOC", property={"occupancy": Occupancy.OWNER})
        loan_id = line.id
    with book.view() as session:
        found = coverage_of(session, loan_id, MONDAY)

    by_key = {section.key: ruling for section, ruling in found.sections}
    assert found.fdcpa.answer is False
    assert by_key["37"].answer is False
    assert "open-end line" in by_key["37"].says
    assert by_key["scra"].answer is True


def test_loans_alike_are_asked_about_once(book):
    with book.view() as session:
        assert sorted(like_loans(session, MONDAY).values()) == [1, 1, 3]


def test_an_adopted_rule_a_figure_and_a_reading_are_on_the_view(book):
    told(book, {"states": "VT CA"})
    with book.unit() as unit:
        take_back(unit, "reg_f", MONDAY, "Counsel")
        adopt(unit, ("reg_f.hours",), MONDAY, "Hours at least")
        tighten(unit, "reg_f.calls_in_window", "4", MONDAY, "Fewer")
        confirm(unit, "small_lender.CA", MONDAY, "Ana", "Read the section", agrees=True)
    with book.view() as session:
        view = law(session, MONDAY)

    assert {row.key for row in view.entries if row.adopted} == {"reg_f.hours"}
    assert [row.own for row in view.figures if row.own is not None] == [4]
    assert [row.key for row in view.to_confirm if not row.open] == ["small_lender.CA"]
    assert view.loans == 5
