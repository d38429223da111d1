"""A change with its trace, or none of it: on every engine and by every door."""

import threading

import pytest
from sqlalchemy import insert, select, text, update

from mortgage_collect.core.errors import Bug, UserError
from mortgage_collect.events.contacts import NoteWritten
from mortgage_collect.models.history import HistoryEntry
from mortgage_collect.models.loan import Loan
from mortgage_collect.models.person import Household
from mortgage_collect.store import history_chain
from mortgage_collect.store.store import Store
from tests.builders import a_loan, a_person, a_phone, linked

NOTE = NoteWritten(about="loan:1", note="asked for a hardship letter")


@pytest.fixture
def loan_id(any_store: Store) -> int:
    with any_store.unit() as unit:
        return a_loan(unit).id


def households(store: Store) -> list[str]:
    with store.view() as session:
        return list(session.scalars(select(Household.name).order_by(Household.name)))


def entries(store: Store) -> int:
    with store.view() as session:
        return history_chain.count(session)


def test_leaving_a_unit_saves_the_change_and_its_trace(any_store):
    before = entries(any_store)
    with any_store.unit(actor="ben") as unit:
        person = a_person(unit, written="OKAFOR NGOZI")
        a_phone(unit, person)
        linked(unit, a_loan(unit), person)

    with any_store.view() as session:
        trail = session.execute(
            select(HistoryEntry.event, HistoryEntry.actor).where(HistoryEntry.seq > before)
        ).all()
        assert trail == [
            ("PersonAdded", "ben"),
            ("PointAdded", "ben"),
            ("LoanAdded", "ben"),
            ("PersonLinked", "ben"),
        ]
        assert history_chain.verify(session).broken_at is None


# --- no write without a trace -------------------------------------------------------------------


def by_adding(unit):
    unit.session.add(Household(name="Silent"))


def by_changing(unit):
    unit.session.scalars(select(Loan)).one().borrower = "Silent"


def by_deleting(unit):
    unit.session.delete(unit.session.scalars(select(Household)).one())


def by_bulk_insert(unit):
    unit.session.execute(insert(Household), [{"name": "Silent"}, {"name": "Silent too"}])


def by_bulk_update(unit):
    unit.session.execute(update(Loan).values(next_action="Silent"))


def by_raw_sql(unit):
    unit.session.execute(text("UPDATE loan SET borrower = 'Silent'"))


def by_executemany(unit):
    sql = text("INSERT INTO household (name) VALUES (:name)")
    unit.session.execute(sql, [{"name": "Silent"}, {"name": "Silent too"}])


def by_a_raw_cursor(unit):
    cursor = unit.session.connection().connection.cursor()
    cursor.execute("UPDATE loan SET borrower = 'Silent'")
    cursor.close()


def by_a_new_table(unit):
    unit.session.execute(text("CREATE TABLE aside (name TEXT)"))


DOORS = [
    by_adding,
    by_changing,
    by_deleting,
    by_bulk_insert,
    by_bulk_update,
    by_raw_sql,
    by_executemany,
    by_a_raw_cursor,
    by_a_new_table,
]


@pytest.mark.parametrize("write", DOORS, ids=lambda door: door.__name__)
def test_a_write_without_an_event_is_a_bug(any_store, loan_id, write):
    with any_store.unit() as unit:
        unit.session.add(Household(name="Ruiz"))
        unit.record(NOTE)
    before = entries(any_store)

    with pytest.raises(Bug, match="left no trace"), any_store.unit() as unit:
        write(unit)

    assert households(any_store) == ["Ruiz"]
    assert entries(any_store) == before
    with any_store.view() as session:
        assert session.get_one(Loan, loan_id).borrower == "Ruiz, Maria"
        assert session.get_one(Loan, loan_id).next_action == ""


def by_copy(unit):
    driver = unit.session.connection().connection.driver_connection
    with driver.cursor().copy("COPY household (name) FROM STDIN") as copy:
        copy.write_row(("Ruiz",))


def test_copy_without_an_event_is_a_bug(server_store):
    with pytest.raises(Bug, match="left no trace"), server_store.unit() as unit:
        by_copy(unit)

    assert households(server_store) == []


def test_copy_with_an_event_is_saved(server_store):
    with server_store.unit() as unit:
        by_copy(unit)
        unit.record(NOTE)

    assert households(server_store) == ["Ruiz"]


def test_looking_around_in_a_unit_needs_no_event(any_store, loan_id):
    before = entries(any_store)
    with any_store.unit() as unit:
        assert unit.session.get_one(Loan, loan_id).number == "1000042"

    assert entries(any_store) == before


def test_an_event_needs_no_write(any_store):
    before = entries(any_store)
    with any_store.unit() as unit:
        unit.record(NOTE)

    assert entries(any_store) == before + 1


# --- all or nothing -----------------------------------------------------------------------------


def half_done(unit):
    unit.session.add(Household(name="Ruiz"))
    unit.session.flush()
    unit.record(NOTE)
    raise ZeroDivisionError("in the middle")


def committing(unit):
    unit.session.add(Household(name="Ruiz"))
    unit.session.commit()


def rolling_back(unit):
    unit.session.add(Household(name="Ruiz"))
    unit.session.rollback()
    unit.record(NOTE)


@pytest.mark.parametrize(
    ("act", "error", "says"),
    [
        (half_done, ZeroDivisionError, "in the middle"),
        (committing, Bug, "by leaving it"),
        (rolling_back, Bug, "ended inside"),
    ],
    ids=["an error inside", "committing by hand", "rolling back by hand"],
)
def test_what_goes_wrong_inside_leaves_nothing(any_store, act, error, says):
    before = entries(any_store)
    with pytest.raises(error, match=says), any_store.unit() as unit:
        act(unit)

    assert households(any_store) == []
    assert entries(any_store) == before
    with any_store.unit() as unit:
        unit.record(NOTE)
    assert entries(any_store) == before + 1


def test_a_savepoint_may_be_given_up(any_store):
    with any_store.unit() as unit:
        unit.session.add(Household(name="Ruiz"))
        with unit.session.begin_nested() as attempt:
            unit.session.add(Household(name="Wrong"))
            unit.session.flush()
            attempt.rollback()
        with unit.session.begin_nested():
            unit.session.add(Household(name="Second"))
        unit.record(NOTE)

    assert households(any_store) == ["Ruiz", "Second"]


def test_a_unit_inside_a_unit_is_a_bug_at_once(any_store):
    with pytest.raises(Bug), any_store.unit(), any_store.unit():
        pass

    with any_store.unit() as unit:
        unit.record(NOTE)


def test_subjects_are_told_to_open_screens(store):
    with store.unit() as unit:
        unit.record(NoteWritten(about="loan:1", also=("person:2", "person:3"), note="both called"))
        unit.record(NOTE)

    assert unit.touched == {"loan:1", "person:2", "person:3"}


# --- two people, one record ---------------------------------------------------------------------


def change(store: Store, loan_id: int, borrower: str, *, flush: bool, meanwhile=None) -> None:
    with store.unit(actor=borrower) as unit:
        loan = unit.session.get_one(Loan, loan_id)
        if meanwhile:
            meanwhile(unit)
        loan.borrower = borrower
        unit.record(NOTE)
        if flush:
            unit.session.flush()


@pytest.mark.parametrize("flush", [False, True], ids=["when leaving", "inside the unit"])
def test_a_stale_save_is_refused_in_words(any_store, loan_id, flush):
    def somebody_else(unit):
        unit.session.execute(text("UPDATE loan SET version = version + 1, borrower = 'First'"))

    with pytest.raises(UserError, match="Somebody else saved this first"):
        change(any_store, loan_id, "Second", flush=flush, meanwhile=somebody_else)

    with any_store.view() as session:
        assert session.get_one(Loan, loan_id).borrower == "Ruiz, Maria"


def test_on_a_server_the_later_of_two_saves_is_refused(server_store):
    with server_store.unit() as unit:
        loan_id = a_loan(unit).id

    def a_colleague(_unit):
        other = threading.Thread(
            target=change, args=(server_store, loan_id, "First"), kwargs={"flush": False}
        )
        other.start()
        other.join(10)

    with pytest.raises(UserError, match="Somebody else saved this first"):
        change(server_store, loan_id, "Second", flush=False, meanwhile=a_colleague)

    with server_store.view() as session:
        assert session.get_one(Loan, loan_id).borrower == "First"
