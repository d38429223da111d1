"""New loans in bulk: the same figures as one by one, and a database as it was before."""

from datetime import date

import pytest
from sqlalchemy import select, text

from mortgage_collect.core.errors import Cancelled, UserError
from mortgage_collect.core.money import Money
from mortgage_collect.models.loan import Loan, Property
from mortgage_collect.models.search import SearchWords
from mortgage_collect.queries.facts import facts_of, facts_of_many
from mortgage_collect.queries.search import find, index_loan
from mortgage_collect.services.bank import set_up_bank
from mortgage_collect.services.tapes import import_tape, propose, read_file
from mortgage_collect.store.bulk import insert_rows, roomy
from tests.tape.lookalike import two_month_tape


def with_a_tape(store, tmp_path, loans=40):
    path = tmp_path / "tape.xlsx"
    two_month_tape(path, loans=loans)
    with store.unit() as unit:
        set_up_bank(unit, "First Green", zone="America/New_York")
    file = read_file(path, sheet="Jan 2026")
    with store.view() as session:
        found = propose(session, file)
    with store.unit() as unit:
        import_tape(unit, found)
    return store


def test_facts_of_many_are_the_facts_of_each(any_store, tmp_path):
    store = with_a_tape(any_store, tmp_path)
    with store.view() as session:
        loans = session.scalars(select(Loan)).all()
        each = {}
        for loan in loans:
            try:
                each[loan.id] = facts_of(session, loan, store.clock.now())
            except UserError:
                continue
        many = {loan.id: facts for loan, facts in facts_of_many(session, loans, store.clock.now())}

    assert len(many) > 30
    assert many == each


def test_words_in_bulk_are_the_words_of_each_loan(any_store, tmp_path):
    store = with_a_tape(any_store, tmp_path)

    def words(session):
        return sorted(tuple(row) for row in session.execute(select(SearchWords.__table__)))

    with store.view() as session:
        bulk = words(session)
        assert len(bulk) == 40
        number = session.scalar(select(Loan.number).limit(1))
        assert find(session, number)[0].number == number

    def one_by_one(session):
        for key in session.scalars(select(Loan.id)).all():
            index_loan(session, key)
        assert words(session) == bulk
        raise Cancelled  # none of it is an event

    with pytest.raises(Cancelled), store.unit() as unit:
        one_by_one(unit.session)


def test_a_second_tape_finds_its_new_loans_beside_the_old_ones(any_store, tmp_path):
    store = with_a_tape(any_store, tmp_path)
    path = tmp_path / "more.csv"
    path.write_text(
        "Loan Number,Borrower Name,Unpaid Principal Balance,Next Due Date\n"
        '77770001,"QUILLFEATHER, ADA",1000.00,03/01/2026\n',
        encoding="utf-8",
    )
    file = read_file(path, as_of=date(2026, 2, 10))
    with store.view() as session:
        found = propose(session, file)
        old = session.scalar(select(Loan.number).limit(1))
    with store.unit() as unit:
        import_tape(unit, found)

    with store.view() as session:
        assert [row.number for row in find(session, "quillf")] == ["77770001"]
        assert [row.number for row in find(session, old)] == [old]


def test_the_index_of_words_holds_what_the_table_holds(store, tmp_path):
    with_a_tape(store, tmp_path)

    def compare(session):
        # FTS5 raises where it has a word that the table has not, or lacks one.
        check = "INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)"
        session.execute(text(check))
        raise Cancelled

    with pytest.raises(Cancelled), store.unit() as unit:
        compare(unit.session)


def test_the_larger_cache_is_given_back(store):
    def size(session):
        return session.connection().exec_driver_sql("PRAGMA cache_size").scalar()

    with store.view() as session:
        was = size(session)
        with roomy(session):
            assert size(session) != was
        assert size(session) == was


def test_what_every_row_has_stands_in_the_statement_as_it_is(any_store):
    """Marks of either driver, quotes, and nothing at all."""
    says = "it's 100% ? %s :name \\' $1"

    def inserted(session):
        rows = [(1, "a"), (2, "b")]
        same = {"line_1": says, "line_2": "", "city": "", "state": "VT", "zip": "", "county": "",
                "occupancy": "unknown", "value": -5, "value_on": None, "version": 1}  # fmt: skip
        assert insert_rows(session, Property.__table__, ("id", "property_type"), rows, same=same)
        found = session.execute(
            select(Property.property_type, Property.line_1, Property.value, Property.value_on)
        )
        assert sorted(map(tuple, found)) == [(x, says, Money(-5), None) for x in "ab"]
        raise Cancelled

    with pytest.raises(Cancelled), any_store.unit() as unit:
        inserted(unit.session)
