"""A tape that says again what staff corrected: theirs stays, both are kept, it is told once."""

from datetime import date

import pytest
from sqlalchemy import select

from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.core.words import Severity
from mortgage_collect.models.loan import Loan, Property
from mortgage_collect.models.tape import Tape, TapeFinding
from mortgage_collect.services.loans import correct_loan, correct_property
from mortgage_collect.services.tape_undo import undo_tape
from tests.services.tapes import a_file, a_row, brought_in, proposed, with_bank

JAN, FEB, MAR = date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)
NUMBER = "0041000017"


@pytest.fixture
def book(store, tmp_path):
    """A loan of 6 % on Maple St; staff wrote 5.875 % and Elm St."""
    with_bank(store)
    brought_in(store, a_file(tmp_path / "jan.csv", a_row(), a_row("0041000018")), as_of=JAN)
    with store.unit() as unit:
        loan = unit.session.scalars(select(Loan).where(Loan.number == NUMBER)).one()
        correct_loan(unit, loan.id, rate=Rate.percent("5.875"), next_due_on=date(2026, 2, 1))
        correct_property(unit, loan.id, line_1="12 Elm St")
    return store


def the_loan(store):
    with store.view() as session:
        loan, home = session.execute(
            select(Loan, Property)
            .join(Property, Property.id == Loan.property_id)
            .where(Loan.number == NUMBER)
        ).one()
        session.expunge_all()
        return loan, home


def rows(**more):
    return a_row(NUMBER, **more), a_row("0041000018", **more)


def test_what_staff_wrote_stays_when_the_tape_says_the_old_again(book, tmp_path):
    path = a_file(tmp_path / "feb.csv", *rows(**{"Current UPB": "179000.00"}))
    found = brought_in(book, path, as_of=FEB)
    assert [change.row.loan_number for change in found.plan.contested] == [NUMBER]
    assert found.plan.counts["changed"] == 2
    loan, home = the_loan(book)
    assert (loan.rate, loan.next_due_on) == (Rate.percent("5.875"), date(2026, 2, 1))
    assert home.line_1 == "12 Elm St"
    assert (loan.upb, loan.as_of) == (Money.of("179000"), FEB)


def test_both_are_kept_with_the_tape(book, tmp_path):
    found = brought_in(book, a_file(tmp_path / "feb.csv", *rows()), as_of=FEB)
    assert found.plan.counts["unchanged"] == 2
    with book.view() as session:
        kept = session.execute(
            select(TapeFinding.field, TapeFinding.found, TapeFinding.expected, TapeFinding.row)
            .where(TapeFinding.says.contains("staff wrote otherwise"))
            .order_by(TapeFinding.field)
        ).all()
    assert [tuple(each) for each in kept] == [
        ("current_interest_rate", "6", "5.875", 2),
        ("next_due_date", "2026-03-01", "2026-02-01", 2),
        ("property_address", "12 Maple St", "12 Elm St", 2),
    ]
    assert {f.severity for f in found.contested} == {Severity.WARNING}


def test_it_is_told_once_and_stays_theirs_ever_after(book, tmp_path):
    first = brought_in(book, a_file(tmp_path / "feb.csv", *rows()), as_of=FEB)
    path = a_file(tmp_path / "mar.csv", *rows(**{"Current UPB": "178000.00"}))
    again = brought_in(book, path, as_of=MAR)
    assert (len(first.contested), len(again.contested)) == (3, 0)
    assert len(again.plan.contested) == 1
    assert the_loan(book)[0].rate == Rate.percent("5.875")


def test_what_an_undone_tape_told_is_told_again(book, tmp_path):
    path = a_file(tmp_path / "feb.csv", *rows())
    brought_in(book, path, as_of=FEB)
    with book.unit() as unit:
        undo_tape(unit, unit.session.scalars(select(Tape.id).order_by(Tape.id.desc())).first())
    assert len(proposed(book, path, as_of=FEB).contested) == 3


def test_a_tape_that_says_something_new_is_taken(book, tmp_path):
    more = {"Rate": "5.500", "Property Address": "12 Elm St", "Next Due Date": "04/01/2026"}
    found = brought_in(book, a_file(tmp_path / "feb.csv", *rows(**more)), as_of=FEB)
    assert found.plan.contested == ()
    loan, home = the_loan(book)
    assert (loan.rate, loan.next_due_on) == (Rate.percent("5.500"), date(2026, 4, 1))
    assert home.line_1 == "12 Elm St"


def test_a_correction_the_tape_has_overtaken_contradicts_nobody(book, tmp_path):
    newer = a_file(tmp_path / "feb.csv", *rows(Rate="5.500"))
    brought_in(book, newer, as_of=FEB)
    back = brought_in(book, a_file(tmp_path / "mar.csv", *rows()), as_of=MAR)
    contested = {each.field for change in back.plan.contested for each in change.kept}
    assert "current_interest_rate" not in contested
    assert the_loan(book)[0].rate == Rate.percent("6")


def test_without_corrections_nothing_is_contested(store, tmp_path):
    with_bank(store)
    brought_in(store, a_file(tmp_path / "jan.csv", a_row()), as_of=JAN)
    path = a_file(tmp_path / "feb.csv", a_row(Rate="5.500"))
    found = proposed(store, path, as_of=FEB)
    assert (found.plan.contested, found.contested) == ((), ())
    assert found.plan.counts["changed"] == 1
