"""A tape that comes after a later one: it adds what nobody had, and moves nothing back."""

from datetime import date

from sqlalchemy import select

from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.words import FlagKind, LoanStatus
from mortgage_collect.models.loan import Loan
from mortgage_collect.models.person import Flag
from mortgage_collect.models.tape import TapeChange, TapeFile
from mortgage_collect.models.tape import TapeFinding as FindingRow
from mortgage_collect.queries.facts import facts_of
from mortgage_collect.services.payments import post_payment
from tests.services.tapes import a_file, a_row, brought_in, with_bank

JAN, FEB = date(2026, 1, 31), date(2026, 2, 28)


def test_an_older_tape_that_says_the_same_counts_no_payment_twice(store, tmp_path):
    with_bank(store)
    row = a_row(**{"Next Due Date": "01/01/2026"})
    brought_in(store, a_file(tmp_path / "2.csv", row), as_of=FEB)
    with store.unit() as unit:
        loan_id = unit.session.scalars(select(Loan.id)).one()
        post_payment(unit, loan_id, Money.of("1,499.10"), date(2026, 2, 10))
    found = brought_in(store, a_file(tmp_path / "1.csv", row | {"Branch": ""}), as_of=JAN)
    assert found.plan.counts["unchanged"] == 1
    with store.view() as session:
        loan = session.scalars(select(Loan)).one()
    assert (loan.as_of, loan.oldest_unpaid_on) == (FEB, date(2026, 1, 1))


def test_an_older_tape_takes_nothing_back(any_store, tmp_path):
    """February's tape says paid and lower; January's comes late, from the archive."""
    store = with_bank(any_store)
    feb = a_row(**{"Next Due Date": "03/01/2026", "Current UPB": "179000.00"})
    jan = a_row(**{"Next Due Date": "01/01/2026", "Current UPB": "180000.00"})
    jan |= {"Origination Date": "12/20/2019", "Suspense": "55.00"}
    gone = a_row("0041000018", **{"Next Due Date": "01/01/2026"}) | {
        "Origination Date": "", "Suspense": ""
    }  # fmt: skip
    brought_in(store, a_file(tmp_path / "feb.csv", feb), as_of=FEB)
    found = brought_in(store, a_file(tmp_path / "jan.csv", jan, gone), as_of=JAN)

    assert (found.plan.counts["older"], found.plan.counts["new"]) == (1, 1)
    with store.view() as session:
        here, away = session.scalars(select(Loan).order_by(Loan.number))
        changes = session.scalars(select(TapeChange.field)).all()
        kept = session.scalars(select(TapeFile.tape_id)).all()
        owed = facts_of(session, here, store.clock.now()).position()
        notes = session.scalars(select(FindingRow.says)).all()
    assert (here.as_of, here.upb, here.next_due_on) == (FEB, Money.of("179000"), date(2026, 3, 1))
    assert (owed.arrears, here.arrears, here.oldest_unpaid_on) == (ZERO, ZERO, date(2026, 3, 1))
    # The note's own terms are added, money of another day is not.
    assert (here.originated_on, here.suspense) == (date(2019, 12, 20), None)
    assert changes == ["origination_date"]
    # What only January has is asked about, and the file is kept as it came.
    assert (away.status, away.as_of) == (LoanStatus.MISSING, JAN)
    assert len(kept) == 2
    assert any("keep the balances" in says for says in notes)


def test_an_older_tape_does_not_forgive_what_fell_due_since(store, tmp_path):
    """The queue's arrears are counted to the later tape's day, whatever comes in after it."""
    with_bank(store)
    late = a_row(**{"Next Due Date": "02/01/2026"})
    brought_in(store, a_file(tmp_path / "feb.csv", late), as_of=FEB)
    brought_in(store, a_file(tmp_path / "jan.csv", late | {"Current UPB": "180500"}), as_of=JAN)
    with store.view() as session:
        loan = session.scalars(select(Loan)).one()
    assert (loan.arrears, loan.oldest_unpaid_on) == (Money.of("1499.10"), date(2026, 2, 1))


def test_an_older_tape_brings_no_loan_back(store, tmp_path):
    with_bank(store)
    both = (a_row(), a_row("0041000018"))
    brought_in(store, a_file(tmp_path / "1.csv", *both), as_of=date(2025, 12, 31))
    brought_in(store, a_file(tmp_path / "3.csv", a_row()), as_of=FEB)
    brought_in(store, a_file(tmp_path / "2.csv", *both), as_of=JAN)
    with store.view() as session:
        here, away = session.scalars(select(Loan).order_by(Loan.number))
    assert (here.status, here.as_of) == (LoanStatus.ACTIVE, FEB)
    assert (away.status, away.as_of) == (LoanStatus.MISSING, JAN)


def test_a_flag_of_an_older_tape_is_raised_where_the_later_one_is_silent(store, tmp_path):
    with_bank(store)
    brought_in(store, a_file(tmp_path / "feb.csv", a_row()), as_of=FEB)
    told = a_row() | {"Bankruptcy Flag": "Y"}
    brought_in(store, a_file(tmp_path / "jan.csv", told), as_of=JAN)
    with store.view() as session:
        assert session.scalars(select(Flag.kind)).all() == [FlagKind.BANKRUPTCY]
