"""A view reads one moment and writes nothing; and keys between tables hold."""

import threading

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from mortgage_collect.core.errors import Bug
from mortgage_collect.events.contacts import NoteWritten
from mortgage_collect.models.loan import Loan
from mortgage_collect.models.person import Household, LoanPerson
from mortgage_collect.store import history_chain
from tests.builders import a_loan, a_person

NOTE = NoteWritten(about="loan:1", note="x")


def look_with_bulk(session):
    session.execute(text("UPDATE household SET name = 'x'"))


def look_with_new_row(session):
    session.add(Household(name="x"))


def look_with_flush(session):
    session.add(Household(name="x"))
    session.flush()


def look_with_changed_row(session):
    session.scalars(select(Loan)).one().borrower = "x"


@pytest.mark.parametrize(
    "write", [look_with_bulk, look_with_new_row, look_with_flush, look_with_changed_row]
)
def test_a_view_that_writes_is_a_bug(any_store, write):
    with any_store.unit() as unit:
        a_loan(unit)

    with pytest.raises(Bug, match="a view looks"), any_store.view() as session:
        write(session)

    with any_store.unit() as unit:
        unit.record(NOTE)


def test_a_view_sees_one_moment_while_others_save(shared_store):
    def save():
        with shared_store.unit() as unit:
            a_person(unit)

    with shared_store.view() as session:
        before = history_chain.count(session)
        other = threading.Thread(target=save)
        other.start()
        other.join()
        assert history_chain.count(session) == before

    with shared_store.view() as session:
        assert history_chain.count(session) == before + 1


def test_foreign_keys_hold_everywhere(any_store):
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"), any_store.unit() as unit:
        unit.session.add(LoanPerson(loan_id=404, person_id=404, role="borrower", position=1))
