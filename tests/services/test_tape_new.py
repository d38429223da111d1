"""New loans in bulk: the same figures as one by one, and a database as it was before."""

import pytest
from sqlalchemy import select, text

from mortgage_collect.core.errors import Cancelled, UserError
from mortgage_collect.models.loan import Loan
from mortgage_collect.models.search import SearchTerm
from mortgage_collect.queries.facts import facts_of, facts_of_many
from mortgage_collect.queries.search import find, index_loan
from mortgage_collect.services.bank import set_up_bank
from mortgage_collect.services.tapes import import_tape, propose, read_file
from mortgage_collect.store.bulk import roomy, without_indexes
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


def test_terms_in_bulk_are_the_terms_of_each_loan(any_store, tmp_path):
    store = with_a_tape(any_store, tmp_path)

    def terms(session):
        query = select(SearchTerm.term, SearchTerm.loan_id, SearchTerm.kind)
        return sorted(tuple(row) for row in session.execute(query))

    with store.view() as session:
        bulk = terms(session)
        number = session.scalar(select(Loan.number).limit(1))
        assert find(session, number)[0].number == number

    def one_by_one(session):
        for key in session.scalars(select(Loan.id)).all():
            index_loan(session, key)
        assert terms(session) == bulk
        raise Cancelled  # none of it is an event

    with pytest.raises(Cancelled), store.unit() as unit:
        one_by_one(unit.session)


def indexes(store):
    with store.view() as session:
        query = "SELECT name, sql FROM sqlite_master WHERE tbl_name = 'search_term' ORDER BY name"
        return [tuple(row) for row in session.execute(text(query))]


def test_the_indexes_are_the_same_afterwards(store, tmp_path):
    before = indexes(store)

    with_a_tape(store, tmp_path)

    assert indexes(store) == before
    assert len(before) >= 2


def test_indexes_come_back_only_with_the_transaction(store):
    before = indexes(store)
    with (
        pytest.raises(Cancelled),
        store.unit() as unit,
        without_indexes(unit.session, SearchTerm.__table__),
    ):
        raise Cancelled

    assert indexes(store) == before


def test_the_larger_cache_is_given_back(store):
    def size(session):
        return session.connection().exec_driver_sql("PRAGMA cache_size").scalar()

    with store.view() as session:
        was = size(session)
        with roomy(session):
            assert size(session) != was
        assert size(session) == was
